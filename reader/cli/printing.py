"""Lines for the terminal. Control characters that a page smuggled into names or texts are never printed."""

from __future__ import annotations

import shutil
import textwrap
import unicodedata
from array import array
from collections.abc import Iterator, Sequence

from reader.jobs.grouping import Group, grouped
from reader.model.discussion import Comment, CommentKind, Discussion, Toward
from reader.model.forest import grow
from reader.model.report import Hit, ImportReport, NoticeKind, SearchResult, ThreadReport
from reader.model.skeleton import PostSummary
from reader.wording import apart_counted, apart_reason, counted, file_lines, report_line, thread_lines

INDENT = 2
DEEPEST = 12
"""Levels that are indented; deeper replies stand at the last one, so that the text keeps its width."""


def printable(text: str) -> str:
    """``text`` without terminal control sequences: every control or format character but the newline is left out or a blank."""
    return "".join(
        char if char == "\n" or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn") or char in "\u200c\u200d" else
        " " if char == "\t" else ""
        for char in text
    )


GROUPS = {
    Group.NEW: "New discussions", Group.UPDATED: "Discussions that got more", Group.BARE: "Pages without comments",
    Group.KNOWN: "In the library already",
}


def receipt_lines(report: ImportReport) -> Iterator[str]:
    """The receipt of an import: in groups where there was more than one file or something was set apart. Refused files are only counted:
    each has its sentence on the error output."""
    if len(report.files) == 1 and not report.apart:
        if report.files[0].error is None:
            yield from map(printable, file_lines(report.files[0]))
        return
    groups = grouped(report)
    for group, threads in groups.threads.items():
        if threads:
            yield f"{GROUPS[group]} ({len(threads)})"
            yield from (f"  {printable(line)}" for _, thread in threads for line in _thread(thread, group))
            yield ""
    if groups.apart:
        yield f"Left out ({sum(groups.apart.values())})"
        yield from (f"  {apart_counted(what, count)}: {apart_reason(what)}" for what, count in sorted(groups.apart.items()))
        yield ""
    yield report_line(report)


def _thread(thread: ThreadReport, group: Group) -> Iterator[str]:
    where = f" ({thread.site})" if thread.site else ""
    yield f"{thread.title or 'Untitled'}{where}"
    if group is not Group.KNOWN:
        yield from (f"  {line}" for line in thread_lines(thread))


def list_lines(posts: Sequence[PostSummary]) -> Iterator[str]:
    """A line a post: number, date, comments, title, site."""
    for post in posts:
        date = (post.published or "")[:10].ljust(10)
        site = f"  ({printable(post.site)})" if post.site else ""
        yield f"{post.id:>5}  {date}  {post.comments:>6}  {printable(post.title).strip() or 'Untitled'}{site}"


def hit_lines(result: SearchResult, width: int | None = None) -> Iterator[str]:
    """The places that a search found, grouped by nothing: the newest first."""
    for hit in result.hits:
        yield f"{hit.location.post}  {_hit_name(hit)}  {printable(hit.title)}"
        yield from _wrapped(_marked(hit), "    ", width or _width())
    if result.total > len(result.hits):
        yield f"{len(result.hits)} of {result.total} shown; --limit N shows more."


def conversation_lines(discussion: Discussion, *, threaded: bool = True, width: int | None = None) -> Iterator[str]:
    """The post and its comments as a conversation."""
    width = width or _width()
    post = discussion.post
    yield printable(post.corrections.title or post.title) or "Untitled"
    about = [printable(part) for part in (post.corrections.author or post.author, _date(post.corrections.published or post.published),
                                          post.site) if part]
    if about:
        yield " · ".join(about)
    yield ""
    yield from _wrapped(post.body.text, "", width)
    yield ""
    yield _summary(discussion)
    yield from _comments(discussion, threaded, width)


def _comments(discussion: Discussion, threaded: bool, width: int) -> Iterator[str]:
    comments = discussion.comments
    place = {comment.id: index for index, comment in enumerate(comments)}
    parents = array("i", (place.get(c.parent, -1) if c.parent is not None else -1 for c in comments))
    forest = grow(parents)
    answered: dict[int, list[str]] = {}
    for index, parent in enumerate(parents):
        if parent >= 0:
            answered.setdefault(parent, []).append(_short(comments[index]))
    for index in forest.order if threaded else range(len(comments)):
        depth = min(forest.depths[index], DEEPEST) if threaded else 0
        comment = comments[index]
        indent = " " * (INDENT * depth)
        yield ""
        yield indent + _header(comment, comments[parents[index]] if parents[index] >= 0 else None, place, comments)
        if comment.kind is CommentKind.REMOVED:
            yield indent + "[not on the saved pages; known because others refer to it]"
        yield from _wrapped(comment.body.text, indent, width)
        if answered.get(index):
            yield f"{indent}(answered by {', '.join(answered[index][:12])}{' ...' if len(answered[index]) > 12 else ''})"


def _header(comment: Comment, parent: Comment | None, place: dict[int, int], comments: Sequence[Comment]) -> str:
    parts = [_short(comment, with_author=True)]
    if comment.published:
        parts.append(_date(comment.published))
    if parent is not None:
        parts.append(f"answers {_short(parent, with_author=True)}")
    others = dict.fromkeys(
        _short(comments[place[r.target]], with_author=True)
        for r in comment.references
        if r.to in (Toward.COMMENT, Toward.REMOVED) and r.role == "address" and r.target in place and r.target != comment.parent
        and r.target is not None
    )
    if others:
        parts.append(f"{'also ' if parent is not None else ''}answers {', '.join(others)}")
    return "  ".join(parts)


def _short(comment: Comment, *, with_author: bool = False) -> str:
    number = comment.number if comment.number is not None else comment.position
    name = printable(comment.author or "somebody")
    if number is None:
        return name
    return f"{number} {name}" if with_author else str(number)


def _summary(discussion: Discussion) -> str:
    shown = [c for c in discussion.comments if c.kind is CommentKind.COMMENT]
    people = len({c.author for c in shown if c.author})
    line = f"{counted(len(shown), 'comment')} by {counted(people, 'person', 'people')}"
    notes = [n for n in discussion.post.notices if n.kind is NoticeKind.GENERIC_READER]
    more = "; more pages exist" if discussion.post.more_pages else ""
    missing = discussion.post.missing_numbers
    gone = f"; missing: {', '.join(map(str, missing[:20]))}" if missing else ""
    return line + gone + more + ("; read by its repeated pattern" if notes else "") + "."


def _hit_name(hit: Hit) -> str:
    number = "" if hit.number is None else f"{hit.number} "
    return f"{number}{printable(hit.author or '')}".strip() or "post"


def _marked(hit: Hit) -> str:
    out, place = [], 0
    for mark in hit.marks:
        out += [hit.snippet[place : mark.start], "[", hit.snippet[mark.start : mark.end], "]"]
        place = mark.end
    return "".join([*out, hit.snippet[place:]])


def _date(moment: str | None) -> str:
    if not moment:
        return ""
    day, _, time = moment.partition("T")
    zone = " UTC" if time.endswith(("+00:00", "Z")) else ""
    return f"{day} {time[:5]}{zone}".strip()


def _wrapped(text: str, indent: str, width: int) -> Iterator[str]:
    room = max(30, width - len(indent))
    for line in printable(text).split("\n"):
        yield from (indent + part for part in textwrap.wrap(line, room, break_on_hyphens=False) or [""])


def _width() -> int:
    return min(100, shutil.get_terminal_size((88, 24)).columns)
