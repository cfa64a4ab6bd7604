"""Blog engines whose markup is regular enough to be one row of selectors each: Serendipity, SPIP, Posterous, Ghost, static Disqus ...

A row (`Engine`) says how the engine is told and where its parts stand; what is peculiar beyond that does not belong here but into a module.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reader.markup.tree import Node, attr
from reader.model.draft import DraftComment, DraftThread
from reader.sites.article import FURNITURE, ArticleParts
from reader.sites.blog_article import blog_article
from reader.sites.counts import closed, stated_count
from reader.sites.drafting import Drafting
from reader.sites.item import BUTTONS, Parts, read_items
from reader.sites.nesting import indent_of, only, parents_by_depth
from reader.sites.oldest_first import oldest_first
from reader.sites.paging import comment_pages
from reader.sites.site import Site
from reader.sites.view import PageView


@dataclass(frozen=True, slots=True)
class Engine:
    """How one engine is told (``generator`` words, or a ``mark`` that only it has) and where its parts stand."""

    key: str
    generator: tuple[str, ...]
    mark: str
    items: tuple[str, ...]
    """Selectors of the comments; the first that finds any counts."""
    comment: Parts
    post: ArticleParts
    counts: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    target: Callable[[Node], str | None] | None = None
    """The id of the comment that one answers, where the page writes it out."""


def site_of_engine(engine: Engine) -> Site:
    """The row of the table of sites."""

    def recognises(view: PageView) -> bool:
        return any(word in view.generator for word in engine.generator) or (bool(engine.mark) and view.first(engine.mark) is not None)

    def read(view: PageView) -> list[DraftThread]:
        return read_engine(view, engine)

    return Site(engine.key, recognises, read)


def read_engine(view: PageView, engine: Engine) -> list[DraftThread]:
    """One thread by an engine's selectors; ``[]`` where neither post nor comment is found."""
    drafting = Drafting(view)
    stated = stated_count(view, *engine.counts)
    shut = closed(view, "#comments p", ".comments-closed", ".nocomments")
    pages = comment_pages(view, *engine.pages)
    found = next((nodes for selector in engine.items if (nodes := view.all(selector))), [])
    nodes = [node for node in found if not view.within(node, "aside, .sidebar, #sidebar, .widget")]
    targets = [engine.target(node) if engine.target else None for node in nodes]
    indents = [indent_of(node) for node in nodes]
    comments = read_items(view, drafting, [[node] for node in nodes], engine.comment)
    comments = _placed(comments, targets, indents)
    comments = oldest_first(only(comments, lambda comment: bool(comment.body.text or comment.body.html or comment.author)))
    draft = blog_article(view, drafting, engine.post, engine.key)
    if not draft.body.text and not comments:
        return []
    return [drafting.finish(replace(draft, comments=tuple(comments), comments_stated=stated, comments_closed=shut, pages=pages))]


def _placed(comments: list[DraftComment], targets: Sequence[str | None], indents: Sequence[int | None]) -> list[DraftComment]:
    """Parents by written-out ids, else by nesting, else by indents."""
    if any(targets):
        places = {comment.site_id: place for place, comment in enumerate(comments) if comment.site_id}
        return [
            replace(comment, parent=places.get(target, comment.parent), parent_site_id=None if target in places else target)
            if target
            else comment
            for comment, target in zip(comments, targets, strict=True)
        ]
    if not any(comment.parent is not None for comment in comments) and len({indent for indent in indents if indent is not None}) > 1:
        parents = parents_by_depth([indent or 0 for indent in indents])
        return [replace(comment, parent=parent) for comment, parent in zip(comments, parents, strict=True)]
    return comments


def _digits_id(prefix: str, pattern: str) -> Callable[[Sequence[Node]], str | None]:
    """Finds an id of a pattern on the comment or inside it, and writes it with a prefix."""
    wanted = re.compile(pattern)

    def find(nodes: Sequence[Node]) -> str | None:
        for node in nodes:
            for each in (node, *node.css("[id], a[name]")[:20]):
                found = wanted.search(attr(each, "id")) or wanted.search(attr(each, "name"))
                if found:
                    return f"{prefix}{found[1]}"
        return None

    return find


SERENDIPITY = Engine(
    key="serendipity",
    generator=("serendipity",),
    mark=".serendipity_comment, .serendipity_entry",
    items=(".serendipity_comment, .serendipity_comments article.comment, #comments .comment, .comment_wrap",),
    comment=Parts(
        author=(
            ".comment_source_author",
            ".serendipity_comment_source strong",
            ".comment_author",
            ".serendipity_comment_source a[href]",
            ".comment-author",
            "cite",
            "h4 a",
            "h4",
        ),
        date=("time", ".comment_source_ctime", ".serendipity_comment_source", ".comment_source", ".comment_meta", "h4"),
        body=(".serendipity_commentBody", ".comment_content", ".comment_body", ".comment-content"),
        link=("a.comment_source_trace", "a[href^='#c']", "a[href*='#c']"),
        heading=(".serendipity_comment_source", ".comment_source", "h4"),
        drop=(BUTTONS, ".serendipity_comment_source, .comment_source, .avatar_left, .serendipity_commentreply"),
        site_id=_digits_id("c", r"^(?:serendipity_comment_|c|comment_)(\d+)$"),
    ),
    post=ArticleParts(
        title=("h4.serendipity_title", "h3.serendipity_title", ".serendipity_title", "article h2", "h2", "h1"),
        author=(
            ".serendipity_entryFooter a[href*='/authors/']",
            ".byline .author",
            ".serendipity_entry_author_self a",
            "a[href*='/authors/']",
            ".entry_author",
            ".post-info a",
        ),
        date=("time", ".serendipity_date", "h3.serendipity_date", ".byline", ".serendipity_entryFooter"),
        body=(".serendipity_entry_body", ".serendipity_entry .clearfix.content", ".entry_content", ".serendipity_entry", "article"),
        drop=(
            FURNITURE,
            ".serendipity_entryFooter, .serendipity_title, .serendipity_entryIcon, .serendipity_freeTag, .serendipity_commentsTitle, "
            ".serendipity_comments",
        ),
        byline=(".serendipity_entryFooter", ".byline"),
    ),
    counts=(".serendipity_commentsTitle", "#comments h3", ".serendipity_entryFooter", "#comments h2"),
)
SPIP = Engine(
    key="spip",
    generator=("spip",),
    mark=".forum-texte, .comments-list .comment-item, ul.forum li.forum-fil, .forum-message, .comment-li, li.comment-item",
    items=("li.forum-fil, li.comment-li, li.comment-item, .forum-fil > li, ul.forum > li, li.forum-item, .forum > li",),
    comment=Parts(
        author=(
            ".fn",
            ".vcard .author",
            "[itemprop=author]",
            ".forum-message .nom",
            ".comment-meta .auteur",
            ".forum-auteur",
            ".auteur",
            ".comment-meta strong",
            ".forum-chapo .nom",
            ".author",
            ".nom",
        ),
        date=(
            "abbr.dtreviewed",
            "abbr[title]",
            "time",
            "[itemprop=dateCreated]",
            ".comment-meta",
            ".forum-chapo",
            ".forum-date",
            ".date",
            "small",
        ),
        body=(".comment-texte", ".forum-texte", ".comment-content", ".texte", ".forum_texte"),
        link=("a.permalink", "a[href*='#forum']", "a[href*='#comment']"),
        drop=(BUTTONS, ".repondre, .forum-repondre, .comment-reply, .decompte"),
        site_id=_digits_id("forum", r"^(?:forum|comment)-?(\d+)$"),
    ),
    post=ArticleParts(
        title=("h1.entry-title", ".crayon[class*=article-titre]", "h1[class*=titre]", ".entry-title", "h1", "h2"),
        author=(".vcard.author .fn", ".auteurs .fn", ".byline .fn", ".auteurs a", ".author .fn", ".info-publi .author"),
        date=("abbr.published", "time", ".info-publi", ".published", ".publication", ".date", "[class*=meta]"),
        body=(
            ".crayon[class*=article-texte]",
            "[class*=article-texte]",
            ".texte.entry-content",
            ".entry-content",
            ".texte",
            ".article-texte",
        ),
        drop=(FURNITURE, ".notes-et-liens, .forum, .repondre, .formulaire_spip"),
        byline=(".info-publi", ".auteurs", ".-meta", ".meta"),
    ),
    counts=("#comments h2", "#forum h2", ".comments h2", ".comments h3", ".forum-titre", "#forum h3", "a[name=forum]"),
    pages=(".pagination", ".pages"),
)
POSTEROUS = Engine(
    key="posterous",
    generator=("posterous",),
    mark=".posterous_comments_list, .posterous_bookmarklet_entry, link[href*='posterous.com/'], .posterous_autopost",
    items=(".commentunit, .posterous_comment, li.comment, .comments .comment-item",),
    comment=Parts(
        author=(".commentname a", ".commentname", ".comment-author", ".profile_name", ".name"),
        date=(".comment_date", ".date", "time", ".posted"),
        body=(".comment_body", "div.comment", ".comment-body", ".commentbody"),
        link=("a.permalink",),
        heading=(".commentname",),
        avatar=(".comment_avatar img", ".avatar img"),
        drop=(BUTTONS, ".commentname, .comment_label, .comment_responses, .comment_date"),
        site_id=_digits_id("comment_", r"^(?:comment_|c)(\d+)$"),
    ),
    post=ArticleParts(
        title=("h2.posttitle", ".posttitle", ".post-title", "h2", "h1"),
        author=(".posted_by a", ".posted_by", ".author", ".byline a"),
        date=(".postdate", ".post_date", ".date", "time", "span.posted", ".timestamp"),
        body=(".bodytext", ".post_body", ".body", ".post .content", ".post"),
        drop=(FURNITURE, ".posttitle, .comment_list, .posterous_comments_list, .postmeta, .editbox, .posted_by, .tags"),
        byline=(".posted_by", ".postmeta"),
    ),
    counts=(".comment_list h3", ".comments h3", ".comment_count", ".response_count", ".comment_list"),
)
GHOST = Engine(
    key="ghost",
    generator=("ghost",),
    mark="",
    items=("[data-testid=comment-component], .gh-comment, .cove-comment, .commento-card",),
    comment=Parts(
        author=("[data-testid=member-name]", "h4", ".gh-comment-author", ".commento-name", ".cove-comment-name"),
        date=("time", "[data-testid=comment-header] [title]", "[data-testid=comment-header]", ".commento-timeago", "h6"),
        body=("[data-testid=comment-content]", ".gh-comment-content", ".commento-body", "p"),
        drop=(BUTTONS,),
    ),
    post=ArticleParts(
        title=("h1.article-title", "h1.post-full-title", "h1.gh-article-title", "h1.post-title", ".post-title", "h1"),
        author=(
            ".gh-article-meta h4 a",
            ".author-name a",
            ".author-name",
            ".post-full-byline-meta h4",
            ".gh-article-author-name",
            ".byline-name",
            ".author-list a",
            "a[href*='/author/']",
        ),
        date=("time[datetime]",),
        body=(".gh-content", ".post-full-content .post-content", ".post-content", ".kg-canvas", ".article-content", "article"),
    ),
)


SUBSTACK = Engine(
    key="substack",
    generator=("substack",),
    mark="link[href*='substackcdn.com'], script[src*='substackcdn.com'], .comments-page, meta[name='generator'][content*='Substack']",
    items=(".comment-list-item", ".comment[id^=comment-]", "div.comment"),
    comment=Parts(
        author=(
            ".commenter-name a",
            ".commenter-name",
            ".profile-hover-card-target a",
            ".comment-meta a[href*='/profile/']",
            "a[href*='substack.com/@']",
            ".name",
            "[class*=name]",
        ),
        date=(
            ".comment-meta [title]",
            "time",
            ".comment-meta a[href*='/comment/']",
            "a[href*='/comment/']",
            ".comment-meta",
            ".comment-actions-date",
        ),
        body=(".comment-body", "[class*=comment-body]"),
        link=("a[href*='/comment/']",),
        avatar=(".profile-img-wrap img", "img[class*=avatar]"),
        drop=(BUTTONS, ".comment-meta, .comment-actions, .profile-img-wrap, .show-all-toggle"),
        votes=(".like-count", ".like .label"),
        site_id=_digits_id("comment-", r"^comment-(\d+)"),
    ),
    post=ArticleParts(
        title=("h1.post-title", ".post-title", "h1"),
        author=(".byline-names a", ".meta-author a", ".byline a", ".author-name", "a[href*='substack.com/@']"),
        date=("time[datetime]", ".post-date", ".pencraft time"),
        body=(".available-content .body", ".body.markup", ".available-content", ".post .body"),
        drop=(FURNITURE, ".subscription-widget-wrap, .button-wrapper, .post-ufi, .captioned-button-wrap, .subscribe-widget"),
    ),
    counts=(".comments-page h4", ".comments-heading", ".single-post-section h4", ".post-ufi-comment-button", ".comments-section-title"),
)
DISQUS = Engine(
    key="disqus",
    generator=(),
    mark="#dsq-comments, li.post[id^=post-] .post-message, #disqus_thread .dsq-comment, ul#post-list .post-content",
    items=("#dsq-comments > li, li[id^=dsq-comment-], .dsq-comment, #post-list li.post, ul.post-list li.post, .children li.post",),
    comment=Parts(
        author=(
            ".dsq-commenter-name",
            "[id^=dsq-author-user]",
            "cite[id^=dsq-cite] a",
            "cite[id^=dsq-author-user]",
            "cite",
            ".post-byline .author a",
            ".post-byline .author",
            ".author",
            ".dsq-header-name",
        ),
        date=(
            ".post-meta a[title]",
            "a.time-ago",
            ".dsq-comment-header-time",
            "[id^=dsq-time]",
            ".dsq-header-time a",
            ".dsq-comment-meta",
            "time",
        ),
        body=(".dsq-comment-message", ".dsq-comment-text", ".post-message", ".dsq-comment-body"),
        link=("a.time-ago", "a[href*='#comment-']", "a[href*='#dsq-comment']"),
        avatar=(".dsq-avatar img", ".avatar img"),
        drop=(BUTTONS, ".dsq-comment-footer, .dsq-comment-header, .post-body-inner > footer, .see-more, .dsq-comment-rate, .dsq-like"),
        votes=(".dsq-comment-likes", ".vote-up .updatable.count"),
        site_id=_digits_id("comment-", r"^(?:dsq-comment-|post-|comment-)(\d+)$"),
    ),
    post=ArticleParts(
        title=("h1.entry-title", ".entry-title .headline", "h1 .headline", ".entry-title", ".post-title", "article h1", "h1"),
        author=(".author.vcard .fn", ".byline .fn", ".byline a[rel=author]", "a[rel=author]", ".byline .author", ".vcard .fn", ".author"),
        date=("time[datetime]", "abbr.published", ".published", ".entry-date", ".date"),
        body=(".entry-content", ".post-content", ".post-body", "[itemprop=articleBody]", ".article-body", ".description", "article"),
        byline=(".byline", ".entry-meta", ".post-meta", ".meta"),
        drop=(FURNITURE, ".entry-title, .byline"),
    ),
    counts=(
        "#dsq-num-posts",
        "#dsq-comments-count",
        "#dsq-comments-title h3",
        ".dsq-thread-settings",
        "#comment-count",
        ".publisher-nav-color .comment-count",
        "#dsq-content h3",
    ),
    pages=("#dsq-pagination", "#dsq-paginate"),
)
HALOSCAN = Engine(
    key="haloscan",
    generator=(),
    mark="form[action*='haloscan.com'], link[href*='haloscan.com'], script[src*='haloscan.com/load'], "
    ".js-CommentsArea, link[href*='js-kit.com'], .js-singleComment",
    items=(".js-singleComment", ".MainTable .MessageCell, td.MessageCell", ".comment"),
    comment=Parts(
        author=(".js-singleCommentName", ".author a", ".author", ".byline a", ".byline", "cite", ".name"),
        date=(".js-singleCommentDate", ".date", ".byline", ".time", "small"),
        body=(".js-singleCommentBody", ".js-singleCommentText", ".message", ".text"),
        heading=(".byline", ".posted"),
        drop=(BUTTONS, ".byline, .js-singleCommentReplyable, .js-singleCommentKarma"),
    ),
    post=ArticleParts(title=("h1", "h2", "title"), body=(".entry-content", ".post-body", ".blogbody", ".entry")),
)

INTENSEDEBATE = Engine(
    key="intensedebate",
    generator=(),
    mark="#idc-container .idc-c, .idc-thread .idc-c",
    items=(".idc-thread:has(> .idc-c)", ".idc-c"),
    comment=Parts(
        author=(".idc-c-h .idc-a", ".idc-a", ".idc-c-h-inner a", ".idc-c-h a"),
        date=(".idc-time a[title]", ".idc-time", "time"),
        body=(".idc-c-t-inner", ".idc-c-t"),
        avatar=(".idc-avatar img", "img.idc-avatar"),
        drop=(BUTTONS, ".idc-btn, .idc-c-m, .idc-v"),
        votes=(".idc-v-total",),
        site_id=_digits_id("IDComment", r"^(?:idc-c-|IDComment)(\d+)$"),
    ),
    post=DISQUS.post,
    counts=("#idc-commentcount_label", "#idc-commentcount", ".idc-head h3"),
)
LIVEFYRE = Engine(
    key="livefyre",
    generator=(),
    mark=".fyre-comment-article",
    items=(".fyre-comment-article",),
    comment=Parts(
        author=(".fyre-comment-username", ".fyre-comment-head [class*=username]"),
        date=("time.fyre-comment-date", ".fyre-comment-date", "time"),
        body=(".fyre-comment",),
        avatar=(".fyre-user-avatar img",),
        drop=(BUTTONS, ".fyre-comment-footer, .fyre-comment-actions"),
        votes=(".fyre-comment-like-count",),
        site_id=lambda nodes: attr(nodes[0], "data-message-id") or attr(nodes[0], "id") or None,
    ),
    post=DISQUS.post,
    counts=(".fyre-stream-stats", ".fyre-comment-count"),
)

ENGINES: tuple[Engine, ...] = (SERENDIPITY, SPIP, POSTEROUS, SUBSTACK, GHOST, HALOSCAN)
SITES: tuple[Site, ...] = tuple(map(site_of_engine, ENGINES))
SERVICES: tuple[Site, ...] = tuple(map(site_of_engine, (DISQUS, INTENSEDEBATE, LIVEFYRE)))
"""Comment services; asked before the blogs: a blog that shows one shows no comments of its own."""
