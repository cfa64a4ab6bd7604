"""Text and HTML: bytes -> text, text -> tree, tree -> safe body, body -> display, written dates -> times.

Modules and what others call:

- ``charset``: ``decode(data, *, declared=None, html=True) -> Decoded(text, charset, notices)``: byte-order mark, then the declarations
  (transport's ``declared``, XML or meta), then a guess; a declaration that does not fit the bytes is not believed and a notice says so.
- ``tree``: ``parse(html) -> Tree`` (lexbor through selectolax, depth and attributes capped beforehand by a linear pass; ``Tree.root``,
  ``Tree.notices``); ``Node`` is the node type for every room above; ``text_of``, ``attr``, ``classes``, ``closest``, ``visible`` ...
- ``sanitise``: ``clean(html) -> str``: nh3 allow-list, what the library stores and the window shows.
- ``text``: ``html_to_text(html) -> str`` (blocks parted by one empty line, ``br`` a newline, ``pre`` verbatim), ``text_to_html(text)``,
  ``mark_spans(body, marks) -> str``: display HTML with links put at code-point spans of ``Body.text`` (``Mark(start, end, href, css)``).
- ``body``: ``make_body(nodes_or_html, context) -> MadeBody(body, quotes, assets, missing_images, refused_images)``: the one way from page
  markup to a stored `Body`: links resolved, pictures named ``asset:SHA256``, quote blocks found. ``BodyContext(url, assets)``.
- ``images``: ``check_image(data) -> Asset | None``: raster kinds only, pixel and byte limits; no decoding.
- ``dates``: ``PageDates(language, saved)`` learns a page's date pattern once and decides d/m against m/d over the whole page;
  ``read(text, machine=None) -> Moment | None`` (``Moment(iso, text)``); dateparser only for the first date of a pattern.
- ``markdown``: ``markdown_to_html(text) -> str``, sanitised.

What it does not do: it knows no site, no file format, no thread; it does no I/O and shows nothing.
May import: ``model``; selectolax, nh3, markdown, charset-normalizer, dateparser (slow ones inside functions).
To add a markup rule: the allow-list in ``sanitise``; a date pattern: the table in ``dates``.
"""
