"""Menu Help."""

from __future__ import annotations

from reader.ui.commands.command import Command

HELP = (
    Command("help", "Reading with Threadfolio", lambda w: w.dialogs.show_help("start"), ("F1",), "help"),
    Command("help-saving", "How to save a page with its comments", lambda w: w.dialogs.show_help("saving"), icon="page"),
    Command("help-wrong", "When a page is read wrongly", lambda w: w.dialogs.show_help("wrong"), icon="warn"),
    Command("keys", "Keys", lambda w: w.dialogs.show_keys(), ("?",), "keyboard", line=True),
    Command("about", "About Threadfolio", lambda w: w.dialogs.show_about(), line=True),
)
