"""An export brought into another library gives the same library, field by field."""

from __future__ import annotations

import dataclasses
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests_pictures import PNG, PNG_SHA

from reader.exports import json_form
from reader.exports.codec import to_plain
from reader.jobs.exporting import export, kept_thread
from reader.jobs.keeping import take_export
from reader.jobs.reporter import Reporter
from reader.model.discussion import (
    POST_KEY,
    Body,
    Comment,
    CommentKind,
    Corrections,
    Discussion,
    Gap,
    ManualParent,
    ManualReference,
    NameMeaning,
    NamePair,
    ParentOrigin,
    Post,
    Quote,
    Reference,
    ReferenceKind,
    Role,
    Source,
    ThreadCorrections,
    Toward,
)
from reader.model.errors import RefusedFile, Why
from reader.model.report import Notice, NoticeKind, Outcome, ThreadReport
from reader.model.skeleton import Place
from reader.store import Library

SCHEMA = Path(__file__).parents[2] / "resources" / "schemas" / "export.schema.json"


def full_discussion(other_post: int | None = None, other_comment: int | None = None) -> Discussion:
    """Every field set to something other than its default."""
    outward = Reference(0, 4, "Oh, ", ReferenceKind.LINK, Toward.EXTERNAL, other_comment, other_post, 0.8, ("link",), Role.MENTION)
    post = Post(
        id=-1, title="Wells & <springs>", body=Body("Oh, wells.", "<p>Oh, <em>wells</em>.</p>"), author="Ada", author_url="http://a.example/",
        published="2010-05-01T09:00:00+02:00", published_text="May 1, 2010", url="http://a.example/wells.html", site="a.example",
        platform="typepad", language="en", comments_closed=True, comments_stated=9, missing_numbers=(3,), more_pages=True,
        gaps=(Gap(4, 9, "http://a.example/2"),),
        sources=(Source("w.html", "a" * 64, "html", "2020-01-01T00:00:00+00:00", 1, 2, True, True, "http://n", "http://p", 1, 4, False),),
        references=(outward,), notices=(Notice(NoticeKind.CHARSET_WRONG, 1, 2, "latin-1"),),
        corrections=Corrections("Wells", "Ada L.", "2010"), tags=("water", "deep"), note="*Mine*",
    )
    first = Comment(
        id=-2, key="s:c1", author="Bo", body=Body("It is deep.", f'<p>It is deep.</p><p><img src="asset:{PNG_SHA}" alt="well"></p>'),
        number=1, position=1, kind=CommentKind.COMMENT, site_id="c1", url="http://a.example/#c1", author_url="http://bo.example/",
        avatar=PNG_SHA, published="2010-05-01T10:00", published_text="10:00", votes=4, signature="Bo", edited_text="edited 11:00", source=0,
        read=True, starred=True, note="See *this*.",
    )
    second = Comment(
        id=-3, key="s:c2", author="Cy", body=Body("It is deep.\n\nNo, @1 Bo.", "<blockquote><p>It is deep.</p></blockquote><p>No, @1 Bo.</p>"),
        number=4, position=2, site_id="c2", page_parent=-2, page_parent_site_id="c0", parent=-2, parent_origin=ParentOrigin.MANUAL,
        parent_confidence=0.7, quotes=(Quote(0, 11, "Bo", "c1"),), source=0,
        references=(Reference(17, 22, "@1 Bo", ReferenceKind.NUMBER_AUTHOR, Toward.COMMENT, -2, None, 0.95, ("number", "author"), Role.ADDRESS),),
    )
    ghost = Comment(id=-4, key="g:3", author="Di", body=Body(""), number=3, kind=CommentKind.REMOVED, published="2010-05-01T11:00")
    return Discussion(post, (first, ghost, second))


def fill(library: Library) -> list[int]:
    other = library.replace(
        Discussion(Post(-1, "The pond", Body("Pond."), url="http://a.example/pond.html"), (Comment(-2, "s:p", "Eve", Body("Hm."), position=1),))
    )
    (asset,) = json_form.read(json.dumps({"format": "threadfolio", "version": 1, "posts": [], "assets": PNG}), "x").assets.values()
    report = ThreadReport(0, "Wells", "a.example", Outcome.ADDED, 2, 2, 2, 9, 1, 1, 0, (Notice(NoticeKind.MORE_PAGES),), "u", "2010", "typepad")
    stored = library.replace(full_discussion(other.post_id, other.ids[-2]), permalink_key="a.example/wells.html", assets=(asset,), report=report)
    library.replace(library.load(stored.post_id), report=dataclasses.replace(report, outcome=Outcome.JOINED))
    library.set_corrections(
        stored.post_id,
        ThreadCorrections(
            (ManualParent("s:c2", "s:c1"),),
            (ManualReference("s:c2", "@1 Bo", "s:c1", ("s:c2",)), ManualReference(POST_KEY, "Bo", None, (), Toward.EXTERNAL)),
            (NameMeaning("B.", "Bo"),),
            (NamePair("Bo", "Bobo", True), NamePair("Bo", "Bob", False)),
        ),
    )
    library.save_place(stored.post_id, Place(stored.ids[-2], 17, False, frozenset({stored.ids[-2]})))
    return [other.post_id, stored.post_id]


def comparable(library: Library, post_id: int) -> Any:
    """Everything of a thread with ids told by what they name."""
    kept = kept_thread(library, post_id)
    names = {c.id: c.key for c in kept.discussion.comments}
    posts = {post.id: post.title for post in library.summaries()}

    def renamed(value: Any, field: str = "") -> Any:
        if isinstance(value, dict):
            return {key: renamed(item, key) for key, item in value.items()}
        if isinstance(value, list):
            return [renamed(item, field) for item in value]
        if field in ("id", "target", "parent", "page_parent", "comment", "folded") and isinstance(value, int):
            return names.get(value, f"post or foreign: {library.locate(value).post and posts.get(library.locate(value).post)}"
                             if field != "id" else posts.get(value))
        if field in ("target_post", "post_id"):
            return posts.get(value)
        return value

    return renamed(to_plain(kept))


def exported(library: Library) -> dict[str, Any]:
    out = io.BytesIO()
    export(library, None, "json", out, Reporter())
    value = json.loads(out.getvalue())
    assert isinstance(value, dict)
    return value


def test_every_field_survives(tmp_path: Path) -> None:
    with Library.open(tmp_path / "one", create=True) as one, Library.open(tmp_path / "two", create=True) as two:
        posts = fill(one)
        document = exported(one)
        jsonschema.validate(document, json.loads(SCHEMA.read_text()))
        reports = take_export(two, json_form.read(json.dumps(document), "x.json"))
        assert [r.outcome for r in reports] == [Outcome.ADDED, Outcome.ADDED]
        here = {comparable(one, post)["discussion"]["post"]["title"]: comparable(one, post) for post in posts}
        there = {comparable(two, s.id)["discussion"]["post"]["title"]: comparable(two, s.id) for s in two.summaries()}
        assert here == there
        assert two.asset(PNG_SHA) is not None
        assert exported(two)["posts"] == document["posts"] or len(exported(two)["posts"]) == 2


def test_importing_an_export_twice_changes_nothing(tmp_path: Path) -> None:
    with Library.open(tmp_path / "one", create=True) as one:
        fill(one)
        before = exported(one)
        reports = take_export(one, json_form.read(json.dumps(before), "x.json"))
        assert {r.outcome for r in reports} == {Outcome.UNCHANGED}
        assert exported(one) == before


def test_full_discussion_leaves_no_field_at_its_default() -> None:
    discussion = full_discussion(1, 2)
    unset = set()
    for kind, values in ((Post, [discussion.post]), (Comment, list(discussion.comments)), (Source, list(discussion.post.sources))):
        for field in dataclasses.fields(kind):
            if field.default is not dataclasses.MISSING and all(getattr(v, field.name) == field.default for v in values):
                unset.add(f"{kind.__name__}.{field.name}")
    assert unset == set()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", Why.DAMAGED),
        ("[]", Why.DAMAGED),
        ('{"format": "threadfolio", "version": 99, "posts": []}', Why.NEWER_EXPORT),
        ('{"format": "threadfolio", "version": 1, "posts": [5]}', Why.DAMAGED),
        ('{"format": "threadfolio", "version": 1, "posts": [{"id": 1, "title": 5, "comments": []}]}', Why.DAMAGED),
        ('{"format": "threadfolio", "version": 1, "posts": ' + "[" * 5000 + "]" * 5000 + "}", Why.DAMAGED),
    ],
)
def test_a_broken_export_is_refused_in_words(text: str, why: Why) -> None:
    with pytest.raises(RefusedFile) as refused:
        json_form.read(text, "broken.json")
    assert refused.value.why is why


def test_a_hostile_export_is_sanitised() -> None:
    document = {
        "format": "threadfolio", "version": 1,
        "posts": [{"id": 1, "title": "x", "body_html": "<script>alert(1)</script><p onclick=x>Hi</p>", "body_text": "Hi", "comments": []}],
        "assets": {"a" * 64: "bm90IGEgcGljdHVyZQ=="},
    }
    export_ = json_form.read(json.dumps(document), "x")
    html = export_.threads[0].discussion.post.body.html or ""
    assert "script" not in html and "onclick" not in html and not export_.assets
