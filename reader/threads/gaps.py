"""What of a discussion is not in the library: numbers missing inside a saved page, pages never saved."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence

from reader.model.discussion import Comment, CommentKind, Gap, Post, Source


def with_gaps(post: Post, comments: Sequence[Comment]) -> Post:
    """``post`` with `missing_numbers`, `gaps` and `more_pages` as its sources and the comments at hand say."""
    numbers = {c.number for c in comments if c.number is not None and c.kind is CommentKind.COMMENT}
    gaps = _gaps(post.sources)
    return dataclasses.replace(post, missing_numbers=missing_numbers(post.sources, numbers), gaps=gaps, more_pages=bool(gaps))


def missing_numbers(sources: Sequence[Source], numbers: set[int]) -> tuple[int, ...]:
    """Numbers skipped inside the range of one saved page. A page whose numbers are no running count (mostly holes) has none."""
    missing: set[int] = set()
    for source in sources:
        if source.first_number is None or source.last_number is None:
            continue
        span = source.last_number - source.first_number + 1
        inside = sum(source.first_number <= n <= source.last_number for n in numbers)
        if span <= 2 * inside + 10:
            missing.update(n for n in range(source.first_number, source.last_number + 1) if n not in numbers)
    return tuple(sorted(missing))


def _gaps(sources: Sequence[Source]) -> tuple[Gap, ...]:
    """Stretches between, before and behind the saved pages, in reading order."""
    paged = [source for source in sources if source.page is not None]
    if paged and len(paged) == len(sources):
        return _by_page(sorted(paged, key=lambda source: source.page or 0))
    numbered = [source for source in sources if source.first_number is not None]
    if numbered:
        return _by_number(sorted(numbered, key=lambda source: (source.first_number or 0, source.last_number or 0)))
    gaps = []
    if sources and all(source.has_previous for source in sources):
        gaps.append(Gap(url=sources[0].previous_url))
    if sources and all(source.has_next for source in sources):
        gaps.append(Gap(url=sources[-1].next_url))
    return tuple(gaps)


def _by_page(sources: list[Source]) -> tuple[Gap, ...]:
    gaps: list[Gap] = []
    first, last = sources[0], sources[-1]
    if (first.page or 1) > 1:
        gaps.append(Gap(before=first.first_number, url=first.previous_url))
    for one, two in itertools.pairwise(sources):
        if (two.page or 0) > (one.page or 0) + 1:
            gaps.append(Gap(after=one.last_number, before=two.first_number, url=one.next_url or two.previous_url))
    newest = [source for source in sources if source.page == last.page]
    counts = [source.page_count for source in sources if source.page_count is not None]
    if any(source.has_next for source in newest) or (counts and max(counts) > (last.page or 0)):
        gaps.append(Gap(after=last.last_number, url=last.next_url))
    return tuple(gaps)


def _by_number(sources: list[Source]) -> tuple[Gap, ...]:
    gaps: list[Gap] = []
    if sources[0].has_previous and (sources[0].first_number or 1) > 1:
        gaps.append(Gap(before=sources[0].first_number, url=sources[0].previous_url))
    reached = sources[0]
    for source in sources[1:]:
        if (source.first_number or 0) > (reached.last_number or 0) + 1:
            gaps.append(Gap(after=reached.last_number, before=source.first_number, url=reached.next_url or source.previous_url))
        if (source.last_number or 0) >= (reached.last_number or 0):
            reached = source
    if reached.has_next:
        gaps.append(Gap(after=reached.last_number, url=reached.next_url))
    return tuple(gaps)
