"""Hacker News in the form of the Algolia API: a story with its tree of ``children``, or the hits of a search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reader.formats.addresses import public_name
from reader.formats.hackernews import SITE, address, profile
from reader.formats.moments import from_unix, from_written
from reader.formats.provenance import web_address
from reader.formats.records import in_time, linked
from reader.formats.values import list_of, number_of, text_of
from reader.model.record import Record, RecordComment


def recognises(value: Any) -> bool:
    """True for an item with children, a list of such, or hits."""
    if isinstance(value, list):
        return bool(value) and recognises(value[0])
    if not isinstance(value, dict):
        return False
    is_tree = isinstance(value.get("children"), list) and ("created_at_i" in value or "created_at" in value) and "author" in value
    hit = next(iter(list_of(value, "hits")), None)
    return is_tree or (isinstance(hit, dict) and "objectID" in hit and ("comment_text" in hit or "title" in hit))


def read(value: Any) -> Iterator[Record]:
    """One record per story."""
    if isinstance(value, list):
        for story in value:
            if recognises(story):
                yield from read(story)
    elif "children" in value:
        yield _story(value)
    else:
        yield from _hits(list_of(value, "hits"))


def _story(story: dict[str, Any]) -> Record:
    root = text_of(story, "id")
    comments: list[RecordComment] = []
    waiting: list[Any] = [iter(list_of(story, "children"))]
    while waiting:
        item = next(waiting[-1], None)
        if item is None:
            waiting.pop()
        elif isinstance(item, dict):
            comments.append(_comment(item, text_of(item, "id"), text_of(item, "text"), root))
            waiting.append(iter(list_of(item, "children")))
    author = public_name(text_of(story, "author"))
    is_comment = text_of(story, "type") == "comment"
    listed = in_time(comments)
    if is_comment:
        listed = (_comment(story, root, text_of(story, "text"), ""), *listed)
    return Record(
        title=text_of(story, "title"), body=linked(web_address(text_of(story, "url"))) + text_of(story, "text"), id=root, author=author,
        author_url=profile(author), published=_moment(story), url=address(root), site=SITE, votes=number_of(story, "points"),
        has_post=not is_comment, comments=listed,
    )  # fmt: skip


def _hits(hits: list[Any]) -> Iterator[Record]:
    stories: dict[str, list[dict[str, Any]]] = {}
    for hit in hits:
        if isinstance(hit, dict):
            stories.setdefault(text_of(hit, "story_id") or text_of(hit, "objectID"), []).append(hit)
    for root, group in stories.items():
        story: dict[str, Any] = next((hit for hit in group if text_of(hit, "objectID") == root), {})
        comments = in_time(
            _comment(hit, text_of(hit, "objectID"), text_of(hit, "comment_text"), root) for hit in group if hit is not story
        )
        author = public_name(text_of(story, "author"))
        yield Record(
            title=text_of(story, "title") or text_of(group[0], "story_title"),
            body=linked(web_address(text_of(story, "url"))) + text_of(story, "story_text"), id=root, author=author,
            author_url=profile(author), published=_moment(story), url=address(root), site=SITE, votes=number_of(story, "points"),
            comments_stated=number_of(story, "num_comments"), has_post=bool(story), comments=comments,
        )  # fmt: skip


def _comment(item: dict[str, Any], own: str, text: str, root: str) -> RecordComment:
    author = public_name(text_of(item, "author"))
    parent = text_of(item, "parent_id")
    return RecordComment(
        author=author, author_url=profile(author), body=text, id=own, parent=parent if parent not in ("", root) else None,
        published=_moment(item), url=address(own), votes=number_of(item, "points"), removed=not text and author is None,
    )  # fmt: skip


def _moment(item: dict[str, Any]) -> str | None:
    return from_unix(number_of(item, "created_at_i")) or from_written(text_of(item, "created_at"))
