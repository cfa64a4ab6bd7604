"""What names of elements and short texts say in comments of many engines and languages. Patterns only."""

from __future__ import annotations

import re

PERSON = re.compile(
    r"(?:comment|post|message|display|nick|real|screen|full)_?name|author|autor|auteur|autore|user|(?:^|[^a-z])(?:nick|name|"
    r"poster|member|profile|vcard|fn|byline|by|who|writer|creator|"
    r"person|nombre|nom|sender|"
    r"commenter|owner|handle|login)(?:name|link)?(?![a-z])|(?:^|[^a-z])from(?![a-z])|comment_?by|posted_?by|username"
)
"""Names of elements that hold a person."""

SURE_PERSON = re.compile(r"author|username|user-name|poster-?name|display-?name|^fn$")
"""Names that hold a person whatever else they say."""

NOT_PERSON = re.compile(
    r"title(?!s)|subject|posts(?![a-z])|(?:^|[^a-z])ip(?![a-z])|registered|cite|date|time|count|reply|answer-link|action|edit|"
    r"rank|location|group|badge|vote|score|karma|like|share|"
    r"report|button|btn|permalink|"
    r"number|num(?![a-z])|icon|status|role|joined|tool|menu|signature|quote|avatar|says|label|email|website|body|content|"
    r"message-text|text(?![a-z])|stat"
)
"""Names of elements that hold something else than a person."""

PROFILE = re.compile(
    r"/(?:users?|u|profiles?|members?|author|people|person|membre|usuario|benutzer|mitglied)/|[?&;](?:u|uid|user|user_?id|author|"
    r"member)=|profile|"
    r"member(?:list)?\.php|showuser|userinfo|/@[^/]+/?$|/~\w+/?$|action=profile|user\.php|/user[/?]|membre",
    re.IGNORECASE,
)
"""Addresses of profiles."""

LABEL = re.compile(
    r"^(?:#?\d[\d.,]*|repl(?:y|ies|y to (?:this|comment).*|y with quote)?|antworten?|répondre|responder|rispondi|beantwoorden|"
    r"ответить|quote|zitat|zitieren|"
    r"report|melden|signaler|denunciar|permalink|link|parent|edit(?:ed)?|delete|like|likes?|share|teilen|up|down|flag|hide|show|"
    r"more|top|website|web|home|"
    r"profile|pm|email|e-mail|says|said|wrote|sagt|schrieb|dit|a dit|dice|escribió|ha scritto|zegt|by|von|from|par|author|op|"
    r"guest|online|offline|new|"
    r"posted|comment|link to this|log in.*|sign in.*|register.*|anmelden.*|avatar|member|admin|administrator|moderator|senior "
    r"member|junior member|"
    r"joined|posts?|location|messages?|logged|[^\W\d_ ][\w ]{1,20}:\s?[\d,.]+|\W*)$",
    re.IGNORECASE,
)
"""Short texts that are buttons, counters and labels, never names."""

INTRODUCED = re.compile(
    r"(?:posted|comment(?:ed)?|written|reply|submitted|geschrieben|verfasst|kommentar|publié|posté|écrit|escrito|publicado|"
    r"scritto|inviato|geplaatst)?\s*"
    r"(?:by|von|par|por|da|door|от|from)\s*:?\s*$",
    re.IGNORECASE,
)
"""Text that ends right before an author's name."""

SAYS = re.compile(
    r"^\s*(?:says|said|wrote|writes|sagt|sagte|schrieb|schreibt|meint|a dit|dit|a écrit|dice|dijo|escribió|ha scritto|scrive|ha "
    r"detto|zegt|schreef|disse|"
    r"пишет|написал|skrev|sier|säger)\b",
    re.IGNORECASE,
)
"""Text that begins right behind an author's name."""

NOT_POSTED = re.compile(
    r"join|regist|зарегистр|регистрац|на форуме с|iscritto|lid sinds|medlem s|zarejestr|dołączy|изменен|редактир|"
    r"member since|mitglied seit|inscri|edited|modified|bearbeitet|geändert|modifié|editado|last (?:seen|visit|"
    r"activity)|updated",
    re.IGNORECASE,
)
"""Words beside dates that are not the time of writing."""

IN_REPLY = re.compile(
    r"in (?:reply|response) to|repl(?:ying|ied) to|responded to|answering|antwort auf|als antwort|en réponse à|en respuesta a|in "
    r"risposta a|in antwoord op|в "
    r"ответ|reply to (?:post|comment|#)|respondendo a",
    re.IGNORECASE,
)
"""Words before a link to the message that is answered."""

FURNITURE = re.compile(
    r"(?:^|[^a-z])(?:repl(?:y|ies)(?!.*(?:body|text|content))|actions?|buttons?|btn|btns|tools?|toolbar|votes?|voting|rating|"
    r"ratings|karma|likes?|share|sharing|social|report|"
    r"flag|(?:member)?signature|sig|avatars?|gravatar|profile|postprofile|userinfo|user-?info|userdetails|poster_?info|controls?|permalink|"
    r"edit-?link|footer-?links|"
    r"reactions?|dropdown|menu|moderat\w*|awards?|badges?|sr-only|screen-reader-text|visually-hidden|meta|metadata|header|head|"
    r"info|byline|toggle|collapse-?link|breadcrumbs?)(?:$|[^a-z])"
)
"""Names of elements that are no text: buttons, counters, toolbars, heads, signatures."""

TEXT_NAME = re.compile(
    r"(?:^|[^a-z])(?:body|text|content|message|msg|texte|texto|testo|excerpt|post_?message|postmsg|post_?text|comment_?text|"
    r"entry|userContent|bbwrapper|inhalt|"
    r"description|markdown|md|says|quote-?able|prose|copy)(?:$|[^a-z])|commenttext|commentbody|commentcontent|postbody|posttext|"
    r"messagetext|comment-texte",
    re.IGNORECASE,
)
"""Names of elements that may hold the text."""

SURE_TEXT_NAME = re.compile(
    r"(?:comment|post|msg|message|reply|kommentar|forum)[-_]?(?:body|text|texte|content|message)|^text$|^description$|postmsg|"
    r"usercontent",
    re.IGNORECASE,
)
"""Names of elements that hold the text for sure."""

QUOTE_NAME = re.compile(r"(?:^|[^a-z])(?:bb)?quote(?:box|block|main|content|header|d)?(?![a-z])")
"""Names of quote blocks."""

JOINING = re.compile(
    r"^(?:\W|\d|(?<![^\W\d_])(?:posted|comment(?:ed)?|written|submitted|left|by|on|at|in|the|from|says?|said|wrote|writes|"
    r"replied|von|am|um|uhr|schrieb|sagt|meint|"
    r"kommentar|geschrieben|verfasst|par|le|à|de|dit|écrit|publié|por|el|las?|dice|dijo|escribió|di|il|alle|ha|scritto|detto|op|"
    r"om|zegt|schreef|"
    r"permalink|link|reply|report|quote|am|pm|date|author|name|no|nr|#)(?![^\W\d_]))*$",
    re.IGNORECASE,
)
"""A line with nothing but joining words between author and date."""
