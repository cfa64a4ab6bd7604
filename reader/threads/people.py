"""Who is who in a thread: spellings joined with evidence, and every form by which a person may be called.

"Anonymous" and its kin are never one person: each of their comments stands alone. Who speaks to "Anonymous" means one of those who
wrote under that name, so the name is known (`People.label`) though it is nobody's; where most comments bear it, it says nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from reader.model.discussion import Comment, CommentKind, NameMeaning, NamePair, Post
from reader.threads.same_people import NOBODY, Said, is_nobody, is_personal
from reader.threads.words import IS_CJK, STOP, bare, fold, split

_CAMEL = re.compile(r"[A-ZÄÖÜ]{2,}(?![a-z])|[A-ZÄÖÜÉ]?[^\W\d_A-ZÄÖÜÉ]+|[A-ZÄÖÜ]+|\d+")


_WEAK = frozenset(["short", "initials", "part"])
_ONLY_SPOKEN = frozenset(["initials", "part"])
"""Forms that count only where somebody is spoken to."""
_LONG_HANDLE = 7
_PARTS = range(4, 9)
_MOST_SHARED = 2
"""A name that one comment of so many bears, or more, tells nobody apart."""


@dataclass(frozen=True, slots=True)
class Alias:
    """A form by which somebody may be called.

    ``how``: ``name`` (whole, any case), ``short`` (a part), ``initials``, ``part`` (beginning or
    end of a handle), ``shared`` (a name that stands for nobody in particular), ``alias`` (said by the reader).
    """

    words: tuple[str, ...]
    person: int
    how: str
    genitive: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """The people of a thread.

    ``of``: person of each comment, -1 for nobody in particular. ``label``: the same, but the number of the shared name where nobody in
    particular wrote it. ``names``: the first spelling of each person. ``comments``: indexes of
    each person's comments, rising. ``aliases``: first word -> forms, longest first. ``host``: the person who wrote the post, or -1.
    """

    of: list[int]
    label: list[int]
    names: list[str]
    spellings: list[tuple[str, ...]]
    comments: list[list[int]]
    aliases: dict[str, tuple[Alias, ...]]
    first_words: frozenset[str]
    keys: dict[str, int]
    host: int
    shared: frozenset[int] = frozenset()
    """Numbers of names that stand for no one in particular."""

    def named(self, name: str) -> int:
        """The person with this name in any spelling, or -1."""
        return self.keys.get(bare(name), -1)

    def called(self, name: str) -> int:
        """The person with this name, or the only one whose name is shortened to it; -1 for nobody and for more than one."""
        person = self.named(name)
        if person >= 0:
            return person
        words = tuple(split(fold(name)))
        fitting = {a.person for a in self.aliases.get(words[0], ()) if a.words == words and a.how != "initials"} if words else set()
        return fitting.pop() if len(fitting) == 1 else -1


def gather(
    post: Post, comments: Sequence[Comment], meanings: Sequence[NameMeaning] = (), said: Sequence[NamePair] = ()
) -> People:
    """Everybody who wrote the post or a comment. Spellings that differ in case, spaces or marks, or carry one personal link, are one,
    unless the reader ``said`` otherwise."""
    known_pairs = Said(said)
    keys: dict[str, int] = {}
    links: dict[str, int] = {}
    names: list[str] = []
    spellings: list[dict[str, None]] = []
    written: list[list[int]] = []

    def person_of(name: str | None, url: str | None) -> int:
        if name is None or is_nobody(name):
            return -1
        key = known_pairs.key(name)
        found = keys.get(key)
        if found is None and url and is_personal(url):
            found = links.get(url)
            if found is not None and known_pairs.apart(name, names[found]):
                found = None
        if found is None:
            found = len(names)
            names.append(name)
            spellings.append({})
            written.append([])
        keys.setdefault(key, found)
        keys.setdefault(bare(name), found)
        if url and is_personal(url):
            links.setdefault(url, found)
        spellings[found][name] = None
        return found

    shared: dict[str, int] = {}

    def shared_name(name: str) -> int:
        key = bare(name)
        if key not in shared:
            shared[key] = len(names)
            names.append(name)
            spellings.append({})
            written.append([])
        spellings[shared[key]][name] = None
        return shared[key]

    host = person_of(post.author, post.author_url)
    known: dict[tuple[str | None, str | None], int] = {}
    of: list[int] = []
    label: list[int] = []
    for index, comment in enumerate(comments):
        if comment.kind is CommentKind.PINGBACK:
            of.append(-1)  # the title of another page is nobody's name
            label.append(-1)
            continue
        who = (comment.author, comment.author_url)
        person = known.get(who)
        if person is None:
            person = known[who] = person_of(*who)
        of.append(person)
        if person < 0 and comment.author and bare(comment.author):
            person = shared_name(comment.author)
        label.append(person)
        if person >= 0:
            written[person].append(index)
    telling = {p for p in shared.values() if len(written[p]) * _MOST_SHARED < len(comments)}
    nobodies = frozenset(shared.values())
    aliases = _aliases(spellings, meanings, keys, nobodies, telling)
    return People(of, label, names, [tuple(s) for s in spellings], written, aliases, frozenset(aliases), keys, host, nobodies)


def _aliases(
    spellings: list[dict[str, None]], meanings: Sequence[NameMeaning], keys: dict[str, int], shared: frozenset[int], telling: set[int]
) -> dict[str, tuple[Alias, ...]]:
    found: dict[tuple[str, ...], dict[int, str]] = defaultdict(dict)
    genitive: dict[tuple[str, ...], tuple[str, ...]] = {}
    for person, forms in enumerate(spellings):
        for form in forms if person not in shared else ():
            words = tuple(split(fold(form)))
            if words and not form.strip().isdigit():  # who is called 1 cannot be told from the number
                found[words][person] = "name"
                joined = (bare(form),)
                found[joined].setdefault(person, "name")
    for person, forms in enumerate(spellings):
        for form in forms if person not in shared else ():
            for words in _shorter(form):
                found[words].setdefault(person, "short")
            letters = _initials(form)
            if letters:
                found[(letters,)].setdefault(person, "initials")
            for part in _ends_of(form):
                found[(part,)].setdefault(person, "part")
    for meaning in meanings:
        person = keys.get(bare(meaning.author), -1)
        words = tuple(split(fold(meaning.written)))
        if person >= 0 and words:
            found[words] = {person: "alias"}
    by_first: dict[str, list[Alias]] = defaultdict(list)
    for person in sorted(telling):
        for form in spellings[person]:
            words = tuple(split(fold(form)))
            if words and words not in found:
                by_first[words[0]].append(Alias(words, person, "shared"))
    for base in [words for words, owners in found.items() if not _ONLY_SPOKEN.issuperset(owners.values())]:
        for variant in _inflected(base):
            if variant not in found:
                genitive[variant] = base
    for words, owners in (*found.items(), *((form, found[base]) for form, base in genitive.items())):
        whole = {p: how for p, how in owners.items() if how not in _WEAK}
        chosen = whole or {p: how for p, how in owners.items() if how == "short"} or owners
        if not whole and len(chosen) > (3 if "short" in chosen.values() else 1):
            continue  # shared by too many to call anyone
        by_first[words[0]].extend(Alias(words, person, how, words in genitive) for person, how in chosen.items())
    return {first: tuple(sorted(dict.fromkeys(forms), key=lambda a: -len(a.words))) for first, forms in by_first.items()}


def _shorter(name: str) -> list[tuple[str, ...]]:
    """Parts of a name that may stand for it: the first and last word, one of them with the initial of the other, the parts of CamelCase,
    the name without its digits."""
    parts: list[str] = []
    pairs: list[tuple[str, ...]] = []
    words = split(fold(name))
    if 1 < len(words) <= 3 and "_" not in name:
        parts += [words[0], *(w for w in words[1:-1] if len(w) >= 5), words[-1]]
        if len(words) == 2 and min(map(len, words)) >= 3 and words[0].isalpha() and words[1].isalpha():
            pairs = [(words[0], words[1][0]), (words[0][0], words[1])]
    if len(words) == 1 or "_" in name:
        pieces = [p for p in _CAMEL.findall(name) if not p.isdigit()]
        if len(pieces) > 1 or any(c.isdigit() for c in name):
            parts += [fold(p) for p in pieces[:2]]
    return [(p,) for p in dict.fromkeys(parts) if len(p) >= 3 and p not in STOP and bare(p) not in NOBODY] + pairs


def _ends_of(name: str) -> list[str]:
    """Beginnings and ends of a long handle of one word that may be a nickname: Ritter for Pedalritter, Feckless for fecklessleft."""
    word = fold(name)
    if len(word) < _LONG_HANDLE or not word.isalpha() or IS_CJK.search(word):
        return []
    parts = [piece for size in _PARTS if size <= len(word) - 3 for piece in (word[:size], word[-size:])]
    return [part for part in parts if part not in STOP]


def _initials(name: str) -> str:
    """The initials of a name of two or three words or humps, '' for other names."""
    words = split(fold(name))
    if len(words) == 1:
        words = [fold(p) for p in _CAMEL.findall(name) if p[:1].isupper()]
    letters = "".join(w[0] for w in words) if 2 <= len(words) <= 3 and all(w[0].isalpha() for w in words) else ""
    return "" if letters in STOP or IS_CJK.search(letters) else letters


def _inflected(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Genitives and cases of a name: James's, Minas, d'Alice, Ивана."""
    *rest, last = words
    head = tuple(rest)
    forms = [(*head, last + "'s")]
    if len(last) >= 3 and last.isalpha() and last.isascii() and last + "s" not in STOP:
        forms.append((*head, last + "s"))
    if words[0][:1] in "aeiouyhéèê":
        forms += [(prefix + words[0], *words[1:]) for prefix in ("d'", "qu'", "l'")]
    if rest and last.isdigit():  # Иваном_78: the word before the digits changes
        return forms + [(*form, last) for form in _inflected(head)]
    if len(last) >= 3 and "а" <= last[:1] <= "я":
        stem, ending = last[:-1], last[-1]
        if ending in "ая":
            forms += [(*head, stem + e) for e in ("ы", "и", "е", "у", "ю", "ой", "ей")]
        elif ending == "й":
            forms += [(*head, stem + e) for e in ("я", "ю", "ем", "е")]
        elif ending not in "оеиуыэюьъ":
            forms += [(*head, last + e) for e in ("а", "у", "ом", "е")]
    return forms
