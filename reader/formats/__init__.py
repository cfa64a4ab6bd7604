"""FILE -> Pages. One module per file format.

``open_pages(path, *, limits=LIMITS, on_progress=None) -> Iterator[Page]`` picks the format by content, then by name, and yields the pages
one by one (an archive or export of thousands streams). It raises `RefusedFile` when nothing can be read; a part that cannot be read inside
a readable file becomes a notice on the neighbouring page. ``find_files(path) -> list[Path]`` lists what a folder holds, without companion
folders (``_files``, ``-Dateien`` ...), links never followed out of it. ``page_from_text(text, name) -> Page`` takes pasted text.

What it does not do: it knows no blog or forum engine, stores nothing, never uses a name from an archive as a path.
May import: ``model``, ``markup``; warcio, brotli.
To add a format: ``formats/<name>.py`` with ``sniff(head: bytes, path: Path) -> bool`` and ``open(source) -> Iterator[Page]``, one row in
``FORMATS`` (specific before general), a sample beside what it yields in ``tests/formats``.
"""
