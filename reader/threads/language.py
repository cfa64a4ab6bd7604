"""What a language knows about pointing at each other: the shape of a row of the table in `reader.threads.languages`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """Words of one language.

    ``thanks`` are words of thanks; ``continued`` come before the title of the thread that a comment goes on from; ``second_person``
    speak to somebody. ``wrote`` stand beside a name in an attribution and carry reported speech; ``quote_heads`` come before the name
    in one. ``comment_words`` announce the number of a comment; ``number_words`` say only "number". ``courtesies`` and ``about`` may
    stand before a name or number spoken to at the beginning of a paragraph; ``agree`` open an answer to somebody's idea. ``toward``
    are prepositions and conjunctions behind which a person may stand in the middle of a sentence; ``third_person`` are verbs that
    follow a person spoken about. ``above`` point upwards without a name; ``goes_on`` open the continuation of one's own comment.
    ``elsewhere`` say that something stands in another thread. ``units`` behind a number make it a quantity. ``articles`` before
    ``#1`` make it a rank. ``nobody`` are names that stand for no one in particular. ``post_words`` are what readers call the post.
    ``stop`` are the most frequent words: never a shortened name, never a rare word.
    """

    code: str
    thanks: tuple[str, ...]
    continued: tuple[str, ...]
    second_person: tuple[str, ...]
    wrote: tuple[str, ...]
    quote_heads: tuple[str, ...]
    comment_words: tuple[str, ...]
    number_words: tuple[str, ...]
    courtesies: tuple[str, ...]
    about: tuple[str, ...]
    agree: tuple[str, ...]
    toward: tuple[str, ...]
    third_person: tuple[str, ...]
    above: tuple[str, ...]
    goes_on: tuple[str, ...]
    elsewhere: tuple[str, ...]
    units: tuple[str, ...]
    articles: tuple[str, ...]
    nobody: tuple[str, ...]
    post_words: tuple[str, ...]
    months: tuple[tuple[str, ...], ...]
    """Twelve tuples: all written forms of a month, longest first is not needed."""
    weekdays: tuple[str, ...]
    """Days of the week, whole and shortened, as they stand in written dates."""
    stop: tuple[str, ...]


def words(text: str) -> tuple[str, ...]:
    """Words parted by blanks."""
    return tuple(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """Phrases parted by bars."""
    return tuple(part.strip() for part in text.split("|") if part.strip())


def months(text: str) -> tuple[tuple[str, ...], ...]:
    """Twelve months parted by blanks, the forms of each by slashes."""
    return tuple(tuple(month.split("/")) for month in text.split())
