"""Reddit: the old site, the 2019 redesign (whose authors may stand in script data alone) and the newest (``shreddit``)."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reader.markup.tree import Node, attr, text_of
from reader.model.draft import DraftComment, DraftThread
from reader.sites.article import ArticleParts
from reader.sites.messages import Layout, read_replies, votes_in
from reader.sites.nesting import parents_by_depth, parents_of
from reader.sites.site import Site
from reader.sites.view import PageView


def _class_id(node: Node) -> str | None:
    found = re.search(r"(?:^|\s)t1_([a-z0-9]+)(?=\s|$)", attr(node, "class")) or re.search(r"t1_([a-z0-9]+)", attr(node, "id"))
    return found[1] if found else None


def _level(node: Node) -> int:
    """Depth as the redesign tells it to screen readers ("level 2"); 0 where it does not."""
    for each in node.css("span")[:12]:
        found = re.fullmatch(r"level (\d{1,2})", text_of(each))
        if found:
            return int(found[1])
    return 0


def _stated_depths(nodes: Sequence[Node]) -> list[int | None]:
    return parents_by_depth([int(attr(node, "depth")) if attr(node, "depth").isdigit() else 0 for node in nodes])


def _parent_id(node: Node) -> str | None:
    stated = attr(node, "parentid")
    return stated.removeprefix("t1_") if stated.startswith("t1_") else None


_OLD = Layout(
    key="reddit",
    message=(".commentarea .thing.comment", ".nestedlisting .comment"),
    author=(".entry .tagline .author", ".tagline .author", ".tagline em"),
    date=(".tagline time[datetime]", ".tagline time", ".tagline"),
    body=(".entry .usertext-body .md", ".usertext-body .md", ".usertext-body"),
    link=(".flat-list a.bylink", "a.bylink"),
    votes=(".tagline .score.unvoted", ".tagline .score"),
    has_post=False,
    site_id=lambda node: re.sub(r"^(?:thing_)?t1_", "", attr(node, "data-fullname") or attr(node, "id")) or None,
)
_OLD_POST = ArticleParts(
    title=("#siteTable .thing.link a.title", ".thing.link a.title", ".linklisting a.title"),
    author=("#siteTable .thing.link .tagline .author", ".thing.link .tagline .author"),
    date=("#siteTable .thing.link .tagline time", ".thing.link .tagline time"),
    body=("#siteTable .thing.link .usertext-body .md", ".thing.link .usertext-body .md"),
)
_REDESIGN = Layout(
    key="reddit",
    message=("div.Comment",),
    author=("a[data-testid=comment_author_link]", "a[href*='/user/']:not(:has(img))", "[data-testid=comment-author]"),
    date=("a[data-testid=comment_timestamp]", "a[id^=CommentTopMeta--Created]", "a[href*='/comments/']"),
    body=(
        "[data-testid=comment] .RichTextJSON-root",
        "[data-testid=comment]",
        "[data-test-id=comment] .RichTextJSON-root",
        ".RichTextJSON-root",
        "[data-test-id=comment]",
    ),
    link=("a[data-testid=comment_timestamp]", "a[id^=CommentTopMeta--Created]"),
    votes=("[id^=vote-arrows] div", "[id^=vote-arrows]"),
    has_post=False,
    parents=lambda nodes: parents_by_depth([_level(node) for node in nodes]) if any(map(_level, nodes)) else parents_of(nodes),
    site_id=_class_id,
)
_REDESIGN_POST = ArticleParts(
    title=("[data-test-id=post-content] h1", "[data-adclicklocation=title] h1", "h1"),
    author=(
        "[data-test-id=post-content] a[href*='/user/']",
        "[data-testid=post_author_link]",
        "[data-adclicklocation=top_bar] a[href*='/user/']",
    ),
    date=("[data-testid=post_timestamp]", "[data-click-id=timestamp]"),
    body=(
        "[data-test-id=post-content] [data-click-id=text]",
        "[data-click-id=text] .RichTextJSON-root",
        "[data-test-id=post-content] .RichTextJSON-root",
    ),
)
_NEW = Layout(
    key="reddit",
    message=("shreddit-comment",),
    author=("[slot=commentMeta] a[href*='/user/']:not(:has(img))", "a[href*='/user/']:not(:has(img))"),
    date=("[slot=commentMeta] time", "faceplate-timeago", "time"),
    body=("[slot=comment]", "[id$=-comment-rtjson-content]"),
    link=("a[slot=permalink]", "[slot=commentMeta] a[href*='/comment/']"),
    avatar=("[slot=commentAvatar] img",),
    has_post=False,
    parents=_stated_depths,
    answers=_parent_id,
    site_id=lambda node: attr(node, "thingid").removeprefix("t1_") or None,
)
_NEW_POST = ArticleParts(
    title=("shreddit-post h1", "shreddit-post [slot=title]", "h1[slot=title]", "h1"),
    author=("shreddit-post [slot=authorName] a", "shreddit-post a[href*='/user/']:not(:has(img))"),
    date=("shreddit-post time", "shreddit-post faceplate-timeago"),
    body=("shreddit-post [slot=text-body] .md", "shreddit-post [slot=text-body]", "shreddit-post [property='schema:articleBody']"),
    drop=("button", "style", "[slot=post-media-container] faceplate-carousel"),
)
_STATE = re.compile(r"window\.___r\s*=\s*")
_LONGEST_STATE = 30_000_000


def recognises(view: PageView) -> bool:
    """By the element names and classes of each of its three faces."""
    faces = (".thing.link .tagline", "shreddit-post", "shreddit-comment", "[data-test-id=post-content]", "div.Comment[class*=t1_]")
    return view.first(*faces) is not None and (
        view.host in {"", "reddit.com"} or view.host.endswith("reddit.com") or "reddit" in view.page.content[:200_000]
    )


def read(view: PageView) -> list[DraftThread]:
    """A post with its comments. A listing of many posts is none."""
    if view.first("shreddit-post", "shreddit-comment") is not None:
        return _read_new(view)
    if view.first(".thing.link .tagline") is not None:
        return [] if len(view.all(".thing.link")) > 1 and view.first(".commentarea") is None else read_replies(view, _OLD, _OLD_POST)
    models = _models(view)
    return read_replies(
        view,
        _REDESIGN,
        _REDESIGN_POST,
        adjust=lambda _node, comment: _from_model(comment, models.get(f"t1_{comment.site_id}")),
        complete=lambda draft: replace(draft, author=_bare(draft.author)),
    )


def _bare(name: str | None) -> str | None:
    """A name without Reddit's own ``u/`` before it."""
    return re.sub(r"^/?u/", "", name) if name else None


def _read_new(view: PageView) -> list[DraftThread]:
    post = view.first("shreddit-post")
    stated = dict(post.attributes) if post is not None else {}
    if len(view.all("shreddit-post")) > 1 and view.first("shreddit-comment") is None:
        return []

    def adjust(node: Node, comment: DraftComment) -> DraftComment:
        author = attr(node, "author") or comment.author
        moment = view.dates.read(comment.published_text or "", attr(node, "created")) if attr(node, "created") else None
        score = attr(node, "score")
        return replace(
            comment,
            author=author,
            url=view.absolute(attr(node, "permalink")) or comment.url,
            votes=votes_in(score) if score else comment.votes,
            published=moment.iso if moment else comment.published,
        )

    return read_replies(view, _NEW, _NEW_POST, adjust=adjust, complete=lambda draft: _with_stated(view, draft, stated))


def _with_stated(view: PageView, draft: DraftThread, stated: Mapping[str, str | None]) -> DraftThread:
    """What the post's own element tells beside what is shown."""
    moment = view.dates.read(draft.published_text or "", stated.get("created-timestamp")) if stated.get("created-timestamp") else None
    count = stated.get("comment-count") or ""
    return replace(
        draft,
        title=stated.get("post-title") or draft.title,
        author=stated.get("author") or draft.author,
        published=moment.iso if moment else draft.published,
        url=view.absolute(stated.get("permalink")) or draft.url,
        comments_stated=int(count) if count.isdigit() else draft.comments_stated,
    )


def _models(view: PageView) -> Mapping[str, Mapping[str, object]]:
    """The redesign's own data about comments, by full name; empty where the save has none."""
    for node in view.all("script"):
        text = node.text(deep=True)
        found = _STATE.search(text[:200])
        if not found or len(text) > _LONGEST_STATE:
            continue
        try:
            state, _ = json.JSONDecoder().raw_decode(text, found.end())
            models = state["features"]["comments"]["models"]
        except (ValueError, RecursionError, KeyError, TypeError):
            continue
        if isinstance(models, dict):
            return {name: model for name, model in models.items() if isinstance(model, dict)}
    return {}


def _from_model(comment: DraftComment, model: Mapping[str, object] | None) -> DraftComment:
    if model is None:
        return comment
    author = model.get("author")
    created = model.get("created")
    score = model.get("score")
    published = comment.published
    if isinstance(created, (int, float)) and 0 < created < 4e9:
        published = datetime.datetime.fromtimestamp(int(created), datetime.UTC).isoformat(timespec="seconds")
    return replace(
        comment,
        author=author if isinstance(author, str) and author else _bare(comment.author),
        published=published,
        votes=score if isinstance(score, int) and not isinstance(score, bool) else comment.votes,
    )


SITE = Site("reddit", recognises, read)
