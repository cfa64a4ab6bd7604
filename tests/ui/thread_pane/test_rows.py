"""The row model against a naive one that thinks about one comment at a time."""

from __future__ import annotations

from array import array

from big_thread import make_thread
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.filters import Effect, Kind, Rule, Selection
from reader.ui.thread_pane.estimates import line_estimates
from reader.ui.thread_pane.rows import POST, Rows

SIZE = st.integers(0, 40)


@st.composite
def shapes(draw):
    size = draw(SIZE)
    return [draw(st.integers(-1, index - 1)) for index in range(size)]


def selection_of(hidden: dict[int, int], size: int) -> Selection:
    """``hidden``: index -> rule number."""
    rules = (Rule(Kind.AUTHOR, Effect.HIDE, "a"), Rule(Kind.AUTHOR, Effect.HIDE, "b"))
    states = bytes(2 if index in hidden else 0 for index in range(size))
    return Selection(rules, states, array("H", (hidden.get(index, -1) + 1 for index in range(size))), bytes(size))


def naive(rows: Rows, parents: list[int], folded: set[int], hidden: dict[int, int]) -> list[tuple[str, tuple[int, ...]]]:
    """What is shown, top to bottom: ("comment", (index,)), ("folded", (index,)) or ("stub", run)."""
    thread = rows.thread
    order = list(thread.order) if rows.threaded else list(range(len(parents)))
    shown: list[tuple[str, list[int]]] = []
    for index in order:
        above = parents[index]
        swallowed = False
        while rows.threaded and above >= 0:
            swallowed = swallowed or (above in folded and above not in hidden)
            above = parents[above]
        if swallowed:
            continue
        if index not in hidden:
            shown.append(("folded" if rows.threaded and index in folded else "comment", [index]))
            continue
        last = shown[-1] if shown else None
        joins = (last is not None and last[0] == "stub" and hidden[last[1][0]] == hidden[index]
                 and order.index(index) == order.index(last[1][-1]) + 1
                 and rows.depth(index) >= rows.depth(last[1][0]))
        if joins:
            last[1].append(index)
        else:
            shown.append(("stub", [index]))
    return [(kind, tuple(run)) for kind, run in shown]


def told(rows: Rows) -> list[tuple[str, tuple[int, ...]]]:
    found = []
    for place in rows.shown():
        index = rows.index_at(place)
        if rows.is_stub(place):
            found.append(("stub", tuple(rows.run(place))))
        else:
            found.append(("folded" if rows.is_folded(index) else "comment", (index,)))
    return found


@settings(max_examples=150, deadline=None)
@given(shapes(), st.data())
def test_rows_are_those_of_the_naive_model(parents, data):
    rows = Rows(make_thread(len(parents), parents=parents))
    size = len(parents)
    folded: set[int] = set()
    hidden: dict[int, int] = {}
    for _ in range(data.draw(st.integers(0, 8))):
        act = data.draw(st.sampled_from(["fold", "unfold", "filter", "order", "lift", "open", "all", "depth"]))
        index = data.draw(st.integers(0, size - 1)) if size else None
        if act == "fold" and index is not None and rows.threaded:
            rows.fold(index)
            folded.add(index)
        elif act == "unfold" and index is not None and rows.threaded:
            rows.unfold(index)
            folded.discard(index)
        elif act == "filter":
            hidden = data.draw(st.dictionaries(st.integers(0, size - 1), st.integers(0, 1))) if size else {}
            rows.select(None)
            rows.select(selection_of(hidden, size))
        elif act == "order":
            rows.set_threaded(not rows.threaded)
        elif act == "lift" and index is not None:
            hidden.pop(index, None)
            rows.lift([index])
        elif act == "open" and index is not None:
            rows.open_to(index)
            hidden.pop(index, None)
            above = index
            while rows.threaded and above >= 0:
                folded.discard(above)
                above = parents[above]
            assert rows.is_visible(rows.place_of(index))
        elif act == "all":
            rows.unfold_all()
            folded.clear()
        elif act == "depth":
            depth = data.draw(st.integers(0, 3))
            rows.fold_to_depth(depth)
            folded = set()
            for one in range(size):
                level, above, chain = 0, parents[one], []
                while above >= 0:
                    chain.append(above)
                    level, above = level + 1, parents[above]
                if level == depth and one in parents:
                    folded.add(one)
        expected = naive(rows, parents, folded, hidden)
        assert told(rows) == expected
        check_walks(rows)
        check_weights(rows)


def check_walks(rows: Rows) -> None:
    down, place = [], POST
    while place is not None:
        down.append(place)
        place = rows.next(place)
    assert down == [POST, *rows.shown(), rows.size]
    up, place = [], rows.size
    while place is not None:
        up.append(place)
        place = rows.previous(place)
    assert up == down[::-1]
    for index in range(rows.size):
        assert rows.index_at(rows.place_of(index)) == index
        standing = rows.standing_for(index)
        assert rows.is_visible(standing)
        if rows.visible[rows.place_of(index)]:
            assert standing == rows.place_of(index)


def check_weights(rows: Rows) -> None:
    weights = rows.weights.each()
    for place in range(rows.size):
        assert bool(weights[place]) == bool(rows.visible[place])
    assert rows.weights.total() == sum(weights)
    for place in (0, rows.size // 2, rows.size):
        assert rows.weights.above(place) == sum(weights[:place])
    for weight in range(0, rows.weights.total(), 7):
        place, share = rows.weights.at_weight(weight)
        assert rows.visible[place]
        assert rows.weights.above(place) <= weight < rows.weights.above(place) + weights[place]
        assert 0 <= share < 1


def test_a_fold_never_swallows_the_head_of_a_run_that_goes_on_outside():
    # 0 > 1 (hidden), 2 (hidden, a root): folding 0 must leave a stub for 2.
    rows = Rows(make_thread(3, parents=[-1, 0, -1]))
    rows.select(selection_of({1: 0, 2: 0}, 3))
    assert told(rows) == [("comment", (0,)), ("stub", (1,)), ("stub", (2,))]
    rows.fold(0)
    assert told(rows) == [("folded", (0,)), ("stub", (2,))]


def test_lifted_comments_stay_under_the_same_rules_only():
    rows = Rows(make_thread(3, parents=[-1, -1, -1]))
    rows.select(selection_of({1: 0}, 3))
    rows.lift([1])
    rows.select(selection_of({1: 0, 2: 0}, 3))
    assert told(rows) == [("comment", (0,)), ("comment", (1,)), ("stub", (2,))]
    rows.select(None)
    rows.select(selection_of({1: 0}, 3))
    assert told(rows)[1] == ("stub", (1,))


@given(st.lists(st.integers(0, 3_000_000), max_size=30), st.integers(30, 120))
@settings(deadline=None)
def test_line_estimates_grow_with_length_and_fit_a_byte(lengths, line):
    made = line_estimates(array("i", lengths), line)
    assert len(made) == len(lengths)
    for length, lines in zip(lengths, made, strict=True):
        assert lines >= 3
        wanted = 3 + length / line
        if length < 65536 and wanted < 150:
            assert abs(lines - wanted) <= 3 + 0.12 * wanted
        else:
            assert lines >= 50


def test_a_hundred_thousand_comments_take_no_loop_to_open():
    rows = Rows(make_thread(2000))
    assert rows.weights._own is None and rows._order_bytes is None
    rows.next(POST)
    assert rows.weights._own is None and rows._order_bytes is None


def test_depth_of_ten_thousand_is_no_recursion():
    rows = Rows(make_thread(10_000, parents=[index - 1 for index in range(10_000)]))
    rows.fold(5000)
    assert sum(rows.visible) == 5001
    rows.open_to(9_999)
    assert all(rows.visible)
