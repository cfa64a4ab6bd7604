"""Signatures that old forums put into the text behind a line of underscores."""

from __future__ import annotations

import re

from reader.markup.tree import Node, remove, text_of

_LINE = re.compile(r"_{9,}|-{20,}")


def cut_signature(body: Node) -> str | None:
    """Take out the line and what follows it up to the end of the body; its text, None where there is no such line.

    Only a line that stands directly in the body, or in an element of its own, opens a signature: a line inside a quote does not.
    """
    for node in body.iter(include_text=True):
        text = node.text_content if node.is_text_node else text_of(node) if node.tag in {"div", "span", "p"} else None
        opened = _LINE.search(text or "")
        if opened is None or (text or "")[: opened.start()].strip():
            continue
        following = []
        current: Node | None = node
        while current is not None:
            following.append(current)
            current = current.next
        shown = " ".join(" ".join((each.text_content or "") if each.is_text_node else text_of(each) for each in following).split())
        for each in following:
            remove(each)
        return _LINE.sub("", shown, count=1).strip("_- ") or None
    return None
