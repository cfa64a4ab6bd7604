"""Reads the annotated threads and scores a linked discussion against them. See annotated_threads/README.md for the form."""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from reader.model.discussion import Body, Comment, CommentKind, Discussion, Post, Quote, Reference, ReferenceKind, Role, Source

FOLDER = Path(__file__).parent / "annotated_threads"
_MARK = re.compile(r"\[\[(.+?)\|([^|\[\]]+)\]\]", re.DOTALL)
_QUOTE = re.compile(r"\{quote ([^}\n]+) (\d+)\}\n(.*?)\n\{/quote\}", re.DOTALL)
NOWHERE = ("post", "removed", "external", "unknown", "none")


@dataclass(frozen=True)
class Expected:
    """A reference in comment ``number`` (0 = post): its span, the targets to accept (numbers; empty: none), and whether it must be found."""

    number: int
    start: int
    end: int
    targets: tuple[int, ...]
    nowhere: str = ""
    kind: str = ""
    mention: bool = False
    decoy: bool = False
    soft: bool = False
    written: int | None = None


@dataclass(frozen=True)
class Annotated:
    name: str
    discussion: Discussion
    expected: tuple[Expected, ...]
    parents: dict[int, tuple[object, ...]]
    """Number -> parents to accept: a number, None, or ``gN`` for a removed comment."""


def load_all() -> list[Annotated]:
    return [load(path) for path in sorted(FOLDER.glob("*.txt"))]


def load(path: Path) -> Annotated:
    head: dict[str, str] = {}
    post: list[str] = []
    blocks: list[tuple[str, list[str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not blocks and line.startswith("# "):
            key, _, value = line[2:].partition(": ")
            head[key] = value
        elif not blocks and line.startswith("~ "):
            post.append(line[2:])
        elif line.startswith("= "):
            blocks.append((line[2:], []))
        else:
            blocks[-1][1].append(line)
    start = datetime.datetime.fromisoformat(head["start"])
    expected: list[Expected] = []
    parents: dict[int, tuple[object, ...]] = {}
    comments: list[Comment] = []
    for position, (title, lines) in enumerate(blocks, 1):
        found = re.fullmatch(r"(\d+) (.+?)(?: ([>^]) (\S+))?", title)
        assert found, title
        number = int(found[1])
        text, marks, quotes = _body(number, "\n".join(lines).strip("\n"))
        expected += marks
        stated = int(found[4]) if found[3] == "^" else None
        if found[3] == ">" and found[4] != "?":
            parents[number] = tuple(_parent(p) for p in found[4].split("/"))
        elif found[3] is None:
            parents[number] = (None,)
        when = start + datetime.timedelta(minutes=7 * number)
        comments.append(
            Comment(
                id=-(number + 1),
                key=f"k{number}",
                author=found[2],
                body=Body(text),
                number=number if head["numbers"] == "yes" else None,
                position=position,
                site_id=f"p{number}" if head.get("ids") == "yes" else None,
                published=when.strftime("%Y-%m-%dT%H:%M:00"),
                quotes=quotes,
                source=0,
                page_parent=-(stated + 1) if stated else None,
            )
        )
    missing = tuple(int(n) for n in head.get("missing", "").split(",") if n.strip())
    numbered = [c.number for c in comments if c.number is not None]
    source = Source(
        path.name,
        "0" * 64,
        "text",
        "2026-01-01T00:00:00Z",
        first_number=min(numbered, default=None),
        last_number=max(numbered, default=None),
    )
    made = Post(
        -1,
        head["title"],
        Body("\n\n".join(post)),
        author=head["author"],
        published=start.strftime("%Y-%m-%dT%H:%M:00"),
        language=head["language"],
        missing_numbers=missing,
        sources=(source,),
    )
    return Annotated(path.stem, Discussion(made, tuple(comments)), tuple(expected), parents)


def _parent(word: str) -> object:
    if word in ("-", "post"):
        return None
    return word if word.startswith("g") else int(word)


def _body(number: int, raw: str) -> tuple[str, list[Expected], tuple[Quote, ...]]:
    text = ""
    marks: list[Expected] = []
    quotes: list[Quote] = []
    place = 0
    for match in sorted([*_MARK.finditer(raw), *_QUOTE.finditer(raw)], key=lambda m: m.start()):
        text += raw[place : match.start()]
        place = match.end()
        if match.re is _QUOTE:
            inside = Quote(len(text), len(text) + len(match[3]), None if match[1] == "-" else match[1])
            text += match[3]
            quotes.append(inside)
            marks.append(Expected(number, inside.start, inside.end, (int(match[2]),), kind="block"))
            continue
        begin = len(text)
        text += match[1]
        marks.append(_expected(number, begin, len(text), match[1], match[2]))
    return text + raw[place:], marks, tuple(quotes)


def _expected(number: int, start: int, end: int, surface: str, target: str) -> Expected:
    if target == "x":
        return Expected(number, start, end, (), decoy=True)
    soft, mention = target.startswith("~"), target.endswith("!")
    words = target.strip("~!").split("/")
    numbers = tuple(int(w) for w in words if w.isdigit())
    nowhere = next((w for w in words if w in NOWHERE), "")
    written = re.search(r"\d+", surface.translate(str.maketrans("０１２３４５６７８９", "0123456789")))
    kind = (
        "quote"
        if surface[0] in "\"'“„«「"
        else "footer"
        if "|" in surface or "wrote" in surface
        else "number"
        if re.search(r"[@#>＞]\s?\d|\d", surface)
        else "name"
    )
    if kind == "number" and re.search(r"[^\W\d_]{2,}", surface):
        kind = "number+name"
    if "|" in surface or surface.rstrip().endswith(":"):
        kind = "footer"
    return Expected(
        number,
        start,
        end,
        numbers,
        nowhere,
        kind,
        mention,
        soft=soft,
        written=int(written[0]) if written and kind.startswith("number") else None,
    )


@dataclass
class Score:
    """Counts over one or more threads. ``by_kind``: kind -> Counter of wanted, found, right. ``sure``: (confidence, right) of every link made."""

    by_kind: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    found: int = 0
    false: int = 0
    decoys: int = 0
    off: Counter[str] = field(default_factory=Counter)
    parents: Counter[str] = field(default_factory=Counter)
    ghosts: Counter[str] = field(default_factory=Counter)
    links: list[tuple[float, bool]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def total(self, what: str) -> int:
        return sum(counter[what] for counter in self.by_kind.values())

    def share(self, what: str, of: str = "wanted") -> float:
        return 100.0 * self.total(what) / max(1, self.total(of))

    @property
    def precision(self) -> float:
        return 100.0 * self.found / max(1, self.found + self.false)

    @property
    def parent_share(self) -> float:
        return 100.0 * self.parents["right"] / max(1, self.parents["wanted"])

    def calibration(self) -> tuple[float, float]:
        """(of 100 links shown as sure how many are right, of 100 right links how many are shown as sure)."""
        sure = [right for confidence, right in self.links if confidence >= 0.9]
        rights = [confidence for confidence, right in self.links if right]
        return 100.0 * sum(sure) / max(1, len(sure)), 100.0 * sum(c >= 0.9 for c in rights) / max(1, len(rights))


def score(annotated: Annotated, linked: Discussion, into: Score | None = None) -> Score:
    result = into or Score()
    number_of = {c.id: (-c.id - 1 if c.kind is not CommentKind.REMOVED else f"g{c.number}") for c in linked.comments}
    by_number: dict[int, list[Expected]] = defaultdict(list)
    for expected in annotated.expected:
        by_number[expected.number].append(expected)
    for comment in linked.comments:
        if comment.kind is CommentKind.REMOVED:
            continue
        number = -comment.id - 1
        _score_comment(annotated.name, comment, by_number.get(number, []), number_of, result)
        if number in annotated.parents:
            accepted = annotated.parents[number]
            got = number_of.get(comment.parent) if comment.parent is not None else None
            right = got in accepted or (got is None and any(str(a).startswith("g") for a in accepted))
            result.parents["wanted"] += 1
            result.parents["right"] += right
            if not right:
                result.notes.append(f"{annotated.name} {number}: parent {got}, expected {accepted}")
    return result


def _score_comment(name: str, comment: Comment, wanted: list[Expected], number_of: dict[int, object], result: Score) -> None:
    number = -comment.id - 1
    used: set[int] = set()

    def overlap(e: Expected, r: Reference) -> int:
        return min(e.end, r.end) - max(e.start, r.start)

    for expected in sorted((e for e in wanted if not e.decoy and not e.soft), key=lambda e: e.start):
        count = result.by_kind[expected.kind]
        count["wanted"] += 1
        fits = [
            k
            for k, r in enumerate(comment.references)
            if k not in used and overlap(expected, r) > 0 and r.end - r.start <= 2 * (expected.end - expected.start) + 60
        ]
        off = expected.written is not None and expected.targets and expected.written not in expected.targets
        result.off["wanted"] += bool(off)
        if not fits:
            result.notes.append(
                f"{name} {number}: missed {comment.body.text[expected.start : expected.end]!r} -> {expected.targets or expected.nowhere}"
            )
            continue
        best = max(fits, key=lambda k: overlap(expected, comment.references[k]))
        used.add(best)
        reference = comment.references[best]
        got = number_of.get(reference.target) if reference.target is not None else None
        count["found"] += 1
        result.found += 1
        if expected.targets:
            right = got in expected.targets or (expected.nowhere != "" and got is None)
        else:
            right = got is None or (expected.nowhere == "removed" and isinstance(got, str))
            if expected.nowhere == "removed":
                result.ghosts["wanted"] += 1
                result.ghosts["right"] += isinstance(got, str)
        count["right"] += right
        result.off["right"] += bool(off and right)
        if got is not None:
            result.links.append((reference.confidence, right))
        if not right:
            result.notes.append(
                f"{name} {number}: {reference.text[:40]!r} -> {got} ({reference.confidence}, {reference.evidence}), expected {expected.targets or expected.nowhere}"
            )
        if (
            not expected.decoy
            and expected.kind != "block"
            and (reference.role is Role.MENTION) != expected.mention
            and not expected.nowhere
        ):
            result.by_kind[expected.kind]["role"] += 1
            result.notes.append(f"{name} {number}: role of {reference.text[:40]!r} is {reference.role}")
    for k, reference in enumerate(comment.references):
        if k in used:
            continue
        got = number_of.get(reference.target) if reference.target is not None else None
        decoy = any(overlap(e, reference) > 0 and reference.end - reference.start <= 2 * (e.end - e.start) + 4 for e in wanted if e.decoy)
        near = [e for e in wanted if not e.decoy and overlap(e, reference) > 0]
        if near and not decoy:
            if got is not None:
                right = any(got in e.targets for e in near) or (
                    reference.kind is ReferenceKind.QUOTE and any(got in e.targets for e in wanted)
                )
                result.links.append((reference.confidence, right))
                if not right:
                    result.notes.append(f"{name} {number}: second mark {reference.text[:40]!r} -> {got}")
            continue
        if got is not None and reference.kind is ReferenceKind.QUOTE and any(got in e.targets for e in wanted):
            result.links.append((reference.confidence, True))
            continue  # a copied passage beside the mention of its source
        result.false += 1
        result.decoys += decoy
        if got is not None:
            result.links.append((reference.confidence, False))
        result.notes.append(f"{name} {number}: false {reference.text[:40]!r} -> {got} {reference.to} {'DECOY' if decoy else ''}")


def score_all(link: Callable[[Discussion], Discussion], threads: Iterable[Annotated] | None = None) -> Score:
    total = Score()
    for annotated in threads if threads is not None else load_all():
        score(annotated, link(annotated.discussion), total)
    return total


def table(result: Score) -> str:
    """Figures for people."""
    lines = [f"{'kind':14}{'wanted':>8}{'found':>8}{'right':>8}{'recall':>9}{'target':>9}"]
    for kind, count in sorted(result.by_kind.items()):
        lines.append(
            f"{kind:14}{count['wanted']:8}{count['found']:8}{count['right']:8}{100 * count['found'] / max(1, count['wanted']):9.1f}{100 * count['right'] / max(1, count['wanted']):9.1f}"
        )
    sure_right, right_sure = result.calibration()
    lines += [
        f"recall {result.share('found'):.1f}  precision {result.precision:.1f}  targets {result.share('right'):.1f}  decoys hit {result.decoys}",
        f"numbers off found {result.off['right']}/{result.off['wanted']}  ghosts {result.ghosts['right']}/{result.ghosts['wanted']}"
        f"  parents {result.parents['right']}/{result.parents['wanted']} ({result.parent_share:.1f})  roles wrong {result.total('role')}",
        f"of links shown as sure right: {sure_right:.1f}  of right links shown as sure: {right_sure:.1f}  links {len(result.links)}",
    ]
    return "\n".join(lines)
