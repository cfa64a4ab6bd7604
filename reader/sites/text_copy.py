"""The plain-text copy of a page: a blog post or forum thread as somebody selected, copied and kept it.

No engine is presumed. `text_marks` finds the line that repeats at every comment, `text_layout` where the texts are; here the rest of the
page is read: title, site, the post's own line, closed comments, further pages.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.markup.dates import Moment
from reader.model.discussion import Body
from reader.model.draft import DraftComment, DraftThread, PageLinks
from reader.model.page import PageKind
from reader.sites.drafting import Drafting
from reader.sites.site import Site
from reader.sites.text_browsers import whole_lines
from reader.sites.text_layout import Layout, Record, is_heading, is_navigation, lay_out, name_beside
from reader.sites.text_marks import Mark, dated_mark, every_mark, groups_of, is_name, own_marks, pasted_share
from reader.sites.text_post import PostLines, read_post
from reader.sites.view import PageView

_CLOSED = re.compile(
    r"(?:the )?comments? (?:to this entry |for this \w+ |on this \w+ )?(?:are|is) (?:now )?closed|kommentare (?:sind|wurden) geschlossen",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"(?:\|\s*)?(?:next(?: page)?|nächste(?: seite)?|page suivante|suivante?|older comments|siguiente)\s*(?:[»›>→]|page|seite)?\s*[»›>→]?",
    re.IGNORECASE,
)
_PREVIOUS = re.compile(
    r"[«‹<←]\s*(?:previous|prev|vorherige|précédente?|anterior|newer)(?: (?:page|seite|comments))?|(?:previous page)", re.IGNORECASE
)
_PAGE_OF = re.compile(r"\b(?:page|seite|página|pagina|страница)\s(\d{1,5})\s(?:of|von|de|di|sur|из|/)\s(\d{1,5})\b", re.IGNORECASE)
_STATED = re.compile(
    r"(?:(\d{1,6})\s(?:comments?|responses?|replies|kommentare?|antworten|commentaires?|réponses?|comentarios?|reacties)|"
    r"comments\s?\((\d{1,6})\))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Found:
    marks: list[Mark]
    names: list[str | None]
    tops: list[int]
    score: float


def _recognises(view: PageView) -> bool:
    return view.page.kind is PageKind.TEXT


def _read(view: PageView) -> list[DraftThread]:
    lines = whole_lines(view.lines)
    if not any(line.strip() for line in lines):
        return []
    dated, said = every_mark(lines)
    found = _choose(lines, dated, said)
    if found is None:
        return [_only_post(view, lines, dated)]
    begin = _begin_of_first(lines, found, dated)
    layout = lay_out(lines, found.marks, found.names, found.tops, begin)
    return [_draft(view, lines, layout, dated)]


def _choose(lines: Sequence[str], dated: list[Mark], said: list[Mark]) -> _Found | None:
    """The kind of line that is the page's own."""
    options = []
    for group in groups_of(dated)[:12]:
        option = _weigh(lines, group, dated)
        if option:
            options.append(option)
    days = sum(mark.name is None and mark.stamp is not None for mark in dated)
    for group in groups_of(said)[:3]:
        if len(group) >= 2:
            marks = [_with_date(lines, mark) for mark in group]
            told = sum(mark.stamp is not None for mark in marks) >= 0.5 * len(marks)
            worth = 1.2 if told else 0.7 if days >= 0.7 * len(marks) else 0.4
            options.append(_Found(marks, [m.name for m in marks], [m.line for m in group], worth * len(group)))
    scored = _scored(lines)
    if len(scored) >= 2:
        options.append(_Found(scored, [m.name for m in scored], [m.line for m in scored], 1.7 * len(scored)))
    return max(options, key=lambda option: option.score, default=None)


_SCORE = re.compile(r"\(Score:\s?-?\d")
_BY = re.compile(r"by\s+(\S.{0,60}?)\s*(?:\(\s*#?\d+\s*\)|\son\s|$)")


def _scored(lines: Sequence[str]) -> list[Mark]:
    """Slashcode: a line "SUBJECT (Score:2)" above "by NAME", with a date only where the comment is open."""
    marks = []
    for index, line in enumerate(lines):
        if len(line) > 300 or not _SCORE.search(line):
            continue
        place = next((i for i in range(index + 1, min(index + 4, len(lines))) if lines[i].strip()), None)
        text = " ".join(lines[place].split()) if place is not None else ""
        found = _BY.match(text)
        if place is not None and found and is_name(found[1]):
            dated = dated_mark(place, text)
            marks.append(Mark(place, ("score", "said"), found[1], None, dated.stamp if dated else None, "by"))
    return marks


def _weigh(lines: Sequence[str], group: list[Mark], dated: list[Mark]) -> _Found | None:
    lead = group[0].kind[0]
    strong = bool(lead.strip("#")) and (group[0].number is not None or "|" in group[0].kind[1])
    if len(group) < (1 if strong else 2):
        return None
    marks = own_marks(group)
    named = [mark for mark in marks if mark.name and is_name(mark.name)]
    pasted = pasted_share(group, dated)
    weight = (1.6 if lead else 1.0) * (1.3 if marks[0].number is not None else 1.0) * (1.0 - pasted)
    if len(named) >= 0.7 * len(marks) and _people(named):
        if lead and len(named) < len(marks) and not marks[0].number:
            marks = named
        return _Found(marks, [mark.name for mark in marks], [mark.line for mark in marks], weight * len(marks))
    if len(named) > 0.3 * len(marks):
        return None
    marks = _numbered_beside(lines, marks)
    if len(marks) < 2:
        return None
    beside = name_beside(lines, marks)
    if beside is None:
        with_hour = sum(mark.stamp is not None and ":" in mark.stamp.text for mark in marks)
        if len(marks) < 4 or with_hour < len(marks):
            return None
        return _Found(marks, [None] * len(marks), [mark.line for mark in marks], 0.3 * weight * len(marks))
    names, tops = beside
    share = sum(name is not None for name in names) / len(names)
    return _Found(marks, names, tops, 0.8 * weight * share * len(marks))


_NUMBER_LINE = re.compile(r"#\s?(\d{1,6})(?:\s*\|\s*\w+)?")


def _people(named: Sequence[Mark]) -> bool:
    """Whether names are people's: one and the same name everywhere is a label, unless every line has an hour."""
    hours = sum(mark.stamp is not None and ":" in mark.stamp.text for mark in named)
    return len({mark.name for mark in named}) >= 2 or len(named) <= 2 or hours == len(named)


def _numbered_beside(lines: Sequence[str], marks: list[Mark]) -> list[Mark]:
    """Where many dates have a line "#12" next to them, only those are comments' own."""
    numbered = []
    for mark in marks:
        beside = [lines[i].strip() for i in (mark.line + 1, mark.line - 1, mark.line + 2, mark.line - 2) if 0 <= i < len(lines)]
        found = next((match for text in beside if (match := _NUMBER_LINE.fullmatch(text))), None)
        if found:
            numbered.append(replace(mark, number=int(found[1])))
    return numbered if len(numbered) >= max(2, 0.3 * len(marks)) else marks


def _with_date(lines: Sequence[str], mark: Mark) -> Mark:
    """A "says" line takes the date from the next line that is not empty, where that is hardly more than a date."""
    for index in range(mark.line + 1, min(mark.line + 4, len(lines))):
        text = lines[index].strip()
        if text:
            dated = dated_mark(index, text) if len(text) < 60 else None
            if dated and dated.stamp and len(text) - len(dated.stamp.text) < 20:
                return replace(mark, line=index, stamp=dated.stamp)
            break
    return mark


def _begin_of_first(lines: Sequence[str], found: _Found, dated: Sequence[Mark]) -> int:
    """First line behind the post: below its own line, a heading, or page links; 0 where nothing parts it from the first comment."""
    first = found.marks[0].line
    begin = 0
    for mark in dated:
        if mark.line < first and mark.lead and mark not in found.marks:
            begin = mark.line + 1
    for index in range(begin, first):
        line = lines[index].strip()
        if line and (is_heading(line) or is_navigation(line)) and (index > 3 or is_heading(line)):
            begin = index + 1
    return begin


def _moment(view: PageView, mark: Mark) -> Moment | None:
    return view.dates.read(mark.stamp.text) if mark.stamp else None


def _comment(view: PageView, lines: Sequence[str], record: Record) -> DraftComment:
    start, end, mark = record.start, record.end, record.mark
    if mark.stamp is None:
        end, mark = _date_below(lines, start, end, mark)
    moment = _moment(view, mark)
    return DraftComment(
        author=record.name,
        body=Body("\n".join(lines[start:end]).rstrip()),
        number=record.number,
        published=moment.iso if moment else None,
        published_text=moment.text if moment else None,
    )


def _date_below(lines: Sequence[str], start: int, end: int, mark: Mark) -> tuple[int, Mark]:
    """Blogger prints the date below the text: taken where the last line is nothing but a date."""
    for index in range(end - 1, max(start - 1, end - 4), -1):
        text = lines[index].strip()
        dated = dated_mark(index, text) if text and len(text) < 60 else None
        if dated and dated.stamp and len(text) - len(dated.stamp.text) < 12:
            while index > start and not lines[index - 1].strip():
                index -= 1
            return index, replace(mark, stamp=dated.stamp)
    return end, mark


def _links(lines: Sequence[str], marks: set[int]) -> PageLinks:
    number = count = None
    following = previous = False
    for index, line in enumerate(lines):
        text = line.strip()
        if not text or len(text) > 90 or index in marks:
            continue
        following = following or _NEXT.fullmatch(text) is not None
        previous = previous or _PREVIOUS.fullmatch(text) is not None
        parts = [part.strip() for part in text.split("|")]
        if len(parts) > 1:
            following = following or any(_NEXT.fullmatch(part) for part in parts)
            previous = previous or any(_PREVIOUS.fullmatch(part) for part in parts)
        if number is None and (page := _PAGE_OF.search(text)):
            number, count = int(page[1]), int(page[2])
    if number and count:
        following, previous = following or number < count, previous or number > 1
    return PageLinks(number, count, has_next=following, has_previous=previous)


def _stated(lines: Sequence[str]) -> int | None:
    for line in lines:
        text = line.strip()
        if len(text) < 240 and is_heading(text) and (found := _STATED.search(text)):
            return int(found[1] or found[2])
    return None


def _draft(view: PageView, lines: Sequence[str], layout: Layout, dated: Sequence[Mark]) -> DraftThread:
    drafting = Drafting(view)
    records = layout.records
    post = read_post(lines, layout, dated)
    comments = [_comment(view, lines, record) for record in records]
    author, moment, body = post.author, _moment(view, post.mark) if post.mark else None, Body(post.body)
    published, published_text = (moment.iso, moment.text) if moment else (None, None)
    if post.first_is_post and comments:
        opening, comments = comments[0], comments[1:]
        author, body = opening.author, opening.body
        published, published_text = opening.published, opening.published_text
    comments = _list_numbers(comments) if layout.text_first else _without_buttons(comments)
    if _newest_first(comments):
        comments.reverse()
    whole = [line for index, line in enumerate(lines) if index < layout.first or index >= records[-1].end]
    links = _links(whole, set())
    if min((record.number for record in records if record.number), default=1) > 10 and not links.has_previous:
        links = replace(links, has_previous=True)
    draft = replace(
        drafting.start(title=post.title or view.page.source.name, platform="text", body=body),
        comments=tuple(comments),
        author=author,
        published=published,
        published_text=published_text,
        site=post.site,
        comments_closed=True if any(_CLOSED.search(line) for line in whole if len(line) < 120) else None,
        comments_stated=_stated(whole),
        pages=links,
        has_post=bool(body.text) or not links.has_previous,
    )
    return drafting.finish(draft)


_BUTTON = re.compile(
    r"(?:reply|repl(?:y|ies)\s?delete|delete|replies|edit|quote|report(?: (?:abuse|comment|post))?|like|unlike|share|flag|permalink|"
    r"link|top|upvote|log ?in to reply|"
    r"antworten?|zitieren|melden|gefällt mir|bearbeiten|nach oben|répondre|citer|signaler|j.aime|responder|citar|denunciar|me gusta|"
    r"rispondi|"
    r"reageer|odpovědět|odpowiedz|ответить|回复)(?:\s?[↓↑→])?(?:\s?\(?\d{0,4}\)?)",
    re.IGNORECASE,
)
_LIST_NUMBER = re.compile(r"(\d{1,5})\.\s+(?=\S)")


def _without_buttons(comments: Sequence[DraftComment]) -> list[DraftComment]:
    """Comments without buttons that were copied below their texts; a text that is nothing else stays."""
    result = []
    for comment in comments:
        lines = comment.body.text.split("\n")
        end = len(lines)
        while end > 1 and (not lines[end - 1].strip() or _BUTTON.fullmatch(lines[end - 1].strip())):
            end -= 1
        text = "\n".join(lines[:end]).rstrip()
        result.append(replace(comment, body=Body(text)) if text.strip() else comment)
    return result


def _list_numbers(comments: Sequence[DraftComment]) -> list[DraftComment]:
    """Comments of a numbered list ("12. text"): the numbers are theirs where all have one and they rise."""
    found = [_LIST_NUMBER.match(comment.body.text) for comment in comments]
    numbers = [int(match[1]) for match in found if match]
    if len(numbers) < 2 or len(numbers) < len(comments) or any(b <= a for a, b in itertools.pairwise(numbers)):
        return list(comments)
    return [
        replace(comment, number=number, body=Body(_LIST_NUMBER.sub("", comment.body.text, count=1)))
        for comment, number in zip(comments, numbers, strict=True)
    ]


def _newest_first(comments: Sequence[DraftComment]) -> bool:
    times = [comment.published for comment in comments if comment.published]
    falls = sum(b < a for a, b in itertools.pairwise(times))
    rises = sum(b > a for a, b in itertools.pairwise(times))
    return falls > 0 and rises == 0


def _only_post(view: PageView, lines: Sequence[str], dated: Sequence[Mark]) -> DraftThread:
    drafting = Drafting(view)
    post: PostLines = read_post(lines, Layout((), True, len(lines)), dated)
    moment = _moment(view, post.mark) if post.mark else None
    draft = replace(
        drafting.start(title=post.title or view.page.source.name, platform="text", body=Body(post.body)),
        author=post.author,
        published=moment.iso if moment else None,
        published_text=moment.text if moment else None,
        site=post.site,
    )
    return drafting.finish(draft)


SITE = Site("text", _recognises, _read)
