"""What people call the engines of the table of sites."""

from __future__ import annotations

from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    "records": "Export of a blog or forum",
    "text": "Copied text",
    "xenforo": "XenForo",
    "vbulletin": "vBulletin",
    "invision": "Invision Community",
    "smf": "Simple Machines Forum",
    "mybb": "MyBB",
    "fluxbb": "FluxBB, PunBB",
    "jforum": "JForum",
    "phpbb": "phpBB",
    "discourse": "Discourse",
    "vanilla": "Vanilla",
    "nodebb": "NodeBB",
    "flarum": "Flarum",
    "woltlab": "WoltLab",
    "stackexchange": "Stack Exchange",
    "slashdot": "Slashdot",
    "hackernews": "Hacker News",
    "lobsters": "Lobsters",
    "lemmy": "Lemmy",
    "forummagnum": "LessWrong, ForumMagnum",
    "reddit": "Reddit",
    "bbpress": "bbPress",
    "4chan": "Imageboard (4chan, 2ch)",
    "archive.org-forum": "Internet Archive forum",
    "pipermail": "Mailing list archive",
    "nairaland": "Nairaland",
    "gamefaqs": "GameFAQs",
    "steam": "Steam",
    "tripadvisor": "Tripadvisor",
    "disqus": "Disqus",
    "intensedebate": "IntenseDebate",
    "livefyre": "Livefyre",
    "livejournal": "LiveJournal",
    "typepad": "TypePad",
    "movabletype": "Movable Type",
    "wpdiscuz": "WordPress with wpDiscuz",
    "wordpress": "WordPress",
    "blogger": "Blogger",
    "drupal": "Drupal",
    "serendipity": "Serendipity",
    "spip": "SPIP",
    "posterous": "Posterous",
    "substack": "Substack",
    "ghost": "Ghost",
    "haloscan": "HaloScan",
    "generic": "Any page (by repeated pattern)",
}
"""Key of a row of ``SITES`` -> name; a test sees to it that every row has one."""


def name_of(key: str) -> str:
    """What people call an engine; its key where it has no name."""
    return NAMES.get(key, key)
