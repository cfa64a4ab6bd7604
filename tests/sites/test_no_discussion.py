"""Pages with authors and dates in rows that are no discussion: lists of topics, teasers, references, members. None may give a comment."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.model.page import Page, PageKind, SourceFile
from reader.sites import PageView, generic, read_page

PAGES: dict[str, str] = {}
NAMES = ["mina_k", "Old Pike", "Jonas R.", "stillwater", "Harbour Tom", "gull", "tern", "Anna"]
TITLES = [
    "Which rope holds in the winter harbour",
    "Tar for old hulls",
    "How deep is the basin",
    "Lost dinghy near the weir",
    "New rules for the quay",
    "Who repairs outboards",
    "Anchors for sand",
    "A lamp that lasts",
]
DATES = [f"Nov {3 + i}, 2013, {1 + i}:{5 + 7 * i:02} PM" for i in range(8)]
ISO = [f"2013-11-{3 + i:02}T1{1 + i}:{5 + 7 * i:02}:00Z" for i in range(8)]


def rows(row: Callable[[int], str]) -> str:
    return "".join(row(i) for i in range(8))


def page(title: str, body: str) -> str:
    return f'<!doctype html><html lang="en"><head><title>{title}</title></head><body>{body}</body></html>'


PAGES["phpbb_viewforum"] = page(
    "Quayside - Ropes",
    '<div id="page-body"><h2 class="forum-title"><a href="./viewforum.php?f=2">Ropes</a></h2><div class="forumbg"><div class="inner"><ul class="topiclist"><li class="header"><dl><dt>Topics</dt></dl></li></ul><ul class="topiclist topics">'
    + rows(
        lambda i: (
            f'<li class="row bg1"><dl class="row-item topic_read"><dt><div class="list-inner"><a href="./viewtopic.php?t={i}" class="topictitle">{TITLES[i]}</a><br /><div class="topic-poster">by <a href="./memberlist.php?u={i}" class="username">{NAMES[i]}</a> &raquo; <time datetime="{ISO[i]}">{DATES[i]}</time></div></div></dt><dd class="posts">{i}</dd><dd class="views">12{i}</dd><dd class="lastpost"><span>by <a href="./memberlist.php?u=9" class="username">{NAMES[-i - 1]}</a> <a href="#">x</a><br /><time datetime="{ISO[i]}">{DATES[i]}</time></span></dd></dl></li>'
        )
    )
    + "</ul></div></div></div>",
)
PAGES["xf_forum"] = page(
    "Ropes | Quayside",
    '<div class="p-body"><h1 class="p-title-value">Ropes</h1><div class="structItemContainer">'
    + rows(
        lambda i: (
            f'<div class="structItem structItem--thread js-threadListItem-{i}" data-author="{NAMES[i]}"><div class="structItem-cell--main"><div class="structItem-title"><a href="/threads/{i}/">{TITLES[i]}</a></div><div class="structItem-minor"><ul class="structItem-parts"><li><a href="/members/{i}/" class="username">{NAMES[i]}</a></li><li class="structItem-startDate"><a href="#"><time class="u-dt" datetime="{ISO[i]}">{DATES[i]}</time></a></li></ul></div></div><div class="structItem-cell--latest"><a href="#"><time class="structItem-latestDate u-dt" datetime="{ISO[i]}">{DATES[i]}</time></a><div class="structItem-minor"><a href="#" class="username">{NAMES[-i - 1]}</a></div></div></div>'
        )
    )
    + "</div></div>",
)
PAGES["generic_topic_table"] = page(
    "Ropes - Quay Forum",
    '<h1>Ropes</h1><table class="topics"><tr><th>Topic</th><th>Author</th><th>Replies</th><th>Last post</th></tr>'
    + rows(
        lambda i: (
            f'<tr class="topic"><td class="subject"><a href="/t/{i}">{TITLES[i]}</a></td><td class="author"><a href="/user/{i}">{NAMES[i]}</a></td><td>{i * 3}</td><td class="last">{DATES[i]} by <a href="/user/9">{NAMES[-i - 1]}</a></td></tr>'
        )
    )
    + "</table>",
)
PAGES["news_front"] = page(
    "Quay Times",
    '<h1>Quay Times</h1><div class="river">'
    + rows(
        lambda i: (
            f'<div class="story"><h3><a href="/story/{i}">{TITLES[i]}</a></h3><p class="byline">By <a href="/author/{i}">{NAMES[i]}</a> | <span class="date">{DATES[i]}</span></p><p>The harbour master said on Monday that nothing had been decided yet about the matter of {TITLES[i].lower()}, but more would be known soon. <a href="/story/{i}">Read more</a></p></div>'
        )
    )
    + "</div>",
)
PAGES["blog_home"] = page(
    "Quayside",
    "<h1>Quayside</h1>"
    + rows(
        lambda i: (
            f'<article class="post hentry" id="post-{i}"><h2 class="entry-title"><a href="/p/{i}">{TITLES[i]}</a></h2><div class="entry-meta">Posted on <time datetime="{ISO[i]}">{DATES[i]}</time> by <span class="author vcard"><a class="fn" href="/author/{i}">{NAMES[i]}</a></span></div><div class="entry-content"><p>The harbour was quiet this morning and nobody spoke of it, yet by noon there were more boats than on any day of the year, and so on for a while.</p></div><footer><a href="/p/{i}#comments">{i} comments</a></footer></article>'
        )
    ),
)
PAGES["article_related"] = page(
    "Which rope holds",
    '<article><h1>Which rope holds</h1><p class="byline">By <a rel="author" href="/a/tom">Harbour Tom</a>, Nov 14, 2013</p>'
    + "<p>The old hemp lines froze again last night and two of the boats were loose by the morning, so the harbour master has asked all of us what to do.</p>"
    * 6
    + '</article><section class="more"><h2>More from Quayside</h2>'
    + rows(
        lambda i: (
            f'<div class="card"><a href="/s/{i}"><h4>{TITLES[i]}</h4></a><span class="card-author">{NAMES[i]}</span><time datetime="{ISO[i]}">{DATES[i]}</time><p>What was said about it in the harbour and what the master thinks of it.</p></div>'
        )
    )
    + "</section>",
)
PAGES["wiki_refs"] = page(
    "Rope - Quaypedia",
    '<h1 id="firstHeading">Rope</h1><div class="mw-parser-output">'
    + "<p>A rope is a group of yarns, plies, fibres or strands that are twisted or braided together into a larger and stronger form.</p>"
    * 6
    + '<ol class="references">'
    + rows(
        lambda i: (
            f'<li id="cite_note-{i}"><span class="reference-text"><cite class="citation web">{NAMES[i]} ({3 + i} May 201{i}). <a href="http://x.example/{i}">"{TITLES[i]}"</a>. <i>The Quay Times</i>. Retrieved 2013-11-0{i + 1}.</cite></span></li>'
        )
    )
    + "</ol></div>",
)
PAGES["events"] = page(
    "Events",
    "<h1>Events on the quay</h1>"
    + rows(
        lambda i: (
            f'<div class="event"><h3>{TITLES[i]}</h3><div class="when">{DATES[i]}</div><div class="where">Pier {i}</div><p>Come and see how it is done by those who know; bring your own knife and a piece of old line.</p></div>'
        )
    ),
)
PAGES["search"] = page(
    "Search: rope",
    "<h1>Search results</h1><ol>"
    + rows(
        lambda i: (
            f'<li class="result"><h3><a href="/t/{i}">{TITLES[i]}</a></h3><div class="excerpt">... the rope that holds in winter is the one that was ...</div><div class="meta">Post by: <a href="/user/{i}">{NAMES[i]}</a>, {DATES[i]} in forum: <a href="/f/2">Ropes</a></div></li>'
        )
    )
    + "</ol>",
)
PAGES["members"] = page(
    "Members",
    "<h1>Members</h1><table>"
    + rows(
        lambda i: f'<tr><td><a href="/user/{i}">{NAMES[i]}</a></td><td>Joined {DATES[i]}</td><td>{i * 31} posts</td><td>Lee shore</td></tr>'
    )
    + "</table>",
)
PAGES["gallery"] = page(
    "Pictures",
    "<h1>Pictures</h1>"
    + rows(
        lambda i: (
            f'<figure class="photo"><img src="{i}.jpg"><figcaption>{TITLES[i]}. Photo by <a href="/u/{i}">{NAMES[i]}</a>, {DATES[i]}</figcaption></figure>'
        )
    ),
)
PAGES["article_sidebar_comments"] = page(
    "Which rope holds",
    '<div id="main"><h1>Which rope holds</h1>'
    + "<p>The old hemp lines froze again last night and two of the boats were loose by the morning, so the harbour master has asked all of us.</p>"
    * 6
    + '<p>Comments are closed.</p></div><div id="sidebar"><div class="widget recent-comments"><h3>Recent comments</h3><ul>'
    + rows(
        lambda i: (
            f'<li class="comment"><a href="/u/{i}">{NAMES[i]}</a> on {DATES[i]}: The one that we had on the old boat was better than that...</li>'
        )
    )
    + "</ul></div></div>",
)
PAGES["twitter_widget"] = page(
    "Which rope holds",
    "<article><h1>Which rope holds</h1>"
    + "<p>The old hemp lines froze again last night and two of the boats were loose by the morning, so the harbour master has asked all of us.</p>"
    * 6
    + '</article><div class="tweets"><h3>Latest tweets</h3>'
    + rows(
        lambda i: (
            f'<div class="tweet"><a class="name" href="https://twitter.com/quay">@quayside</a> <span class="txt">Rope of the day: number {i} and how to splice it http://t.co/{i}</span> <span class="time">{i + 1} hours ago</span></div>'
        )
    )
    + "</div>",
)
PAGES["reviews_timeline"] = page(
    "History",
    "<h1>History of the quay</h1>"
    + rows(
        lambda i: (
            f'<div class="entry"><span class="year">1{i}0{i}</span><h3>{TITLES[i]}</h3><p>In May 18{i}4 the council of the town met and decided that the wall must be raised by a foot at least.</p></div>'
        )
    ),
)
PAGES["joblist"] = page(
    "Jobs",
    "<h1>Jobs</h1>"
    + rows(
        lambda i: (
            f'<li class="job"><a href="/j/{i}">{TITLES[i]}</a> <span class="company">{NAMES[i]} Ltd</span> <span class="date">{DATES[i]}</span><p>We look for a person who can splice and who is not afraid of heights or of the cold.</p></li>'
        )
    ),
)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_no_comments_are_found(name: str) -> None:
    made = Page(SourceFile(f"{name}.html", "0" * 64, len(PAGES[name]), "html"), PageKind.HTML, PAGES[name])
    for draft in (*read_page(made), *generic.read(PageView(made))):
        assert draft.comments == ()
