"""One draft into the library: find the thread it belongs to, join, link, write, report. The one way in for pages."""

from __future__ import annotations

import dataclasses
import datetime

from reader.jobs.neighbours import Neighbours, said
from reader.jobs.outlining import real_comments
from reader.model.discussion import Comment, Discussion, Source, Toward
from reader.model.draft import DraftThread
from reader.model.library import Original
from reader.model.report import Notice, NoticeKind, Outcome, Overrides, ThreadReport
from reader.store import Library
from reader.threads.keys import permalink_key
from reader.threads.merge import Sameness, from_draft, join, same_thread

LISTED = 12
"""So many doubtful references are named in a receipt; the window walks through all of them."""


def take_in(
    library: Library, neighbours: Neighbours, draft: DraftThread, original: Original | None, overrides: Overrides | None = None
) -> ThreadReport:
    """Write a draft as a new thread, or join it to the thread it belongs to; one transaction. Gives the receipt."""
    post_id, suggestion = _belongs_to(library, draft)
    source = source_of(draft)
    if post_id is None:
        discussion = from_draft(draft, source)
        added, outcome = real_comments(discussion.comments), Outcome.ADDED
    else:
        joined = join(library.load(post_id), draft, source)
        discussion, added, outcome = joined.discussion, joined.added, Outcome.JOINED
    discussion = _overridden(discussion, overrides)
    linked = neighbours.link(discussion, said(library, discussion.post.site, post_id))
    report = receipt(linked, outcome, found=real_comments(draft.comments), added=added, extra=(draft.notices, suggestion))
    stored = library.replace(
        linked,
        permalink_key=permalink_key(linked.post.url or ""),
        originals=() if original is None else (original,),
        assets=tuple(draft.assets.values()),
        report=report,
    )
    neighbours.stored(stored.post_id, linked)
    return dataclasses.replace(report, post_id=stored.post_id)


def source_of(draft: DraftThread) -> Source:
    """The page as the thread remembers it."""
    numbers = [comment.number for comment in draft.comments if comment.number is not None]
    pages = draft.pages
    return Source(
        file=draft.source.name, sha256=draft.source.sha256, format=draft.source.format, imported=now(), page=pages.number,
        page_count=pages.count, has_next=pages.has_next, has_previous=pages.has_previous, next_url=pages.next_url,
        previous_url=pages.previous_url, first_number=min(numbers, default=None), last_number=max(numbers, default=None),
        has_post=draft.has_post,
    )


def receipt(
    discussion: Discussion, outcome: Outcome, *, found: int, added: int, extra: tuple[tuple[Notice, ...], Notice | None] = ((), None)
) -> ThreadReport:
    """What there is to tell of a linked discussion. ``found``: comments in the file; ``extra``: what the file's reader and search for the
    thread had to say."""
    post = discussion.post
    references = [r for c in discussion.comments for r in c.references] + list(post.references)
    resolved = [r for r in references if r.to is not Toward.UNKNOWN]
    doubtful = sum(r.is_doubtful for r in resolved)
    total = real_comments(discussion.comments)
    drafted, suggestion = extra
    notices = [n for n in drafted if n.kind not in (NoticeKind.MISSING_NUMBERS, NoticeKind.MORE_PAGES)]
    if outcome is Outcome.JOINED:  # what a single page lacked may stand on the others
        notices = [n for n in notices if n.kind not in (NoticeKind.FEWER_THAN_STATED, NoticeKind.MORE_THAN_STATED)]
        notices += _stated(total, post.comments_stated)
    if post.missing_numbers:
        notices.append(Notice(NoticeKind.MISSING_NUMBERS, count=len(post.missing_numbers), text=_ranges(post.missing_numbers)))
    if post.more_pages:
        notices.append(Notice(NoticeKind.MORE_PAGES))
    if doubtful:
        notices.append(Notice(NoticeKind.DOUBTFUL_REFERENCES, count=doubtful, text=_doubts(discussion)))
    if suggestion is not None:
        notices.append(suggestion)
    return ThreadReport(
        post_id=post.id, title=post.corrections.title or post.title, site=post.site, outcome=outcome, comments_found=found,
        comments_total=total, comments_added=added, comments_stated=post.comments_stated, references=len(references),
        references_resolved=len(resolved), references_doubtful=doubtful, notices=tuple(notices), url=post.url,
        published=post.corrections.published or post.published, platform=post.platform,
    )


def now() -> str:
    """This second, aware UTC, ISO 8601."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def _belongs_to(library: Library, draft: DraftThread) -> tuple[int | None, Notice | None]:
    suggestion = None
    for stub in library.stubs_like(draft, permalink_key(draft.url or "")):
        sameness = same_thread(stub, draft)
        if sameness is Sameness.SAME:
            return stub.post_id, None
        if sameness is Sameness.SUGGESTED and suggestion is None:
            suggestion = Notice(NoticeKind.SUGGEST_SAME_THREAD, text=stub.title)
    return None, suggestion


def _overridden(discussion: Discussion, overrides: Overrides | None) -> Discussion:
    """A person's corrections from the wizard, kept apart from what the page says."""
    if overrides is None:
        return discussion
    old = discussion.post.corrections
    new = dataclasses.replace(
        old,
        title=overrides.title if overrides.title is not None else old.title,
        author=overrides.author if overrides.author is not None else old.author,
        published=overrides.published if overrides.published is not None else old.published,
    )
    return dataclasses.replace(discussion, post=dataclasses.replace(discussion.post, corrections=new))


def _stated(total: int, stated: int | None) -> list[Notice]:
    if stated is None or stated == total:
        return []
    kind = NoticeKind.FEWER_THAN_STATED if total < stated else NoticeKind.MORE_THAN_STATED
    return [Notice(kind, count=total, expected=stated)]


def _doubts(discussion: Discussion) -> str:
    """The first doubtful references, each with the comment it stands in and the one it was taken to mean."""
    names = {c.id: _name(c) for c in discussion.comments}
    doubts = [
        f"{names[c.id]} “{' '.join(r.text.split())[:40]}” → {'the post' if r.target is None else names.get(r.target, '?')}"
        for c in discussion.comments
        for r in c.references
        if r.is_doubtful
    ]
    return "; ".join(doubts[:LISTED]) + ("; …" if len(doubts) > LISTED else "")


def _name(comment: Comment) -> str:
    number = comment.number if comment.number is not None else comment.position
    return " ".join(str(part) for part in (number, comment.author) if part is not None)


def _ranges(numbers: tuple[int, ...]) -> str:
    """``3, 7-9`` for (3, 7, 8, 9)."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
