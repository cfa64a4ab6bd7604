"""PAGE -> DraftThreads. One module per blog or forum engine.

``read_page(page: Page) -> list[DraftThread]``: the first row of ``SITES`` (specific before general, the fallback last) that recognises the
page reads it. A page without comments is a draft with none and the notice NO_COMMENTS; a page with no readable text gives ``[]``.

An engine is a module with a ``Site`` row: ``key`` (the contract's ``platform``), ``recognises(view: PageView) -> bool`` and
``read(view: PageView) -> list[DraftThread]``. ``PageView`` (module ``view``) is a page with its tree, body context and page dates made once.
Shared steps that several engines need are modules named for what they do (``nesting``, ``paging``, ``footer`` ...), not a base class.

What it does not do: no inference of who answers whom beyond what the page states (nesting, explicit "in reply to" links), no I/O.
May import: ``model``, ``markup``; trafilatura (fallback article text only, inside the function).
To add an engine: ``sites/<name>.py``, one row in ``SITES``, a page of your own beside its expected thread in ``tests/sites``.
"""
