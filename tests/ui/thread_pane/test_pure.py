"""Columns, spans and look-ups: the parts that need no window."""

from __future__ import annotations

from array import array

import pytest
from big_thread import make_thread
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.filters import Effect, Kind, Rule
from reader.ui.thread_pane import words
from reader.ui.thread_pane.geometry import LEAST_CHARACTERS, Columns
from reader.ui.thread_pane.relations import Relations
from reader.ui.thread_pane.spans import locate
from reader.ui.words import rule_words


@given(st.integers(120, 3000), st.floats(4, 30), st.floats(0.5, 3))
@settings(deadline=None)
def test_columns_keep_their_promises(width, character, scale):
    columns = Columns(width, character, scale)
    assert columns.left >= 0 and columns.left + columns.frame_width <= width
    assert columns.text_width <= round(68 * character)
    least = min(columns.text_width, round(LEAST_CHARACTERS * character))
    last = -1
    for depth in (*range(15), 100, 10_000):
        assert columns.indent(depth) >= last
        last = columns.indent(depth)
        assert columns.row_text_width(depth) >= least
        assert columns.row_text_left(depth) + columns.row_text_width(depth) + columns.side <= columns.left + columns.frame_width


def test_indent_is_twenty_up_to_level_eight_then_eight():
    columns = Columns(2000, 14.0)
    steps = [columns.indent(depth + 1) - columns.indent(depth) for depth in range(12)]
    assert steps == [20] * 8 + [8] * 4


def test_line_length_of_a_wide_pane_is_that_of_a_book_and_centred():
    columns = Columns(1600, 7.2)
    assert 60 <= columns.text_width / 7.2 <= 75
    assert abs(columns.left - (1600 - columns.frame_width) / 2) <= 1


def test_guides_are_one_a_level_and_never_on_one_another():
    columns = Columns(500, 7.2)
    for depth in (0, 3, 9, 40, 5000):
        lines = columns.guides(depth)
        xs = [x for x, _ in lines]
        assert len(set(xs)) == len(xs)
        assert all(0 <= level < depth for _, level in lines)
        if depth:
            assert lines[-1][1] == depth - 1 or depth <= 1 or columns.indent(depth) == columns.most_indent


def test_guide_hit_area_is_twelve_pixels():
    columns = Columns(900, 7.2)
    x = columns.guide_x(2)
    assert columns.guide_at(x, 4) == 2
    assert columns.guide_at(x + 6, 4) == 2
    assert columns.guide_at(x - 6, 4) == 2
    assert columns.guide_at(x + 8, 4) is None


@given(st.text(max_size=60), st.data())
@settings(deadline=None)
def test_spans_survive_white_space_and_pictures(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown = "".join("\u2029" if c == "\n" else c + ("\ufffc" if data.draw(st.booleans()) else "") for c in text)
    found = locate(text, shown, [(start, end)])[0]
    wanted = [c for c in text[start:end] if not c.isspace() and c not in "\ufffc\ufdd0\ufdd1\u200b\ufeff\x00\u2028\u2029"]
    if found is None:
        assert not wanted
        return
    units = shown.encode("utf-16-le", "surrogatepass")[2 * found[0] : 2 * found[1]].decode("utf-16-le", "surrogatepass")
    assert [c for c in units if not c.isspace() and c not in "\ufffc\ufdd0\ufdd1\u200b\ufeff\x00\u2028\u2029"] == wanted


def test_a_span_in_a_text_that_is_shown_otherwise_is_found_by_its_words_or_not_at_all():
    assert locate("a b c", "a b more c", [(2, 3)]) == [(2, 3)]
    assert locate("a b c", "a x b b c", [(2, 3)]) == [None]


def test_answers_are_children_and_those_that_address():
    thread = make_thread(6, parents=[-1, 0, 0, -1, 3, 1])
    thread = type(thread)(**{**{name: getattr(thread, name) for name in thread.__slots__},
                             "edges_from": array("i", [3, 5]), "edges_to": array("i", [0, 0])})
    relations = Relations(thread)
    assert relations.answers(0) == (1, 2, 3, 5)
    assert relations.answered(5) == (1, 0)
    assert relations.answered(3) == (0,)
    assert relations.sibling(1, 1) == 2 and relations.sibling(2, -1) == 1
    assert relations.sibling(2, 1) is None and relations.sibling(0, 1) == 3 and relations.sibling(3, -1) == 0
    assert relations.root(5) == 0


@given(st.integers(1, 400))
@settings(max_examples=40, deadline=None)
def test_numbers_lead_to_their_comment(number):
    relations = Relations(make_thread(300))
    assert relations.by_number(number) == (number - 1 if number <= 300 else None)


def test_words_of_stubs_and_lines():
    assert words.stub(2, {"james"}, "hide james") == "2 comments by james hidden: rule “hide james” –"
    assert words.stub(1, {"a", "b"}, "only c") == "1 comment hidden: rule “only c” –"
    assert rule_words(Rule(Kind.WORDS, Effect.HIDE, "war")) == "hide comments with “war”"
    assert words.folded_counts(1, 0) == "1 reply" and words.folded_counts(4, 1) == "4 replies, 1 new"
    assert words.written("2014-05-03T07:30:00-04:00") == "3 May 2014 07:30", "as the page wrote it, in no other zone"
    assert words.written("2014-05-03") == "3 May 2014" and words.written("1931-05-03T07:30") == "3 May 1931 07:30"
    assert words.written(None) == words.written("spring 2014") == words.written("2014") == ""
    assert words.moment(-(2**31)) == ""
    assert words.moment(0) == "1 Jan 1970"
    assert words.moment(24690000 + 15) == "10 Dec 2016 20:15"
    assert words.moment(24690000 + 15, 24690000) == "10 Dec 20:15"
    assert words.moment(24690000 + 15, 24690000, near=True) == "20:15"
    assert words.moment(24690000 + 1440, 24690000, near=True) == "11 Dec 20:00"
    assert words.moment(24690000 + 60 * 1440, 24690000, near=True) == "8 Feb 2017 20:00"


@pytest.mark.parametrize("name", ["\u202eevil", "a\nb", "x\u2066y", "\x00n"])
def test_names_cannot_turn_what_stands_beside_them(name):
    assert not set(words.plain(name)) & set("\u202e\n\u2066\x00")
