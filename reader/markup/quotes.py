"""Quote blocks: which markup is one, and whom it says it quotes.

Tables of the markup of blog and forum engines (Discourse, phpBB 2 and 3, vBulletin 3 to 5, XenForo 1 and 2, SMF, Invision, MyBB, FluxBB,
WoltLab, Vanilla, Steam, NodeBB) and of the cite lines that people and engines write in several languages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from reader.markup.writing import QuoteMark

QUOTES = frozenset(
    [
        "bbCodeBlock--quote", "bbCodeQuote", "quotebox", "quoteBox", "bbcode_quote", "quotemain", "quotecontent", "mycode_quote",
        "bb_quote", "bbquote", "forum-quote", "UserQuote", "ipsQuote", "ipsBlockquote", "bbc_standard_quote", "bbc_alternate_quote",
        "Quote", "quote", "bb-quote", "js-quote", "ubbcode-quote", "quote-block", "quoteblock", "blockquote",
    ]
)
"""Classes of elements that are a quote block."""

_WRAPPERS = frozenset(["bbCodeQuote", "quotebox", "blockquote", "quote-block"])
"""Those whose words stand in a ``blockquote`` (or quote) of their own, which is the same quote; so does every ``aside`` among them."""

_BLOCK_NAMES = frozenset(["div", "aside", "section", "article", "figure", "blockquote", "td", "fieldset", "dl"])
_AUTHOR_ATTRIBUTES = ("data-username", "data-quote", "data-author", "data-ipsquote-username", "data-quote-author", "data-quoted-user")
_ID_ATTRIBUTES = ("data-ipsquote-contentcommentid", "data-cid", "data-post", "data-post-id", "data-postid", "data-quote-id")
_SOURCE = re.compile(r"post:\s*(\d{1,18})")
_POST_ID = re.compile(
    r"(?:#(?:post|p|msg|pid|comment|c|entry|findComment|reply|message)?[-_]?(\d{1,18})$"
    r"|[?&](?:p|pid|msg|post|postid|post_id|cid|comment|comment_id|id)=(\d{1,18})(?=[&#]|$)|/(?:posts?|comments?)/(\d{1,18})(?=[/?#]|$))"
)


def quote_mark(name: str, values: Mapping[str, str]) -> QuoteMark | None:
    """What a start tag says about being a quote block; None where it is none."""
    classes = values.get("class", "").split() if values else []
    known = name in _BLOCK_NAMES and not QUOTES.isdisjoint(classes)
    inset = name == "td" and "inset" in values.get("style", "")  # vBulletin 3
    if not (known or inset or name == "blockquote"):
        return None
    author = next((values[key] for key in _AUTHOR_ATTRIBUTES if values.get(key)), None)
    if author is None and "Quote" in classes and values.get("rel"):
        author = values["rel"]  # Vanilla
    site_id = next((values[key] for key in _ID_ATTRIBUTES if values.get(key, "").isdecimal()), None)
    if site_id is None and (source := _SOURCE.match(values.get("data-source", ""))):
        site_id = source[1]
    if site_id is None and values.get("cite"):
        site_id = message_id(values["cite"])
    wrapper = known and name != "blockquote" and (name == "aside" or not _WRAPPERS.isdisjoint(classes))
    return QuoteMark(_name(author), site_id, wrapper)


def message_id(address: str) -> str | None:
    """The id of a message that an address leads to, digits only; None where it names none."""
    found = _POST_ID.search(address[:2000])
    return next((group for group in found.groups() if group), None) if found else None


_NAME = r"(?P<name>[^\n:]{1,80}?)"
_REST = r"(?:\s+(?:on|in|at|am|um|le|el|il|op|dia|em|den|в|от)\s[^\n]{0,120}|\s*[,@(–-][^\n]{0,120}|\s*[→↑»›]\s*)?"
_SAID = (
    r"wrote|said|posted|writes|says|schrieb(?:en)?|hat geschrieben|meinte|sagte|a écrit|a dit|escribió|ha escrito|dijo|ha scritto|scrisse|"
    r"schreef|zei|escreveu|disse|napisał(?:\(a\)|a)?|написала?|написал\(а\)|пишет|писала?|сказала?|skrev|kirjoitti|napsala?|írta|yazdı|"
    r"έγραψε|scris|さんは書きました|さんの発言|写道|说|님이 작성"
)
_CITES = (
    re.compile(rf"^{_NAME}\s?(?:{_SAID}){_REST}\s*(?::|\.\.\.|…|：)", re.IGNORECASE),
    re.compile(
        r"^(?:quote|zitat|citation|cita|citaat)?:?\s*(?:originally (?:posted|written|said) by|posted by|quote from|quoting|zitat von|"
        r"citation de|envoyé par|cita de|citazione di|originariamente inviato da|escrito originalmente por|citaat van|цитата|сообщение от|"
        r"cytat|citát|引用)[:：]?\s+"
        rf"{_NAME}{_REST}\s*[:：]?$",
        re.IGNORECASE,
    ),
    re.compile(r"^QUOTE\s?\((?P<name>[^@()\n]{1,80}?)\s*(?:@[^()\n]{0,80})?\)$"),
    re.compile(r"^@(?P<name>[^\s:]{1,80}) (?:said|wrote) in [^\n]{1,200}:$", re.IGNORECASE),
)
_LEADING_DATE = re.compile(r"^\([^()]{1,60}\)\s?")
_TRIM = " \t\"'“”„«»@:"


def _name(author: str | None) -> str | None:
    name = " ".join((author or "").split()).strip(_TRIM)
    return name[:120] or None


def cited_author(line: str) -> str | None:
    """Whom a cite line ("X wrote:", "Originally posted by X", "Zitat von X") names; None where it is none."""
    line = _LEADING_DATE.sub("", " ".join(line[:240].split()))
    for pattern in _CITES:
        if found := pattern.match(line):
            return _name(found["name"])
    return None
