"""Pages of made-up engines in many shapes, each comment with known name, date and words. Our own writing; no real site's markup."""

from __future__ import annotations

import html
import random
from collections.abc import Callable
from dataclasses import dataclass, field

NAMES = ("Mina", "Old Harbour", "j_p", "Ravi K.", "петров", "Anna-Lena", "x", "Zoë", "night owl 7", "Dr. Who?", "李雷", "b@rt", "Guest", "O'Neil")
WORDS = ("the lamp on the bridge burned all night and nobody came", "I asked the office twice and they laughed", "paint, it is paint again",
         "a nest was found behind the box with the key in it", "that was in the spring when the river stood high",
         "no", "ask the ferryman, he knows every bolt of that pylon", "my father kept a list of the lights, all of them by number")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


@dataclass
class Said:
    """One comment as it was meant."""

    name: str
    day: str
    hour: str
    words: list[str]
    parent: int | None = None
    printed: str = ""


@dataclass
class MadePage:
    """Markup with the comments in it."""

    html: str
    said: list[Said]
    shape: str
    nested: bool = field(default=False)


def talk(chance: random.Random, count: int, *, nested: bool) -> list[Said]:
    """Comments with names, days and words; parents where the page will show them."""
    found = []
    minute = 0
    for place in range(count):
        minute += chance.randint(5, 900)
        day, hour = divmod(minute, 24 * 60)
        words = [chance.choice(WORDS) + f" ({place})" for _ in range(chance.choice((1, 1, 1, 2, 3)))]
        parent = chance.choice([None, None, *range(max(0, place - 3), place)]) if nested and place else None
        found.append(Said(chance.choice(NAMES), f"2011-05-{1 + day % 28:02d}", f"{hour // 60:02d}:{hour % 60:02d}", words, parent))
    return found


def printed(chance: random.Random) -> Callable[[Said], str]:
    """One way of writing dates."""

    def long(said: Said) -> str:
        year, month, day = said.day.split("-")
        return f"{int(day)} {MONTHS[int(month) - 1]} {year}, {said.hour}"

    def american(said: Said) -> str:
        year, month, day = said.day.split("-")
        hour, minute = said.hour.split(":")
        return f"{MONTHS[int(month) - 1]} {int(day)}, {year} at {int(hour) % 12 or 12}:{minute} {'AM' if int(hour) < 12 else 'PM'}"

    return chance.choice((long, american, lambda said: f"{said.day} {said.hour}"))


def paragraphs(chance: random.Random, said: Said) -> str:
    """The words as markup, with what people do to it."""
    parts = [html.escape(words) for words in said.words]
    if chance.random() < 0.2:
        parts[0] = f"<b>{parts[0]}</b>"
    if chance.random() < 0.15:
        parts.insert(0, "<i>you said it was a timer</i>")
    return "".join(f"<p>{part}</p>" for part in parts)


class Maker:
    """Writes pages of one made-up engine; what it chose stays the same for all comments of the page."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        chance = self.chance
        self.date = printed(chance)
        self.classes = chance.random() < 0.75
        self.turns = chance.random() < 0.4
        self.ids = chance.random() < 0.6
        self.buttons = chance.random() < 0.6
        self.links = chance.choice(("all", "some", "none"))
        self.time_tag = chance.random() < 0.3
        self.sidebar = chance.random() < 0.4
        self.block_tag = chance.choice(("div", "article", "section", "li"))
        self.order = chance.choice(("head", "foot", "split"))
        self.nest = chance.choice((("li", "ul"), ("div", "div"), ("li", "ol")))

    def cls(self, name: str, place: int | None = None) -> str:
        if not self.classes:
            return ""
        turn = f" {'even' if place % 2 else 'odd'}" if self.turns and place is not None else ""
        return f' class="{name}{turn}"'

    def id(self, place: int) -> str:
        return f' id="c-{4000 + 7 * place}"' if self.ids else ""

    def name(self, said: Said, place: int, tag: str = "span") -> str:
        text = html.escape(said.name)
        linked = self.links == "all" or (self.links == "some" and place % 3)
        inner = f'<a href="http://people.example/{place}">{text}</a>' if linked else text
        return f"<{tag}{self.cls('who')}>{inner}</{tag}>"

    def when(self, said: Said, tag: str = "span") -> str:
        said.printed = self.date(said)
        if self.time_tag:
            return f'<time datetime="{said.day}T{said.hour}">{said.printed}</time>'
        return f"<{tag}{self.cls('when')}>{said.printed}</{tag}>"

    def button(self) -> str:
        return f'<a{self.cls("reply-link")} href="#respond">Reply</a>' if self.buttons else ""

    def body(self, said: Said, tag: str = "div") -> str:
        return f"<{tag}{self.cls('words')}>{paragraphs(self.chance, said)}</{tag}>"

    # -- shapes: one element a comment

    def blocks(self, talk: list[Said]) -> str:
        tag, order = self.block_tag, self.order
        out = []
        for place, said in enumerate(talk):
            name, when = self.name(said, place), self.when(said)
            head, foot = {"head": (f"{name} {when}", ""), "foot": ("", f"{name} | {when}"), "split": (name, when)}[order]
            head = f"<div{self.cls('top')}>{head}</div>" if head else ""
            foot = f"<div{self.cls('end')}>{foot} {self.button()}</div>" if foot else self.button()
            out.append(f"<{tag}{self.cls('remark', place)}{self.id(place)}>{head}{self.body(said)}{foot}</{tag}>")
        outer = "ul" if tag == "li" else "div"
        return f"<{outer}{self.cls('remarks')}>{''.join(out)}</{outer}>"

    def one_line_footer(self, talk: list[Said]) -> str:
        out = []
        for place, said in enumerate(talk):
            said.printed = self.date(said)
            name = html.escape(said.name)
            out.append(f"<div{self.cls('remark', place)}{self.id(place)}>{paragraphs(self.chance, said)}"
                       f"<p{self.cls('signed')}>Posted by: {name} | {said.printed}</p></div>")
        return f"<div{self.cls('remarks')}>{''.join(out)}</div>"

    def table_rows(self, talk: list[Said]) -> str:
        rows = []
        for place, said in enumerate(talk):
            cell = f"<td{self.cls('left')}><b>{self.name(said, place)}</b><br>{self.chance.choice(('Member', 'Posts: 12', ''))}</td>"
            rows.append(f"<tr{self.cls('row', place)}{self.id(place)}>{cell}<td{self.cls('right')}><div>{self.when(said)}</div>"
                        f"{self.body(said)}{self.button()}</td></tr>")
        return f"<table{self.cls('thread')}>{''.join(rows)}</table>"

    def table_each(self, talk: list[Said]) -> str:
        out = []
        for place, said in enumerate(talk):
            out.append(f"<table{self.cls('box', place)}{self.id(place)}><tr><td>{self.name(said, place)}</td><td>{self.when(said)}</td></tr>"
                       f"<tr><td colspan=2>{self.body(said)}</td></tr></table>")
        return f"<div>{''.join(out)}</div>"

    # -- replies inside

    def nested_lists(self, talk: list[Said]) -> str:
        tag, outer = self.nest
        inner: dict[int | None, list[int]] = {}
        for place, said in enumerate(talk):
            inner.setdefault(said.parent, []).append(place)

        def write(place: int) -> str:
            said = talk[place]
            below = "".join(map(write, inner.get(place, [])))
            below = f"<{outer}{self.cls('replies')}>{below}</{outer}>" if below else ""
            return (f"<{tag}{self.cls('remark', place)}{self.id(place)}><div{self.cls('inner')}><div{self.cls('top')}>{self.name(said, place)} "
                    f"said on {self.when(said)}</div>{self.body(said)}{self.button()}</div>{below}</{tag}>")

        return f"<{outer}{self.cls('remarks')}>{''.join(map(write, inner.get(None, [])))}</{outer}>"

    # -- comments that no element surrounds

    def definition_list(self, talk: list[Said]) -> str:
        out = []
        for place, said in enumerate(talk):
            foot = f"<dd{self.cls('foot')}>{self.when(said)}</dd>" if self.turns else ""
            head = "" if self.turns else f" {self.when(said)}"
            out.append(f"<dt{self.cls('head', place)}{self.id(place)}>{self.name(said, place)}{head}</dt>{self.body(said, 'dd')}{foot}")
        return f"<dl{self.cls('remarks')}>{''.join(out)}</dl>"

    def headed_runs(self, talk: list[Said]) -> str:
        out = []
        for place, said in enumerate(talk):
            out.append(f"<h4{self.cls('head')}{self.id(place)}>{self.name(said, place)} {self.when(said)}</h4>{paragraphs(self.chance, said)}")
        return f"<div{self.cls('remarks')}>{''.join(out)}</div>"

    def footed_runs(self, talk: list[Said]) -> str:
        out = []
        for place, said in enumerate(talk):
            out.append(f"{paragraphs(self.chance, said)}<div{self.cls('signed')}{self.id(place)}>{self.name(said, place)} - {self.when(said)}"
                       f"</div>")
        return f"<div{self.cls('remarks')}>{''.join(out)}</div>"

    def row_pairs(self, talk: list[Said]) -> str:
        out = []
        for place, said in enumerate(talk):
            out.append(f"<tr{self.cls('head')}><td>{self.name(said, place)}</td><td>{self.when(said)}</td></tr>"
                       f"<tr{self.cls('text')}><td colspan=2>{paragraphs(self.chance, said)}</td></tr>")
        return f"<table{self.cls('thread')}>{''.join(out)}</table>"

    # -- pages written by hand, long ago

    def ruled_book(self, talk: list[Said]) -> str:
        out = []
        for said in talk:
            said.printed = self.date(said)
            out.append(f"<b>{html.escape(said.name)}</b> wrote on {said.printed}:<br>{'<br>'.join(map(html.escape, said.words))}<br><hr>")
        return f"<div{self.cls('book')}>{''.join(out)}</div>"

    def plain_paragraphs(self, talk: list[Said]) -> str:
        out = []
        for place, said in enumerate(talk):
            said.printed = self.date(said)
            words = "".join(f"<p>{html.escape(words)}</p>" for words in said.words)
            out.append(f"{words}<p>Posted by: {self.name(said, place, 'i')} at {said.printed}</p>")
        return f"<div>{''.join(out)}</div>"

    def font_tables(self, talk: list[Said]) -> str:
        out = []
        for said in talk:
            said.printed = self.date(said)
            out.append(f"<tr bgcolor=#eee><td><font size=2><b>{html.escape(said.name)}</b></font> <font size=1>{said.printed}</font></td></tr>"
                       f"<tr><td><font size=2>{'<br><br>'.join(map(html.escape, said.words))}</font></td></tr>")
        return f"<table border=0 width=100%>{''.join(out)}</table>"

    def one_liners(self, talk: list[Said]) -> str:
        out = []
        for place, said in enumerate(talk):
            said.printed = self.date(said)
            said.words = said.words[:1]
            words = html.escape(said.words[0])
            out.append(f"<li{self.cls('line')}><a href='/p/{place}'>{html.escape(said.name)}</a> ({said.printed}): {words}</li>")
        return f"<ul>{''.join(out)}</ul>"

    FLAT = ("ruled_book", "plain_paragraphs", "font_tables", "one_liners", "blocks", "one_line_footer", "table_rows", "table_each", "definition_list", "headed_runs", "footed_runs", "row_pairs")

    def page(self, shape: str, count: int) -> MadePage:
        said = talk(self.chance, count, nested=shape == "nested_lists")
        if shape == "nested_lists":  # page order is the order of the tree
            said = _in_tree_order(said)
        middle = getattr(self, shape)(said)
        aside = ""
        if self.sidebar and self.classes:
            items = "".join(f'<li class="remark"><span class="who">{html.escape(s.name)}</span> on <a href="/x">Another story</a></li>'
                            for s in said[:5])
            aside = f'<div id="side" class="column"><h3>Latest</h3><ul class="latest">{items}</ul></div>'
        article = "<p>" + " ".join(WORDS) + "</p>"
        if shape == "ruled_book" and not self.classes:  # a page of 1998: nothing around anything
            text = f"<html><head><title>Lights</title></head><body><h1>The lights</h1>{article}<hr>{middle[5:-6]}</body></html>"
            return MadePage(text, said, shape)
        text = (f'<!DOCTYPE html><html lang="en"><head><title>Lights</title></head><body><div id="page"><h1>The lights of the harbour</h1>'
                f'<div class="story">{article}{article}</div><div id="talk"><h2>{count} remarks</h2>{middle}'
                f'<form action="/x"><p>Leave a remark</p><textarea></textarea></form></div></div>{aside}'
                f"<div><p>Imprint, 2 March 2009</p></div></body></html>")
        return MadePage(text, said, shape, nested=shape == "nested_lists")


def _in_tree_order(said: list[Said]) -> list[Said]:
    inner: dict[int | None, list[int]] = {}
    for place, one in enumerate(said):
        inner.setdefault(one.parent, []).append(place)
    order: list[int] = []
    todo = list(reversed(inner.get(None, [])))
    while todo:
        place = todo.pop()
        order.append(place)
        todo += reversed(inner.get(place, []))
    moved = {old: new for new, old in enumerate(order)}
    return [Said(s.name, s.day, s.hour, s.words, None if s.parent is None else moved[s.parent]) for s in (said[old] for old in order)]
