from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.markup.dates import PageDates
from reader.markup.written_dates import read_usual, read_written

SAVED = "2016-12-13T10:00:00+00:00"
PRINTED = [
    ("Dec 12 2016 14:48 utc", "2016-12-12T14:48+00:00"),
    ("12 December 2016 at 14:18 UTC", "2016-12-12T14:18+00:00"),
    ("Dec 12, 2016 4:37:06 PM", "2016-12-12T16:37:06"),
    ("December 12, 2016 at 12:05 AM", "2016-12-12T00:05"),
    ("12/25/2016 12:05 p.m.", "2016-12-25T12:05"),
    ("2016/12/12(月) 14:48:22.13 ID:abc", "2016-12-12T14:48:22"),
    ("03/29/19(Fri)05:36:53", "2019-03-29T05:36:53"),
    ("22. Dezember 2019 um 11:16 Uhr", "2019-12-22T11:16"),
    ("am 1. März 2014, 9:05", "2014-03-01T09:05"),
    ("06.11.2023, 13.47 Uhr", "2023-11-06T13:47"),
    ("30/05/14, 11:17 pm", "2014-05-30T23:17"),
    ("Nov 20 '20 at 13:50", "2020-11-20T13:50"),
    ("21. Jan. 2015, 22:40", "2015-01-21T22:40"),
    ("4 décembre 2017", "2017-12-04"),
    ("1er août 2013 à 9h05", "2013-08-01T09:05"),
    ("Le 13 septembre 2019 à 22:30", "2019-09-13T22:30"),
    ("12 de diciembre de 2016, 14:18", "2016-12-12T14:18"),
    ("12 de dezembro de 2016 às 14:18", "2016-12-12T14:18"),
    ("mar 13 dic 2016, 10:00", "2016-12-13T10:00"),
    ("12 mei 2016 om 14:18 uur", "2016-05-12T14:18"),
    ("12 декабря 2016 г. в 14:18", "2016-12-12T14:18"),
    ("Пн, 12 дек 2016 14:18", "2016-12-12T14:18"),
    ("12 грудня 2016, 14:18", "2016-12-12T14:18"),
    ("12 sierpnia 2016, 14:18", "2016-08-12T14:18"),
    ("12. září 2016 v 14:18", "2016-09-12T14:18"),
    ("den 12 december 2016 kl. 14.18", "2016-12-12T14:18"),
    ("12. oktober 2016 kl. 14:18", "2016-10-12T14:18"),
    ("12. joulukuuta 2016 klo 14.18", "2016-12-12T14:18"),
    ("2016. december 12., hétfő 14:18", "2016-12-12T14:18"),
    ("12 Aralık 2016 14:18", "2016-12-12T14:18"),
    ("12 Δεκεμβρίου 2016, 2:18 μμ", "2016-12-12T14:18"),
    ("2016年12月12日 下午2:48", "2016-12-12T14:48"),
    ("2016年12月12日 午前 12時05分", "2016-12-12T00:05"),
    ("２０１６年１２月１２日 １４：４８", "2016-12-12T14:48"),
    ("2016년 12월 12일 오후 2:48", "2016-12-12T14:48"),
    ("8:05 AM Wednesday, Aug 18, 2010", "2010-08-18T08:05"),
    ("7:19pm On May 23 , 2024 * . Modified: 11:07am On Feb 18 , 2025", "2024-05-23T19:19"),
    ("Mon, 12 Dec 2016 14:18:00 +0000", "2016-12-12T14:18:00+00:00"),
    ("Mon Dec 12 14:18:00 2016", "2016-12-12T14:18:00"),
    ("January 10th, 2010 at 11:46 am PST", "2010-01-10T11:46-08:00"),
    ("2016-12-12 14:18 GMT+2", "2016-12-12T14:18+02:00"),
    ("17.07, 2011 @ 13:10", "2011-07-17T13:10"),
    ("12-Dec-16 14:18", "2016-12-12T14:18"),
    ("Posted by: b | Dec 12 2016 14:48 utc | 1", "2016-12-12T14:48+00:00"),
    ("Friday, February 29th 2008", "2008-02-29"),
    ("Oct.28 at 6:42 pm", "2016-10-28T18:42"),
    ("Dec 24 at 6:42 pm", "2015-12-24T18:42"),
    ("3 hours ago", "2016-12-13T07:00+00:00"),
    ("about an hour ago", "2016-12-13T09:00+00:00"),
    ("vor 2 Stunden", "2016-12-13T08:00+00:00"),
    ("il y a 3 jours", "2016-12-10"),
    ("hace 2 días", "2016-12-11"),
    ("2 часа назад", "2016-12-13T08:00+00:00"),
    ("3時間前", "2016-12-13T07:00+00:00"),
    ("2 weeks ago", "2016-11-29"),
    ("yesterday at 5:12 PM", "2016-12-12T17:12"),
    ("heute, 09:30", "2016-12-13T09:30"),
    ("February 30, 2016", None),
    ("February 2011", None),
    ("5 comments", None),
    ("reply", None),
    ("25:99", None),
]


@pytest.mark.parametrize(("written", "iso"), PRINTED)
def test_printed(written: str, iso: str | None) -> None:
    moment = PageDates("en", SAVED).read(written)
    assert moment is not None
    assert (moment.iso, moment.text) == (iso, written)


@pytest.mark.parametrize(
    ("machine", "iso"),
    [
        ("2016-12-12T14:18:00+00:00", "2016-12-12T14:18:00+00:00"),
        ("2016-12-12T14:18:00.123Z", "2016-12-12T14:18:00+00:00"),
        ("2016-12-12T14:18+0530", "2016-12-12T14:18+05:30"),
        ("20161212T141800-08", "2016-12-12T14:18:00-08:00"),
        ("2016-12-12 14:18:09", "2016-12-12T14:18:09"),
        ("2016-12-12", "2016-12-12"),
        ("Mon, 12 Dec 2016 14:18:00 GMT", "2016-12-12T14:18:00+00:00"),
        ("1481552280", "2016-12-12T14:18:00+00:00"),
        ("1481552280123", "2016-12-12T14:18:00+00:00"),
        ("12/13/2016 2:18 PM", "2016-12-13T14:18"),
    ],
)
def test_machine_times(machine: str, iso: str) -> None:
    moment = PageDates().read("a while ago", machine)
    assert moment is not None and moment.iso == iso and moment.text == "a while ago"


@pytest.mark.parametrize("useless", ["", "0001-01-01T00:00:00", "1970-01-01T00:00:00Z", "never", "2016-13-40"])
def test_a_useless_machine_time_gives_way(useless: str) -> None:
    moment = PageDates().read("Dec 12, 2016", useless)
    assert moment is not None and moment.iso == "2016-12-12"


def test_printed_time_completes_a_machine_date() -> None:
    moment = PageDates().read("Dec 12, 2016 4:37 PM", "2016-12-12")
    assert moment is not None and moment.iso == "2016-12-12T16:37"
    other_day = PageDates().read("Dec 11, 2016 4:37 PM", "2016-12-12")
    assert other_day is not None and other_day.iso == "2016-12-12"


def test_nothing_gives_none() -> None:
    assert PageDates().read("") is None
    assert PageDates().read("  \n ", "") is None


def test_relative_needs_the_moment_of_saving() -> None:
    moment = PageDates("en").read("3 hours ago")
    assert moment is not None and moment.iso is None and moment.text == "3 hours ago"


@pytest.mark.parametrize(
    ("language", "page", "iso"),
    [
        ("en", "", "2016-05-04"),
        ("en-GB", "", "2016-04-05"),
        ("de", "", "2016-04-05"),
        (None, "", "2016-05-04"),
        ("en", "05/04/2016 17/04/2016", "2016-04-05"),
        ("de", "05/04/2016 05/17/2016", "2016-05-04"),
        ("en", "01/05/2016 02/05/2016 05/05/2016 01/06/2016 03/06/2016", "2016-04-05"),
        ("de", "05/01/2016 05/02/2016 05/05/2016 06/01/2016 06/03/2016", "2016-05-04"),
    ],
)
def test_day_and_month_are_decided_over_the_page(language: str | None, page: str, iso: str) -> None:
    moment = PageDates(language, page_text=page).read("05/04/2016")
    assert moment is not None and moment.iso == iso


def test_no_date_lies_after_the_moment_of_saving() -> None:
    dates = PageDates("en", "2016-06-01T00:00:00", page_text="03/05/2016 08/05/2016")
    moment = dates.read("03/05/2016")
    assert moment is not None and moment.iso == "2016-05-03"


def test_dots_mean_day_first_and_full_years_lead() -> None:
    dates = PageDates("en")
    assert [moment.iso for text in ("05.04.2016", "2016.04.05", "5.4.16") if (moment := dates.read(text))] == ["2016-04-05"] * 3


MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "no": "januar februar mars april mai juni juli august september oktober november desember",
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
    "hu": "január február március április május június július augusztus szeptember október november december",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "el": "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "hr": "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca",
    "ca": "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
}


@pytest.mark.parametrize("language", MONTHS)
def test_months(language: str) -> None:
    dates = PageDates(language)
    for month, name in enumerate(MONTHS[language].split(), 1):
        moment = dates.read(f"7. {name} 2011 21:05")
        assert moment is not None and moment.iso == f"2011-{month:02}-07T21:05", name


FIRST, LAST = datetime.datetime.fromisoformat("1990-01-01"), datetime.datetime.fromisoformat("2060-01-01")
TIMES = st.datetimes(FIRST, LAST).map(lambda time: time.replace(microsecond=0, second=0))


@settings(max_examples=200, deadline=None)
@given(TIMES, st.sampled_from(sorted(MONTHS)), st.sampled_from(["{d} {m} {y} {t}", "{m} {d}, {y} {t}", "{y}. {m} {d}. {t}", "{t}, {d}. {m} {y}"]))
def test_written_dates_round_trip(time: datetime.datetime, language: str, form: str) -> None:
    name = MONTHS[language].split()[time.month - 1]
    written = form.format(d=time.day, m=name, y=time.year, t=f"{time:%H:%M}")
    moment = PageDates(language).read(written)
    assert moment is not None and moment.iso == f"{time:%Y-%m-%dT%H:%M}"


@settings(max_examples=100, deadline=None)
@given(TIMES)
def test_twelve_hours_round_trip(time: datetime.datetime) -> None:
    hour = time.hour % 12 or 12
    moment = PageDates("en").read(f"{time:%b} {time.day}, {time.year} at {hour}:{time:%M} {'pm' if time.hour >= 12 else 'am'}")
    assert moment is not None and moment.iso == f"{time:%Y-%m-%dT%H:%M}"


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=40), st.text(st.sampled_from("0123456789/-.: ,apmAPMTZ+日月年decMayago"), max_size=30)), st.none() | st.text(max_size=20))
def test_reading_never_raises_and_gives_valid_moments(text: str, machine: str | None) -> None:
    moment = PageDates("en", SAVED).read(text, machine)
    if moment is not None and moment.iso is not None:
        assert re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d)?)?", moment.iso)
        datetime.datetime.fromisoformat(moment.iso)


def test_hopeless_texts_never_load_the_slow_library() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from reader.markup.dates import PageDates; d = PageDates('en')\n"
        "[d.read(t) for t in ('5 comments', 'reply', '12', 'Dec 12, 2016', 'a' * 500, '1 of 2016')]\n"
        "assert 'dateparser' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@given(
    st.sampled_from(["May", "mai", "Sept.", "décembre", "März", "listopad", "foo"]), st.integers(0, 40), st.sampled_from(["2014", "1899", "14"]),
    st.sampled_from(["", ", 3:04 PM", " at 15:04", ", um 7:61", " 24:00", " 12:04:05 a.m.", " 13:00pm"]), st.booleans(), st.sampled_from(["en", "hr"]),
)
def test_the_quick_form_says_what_the_long_way_says(month: str, day: int, year: str, time: str, day_first: bool, language: str) -> None:
    text = f"{day}. {month} {year}{time}" if day_first else f"{month} {day}, {year}{time}"
    quick = read_usual(text, language)
    assert quick is None or quick == read_written(text, lambda *_: True, language)
