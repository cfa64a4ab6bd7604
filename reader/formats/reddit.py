"""Reddit's ``.json`` of a thread (post listing and comment listing), and dumps with one post or comment a line.

Ids keep their kind (``t1_...`` a comment, ``t3_...`` the post), as saved pages of Reddit have them.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from typing import Any

from reader.formats.addresses import public_name
from reader.formats.moments import from_unix
from reader.formats.provenance import web_address
from reader.formats.records import in_time, linked
from reader.formats.spool import Spool
from reader.formats.values import dict_of, list_of, number_of, text_of
from reader.model.record import BodyForm, Record, RecordComment

HOST = "https://www.reddit.com"
_GONE = ("[deleted]", "[removed]", "[ Removed by Reddit ]", "[removed by reddit]")


def recognises(value: Any) -> bool:
    """True for a listing, a pair of them, or a post or comment of a dump."""
    if isinstance(value, list):
        return bool(value) and recognises(value[0])
    if not isinstance(value, dict):
        return False
    if value.get("kind") in ("Listing", "t3", "t1"):
        return isinstance(value.get("data"), dict)
    return _is_post(value) or _is_comment(value)


def _is_post(value: Any) -> bool:
    return isinstance(value, dict) and "subreddit" in value and "title" in value and "num_comments" in value


def _is_comment(value: Any) -> bool:
    return isinstance(value, dict) and "link_id" in value and "parent_id" in value and "body" in value


def read(value: Any) -> Iterator[Record]:
    """One record per post."""
    things, missing = _things(value)
    posts = [thing for thing in things if _is_post(thing)]
    comments = [thing for thing in things if _is_comment(thing)]
    names = {_name(post, "t3"): post for post in posts}
    groups: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    for comment in comments:
        groups.setdefault(text_of(comment, "link_id"), []).append(comment)
    for name, group in groups.items():
        yield _record(name, names.get(name), group, missing)


def read_lines(values: Iterable[Any]) -> Iterator[Record]:
    """The same from a stream of posts and comments in any order; they lie on disk until the end."""
    with Spool[dict[str, Any]]() as spool:
        for value in values:
            for thing in _things(value)[0]:
                name = _name(thing, "t3") if _is_post(thing) else text_of(thing, "link_id")
                spool.add(name, thing)
        for name in spool.groups():
            things = list(spool.of(name))
            post = next((thing for thing in things if _is_post(thing)), None)
            yield _record(name, post, [thing for thing in things if _is_comment(thing)], 0)


def _things(value: Any) -> tuple[list[dict[str, Any]], int]:
    """Posts and comments of any nesting, each before its answers; and how many comments the listing only counts ("more")."""
    found: list[dict[str, Any]] = []
    missing = 0
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting += reversed(item)
        elif isinstance(item, dict):
            kind, data = item.get("kind"), dict_of(item, "data")
            if kind == "Listing":
                waiting += reversed(list_of(data, "children"))
            elif kind == "more":
                missing += number_of(data, "count") or 0
            else:
                thing = data or item
                if _is_post(thing) or _is_comment(thing):
                    found.append({key: inner for key, inner in thing.items() if key != "replies"})
                waiting.append(thing.get("replies"))
    return found, missing


def _name(thing: dict[str, Any], kind: str) -> str:
    name = text_of(thing, "name")
    return name if name.startswith(f"{kind}_") else f"{kind}_{text_of(thing, 'id')}"


def _record(name: str, post: dict[str, Any] | None, comments: list[dict[str, Any]], missing: int) -> Record:
    made = in_time(_comment(comment, name) for comment in comments)
    if post is None:
        title = text_of(comments[0], "link_title") if comments else ""
        return Record(title, "", id=name, has_post=False, comments=made, site=_site(comments[0]) if comments else None)
    author = _author(post)
    address = web_address(text_of(post, "url_overridden_by_dest") or text_of(post, "url"))
    permalink = text_of(post, "permalink")
    is_link = address is not None and not post.get("is_self") and permalink not in (address or "")
    body, form = _body(post, "selftext")
    if is_link:
        body, form = linked(address) + (body if form is BodyForm.HTML else f"<p>{html.escape(body)}</p>" if body else ""), BodyForm.HTML
    stated = number_of(post, "num_comments")
    return Record(
        title=html.unescape(text_of(post, "title")), body=body, form=form, id=name, author=author, author_url=_profile(author),
        published=from_unix(text_of(post, "created_utc")), url=HOST + permalink if permalink.startswith("/") else address,
        site=_site(post), votes=number_of(post, "score"), comments_stated=stated if stated is not None else len(made) + missing,
        comments_closed=bool(post.get("locked") or post.get("archived")), comments=made,
    )  # fmt: skip


def _comment(comment: dict[str, Any], post: str) -> RecordComment:
    body, form = _body(comment, "body")
    author = _author(comment)
    parent = text_of(comment, "parent_id")
    permalink = text_of(comment, "permalink")
    return RecordComment(
        author=author, author_url=_profile(author), body=body, form=form, id=_name(comment, "t1"),
        parent=parent if parent.startswith("t1_") and parent != post else None, published=from_unix(text_of(comment, "created_utc")),
        url=HOST + permalink if permalink.startswith("/") else None, votes=number_of(comment, "score"),
        edited_text=from_unix(number_of(comment, "edited")), removed=text_of(comment, "body").strip() in _GONE,
    )  # fmt: skip


def _body(thing: dict[str, Any], key: str) -> tuple[str, BodyForm]:
    """The rendered body where the dump has it (it comes escaped), else the Markdown."""
    markup = text_of(thing, f"{key}_html")
    if markup:
        return html.unescape(markup) if markup.startswith("&lt;") else markup, BodyForm.HTML
    return html.unescape(text_of(thing, key)), BodyForm.MARKDOWN


def _author(thing: dict[str, Any]) -> str | None:
    name = public_name(text_of(thing, "author"))
    return None if name == "[deleted]" else name


def _profile(name: str | None) -> str | None:
    return f"{HOST}/user/{name}" if name else None


def _site(thing: dict[str, Any]) -> str | None:
    name = text_of(thing, "subreddit")
    return f"r/{name}" if name else None
