"""Threads of our own export brought back into a library: as they were where they are new, joined where they are there already."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from reader.exports.form import pictures
from reader.exports.json_form import ImportedExport
from reader.jobs.intake import now, receipt, source_of
from reader.jobs.neighbours import Neighbours, said
from reader.jobs.outlining import real_comments
from reader.model.discussion import Comment, CommentKind, Discussion, Reference, ThreadCorrections
from reader.model.draft import DraftComment, DraftThread
from reader.model.library import KeptThread
from reader.model.page import Asset, SourceFile
from reader.model.report import Outcome, ThreadReport
from reader.store import Library
from reader.threads.keys import permalink_key
from reader.threads.merge import Sameness, join, same_thread, with_keys


def take_export(library: Library, export: ImportedExport) -> list[ThreadReport]:
    """Bring back every thread of an export. A thread new to the library comes back with everything that the export says of it; one that
    is there keeps what it has and gains the comments that it lacks. One transaction a thread."""
    posts: dict[int, int] = {}
    comments: dict[int, int] = {}
    reports = []
    brought: list[KeptThread] = []
    for kept in export.threads:
        there = _there(library, kept.discussion)
        if there is None:
            reports.append(_bring_back(library, kept, export.assets, posts, comments))
            brought.append(kept)
        else:
            posts[kept.discussion.post.id] = there
            reports.append(_add_missing(library, there, kept, export.assets))
    for kept in brought:
        if any(reference.target_post is not None for reference in _references(kept.discussion)):
            _reconnect(library, kept, posts, comments)
    return reports


def _there(library: Library, discussion: Discussion) -> int | None:
    draft = _as_draft(discussion, {})
    for stub in library.stubs_like(draft, permalink_key(discussion.post.url or "")):
        if same_thread(stub, draft) is Sameness.SAME or _same_whole(library, stub.post_id, discussion):
            return stub.post_id
    return None


def _same_whole(library: Library, post_id: int, discussion: Discussion) -> bool:
    """Whether a stored thread with equal title and site is this very one: no comment here that it lacks."""
    stored = {comment.key for comment in library.load(post_id).comments}
    return all(comment.key in stored for comment in discussion.comments) and bool(stored or not discussion.comments)


def _bring_back(
    library: Library, kept: KeptThread, assets: Mapping[str, Asset], posts: dict[int, int], comments: dict[int, int]
) -> ThreadReport:
    discussion = Discussion(kept.discussion.post, with_keys(list(kept.discussion.comments)))
    bare = _without_foreign(discussion)
    found = real_comments(discussion.comments)
    report = receipt(bare, Outcome.ADDED, found=found, added=found)
    stored = library.replace(
        bare,
        permalink_key=permalink_key(bare.post.url or ""),
        assets=[assets[sha] for sha in pictures(discussion) if sha in assets],
        report=kept.receipts[-1] if kept.receipts else None,
    )
    for earlier in reversed(kept.receipts[:-1]):
        library.replace(library.load(stored.post_id), report=earlier)
    if kept.corrections != ThreadCorrections():
        library.set_corrections(stored.post_id, kept.corrections)
    if kept.place is not None:
        here = None if kept.place.comment is None else stored.ids.get(kept.place.comment)
        folded = frozenset(stored.ids[id_] for id_ in kept.place.folded if id_ in stored.ids)
        library.save_place(stored.post_id, dataclasses.replace(kept.place, comment=here, folded=folded))
    posts[discussion.post.id] = stored.post_id
    comments.update(stored.ids)
    return dataclasses.replace(report, post_id=stored.post_id)


def _reconnect(library: Library, kept: KeptThread, posts: dict[int, int], comments: dict[int, int]) -> None:
    """References into other threads of the export, now that those have their ids."""

    def mapped(reference: Reference) -> Reference:
        return dataclasses.replace(
            reference,
            target=None if reference.target is None else comments.get(reference.target),
            target_post=None if reference.target_post is None else posts.get(reference.target_post),
        )

    told = {comments[comment.id]: comment.references for comment in kept.discussion.comments}
    stored = library.load(posts[kept.discussion.post.id])
    renewed = tuple(dataclasses.replace(c, references=tuple(map(mapped, told[c.id]))) for c in stored.comments)
    post = dataclasses.replace(stored.post, references=tuple(map(mapped, kept.discussion.post.references)))
    library.replace(Discussion(post, renewed), permalink_key=permalink_key(post.url or ""))


def _add_missing(library: Library, post_id: int, kept: KeptThread, assets: Mapping[str, Asset]) -> ThreadReport:
    before = library.load(post_id)
    stored = {comment.key for comment in before.comments}
    found = real_comments(kept.discussion.comments)
    if all(c.key in stored for c in kept.discussion.comments if c.kind is not CommentKind.REMOVED):
        return receipt(before, Outcome.UNCHANGED, found=found, added=0)
    draft = _as_draft(kept.discussion, assets)
    last = kept.discussion.post.sources[-1] if kept.discussion.post.sources else source_of(draft)
    joined = join(before, draft, dataclasses.replace(last, imported=now()))
    linked = Neighbours(library).link(joined.discussion, said(library, joined.discussion.post.site, post_id))
    report = receipt(linked, Outcome.JOINED, found=found, added=joined.added)
    library.replace(
        linked,
        permalink_key=permalink_key(linked.post.url or ""),
        assets=[assets[sha] for sha in pictures(kept.discussion) if sha in assets],
        report=report,
    )
    return report


def _references(discussion: Discussion) -> list[Reference]:
    return [*discussion.post.references, *(r for c in discussion.comments for r in c.references)]


def _without_foreign(discussion: Discussion) -> Discussion:
    """References into other threads lose their targets until those threads have ids."""

    def bare(references: tuple[Reference, ...]) -> tuple[Reference, ...]:
        return tuple(
            r if r.target_post is None else dataclasses.replace(r, target_post=None, target=None) for r in references
        )

    return Discussion(
        dataclasses.replace(discussion.post, references=bare(discussion.post.references)),
        tuple(dataclasses.replace(c, references=bare(c.references)) for c in discussion.comments),
    )


def _as_draft(discussion: Discussion, assets: Mapping[str, Asset]) -> DraftThread:
    """The discussion as a page would show it, for finding and joining its thread."""
    post = discussion.post
    shown = [c for c in discussion.comments if c.kind is not CommentKind.REMOVED]
    index = {comment.id: place for place, comment in enumerate(shown)}
    return DraftThread(
        source=SourceFile(name="", sha256="", size=0, format="threadfolio"), title=post.title, platform=post.platform, body=post.body,
        comments=tuple(_drafted(comment, index) for comment in shown), author=post.author, author_url=post.author_url,
        published=post.published, published_text=post.published_text, url=post.url, site=post.site, language=post.language,
        comments_closed=post.comments_closed, comments_stated=post.comments_stated,
        has_post=any(source.has_post for source in post.sources) or not post.sources, assets=assets,
    )


def _drafted(comment: Comment, index: dict[int, int]) -> DraftComment:
    return DraftComment(
        author=comment.author, body=comment.body, number=comment.number, kind=comment.kind, site_id=comment.site_id, url=comment.url,
        author_url=comment.author_url, avatar=comment.avatar, published=comment.published, published_text=comment.published_text,
        parent=index.get(comment.page_parent) if comment.page_parent is not None else None,
        parent_site_id=comment.page_parent_site_id, quotes=comment.quotes, votes=comment.votes, signature=comment.signature,
        edited_text=comment.edited_text,
    )
