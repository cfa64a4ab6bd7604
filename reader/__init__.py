"""Threadfolio: a desktop reader for saved discussions.

The rooms, from the bottom up: ``model`` (nouns), ``markup`` (text and HTML), ``formats`` (file -> pages), ``sites`` (page -> draft
threads), ``threads`` (inference), ``filters``, ``store`` (the only SQL), ``exports``, ``jobs`` (slow verbs), ``cli``, ``ui`` (the only Qt).
Each room's ``__init__`` docstring is its charter; ``tests/rooms`` holds the import rules.
"""

__version__ = "0.1.0"
