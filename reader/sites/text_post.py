"""The top of a plain-text copy: site, title, the post's own line, its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reader.sites.line_dates import find_stamp
from reader.sites.text_layout import Layout, is_heading, is_navigation
from reader.sites.text_marks import Mark, is_name
from reader.sites.text_title import plain_title, title_line

_REPLY_TITLE = re.compile(r"(?:re|aw|sv|antw)\s?:\s*(\S.{2,200})", re.IGNORECASE)
_LONG = 100
"""A line of so many characters is prose."""


@dataclass(frozen=True, slots=True)
class PostLines:
    """What the top of a text says. ``first_is_post``: the first record of the layout is the post (forums)."""

    title: str | None = None
    site: str | None = None
    author: str | None = None
    mark: Mark | None = None
    body: str = ""
    first_is_post: bool = False


def read_post(lines: Sequence[str], layout: Layout, dated: Sequence[Mark]) -> PostLines:
    """The post of a text whose comments begin at ``layout.first``."""
    stop = layout.first
    own = {record.mark.line for record in layout.records}
    line_of_post = _own_line(dated, stop, own) or _hour_line(lines, stop)
    title = _title_from_replies(lines) or _title_in_heading(lines, stop)
    opens = bool(layout.records) and (layout.records[0].number or 1) <= 1
    if line_of_post is None and opens and not layout.text_first and not _prose_above(lines, stop, title):
        first = layout.records[0]
        head = _filled(lines, 0, stop)
        at = title_line(lines, stop, forum=True) if title is None else None
        name = title or (plain_title(lines[at]) if at is not None else _title_above(lines, head, first.name))
        site = lines[head[0]].strip() if head and lines[head[0]].strip() != name else None
        return PostLines(name, site, first_is_post=True)
    return _blog_post(
        lines, stop, line_of_post, title, dated, later=not opens or any(_BACK.fullmatch(lines[i].strip()) for i in range(stop))
    )


def _filled(lines: Sequence[str], start: int, stop: int) -> list[int]:
    return [index for index in range(start, min(stop, len(lines))) if lines[index].strip()]


def _own_line(dated: Sequence[Mark], stop: int, own: set[int]) -> Mark | None:
    """The last line before the comments that says who posted the post and when."""
    found = None
    for mark in dated:
        if mark.line < stop and mark.line not in own and mark.lead and mark.name and is_name(mark.name):
            found = mark
    return found


_BACK = re.compile(r"[«‹<←]+\s*(?:previous|prev|vorherige|précédente?|anterior|zurück)(?:\s(?:page|seite|comments))?", re.IGNORECASE)
_HOUR_LINE = re.compile(
    r"(?:posted|written|published|geschrieben|verfasst|publié|rédigé|publicado|eingestellt)\s(?:by|von|par|por)\s*:?\s+(\S.{0,60}?)\s"
    r"(?:at|um|à|a las|@)\s(\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?)(?:\s.{0,120})?",
    re.IGNORECASE,
)


def _hour_line(lines: Sequence[str], stop: int) -> Mark | None:
    """A line "Posted by NAME at HOUR" below a post whose day stands above its title."""
    for index in range(stop - 1, -1, -1):
        found = _HOUR_LINE.fullmatch(lines[index].strip()) if len(lines[index]) < 260 else None
        if found and is_name(found[1]):
            day = next((lines[i].strip() for i in range(index - 1, -1, -1) if _only_date(lines[i])), None)
            stamp = find_stamp(f"{day} {found[2]}") if day else None
            return Mark(index, ("hour",), found[1], None, stamp, "posted by")
    return None


def _title_from_replies(lines: Sequence[str]) -> str | None:
    count = Counter(found[1].strip() for line in lines if len(line) < 240 and (found := _REPLY_TITLE.fullmatch(line.strip())))
    # where every comment has a subject of its own (Slashcode), none of them is the title
    return next((title for title, times in count.most_common(1) if times >= 2 and "(Score:" not in title), None)


_ABOUT = re.compile(
    r"(?:\d+|one|no)?\s*(?:comments?|responses?|thoughts?|replies|gedanken|kommentare?|antworten|réflexions?|commentaires?|"
    r"comentarios?|respuestas?)"
    r"\s(?:to|on|zu|für|über|à|sur|a|en)\s[“\"«„‘']?\s?(\S.{3,200}?)\s?[”\"»“’']?\s*",
    re.IGNORECASE,
)


def _title_in_heading(lines: Sequence[str], stop: int) -> str | None:
    """TITLE in "12 thoughts on “TITLE”" directly above the comments."""
    for index in range(min(stop, len(lines)) - 1, max(-1, stop - 12), -1):
        text = lines[index].strip()
        found = _ABOUT.fullmatch(text) if len(text) < 240 else None
        if found:
            return re.split(r"[”»“]\s", found[1])[0]
    return None


def _prose_above(lines: Sequence[str], stop: int, title: str | None) -> bool:
    """Whether prose, or a heading of comments below some text, stands above the first record: then that is the post."""
    texts = [lines[i].strip() for i in range(stop)]
    if any(len(text) > 140 and text != title for text in texts):
        return True
    heading = next((i for i in range(stop - 1, max(-1, stop - 4), -1) if is_heading(lines[i]) and not is_navigation(lines[i])), None)
    return heading is not None and any(len(text) > 60 for text in texts[:heading])


def _title_above(lines: Sequence[str], head: Sequence[int], name: str | None) -> str | None:
    """The title of a forum thread: the line above the first record that comes twice, else the longest of the last few."""
    texts = [lines[i].strip() for i in head if not is_navigation(lines[i]) and not is_heading(lines[i]) and lines[i].strip() != name]
    texts = [text for text in texts if 6 <= len(text) <= 200]
    twice = [text for text, times in Counter(texts).items() if times > 1 and len(text) > 12]
    if twice:
        return twice[0]
    return max(texts[-12:], key=len, default=None)


def _blog_post(
    lines: Sequence[str], stop: int, own_line: Mark | None, title: str | None, dated: Sequence[Mark], *, later: bool = False
) -> PostLines:
    """Title, then text, then (or before the text) the line that says who wrote it."""
    filled = [i for i in _filled(lines, 0, stop) if not is_navigation(lines[i])]
    while filled and is_heading(lines[filled[-1]]):
        filled.pop()
    if not filled:
        return PostLines(title)
    if later and own_line is None and not any(len(lines[i].strip()) > _LONG for i in filled):
        return _later_page(lines, filled, title)
    texts = [i for i in filled if own_line is None or i != own_line.line] or filled
    prose = next((i for i in texts if len(lines[i].strip()) > _LONG), max(texts[1:] or texts, key=lambda i: len(lines[i].strip())))
    found = next((i for i in filled if title and plain_title(lines[i]) == title), None)
    if found is None:
        found = title_line(lines, stop, None if own_line is None or own_line.line > prose else own_line.line)
    below = own_line is not None and own_line.line > prose
    dates = [i for i in filled if i < prose and _only_date(lines[i])]
    if own_line is not None and not below:
        above = [i for i in filled if i < own_line.line]
        title_at = above[-1] if above else None
        start = own_line.line + 1
    elif dates:
        behind = [i for i in filled if i > dates[-1]]
        ahead = [i for i in filled if i < dates[-1]]
        title_at = behind[0] if behind and behind[0] < prose else (ahead[-1] if ahead else None)
        start = max(title_at if title_at is not None else 0, dates[-1]) + 1
    else:
        above = [i for i in filled if i < prose]
        title_at = above[-1] if above else (prose if len(filled) > 1 else None)
        start = (title_at if title_at is not None else -1) + 1
    if found is not None and found != title_at:
        title_at = found
        start = _behind_bylines(lines, found + 1, stop)
    end = own_line.line if own_line is not None and below else stop
    while end > start and (not lines[end - 1].strip() or is_heading(lines[end - 1]) or is_navigation(lines[end - 1])):
        end -= 1
    while start < end and not lines[start].strip():
        start += 1
    body = "\n".join(lines[start:end]).rstrip()
    named = plain_title(lines[title_at]) if title_at is not None else None
    site = lines[filled[0]].strip() if title_at is not None and filled[0] < title_at else None
    mark = own_line or _mark_beside(dated, title_at, start)
    author = mark.name if mark is not None and mark.name and is_name(mark.name) else _named_beside(lines, title_at, start)
    if mark is None and dates:
        stamp = find_stamp(lines[dates[-1]].strip())
        mark = Mark(dates[-1], (), None, None, stamp) if stamp else None
    return PostLines(title or named, site, author, mark, body)


def _behind_bylines(lines: Sequence[str], start: int, stop: int) -> int:
    """The line behind the short ones below a title that tell who and when, at most a few."""
    end = start
    for index in _filled(lines, start, stop)[:5]:
        text = lines[index].strip()
        if len(text) > _LONG or not (find_stamp(text) or _BY.match(text) or is_heading(text)):
            continue
        end = index + 1
    return end


_BY = re.compile(r"(?:posted |written |published )?(?:by|von|par|por|da|door)\s*:?\s+(\S.{0,50})$", re.IGNORECASE)


def _mark_beside(dated: Sequence[Mark], title_at: int | None, start: int) -> Mark | None:
    """The date between a title and its text, else close above the title."""
    if title_at is None:
        return None
    between = [mark for mark in dated if title_at < mark.line <= start + 1]
    above = [mark for mark in dated if title_at - 3 <= mark.line < title_at]
    return next((mark for mark in (*between, *reversed(above)) if mark.stamp), None)


def _named_beside(lines: Sequence[str], title_at: int | None, start: int) -> str | None:
    """NAME of a line "by NAME" between a title and its text."""
    if title_at is None:
        return None
    for index in _filled(lines, title_at + 1, start + 2)[:4]:
        found = _BY.match(lines[index].strip())
        name = re.split(r"\s[|·•–—]\s|,\s", found[1])[0] if found else ""
        if name and is_name(name) and not find_stamp(name):
            return name
    return None


def _later_page(lines: Sequence[str], filled: Sequence[int], title: str | None) -> PostLines:
    """The top of a page that does not repeat the post: site, day, title."""
    days = [i for i in filled if _only_date(lines[i])]
    rest = [i for i in filled if i not in days]
    if not rest:
        return PostLines(title)
    behind = [i for i in rest if days and i > days[-1]]
    at = behind[0] if behind else rest[-1]
    site = lines[rest[0]].strip() if rest[0] != at else None
    stamp = find_stamp(lines[days[-1]].strip()) if days else None
    return PostLines(title or lines[at].strip(), site, None, Mark(days[-1], (), None, None, stamp) if stamp else None)


def _only_date(line: str) -> bool:
    stamp = find_stamp(line.strip())
    return stamp is not None and len(line.strip()) - len(stamp.text) <= 12
