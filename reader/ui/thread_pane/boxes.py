"""One shown row with everything laid out: where its parts stand, how tall it is. Made when seen, kept while it may be seen again."""

from __future__ import annotations

import enum
from collections import OrderedDict
from dataclasses import dataclass, field

from PySide6.QtGui import QColor

from reader.model.skeleton import ShownPost, Thread
from reader.ui.thread_pane import pieces
from reader.ui.thread_pane.documents import Laid, lay_out, lay_out_plain
from reader.ui.thread_pane.geometry import FREE_LEVELS, LINE_GAP, ROOT_GAP, SIBLING_GAP, TOP, Columns
from reader.ui.thread_pane.header import Header, Piece, lay_out_header
from reader.ui.thread_pane.relations import Relations
from reader.ui.thread_pane.rows import POST, Rows
from reader.ui.thread_pane.source import Bodies
from reader.ui.thread_pane.style import Style

KEPT_DOCUMENTS = 96
KEPT_BOXES = 160


class Kind(enum.Enum):
    """What a row is."""

    POST = 0
    COMMENT = 1
    FOLDED = 2
    STUB = 3
    GHOST = 4
    FOOT = 5


@dataclass(slots=True)
class Box:
    """A laid-out row. All y are relative to the row's top, x to the viewport; ``gap`` is the empty room above the row proper."""

    place: int
    index: int
    kind: Kind
    depth: int
    left: int
    text_left: int
    text_width: int
    gap: int
    header: Header
    header_top: int
    body: Laid | None = None
    body_top: int = 0
    title: Laid | None = None
    foot: Header | None = None
    foot_top: int = 0
    height: int = 0
    guides: list[tuple[int, int, QColor]] = field(default_factory=list)
    """(x of the middle, comment whose line it is, colour at rest)."""
    chain: tuple[int, ...] = ()
    """Ancestors from the root down."""
    foldable: bool = False
    run: list[int] = field(default_factory=list)


@dataclass
class Look:
    """What the reader's marks and the view's state say of comments; boxes show it."""

    new: set[int] = field(default_factory=set)
    unread: set[int] = field(default_factory=set)
    starred: set[int] = field(default_factory=set)
    notes: set[int] = field(default_factory=set)
    highlighted_authors: frozenset[int] = frozenset()
    all_answers: set[int] = field(default_factory=set)
    """Comments whose every answer is named, because the reader asked."""
    """How a rule is called on the stub of what it hides."""


class Boxes:
    """Makes and keeps the boxes of one thread."""

    def __init__(self, rows: Rows, bodies: Bodies, relations: Relations, look: Look) -> None:
        self.rows = rows
        self.thread: Thread = rows.thread
        self.bodies = bodies
        self.relations = relations
        self.look = look
        self.ratio = 1.0
        self._kept: OrderedDict[int, Box] = OrderedDict()
        self._documents: OrderedDict[tuple[int, int, int], Laid] = OrderedDict()
        self._parts: dict[int, int] = {}
        self._post: ShownPost | None = None
        self._style: Style | None = None
        self._levels = relations.levels(FREE_LEVELS)
        self._columns = Columns(600, 7.0)

    # -- what all boxes depend on

    @property
    def style(self) -> Style:
        """Fonts and colours."""
        assert self._style is not None
        return self._style

    @property
    def dressed(self) -> bool:
        """Whether a style was taken yet."""
        return self._style is not None

    @property
    def columns(self) -> Columns:
        """Where columns stand."""
        return self._columns

    def dress(self, style: Style, width: int, ratio: float) -> bool:
        """Take a style and a width; True where anything changed."""
        columns = Columns(width, style.character, style.scale, self._levels)
        if style is self._style and columns == self._columns and ratio == self.ratio:
            return False
        if style is not self._style or ratio != self.ratio:
            self._documents.clear()
        self._style, self._columns, self.ratio = style, columns, ratio
        self._kept.clear()
        self.rows.weights.set_line_characters(round(columns.text_width / max(1.0, style.character)))
        return True

    def changed(self) -> None:
        """Rows or marks changed: boxes are made anew, documents stay."""
        self._kept.clear()

    def forget_bodies(self) -> None:
        """Bodies changed."""
        self.bodies.forget()
        self._documents.clear()
        self._kept.clear()
        self._post = None

    def post(self) -> ShownPost:
        """The post, asked once."""
        if self._post is None:
            self._post = self.bodies.source.post()
        return self._post

    def show_more(self, place: int) -> None:
        """One more part of a very long body."""
        self._parts[place] = self._parts.get(place, 1) + 1
        self._kept.pop(place, None)

    # -- boxes

    def at(self, place: int) -> Box:
        """The box of a visible place."""
        box = self._kept.get(place)
        if box is None:
            box = self._kept[place] = self._make(place)
            if len(self._kept) > KEPT_BOXES:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(place)
        return box

    def _make(self, place: int) -> Box:
        if place == POST:
            return self._make_post()
        if place >= self.rows.size:
            return self._make_foot()
        index = self.rows.index_at(place)
        if self.rows.is_stub(place):
            return self._make_stub(place, index)
        if self.rows.is_folded(index):
            return self._make_folded(place, index)
        return self._make_comment(place, index)

    def _empty(self, place: int, index: int, kind: Kind) -> Box:
        depth = self.rows.depth(index) if index >= 0 else 0
        columns, style = self._columns, self.style
        above = self.rows.previous(place)
        gap = 0
        if above is not None:
            short = 0 <= above < self.rows.size and self._is_line(above)
            gap = style.px(LINE_GAP if short else ROOT_GAP if depth == 0 else SIBLING_GAP)
        box = Box(place, index, kind, depth, columns.row_left(depth), columns.row_text_left(depth), columns.row_text_width(depth), gap,
                  Header([], 0), 0)
        if depth:
            box.chain = self._chain(index)
            box.guides = [(x, box.chain[level], style.guide(self.relations.known_as(box.chain[level])))
                          for x, level in columns.guides(depth) if level < len(box.chain)]
        return box

    def _is_line(self, place: int) -> bool:
        """Whether a place shows a single line: lines stand closer together."""
        return self.rows.is_stub(place) or self.rows.is_folded(self.rows.index_at(place))

    def _chain(self, index: int) -> tuple[int, ...]:
        parent = self.thread.parents[index]
        above = self._kept.get(self.rows.place_of(parent))
        if above is not None and above.index == parent:
            return (*above.chain, parent)
        return tuple(reversed(list(self.rows.ancestors(index))))

    def _make_comment(self, place: int, index: int) -> Box:
        style, shown = self.style, self.bodies.comment(index)
        ghost = self.relations.is_ghost(index)
        box = self._empty(place, index, Kind.GHOST if ghost else Kind.COMMENT)
        box.foldable = self.rows.replies(index) > 0
        box.header_top = box.gap + style.px(TOP)
        made = pieces.ghost(self, index) if ghost else pieces.comment(self, index, shown)
        box.header = lay_out_header(made, box.text_width, style)
        bottom = box.header_top + box.header.height
        if shown.body.text.strip() or shown.body.html:
            box.body_top = bottom + style.px(4)
            box.body = self._document(index, box.text_width)
            bottom = box.body_top + box.body.height
        bottom = self._add_foot(box, pieces.below(self, index, shown, box.body.cut if box.body else 0), bottom)
        box.height = bottom + style.px(TOP)
        return box

    def _add_foot(self, box: Box, made: list[Piece], bottom: int) -> int:
        if not made:
            return bottom
        box.foot_top = bottom + self.style.px(4)
        box.foot = lay_out_header(made, box.text_width, self.style)
        return box.foot_top + box.foot.height

    def _make_folded(self, place: int, index: int) -> Box:
        style = self.style
        box = self._empty(place, index, Kind.FOLDED)
        box.foldable = True
        # As far below the row's top as an open comment's header: folding moves neither the header nor what stands above.
        box.header_top = box.gap + style.px(TOP)
        made = pieces.folded(self, index, self.bodies.comment(index), box.text_width)
        box.header = lay_out_header(made, box.text_width, style)
        box.height = box.header_top + box.header.height + style.px(LINE_GAP)
        return box

    def _make_stub(self, place: int, index: int) -> Box:
        style = self.style
        box = self._empty(place, index, Kind.STUB)
        box.run = self.rows.run(place)
        box.header_top = box.gap + style.px(4)
        box.header = lay_out_header(pieces.stub(self, box.run), box.text_width, style)
        box.height = box.header_top + box.header.height + style.px(4)
        return box

    def _make_post(self) -> Box:
        style, post = self.style, self.post()
        box = self._empty(POST, -1, Kind.POST)
        top = style.px(28)
        box.title = lay_out_plain(pieces.title(self, post), style.title, style, box.text_width)
        box.header_top = top + box.title.height + style.px(6)
        box.header = lay_out_header(pieces.post(self, post), box.text_width, style)
        bottom = box.header_top + box.header.height
        if post.body.text.strip() or post.body.html:
            box.body_top = bottom + style.px(16)
            box.body = self._document(-1, box.text_width)
            bottom = box.body_top + box.body.height
        bottom = self._add_foot(box, pieces.below_post(self, post, box.body.cut if box.body else 0), bottom)
        box.gap = top
        box.height = bottom + style.px(24)
        return box

    def _make_foot(self) -> Box:
        style = self.style
        box = self._empty(self.rows.size, -1, Kind.FOOT)
        box.gap = style.px(ROOT_GAP)
        box.header_top = box.gap + style.px(16)
        box.header = lay_out_header(pieces.foot(self, self.post()), box.text_width, style)
        box.height = box.header_top + box.header.height + style.px(64)
        return box

    def _document(self, index: int, width: int) -> Laid:
        parts = self._parts.get(self.rows.place_of(index) if index >= 0 else POST, 1)
        key = (index, width, parts)
        laid = self._documents.get(key)
        if laid is None:
            item = self.bodies.comment(index) if index >= 0 else self.post()
            laid = lay_out(item.body, item.references, self.style, width, self.bodies.source.image, self.ratio, parts)
            self._documents[key] = laid
            if len(self._documents) > KEPT_DOCUMENTS:
                self._documents.popitem(last=False)
        else:
            self._documents.move_to_end(key)
        return laid


