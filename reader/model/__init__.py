"""The nouns of the program: frozen dataclasses and enums, nothing else.

What lives here: what a saved page is (`page`), what a site reader understood of it (`draft`), what the library holds (`discussion`),
what the window shows of a long thread (`skeleton`), what an import or a write reports (`report`), typed errors (`errors`).

What it does not do: no parsing, no I/O, no Qt, no SQL, no inference, no wording for people.

May import: the standard library only.

To add a noun: a frozen dataclass in the module whose topic it is; give every field a unit and a meaning when it is not obvious.

Conventions used everywhere above:

- offsets count Unicode code points of ``Body.text``, end exclusive;
- a *moment* is an ISO 8601 string as the contract defines it: the machine time as written in the markup, else the printed time, never
  converted; with an offset only where the page states or proves one, a date alone where no time is given;
- sizes are bytes; sha256 are 64 lower-case hex digits.
"""
