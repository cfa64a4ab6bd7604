"""Names of encodings as pages write them -> the Python codec that browsers would use for them.

Source: the labels of the WHATWG Encoding Standard, with the codecs of the standard library that come nearest (windows-1252 for latin-1,
gb18030 for gb2312, cp932 for shift_jis, cp949 for ks_c_5601, big5hkscs for big5). Nothing outside this table is ever decoded with.
"""

from __future__ import annotations

CODECS: dict[str, str] = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 utf-8-sig utf_8 utf8mb4 utf-8n cp65001",
    "utf-16-le": "utf-16le utf-16 utf16 ucs-2 unicode iso-10646-ucs-2 csunicode unicodefeff utf-16-le ucs2",
    "utf-16-be": "utf-16be unicodefffe utf-16-be",
    "utf-32-le": "utf-32le utf-32 ucs-4",
    "utf-32-be": "utf-32be",
    "cp1252": (
        "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 latin1 latin-1 l1 ascii us-ascii ansi_x3.4-1968 cp819 "
        "ibm819 iso-ir-100 csisolatin1 iso_8859-1:1987 ansi win1252 windows1252 iso8859_1 8859-1 646 iso-8859-1-windows-1252 western"
    ),
    "cp1250": "windows-1250 cp1250 x-cp1250 win1250 win-1250",
    "cp1251": "windows-1251 cp1251 x-cp1251 win1251 win-1251 windows1251 cp-1251",
    "cp1253": "windows-1253 cp1253 x-cp1253 win1253",
    "cp1254": (
        "windows-1254 cp1254 x-cp1254 win1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 latin5 l5 iso-ir-148 csisolatin5 iso_8859-9:1989"
    ),
    "cp1255": "windows-1255 cp1255 x-cp1255",
    "cp1256": "windows-1256 cp1256 x-cp1256",
    "cp1257": "windows-1257 cp1257 x-cp1257",
    "cp1258": "windows-1258 cp1258 x-cp1258",
    "cp874": "windows-874 cp874 dos-874 tis-620 tis620 iso-8859-11 iso8859-11 iso885911",
    "iso8859_2": "iso-8859-2 iso8859-2 iso88592 iso_8859-2 latin2 l2 iso-ir-101 csisolatin2 iso_8859-2:1987",
    "iso8859_3": "iso-8859-3 iso8859-3 iso88593 iso_8859-3 latin3 l3",
    "iso8859_4": "iso-8859-4 iso8859-4 iso88594 iso_8859-4 latin4 l4",
    "iso8859_5": "iso-8859-5 iso8859-5 iso88595 iso_8859-5 cyrillic csisolatincyrillic",
    "iso8859_6": "iso-8859-6 iso8859-6 iso88596 iso_8859-6 arabic ecma-114 asmo-708 iso-8859-6-e iso-8859-6-i",
    "iso8859_7": "iso-8859-7 iso8859-7 iso88597 iso_8859-7 greek greek8 ecma-118 elot_928 sun_eu_greek",
    "iso8859_8": "iso-8859-8 iso8859-8 iso88598 iso_8859-8 hebrew visual iso-8859-8-e iso-8859-8-i logical",
    "iso8859_10": "iso-8859-10 iso8859-10 iso885910 latin6 l6",
    "iso8859_13": "iso-8859-13 iso8859-13 iso885913",
    "iso8859_14": "iso-8859-14 iso8859-14 iso885914",
    "iso8859_15": "iso-8859-15 iso8859-15 iso885915 iso_8859-15 latin9 latin-9 l9",
    "iso8859_16": "iso-8859-16 iso8859-16",
    "koi8_r": "koi8-r koi8 koi koi8_r cskoi8r",
    "koi8_u": "koi8-u koi8-ru",
    "cp866": "ibm866 cp866 866 csibm866",
    "mac_roman": "macintosh mac x-mac-roman csmacintosh",
    "mac_cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "gb18030": "gb18030 gb2312 gb_2312 gb_2312-80 gbk x-gbk chinese csgb2312 csiso58gb231280 iso-ir-58 cp936 ms936 windows-936 euc-cn",
    "hz": "hz-gb-2312 hz",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5 big5hkscs cp950 windows-950",
    "euc_jp": "euc-jp x-euc-jp cseucpkdfmtjapanese eucjp euc_jp",
    "iso2022_jp": "iso-2022-jp csiso2022jp",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji csshiftjis windows-31j ms932 cp932 ms-kanji shiftjis x-ms-cp932",
    "cp949": (
        "euc-kr ks_c_5601-1987 ks_c_5601-1989 ks_c_5601 ksc5601 ksc_5601 korean cseuckr iso-ir-149 windows-949 cp949 uhc ms949 euckr "
        "csksc56011987"
    ),
}
_BY_LABEL = {label: codec for codec, labels in CODECS.items() for label in labels.split()}


def codec_of(label: str | None) -> str | None:
    """The codec for a written label; None for an unknown one."""
    if not label:
        return None
    return _BY_LABEL.get(label.strip().strip("\"'").strip().lower())
