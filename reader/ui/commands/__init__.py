"""What can be done, as tables: one row a command. Menus, toolbar, keys, the overlay of keys and the tests read them.

A row (`Command`) has a stable id, words, key, icon, when it is enabled and what it calls on the window. The areas are the menus of the
menu bar, in the order of ``AREAS``.

May import: what ``ui`` may. To add a command: one row in the tuple of its area.
"""
