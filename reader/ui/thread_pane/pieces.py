"""What the lines of each kind of row say: header, folded line, stub, ghost, post, foot. Words and order; no layout, no painting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

from reader.filters import Rule
from reader.model.skeleton import FLAG_GUESSED_PARENT, FLAG_PINGBACK, FLAG_POST_AUTHOR, ShownComment, ShownPost
from reader.ui.thread_pane import words
from reader.ui.thread_pane.header import Act, Piece
from reader.ui.words import rule_words

if TYPE_CHECKING:
    from reader.ui.thread_pane.boxes import Boxes

MOST_ANSWERS = 4
NOBODY = "no name"


def _who(boxes: Boxes, index: int) -> list[Piece]:
    style, thread = boxes.style, boxes.thread
    number, name = thread.numbers[index], boxes.relations.name(index)
    made = []
    if number:
        made.append(Piece(str(number), style.number, style.palette.dim))
    shown = words.plain(name) if name else NOBODY
    colour = style.author(boxes.relations.known_as(index)) if name else style.palette.dim
    made.append(Piece(shown, style.name, colour, Act.AUTHOR if name else Act.NONE, index, shrinks=True))
    return made


def _when(boxes: Boxes, index: int) -> str:
    """Only what the reader does not know yet: the year where it is another than the first comment's, the day where it is another than the
    answered one's (in a tree)."""
    thread = boxes.thread
    parent = thread.parents[index]
    if boxes.rows.threaded and parent >= 0:
        same_year = words.moment(thread.times[index], thread.times[0])
        near = words.moment(thread.times[index], thread.times[parent], near=True)
        return near if len(near) < len(same_year) else same_year
    return words.moment(thread.times[index], thread.times[0]) if index else words.moment(thread.times[0])


def _chips(boxes: Boxes, index: int) -> list[Piece]:
    style, flags = boxes.style, boxes.thread.flags[index]
    palette = style.palette
    made = []
    if flags & FLAG_POST_AUTHOR:
        made.append(Piece("author", style.chip, style.author(boxes.relations.known_as(index)), chip=True))
    if flags & FLAG_PINGBACK:
        made.append(Piece("pingback", style.chip, palette.dim, chip=True))
    if index in boxes.look.new:
        few = len(boxes.look.new) * 3 <= len(boxes.thread)
        made.append(Piece("new", style.chip, palette.new, chip=True) if few else Piece("new", style.chip, palette.new, dot=True, tip="New"))
    if index in boxes.look.starred:
        made.append(Piece("\u2605", style.small, palette.star, tip="Starred"))
    return made


def comment(boxes: Boxes, index: int, shown: ShownComment) -> list[Piece]:
    """The header of a comment."""
    style, thread = boxes.style, boxes.thread
    when = _when(boxes, index)
    made = _who(boxes, index)
    if when:
        full = words.plain(shown.published_text or "") or words.moment(thread.times[index])
        made.append(Piece(when, style.small, style.palette.dim, tip=full))
    made += _chips(boxes, index)
    return made + _answers(boxes, index, shown) + _answered_by(boxes, index)


def brief(boxes: Boxes, index: int) -> list[Piece]:
    """The header of a comment in a preview."""
    style, relations = boxes.style, boxes.relations
    when = words.moment(boxes.thread.times[index])
    made = _who(boxes, index)
    if when:
        made.append(Piece(when, style.small, style.palette.dim))
    made += _chips(boxes, index)
    parent = boxes.thread.parents[index]
    if parent >= 0:
        made.append(Piece(f"answers {words.plain(relations.label(parent))}", style.small, style.palette.dim, shrinks=True))
    answers = len(relations.answers(index))
    if answers:
        made.append(Piece(words.counted(answers, "answer"), style.small, style.palette.dim, right=True))
    return made


def _parent_is_above(boxes: Boxes, index: int) -> bool:
    rows = boxes.rows
    above = rows.previous(rows.place_of(index))
    return rows.threaded and above is not None and above >= 0 and rows.index_at(above) == boxes.thread.parents[index]


def _answers(boxes: Boxes, index: int, shown: ShownComment) -> list[Piece]:
    """``answers 16 Mina``: always in page order, in a tree only where the answered one does not stand right above."""
    style, relations = boxes.style, boxes.relations
    parent = boxes.thread.parents[index]
    targets = [target for target in relations.answered(index) if target != parent or not _parent_is_above(boxes, index)]
    made: list[Piece] = []
    guessed = boxes.thread.flags[index] & FLAG_GUESSED_PARENT and (shown.parent_confidence or 1.0) < 0.6
    for number, target in enumerate(targets[:3]):
        lead = ("also answers" if target != parent and parent >= 0 else "answers") if number == 0 else ""
        if lead:
            made.append(Piece(lead, style.small, style.palette.dim))
        label = words.plain(relations.label(target)) + (" ?" if guessed and target == parent else "")
        made.append(Piece(label, style.small, style.palette.link, Act.GO, target, gap=4 if lead else 8, shrinks=True))
    if len(targets) > 3:
        made.append(Piece(f"+{len(targets) - 3}", style.small, style.palette.dim, gap=4))
    return made


def _answered_by(boxes: Boxes, index: int) -> list[Piece]:
    """``answered by 22, 41``: left out in a tree where the only answer follows right below."""
    style, relations, rows = boxes.style, boxes.relations, boxes.rows
    found = relations.answers(index)
    if rows.threaded and len(found) == 1:
        below = rows.next(rows.place_of(index))
        if below is not None and below < rows.size and rows.index_at(below) == found[0]:
            return []
    if not found:
        return []
    made = [Piece("answered by", style.small, style.palette.dim, right=True)]
    short = found[: MOST_ANSWERS if len(found) <= MOST_ANSWERS + 1 else MOST_ANSWERS - 1]
    if index in boxes.look.all_answers:
        short = found[:200]
    for number, target in enumerate(short):
        comma = "," if number + 1 < len(short) else ""
        printed = boxes.thread.numbers[target]
        label = str(printed) if printed else words.plain(relations.name(target) or NOBODY)
        colour = style.palette.new if target in boxes.look.new else style.palette.link
        made.append(Piece(label + comma, style.number, colour, Act.GO, target, right=True, gap=4))
    if len(found) > len(short):
        made.append(Piece(f"+{len(found) - len(short)}", style.number, style.palette.dim, Act.ALL_ANSWERS, index, right=True, gap=4))
    return made


def below(boxes: Boxes, index: int, shown: ShownComment, cut: int) -> list[Piece]:
    """What stands under a body: the rest of a very long one, the reader's note."""
    style = boxes.style
    made = []
    if cut:
        made.append(Piece(f"{words.counted(cut, 'more character')} \u2013 show more", style.small, style.palette.link, Act.MORE, index))
    if shown.note:
        made.append(Piece("note", style.chip, style.palette.accent, Act.NOTE, index, chip=True))
        made.append(Piece(words.first_words(shown.note, 300), style.small, style.palette.dim, Act.NOTE, index, tip=shown.note))
    return made


def ghost(boxes: Boxes, index: int) -> list[Piece]:
    """The line of a comment that no saved page holds."""
    style, thread, relations = boxes.style, boxes.thread, boxes.relations
    number, name, when = thread.numbers[index], relations.name(index), _when(boxes, index)
    made = []
    if number:
        made.append(Piece(str(number), style.number, style.palette.dim))
    if name:
        made.append(Piece(words.plain(name), style.name, style.author(relations.known_as(index)), Act.AUTHOR, index, shrinks=True))
    if when:
        made.append(Piece(when, style.small, style.palette.dim))
    made.append(Piece("not on the saved page", style.small, style.palette.dim))
    found = relations.answers(index)
    for number, target in enumerate(found[:MOST_ANSWERS]):
        if number == 0:
            made.append(Piece("quoted by", style.small, style.palette.dim))
        comma = "," if number + 1 < min(len(found), MOST_ANSWERS) else ""
        label = str(thread.numbers[target] or words.plain(relations.label(target)))
        made.append(Piece(label + comma, style.number, style.palette.link, Act.GO, target, gap=4))
    return made


def folded(boxes: Boxes, index: int, shown: ShownComment, width: int) -> list[Piece]:
    """The one line of a folded branch: who, first words, how many, how many new."""
    style = boxes.style
    replies = boxes.rows.replies(index)
    new = len(boxes.look.new.intersection(boxes.rows.branch_indexes(index))) if replies else 0
    new += index in boxes.look.new
    made = [piece for piece in _who(boxes, index) if piece.text]
    counts = words.folded_counts(replies, 0)
    tail = []
    if counts:
        tail.append(Piece(counts, style.small, style.palette.dim, Act.FOLD, index, right=True))
    if new:
        tail.append(Piece(f"{new:,} new", style.small, style.palette.new, Act.FOLD, index, right=True, gap=8))
    taken = sum(QFontMetricsF(piece.font).horizontalAdvance(piece.text) + style.px(10) for piece in (*made, *tail)) + style.px(20)
    text = words.first_words(shown.body.text)
    room = width - taken
    if text and room > style.px(40):
        text = style.small_metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        made.append(Piece(text, style.small, style.palette.dim, Act.FOLD, index))
    return made + tail


def stub(boxes: Boxes, run: list[int]) -> list[Piece]:
    """The line that stands for hidden comments."""
    style = boxes.style
    names = {boxes.relations.name(index) for index in run[:200]}
    rule = boxes.rows.rule_of(run[0])
    why = rule_words(rule) if isinstance(rule, Rule) else "filter"
    text = words.stub(len(run), names, words.plain(why))
    return [
        Piece(text, style.small, style.palette.dim, shrinks=False),
        Piece("show", style.small, style.palette.link, Act.SHOW, run[0], gap=4),
    ]


def title(boxes: Boxes, shown: ShownPost) -> str:
    """The title of the post, or words for none."""
    return words.plain(shown.title or boxes.thread.title) or "Untitled"


def post(boxes: Boxes, shown: ShownPost) -> list[Piece]:
    """The line below the title."""
    style = boxes.style
    made: list[Piece] = []
    for part in words.post_line(boxes.thread, boxes.relations.saved, shown):
        if made:
            made.append(Piece("\u00b7", style.small, style.palette.dim, gap=6, parts=True))
        tip = words.plain(shown.published_text or "") if part == words.written(shown.published) else ""
        made.append(Piece(part, style.small, style.palette.dim, gap=6, shrinks=True, tip=tip))
    unread = len(boxes.look.new)
    if unread:
        made.append(Piece(f"{unread:,} new", style.chip, style.palette.new, chip=True))
    made += [Piece(words.plain(tag), style.chip, style.palette.dim, chip=True) for tag in shown.tags]
    return made


def below_post(boxes: Boxes, shown: ShownPost, cut: int) -> list[Piece]:
    """What stands under the post's body."""
    style = boxes.style
    made = []
    if cut:
        made.append(Piece(f"{words.counted(cut, 'more character')} \u2013 show more", style.small, style.palette.link, Act.MORE, -1))
    if shown.note:
        made.append(Piece("note", style.chip, style.palette.accent, Act.NOTE, -1, chip=True))
        made.append(Piece(words.first_words(shown.note, 300), style.small, style.palette.dim, Act.NOTE, -1, tip=shown.note))
    return made


def foot(boxes: Boxes, shown: ShownPost) -> list[Piece]:
    """The end of the thread."""
    style = boxes.style
    return [Piece(sentence, style.small, style.palette.dim) for sentence in words.foot(boxes.relations.saved, shown)]
