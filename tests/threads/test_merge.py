"""Pages, saves and exports of one discussion become one."""

from __future__ import annotations

import dataclasses
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.discussion import Body, CommentKind, Discussion, Gap, Source
from reader.model.draft import DraftComment, DraftThread, PageLinks
from reader.model.library import ThreadStub
from reader.model.page import SourceFile
from reader.threads.keys import comment_keys, permalink_key
from reader.threads.merge import Sameness, carry_over, from_draft, join, same_thread

URL = "http://quiet.example.org/2010/05/well.html"


def comment(number: int | None, author: str = "Ada", minute: int = 0, text: str = "", **more: object) -> DraftComment:
    body = Body(text or f"Remark number {number} about the deep well, by {author} at {minute}.")
    return DraftComment(author=author, body=body, number=number, published=f"2010-05-01T{9 + minute // 60:02}:{minute % 60:02}", **more)


def page(comments: list[DraftComment], number: int | None = None, *, has_next: bool = False, has_previous: bool = False, **more: object) -> DraftThread:
    fields = {"title": "The well", "url": URL, "site": "quiet.example.org", "published": "2010-05-01", **more}
    return DraftThread(
        source=SourceFile(f"page{number}.html", f"{number}".rjust(64, "0"), 10, "html"), platform="typepad", body=Body("Who dug it?"),
        comments=tuple(comments), pages=PageLinks(number=number, has_next=has_next, has_previous=has_previous),
        has_post=number in (None, 1), **fields,
    )


def source(draft: DraftThread) -> Source:
    numbers = [c.number for c in draft.comments if c.number is not None]
    return Source(
        draft.source.name, draft.source.sha256, "html", "2020-01-01T00:00:00+00:00", page=draft.pages.number,
        has_next=draft.pages.has_next, has_previous=draft.pages.has_previous, first_number=min(numbers, default=None),
        last_number=max(numbers, default=None), has_post=draft.has_post,
    )


def merged(*drafts: DraftThread) -> Discussion:
    whole = from_draft(drafts[0], source(drafts[0]))
    for draft in drafts[1:]:
        whole = join(whole, draft, source(draft)).discussion
    return whole


def essence(discussion: Discussion) -> list[tuple[object, ...]]:
    by_id = {c.id: c.key for c in discussion.comments}
    return [
        (c.key, c.number, c.position, c.author, c.body.text, None if c.page_parent is None else by_id[c.page_parent])
        for c in discussion.comments
    ]


def test_one_page_becomes_a_thread_with_positions_and_keys() -> None:
    whole = merged(page([comment(1), comment(2, "Bo", 3), comment(None, "Blog", 4, kind=CommentKind.PINGBACK)]))
    assert [c.position for c in whole.comments] == [1, 2, None]
    assert len({c.key for c in whole.comments}) == 3
    assert whole.post.title == "The well" and whole.post.gaps == () and not whole.post.more_pages


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_pages_give_the_same_thread_in_whatever_order_they_come(order: tuple[int, ...]) -> None:
    pages = [
        page([comment(n, "ABC"[n % 3], n) for n in range(start, start + 4)], number, has_next=number < 3, has_previous=number > 1)
        for number, start in ((1, 1), (2, 5), (3, 9))
    ]
    whole = merged(*(pages[i] for i in order))
    assert [c.number for c in whole.comments] == list(range(1, 13))
    assert essence(whole) == essence(merged(*pages))
    assert whole.post.body.text == "Who dug it?" and not whole.post.more_pages and whole.post.gaps == ()


def test_pages_without_numbers_stand_in_page_order() -> None:
    one, two = page([comment(None, "Ada", 5)], 1, has_next=True), page([comment(None, "Bo", 2)], 2, has_previous=True)
    assert [c.author for c in merged(two, one).comments] == ["Ada", "Bo"]


def test_a_parent_on_another_page_is_found_when_that_page_comes() -> None:
    two = page([comment(None, "Bo", 9, site_id="c2", parent_site_id="c1")], 2, has_previous=True)
    one = page([comment(None, "Ada", 1, site_id="c1")], 1, has_next=True)
    for whole in (merged(one, two), merged(two, one)):
        first, second = whole.comments
        assert second.page_parent == first.id and second.page_parent_site_id is None


def test_gaps_say_what_was_never_saved() -> None:
    one, three = page([comment(1), comment(2)], 1, has_next=True), page([comment(7), comment(8)], 3, has_previous=True, has_next=True)
    whole = merged(one, three)
    assert whole.post.gaps == (Gap(after=2, before=7), Gap(after=8)) and whole.post.more_pages
    assert whole.post.missing_numbers == ()


def test_numbers_skipped_inside_a_page_are_missing() -> None:
    whole = merged(page([comment(n) for n in (1, 2, 4, 7)]))
    assert whole.post.missing_numbers == (3, 5, 6)


def test_a_second_save_adds_what_is_new_and_keeps_what_was_there() -> None:
    first = page([comment(None, "Ada", 1), comment(None, "Bo", 2), comment(None, "Cy", 3)])
    second = page([comment(None, "Bo", 2), comment(None, "Cy", 3), comment(None, "Di", 4)])
    step = join(merged(first), second, source(second))
    assert [c.author for c in step.discussion.comments] == ["Ada", "Bo", "Cy", "Di"]
    assert (step.added, step.changed) == (1, 0)


def test_a_comment_between_two_known_ones_is_put_between_them() -> None:
    first = page([comment(None, "Ada", 1), comment(None, "Cy", 3)])
    second = page([comment(None, "Ada", 1), comment(None, "Bo", 2), comment(None, "Cy", 3)])
    assert [c.author for c in merged(first, second).comments] == ["Ada", "Bo", "Cy"]


def test_real_double_posts_stay_two() -> None:
    twice = page([comment(None, "Ada", 1, "Twice."), comment(None, "Ada", 1, "Twice.")])
    whole = merged(twice, twice)
    assert len(whole.comments) == 2 and len({c.key for c in whole.comments}) == 2


def test_an_export_completes_a_saved_page() -> None:
    saved = page([dataclasses.replace(comment(1, "Ada"), published="2010-05-01")])
    exported = page([dataclasses.replace(comment(None, "Ada"), body=saved.comments[0].body, published="2010-05-01T09:00", site_id="77")])
    (only,) = merged(saved, exported).comments
    assert (only.number, only.published, only.site_id) == (1, "2010-05-01T09:00", "77")
    assert only.key == merged(saved).comments[0].key, "the key stays, user data hangs on it"


def test_an_edited_text_is_taken_and_counted() -> None:
    old, new = page([comment(1, text="It is deep.", site_id="a")]), page([comment(1, text="It is very deep.", site_id="a")])
    step = join(merged(old), new, source(new))
    assert step.changed == 1 and step.discussion.comments[0].body.text == "It is very deep."


def test_reading_again_keeps_ids_keys_and_marks() -> None:
    old = merged(page([comment(1), comment(2, "Bo", 3)]))
    marked = Discussion(
        dataclasses.replace(old.post, id=7, tags=("wells",)),
        tuple(dataclasses.replace(c, id=100 + i, read=True, note="mine") for i, c in enumerate(old.comments)),
    )
    better = page([comment(1, site_id="x1"), comment(2, "Bo", 3, parent=0), comment(3, "Cy", 5)])
    again = carry_over(marked, merged(better))
    assert [c.id for c in again.comments][:2] == [100, 101] and again.comments[1].page_parent == 100
    assert [c.note for c in again.comments] == ["mine", "mine", ""]
    assert again.post.id == 7 and again.post.tags == ("wells",) and len({c.key for c in again.comments}) == 3


def stub(**more: object) -> ThreadStub:
    fields = {"post_id": 1, "title": "The well", "site": "quiet.example.org", "url": None, "published": "2010-05-01", "first_number": 1,
              "last_number": 4, **more}
    return ThreadStub(**fields)


@pytest.mark.parametrize(
    ("known", "draft", "expected"),
    [
        (stub(url="https://www.quiet.example.org/2010/05/well.html?utm_source=x#c3"), page([comment(1)]), Sameness.SAME),
        (stub(), page([comment(5), comment(6)], 2, url=None), Sameness.SAME),
        (stub(), page([comment(2), comment(3)], 2, url=None, published="2011-01-01"), Sameness.SUGGESTED),
        (stub(), page([comment(None)], url=None), Sameness.SUGGESTED),
        (stub(site="other.example.org"), page([comment(5)], 2, url=None), Sameness.OTHER),
        (stub(title="The pond"), page([comment(5)], 2, url=None), Sameness.OTHER),
        (stub(title="?", site_ids=frozenset({"a", "b"})), page([comment(1, site_id="a"), comment(2, site_id="b")], url=None), Sameness.SAME),
    ],
)
def test_which_thread_a_page_belongs_to(known: ThreadStub, draft: DraftThread, expected: Sameness) -> None:
    assert same_thread(known, draft) is expected


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://www.a.example/x.html/comments/page/2/#comments", "a.example/x.html"),
        ("http://web.archive.org/web/20160101000000/http://a.example/x.html", "a.example/x.html"),
        ("http://a.example/x.html?replytocom=33&utm_campaign=z", "a.example/x.html"),
        ("http://f.example/viewtopic.php?f=4&t=99&start=40&sid=af3", "f.example/viewtopic.php?t=99"),
        ("http://f.example/index.php?topic=12.40", "f.example?topic=12"),
        ("https://d.example/t/slug/55/20", "d.example/t/slug/55"),
        ("https://x.example/threads/title.12/page-3", "x.example/threads/title.12"),
        ("http://a.example/2010/?p=17", "a.example/2010?p=17"),
        ("javascript:alert(1)", ""),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_one_spelling_of_an_address(address: str, key: str) -> None:
    assert permalink_key(address) == key


@given(st.text(max_size=80))
def test_any_text_has_a_spelling_and_it_is_stable(text: str) -> None:
    key = permalink_key(text)
    assert permalink_key("http://" + key) == key or not key or "?" in key


names = st.sampled_from(["Ada", "Bo", None])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(names, st.integers(0, 3), st.sampled_from(["one", "two"])), min_size=1, max_size=8), st.data())
def test_importing_a_page_again_changes_nothing(kinds: list[tuple[str | None, int, str]], data: st.DataObject) -> None:
    drafted = [DraftComment(author=a, body=Body(t), published=f"2010-05-01T09:0{m}") for a, m, t in kinds]
    once = merged(page(drafted))
    part = data.draw(st.integers(0, len(drafted)))
    step = join(once, page(drafted[:part]), source(page(drafted)))
    assert step.added == 0 and step.changed == 0
    assert essence(step.discussion) == essence(once)
    assert len(set(comment_keys(once.comments))) == len(drafted)
