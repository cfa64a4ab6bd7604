"""Where a date stands in a line: the same whichever digits it has, and in whichever case it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sites.line_dates import find_stamp


@pytest.mark.parametrize(
    ("line", "date", "shape"),
    [
        ("Posted by: Anna | May 13, 2014 at 03:04 AM | 17", "May 13, 2014 at 03:04 AM", "w 0, Y at 0:0 p"),
        ("ANNA SAID ON 3. MÄRZ 2014 UM 15:04", "3. MÄRZ 2014 UM 15:04", "0. w Y um 0:0"),
        ("Ивана | 3 марта 2014, 15:04", "3 марта 2014, 15:04", "0 w Y, 0:0"),
        ("Maya Octobre, le 2 août 2013", "2 août 2013", "0 w Y"),
        ("Marchand said hello 12 times", None, None),
        ("MariaMay 30, 2019 at 1:06 PM", "May 30, 2019 at 1:06 PM", "w 0, Y at 0:0 p"),
        ("an hour ago", "an hour ago", None),
    ],
)
def test_dates_in_lines(line: str, date: str | None, shape: str | None) -> None:
    found = find_stamp(line)
    assert (found and found.text) == date
    if found and shape:
        assert found.shape == shape


@given(st.integers(1, 12), st.integers(10, 28), st.integers(1990, 2029), st.sampled_from(["Zoë", "İpek", "Anna ſ", "李"]))
def test_digits_do_not_matter(month: int, day: int, year: int, name: str) -> None:
    line = f"{name} schrieb: {day}.{month:02}.{year}, 10:22 Uhr | 7"
    found = find_stamp(line)
    assert found is not None
    assert line[found.start : found.end] == found.text == f"{day}.{month:02}.{year}, 10:22 Uhr"
