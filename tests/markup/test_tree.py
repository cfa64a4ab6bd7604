from __future__ import annotations

import pytest

from reader.markup import tree as markup_tree
from reader.markup.capping import MAX_ATTRIBUTES, MAX_DEPTH, cap
from reader.markup.tree import Node, ancestors, attr, classes, closest, has_class, own_text, parse, remove, text_of, visible
from reader.model.report import NoticeKind


def depth(root: Node) -> int:
    deepest, todo = 0, [(root, 1)]
    while todo:
        node, level = todo.pop()
        deepest = max(deepest, level)
        child = node.first_child
        while child is not None:
            todo.append((child, level + 1))
            child = child.next
    return deepest


def test_questions() -> None:
    tree = parse('<div id=a class="x  y"><p>one <b>two</b>\n three</p><p hidden>four<p style="Display : NONE">five</div>')
    first, second, third = tree.css("p")
    assert text_of(first) == "one two three" and own_text(first) == "one three" and text_of(None) == ""
    div = closest(first, "div.x")
    assert div is not None and classes(div) == {"x", "y"} and has_class(div, "y") and attr(div, "id") == "a" and attr(div, "k", "z") == "z"
    assert closest(first, "table") is None
    assert [node.tag for node in ancestors(first)] == ["div", "body", "html"]
    assert [visible(node) for node in (first, second, third)] == [True, False, False]
    remove(second)
    assert len(tree.css("p")) == 2


@pytest.mark.parametrize("html", ["", "\0", "<", "plain", "<!doctype html>", "</p>", "<html><head></head></html>"])
def test_anything_is_a_page(html: str) -> None:
    tree = parse(html)
    assert tree.root.tag == "html" and tree.notices == ()


@pytest.mark.parametrize(
    "unit", ["<div>", "<span>", "<x-y>", "<ul><li>", "<table><tr><td>", "<div><table><tr><td></div></table>", "<b><div>", "<object>", "<svg><title>"]
)
def test_depth_is_capped_and_told(unit: str) -> None:
    tree = parse("<p>start</p>" + unit * 40_000 + "core")
    assert [notice.kind for notice in tree.notices] == [NoticeKind.NESTING_CAPPED]
    assert depth(tree.root) < MAX_DEPTH * 2


def test_words_survive_the_cap() -> None:
    tree = parse("".join(f"<div>w{n} " for n in range(5000)) + "</div>" * 5000 + "<p>after</p>")
    words = (tree.root.text() or "").split()
    assert words == [*(f"w{n}" for n in range(5000)), "after"]


@pytest.mark.parametrize(
    "page",
    [
        "<p>x" * 20_000,
        "<ul>" + "<li><b>x</b> y" * 20_000 + "</ul>",
        "<table>" + "<tr><td>x<td>y" * 10_000 + "</table>",
        "<dl>" + "<dt>x<dd>y" * 10_000,
        "<select>" + "<option>x" * 10_000,
        "<br><img src=x><hr>" * 10_000,
        "<div class=c><p>x</p></div>\n" * 10_000,
        "<script>if (a<b) '<div><div>'</script>" * 2000,
        "<!-- <div> -->" * 5000,
        "<DIV>x</Div>" * 5000,
    ],
)
def test_honest_pages_stay_as_they_are(page: str) -> None:
    assert cap(page) == (page, 0)


def test_attributes_are_capped() -> None:
    tree = parse("<div " + " ".join(f"a{n}='>{n}'" for n in range(50_000)) + ">core</div>")
    node = tree.first("div")
    assert node is not None and len(node.attributes) == MAX_ATTRIBUTES and text_of(node) == "core"
    assert tree.notices


def test_canonical_is_balanced() -> None:
    assert markup_tree.canonical("<P Class=a>x<b>y</p>&amp;&copy;") == '<p class="a">x<b>y</b></p><b>&amp;©</b>'
