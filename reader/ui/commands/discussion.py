"""Menu Discussion: what is done with the open thread and the current comment."""

from __future__ import annotations

from reader.ui.commands.command import Command, When

DISCUSSION = (
    Command("find", "Find in this discussion", lambda w: w.searching.open_find(), ("Ctrl+F",), "find", When.POST, short="Find"),
    Command("find-next", "Next match", lambda w: w.searching.find_next(), ("F3", "Ctrl+G"), "down", When.POST),
    Command("find-previous", "Previous match", lambda w: w.searching.find_previous(), ("Shift+F3", "Ctrl+Shift+G"), "up", When.POST),
    Command("star", "Star", lambda w: w.marking.star(), ("S",), "star", When.COMMENT, line=True, checked=lambda w: w.marking.is_starred),
    Command("note", "Note…", lambda w: w.marking.note(), ("Ctrl+N",), "note", When.POST),
    Command("tags", "Tags…", lambda w: w.marking.tags(), ("Ctrl+T",), "tag", When.CHOSEN),
    Command("read", "Mark comment as read", lambda w: w.marking.toggle_read(), ("M",), "read", When.COMMENT,
            checked=lambda w: w.marking.is_read),
    Command("all-read", "Mark everything in it as read", lambda w: w.marking.mark_all(read=True), ("Shift+M",), "read", When.CHOSEN),
    Command("all-unread", "Mark everything in it as new", lambda w: w.marking.mark_all(read=False), ("Ctrl+Shift+M",), "unread",
            When.CHOSEN),
    Command("set-parent", "Set what it answers…", lambda w: w.correcting.set_parent(), ("Ctrl+Shift+A",), "correct", When.COMMENT,
            line=True),
    Command("yes-this-one", "Yes, this one", lambda w: w.doubting.confirm(), ("Y",), "read", When.POST),
    Command("not-this-one", "Not this one…", lambda w: w.doubting.refuse(), ("X", "Ctrl+Shift+N"), "correct", When.POST),
    Command("name-means", "This name means…", lambda w: w.correcting.name_means(), (), "correct", When.COMMENT),
    Command("next-doubt", "Next doubtful reference", lambda w: w.doubting.next(), ("D",), "warn", When.POST, line=True),
    Command("previous-doubt", "Previous doubtful reference", lambda w: w.doubting.next(-1), ("Shift+D",), "warn", When.POST),
    Command("end-doubts", "End the walk through doubtful references", lambda w: w.doubting.end(), (), "close", When.WALK),
    Command("corrections", "Your corrections…", lambda w: w.revising.show(), ("Ctrl+Shift+R",), "correct", When.POST),
    Command("correct-post", "Correct title, author, date…", lambda w: w.correcting.correct_post(), (), "correct", When.POST),
    Command("receipt", "Receipt of the import", lambda w: w.care.show_receipt(), ("Ctrl+R",), "receipt", When.POST, line=True),
    Command("copy-citation", "Copy as citation", lambda w: w.marking.copy_citation(), ("Ctrl+Shift+C",), "copy", When.POST),
    Command("open-page", "Address of the page…", lambda w: w.open_page_address(), (), "link", When.POST),
)
