"""The way in for saved pages: choose (or drop, or paste), look over what was recognised, save, read the receipt.

``ImportWizard(...)`` is the dialog; ``preview_model`` its table; ``choose_step``, ``look_step``, ``receipt_step`` its three pages.
What it does not do: it reads and writes nothing itself (``jobs.staging`` does, through ``background``); nothing is in the library before
Save, and Cancel leaves nothing behind.
May import: what ``ui`` may.
"""
