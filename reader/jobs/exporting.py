"""Threads of the library out into a file or stream."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from reader.exports import EXPORTS
from reader.exports.form import file_name
from reader.jobs.reporter import Reporter
from reader.model.library import KeptThread
from reader.store import Library


def kept_thread(library: Library, post_id: int) -> KeptThread:
    """All that the library holds of a thread, but originals and pictures. Raises `NoSuchPost`."""
    return KeptThread(library.load(post_id), library.corrections(post_id), library.place(post_id), library.receipt(post_id))


def export(library: Library, post_ids: Sequence[int] | None, form: str, out: Path | BinaryIO, reporter: Reporter) -> int:
    """Write the given posts (None: all) in one of the forms of `EXPORTS`; how many were written.

    A stream gets one document. A folder gets one file a post. A file is written whole or not at all: what was there stays until then.
    Raises `NoSuchPost`, `Cancelled`, OSError.
    """
    chosen = [summary.id for summary in library.summaries()] if post_ids is None else list(post_ids)
    kind = EXPORTS[form]

    def threads() -> Iterator[KeptThread]:
        for index, post_id in enumerate(chosen):
            reporter.report(index, len(chosen))
            yield kept_thread(library, post_id)

    if not isinstance(out, Path):
        kind.write(threads(), out, library.asset)
    elif out.is_dir():
        for kept in threads():
            post = kept.discussion.post
            _write_whole(library, [kept], form, out / file_name(post.corrections.title or post.title, post.id, kind.suffix))
    else:
        _write_whole(library, threads(), form, out)
    return len(chosen)


def _write_whole(library: Library, threads: Iterator[KeptThread] | list[KeptThread], form: str, path: Path) -> None:
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as out:
            EXPORTS[form].write(threads, out, library.asset)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
