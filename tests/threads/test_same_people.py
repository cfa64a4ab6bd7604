"""Which names are one person: what is joined by itself, what is proposed, and that the reader's word wins."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.model.discussion import Body, Comment, Discussion, NamePair, Post, ThreadCorrections
from reader.model.library import NameFacts
from reader.threads.link import link
from reader.threads.same_people import SamePerson, joined, proposals

HOME = "http://mina.example/garden"


def test_case_spaces_and_a_personal_link_join() -> None:
    names = [("Mina Holt", ()), ("mina holt", ()), ("MinaHolt", ()), ("MH", (HOME,)), ("Mina H.", (HOME,)), ("Petri", ())]
    assert joined(names) == [0, 0, 0, 3, 3, 5]


def test_the_readers_word_joins_and_parts() -> None:
    names = [("Mina", ()), ("mina", ()), ("Mina from Turku", ()), ("Petri", ())]
    assert joined(names, [NamePair("Mina", "Mina from Turku", True)]) == [0, 0, 0, 3]
    assert joined(names, [NamePair("Mina", "mina", False)]) == [0, 1, 2, 3]
    linked = [("MH", (HOME,)), ("Holt", (HOME,))]
    assert joined(linked, [NamePair("MH", "Holt", False)]) == [0, 1]


def test_nobody_is_never_joined_nor_proposed() -> None:
    names = [("Anonymous", (HOME,)), ("anonymous", (HOME,)), ("Guest 12", ()), ("Mina", (HOME,))]
    assert joined(names, [NamePair("Mina", "Anonymous", True)]) == [0, 1, 2, 3]
    facts = [NameFacts(name, 2, 0, links, ("face",)) for name, links in names]
    assert proposals(facts) == ()


def test_proposals_tell_their_evidence_and_are_not_made_twice() -> None:
    names = [
        NameFacts("Petri Krohn", 9, 0, (), ("face",)), NameFacts("Krohn", 2, 0, (), ("face",)),
        NameFacts("petri krohn", 1), NameFacts("Petri Krohn (Helsinki)", 0, 4), NameFacts("Fen", 3),
    ]
    assert proposals(names) == (
        SamePerson("Petri Krohn", "petri krohn", ("spelling",), sure=True),
        SamePerson("Petri Krohn", "Krohn", ("picture",), sure=False),
        SamePerson("Petri Krohn", "Petri Krohn (Helsinki)", ("longer-form",), sure=False),
    )
    said = [NamePair("Krohn", "Petri Krohn", False), NamePair("Petri Krohn", "Petri Krohn (Helsinki)", True)]
    assert [p for p in proposals(names, said) if not p.sure] == []


def test_a_picture_that_many_have_says_nothing() -> None:
    assert proposals([NameFacts(f"Person {'abcdefg'[n]} x", 1, 0, (), ("default",)) for n in range(7)]) == ()


def test_names_of_other_threads_alone_are_not_asked_about() -> None:
    assert proposals([NameFacts("Walter Moss", 0, 3), NameFacts("Walter Moss jr", 0, 2), NameFacts("Ann", 1)]) == ()


def test_a_joined_name_is_found_by_its_other_spelling() -> None:
    """Somebody who changed the name between two comments is answered by the older one."""
    said = (("Old Bill", "I keep bees by the river."), ("Fen", "Trains are better."), ("William Oak", "And the river froze."),
            ("Moss", "@Old Bill: how deep was the ice?"))
    talk = Discussion(
        Post(-1, "t", Body("the post")),
        tuple(Comment(-(n + 2), f"k{n + 1}", who, Body(text), number=n + 1, source=0) for n, (who, text) in enumerate(said)),
    )
    assert link(talk).comments[3].references[0].target == -2
    pair = ThreadCorrections(people=(NamePair("Old Bill", "William Oak", True),))
    assert link(talk, pair).comments[3].references[0].target == -4


NAMES = st.text("aAbB 1.-", max_size=4)


@given(
    st.lists(st.tuples(NAMES, st.lists(st.sampled_from(["http://a.example/x", "http://b.example/y"]), max_size=2)), max_size=8),
    st.lists(st.builds(NamePair, NAMES, NAMES, st.booleans()), max_size=6),
)
def test_whatever_was_said_every_name_stands_for_itself_or_an_earlier_first(names, said) -> None:
    found = joined(names, said)
    assert all(top <= place and found[top] == top for place, top in enumerate(found))
