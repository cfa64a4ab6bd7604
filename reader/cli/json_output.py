"""The machine's form of what verbs print; schemas stand in ``resources/schemas/<verb>.schema.json``."""

from __future__ import annotations

from typing import Any

from reader.exports.codec import to_plain
from reader.model.errors import RefusedFile
from reader.model.report import CheckReport, FileReport, ImportReport, SearchResult
from reader.model.skeleton import PostSummary
from reader.wording import apart_sentence, error_sentence, notice_sentence


def import_value(report: ImportReport) -> dict[str, Any]:
    """The receipt of an import."""
    return {
        "taken": report.taken, "refused": report.refused, "files": [_file(file) for file in report.files],
        "left_out": [{"path": one.path, "what": one.what.value, "sentence": apart_sentence(one.what)} for one in report.apart],
    }


def list_value(posts: list[PostSummary]) -> dict[str, Any]:
    """The posts of the library."""
    return {"posts": [to_plain(post) for post in posts]}


def search_value(result: SearchResult) -> dict[str, Any]:
    """The places that a search found; marks are code points of the snippet."""
    hits = []
    for hit in result.hits:
        plain = to_plain(hit)
        location = plain.pop("location")
        hits.append({"post": location["post"], "comment": location["comment"], **plain})
    return {"total": result.total, "hits": hits}


def check_value(report: CheckReport) -> dict[str, Any]:
    """What a check found."""
    return {
        "posts": report.posts,
        "comments": report.comments,
        "originals": report.originals,
        "problems": [{"code": code, "detail": detail} for code, detail in report.problems],
        "repaired": [{"code": code, "detail": detail} for code, detail in report.repaired],
    }


def _file(report: FileReport) -> dict[str, Any]:
    error = None
    if report.error is not None:
        code = report.error.why.value if isinstance(report.error, RefusedFile) else type(report.error).__name__
        error = {"code": code, "sentence": error_sentence(report.error)}
    threads = []
    for thread in report.threads:
        plain = to_plain(thread)
        plain["notices"] = [
            {**to_plain(notice), "sentence": notice_sentence(notice)} for notice in thread.notices
        ]
        threads.append(plain)
    return {"path": report.path, "outcome": report.outcome.value, "error": error, "threads": threads}
