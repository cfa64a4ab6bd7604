"""Menu Library: what comes in, goes out, and is put in order."""

from __future__ import annotations

from reader.ui.commands.command import Command, When

LIBRARY = (
    Command("import", "Import saved pages…", lambda w: w.imports.open_wizard(), ("Ctrl+I",), "import", When.LIBRARY, short="Import"),
    Command("import-files", "Import files…", lambda w: w.imports.choose_files(), ("Ctrl+O",), "file", When.LIBRARY),
    Command("import-folder", "Import a folder…", lambda w: w.imports.choose_folder(), ("Ctrl+Shift+O",), "folder", When.LIBRARY),
    Command("import-text", "Import pasted text…", lambda w: w.imports.paste(), ("Ctrl+Shift+V",), "paste", When.LIBRARY),
    Command("import-sample", "Read the sample", lambda w: w.imports.read_sample(), icon="page", when=When.LIBRARY),
    Command("export", "Export…", lambda w: w.care.export(), ("Ctrl+E",), "export", When.CHOSEN, line=True),
    Command("print", "Print…", lambda w: w.printing.print_discussion(), ("Ctrl+P",), "print", When.POST),
    Command("undo", "Undo", lambda w: w.marking.undo(), ("Ctrl+Z",), "undo", When.UNDO, line=True),
    Command("delete", "Delete from the library", lambda w: w.marking.delete(), ("Ctrl+Backspace",), "delete", When.CHOSEN),
    Command("trash", "Trash…", lambda w: w.discarding.show(), (), "delete", When.LIBRARY),
    Command("reread", "Read again from the saved file", lambda w: w.care.reread(), (), "page", When.CHOSEN),
    Command("read-differently", "Read differently…", lambda w: w.lessons.read_differently(), (), "page", When.CHOSEN),
    Command("show-comments", "Show where the comments are…", lambda w: w.lessons.teach(), (), "correct", When.CHOSEN),
    Command("rules", "Taught rules…", lambda w: w.lessons.show_rules(), when=When.LIBRARY),
    Command("check", "Check the library…", lambda w: w.care.check(), (), "read", When.LIBRARY, line=True),
    Command("preferences", "Preferences…", lambda w: w.dialogs.show_preferences(), ("Ctrl+,",), "settings", line=True),
    Command("quit", "Quit", lambda w: w.close(), ("Ctrl+Q",), "close"),
)
