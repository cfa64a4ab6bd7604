"""Everything that was set by hand in a discussion, as lines to be read, gone to and taken back. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reader.model.discussion import POST_KEY, Comment, Corrections, Discussion, NamePair, ThreadCorrections, Toward
from reader.ui.correcting.corrections import Correction
from reader.ui.plain import one_line
from reader.ui.words import NOBODY, moment_words

GONE = "a comment that is no longer here"
_TOWARD = {
    Toward.REMOVED: "a comment that is not here", Toward.EXTERNAL: "another discussion", Toward.UNKNOWN: "nobody here",
    Toward.POST: "the post",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was set by hand. ``comment``: the id of the comment to go to (None: the post, or nowhere in particular).
    ``what`` is the correction; for the post's own data the name of its field."""

    group: str
    words: str
    what: Correction | str
    comment: int | None = None


def entries(discussion: Discussion, corrections: ThreadCorrections) -> tuple[Entry, ...]:
    """One line for each correction, in the order in which they are listed: the post, answers, references, names, people."""
    by_key = {comment.key: comment for comment in discussion.comments}

    def at(key: str) -> int | None:
        return by_key[key].id if key in by_key else None

    def name(key: str | None) -> str:
        return "the post" if key in (None, POST_KEY) else _called(by_key[key]) if key in by_key else GONE

    made = [Entry("The post", words, field) for field, words in _of_post(discussion.post.corrections)]
    made += [
        Entry("Who answers whom", f"{name(said.comment)} answers {name(said.parent)}", said, at(said.comment))
        for said in corrections.parents
    ]
    for said in corrections.references:
        where = f"“{one_line(said.text, 60)}” in {name(said.comment)}"
        refused = ", ".join(name(key) for key in said.rejected)
        if said.target is not None:
            words = f"{where} means {name(said.target)}"
        elif said.toward is not None or not refused:
            words = f"{where} means {_TOWARD.get(said.toward or Toward.UNKNOWN, 'nobody here')}"
        else:
            words = f"{where} does not mean {refused}"
            refused = ""
        made.append(Entry("What references mean", words + (f", not {refused}" if refused else ""), said, at(said.comment)))
    made += [
        Entry("Names", f"“{one_line(said.written, 60)}” means {one_line(said.author, 60)}", said) for said in corrections.names
    ]
    made += [Entry("People", pair_words(pair), pair) for pair in corrections.people]
    return tuple(made)


def pair_words(pair: NamePair) -> str:
    """What was said of two names."""
    return f"{one_line(pair.first, 60)} and {one_line(pair.second, 60)} are {'one person' if pair.same else 'two people'}"


def post_without(corrections: Corrections, field: str) -> Corrections:
    """What was set by hand about the post, but for one field."""
    return replace(corrections, **{field: None})


def _of_post(corrections: Corrections) -> list[tuple[str, str]]:
    rows = (
        ("title", "The title is", one_line(corrections.title, 120)), ("author", "The author is", one_line(corrections.author, 60)),
        ("published", "The date is", moment_words(corrections.published)),
    )
    return [(field, f"{words} “{value}”") for field, words, value in rows if value]


def _called(comment: Comment) -> str:
    name = one_line(comment.author, 60) or NOBODY
    return f"{comment.number} {name}" if comment.number is not None else name
