"""Structured exports and dumps: one `Record` of any dialect becomes a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.markup.body import MadeBody, make_text_body
from reader.markup.markdown import markdown_to_html
from reader.model.discussion import Body
from reader.model.draft import DraftComment, DraftThread
from reader.model.record import BodyForm, RecordComment
from reader.sites.drafting import Drafting
from reader.sites.site import Site
from reader.sites.view import PageView, host_of

_PLATFORMS = {"wxr": "wordpress", "mtif": "movabletype", "algolia": "hackernews"}
"""What a dialect is called as a platform where the two differ."""


def recognises(view: PageView) -> bool:
    """Every page that its format took apart."""
    return view.page.record is not None


def read(view: PageView) -> list[DraftThread]:
    """The record's thread: bodies cleaned, ids resolved; a record without title, text and comments gives ``[]``."""
    record = view.page.record
    if record is None or not (record.title or record.body or record.comments):
        return []
    drafting = Drafting(view)
    made = _body(drafting, record.body, record.form)
    comments = _comments(drafting, record.comments, record.id)
    platform = _PLATFORMS.get(view.page.dialect or "", view.page.dialect) or "generic"
    draft = replace(
        drafting.start(title=record.title or _first_words(made.body), platform=platform, body=made.body),
        comments=tuple(comments),
        author=record.author,
        author_url=record.author_url,
        published=record.published,
        published_text=record.published_text,
        url=record.url,
        site=record.site or host_of(record.url) or None,
        language=record.language or view.language,
        comments_closed=record.comments_closed,
        comments_stated=record.comments_stated,
        has_post=record.has_post,
    )
    return [drafting.finish(draft)]


def _body(drafting: Drafting, text: str, form: BodyForm) -> MadeBody:
    if form is BodyForm.TEXT:
        return MadeBody(make_text_body(text))
    return drafting.body(markdown_to_html(text) if form is BodyForm.MARKDOWN else text)


def _comments(drafting: Drafting, records: Sequence[RecordComment], post_id: str | None) -> list[DraftComment]:
    places: dict[str, int] = {}
    for place, record in enumerate(records):
        if record.id:
            places.setdefault(record.id, place)
    return [_comment(drafting, record, places, post_id, place) for place, record in enumerate(records)]


def _comment(drafting: Drafting, record: RecordComment, places: dict[str, int], post_id: str | None, place: int) -> DraftComment:
    """A comment; a removed one keeps its place and the notice that stands there."""
    made = _body(drafting, record.body, record.form)
    parent = places.get(record.parent) if record.parent else None
    elsewhere = record.parent if record.parent and parent is None and record.parent != post_id else None
    return DraftComment(
        author=record.author,
        body=made.body,
        number=record.number,
        kind=record.kind,
        site_id=record.id,
        url=record.url,
        author_url=record.author_url,
        published=record.published,
        published_text=record.published_text,
        parent=parent if parent != place else None,
        parent_site_id=elsewhere,
        quotes=made.quotes,
        votes=record.votes,
        signature=record.signature,
        edited_text=record.edited_text,
    )


def _first_words(body: Body) -> str:
    """The beginning of a text, as a title for a thread that has none."""
    line = body.text.strip().split("\n", 1)[0]
    if len(line) <= 80:
        return line or "?"
    return line[:80].rsplit(" ", 1)[0] + " …"


SITE = Site("records", recognises, read)
