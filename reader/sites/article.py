"""The post of a page: title, author, date, address, site, text, by selectors in order of preference and by what the head says."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from reader.markup.dates import Moment
from reader.markup.tree import Node, ancestors, attr, closest, remove, text_of
from reader.model.draft import DraftThread
from reader.sites.drafting import Drafting
from reader.sites.line_dates import find_stamp
from reader.sites.moments import moment_in
from reader.sites.names import byline_name
from reader.sites.page_title import BANNER, title_of, title_pieces, without_additions
from reader.sites.view import PageView, host_of

FURNITURE = (
    "script, style, noscript, form, button, input, textarea, select, template, iframe, nav, aside.widget, .screen-reader-text, .sr-only, "
    ".sharedaddy, .sd-sharing, .jp-relatedposts, #jp-post-flair, #jp-relatedposts, .addtoany_share_save_container, .a2a_kit, "
    ".addtoany, .addthis_toolbox, "
    ".shariff, .ssba, .essb_links, .mashsb-container, .swp_social_panel, .heateor_sss_sharing_container, .dpsp-content-wrapper, .dd_outer, "
    ".social-share, .share-buttons, .sharing, .share, .share-post, .post-share, .post-sharing, .entry-share, .social-links, "
    ".socialshare, .sociable, "
    ".twitter-share-button, .fb-like, .fb-share-button, .g-plusone, .tweetmeme, .topsy_widget, .snap_nopreview, .wpcnt, .wpa, .wordads-ad, "
    "[class*=share-button], [class*=sharebutton], [class*=social-share], [class*=social_share], [class*=share-container], "
    "[class*=sharing-], "
    "[id*=sharebar], .yarpp-related, .yarpp, .crp_related, .wp_rp_wrap, .rp4wp-related-posts, .related-posts, .related_posts, "
    ".relatedposts, "
    ".related, #related, #related-posts, #related_posts, [class*=related-post], .similar-posts, .more-posts, .recommended, "
    ".zemanta-related, .zemanta-pixie, "
    ".linkwithin_div, .outbrain, .OUTBRAIN, .taboola, [id^=taboola], .nrelate, .post-navigation, .nav-links, .navigation, .post-nav, "
    ".pagination, .page-links, "
    ".byline, .postmetadata, .entry-meta, .post-meta, .entry-footer, .post-footer, .entry-utility, .post-tags, .tags-links, .cat-links, "
    ".tagcloud, .entry-tags, .post-info, "
    ".author-box, .author-bio, .author-info, .about-author, #author-info, .post-author-box, .saboxplugin-wrap, .abh_box, "
    ".entry-author-info, "
    ".newsletter, .newsletter-signup, .mc4wp-form, .mc_embed_signup, #mc_embed_signup, .wpcf7, .gform_wrapper, .subscribe, "
    ".subscription, .tnp, .optin, "
    ".adsbygoogle, .google-auto-placed, .code-block, .adsense, .advertisement, .advert, .ads, .ad, [id^=div-gpt-ad], [class^=ad-], "
    "[class*=' ad-'], .ai-viewport, "
    "#comments, .comments, .comments-area, .comment-list, .commentlist, #respond, .comment-respond, #disqus_thread, .wpd-comments, "
    "#wpcomm, "
    ".post-ratings, .kk-star-ratings, .wp-polls, .rating, .toc, #toc_container, .ez-toc-container, .lwptoc, .breadcrumbs, .breadcrumb, "
    ".wp-socializer, .really_simple_share, .simplesocialbuttons, .robots-nocontent, .print-link, .printfriendly, .pf-button, "
    ".wp-biographia-container, "
    ".post-bottom, .reblog, .pin-it-button, .nc_socialPanel, .et_social_inline, .lightsocial_container, .wpa-about, "
    ".tm-click-to-tweet + p:empty, "
    ".mt-feedback, .entry-categories, .entry-navigation, #vgwpixel, .vgwort, .feedflare, .wp-block-jetpack-subscriptions, "
    ".wp-block-post-navigation-link, "
    ".wp-block-buttons .wp-share-button, .blogger-labels, .post-labels, .reactions, .reaction-buttons, .post-backlinks, "
    ".comment-link, .post-icons"
)
"""What stands inside a post's container and is not the post."""

_NOT_HERE = (
    "#comments, .comments, .comments-area, .commentlist, .comment-list, aside, footer.site-footer, #sidebar, "
    ".sidebar, .widget:not(.Blog), #footer, #respond"
)
_WORD = re.compile(r"\w+")
_COMMENTED = re.compile(r"^(?:\d+|no)?\s*(?:comments?|responses?)\s+(?:on|to)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ArticleParts:
    """Where the parts of a post stand: selectors in order of preference."""

    title: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    drop: tuple[str, ...] = (FURNITURE,)
    byline: tuple[str, ...] = ()
    """Lines such as "Posted by NAME on DATE"."""


def read_article(view: PageView, drafting: Drafting, parts: ArticleParts, platform: str) -> DraftThread:
    """The post of a page as a draft without comments."""
    body_node = _body_node(view, parts)
    article = _around(body_node)
    title_node = _title_node(view, parts, article)
    title = without_additions(clean_title(text_of(title_node)), view) if title_node is not None else None
    title = title or title_of(view) or view.page.source.name
    data = list(structured(view))
    near = _near(title_node, body_node)
    moment = _moment(view, parts, article, data) or _moment_near(view, near)
    author, author_url = _author(view, parts, article, data)
    if author is None:
        author = next((name for node in near if (name := _name_in_byline(text_of(node)))), None)
    if title_node is not None and body_node is not None and any(around.mem_id == body_node.mem_id for around in ancestors(title_node)):
        remove(title_node)
    body = drafting.body(body_node.inner_html if body_node is not None else None, drop=parts.drop).body
    url = permalink_of(view)
    return replace(
        drafting.start(title=title, platform=platform, body=body),
        author=author,
        author_url=author_url,
        published=_day_of_address(url, moment.iso if moment else None),
        published_text=moment.text if moment else None,
        url=url,
        site=site_of(view),
        has_post=bool(body.text),
    )


def _near(title: Node | None, body: Node | None) -> list[Node]:
    """Short elements around the title that may be its byline: what follows it, what holds it, what follows that."""
    found: list[Node] = []
    holder = title
    for _ in range(2):
        if holder is None or (body is not None and holder.mem_id == body.mem_id):
            break
        after = holder.next
        while after is not None and len(found) < 8:
            if body is not None and after.mem_id == body.mem_id:
                break
            if after.is_element_node and 3 < len(text_of(after)) < 250:
                found.append(after)
            after = after.next
        holder = holder.parent
        if holder is not None and 3 < len(text_of(holder)) < 300:
            found.append(holder)
    return found


def _moment_near(view: PageView, near: Sequence[Node]) -> Moment | None:
    for node in near:
        if (found_stamp := find_stamp(text_of(node))) and (found := view.dates.read(found_stamp.text)) and found.iso:
            return found
    return None


_ADDRESS_DAY = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/(0[1-9]|[12]\d|3[01])(?=/)")


def _day_of_address(url: str | None, published: str | None) -> str | None:
    """The day that the permalink is made of, where nothing else states one or what does is not within a day of it."""
    found = _ADDRESS_DAY.search(url or "")
    if found is None:
        return published
    day = "-".join(found.groups())
    if published and len(published) >= 10:
        try:
            apart = abs(datetime.date.fromisoformat(published[:10]) - datetime.date.fromisoformat(day)).days
        except ValueError:
            return published
        return published if apart <= 1 else day
    return day


def _body_node(view: PageView, parts: ArticleParts) -> Node | None:
    for selector in parts.body:
        nodes = [node for node in view.all(selector) if not view.within(node, _NOT_HERE)]
        best = next((node for node in nodes if len(text_of(node)) > 200), None) or next((node for node in nodes if text_of(node)), None)
        if best is not None:
            return best
    return None


def _around(node: Node | None) -> Node | None:
    """The element that holds the post with its title and byline."""
    if node is None:
        return None
    return closest(
        node,
        "article, .hentry, .post, .entry, .type-post, [itemtype*=Article], [itemtype*=BlogPosting], .type-page, .post-outer, .asset, "
        ".blogpost",
    )


def _title_node(view: PageView, parts: ArticleParts, article: Node | None) -> Node | None:
    """A heading that the page's own title repeats; else the first that the selectors find."""
    found = [node for root in (article, view.root) if root is not None for selector in parts.title for node in root.css(selector)[:8]]
    found = [node for node in found if text_of(node) and not view.within(node, _NOT_HERE)]
    whole = text_of(view.first("head title", "title")).casefold()
    words = set(_WORD.findall(whole))
    host = re.sub(r"\W", "", host_of(view.url))
    found = [node for node in found if not view.within(node, BANNER) and re.sub(r"\W", "", text_of(node).casefold()) != host]
    headings = [node for node in view.all("h1, h2, h3") if not view.within(node, _NOT_HERE) and not view.within(node, BANNER)]
    pieces = [piece.casefold() for piece in title_pieces(view)]
    repeated = [text for node in headings[:40] if node.tag != "h1" and (text := text_of(node).casefold()) in pieces]
    for node in found:
        if repeated and node.tag == "h1" and _names_site(text_of(node).casefold(), whole, repeated):
            continue
        own = _WORD.findall(clean_title(text_of(node)).casefold())
        if own and sum(word in words for word in own) >= 0.5 * len(own):
            return _fuller(node, headings, whole)
    longer = [
        node for node in headings[:60] if len(text := text_of(node).casefold()) >= 8 and text in whole and len(text) >= 0.4 * len(whole)
    ]
    if not longer:
        # a title that the head shortens
        starts = [f"{piece} " for piece in pieces if len(piece) >= 15 and piece.count(" ") >= 2]
        longer = [node for node in headings[:10] if any(text_of(node).casefold().startswith(start) for start in starts)]
    if longer:
        return max(longer, key=lambda node: len(text_of(node)))
    return found[0] if found else None


def _names_site(heading: str, whole: str, repeated: Sequence[str]) -> bool:
    """Whether a heading that ends the head's title is the site's name, where another, longer heading is a piece of that title too."""
    return whole.endswith(heading) and heading not in repeated and max(map(len, repeated)) > len(heading)


def _fuller(node: Node, headings: Sequence[Node], whole: str) -> Node:
    """A heading that holds the whole title where the found one holds only a part of it."""
    part = text_of(node).casefold()
    for heading in headings[:60]:
        text = text_of(heading).casefold()
        if len(part) < len(text) and part in text and text in whole and len(text) < 0.95 * len(whole):
            return heading
    return node


def clean_title(text: str) -> str:
    """A title without the words that comment pages put before it."""
    return _COMMENTED.sub("", " ".join(text.split())).strip(" »«|").strip()


def site_of(view: PageView) -> str | None:
    """Name of the site, else its host."""
    return view.meta("og:site_name", "application-name") or view.host or None


def permalink_of(view: PageView) -> str | None:
    """Address of the post: canonical or ``og:url``, else the page's own; None where only a ``base`` element names the site's root."""
    for selector, name in (("link[rel=canonical]", "href"), ('meta[property="og:url"]', "content")):
        node = view.root.css_first(selector)
        href = view.absolute(attr(node, name)) if node is not None else None
        if href and href.startswith("http") and href.count("/") > 3:
            return href
    return None if _is_root(view) else view.url


def _is_root(view: PageView) -> bool:
    """Whether the only address known is what a ``base`` element says, and that is a folder: all pages of the site would share it."""
    node = view.first("base[href]")
    if node is None or not view.url or view.url.rstrip("/") != attr(node, "href").strip().rstrip("/"):
        return False
    parts = urlsplit(view.url)
    return not parts.query and parts.path.strip("/").count("/") == 0 and "." not in parts.path


def structured(view: PageView) -> Iterator[dict[str, object]]:
    """JSON-LD objects of the page that describe an article."""
    for node in view.all("script[type='application/ld+json']")[:20]:
        text = node.text(deep=True)
        if len(text) > 500_000:
            continue
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        found = data.get("@graph", [data]) if isinstance(data, dict) else data
        for item in found if isinstance(found, list) else []:
            if (isinstance(item, dict) and "headline" in item) or (isinstance(item, dict) and "Article" in str(item.get("@type"))):
                yield item


def _moment(view: PageView, parts: ArticleParts, article: Node | None, data: Sequence[dict[str, object]]) -> Moment | None:
    for root in (article, view.root):
        if root is None:
            continue
        for selector in parts.date:
            for node in root.css(selector)[:4]:
                if not view.within(node, _NOT_HERE) and (found := moment_in(view, node)) and found.iso:
                    return found
        for selector in parts.byline:
            for node in root.css(selector)[:4]:
                if find_stamp(text_of(node)) and (found := moment_in(view, node)) and found.iso:
                    return found
    machine = view.meta(
        "article:published_time", "og:published_time", "datepublished", "dc.date", "dcterms.date", "dc.date.issued", "date", "pubdate"
    )
    if machine and (found := view.dates.read("", machine)) and found.iso:
        return found
    for item in data:
        if isinstance(item.get("datePublished"), str) and (found := view.dates.read("", str(item["datePublished"]))) and found.iso:
            return found
    return None


def _author(view: PageView, parts: ArticleParts, article: Node | None, data: Sequence[dict[str, object]]) -> tuple[str | None, str | None]:
    for root in (article, view.root):
        if root is None:
            continue
        for selector in parts.author:
            for node in root.css(selector)[:4]:
                name = _name_of(node)
                if name and len(name) < 80 and not view.within(node, _NOT_HERE):
                    link = node if node.tag == "a" else node.css_first("a[href]")
                    return name, view.absolute(attr(link, "href")) if link is not None else None
        for selector in parts.byline:
            for node in root.css(selector)[:4]:
                name = _name_in_byline(text_of(node))
                if name and not view.within(node, _NOT_HERE):
                    return name, None
    for item in data:
        who = item.get("author")
        who = who[0] if isinstance(who, list) and who else who
        stated = who.get("name") if isinstance(who, dict) else who
        if isinstance(stated, str) and stated.strip() and not stated.startswith("http"):
            return " ".join(stated.split()), None
    name = view.meta("author", "article:author", "dc.creator", "byl", "sailthru.author", "parsely-author")
    return (byline_name(name), None) if name and not name.startswith("http") and len(name) < 80 else (None, None)


def _name_of(node: Node) -> str | None:
    """The name in an element, or the names of several authors as the byline joins them; titles and dates around links left out."""
    around = node
    if node.tag == "a" and node.parent is not None and len(text_of(node.parent)) < 200:
        around = node.parent
    links = [
        text_of(link) for link in around.css("a[rel~=author], a[href*='/author/'], a[href*='/profile'], a[href*='/bio/']") if text_of(link)
    ]
    text = text_of(around)
    if len(links) > 1 and (start := text.find(links[0])) >= 0:
        whole = text[start : text.rfind(links[-1]) + len(links[-1])]
        if len(whole) < sum(map(len, links)) + 6 * len(links):
            return byline_name(whole)
    alone = node.css("a[href]")
    text = text_of(node)
    if node.tag != "a" and len(alone) >= 1 and (stamp := text_of(alone[0])) and stamp != text and not any(c.isdigit() for c in stamp):
        before = text[: text.find(stamp)]
        if re.fullmatch(r"(?:[^\W\d_]{1,12}\s?){0,3}:?\s?", before):
            return byline_name(stamp)
    if found := find_stamp(text):
        text = text[: found.start]
    return byline_name(re.sub(r"[\s,(|•·—–:-]*(?:\bon|\bam|\ble)?[\s,(|•·—–:-]*$", "", text, flags=re.IGNORECASE))


_BYLINE = re.compile(
    r"(?:posted|written|published|by|von|par|por|da|geschrieben|verfasst|veröffentlicht|publié|rédigé|autor|author)(?:\s(?:by|von|"
    r"par|por|da))?\s*:?\s+"
    r"(?P<name>\S.{0,60}?)\s*(?:$|[|@•·»,(—–]|\s-\s|\s(?:on|am|le|el|il|at|um|in|to|under|posted|published|,)\s)",
    re.IGNORECASE,
)


def _name_in_byline(text: str) -> str | None:
    """The name in "Posted by NAME on DATE | Permalink"; None where the line names nobody."""
    found = _BYLINE.search(text[:300])
    if found is None:
        return None
    name = found["name"].strip()
    return (
        byline_name(name)
        if not find_stamp(name) and len(name.split()) <= 5 and not re.match(r"(?:in|on|at)\b|\d", name, re.IGNORECASE)
        else None
    )
