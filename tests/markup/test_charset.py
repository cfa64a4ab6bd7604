from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.markup.charset import decode
from reader.markup.charset_labels import CODECS, codec_of
from reader.model.report import NoticeKind

TEXTS = {
    "ru": "Привет, это обычный русский текст с комментариями и датами, а ещё немного слов. " * 4,
    "ja": "これは日本語のコメントです。今日は天気がいいですね。私もそう思います。" * 3,
    "zh": "这是一个中文评论，我们都觉得很好。他说的没有错。" * 3,
    "zt": "這是一個中文評論，我們都覺得很好。他說的沒有錯。" * 3,
    "ko": "안녕하세요 이것은 한국어 댓글입니다. 정말 좋네요." * 3,
    "de": "Grüße aus München, eine schöne Straße für Übermütige, hätte ich gesagt. " * 4,
    "pl": "Zażółć gęślą jaźń, proszę państwa, to jest łatwe. Świetnie że są pięć. " * 3,
    "el": "Καλημέρα σε όλους, αυτό είναι ένα σχόλιο στα ελληνικά. " * 3,
}


def page(text: str, charset: str | None = None) -> str:
    return f"<html><head>{f'<meta charset={charset}>' if charset else ''}</head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    ("language", "codec"),
    [("ru", "cp1251"), ("ru", "koi8_r"), ("ru", "cp866"), ("ru", "utf-16-le"), ("ja", "cp932"), ("ja", "euc_jp"), ("ja", "iso2022_jp"),
     ("ja", "utf-16-be"), ("zh", "gb18030"), ("zt", "big5"), ("ko", "cp949"), ("de", "cp1252"), ("de", "utf-8"), ("pl", "cp1250"),
     ("pl", "iso8859_2"), ("el", "cp1253"), ("de", "utf-16"), ("de", "utf-8-sig")],
)
def test_undeclared(language: str, codec: str) -> None:
    html = page(TEXTS[language])
    assert decode(html.encode(codec)).text == html


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [("iso-8859-1", "cp1252", "“quoted” – é"), ("gb2312", "gb18030", "镕 and 瞭"), ("shift_jis", "cp932", "①髙"), ("ks_c_5601-1987", "cp949", "똠방각하"),
     ("x-sjis", "cp932", "表示"), ("windows-1251", "cp1251", "Да"), ("koi8-r", "koi8_r", "Да"), ("euc-jp", "euc_jp", "日本"), ("big5", "big5hkscs", "中文"),
     ("ISO-8859-15", "iso8859_15", "€5")],
)
def test_declared_in_the_page_as_browsers_understand_it(label: str, codec: str, text: str) -> None:
    html = page(text, label)
    read = decode(html.encode(codec))
    assert (read.text, read.charset, read.notices) == (html, codec, ())


def test_transport_goes_before_the_page() -> None:
    html = page(TEXTS["ru"], "windows-1251")
    read = decode(html.encode("koi8_r"), declared="koi8-r")
    assert read.text == html


def test_two_declarations_that_contradict() -> None:
    html = f'<?xml version="1.0" encoding="euc-jp"?>{page(TEXTS["ja"], "shift_jis")}'
    assert decode(html.encode("cp932")).text == html
    assert decode(html.encode("euc_jp")).text == html


def test_a_lie_is_told() -> None:
    html = page("Grüße an alle, schön", "iso-8859-1")
    read = decode(html.encode("utf-8"))
    assert read.text == html
    assert [(notice.kind, notice.text) for notice in read.notices] == [(NoticeKind.CHARSET_WRONG, "iso-8859-1")]


def test_latin_bytes_that_claim_to_be_utf8() -> None:
    html = page(TEXTS["de"], "utf-8")
    read = decode(html.encode("cp1252"))
    assert read.text == html and NoticeKind.CHARSET_WRONG in {notice.kind for notice in read.notices}


def test_a_few_broken_bytes_leave_utf8_utf8() -> None:
    data = page(TEXTS["de"], "utf-8").encode() + b"caf\xe9 and \xff"
    read = decode(data)
    assert read.charset == "utf-8" and read.text.endswith("caf\ufffd and \ufffd") and "Grüße" in read.text
    assert [(notice.kind, notice.count) for notice in read.notices] == [(NoticeKind.DECODING_LOSSES, 2)]


def test_a_cut_last_character() -> None:
    read = decode("Жизнь прекрасна".encode()[:-1])
    assert read.text == "Жизнь прекрасн\ufffd"


def test_declarations_in_comments_do_not_count() -> None:
    html = "<!-- <meta charset=koi8-r> -->" + page(TEXTS["ru"], "windows-1251")
    assert decode(html.encode("cp1251")).text == html


def test_unknown_label() -> None:
    html = page(TEXTS["de"], "x-martian")
    read = decode(html.encode("cp1252"))
    assert read.text == html and any(notice.text == "x-martian" for notice in read.notices)


def test_plain_text_has_no_declarations() -> None:
    assert decode(b"<meta charset=utf-16> plain", html=False).text == "<meta charset=utf-16> plain"
    assert decode(b"<meta charset=utf-16> plain").text == "<meta charset=utf-16> plain"


def test_double_encoding_is_undone_where_certain() -> None:
    twice = TEXTS["de"].encode().decode("cp1252").encode()
    assert decode(twice).text == TEXTS["de"]
    assert decode("“Ça” – it’s".encode().decode("cp1252", "replace").encode()).text != ""
    honest = "An article on Ã¼ and Ã¤ and Ã¶, which should be ü, ä, ö."
    assert decode(honest.encode()).text == honest
    assert decode("SÃO PAULO, ÂNGELO".encode()).text == "SÃO PAULO, ÂNGELO"


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "shift_jis", "gbk", "bogus", "utf-16", "hz", "iso-2022-jp", "utf-7"]), st.booleans())
def test_decoding_never_raises(data: bytes, declared: str | None, html: bool) -> None:
    read = decode(data, declared=declared, html=html)
    assert read.charset in CODECS
    read.text.encode("utf-8")


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\x1b\ufeff"), max_size=60))
def test_utf8_round_trips(text: str) -> None:
    read = decode(text.encode("utf-8"))
    assert read.text == text or "Ã" in text or "â" in text or "Ð" in text or "ã" in text


@pytest.mark.parametrize("codec", CODECS)
def test_every_codec_exists(codec: str) -> None:
    import codecs

    assert codecs.lookup(codec)
    assert all(codec_of(label.upper()) == codec for label in CODECS[codec].split())


def test_only_codecs_of_the_table() -> None:
    for label in ("utf-7", "rot13", "zlib", "unicode_escape", "idna", "base64", "undefined", ""):
        assert codec_of(label) is None
