"""A taught rule as a small text file (TOML) that people can read, keep and give away, and back. What comes from outside is checked.

The form, version 1::

    format = "threadfolio rule"
    version = 1
    name = "gardening forum"
    sites = ["forum.example"]      # hosts without www.; empty: any page on which the rule finds comments
    before-others = false          # true: also where a built-in reader recognises the page

    [comment]
    look = "li comment"            # a tag, then names it must carry (class, id); # stands for a number, * for any tag
    shape = "element"              # element: each comment is one; from / to: siblings from (up to) such an element
    within = ["div comments"]      # the way to what holds all comments, one step a level
    unless = []                    # names that no comment carries
    dated = false                  # from / to: such an element must hold a date
    strict = false                 # a comment needs a name and a date, not just one of them

    [[author]]                     # likewise [[date]] and [[text]]; several ways are tried in their order
    way = ["div meta", "span author @1"]    # @1: the first of those, @-1: the last
    anywhere = false               # the first step may stand at any depth
    before = ""                    # words around the name that do not belong to it
    after = ""
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

from reader.model.errors import RefusedFile, Why
from reader.model.teaching import CommentShape, Step, TaughtRule, Way

FORMAT, VERSION = "threadfolio rule", 1
SUFFIX = ".rule.toml"
LARGEST = 32 << 10
"""Bytes of a rule file."""
_DEEP = 4
"""Steps of a way that may begin anywhere."""
_STEPS, _WAYS, _WORDS, _LENGTH = 24, 6, 12, 120
_TAG = re.compile(r"\*|#text|[a-z][a-z0-9:_-]{0,39}")
_NTH = re.compile(r"@(-?[1-9]\d{0,3})")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|[^\x00-\x20/\\:@?#%\x7f]{1,100}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


def rule_text(rule: TaughtRule) -> str:
    """The rule as the text of its file."""
    lines = [
        "# How Threadfolio finds the comments of a site. Made by pointing at one comment; drop it on the window to use it.",
        f"format = {_quoted(FORMAT)}",
        f"version = {VERSION}",
        f"name = {_quoted(rule.name)}",
        f"sites = {_list(rule.hosts)}",
        f"before-others = {_flag(rule.before_others)}",
        "",
        "[comment]",
        f"look = {_quoted(_step_text(rule.comment))}",
        f"shape = {_quoted(rule.shape)}",
        f"within = {_list(map(_step_text, rule.within))}",
        f"unless = {_list(rule.unless)}",
        f"dated = {_flag(rule.dated)}",
        f"strict = {_flag(rule.strict)}",
    ]
    for title, ways in (("author", rule.author), ("date", rule.date), ("text", rule.body)):
        for way in ways:
            lines += ["", f"[[{title}]]", f"way = {_list(map(_step_text, way.steps))}"]
            if way.anywhere:
                lines.append("anywhere = true")
            lines += [f"{name} = {_quoted(words)}" for name, words in (("before", way.before), ("after", way.after)) if words]
    return "\n".join(lines) + "\n"


def read_rule(text: str, key: str, file: str = "") -> TaughtRule:
    """The rule that a file's text describes. Raises `RefusedFile`: DAMAGED with the field that is wrong, NEWER_EXPORT, TOO_LARGE."""
    file = file or key + SUFFIX
    if len(text) > LARGEST:
        raise RefusedFile(file, Why.TOO_LARGE, limit=LARGEST)
    try:
        read = tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:
        raise RefusedFile(file, Why.DAMAGED, "no rule file") from error
    return _Reader(file).rule(read, key)


def is_rule_text(text: str) -> bool:
    """Whether a text claims to be a rule file."""
    return re.search(rf'^\s*format\s*=\s*"{FORMAT}"', text[:4000], re.MULTILINE) is not None


class _Reader:
    """Checks one file's values; each refusal names the field."""

    def __init__(self, file: str) -> None:
        self._file = file

    def rule(self, read: dict[str, Any], key: str) -> TaughtRule:
        if read.get("format") != FORMAT:
            raise self._refused("format")
        version = self._value(read, "version", int, 0)
        if version > VERSION:
            raise RefusedFile(self._file, Why.NEWER_EXPORT, f"version {version}")
        if version != VERSION:
            raise self._refused("version")
        comment = self._value(read, "comment", dict, {})
        rule = TaughtRule(
            key=key,
            name=_CONTROL.sub(" ", self._value(read, "name", str, "")).strip()[:_LENGTH] or key,
            comment=self._step(self._value(comment, "look", str, ""), "comment.look"),
            hosts=tuple(self._host(host) for host in self._texts(read, "sites", 40)),
            before_others=self._value(read, "before-others", bool, False),
            shape=self._shape(comment),
            within=tuple(self._step(text, "comment.within") for text in self._texts(comment, "within", _STEPS)),
            unless=tuple(self._texts(comment, "unless", _WORDS)),
            dated=self._value(comment, "dated", bool, False),
            strict=self._value(comment, "strict", bool, False),
            author=self._ways(read, "author"),
            date=self._ways(read, "date"),
            body=self._ways(read, "text"),
        )
        if not rule.author and not rule.date:
            raise self._refused("author")
        if rule.comment.nth is not None:
            raise self._refused("comment.look")
        return rule

    def _shape(self, comment: dict[str, Any]) -> CommentShape:
        try:
            return CommentShape(self._value(comment, "shape", str, CommentShape.ELEMENT))
        except ValueError as error:
            raise self._refused("comment.shape") from error

    def _ways(self, read: dict[str, Any], field: str) -> tuple[Way, ...]:
        listed = self._value(read, field, list, [])
        if len(listed) > _WAYS:
            raise self._refused(field)
        return tuple(self._way(way, field) for way in listed)

    def _way(self, way: Any, field: str) -> Way:
        if not isinstance(way, dict):
            raise self._refused(field)
        steps = tuple(self._step(text, field) for text in self._texts(way, "way", _STEPS))
        anywhere = self._value(way, "anywhere", bool, False)
        if anywhere and (not 1 <= len(steps) <= _DEEP or steps[0].nth is not None):
            raise self._refused(f"{field}.anywhere")
        before, after = (self._value(way, name, str, "")[:_LENGTH] for name in ("before", "after"))
        return Way(steps, anywhere, before, after)

    def _step(self, text: str, field: str) -> Step:
        tag, *rest = text.split() or [""]
        nth = _NTH.fullmatch(rest[-1]) if rest else None
        words = rest[:-1] if nth else rest
        if not _TAG.fullmatch(tag) or len(words) > _WORDS or (tag == "*" and not words):
            raise self._refused(field)
        return Step(tag, tuple(words), int(nth[1]) if nth else None)

    def _host(self, host: str) -> str:
        host = host.lower().removeprefix("www.")
        if not _HOST.fullmatch(host):
            raise self._refused("sites")
        return host

    def _texts(self, read: dict[str, Any], field: str, most: int) -> list[str]:
        listed: list[str] = self._value(read, field, list, [])
        if len(listed) > most or any(not isinstance(text, str) or not text or len(text) > 4 * _LENGTH for text in listed):
            raise self._refused(field)
        return listed

    def _value(self, read: dict[str, Any], field: str, kind: type, default: Any) -> Any:
        value = read.get(field, default)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self._refused(field)
        return value

    def _refused(self, field: str) -> RefusedFile:
        return RefusedFile(self._file, Why.DAMAGED, field)


def _step_text(step: Step) -> str:
    nth = () if step.nth is None else (f"@{step.nth}",)
    return " ".join((step.tag, *step.words, *nth))


def _quoted(text: str) -> str:
    return json.dumps(_CONTROL.sub(" ", text), ensure_ascii=False)


def _list(texts: Any) -> str:
    return "[" + ", ".join(map(_quoted, texts)) + "]"


def _flag(value: bool) -> str:
    return "true" if value else "false"
