"""How many comments a page says there are, and whether it says that they are closed."""

from __future__ import annotations

import re

from reader.markup.tree import text_of
from reader.sites.view import PageView

_WORD = (
    r"(?:comments?|responses?|repl(?:y|ies)|thoughts?|answers?|reactions?|kommentare?|antwort(?:en)?|reaktion(?:en)?|gedanken?|"
    r"commentaires?|réponses?|"
    r"réactions?|réflexions?|messages?|comentarios?|respuestas?|comentários?|respostas?|commenti|commento|reacties?|komentář\w*|"
    r"komentarz\w*|komment\w*|"
    r"kommentar\w*|комментари\w*|отзыв\w*|ответ\w*|評論|评论|件のコメント|コメント|条评论|yorum|σχόλια)"
)
_COUNT = re.compile(
    rf"(?<![\d.,])(\d{{1,3}}(?:[.,\u00a0 ]\d{{3}})+|\d{{1,6}})\s*{_WORD}\b|^{_WORD}\s*[:(（]?\s*\(?(\d{{1,6}})\)?|"
    rf"\b{_WORD}\s?\((\d{{1,6}})\)",
    re.IGNORECASE,
)
_ONE = re.compile(rf"^(?:one|a|eine?|un|une?|uno|jeden)\s{_WORD}\b", re.IGNORECASE)
_CLOSED = re.compile(
    r"comments (?:to this entry |for this \w+ |on this \w+ )?(?:are|is) (?:now )?closed|comments? closed|commenting (?:is|"
    r"has been) (?:now )?closed|"
    r"kommentare (?:sind|wurden) geschlossen|kommentarfunktion (?:ist )?(?:geschlossen|deaktiviert)|commentaires (?:sont )?(?:fermés|clos)|"
    r"comentarios (?:están )?cerrados|commenti (?:sono )?chiusi|(?:you may )?not(?: allowed to)? post new comments",
    re.IGNORECASE,
)


def stated_count(view: PageView, *selectors: str) -> int | None:
    """The number in the first heading of these selectors that states one."""
    for selector in selectors:
        for node in view.all(selector)[:5]:
            found = count_in(text_of(node))
            if found is not None:
                return found
    return None


def count_in(text: str) -> int | None:
    """The number of comments that a short text states; None where it states none."""
    text = text[:300]
    found = _COUNT.search(text)
    if found:
        return int(re.sub(r"\D", "", found[1] or found[2] or found[3]))
    return 1 if _ONE.match(text) else None


def closed(view: PageView, *selectors: str) -> bool | None:
    """True where a node of these selectors says that comments are closed; None where nothing is said."""
    for selector in selectors:
        for node in view.all(selector)[:20]:
            text = text_of(node)
            if len(text) < 300 and _CLOSED.search(text):
                return True
    return None
