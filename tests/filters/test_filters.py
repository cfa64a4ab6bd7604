"""Filters against a slow, obvious model, and by hand-made threads."""

from __future__ import annotations

from array import array

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.filters import FILTERS, Context, Effect, Kind, Rule, Selection, State, apply
from reader.model.forest import grow
from reader.model.skeleton import FLAG_GHOST, FLAG_PINGBACK, Author, Thread


def thread(parents: list[int], names: list[str | None], *, edges: tuple[tuple[int, int], ...] = (), **more) -> Thread:
    known = sorted({name for name in names if name is not None})
    forest = grow(parents)
    size = len(parents)
    edges = tuple(sorted(edges))
    return Thread(
        post_id=1, title="t", site=None, url=None, author=None, published=None, published_text=None,
        authors=tuple(Author(i, name, names.count(name)) for i, name in enumerate(known)),
        ids=array("q", range(100, 100 + size)), parents=array("i", parents),
        authors_of=array("i", (-1 if name is None else known.index(name) for name in names)),
        numbers=array("i", range(1, size + 1)), times=more.get("times", array("i", range(size))),
        lengths=more.get("lengths", array("i", range(0, 10 * size, 10))), flags=more.get("flags", bytes(size)),
        order=forest.order, depths=forest.depths, ends=forest.ends,
        edges_from=array("i", (a for a, _ in edges)), edges_to=array("i", (b for _, b in edges)),
        unread=more.get("unread", frozenset()), starred=more.get("starred", frozenset()), notes=more.get("notes", frozenset()),
    )


# 0 anna; 1 paul answers 0; 2 anna answers 1; 3 eva (root); 4 paul answers 3; 5 nobody answers 4
SIX = thread([-1, 0, 1, -1, 3, 4], ["anna", "paul", "anna", "eva", "paul", None])


def states(selection: Selection) -> str:
    return "".join("sch"[state] for state in selection.states)


def only(name: str) -> Rule:
    return Rule(Kind.AUTHOR, Effect.ONLY, name)


def hide(name: str, answers: bool = False) -> Rule:
    return Rule(Kind.AUTHOR, Effect.HIDE, name, answers=answers)


def test_no_rules_show_everything() -> None:
    selection = apply(SIX, ())
    assert selection.filters_nothing and selection.shown == 6 and selection.rule(3) is None
    assert apply(thread([], []), [only("x")]).shown == 0


def test_only_with_each_context() -> None:
    assert states(apply(SIX, [only("eva")])) == "hhhshh"
    assert states(apply(SIX, [only("paul")], Context.ANSWERED)) == "cshcsh"
    assert states(apply(SIX, [only("paul")], Context.ANSWERS)) == "hschsc"
    assert states(apply(SIX, [only("eva")], Context.BRANCHES)) == "hhhscc"
    assert states(apply(SIX, [only("anna"), only("eva")])) == "shsshh"
    assert states(apply(SIX, [only("")])) == "hhhhhs"


def test_edges_are_context_too() -> None:
    made = thread([-1, -1, -1], ["a", "b", "c"], edges=((2, 0),))
    assert states(apply(made, [only("c")], Context.ANSWERED)) == "chs"
    assert states(apply(made, [only("a")], Context.ANSWERS)) == "shc"


def test_kinds_narrow_each_other_and_say_which() -> None:
    made = thread([-1, 0, 1, -1, 3, 4], ["anna", "paul", "anna", "eva", "paul", None], unread=frozenset({0, 1}))
    rules = (only("anna"), Rule(Kind.NEW, Effect.ONLY))
    selection = apply(made, rules)
    assert states(selection) == "shhhhh"
    assert selection.rule(0) is None and selection.rule(1) == rules[0] and selection.rule(2) == rules[1]


def test_hide_wins_over_context_and_lifted_over_hide() -> None:
    rules = (hide("anna"), only("paul"))
    selection = apply(SIX, rules, Context.ANSWERED)
    assert states(selection) == "hshcsh"
    assert selection.rule(0) == rules[0] and selection.rule(3) == rules[1] and selection.rule(5) == rules[1]
    assert states(apply(SIX, rules, Context.ANSWERED, lifted={0, 5, 99})) == "sshcss"


def test_hiding_with_answers_spares_who_also_answers_another() -> None:
    assert states(apply(SIX, [hide("anna", answers=True)])) == "hhhsss"
    made = thread([-1, 0, -1], ["anna", "paul", "eva"], edges=((1, 2),))
    assert states(apply(made, [hide("anna", answers=True)])) == "hss"


def test_highlight_hides_nothing() -> None:
    selection = apply(SIX, [Rule(Kind.AUTHOR, Effect.HIGHLIGHT, "paul")])
    assert selection.filters_nothing and selection.highlighted == bytes([0, 1, 0, 0, 1, 0])


def test_every_kind() -> None:
    made = thread(
        [-1, -1, -1], ["a", "b", "c"], times=array("i", [10, 20, -(2**31)]), lengths=array("i", [5, 50, 500]),
        flags=bytes([FLAG_GHOST, FLAG_PINGBACK | 4, 4]), unread=frozenset({1}), starred=frozenset({0}), notes=frozenset({2}),
    )
    wanted = {
        Rule(Kind.AUTHOR, Effect.ONLY, "b"): "hsh", Rule(Kind.DATES, Effect.ONLY, since=15): "hsh",
        Rule(Kind.DATES, Effect.ONLY, until=15): "shh", Rule(Kind.DATES, Effect.ONLY): "ssh",
        Rule(Kind.LENGTH, Effect.ONLY, since=50, until=50): "hsh", Rule(Kind.LENGTH, Effect.ONLY, since=40): "hss",
        Rule(Kind.NEW, Effect.ONLY): "hsh", Rule(Kind.STARRED, Effect.ONLY): "shh", Rule(Kind.NOTED, Effect.ONLY): "hhs",
        Rule(Kind.PINGBACK, Effect.HIDE): "shs", Rule(Kind.GHOST, Effect.HIDE): "hss",
        Rule(Kind.WORDS, Effect.ONLY, "w", indexes=frozenset({2, 7})): "hhs", Rule(Kind.LINKS, Effect.HIDE, indexes=frozenset({0})): "hss",
        Rule(Kind.CHOSEN, Effect.HIDE, indexes=frozenset({1})): "shs",
    }
    for rule, expected in wanted.items():
        assert states(apply(made, [rule])) == expected, rule
    assert {rule.kind for rule in wanted} == set(FILTERS) == set(Kind)


@st.composite
def cases(draw):
    size = draw(st.integers(0, 12))
    parents = [draw(st.integers(-1, i - 1)) for i in range(size)]
    names = draw(st.lists(st.sampled_from(["a", "b", "c", None]), min_size=size, max_size=size))
    places = st.integers(0, max(0, size - 1))
    edges = draw(st.sets(st.tuples(places, places), max_size=5)) if size else set()
    made = thread(parents, names, edges=tuple(edges), unread=draw(st.frozensets(places)) if size else frozenset())
    kinds = st.one_of(
        st.builds(Rule, st.just(Kind.AUTHOR), st.sampled_from(Effect), st.sampled_from(["a", "b", "c", "", "x"]), answers=st.booleans()),
        st.builds(Rule, st.just(Kind.NEW), st.sampled_from(Effect)),
        st.builds(Rule, st.just(Kind.CHOSEN), st.sampled_from(Effect), indexes=st.frozensets(st.integers(-2, 15))),
    )
    return made, draw(st.lists(kinds, max_size=5)), draw(st.sampled_from(Context)), draw(st.frozensets(places))


def plainly(made: Thread, rule: Rule) -> set[int]:
    match rule.kind:
        case Kind.AUTHOR:
            names = {author.index: author.name for author in made.authors} | {-1: ""}
            found = {i for i in range(len(made)) if names[made.authors_of[i]] == rule.text}
        case Kind.NEW:
            found = set(made.unread) & set(range(len(made)))
        case _:
            found = set(rule.indexes) & set(range(len(made)))
    if rule.effect is Effect.HIDE and rule.answers:
        links = list(zip(made.edges_from, made.edges_to, strict=True))
        for index in made.order:
            if made.parents[index] in found and all(b in found for a, b in links if a == index):
                found.add(index)
    return found


@given(cases())
@settings(max_examples=200, deadline=None)
def test_same_as_the_obvious_way(case) -> None:
    made, rules, context, lifted = case
    every = set(range(len(made)))
    lifted = set(lifted) & every
    selection = apply(made, rules, context, lifted)
    hidden = set().union(*(plainly(made, rule) for rule in rules if rule.effect is Effect.HIDE)) - lifted
    wanted = set(every)
    asking = [rule for rule in rules if rule.effect is Effect.ONLY]
    for kind in {rule.kind for rule in asking}:
        wanted &= set().union(*(plainly(made, rule) for rule in asking if rule.kind is kind))
    wanted = (wanted | lifted) - hidden
    around = set()
    links = [*zip(made.edges_from, made.edges_to, strict=True), *((i, p) for i, p in enumerate(made.parents) if p >= 0)]
    if asking and context is Context.ANSWERED:
        around = {b for a, b in links if a in wanted}
    elif asking and context is Context.ANSWERS:
        around = {a for a, b in links if b in wanted}
    elif asking and context is Context.BRANCHES:
        roots = {}
        for index in made.order:
            roots[index] = index if made.parents[index] < 0 else roots[made.parents[index]]
        around = {i for i in every if roots[i] in {roots[w] for w in wanted}}
    around -= wanted | hidden
    for index in every:
        state = State.SHOWN if index in wanted else State.CONTEXT if index in around else State.HIDDEN
        assert selection.state(index) is state
        rule = selection.rule(index)
        assert (rule is None) == (state is State.SHOWN)
        if rule is not None and rule.effect is Effect.HIDE:
            assert index in hidden and index in plainly(made, rule)
        elif rule is not None:
            assert index not in plainly(made, rule)
        assert selection.highlighted[index] == any(index in plainly(made, r) for r in rules if r.effect is Effect.HIGHLIGHT)
    assert selection.shown + selection.context + selection.hidden == len(made)


def test_a_hundred_thousand_comments_and_many_rules() -> None:
    size = 100_000
    made = thread([-1 if i % 3 == 0 else i - 1 for i in range(size)], [f"n{i % 400}" for i in range(size)])
    rules = [hide(f"n{i}") for i in range(300)] + [only("n350"), only("n399")]
    selection = apply(made, rules, Context.BRANCHES)
    assert selection.shown == 500
    assert selection.rule(299) == rules[299] and selection.rule(300) == rules[300]
