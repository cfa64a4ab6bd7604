"""Originals read again by today's importer. Read marks, stars, notes and manual corrections stay; ids and keys stay where comments do."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reader.jobs.children import ChildReading
from reader.jobs.importing import outcome_of
from reader.jobs.intake import receipt, source_of
from reader.jobs.neighbours import Neighbours, said
from reader.jobs.outlining import real_comments
from reader.jobs.readers import AUTOMATIC, chosen_in, readers_of
from reader.jobs.reading import Reading, Request, contents
from reader.jobs.reporter import Reporter
from reader.model.discussion import Discussion
from reader.model.draft import DraftThread
from reader.model.errors import RefusedFile, Why
from reader.model.page import Asset
from reader.model.report import FileReport, ImportReport, Notice, NoticeKind, Outcome
from reader.store import Library, UndoName
from reader.threads.keys import folded, permalink_key
from reader.threads.likeness import alike
from reader.threads.merge import carry_over, from_draft, join


@dataclass(frozen=True, slots=True)
class Fresh:
    """A post as its originals are read now, before anything is written; ``discussion`` None: nothing could be read (``error`` says why)."""

    discussion: Discussion | None = None
    assets: Mapping[str, Asset] = field(default_factory=dict, repr=False)
    error: RefusedFile | None = None


def reread(
    library: Library, post_ids: Sequence[int] | None, reporter: Reporter, reading: Reading | None = None, *, chosen: str | None = None
) -> ImportReport:
    """Read the originals of the given posts (None: of all) again. A post none of whose originals is there or readable stays as it is.

    ``chosen``: key of the reader to use and to remember (`readers.choices`; `AUTOMATIC` forgets); None: the one that is remembered.
    Raises `Cancelled` between posts, `NoSuchPost`."""
    posts = [summary.id for summary in library.summaries()] if post_ids is None else list(post_ids)
    if reading is not None:
        return _reread(library, posts, reporter, reading, chosen)
    with ChildReading(1) as children:
        return _reread(library, posts, reporter, children, chosen)


def read_fresh(library: Library, before: Discussion, reporter: Reporter, reading: Reading, chosen: str | None = None) -> Fresh:
    """The originals of a post read with a reader (None: the one that is remembered); writes nothing. Raises `Cancelled`."""
    wanted = chosen or chosen_in(before.post.notices) or AUTOMATIC
    readers = readers_of(library, wanted)
    name = before.post.title or str(before.post.id)
    fresh: Discussion | None = None
    assets: dict[str, Asset] = {}
    with tempfile.TemporaryDirectory() as folder:
        for source in before.post.sources:
            original = library.original(source.sha256)
            if original is None or original.data is None:
                return Fresh()
            path = Path(folder) / "original" / (Path(original.name).name or "page")
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(original.data)
            try:
                held = contents(reading, Request(path, Path(folder) / "drafts", readers), reporter)
                drafts = [content for content in held if isinstance(content, DraftThread)]
            except RefusedFile as error:
                return Fresh(error=error)
            draft = _of_this_post(drafts, before)
            if draft is None:
                return Fresh()
            assets.update(draft.assets)
            again = dataclasses.replace(source_of(draft), file=source.file, imported=source.imported)
            fresh = from_draft(draft, again) if fresh is None else join(fresh, draft, again).discussion
            path.unlink()
    if fresh is not None and chosen not in (None, AUTOMATIC) and chosen_in(fresh.post.notices) != chosen:
        return Fresh(error=RefusedFile(name, Why.WRONG_READER))
    return Fresh(fresh, assets)


def _reread(library: Library, post_ids: Sequence[int], reporter: Reporter, reading: Reading, chosen: str | None) -> ImportReport:
    reports = []
    neighbours = Neighbours(library)
    with library.one_step():
        for index, post_id in enumerate(post_ids):
            before = library.load(post_id)
            reporter.report(index, len(post_ids), before.post.title)
            reports.append(_reread_post(library, neighbours, before, reporter, reading, chosen))
    reporter.report(len(post_ids), len(post_ids))
    return ImportReport(tuple(reports))


def _reread_post(
    library: Library, neighbours: Neighbours, before: Discussion, reporter: Reporter, reading: Reading, chosen: str | None
) -> FileReport:
    name = before.post.title or str(before.post.id)
    fresh = read_fresh(library, before, reporter, reading, chosen)
    if fresh.error is not None:
        return FileReport(name, Outcome.REFUSED, error=fresh.error)
    if fresh.discussion is None:
        return FileReport(name, Outcome.UNCHANGED)
    linked = neighbours.link(carry_over(before, fresh.discussion), said(library, before.post.site, before.post.id))
    found = real_comments(linked.comments)
    added = found - real_comments(before.comments)
    same = alike(linked, before)
    report = receipt(
        linked, Outcome.UNCHANGED if same else Outcome.JOINED, found=found, added=max(0, added), extra=(_told(linked), None)
    )
    if not same:
        library.replace(
            linked, permalink_key=permalink_key(linked.post.url or ""), assets=tuple(fresh.assets.values()), report=report,
            undo_as=UndoName.IMPORT if chosen is None else UndoName.READER,
        )
    return FileReport(name, outcome_of([report]), (report,))


def _told(discussion: Discussion) -> tuple[Notice, ...]:
    """What the receipt says of the reader."""
    kinds = (NoticeKind.READER_CHOSEN, NoticeKind.TAUGHT_RULE, NoticeKind.GENERIC_READER)
    return tuple(notice for notice in discussion.post.notices if notice.kind in kinds)


def _of_this_post(drafts: list[DraftThread], before: Discussion) -> DraftThread | None:
    """Which of the file's threads is this post: the only one, else the one with its address, else with its title."""
    if len(drafts) == 1:
        return drafts[0]
    key = permalink_key(before.post.url or "")
    for draft in drafts:
        if key and permalink_key(draft.url or "") == key:
            return draft
    return next((draft for draft in drafts if folded(draft.title) == folded(before.post.title)), None)
