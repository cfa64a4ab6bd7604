"""Threads of the library out into a file or stream."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from reader.exports import json_form
from reader.jobs.reporter import Reporter
from reader.model.library import KeptThread
from reader.store import Library


def export_json(library: Library, post_ids: Sequence[int] | None, out: TextIO, reporter: Reporter) -> int:
    """Write the given posts (None: all) as one JSON document with their pictures; how many were written. Raises `NoSuchPost`, `Cancelled`."""
    chosen = [summary.id for summary in library.summaries()] if post_ids is None else list(post_ids)
    assets: dict[str, bytes] = {}

    def threads() -> Iterator[KeptThread]:
        for index, post_id in enumerate(chosen):
            reporter.report(index, len(chosen))
            kept = library.kept(post_id)
            for sha in json_form.pictures(kept.discussion):
                data = library.asset(sha)
                if data is not None:
                    assets[sha] = data
            yield kept

    json_form.write(threads(), out, assets)
    return len(chosen)
