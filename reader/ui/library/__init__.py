"""The library in the window: the list of discussions and what is done with whole discussions.

``library_pane`` (sections above, list below) with ``library_model`` and the painter ``library_rows``; ``library_source`` gives the thread
pane its bodies; ``care`` is the controller of export, re-reading, check and receipts, with ``export_dialog``; ``discarding`` is the one of
the trash, with ``trash_dialog``.
"""
