"""What stands before and behind an article whose markup says nothing: its own title and byline again, the head and form of its comments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.sites.counts import count_in
from reader.sites.written_dates import find_date

_LONGEST_LINE = 120
_LONGEST_TAIL = 800
"""Characters behind the head of the comments that may be a form and its rules; with more of them an article goes on there."""
_FILLING = 12
"""Letters that may stand beside name and date in a byline ("written by", "posted on", "von")."""
_FORM = re.compile(
    r"^(?:leave|post|add|write) (?:a|your) (?:comment|reply|response)"
    r"|^(?:einen |neuen )?kommentar (?:schreiben|verfassen|hinterlassen|abgeben)"
    r"|^(?:laisser|écrire|ajouter|poster) un commentaire|^(?:deja|dejar|escribe|añade|añadir) (?:un|tu) comentario"
    r"|^(?:lascia|scrivi|aggiungi) un commento|^(?:deixe|escreva) (?:um|o seu) comentário|^(?:plaats|geef) een reactie"
    r"|^(?:добавить|оставить|написать) комментарий|^comentar\W*$",
    re.IGNORECASE,
)


def without_ends(lines: Sequence[str], title: str, author: str | None) -> list[str]:
    """The lines (one a paragraph) between the repeated title and byline on top and the comments' head at the end. What lies between is
    left alone; an article of nothing else stays whole."""
    start = 0
    while start < len(lines) and (letters(lines[start]) == letters(title) or is_byline(lines[start], author)):
        start += 1
    stop = len(lines)
    tail = 0
    for place in range(len(lines) - 1, start, -1):
        tail += len(lines[place])
        if tail > _LONGEST_TAIL:
            break
        if heads_comments(lines[place]):
            stop = place
    return list(lines[start:stop]) or list(lines)


def letters(text: str) -> str:
    """Only letters and digits, case folded: two spellings of one title are the same."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def is_byline(line: str, author: str | None) -> bool:
    """Whether a line is nothing but a date, the author's name, or both."""
    if len(line) > _LONGEST_LINE:
        return False
    span = find_date(line)
    rest = line if span is None else line[: span[0]] + " " + line[span[1] :]
    named = bool(author) and letters(author or "") in letters(rest)
    if span is None and not named:
        return False
    return len(letters(rest)) - (len(letters(author or "")) if named else 0) <= _FILLING


def heads_comments(line: str) -> bool:
    """Whether a line is the head of the comments or of the form for a new one."""
    return len(line) <= 60 and (bool(_FORM.match(line)) or (count_in(line) is not None and len(line.split()) <= 4))
