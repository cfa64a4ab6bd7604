"""The words for people: one plain sentence for each notice, refusal and error, and the lines of a receipt.

Every sentence says what, where and, where something can be done, what to do. No jargon, no exclamation marks.
May import: model, saving_again. To add a notice or a reason: its row in the table here; a test checks that every code has one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from reader.model.discussion import DOUBTFUL, SURE
from reader.model.errors import (
    BadParent,
    BadSearch,
    LibraryProblem,
    LibraryUnavailable,
    NoSuchComment,
    NoSuchPost,
    ReaderError,
    RefusedFile,
    Why,
)
from reader.model.report import Apart, Belongs, FileReport, ImportReport, Notice, NoticeKind, Outcome, Standing, ThreadReport
from reader.saving_again import SAVE_AGAIN, shortfall_lines

IN_OTHER_WORDS = (NoticeKind.FEWER_THAN_STATED, NoticeKind.MORE_THAN_STATED)
"""Told by the counts and by `saving_again`."""

_NOTICES: dict[NoticeKind, str] = {
    NoticeKind.NO_COMMENTS: "No comments were found on this page; it is kept as a post without comments.",
    NoticeKind.FEWER_THAN_STATED: "{count} comments found, the page says {expected}.",
    NoticeKind.MORE_THAN_STATED: "{count} comments found, the page says {expected}.",
    NoticeKind.MORE_PAGES: "The discussion goes on: more pages of it exist that are not in the library.",
    NoticeKind.MISSING_NUMBERS: "Missing on the saved page: {text}.",
    NoticeKind.GENERIC_READER: "The kind of site was not recognised; comments were found by their repeated pattern. Look it over once.",
    NoticeKind.READER_CHOSEN: "Read with the reader that you chose: {text}.",
    NoticeKind.TAUGHT_RULE: "Read by a rule that was taught: {text}.",
    NoticeKind.CHARSET_GUESSED: "The page does not say how its letters are encoded; {text} was guessed.",
    NoticeKind.CHARSET_WRONG: "The page states an encoding that does not fit ({text}); its letters were read as they really are.",
    NoticeKind.DECODING_LOSSES: "{count} letters could not be read.",
    NoticeKind.NESTING_CAPPED: "Parts of the page were nested too deeply and were flattened; no text is lost.",
    NoticeKind.TRUNCATED_FILE: "The file ends in the middle; what was there has been read.",
    NoticeKind.IMAGES_NOT_SAVED: "{count} pictures were not saved with the page.",
    NoticeKind.IMAGES_REFUSED: "{count} pictures were left out because they are too large or of an unknown kind.",
    NoticeKind.SUGGEST_SAME_THREAD: "It may belong to “{text}”, which is in the library; the two were kept apart.",
    NoticeKind.DOUBTFUL_REFERENCES: "Doubtful: {text}.",
    NoticeKind.DATE_ORDER: "Dates such as {text} were read with the {order} first; the page does not tell which is right.",
    NoticeKind.CUT_OFF: "The saved page ends in the middle: its last comment may be incomplete. " + SAVE_AGAIN,
    NoticeKind.PART_UNREADABLE: "One part could not be read and was left out: {text}.",
}

_REFUSALS: dict[Why, str] = {
    Why.MISSING: "{name}: there is no such file. Check the name and the folder.",
    Why.NOT_A_FILE: "{name}: this is not a file that holds a page.",
    Why.NO_PERMISSION: "{name}: the file may not be read. Change its permissions or copy it elsewhere.",
    Why.EMPTY: "{name}: the file is empty. Save the page again.",
    Why.BINARY: "{name}: this is no saved page in a form that is known here. Saved web pages, web archives and text files can be read.",
    Why.TOO_LARGE: "{name}: the file is larger than {limit}, more than a page can be.",
    Why.DAMAGED: "{name}: the file is damaged and no page could be read from it. Save or download it again.",
    Why.NO_PAGE: "{name}: no readable text was found in this file.",
    Why.TOO_SLOW: "{name}: reading took too long or needed too much memory, so it was stopped.",
    Why.NOTHING_INSIDE: "{name}: there is no saved page inside.",
    Why.NEWER_EXPORT: "{name}: this export was made by a newer Threadfolio. Install the newer version to read it.",
    Why.NO_MARKUP: "{name}: this is no web page but an export or a text; there is only one way to read it.",
    Why.WRONG_READER: "{name}: the reader that was chosen finds no discussion in it; it stays as it was. Choose another one.",
    Why.READ_FAILED: "{name}: the file could not be read ({detail}).",
}

_LIBRARY: dict[LibraryProblem, str] = {
    LibraryProblem.MISSING: "There is no library in {path}.",
    LibraryProblem.LOCKED: "The library in {path} is in use by another program. Close it and try again.",
    LibraryProblem.NEWER: "The library in {path} was written by a newer Threadfolio and was left as it is. Install the newer version"
    " to open it.",
    LibraryProblem.DAMAGED: "The library in {path} is damaged and was left as it is. Restore a backup, or run: threadfolio check --repair.",
    LibraryProblem.NOT_A_LIBRARY: "{path} holds a database of another program; it was left as it is. Choose another folder.",
    LibraryProblem.NO_PERMISSION: "The library in {path} may not be read or written. Change the folder's permissions or choose another.",
    LibraryProblem.DATABASE_GONE: "{path} holds what a library leaves behind, but its database is missing; nothing was changed. Restore a"
    " copy (threadfolio restore FILE), or move the folder away to begin anew.",
    LibraryProblem.DISK_FULL: "The disk is full; nothing was lost and nothing was changed in {path}. Free some space and try again.",
}

_SEARCHES = {
    "empty": "Type at least one word to search for.",
    "bad-date": "“{part}” is no date that is understood; write it like 2016, 2016-12 or 2016-12-12.",
    "bad-flag": "“{part}” is not known; is:unread, is:starred and has:note are.",
    "too-long": "The search is too long; use fewer words.",
    "too-slow": "“{part}” takes too long to search for; use a simpler pattern.",
    "bad-pattern": "“{part}” is no pattern that can be searched for.",
}


def upgraded_sentence(older: PurePath) -> str:
    """What is said once, when an older library was brought to the present version."""
    return f"The library was brought to the form that this Threadfolio uses; a copy of it as it was is {older}."


def size_words(size: int) -> str:
    """A size in bytes, as people say it."""
    for limit, unit in ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB")):
        if size >= limit:
            return f"{size / limit:.0f} {unit}" if size >= 10 * limit else f"{size / limit:.1f} {unit}"
    return f"{size} bytes"


def notice_sentence(notice: Notice) -> str:
    """One sentence for a notice."""
    template = _NOTICES[notice.kind]
    if notice.kind is NoticeKind.MISSING_NUMBERS and notice.count == 1:
        template = "Missing on the saved page: number {text}."
    if notice.count == 1:
        template = template.replace("{count} comments", "1 comment").replace("{count} pictures were", "1 picture was").replace(
            "they are", "it is").replace("{count} letters", "1 letter")
    order = "day" if notice.expected == 1 else "month"
    return template.format(count=notice.count, expected=notice.expected, text=notice.text, order=order)


def error_sentence(error: Exception) -> str:
    """One sentence for any error that the program knows; for others, what the system says."""
    match error:
        case RefusedFile():
            limit = "" if error.limit is None else size_words(error.limit)
            return _REFUSALS[error.why].format(name=PurePath(error.path).name or error.path, detail=error.detail, limit=limit)
        case LibraryUnavailable():
            return _LIBRARY[error.problem].format(path=error.path)
        case BadSearch():
            return _SEARCHES.get(error.reason, "The search could not be understood.").format(part=error.part)
        case NoSuchPost():
            return f"There is no post number {error.post_id} in the library. `threadfolio list` shows the numbers."
        case NoSuchComment():
            return f"There is no comment number {error.comment_id} in the library."
        case BadParent():
            return "A comment cannot answer itself, its own replies, or a comment of another discussion; nothing was changed."
        case ReaderError():
            return "Something could not be done; nothing was lost."
        case OSError():
            return f"{error.filename or 'A file'}: {error.strerror or error}."
        case _:
            return f"An unexpected error occurred ({type(error).__name__}); nothing was lost."


def counted(count: int, one: str, many: str | None = None) -> str:
    """``3 comments``, ``1 comment``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}".replace(",", "\u202f" if count >= 10000 else "")


def counts_sentence(found: int, stated: int | None) -> str:
    """What was found, and what the page says where that is something else."""
    said = "" if stated is None or stated == found else f", the page says {stated}"
    return f"{counted(found, 'comment')} found{said}."


def thread_lines(report: ThreadReport) -> list[str]:
    """The receipt of one thread: a line for what was found, one for the references, one for each notice."""
    found = counts_sentence(report.comments_found, report.comments_stated).removesuffix(".")
    if report.outcome is Outcome.JOINED:
        found += f"; joined its discussion, {report.comments_added} new, {report.comments_total} in all"
    elif report.outcome is Outcome.UNCHANGED:
        found += "; it was in the library already, nothing changed"
    lines = [found + "."]
    if report.references:
        part = f"{counted(report.references, 'reference')}: {report.references_resolved} resolved"
        if report.references_doubtful:
            part += f", {report.references_doubtful} of them doubtful"
        lines.append(part + ".")
    return lines + remark_lines(report.comments_total, report.comments_stated, report.notices, report.platform)


def remark_lines(found: int, stated: int | None, notices: Sequence[Notice], platform: str) -> list[str]:
    """What there is to say of a page beside its counts: its notices, why there are fewer comments than stated, how to save it again.

    ``found``: comments of the discussion that are there."""
    shortfall = shortfall_lines(found, stated, notices, platform)
    told = {*IN_OTHER_WORDS, *([NoticeKind.NO_COMMENTS, NoticeKind.MORE_PAGES] if shortfall else [])}
    lines = shortfall + [notice_sentence(notice) for notice in notices if notice.kind not in told]
    if not shortfall and any(notice.kind is NoticeKind.NO_COMMENTS for notice in notices):
        lines.append(f"Were there comments in the browser? {SAVE_AGAIN}")
    return lines


def file_lines(report: FileReport) -> list[str]:
    """The receipt of one file."""
    if report.error is not None:
        return [error_sentence(report.error)]
    lines: list[str] = []
    for thread in report.threads:
        where = f" ({thread.site})" if thread.site else ""
        lines.append(f"{thread.title or 'Untitled'}{where}")
        lines += [f"  {line}" for line in thread_lines(thread)]
    lines += [notice_sentence(notice) for notice in report.notices]
    return lines


def report_line(report: ImportReport) -> str:
    """The last line of a receipt."""
    taken = counted(report.taken, "file") + " in the library"
    return taken + (f", {report.refused} refused." if report.refused else ".")


def time_left(seconds: float) -> str:
    """How long something will still take, as people say it."""
    if seconds < 10:
        return "a few seconds left"
    if seconds < 90:
        return f"about {round(seconds / 10) * 10} seconds left"
    minutes = round(seconds / 60)
    return f"about {counted(minutes, 'minute')} left" if minutes < 90 else f"about {round(seconds / 3600)} hours left"


_APART: dict[Apart, tuple[str, str, str]] = {
    Apart.PICTURE: ("not a page", "picture", "pictures"),
    Apart.SCRIPT: ("part of a page, not a page", "script, style or font", "scripts, styles and fonts"),
    Apart.SOUND: ("not a page", "sound or film", "sounds and films"),
    Apart.SHORTCUT: ("only where a page is; open it in a browser and save the page itself", "address of a page", "addresses of pages"),
    Apart.UNFINISHED: ("a download that did not end, or a temporary file; save the page again", "unfinished file", "unfinished files"),
    Apart.SYSTEM: ("written by the system for itself", "file of the system", "files of the system"),
    Apart.COMPANION: ("read together with the page beside it", "folder saved with a page", "folders saved with pages"),
    Apart.UNREADABLE: ("no permission to read in it; change that, or copy what is inside elsewhere", "locked folder", "locked folders"),
}
"""The reason, one of them, many of them."""


def apart_reason(what: Apart) -> str:
    """Why such files or folders were not opened, in words that follow a colon."""
    return _APART[what][0]


def apart_sentence(what: Apart) -> str:
    """Why a file or folder was not opened."""
    reason, one, _ = _APART[what]
    return f"{one[0].upper()}{one[1:]}: {reason}."


def apart_counted(what: Apart, count: int) -> str:
    """``3 pictures``."""
    return counted(count, *_APART[what][1:])


def belongs_sentence(belongs: Belongs) -> str:
    """What a save will do to the thread that it belongs to."""
    title = belongs.title or "Untitled"
    match belongs.standing:
        case Standing.NEWER:
            return f"Will update “{title}”: {counted(belongs.fresh, 'new comment')}."
        case Standing.PAGE:
            return f"Another page of “{title}”: {counted(belongs.fresh, 'comment')} more."
        case Standing.OLDER:
            return f"An older or shorter save of “{title}”: no new comments."
        case _:
            return f"The same comments as “{title}”: nothing new."


_PLATFORMS = {
    "2ch": "2ch", "4chan": "4chan", "archive.org-forum": "archive.org forum", "bbpress": "bbPress", "disqus": "Disqus",
    "fluxbb": "FluxBB", "forummagnum": "LessWrong", "gamefaqs": "GameFAQs", "generic": "", "hackernews": "Hacker News",
    "haloscan": "HaloScan", "intensedebate": "IntenseDebate", "jforum": "JForum", "livejournal": "LiveJournal", "lobsters": "Lobsters",
    "mail": "e-mail", "movabletype": "Movable Type", "mybb": "MyBB", "nodebb": "NodeBB", "phpbb": "phpBB", "pipermail": "mailing list",
    "hypermail": "mailing list", "feed": "feed", "smf": "SMF", "spip": "SPIP", "stackexchange": "Stack Exchange", "text": "text",
    "tripadvisor": "Tripadvisor", "typepad": "TypePad", "vbulletin": "vBulletin", "woltlab": "WoltLab", "wordpress": "WordPress",
    "wpdiscuz": "wpDiscuz", "xenforo": "XenForo",
}


def platform_words(key: str) -> str:
    """What people call an engine; nothing where the page was read by its repeated pattern."""
    return _PLATFORMS.get(key, key.capitalize())


_EVIDENCE = {
    "number": "the number is right",
    "author": "the name is right",
    "author-case": "the name is right but for capitals",
    "author-short": "part of the name is right",
    "author-initials": "the letters are the beginnings of the name",
    "time": "the time fits",
    "date": "the day fits",
    "quote": "the copied words are from it",
    "words": "it speaks of the same things",
    "only-candidate": "nothing else comes into question",
    "link": "the link leads to it",
    "id": "the page's own id leads to it",
    "page": "the page says so",
    "manual": "you said so",
    "shift": "numbers around here slid because comments were removed",
    "last": "it is the last one by that name",
    "turn": "it speaks to the one who answers",
    "phrase": "the words in quotation marks stand in it",
    "stranger": "nothing else by that name is on the page",
    "host": "it is the one who wrote the post",
    "title": "the title is right",
    "known": "it is in the library",
    "missing": "it is on no saved page",
}
_NONE = {
    "not-here": "no comment of this discussion has that number",
    "no-candidate": "nothing that was said before it fits",
    "elsewhere": "it speaks of another place",
    "before-post": "it was written before this post",
    "title": "it leads to another discussion, which is not in the library",
    "link": "it leads to another discussion, which is not in the library",
    "missing": "what it means is on no saved page",
    "manual": "you said so",
    "time": "no comment was written at that time",
    "author": "nobody of that name wrote here",
}
_SLID = re.compile(r"off-by-(\d{1,3})$")


def reasons(evidence: tuple[str, ...]) -> list[str]:
    """What spoke for a target, each piece of evidence in a few words, strongest first; words that are not known are passed over."""
    found = []
    for word in evidence:
        slid = _SLID.match(word)
        if slid:
            found.append(f"the number is off by {'one' if slid[1] == '1' else slid[1]}")
        elif word in _EVIDENCE:
            found.append(_EVIDENCE[word])
    return found


def certainty(confidence: float) -> str:
    """``sure``, ``likely`` or ``doubtful``, as links are drawn."""
    return "sure" if confidence >= SURE else "likely" if confidence >= DOUBTFUL else "doubtful"


def explain_reference(evidence: tuple[str, ...], *, written: str, target: str | None, confidence: float, number_owner: str | None = None,
                      written_number: int | None = None, gone: bool = False, away: bool = False) -> str:
    """Why a reference leads where it does, in one sentence.

    ``target`` is how the comment meant is called ("16 Mina"), None where none was found; ``number_owner`` who really carries
    ``written_number`` where that is somebody else; ``gone``: what is meant is on no saved page; ``away``: in another discussion.
    """
    if target is None:
        why = next((_NONE[word] for word in reversed(evidence) if word in _NONE), "")  # what was found last tells most
        if gone:
            return f"“{written}” means a comment that is on no saved page" + (", you said so." if "manual" in evidence else ".")
        if away:
            end = ", you said so." if "manual" in evidence else ", which is not in the library."
            return f"“{written}” leads to another discussion{end}"
        if "manual" in evidence:
            return f"“{written}” means nobody here: you said so."
        return f"“{written}” was not found among the comments of this discussion" + (f": {why}." if why else ".")
    found = reasons(evidence)
    sentence = f"Meant is {target}"
    if written_number is not None and number_owner is not None:
        sentence = f"It says {written_number}, but {written_number} is by {number_owner}; meant is {target}"
        found = [reason for reason in found if reason != _EVIDENCE["number"]]
    if found:
        sentence += ": " + (", ".join(found[:-1]) + " and " + found[-1] if len(found) > 1 else found[0])
    sure = certainty(confidence)
    return sentence + (f" ({sure})" if sure != "sure" else "") + "."


_LIKENESS = {
    "spelling": "they differ only in capitals, spaces or marks",
    "link": "they link to the same page",
    "picture": "they have the same picture",
    "longer-form": "one name is a longer form of the other",
}


def likeness_sentence(evidence: tuple[str, ...]) -> str:
    """Why two names may be one person."""
    words = [_LIKENESS[word] for word in evidence if word in _LIKENESS] or ["the names look alike"]
    sentence = " and ".join(words)
    return sentence[0].upper() + sentence[1:] + "."
