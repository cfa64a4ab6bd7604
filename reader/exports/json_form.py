"""The documented JSON form (``resources/schemas/export.schema.json``), written and read back without loss.

The contract's fields come under their own names; what the library knows beyond them (stated parents, quotes, corrections, receipts, the
place where reading stopped ...) stands under further names, which the contract allows. Ids are renumbered by the library that reads.
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from reader.exports.codec import BadValue, from_plain, to_plain
from reader.exports.form import Form, PictureSource, pictures
from reader.markup.images import check_image
from reader.markup.sanitise import clean
from reader.markup.text import html_to_text, text_to_html
from reader.model.discussion import Body, Comment, Discussion, Post, Reference, ThreadCorrections, Toward
from reader.model.errors import RefusedFile, Why
from reader.model.library import KeptThread
from reader.model.page import Asset
from reader.model.report import ThreadReport
from reader.model.skeleton import Place

VERSION = 1


@dataclass(frozen=True, slots=True)
class ImportedExport:
    """What an export held. Comment and post ids are negative, unique over the whole export."""

    threads: tuple[KeptThread, ...]
    assets: Mapping[str, Asset] = field(default_factory=dict, repr=False)


def write(threads: Iterable[KeptThread], out: BinaryIO, picture: PictureSource) -> None:
    """Write one document, thread by thread, with the pictures that bodies name at its end."""
    named: dict[str, None] = {}
    out.write(f'{{"format": "threadfolio", "version": {VERSION}, "posts": ['.encode())
    for index, kept in enumerate(threads):
        named.update(dict.fromkeys(pictures(kept.discussion)))
        plain = json.dumps(_plain_post(kept), ensure_ascii=False, indent=1)
        out.write((",\n" if index else "\n").encode() + plain.encode("utf-8", "backslashreplace"))
    out.write(b"\n]")
    first = True
    for sha in sorted(named):
        data = picture(sha)
        if data is not None:
            out.write((',\n"assets": {' if first else ",").encode() + f'\n"{sha}": "{base64.b64encode(data).decode("ascii")}"'.encode())
            first = False
    out.write(b"}\n" if first else b"}}\n")


FORM = Form("json", ".json", text=True, write=write)


def read(text: str, name: str) -> ImportedExport:
    """The threads of an export. Bodies are sanitised again, pictures checked. Raises `RefusedFile` (``name`` is the file's)."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RefusedFile(name, Why.DAMAGED, str(error)[:200]) from error
    if not isinstance(data, dict) or data.get("format") != "threadfolio" or not isinstance(data.get("posts"), list):
        raise RefusedFile(name, Why.DAMAGED, "format")
    version = data.get("version")
    if not isinstance(version, int) or version < 1:
        raise RefusedFile(name, Why.DAMAGED, "version")
    if version > VERSION:
        raise RefusedFile(name, Why.NEWER_EXPORT, str(version))
    try:
        threads = _Renumbering(data["posts"]).threads()
    except BadValue as error:
        raise RefusedFile(name, Why.DAMAGED, error.where) from error
    return ImportedExport(threads, _assets(data.get("assets")))


def _plain_body(body: Body) -> dict[str, Any]:
    return {"body_html": text_to_html(body.text) if body.html is None else body.html, "body_text": body.text}


def _plain_post(kept: KeptThread) -> dict[str, Any]:
    post = kept.discussion.post
    plain = to_plain(dataclasses.replace(post, body=Body("")))
    del plain["body"]
    plain |= _plain_body(post.body)
    plain["manual"] = to_plain(kept.corrections)
    plain["place"] = to_plain(kept.place)
    plain["receipts"] = to_plain(kept.receipts)
    plain["comments"] = [_plain_comment(comment) for comment in kept.discussion.comments]
    return dict(plain)


def _plain_comment(comment: Comment) -> dict[str, Any]:
    plain = to_plain(dataclasses.replace(comment, body=Body("")))
    del plain["body"]
    return dict(plain | _plain_body(comment.body))


def _read_body(plain: dict[str, Any], where: str) -> tuple[Body, bool]:
    """The body, sanitised again, and whether its text is still the one that offsets were counted in."""
    text, html = plain.get("body_text"), plain.get("body_html")
    if not isinstance(text, str) or not isinstance(html, str):
        raise BadValue(f"{where}.body")
    text = "".join(char for char in text if char >= " " or char in "\n\t")
    if not html or html == text_to_html(text):
        return Body(text), text == plain["body_text"]
    safe = clean(html)
    words = html_to_text(safe)
    return Body(words, safe), words == plain["body_text"]


class _Renumbering:
    """Reads posts and gives every id a new negative one, references among the export's posts included."""

    def __init__(self, posts: list[Any]) -> None:
        self._posts = posts
        self._post_ids: dict[int, int] = {}
        self._comment_ids: dict[int, int] = {}

    def threads(self) -> tuple[KeptThread, ...]:
        for plain in self._posts:
            if not isinstance(plain, dict) or not isinstance(plain.get("comments"), list):
                raise BadValue("posts")
            self._learn(self._post_ids, plain.get("id"), "post.id")
            for comment in plain["comments"]:
                if not isinstance(comment, dict):
                    raise BadValue("comments")
                self._learn(self._comment_ids, comment.get("id"), "comment.id")
        return tuple(self._thread(plain) for plain in self._posts)

    @staticmethod
    def _learn(ids: dict[int, int], old: object, where: str) -> None:
        if not isinstance(old, int) or isinstance(old, bool) or old in ids:
            raise BadValue(where)
        ids[old] = -1 - len(ids)

    def _thread(self, plain: dict[str, Any]) -> KeptThread:
        body, sound = _read_body(plain, "post")
        post = from_plain(Post, {**plain, "body": to_plain(body)})
        references = self._references(post.references) if sound else ()
        post = dataclasses.replace(post, id=self._post_ids[post.id], references=references)
        discussion = Discussion(post, tuple(self._comment(comment) for comment in plain["comments"]))
        place = from_plain(Place, plain["place"]) if plain.get("place") else None
        if place is not None:
            place = dataclasses.replace(
                place,
                comment=None if place.comment is None else self._comment_ids.get(place.comment),
                folded=frozenset(self._comment_ids[id_] for id_ in place.folded if id_ in self._comment_ids),
            )
        corrections = from_plain(ThreadCorrections, plain.get("manual") or {})
        receipts = tuple(from_plain(ThreadReport, receipt) for receipt in plain.get("receipts") or ())
        return KeptThread(discussion, corrections, place, receipts)

    def _comment(self, plain: dict[str, Any]) -> Comment:
        body, sound = _read_body(plain, "comment")
        comment = from_plain(Comment, {"key": "", **plain, "body": to_plain(body)})
        return dataclasses.replace(
            comment,
            id=self._comment_ids[comment.id],
            parent=self._known(comment.parent),
            page_parent=self._known(comment.page_parent),
            references=self._references(comment.references) if sound else (),
            quotes=comment.quotes if sound else (),
        )

    def _known(self, id_: int | None) -> int | None:
        return None if id_ is None else self._comment_ids.get(id_)

    def _references(self, references: tuple[Reference, ...]) -> tuple[Reference, ...]:
        moved = []
        for reference in references:
            target, post = self._known(reference.target), reference.target_post
            post = None if post is None else self._post_ids.get(post)
            lost = reference.target is not None and target is None and reference.to in (Toward.COMMENT, Toward.REMOVED)
            moved.append(
                dataclasses.replace(reference, target=target, target_post=post, to=Toward.UNKNOWN if lost else reference.to)
            )
        return tuple(moved)


def _assets(plain: object) -> dict[str, Asset]:
    """The pictures whose bytes are what their name says; others are left out."""
    assets: dict[str, Asset] = {}
    for sha, coded in plain.items() if isinstance(plain, dict) else ():
        try:
            data = base64.b64decode(coded, validate=True)
        except (binascii.Error, TypeError, ValueError):
            continue
        asset = check_image(data) if hashlib.sha256(data).hexdigest() == sha else None
        if asset is not None:
            assets[sha] = asset
    return assets
