"""What the verbs do: one function a verb, one row in `VERBS`."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import logging
import os
import sys
from collections.abc import Callable, Iterable
from typing import Any

from reader.cli import json_output, printing
from reader.cli.parser import make_parser
from reader.exports import EXPORTS
from reader.jobs.exporting import export
from reader.jobs.importing import import_files
from reader.jobs.readers import choices, rules_of
from reader.jobs.reporter import Progress, Reporter
from reader.jobs.rereading import reread
from reader.jobs.teaching import reader_key, take_rule
from reader.log import start
from reader.model.errors import BadSearch, Cancelled, LibraryUnavailable, ReaderError
from reader.model.report import ImportReport
from reader.model.teaching import TaughtRule
from reader.paths import Paths
from reader.store import Library
from reader.wording import counted, error_sentence, upgraded_sentence

DONE, USAGE, PARTLY, NOTHING, UNAVAILABLE, INTERRUPTED = 0, 2, 3, 4, 5, 130
_log = logging.getLogger("threadfolio.cli")
Verb = Callable[[argparse.Namespace, Paths], int]


def run(argv: list[str]) -> int:
    """Do what the words say; the exit code. Never raises."""
    _steady_streams()
    parser = make_parser()
    try:
        options = parser.parse_args(argv)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else USAGE
    paths = Paths(options.library) if "library" in options else Paths.standard()
    options.quiet = getattr(options, "quiet", False)
    options.verbose = getattr(options, "verbose", False)
    if options.verb is None:
        parser.print_usage(sys.stderr)
        return USAGE
    log = paths.log if paths.library.is_dir() or options.verb in ("import", "restore") else None
    start(log, verbose=options.verbose, quiet=options.quiet)
    try:
        return VERBS[options.verb](options, paths)
    except LibraryUnavailable as error:
        return _fail(error_sentence(error), UNAVAILABLE)
    except (KeyboardInterrupt, Cancelled):
        return _fail("Stopped; whatever was taken in before stays, nothing is half done.", INTERRUPTED)
    except BadSearch as error:
        return _fail(error_sentence(error), USAGE)
    except BrokenPipeError:  # the reader of our output went away
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except (ReaderError, OSError) as error:
        return _fail(error_sentence(error), NOTHING)
    except Exception as error:  # noqa: BLE001 - a bug of ours: the log gets the trace, the person one sentence
        _log.exception("%s", options.verb)
        return _fail(f"{error_sentence(error)} Details are in {log or 'the output of --verbose'}.", NOTHING)


def _opened(options: argparse.Namespace, paths: Paths, *, create: bool = False) -> Library:
    """The library; says so where an older one was brought up to date."""
    library = Library.open(paths.library, create=create)
    if library.older is not None and not options.quiet:
        _complain(printing.printable(upgraded_sentence(library.older)))
    return library


def _import(options: argparse.Namespace, paths: Paths) -> int:
    if not options.paths and not options.rule:
        return _fail("Name the files to import.", USAGE)
    with _opened(options, paths, create=True) as library:
        for file in options.rule:
            rule = take_rule(library, file)
            if not options.quiet and not options.json:
                print(f"Rule “{printing.printable(rule.name)}” is in the library as {reader_key(rule)}.")
        if not options.paths:
            return DONE
        if not _is_reader(library, options.engine):
            return USAGE
        report = import_files(library, options.paths, _reporter(options), chosen=options.engine)
    return _tell_import(report, options)


def _is_reader(library: Library, key: str | None) -> bool:
    """Whether a reader of this name can be chosen; says so where not."""
    if key is None or any(row.key == key for row in choices(rules_of(library))):
        return True
    _complain(f"There is no reader called {printing.printable(key)}. `threadfolio readers` lists them.")
    return False


def _readers(_options: argparse.Namespace, paths: Paths) -> int:
    rules: tuple[TaughtRule, ...] = ()
    if paths.library.is_dir():
        with Library.open(paths.library) as library:
            rules = rules_of(library)
    _print_lines(f"{row.key:<20}  {printing.printable(row.name) or 'no reader in particular'}" for row in choices(rules))
    return DONE


def _tell_import(report: ImportReport, options: argparse.Namespace) -> int:
    if options.json:
        _print_json(json_output.import_value(report))
    elif not options.quiet:
        _print_lines(printing.receipt_lines(report))
    for file in report.files:
        if file.error is not None:
            _complain(printing.printable(error_sentence(file.error)))
    if not report.taken:
        return NOTHING
    return PARTLY if report.refused else DONE


def _list(options: argparse.Namespace, paths: Paths) -> int:
    with _opened(options, paths) as library:
        posts = library.summaries()
    if options.json:
        _print_json(json_output.list_value(posts))
    else:
        _print_lines(printing.list_lines(posts))
    return DONE


def _show(options: argparse.Namespace, paths: Paths) -> int:
    with _opened(options, paths) as library:
        if options.json:
            export(library, [options.post], "json", sys.stdout.buffer, Reporter())
        else:
            _print_lines(printing.conversation_lines(library.load(options.post), threaded=not options.flat))
    return DONE


def _search(options: argparse.Namespace, paths: Paths) -> int:
    with _opened(options, paths) as library:
        result = library.search(" ".join(options.words), limit=options.limit)
    if options.json:
        _print_json(json_output.search_value(result))
    else:
        _print_lines(printing.hit_lines(result))
        if not result.hits:
            _complain("Nothing was found.")
    return DONE


def _export(options: argparse.Namespace, paths: Paths) -> int:
    if bool(options.posts) == options.all:
        return _fail("Name the posts to export, or say --all.", USAGE)
    if options.output is None and not EXPORTS[options.format].text:
        return _fail(f"The form {options.format} needs a file: add -o FILE.", USAGE)
    with _opened(options, paths) as library:
        export(library, options.posts or None, options.format, options.output or sys.stdout.buffer, _reporter(options))
    return DONE


def _reread(options: argparse.Namespace, paths: Paths) -> int:
    if bool(options.posts) == options.all:
        return _fail("Name the posts to read again, or say --all.", USAGE)
    with _opened(options, paths) as library:
        if not _is_reader(library, options.engine):
            return USAGE
        report = reread(library, options.posts or None, _reporter(options), chosen=options.engine)
    return _tell_import(report, options)


def _check(options: argparse.Namespace, paths: Paths) -> int:
    reporter = _reporter(options)
    with _opened(options, paths) as library:
        report = library.check(repair=options.repair, on_progress=reporter.report)
    if options.json:
        _print_json(json_output.check_value(report))
    else:
        for code, detail in report.problems:
            mended = (code, detail) in report.repaired
            _complain(f"{code}: {printing.printable(detail)}{' (repaired)' if mended else ''}")
        sound = "sound" if not report.problems else f"{counted(len(report.problems), 'problem')} found"
        print(f"{counted(report.posts, 'post')}, {counted(report.comments, 'comment')}, {counted(report.originals, 'original')}: {sound}.")
    return DONE if set(report.problems) <= set(report.repaired) else PARTLY


def _backup(options: argparse.Namespace, paths: Paths) -> int:
    with _opened(options, paths) as library:
        library.backup(options.file)
    if not options.quiet:
        print(f"The whole library is in {options.file}.")
    return DONE


def _restore(options: argparse.Namespace, paths: Paths) -> int:
    aside = Library.restore(options.file, paths.library)
    if not options.quiet:
        print(f"The library in {paths.library} is the one from {options.file}." + (f" What was there is in {aside}." if aside else ""))
    return DONE


VERBS: dict[str, Verb] = {
    "import": _import,
    "list": _list,
    "show": _show,
    "search": _search,
    "export": _export,
    "reread": _reread,
    "readers": _readers,
    "check": _check,
    "backup": _backup,
    "restore": _restore,
}


def _steady_streams() -> None:
    """One UTF-8 document on standard output whatever the locale; what cannot be shown never stops the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(ValueError, OSError):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _reporter(options: argparse.Namespace) -> Reporter:
    return Reporter(_progress_line if sys.stderr is not None and sys.stderr.isatty() and not options.quiet else None)


def _progress_line(progress: Progress) -> None:
    how_far = f"{progress.done}" if progress.total is None else f"{progress.done} of {progress.total}"
    sys.stderr.write(f"\r\x1b[K{how_far}  {printing.printable(progress.what)[:60]}" if progress.done != progress.total else "\r\x1b[K")
    sys.stderr.flush()


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(line.rstrip() + "\n")
    sys.stdout.flush()


def _print_json(value: Any) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def _complain(sentence: str) -> None:
    if sys.stderr is not None:
        print(sentence, file=sys.stderr)


def _fail(sentence: str, code: int) -> int:
    _complain(sentence)
    return code


