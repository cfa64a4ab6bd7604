"""Names over a thread and its site: what their comments carry, and what the person said about who is who."""

from __future__ import annotations

import sqlite3

from reader.model.discussion import NamePair
from reader.model.library import NameFacts
from reader.store.rows import encodable, possible_id

MOST_KEPT = 20
"""Links or pictures of one name that are told apart; who has more changes them by the comment."""
_PAIRS = (
    "SELECT n.first, n.second, n.same FROM name_pair n JOIN post p ON p.id = n.post_id "
    "WHERE n.post_id = ?1 OR (p.site = ?2 AND p.deleted IS NULL) ORDER BY n.post_id != ?1, n.post_id, n.ordinal"
)
_COMMENTS = (
    "SELECT a.name, c.post_id = ?1, c.author_url, c.avatar, count(*) FROM comment c JOIN author a ON a.id = c.author_id "
    "WHERE c.kind = 'comment' AND c.post_id IN "
    "(SELECT id FROM post WHERE id = ?1 OR (site = ?2 AND deleted IS NULL)) GROUP BY 1, 2, 3, 4"
)
_POSTS = (
    "SELECT author, id = ?1, author_url, NULL, 0 FROM post "
    "WHERE author IS NOT NULL AND (id = ?1 OR (site = ?2 AND deleted IS NULL))"
)


_BOTH = (
    "SELECT c.post_id FROM comment c JOIN author a ON a.id = c.author_id JOIN post p ON p.id = c.post_id "
    "WHERE a.name IN (?1, ?2) AND p.site = ?3 AND p.deleted IS NULL GROUP BY c.post_id HAVING count(DISTINCT a.id) = 2 ORDER BY c.post_id"
)


def posts_with_both(connection: sqlite3.Connection, site: str, first: str, second: str) -> tuple[int, ...]:
    """Posts of a site in which comments stand under either name."""
    return tuple(row[0] for row in connection.execute(_BOTH, (encodable(first), encodable(second), site)))


def name_pairs(connection: sqlite3.Connection, site: str | None, post_id: int | None) -> tuple[NamePair, ...]:
    """Pairs said in the post, then on its site; what was said first in that order counts."""
    found: dict[frozenset[str], NamePair] = {}
    for first, second, same in connection.execute(_PAIRS, (possible_id(post_id or 0), site)):
        found.setdefault(frozenset((first, second)), NamePair(first, second, bool(same)))
    return tuple(found.values())


def names(connection: sqlite3.Connection, post_id: int) -> tuple[NameFacts, ...]:
    """Every name once, those of the thread first, each group by how many comments carry it."""
    row = connection.execute("SELECT site FROM post WHERE id = ?", (possible_id(post_id),)).fetchone()
    if row is None:
        return ()
    counts: dict[str, list[int]] = {}
    links: dict[str, dict[str, None]] = {}
    pictures: dict[str, dict[str, None]] = {}
    for sql in (_COMMENTS, _POSTS):
        for name, here, link, picture, count in connection.execute(sql, (post_id, row[0])):
            counts.setdefault(name, [0, 0])[0 if here else 1] += count
            if link:
                links.setdefault(name, {})[link] = None
            if picture:
                pictures.setdefault(name, {})[picture] = None
    made = [
        NameFacts(name, here, elsewhere, tuple(links.get(name, ()))[:MOST_KEPT], tuple(pictures.get(name, ()))[:MOST_KEPT])
        for name, (here, elsewhere) in counts.items()
    ]
    return tuple(sorted(made, key=lambda facts: (-facts.here, -facts.elsewhere, facts.name)))
