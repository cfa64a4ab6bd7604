"""What a reader sets by hand: what a comment answers, what a reference means, who wrote the post and when.

``correcting`` is the controller, with the pure ``corrections``; it asks through ``target_dialog`` (``target_model``, ``target_delegate``)
and ``correct_post_dialog``. ``doubting`` is the walk through doubtful references, with ``doubt_bar``. ``revising`` shows what was set, with
``corrections_dialog`` and the pure ``correction_list``. ``explaining`` says why a reference leads where it does.
"""
