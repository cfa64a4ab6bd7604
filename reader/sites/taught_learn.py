"""Learns the way from comments down to one of their parts, from one comment in which a person pointed at it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

from reader.model.teaching import Step, Way
from reader.sites.block_groups import UNSTABLE_NAME, Block
from reader.sites.outline import TEXT, Outline
from reader.sites.taught_ways import ANY, blank, fitting, follow, siblings_of

Usable = Callable[[int], bool]
"""Whether an element or text can be the part that is sought."""
_WAYS = 3
_AROUND = 3
"""Elements from the target outward at which a way may begin."""
_SAMPLE = 60
"""Comments that are compared; the nearest to the one that was shown, and some from all over the page."""
_PLAIN_TAGS = frozenset(["div", "span", "p", "a", "li", "td", "tr", "b", "strong", "i", "em", "font", "small", TEXT])


def widest(outline: Outline, place: int, stop: int = 0) -> int:
    """The outermost element inside ``stop`` that holds a place and nothing else: a link in a name's ``span`` means the whole ``span``."""
    if outline.tags[place] == TEXT and len(outline.text(place)) == 0:
        return place
    parent = outline.parents[place]
    while parent > stop and outline.tags[parent] not in ("body", "html") and _only_child(outline, parent, place):
        place, parent = parent, outline.parents[parent]
    return place


def _only_child(outline: Outline, parent: int, place: int) -> bool:
    """Whether an element holds nothing else: a line break or a picture beside it may stand before more words in other comments."""
    return all(child == place or blank(outline, child) for child in outline.children(parent))


def learn(outline: Outline, blocks: Sequence[Block], mine: Block, target: int, usable: Usable, *, run: bool) -> tuple[Way, ...]:
    """Ways that lead to ``target`` in ``mine`` and to what is usable in the other blocks; the one that serves most comes first.

    Empty where no way leads there.
    """
    sample = _sample(blocks, mine)
    ways = list(_stepwise(outline, sample, mine, target, usable, run=run))
    ways += _anywhere(outline, mine, target, run=run)
    served: dict[Way, frozenset[int]] = {}
    for way in dict.fromkeys(ways):
        ends = {index: end for index, block in enumerate(sample) if (end := _first(outline, block, way, usable, run=run)) is not None}
        if ends.get(sample.index(mine)) == target:
            served[way] = frozenset(ends)
    chosen: list[Way] = []
    covered: frozenset[int] = frozenset()
    for way in sorted(served, key=lambda way: -len(served[way])):
        if not chosen or served[way] - covered:
            chosen.append(way)
            covered |= served[way]
        if len(chosen) == _WAYS:
            break
    spare = next((way for way in served if way.anywhere and way not in chosen and _agrees(served[way], covered)), None)
    return tuple(chosen + ([spare] if spare is not None and len(chosen) < _WAYS else []))


def _agrees(one: frozenset[int], other: frozenset[int]) -> bool:
    return len(one) >= 0.9 * len(other)


def _sample(blocks: Sequence[Block], mine: Block) -> list[Block]:
    at = next(index for index, block in enumerate(blocks) if block.places == mine.places)
    near = range(max(0, at - _SAMPLE // 2), min(len(blocks), at + _SAMPLE // 2))
    far = range(0, len(blocks), max(1, len(blocks) // _SAMPLE))
    return [mine if index == at else blocks[index] for index in sorted({*near, *far, at})]


def _first(outline: Outline, block: Block, way: Way, usable: Usable, *, run: bool) -> int | None:
    return next((place for place in follow(outline, block, way, run=run)[:6] if usable(place)), None)


def _stepwise(outline: Outline, sample: Sequence[Block], mine: Block, target: int, usable: Usable, *, run: bool) -> Iterator[Way]:
    """Two ways step by step: one that leans on names, one on order alone."""
    chain: list[int] = []
    tops = set(mine.places)
    place = target
    while place not in tops:
        if place < 0 or place in mine.nested:  # it belongs to another comment
            return
        chain.append(place)
        place = outline.parents[place]
    if run:
        chain.append(place)
    if not chain:
        yield Way(())
        return
    chain.reverse()
    for named in (True, False):
        rows: list[list[list[int]]] = [[siblings_of(outline, block, run=run)] for block in sample]
        own = sample.index(mine)
        steps: list[Step] = []
        for depth, there in enumerate(chain):
            last = depth + 1 == len(chain)
            before_last = depth + 2 == len(chain)
            leads = usable if last else _holder_of(outline, outline.tags[chain[depth + 1]], usable if before_last else None)
            step = _best_step(outline, rows, own, there, leads, named=named)
            if step is None:
                return
            steps.append(step)
            rows = [_below(outline, block_rows, step) for block_rows in rows]
        yield Way(tuple(steps))


def _below(outline: Outline, rows: list[list[int]], step: Step) -> list[list[int]]:
    return [list(outline.children(place)) for row in rows for place in fitting(outline, row, step)]


def _best_step(outline: Outline, rows: Sequence[list[list[int]]], own: int, there: int, leads: Usable, *, named: bool) -> Step | None:
    """The step to ``there`` that leads on in most comments; the more telling one where several do; None where nothing leads there."""
    best: tuple[int, Step] | None = None
    for step in _looks(outline, there, named=named):
        exact = _placed(outline, rows[own], there, step)
        for variant in exact:
            count = sum(_leads_on(outline, block_rows, variant, leads) for block_rows in rows)
            if best is None or count > best[0]:
                best = (count, variant)
    return best[1] if best is not None else None


def _leads_on(outline: Outline, rows: list[list[int]], step: Step, leads: Usable) -> bool:
    ends = (place for row in rows for place in fitting(outline, row, step))
    return any(leads(place) for place in itertools.islice(ends, 6))


def _holder_of(outline: Outline, tag: str, usable: Usable | None) -> Usable:
    """Whether an element holds one with the tag of the next step, which is ``usable`` where that step is the last."""

    def holds(place: int) -> bool:
        return any(outline.tags[child] == tag and (usable is None or usable(child)) for child in outline.children(place))

    return holds


def _looks(outline: Outline, place: int, *, named: bool) -> list[Step]:
    """How an element can be told from its siblings, the most telling first."""
    tag = outline.tags[place]
    words = steady_words(outline, place) if named else ()
    looks = [Step(tag, words)] if len(words) > 1 else []
    looks += [Step(tag, (word,)) for word in words]
    looks += [Step(ANY, (word,)) for word in words]
    return [*looks, Step(tag)]


def steady_words(outline: Outline, place: int) -> tuple[str, ...]:
    """Names of an element that do not speak of its turn (odd, first, depth 2) or state."""
    words = outline.words(place)[:8]
    return tuple(word for word in words if not UNSTABLE_NAME.match(word) and writable(word))


def writable(word: str) -> bool:
    """Whether a rule's file can carry a name."""
    return len(word) <= 80 and word.isprintable() and not word.startswith("@") and not any(map(str.isspace, word))


def _placed(outline: Outline, rows: Sequence[Sequence[int]], there: int, step: Step) -> list[Step]:
    """The step as it is where it meets ``there`` first, else with its place among those that fit, counted from both ends."""
    row = next((row for row in rows if there in row), [])
    found = fitting(outline, row, step)
    if there not in found:
        return []
    if found[0] == there:
        return [step] if len(found) > 1 or step.words else [step, Step(step.tag, step.words, 1)]
    index = found.index(there)
    return [Step(step.tag, step.words, index + 1), Step(step.tag, step.words, index - len(found))]


def _anywhere(outline: Outline, mine: Block, target: int, *, run: bool) -> Iterator[Way]:
    """Ways that may begin at any depth: at the target, or at an element around it, that has a name or a tag that says enough."""
    steps: tuple[Step, ...] = ()
    place = target
    for _ in range(_AROUND):
        if place < 0 or (not run and place in mine.places):
            return
        if outline.tags[place] != TEXT:
            ways = [Way((step, *steps), anywhere=True) for step in _telling(outline, place)]
            leading = [way for way in ways if next(iter(follow(outline, mine, way, run=run)), None) == target]
            yield from leading
            if leading:
                return
        parent = outline.parents[place]
        if run and place in mine.places:
            return
        placed = _placed(outline, [list(outline.children(parent))], place, Step(outline.tags[place], steady_words(outline, place)[:1]))
        if not placed:
            return
        steps = (placed[0], *steps)
        place = parent


def _telling(outline: Outline, place: int) -> list[Step]:
    """How an element can be known wherever it stands; none where it has no name and a tag that says nothing."""
    tag = outline.tags[place]
    words = steady_words(outline, place)
    looks = [Step(tag, words)] if len(words) > 1 else []
    looks += [step for word in words for step in (Step(tag, (word,)), Step(ANY, (word,)))]
    return [*looks, Step(tag)] if tag not in _PLAIN_TAGS else looks
