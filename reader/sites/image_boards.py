"""Image boards and their Japanese kin: 4chan, vichan and its offspring, 2ch read pages."""

from __future__ import annotations

import re
from dataclasses import replace

from reader.markup.tree import Node, attr, text_of
from reader.model.draft import DraftComment, DraftThread
from reader.sites.drafting import Drafting
from reader.sites.messages import Layout, first_digits, read_messages
from reader.sites.site import Site
from reader.sites.view import PageView

_FOUR = Layout(
    key="4chan",
    message=("div.thread div.post", "div.postContainer > div.post"),
    author=(".desktop .name", ".name", ".nameBlock"),
    date=(".dateTime[data-utc]", ".dateTime"),
    body=("blockquote.postMessage",),
    title=(".op .desktop .subject", ".op .subject"),
    number=(".postNum.desktop a:last-child", ".postNum a:last-child"),
    link=(".postNum.desktop a", ".postNum a"),
    drop=(".abbr",),
    site_id=lambda node: first_digits(attr(node, "id")),
)
_VICHAN = Layout(
    key="vichan",
    message=("div.post.op, div.post.reply", ".thread .post"),
    author=(".intro .name", ".name"),
    date=(".intro time[datetime]", "time[datetime]", ".intro time"),
    body=("div.body", ".post-message", ".message"),
    title=(".post.op .subject", ".subject"),
    number=("a.post_no:not([id])", "a.post_no:last-of-type"),
    link=("a.post_no",),
    site_id=lambda node: first_digits(attr(node, "id")),
)
_NEW_2CH = Layout(
    key="2ch",
    message=("div.post[data-id]", "article.post[data-id]", "div.post[id]:has(.number)"),
    author=(".name b", ".postusername b", ".name", ".postusername"),
    date=(".date",),
    body=(".message .escaped", ".message", ".post-content"),
    title=("h1.title", "#threadtitle", "h1"),
    number=(".number", ".postid"),
    site_id=lambda node: attr(node, "data-id") or first_digits(attr(node, "id")),
)
_HEAD = re.compile(r"^\s*(\d{1,5})\s*[:：]\s*(.*?)\s*[:：]\s*(\d{2,4}/\d{1,2}/\d{1,2}.*)$", re.DOTALL)


def recognises(view: PageView) -> bool:
    """By the classes of the boards' scripts; an index of many threads is none."""
    if (
        view.first("blockquote.postMessage", "div.post.op .intro", "div.post[data-id] .message .escaped", "div.post[data-id] .name + .date")
        is not None
    ):
        return True
    return _is_old_2ch(view)


def _is_old_2ch(view: PageView) -> bool:
    entries = view.all("dl dt")[:3]
    return bool(entries) and all(_HEAD.match(text_of(entry)) for entry in entries)


def read(view: PageView) -> list[DraftThread]:
    """The thread that the page shows; number and id are the same on these boards."""
    if len(view.all("div.thread > .op, div.thread > .opContainer, div[id^=thread_] > .post.op")) > 1:
        return []
    if view.first("blockquote.postMessage") is not None:
        return read_messages(view, _FOUR, adjust=_numbered)
    if view.first("div.post.op .intro", "div.post.reply .intro") is not None:
        return read_messages(view, _VICHAN, adjust=_numbered)
    if view.first("div.post[data-id]", "article.post[data-id]") is not None:
        return read_messages(view, _NEW_2CH, adjust=_numbered)
    return _read_old_2ch(view)


def _numbered(_node: Node, comment: DraftComment) -> DraftComment:
    name = comment.site_id or ""
    return replace(comment, number=comment.number or (int(name) if name.isdigit() and len(name) < 16 else None))


def _read_old_2ch(view: PageView) -> list[DraftThread]:
    """Lists of terms: "12 ：NAME：2005/05/05(Thu) 12:34:56 ID:xxx" and the text below."""
    drafting = Drafting(view)
    comments: list[DraftComment] = []
    for head in view.all("dl dt"):
        found = _HEAD.match(text_of(head))
        text = head.next
        while text is not None and text.tag != "dd":
            text = None if text.tag == "dt" else text.next
        if not found:
            continue
        made = drafting.body(text.inner_html if text is not None else None)
        written = re.split(r"\s(?:ID|BE|HOST)[:：]", found[3])[0].strip()
        moment = view.dates.read(re.sub(r"\([^)]{1,4}\)", " ", written))
        comments.append(
            DraftComment(
                author=found[2] or None,
                body=made.body,
                number=int(found[1]),
                site_id=found[1],
                quotes=made.quotes,
                published=moment.iso if moment else None,
                published_text=written,
            )
        )
    if not comments:
        return []
    title = text_of(view.first("h1", "title")) or view.page.source.name
    draft = replace(drafting.start(title=title, platform="2ch"), url=view.url, site=view.host or None)
    if comments[0].number != 1:
        return [drafting.finish(replace(draft, comments=tuple(comments), has_post=False))]
    first, *rest = comments
    draft = replace(draft, body=first.body, author=first.author, published=first.published, published_text=first.published_text)
    return [drafting.finish(replace(draft, comments=tuple(rest)))]


SITE = Site("4chan", recognises, read)
