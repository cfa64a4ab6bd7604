"""The words of the thread pane: header parts, stubs, folded lines, spoken descriptions. Plain text, short, no jargon."""

from __future__ import annotations

import datetime as dt
import unicodedata

from reader.model.skeleton import ShownPost, Thread

UNKNOWN_TIME = -(2**30)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def plain(text: str) -> str:
    """One line without control and direction characters, so that a name cannot turn what stands beside it."""
    return " ".join("".join(c if unicodedata.category(c) not in ("Cc", "Cf", "Cs") or c == "\u200d" else " " for c in text).split())


def _when(minutes: int) -> dt.datetime | None:
    if minutes < UNKNOWN_TIME:
        return None
    try:
        return dt.datetime(1970, 1, 1) + dt.timedelta(minutes=minutes)  # noqa: DTZ001 - zoneless by definition
    except OverflowError:
        return None


def moment(minutes: int, beside: int = UNKNOWN_TIME - 1, *, near: bool = False) -> str:
    """``12 Dec 2016 14:48`` of minutes since 1970 as written; a midnight is told without its time. ``beside``: a time that the reader
    knows (the first comment's, the answered one's): a year that is the same is left out, with ``near`` also a day that is the same."""
    when, known = _when(minutes), _when(beside)
    if when is None:
        return ""
    time = f"{when:%H:%M}" if when.hour or when.minute else ""
    if known is not None and near and when.date() == known.date() and time:
        return time
    day = f"{when.day} {_MONTHS[when.month - 1]}"
    if known is None or known.year != when.year:
        day += f" {when.year}"
    return f"{day} {time}".rstrip()


def written(published: str | None) -> str:
    """``3 May 2014 07:30`` of a day or moment (ISO 8601) as its page wrote it, in no other zone; '' for anything else."""
    try:
        when = dt.datetime.fromisoformat(published or "")
    except ValueError:
        return ""
    minutes = (when.replace(tzinfo=None) - dt.datetime(1970, 1, 1)) // dt.timedelta(minutes=1)  # noqa: DTZ001 - zoneless by definition
    return moment(minutes)


def counted(count: int, one: str, many: str | None = None) -> str:
    """``1 reply``, ``2,300 replies``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def first_words(text: str, limit: int = 120) -> str:
    """The beginning of a body for one line."""
    return plain(text[: limit * 2])[:limit]


def folded_counts(replies: int, new: int) -> str:
    """What a folded line says at its end."""
    return counted(replies, "reply", "replies") + (f", {new:,} new" if new else "") if replies else ("new" if new else "")


def stub(count: int, names: set[str | None], why: str) -> str:
    """The line that stands for a run of hidden comments."""
    by = ""
    if len(names) == 1:
        name = next(iter(names))
        by = f" by {plain(name)}" if name else " without a name"
    return f"{counted(count, 'comment')}{by} hidden: rule “{why}” \u2013"


def ghost(quoted_by: list[str]) -> str:
    """What is known of a comment that no saved page holds."""
    return "not on the saved page" + (f"; quoted by {', '.join(quoted_by[:6])}" if quoted_by else "")


def foot(size: int, post: ShownPost) -> list[str]:
    """What stands below the last of ``size`` comments, in short sentences."""
    parts = ["No comments on the saved page." if not size else f"End of {counted(size, 'comment')}."]
    if post.missing_numbers:
        shown = ", ".join(map(str, post.missing_numbers[:8])) + (" and more" if len(post.missing_numbers) > 8 else "")
        parts.append(f"Missing on the saved page: {shown}.")
    if post.comments_stated is not None and post.comments_stated > size:
        parts.append(f"The page says {post.comments_stated:,}.")
    if post.more_pages:
        parts.append("More pages of this discussion exist that are not in the library.")
    if post.comments_closed:
        parts.append("Comments are closed.")
    return parts


def post_line(thread: Thread, size: int, post: ShownPost) -> list[str]:
    """The parts of the line below the title; ``size`` comments stand on saved pages."""
    when = written(post.published) or plain(post.published_text or post.published or "")
    people = len({author.who for author in thread.authors if author.count})
    parts = [when, f"by {plain(post.author)}" if post.author else "", plain(post.site or "")]
    if size:
        parts.append(f"{counted(size, 'comment')} by {counted(people, 'person', 'people')}")
    return [part for part in parts if part]


def spoken(level: int, label: str, answers: str, *, new: bool, ghost_: bool, folded: str, when: str, hidden: str = "") -> str:
    """A comment in one sentence for a screen reader: level, who, whom, state."""
    parts = [f"level {level}", label]
    if answers:
        parts.append(f"answers {answers}")
    if when:
        parts.append(when)
    parts += ["new" if new else "", "not on the saved page" if ghost_ else "", f"folded, {folded}" if folded else "", hidden]
    return ", ".join(part for part in parts if part)
