"""Finding and filtering: in the open discussion, and in the whole library.

``searching`` is the controller of both searches, between ``find_bar``, ``search_box`` and ``search_results``; ``filtering`` holds the rules
of the open discussion and the `Selection` that they make.
"""
