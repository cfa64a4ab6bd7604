"""Settings in the window: ``preferences_store`` holds them, ``preferences_dialog`` changes them, ``appearance`` lets them take effect;
``keys_page`` with ``key_table`` changes keys, ``keys_overlay`` shows them.
"""
