"""FILE -> Pages. One module per file format.

``open_pages(path, *, limits=LIMITS, on_progress=None) -> Iterator[Page]`` picks the format by content, then by name, and yields the pages
one by one (an archive or export of thousands streams). It raises `RefusedFile` when nothing can be read; a part that cannot be read inside
a readable file becomes a notice on the neighbouring page. ``on_progress(done, total)`` counts bytes of the file and may raise `Cancelled`.
``find_files(path) -> list[Path]`` lists what a folder holds, without companion folders (``_files``, ``-Dateien`` ...), links never followed
out of it, pictures, styles and scripts left out; ``survey(path) -> Found`` tells what was set apart, too.
``page_from_text(text, name) -> Page`` takes pasted text.

What pages look like, by `PageKind`:

- HTML: ``content`` is the decoded markup. ``url`` and ``saved`` are filled from whatever the saver left (comment, header, archive); a
  Wayback Machine toolbar and its rewritten addresses are already gone. Pictures inlined as ``data:`` were taken out: their address in
  ``content`` is a short ``inlined:SHA256`` that ``assets`` knows. ``assets`` has every saved picture under the address as written and as
  resolved against ``url`` (or ``<base href>``).
- TEXT: ``content`` is the decoded text with ``\\n`` line ends. ``.md`` files come as HTML with dialect ``markdown``.
- RECORD: ``record`` (`reader.model.record.Record`) holds one discussion; ``content`` is empty. Dialects and what is peculiar to each:

  ========== =========================================== ======================================================================
  dialect    one page per                                peculiarities
  ========== =========================================== ======================================================================
  mtif       entry of a Movable Type / TypePad export    ``published`` has no zone; comments in file order without ids or parents;
                                                         trackbacks are kind PINGBACK; ``form`` HTML, or MARKDOWN where the entry says so
  wxr        post or page of a WordPress export          attachments, menus, trash and spam left out; ids and parents as in WordPress;
                                                         ``published`` is GMT (+00:00), ``published_text`` the blog's own time; bare line
                                                         ends already turned into paragraphs
  blogger    post of a Blogger / Takeout Atom file       comments grouped with their post; parents by thr:in-reply-to / related link
  disqus     thread of a Disqus XML export               ``has_post`` False (title and url only); deleted: ``removed``; spam left out
  hackernews story of Firebase items (JSON or lines)     ``body`` the story's text, ``url`` its own address (news.ycombinator.com/item?id=);
                                                         the link a story points to is the first paragraph of ``body``
  algolia    story of the Algolia API                    the same, from the tree
  reddit     post of a Reddit ``.json``                  ids with ``t1_``/``t3_``; "[deleted]": ``removed``; form HTML or MARKDOWN
  feed       RSS 1/2 or Atom feed of a thread            post = the entry that opens the thread, else ``has_post`` False; a blog's feed
                                                         of posts gives one page per post, without comments
  4chan      thread of 4chan/vichan JSON                 ``id`` and ``number`` are the post number; ``>>123`` links left in the HTML
  2ch        ``.dat`` file                               ``number`` is the line; author with its trip; ID:... left out
  mail       thread of an ``.eml`` or mbox               first message is the post; ids are digests of Message-IDs; no addresses;
                                                         ``form`` TEXT (HTML where a message has nothing else); ``signature`` apart
  ========== =========================================== ======================================================================

  A comment's ``parent`` is the ``id`` of another comment of the record; None means it answers the post.
- DOCUMENT: ``content`` is HTML of something that is no discussion (a chapter of an e-book); ``record`` is None.
- EXPORT: ``content`` is the JSON text of our own export.

What it does not do: it knows no blog or forum engine, stores nothing, never uses a name from an archive as a path. E-mail and IP addresses
of commenters in exports and mail never leave this room.
May import: ``model``, ``markup``; warcio, brotli.
To add a format: ``formats/<name>.py`` with ``sniff(head: bytes, name: str) -> bool`` and ``pages(source: Source)`` that yields pages and
notices, one row in ``FORMATS`` (module ``opening``; specific before general), a sample beside what it yields in ``tests/formats``.
"""

from reader.formats.folders import Found, find_files, survey
from reader.formats.limits import LIMITS, Limits
from reader.formats.opening import FORMATS, Format, open_pages, page_from_text

__all__ = ["FORMATS", "LIMITS", "Format", "Found", "Limits", "find_files", "open_pages", "page_from_text", "survey"]
