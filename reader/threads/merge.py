"""Several pages, saves and exports of one discussion become one. Pure: drafts in, a discussion out.

Comments of a draft are paired with those already there by site id, by number and author, by author and minute, by text; what is paired is
completed and never doubled, the rest is put where the pages' own order says. Real double posts on one page stay two.
"""

from __future__ import annotations

import dataclasses
import enum
import itertools
import operator
from collections.abc import Callable
from dataclasses import dataclass

from reader.model.discussion import Comment, CommentKind, Discussion, Post, Source
from reader.model.draft import DraftComment, DraftThread
from reader.model.library import ThreadStub
from reader.model.report import Notice, NoticeKind
from reader.threads.gaps import with_gaps
from reader.threads.keys import comment_keys, folded, minute, permalink_key


class Sameness(enum.StrEnum):
    """Whether a draft belongs to a stored thread; ``suggested`` is told to the person and not merged."""

    SAME = "same"
    SUGGESTED = "suggested"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Joined:
    """A discussion after a draft joined it: how many comments were added, how many that were there say something else now."""

    discussion: Discussion
    added: int
    changed: int


def same_thread(stub: ThreadStub, draft: DraftThread) -> Sameness:
    """Equal permalink, or shared comment ids: the same. Equal title and site: the same only where the comments overlap, or the printed
    numbers continue and the post's dates do not contradict; suggested otherwise."""
    if draft.url and stub.url and permalink_key(draft.url) and permalink_key(draft.url) == permalink_key(stub.url):
        return Sameness.SAME
    ids = {comment.site_id for comment in draft.comments if comment.site_id}
    if len(ids & stub.site_ids) >= min(2, len(ids) or 2):
        return Sameness.SAME
    if not folded(draft.title) or folded(draft.title) != folded(stub.title):
        return Sameness.OTHER
    if draft.site and stub.site and not _same_site(draft.site, stub.site):
        return Sameness.OTHER
    dates_agree = not draft.published or not stub.published or draft.published[:10] == stub.published[:10]
    times = {comment.published for comment in draft.comments if comment.published and len(comment.published) >= 16}
    if dates_agree and len(times & stub.comment_times) >= 2:
        return Sameness.SAME
    if dates_agree and _continues(stub, draft):
        return Sameness.SAME
    return Sameness.SUGGESTED


def from_draft(draft: DraftThread, source: Source) -> Discussion:
    """A discussion with this draft alone. All ids are negative."""
    post = Post(
        id=-1, title=draft.title, body=draft.body, author=draft.author, author_url=draft.author_url, published=draft.published,
        published_text=draft.published_text, url=draft.url, site=draft.site, platform=draft.platform, language=draft.language,
        comments_closed=draft.comments_closed, comments_stated=draft.comments_stated, notices=_lasting(draft.notices),
    )
    return join(Discussion(post), draft, source).discussion


def join(discussion: Discussion, draft: DraftThread, source: Source) -> Joined:
    """Add a page to a discussion. Ghosts in it are dropped (linking makes them anew); ids of comments that were there stay."""
    post = _joined_post(discussion.post, draft, source)
    source_index = len(post.sources) - 1
    old = [comment for comment in discussion.comments if comment.kind is not CommentKind.REMOVED]
    pairs = _pair(old, draft.comments)
    ids: list[int] = []
    fresh = min([0, *(comment.id for comment in old)]) - 1
    for index in range(len(draft.comments)):
        if index in pairs:
            ids.append(old[pairs[index]].id)
        else:
            ids.append(fresh)
            fresh -= 1
    merged: dict[int, Comment] = {comment.id: comment for comment in old}
    changed = 0
    for index, drafted in enumerate(draft.comments):
        parent = ids[drafted.parent] if drafted.parent is not None else None
        there = merged.get(ids[index])
        if there is None:
            merged[ids[index]] = _new_comment(drafted, ids[index], parent, source_index)
        else:
            completed = _completed(there, drafted, parent)
            changed += folded(completed.body.text) != folded(there.body.text)
            merged[ids[index]] = completed
    order = _ordered(old, draft, ids, pairs, merged, post.sources)
    comments = _renumbered(_parents_found([merged[id_] for id_ in order]))
    whole = Discussion(with_gaps(post, comments), comments)
    return Joined(whole, added=len(comments) - len(old), changed=changed)


def carry_over(old: Discussion, fresh: Discussion) -> Discussion:
    """``fresh`` (the same pages read again) with the ids, keys and personal marks of ``old`` where the comments are the same ones."""
    drafted = tuple(_as_drafted(comment) for comment in fresh.comments)
    there = [comment for comment in old.comments if comment.kind is not CommentKind.REMOVED]
    pairs = _pair(there, drafted)
    low = min([0, *(comment.id for comment in old.comments)]) - 1
    ids = {
        comment.id: there[pairs[index]].id if index in pairs else low - index for index, comment in enumerate(fresh.comments)
    }
    comments = []
    for index, comment in enumerate(fresh.comments):
        parent = None if comment.page_parent is None else ids[comment.page_parent]
        moved = dataclasses.replace(comment, id=ids[comment.id], page_parent=parent, key="")
        if index in pairs:
            was = there[pairs[index]]
            moved = dataclasses.replace(moved, key=was.key, read=was.read, starred=was.starred, note=was.note)
        comments.append(moved)
    post = dataclasses.replace(
        fresh.post, id=old.post.id, corrections=old.post.corrections, tags=old.post.tags, note=old.post.note
    )
    return Discussion(post, with_keys(comments))


def _as_drafted(comment: Comment) -> DraftComment:
    return DraftComment(
        author=comment.author, body=comment.body, number=comment.number, kind=comment.kind, site_id=comment.site_id,
        published=comment.published,
    )


def with_keys(comments: list[Comment]) -> tuple[Comment, ...]:
    """The comments with stable keys. A key once given stays, also when a later page tells more of the comment: user data hangs on it."""
    return _settled(comments, [comment.position for comment in comments])


def _settled(comments: list[Comment], positions: list[int | None]) -> tuple[Comment, ...]:
    """The comments with these positions and with stable keys, each made anew at most once."""
    taken = {comment.key for comment in comments if comment.key}
    keys = iter(comment_keys([comment for comment in comments if not comment.key], taken))
    settled = []
    for comment, position in zip(comments, positions, strict=True):
        if not comment.key or comment.position != position:
            values = list(_VALUES(comment))  # `dataclasses.replace` costs three times as much, for every comment of a long thread
            values[_KEY], values[_POSITION] = comment.key or next(keys), position
            comment = Comment(*values)
        settled.append(comment)
    return tuple(settled)


_FIELDS = [field.name for field in dataclasses.fields(Comment)]
_VALUES = operator.attrgetter(*_FIELDS)
_KEY, _POSITION = _FIELDS.index("key"), _FIELDS.index("position")


def _same_site(one: str, other: str) -> bool:
    a, b = folded(one.removeprefix("www.")), folded(other.removeprefix("www."))
    return a == b or (min(len(a), len(b)) >= 4 and (a in b or b in a))


def _continues(stub: ThreadStub, draft: DraftThread) -> bool:
    numbers = [comment.number for comment in draft.comments if comment.number is not None]
    if not numbers or stub.first_number is None or stub.last_number is None:
        return False
    return min(numbers) > stub.last_number or max(numbers) < stub.first_number


def _lasting(notices: tuple[Notice, ...]) -> tuple[Notice, ...]:
    """Those that stay true of the thread; what depends on which pages are there is found anew."""
    passing = {NoticeKind.MORE_PAGES, NoticeKind.MISSING_NUMBERS, NoticeKind.FEWER_THAN_STATED, NoticeKind.MORE_THAN_STATED,
               NoticeKind.NO_COMMENTS, NoticeKind.SUGGEST_SAME_THREAD, NoticeKind.DOUBTFUL_REFERENCES}
    return tuple(notice for notice in notices if notice.kind not in passing)


def _joined_post(post: Post, draft: DraftThread, source: Source) -> Post:
    """The post completed by what this page knows. A page that holds the post itself wins over one that only named it."""
    better = draft.has_post and not any(known.has_post for known in post.sources)
    body = draft.body if draft.has_post and (better or len(draft.body.text) > len(post.body.text)) else post.body
    first_page = draft.has_post or not post.sources

    def pick(old: str | None, new: str | None) -> str | None:
        return (new or old) if better else (old or new)

    notices = tuple(dict.fromkeys((*post.notices, *_lasting(draft.notices))))
    return dataclasses.replace(
        post,
        title=(pick(post.title, draft.title) or "") if first_page else post.title or draft.title,
        body=body,
        author=pick(post.author, draft.author if draft.has_post else None),
        author_url=pick(post.author_url, draft.author_url if draft.has_post else None),
        published=pick(post.published, draft.published if first_page else None),
        published_text=pick(post.published_text, draft.published_text if first_page else None),
        url=pick(post.url, draft.url),
        site=pick(post.site, draft.site),
        platform=draft.platform if post.platform in ("generic", "") else post.platform,
        language=post.language or draft.language,
        comments_closed=draft.comments_closed if post.comments_closed is None else post.comments_closed or bool(draft.comments_closed),
        comments_stated=max((n for n in (post.comments_stated, draft.comments_stated) if n is not None), default=None),
        sources=(*post.sources, source),
        notices=notices,
    )


def _pair(old: list[Comment], drafted: tuple[DraftComment, ...]) -> dict[int, int]:
    """Index of the drafted comment -> index of the same one in ``old``; one to one, surest signs first."""
    pairs: dict[int, int] = {}
    if not old:  # a thread's first page, the usual case: folding every body for nothing cost a third of a whole import
        return pairs
    taken: set[int] = set()
    signs: tuple[Callable[[Comment | DraftComment], object], ...] = (
        lambda c: c.site_id,
        lambda c: None if c.number is None else (c.number, folded(c.author)),
        lambda c: None if not minute(c.published) else (folded(c.author), minute(c.published), folded(c.body.text)[:80]),
        lambda c: None if not minute(c.published) or not c.author else (folded(c.author), minute(c.published)),
        lambda c: None if len(folded(c.body.text)) < 12 else (folded(c.author), folded(c.body.text)),
    )
    for sign in signs:
        waiting: dict[object, list[int]] = {}
        for index, comment in enumerate(old):
            if index not in taken and (mark := sign(comment)) is not None:
                waiting.setdefault(mark, []).append(index)
        for index, new in enumerate(drafted):
            if index in pairs or (mark := sign(new)) is None:
                continue
            there = next((other for other in waiting.get(mark, ()) if _may_be_same(old[other], new)), None)
            if there is not None:
                waiting[mark].remove(there)
                pairs[index] = there
                taken.add(there)
    return pairs


def _may_be_same(old: Comment, new: DraftComment) -> bool:
    if old.site_id and new.site_id and old.site_id != new.site_id:
        return False
    if old.number is not None and new.number is not None and old.number != new.number and not (old.site_id and new.site_id):
        return False
    return (old.kind is CommentKind.PINGBACK) == (new.kind is CommentKind.PINGBACK)


def _new_comment(drafted: DraftComment, id_: int, parent: int | None, source: int) -> Comment:
    return Comment(
        id=id_, key="", author=drafted.author, body=drafted.body, number=drafted.number, kind=drafted.kind, site_id=drafted.site_id,
        url=drafted.url, author_url=drafted.author_url, avatar=drafted.avatar, published=drafted.published,
        published_text=drafted.published_text, page_parent=parent,
        page_parent_site_id=None if parent is not None else drafted.parent_site_id,
        quotes=drafted.quotes, votes=drafted.votes, signature=drafted.signature, edited_text=drafted.edited_text, source=source,
    )


def _completed(old: Comment, new: DraftComment, parent: int | None) -> Comment:
    """``old`` with what only ``new`` knows. A text that says something else is taken as an edit, unless it is the shorter beginning."""
    body, quotes = old.body, old.quotes
    same_words = folded(old.body.text) == folded(new.body.text)
    if same_words:
        if old.body.html is None and new.body.html is not None:
            body, quotes = new.body, new.quotes
    elif not folded(old.body.text).startswith(folded(new.body.text)):
        body, quotes = new.body, new.quotes
    more_exact = new.published and (not old.published or len(new.published) > len(old.published))
    page_parent = old.page_parent if parent is None else parent
    return dataclasses.replace(
        old, body=body, quotes=quotes,
        author=old.author or new.author, number=old.number if old.number is not None else new.number,
        site_id=old.site_id or new.site_id, url=old.url or new.url, author_url=old.author_url or new.author_url,
        avatar=old.avatar or new.avatar,
        published=new.published if more_exact else old.published,
        published_text=new.published_text if more_exact else old.published_text or new.published_text,
        page_parent=page_parent, page_parent_site_id=None if page_parent is not None else old.page_parent_site_id or new.parent_site_id,
        votes=old.votes if new.votes is None else new.votes, signature=old.signature or new.signature,
        edited_text=new.edited_text or old.edited_text,
    )


def _ordered(
    old: list[Comment], draft: DraftThread, ids: list[int], pairs: dict[int, int], merged: dict[int, Comment], sources: tuple[Source, ...]
) -> list[int]:
    """Ids of all comments in reading order: by printed number where all have one, else old order with the new runs put in."""
    everything = list(merged.values())
    real = [comment for comment in everything if comment.kind is CommentKind.COMMENT]
    numbers = [comment.number for comment in real]
    if old and real and None not in numbers and len(set(numbers)) == len(numbers) and len(real) == len(everything):
        return [comment.id for comment in sorted(everything, key=lambda comment: comment.number or 0)]
    order = [comment.id for comment in old]
    if not pairs:
        place = _block_place(old, draft, sources)
        return order[:place] + ids + order[place:]
    place_of = {id_: place for place, id_ in enumerate(order)}
    inserted: dict[int, list[int]] = {}
    last = -1
    leading: list[int] = []
    for index, id_ in enumerate(ids):
        if index in pairs:
            if leading:
                inserted.setdefault(place_of[id_] - 1, []).extend(leading)
                leading = []
            last = place_of[id_]
        elif last < 0:
            leading.append(id_)
        else:
            inserted.setdefault(last, []).append(id_)
    result = list(inserted.get(-1, ()))
    for place, id_ in enumerate(order):
        result.append(id_)
        result.extend(inserted.get(place, ()))
    return result


def _block_place(old: list[Comment], draft: DraftThread, sources: tuple[Source, ...]) -> int:
    """Where a page that shares no comment with the others begins: by page number, else by time, else behind all."""
    if not old or not draft.comments:
        return len(old)
    page = draft.pages.number
    if page is not None:
        pages = [sources[c.source].page if c.source is not None and c.source < len(sources) else None for c in old]
        if None not in pages:
            return next((place for place, other in enumerate(pages) if other is not None and other > page), len(old))
    first = next((c.published for c in draft.comments if c.published), None)
    times = [c.published for c in old if c.published]
    if first and times and first < times[0] and (draft.comments[-1].published or first) <= times[0]:
        return 0
    if first and times:
        later = [place for place, c in enumerate(old) if c.published and c.published > first]
        if later and all(c.published is None or c.published >= first for c in old[later[0]:]):
            return later[0]
    return len(old)


def _parents_found(comments: list[Comment]) -> list[Comment]:
    """Parents that a page named by its own id, now that the comment with that id is here."""
    by_site_id = {comment.site_id: comment.id for comment in comments if comment.site_id}
    return [
        dataclasses.replace(comment, page_parent=by_site_id[comment.page_parent_site_id], page_parent_site_id=None)
        if comment.page_parent_site_id and by_site_id.get(comment.page_parent_site_id, comment.id) != comment.id
        else comment
        for comment in comments
    ]


def _renumbered(comments: list[Comment]) -> tuple[Comment, ...]:
    """Positions made anew, keys for those that have none."""
    counted = itertools.count(1)
    positions = [next(counted) if comment.kind is CommentKind.COMMENT else None for comment in comments]
    return _settled(comments, positions)
