"""A page with what several engines need of it, each made once and only when asked for."""

from __future__ import annotations

import re
from functools import cached_property
from urllib.parse import urlsplit

from reader.markup.addresses import join
from reader.markup.body import BodyContext
from reader.markup.dates import PageDates
from reader.markup.selectors import Names, names_in_page, needs_of
from reader.markup.tree import Node, Tree, attr, parse
from reader.model.page import Page, PageKind

_NO_TREE = (PageKind.TEXT, PageKind.RECORD, PageKind.EXPORT)
_ARCHIVE = re.compile(r"^https?://(?:web\.archive\.org/web|archive\.(?:ph|is|today|li|vn|fo|md))/\d{4,14}(?:[a-z]{2}_)?/", re.IGNORECASE)


class PageView:
    """What an engine sees of one page. Its ``tree`` belongs to the engine that reads it: taking nodes out is allowed."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @cached_property
    def tree(self) -> Tree:
        """The page's tree; an empty one where the page is no HTML."""
        return parse("" if self.page.kind in _NO_TREE else self.page.content)

    @property
    def root(self) -> Node:
        """The ``html`` element."""
        return self.tree.root

    def first(self, *selectors: str) -> Node | None:
        """The first node of the first selector that finds any."""
        for selector in selectors:
            node = self.root.css_first(selector) if self.may_hold(selector) else None
            if node is not None:
                return node
        return None

    def may_hold(self, selector: str) -> bool:
        """False where the page has none of the classes and ids that the selector needs: then no look through its tree is worth while."""
        return needs_of(selector, tags=False).met(self._names)

    def present(self, selectors: tuple[str, ...]) -> tuple[str, ...]:
        """Those selectors that may match on this page: of the sixty that a table lists for a comment, usually five."""
        return tuple(selector for selector in selectors if self.may_hold(selector))

    def give_class(self, node: Node, name: str) -> None:
        """Add a class to an element, for selectors that come later."""
        node.attrs["class"] = f"{attr(node, 'class')} {name}"
        self._names = Names(self._names.names | {f".{name}"}, f"{self._names.classes}\n{name}")

    @cached_property
    def _names(self) -> Names:
        return names_in_page("" if self.page.kind in _NO_TREE else self.page.content)

    def all(self, selector: str) -> list[Node]:
        """All nodes of a selector, in page order, each once (lexbor gives a node again for every part of a list that it matches)."""
        if not self.may_hold(selector):
            return []
        return list({node.mem_id: node for node in self.root.css(selector)}.values())

    def within(self, node: Node, selector: str) -> bool:
        """Whether the node, or one around it, matches the selector. Quick when asked often: each selector is looked up once."""
        places = self._matches.get(selector)
        if places is None:
            places = self._matches[selector] = frozenset(each.mem_id for each in self.all(selector))
        around: Node | None = node
        while around is not None:
            if around.mem_id in places:
                return True
            around = around.parent
        return False

    @cached_property
    def _matches(self) -> dict[str, frozenset[int]]:
        return {}

    def meta(self, *names: str) -> str | None:
        """The content of the first ``meta`` with one of these names or properties that is not empty; names in order of preference."""
        for name in names:
            value = self._metas.get(name.lower())
            if value:
                return value
        return None

    @cached_property
    def _metas(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for node in self.root.css("meta[content]"):
            name = (attr(node, "property") or attr(node, "name") or attr(node, "itemprop") or "").strip().lower()
            content = (attr(node, "content") or "").strip()
            if name and content and name not in found:
                found[name] = content
        return found

    @cached_property
    def generator(self) -> str:
        """What the page says made it, lower case, empty where it does not say."""
        return (self.meta("generator") or "").lower()

    @cached_property
    def url(self) -> str | None:
        """The page's own address: where it was saved from, else what its ``base``, canonical link or ``og:url`` says."""
        if self.page.url:
            return self.page.url
        for selector, name in (("link[rel=canonical]", "href"), ('meta[property="og:url"]', "content"), ("base[href]", "href")):
            for node in self.root.css(selector):
                value = _ARCHIVE.sub("", (attr(node, name) or "").strip())
                if value.startswith(("http://", "https://")):
                    return value
        return None

    @cached_property
    def base(self) -> str | None:
        """What the page's relative addresses are resolved against: its ``base`` element, else its own address."""
        for node in self.all("base[href]")[:1]:
            value = _ARCHIVE.sub("", attr(node, "href").strip())
            if value.startswith(("http://", "https://")):
                return value
            if value and self.url and not value.lower().startswith(("data:", "javascript:", "file:")):
                try:
                    return join(self.url, value)
                except ValueError:
                    return self.url
        return self.url

    @cached_property
    def host(self) -> str:
        """Host of ``url`` in lower case without ``www.``, empty where unknown."""
        return host_of(self.url)

    def is_own(self, node: Node) -> bool:
        """Whether what an element loads comes from the page's own site, as far as the addresses tell."""
        address = self.absolute(attr(node, "src") or attr(node, "href"))
        host = host_of(address) if address and address.startswith(("http://", "https://")) else ""
        own = self.host
        return not host or not own or host == own or own in host or (node.tag != "img" and _domain(host) == _domain(own))

    def absolute(self, href: str | None) -> str | None:
        """An address of the page as an absolute one where the page's own address is known; as written elsewhere; None for script."""
        href = (href or "").strip()
        if not href or href.lower().startswith(("javascript:", "data:", "vbscript:", "about:")):
            return None
        try:
            return join(self.base, href) if self.base else href
        except ValueError:
            return None

    @cached_property
    def language(self) -> str | None:
        """The language that the page declares, as a lower-case tag such as ``en`` or ``pt-br``."""
        node = self.root
        stated = attr(node, "lang") or attr(node, "xml:lang") or self.meta("content-language", "og:locale", "language") or ""
        match = re.match(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z]{2,4})?\b", stated.strip())
        return match[0].lower().replace("_", "-") if match else None

    @cached_property
    def context(self) -> BodyContext:
        """What bodies are made with."""
        return BodyContext(self.base, self.page.assets)

    @cached_property
    def dates(self) -> PageDates:
        """Reads the page's dates; learns their pattern as it goes."""
        return PageDates(self.language, self.page.saved, self.root.text(separator=" "))

    @cached_property
    def lines(self) -> list[str]:
        """The content's lines, whatever ends them; for plain text."""
        return self.page.content.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _domain(host: str) -> str:
    """The last two labels of a host."""
    return ".".join(host.split(".")[-2:])


def host_of(url: str | None) -> str:
    """Host of an address in lower case without ``www.``; empty where there is none."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
