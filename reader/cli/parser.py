"""What can be typed."""

from __future__ import annotations

import argparse
from pathlib import Path

from reader import __version__
from reader.exports import EXPORTS

VERBS = ("import", "list", "show", "search", "export", "reread", "readers", "check", "backup", "restore")


def make_parser() -> argparse.ArgumentParser:
    """The whole command line. Options common to all verbs may stand before or behind the verb."""
    parser = argparse.ArgumentParser(
        prog="threadfolio", description="Reads saved blog posts and forum threads as conversations.",
        epilog="Without a verb the window opens; files named then open in the import wizard.",
    )
    parser.add_argument("--version", action="version", version=f"threadfolio {__version__}")
    _common(parser)
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    common = argparse.ArgumentParser(add_help=False)
    _common(common)
    common.add_argument("--version", action="version", version=f"threadfolio {__version__}")

    def verb(name: str, about: str) -> argparse.ArgumentParser:
        return verbs.add_parser(name, help=about, description=about[0].upper() + about[1:] + ".", parents=[common])

    importing = verb("import", "take saved pages, folders and archives into the library and print the receipt")
    importing.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    importing.add_argument("--rule", action="append", type=Path, default=[], metavar="FILE",
                           help="first take this taught rule (a .rule.toml file) into the library")
    _engine(importing)
    _json(importing)
    _json(verb("list", "list the posts in the library"))
    show = verb("show", "print one discussion as a conversation")
    show.add_argument("post", type=int, metavar="POST", help="the post's number, as `list` prints it")
    show.add_argument("--flat", action="store_true", help="in page order instead of threaded")
    _json(show)
    search = verb("search", "find words in all discussions")
    operators = '"exact words", begin*, -not, author:NAME, site:NAME, before:DATE, after:DATE'
    search.add_argument("words", nargs="+", metavar="WORDS", help=operators)
    search.add_argument("--limit", type=_count, default=20, metavar="N", help="how many places to show (20)")
    _json(search)
    export = verb("export", "write discussions in another form")
    _posts(export)
    export.add_argument("--format", choices=sorted(EXPORTS), default="json", help="(json)")
    export.add_argument("-o", "--output", type=Path, metavar="FILE|DIR", help="where to; standard output where it is left out")
    reread = verb("reread", "read the kept originals again with this version")
    _posts(reread)
    _engine(reread)
    _json(reread)
    verb("readers", "list the readers of pages that --engine takes, taught rules among them")
    check = verb("check", "look whether the library is sound")
    check.add_argument("--repair", action="store_true", help="rebuild what can be rebuilt")
    _json(check)
    verb("backup", "write the whole library into one file").add_argument("file", type=Path, metavar="FILE")
    verb("restore", "bring a backup back into the library folder; what was there is kept beside it").add_argument(
        "file", type=Path, metavar="FILE"
    )
    return parser


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--library", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="the library folder to use")
    parser.add_argument("--quiet", action="store_true", default=argparse.SUPPRESS, help="print only what was asked for")
    parser.add_argument("--verbose", action="store_true", default=argparse.SUPPRESS, help="tell what happens, on standard error")


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def _engine(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--engine", metavar="KEY",
                        help="read with this reader (`threadfolio readers` lists them) and remember it; automatic: none in particular")


def _posts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("posts", nargs="*", type=int, metavar="POST")
    parser.add_argument("--all", action="store_true", help="every post of the library")


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 10_000:
        raise argparse.ArgumentTypeError("a number from 1 to 10000")
    return number
