"""What a reader is offered who says "not this one", and what his word teaches the rest of the thread."""

from __future__ import annotations

import dataclasses

import pytest

from reader.model.discussion import (
    POST_KEY,
    Body,
    Comment,
    CommentKind,
    Discussion,
    ManualReference,
    NameMeaning,
    Post,
    Reference,
    ReferenceKind,
    Source,
    ThreadCorrections,
    Toward,
)
from reader.threads.candidates import candidates_for
from reader.threads.link import link

SAID = (
    ("William Oak", "I keep two boats in the old harbour, both wooden."),
    ("Fen", "Trains are better than any boat."),
    ("Moss", "The slipway behind the chapel is rotten."),
    ("William Oak", "My second boat leaks like a basket."),
    ("Reed", "@4 William Oak which harbour? The chapel one has a rotten slipway."),
    ("Moss", "@Oak tar it, then."),
    ("Fen", "Old Bill never tars anything."),
)


def talk(said: tuple[tuple[str, str], ...] = SAID, missing: tuple[int, ...] = ()) -> Discussion:
    numbers = [n for n in range(1, len(said) + len(missing) + 1) if n not in missing]
    source = Source("a", "0" * 64, "text", "2026-01-01T00:00:00Z", first_number=1, last_number=numbers[-1])
    return Discussion(
        Post(-1, "t", Body("the post"), author="Host", sources=(source,)),
        tuple(Comment(-(n + 1), f"k{n}", who, Body(text), number=n, source=0) for n, (who, text) in zip(numbers, said, strict=True)),
    )


def test_the_engines_own_choice_comes_first_and_the_author_s_others_next() -> None:
    linked = link(talk())
    (reference,) = linked.comments[4].references
    found = candidates_for(linked, 4, reference)
    assert (found[0].target, found[0].current) == (reference.target, True) == (-5, True)
    assert {"number", "author"} <= set(found[0].evidence)
    assert found[1].key == "k1"
    assert [c.confidence for c in found] == sorted((c.confidence for c in found), reverse=True)
    assert len(found) <= 8
    assert all(c.target != linked.comments[4].id for c in found)
    assert POST_KEY in {c.key for c in found}


def test_a_rejected_target_is_offered_no_more() -> None:
    linked = link(talk())
    (reference,) = linked.comments[5].references
    assert reference.target == -5
    refused = ThreadCorrections(references=(ManualReference("k6", reference.text, None, ("k4",)),))
    found = candidates_for(linked, "k6", reference, refused)
    assert "k4" not in {c.key for c in found}
    assert found[0].key == "k1"
    assert link(talk(), refused).comments[5].references[0].target == -2


def test_a_name_that_nobody_bears_is_offered_who_fits_and_learnt() -> None:
    linked = link(talk())
    assert not linked.comments[6].references
    reference = Reference(0, 8, "Old Bill", ReferenceKind.AUTHOR, Toward.UNKNOWN)
    assert len(candidates_for(linked, 6, reference)) == 7, "all that came before, and the post"
    taught = ThreadCorrections(names=(NameMeaning("Old Bill", "William Oak"),))
    assert [c.key for c in candidates_for(linked, 6, reference, taught)[:2]] in (["k4", "k1"], ["k1", "k4"])


def test_removed_comments_can_be_chosen_and_refused() -> None:
    gone = talk((*SAID[:4], ("Gull", "@5 no, you."), ("Reed", "@5 indeed.")), missing=(5,))
    linked = link(gone)
    ghost = next(c for c in linked.comments if c.kind is CommentKind.REMOVED)
    place = next(i for i, c in enumerate(linked.comments) if c.author == "Gull")
    (reference,) = linked.comments[place].references
    assert reference.target == ghost.id
    assert candidates_for(linked, place, reference)[0].to is Toward.REMOVED or ghost.key in {
        c.key for c in candidates_for(linked, place, reference)
    }
    refused = ThreadCorrections(references=(ManualReference("k6", "@5", None, (ghost.key,)),))
    assert all(c.key != ghost.key for c in candidates_for(linked, place, reference, refused))
    assert link(gone, refused).comments[place].references[0].to is not Toward.REMOVED
    moved = ThreadCorrections(references=(ManualReference("k6", "@5", POST_KEY), ManualReference("k7", "@5", ghost.key)))
    out = link(gone, moved)
    assert [c.references[0].to for c in out.comments if c.author in ("Gull", "Reed")] == [Toward.POST, Toward.REMOVED]


def test_one_corrected_number_teaches_those_around_it() -> None:
    said = tuple((f"Person{n}x", f"word{n} lamp{n} tree{n}") for n in range(1, 21))
    said += (("Fen", "@8 that is so."), ("Moss", "@9 and this one."), ("Reed", "@10 no."))
    assert [c.references[0].target for c in link(talk(said)).comments[20:]] == [-9, -10, -11]
    taught = ThreadCorrections(references=(ManualReference("k21", "@8", "k9"), ManualReference("k23", "@10", "k11")))
    assert [c.references[0].target for c in link(talk(said), taught).comments[20:]] == [-10, -11, -12]


def test_places_that_are_not_there_are_refused() -> None:
    discussion = talk()
    reference = Reference(0, 2, "@4", ReferenceKind.NUMBER, Toward.UNKNOWN)
    with pytest.raises(KeyError):
        candidates_for(discussion, "nobody", reference)
    for place in (99, -3):
        with pytest.raises(IndexError):
            candidates_for(discussion, place, reference)
    assert candidates_for(discussion, -1, reference) == ()
    many = Discussion(discussion.post, tuple(dataclasses.replace(c) for c in discussion.comments * 1))
    assert candidates_for(many, 4, dataclasses.replace(reference, text="@2"))
