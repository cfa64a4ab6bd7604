"""What can be done, as tables: one row a command (stable id, words, key, icon, when enabled, what it calls). Menus, keys, help and tests read them.

May import: what ``ui`` may. To add a command: one row in the tuple of its area.
"""
