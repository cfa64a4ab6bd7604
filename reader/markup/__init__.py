"""Text and HTML: bytes -> text, text -> tree, tree -> safe body, body -> display, written dates -> times.

Modules and what others call:

- ``charset``: ``decode(data, *, declared=None, html=True) -> Decoded(text, charset, notices)``: byte-order mark, then what the bytes prove,
  then the declarations (transport's ``declared``, XML or meta), then a guess; a declaration that does not fit the bytes is not believed and
  a notice says so. Labels and codecs: ``charset_labels``; text encoded twice: ``mojibake``.
- ``tree``: ``parse(html) -> Tree`` (lexbor through selectolax, depth and attributes capped beforehand by ``capping``; ``Tree.root``,
  ``Tree.notices``, ``css``, ``first``); ``Node`` is the node type for every room above; ``text_of``, ``own_text``, ``attr``, ``classes``,
  ``has_class``, ``ancestors``, ``closest``, ``visible``, ``remove``; ``canonical(html)`` balances a piece of HTML.
- ``sanitise``: ``clean(html, *, own=True) -> str``: allow-list (``writing``, then nh3): what the library stores, the window shows;
  ``own=False`` drops our own names (``asset:``, ``comment:``, ``post:``) as for anything that comes in.
- ``text``: ``html_to_text(html) -> str`` of sanitised HTML (rules and position map: ``positions``), ``text_to_html(text)``,
  ``mark_spans(body, marks) -> str``: display HTML with links put at code-point spans of ``Body.text`` (``Mark(start, end, href, css)``).
- ``body``: ``make_body(nodes_or_html, context, *, drop=(), drop_nodes=()) -> MadeBody(body, quotes, assets, missing_images,
  refused_images, flattened)``: the one way from page markup to a stored `Body`: links resolved, pictures named ``asset:SHA256``, quote
  blocks found (``quotes``). ``BodyContext(url, assets, drop)``. ``make_text_body(text) -> Body`` for plain-text sources.
- ``addresses``: ``join(base, address)``, which is ``urljoin`` with a memory. ``selectors``: ``needs_of(selector)`` and the names in a page
  tell whether a CSS selector can match at all, before anybody looks through a tree.
- ``images``: ``check_image(data) -> Asset | None``: raster kinds only, pixel and byte limits; no decoding.
- ``dates``: ``PageDates(language, saved, page_text)`` decides d/m against m/d over the whole page; ``read(text, machine=None) ->
  Moment | None`` (``Moment(iso, text)``); forms in ``written_dates``, words in ``date_words``; dateparser only as last
  resort.
- ``markdown``: ``markdown_to_html(text) -> str``, sanitised.
- ``characters``: what is removed or parted in every stored text. ``xhtml``: sanitised HTML as XHTML, for e-books.

A picture or player that the save does not hold is ``<span title="ADDRESS" class="missing-picture">words</span>``; it is shown but is
  no text
of the body. Pictures give no text either; smileys give their alternative text.

What it does not do: it knows no site, no file format, no thread; it does no I/O and shows nothing.
May import: ``model``; selectolax, nh3, markdown, charset-normalizer, dateparser (slow ones inside functions).
To add a markup rule: the tables in ``writing`` (and the allow-list in ``sanitise``); a quote block of an engine: ``quotes``; a month
  or unit
of a language: ``date_words``; a form of date: ``written_dates``; an encoding: ``charset_labels``.
"""
