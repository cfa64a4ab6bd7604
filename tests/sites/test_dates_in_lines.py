"""Written dates of many languages and engines, as both finders of dates give them to the reader of dates."""

from __future__ import annotations

import pytest

from reader.markup.dates import PageDates
from reader.sites.line_dates import find_stamp
from reader.sites.written_dates import find_date

AFTERNOON = "2013-11-03T14:22"
LINES = [
    ("de", "So 3. Nov 2013, 14:22"),
    ("de", "3. November 2013 um 14:22 Uhr"),
    ("de", "Sonntag, 3. November 2013 - 14:22"),
    ("fr", "Dim 03 Nov 2013 14:22"),
    ("fr", "3 novembre 2013 à 14 h 22 min"),
    ("fr", "le 03/11/2013 à 14h22"),
    ("es", "Dom Nov 03, 2013 2:22 pm"),
    ("es", "3 noviembre, 2013 a las 2:22 pm"),
    ("it", "3 novembre 2013 alle 14:22"),
    ("pl", "3 lis 2013, 14:22"),
    ("pl", "03 listopada 2013, 14:22"),
    ("ru", "3 ноября 2013 в 14:22"),
    ("nl", "zo 03 nov 2013, 14:22"),
    ("pt", "3 de novembro de 2013 às 14:22"),
    ("sv", "3 november 2013 kl. 14:22"),
    ("fi", "3.11.2013 klo 14:22"),
    ("cs", "3. listopadu 2013 v 14:22"),
    ("tr", "3 Kasım 2013, 14:22"),
    ("ja", "2013年11月3日 14:22"),
    ("ko", "2013년 11월 3일 14:22"),
    ("en", "Nov 3 '13 at 14:22"),
    ("en", "3rd November 2013, 02:22 PM"),
    ("en", "November 3rd, 2013 at 2:22 pm"),
    ("en", "Posted 03 November 2013 - 02:22 PM"),
]


@pytest.mark.parametrize(("language", "line"), LINES)
def test_date_and_time_are_found_whole(language: str, line: str) -> None:
    stamp, span = find_stamp(line), find_date(line)
    assert stamp is not None
    assert span is not None
    for text in (stamp.text, line[span[0] : span[1]]):
        moment = PageDates(language, None, line).read(text)
        assert moment is not None
        assert (moment.iso or "")[:16] == AFTERNOON


def test_a_button_behind_the_time_does_not_hide_the_afternoon() -> None:
    stamp = find_stamp("Jonas November 3, 2013 at 2:22 PMReply")
    assert stamp is not None
    assert stamp.text == "November 3, 2013 at 2:22 PM"
