"""Hover previews: when they open, where, and when they close again; previews inside previews."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QTimer

from reader.model.discussion import Reference
from reader.ui.thread_pane.preview_card import PreviewCard

if TYPE_CHECKING:
    from reader.ui.thread_pane.pane import ThreadPane

OPEN_AFTER = 100
CLOSE_AFTER = 300
DEEPEST = 12


class Previews:
    """A stack of cards. Entering a card keeps it and all below it; leaving to nothing closes all after a while."""

    def __init__(self, pane: ThreadPane) -> None:
        self._pane = pane
        self.cards: list[PreviewCard] = []
        self._wanted: Callable[[], None] | None = None
        self._open = self._timer(OPEN_AFTER, self._open_wanted)
        self._close = self._timer(CLOSE_AFTER, self._close_left)
        self._over = -1
        """Place in the stack of the card under the pointer, -1 for none."""
        self.on_hover = True
        """Whether resting on a reference opens a card; by key it opens all the same."""

    def _timer(self, interval: int, act: Callable[[], None]) -> QTimer:
        made = QTimer(self._pane)
        made.setSingleShot(True)
        made.setInterval(interval)
        made.timeout.connect(act)
        return made

    # -- from the pane

    def hover_reference(self, reference: Reference, area: QRect) -> None:
        """The pointer rests on a reference of the pane; ``area`` in the viewport."""
        index = self._pane.acting.target_index(reference)
        if index is None:
            self.left_link()
        else:
            self._hover(index, self._pane.explain(reference), area, -1)

    def hover_comment(self, index: int, area: QRect) -> None:
        """The pointer rests on a header part that names a comment."""
        self._hover(index, "", area, -1)

    def left_link(self) -> None:
        """The pointer is on no link of the pane."""
        self._pane.mark.hold(-1)
        self._wanted = None
        self._open.stop()
        if self.cards and self._over < 0:
            self._close.start()

    def open_reference(self, reference: Reference, area: QRect) -> None:
        """Open at once, by key."""
        index = self._pane.acting.target_index(reference)
        if index is not None:
            self._show(index, self._pane.explain(reference), area, -1)

    def _hover(self, index: int, reason: str, area: QRect, level: int) -> None:
        pane = self._pane
        self._close.stop()
        if level < 0 and index >= 0 and self._on_screen(index):
            self._close_above(0)
            pane.mark.hold(index)
            return
        pane.mark.hold(-1)
        if level + 1 < len(self.cards) and self.cards[level + 1].index == index:
            self._close_above(level + 2)
            return
        if not self.on_hover and level < 0:
            return
        self._wanted = lambda: self._show(index, reason, area, level)
        self._open.start()

    def _on_screen(self, index: int) -> bool:
        """Whether a comment's header and a good part of it stand in the window."""
        pane = self._pane
        rows = pane.rows
        if rows is None:
            return False
        place = rows.place_of(index)
        if not rows.is_visible(place) or rows.is_stub(place) or rows.is_folded(index):
            return False
        y = pane.view.y_of(place)
        if y is None:
            return False
        box = pane.boxes.at(place)
        needed = min(box.height, box.header_top + box.header.height + 3 * pane.style_now.line)
        return y + box.header_top >= 0 and y + needed <= pane.view.height

    def _open_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None and self._pane.rows is not None:
            wanted()

    # -- the stack

    def _show(self, index: int, reason: str, area: QRect, level: int) -> None:
        pane = self._pane
        self._close_above(level + 1)
        if len(self.cards) >= DEEPEST:
            return
        card = PreviewCard(pane, index, reason)
        at = len(self.cards)
        origin = pane.viewport() if level < 0 else self.cards[level]
        corner = origin.mapTo(pane.window(), area.topLeft())
        card.move(self._beside(QRect(corner, area.size()), card))
        card.entered.connect(lambda: self._entered(at))
        card.left.connect(self._left)
        card.hovered.connect(lambda reference, where: self._hovered_in(at, reference, where))
        card.clicked.connect(lambda link: self._clicked(card, link))
        self.cards.append(card)
        card.show()
        card.raise_()
        pane.speech.say(card.accessibleDescription())

    def _beside(self, area: QRect, card: PreviewCard) -> QPoint:
        """Below the link where there is room, else above it, always inside the window."""
        window = self._pane.window().rect()
        x = min(max(window.left(), area.left() - 24), window.right() - card.width())
        below, above = window.bottom() - area.bottom(), area.top() - window.top()
        if below >= card.height() or below >= above:
            y = min(area.bottom() + 2, window.bottom() - card.height())
        else:
            y = max(window.top(), area.top() - card.height() - 2)
        return QPoint(max(0, x), y)

    def _hovered_in(self, level: int, reference: Reference | None, area: QRect) -> None:
        index = self._pane.acting.target_index(reference) if reference is not None else None
        if reference is None or index is None:
            self._wanted = None
            self._open.stop()
            return
        if any(card.index == index for card in self.cards[: level + 1]):
            return
        self._hover(index, self._pane.explain(reference), area, level)

    def _entered(self, level: int) -> None:
        self._over = level
        self._close.stop()

    def _left(self) -> None:
        self._over = -1
        self._close.start()

    def _clicked(self, card: PreviewCard, link: object) -> None:
        pane = self._pane
        index = card.index
        reference = card.reference(link)  # type: ignore[arg-type]
        href = getattr(link, "href", "")
        self.close_all()
        if reference is not None:
            pane.reference_activated.emit(reference, index)
        elif href:
            pane.link_activated.emit(href)
        elif index >= 0:
            pane.comment_activated.emit(index)

    def _close_left(self) -> None:
        if self._over < 0:
            self.close_all()
        else:
            self._close_above(self._over + 1)

    def _close_above(self, count: int) -> None:
        while len(self.cards) > count:
            card = self.cards.pop()
            card.blockSignals(True)
            card.hide()
            card.deleteLater()
        self._over = min(self._over, len(self.cards) - 1)

    def close_one(self) -> bool:
        """Close the topmost card; False where none is open."""
        if not self.cards:
            return False
        self._close_above(len(self.cards) - 1)
        return True

    def close_all(self) -> None:
        """Close everything and forget what was to open."""
        self._wanted = None
        self._open.stop()
        self._close.stop()
        self._over = -1
        self._close_above(0)
        self._pane.mark.hold(-1)

    def scrolled(self) -> None:
        """The pane moved under the cards."""
        if self.cards or self._wanted is not None:
            self.close_all()
