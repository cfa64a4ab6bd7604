"""Every code that a lower room can send has its sentence."""

from __future__ import annotations

import pytest

from reader import wording
from reader.model.errors import (
    BadParent,
    BadSearch,
    LibraryProblem,
    LibraryUnavailable,
    NoSuchComment,
    NoSuchPost,
    ReaderError,
    RefusedFile,
    Why,
)
from reader.model.report import FileReport, ImportReport, Notice, NoticeKind, Outcome, ThreadReport


def is_sentence(text: str) -> bool:
    return text.endswith(".") and (text[0].isupper() or text[0].isdigit()) and "{" not in text and "None" not in text and "!" not in text


@pytest.mark.parametrize("kind", NoticeKind)
@pytest.mark.parametrize("count", [1, 3])
def test_every_notice_has_a_sentence(kind: NoticeKind, count: int) -> None:
    assert is_sentence(wording.notice_sentence(Notice(kind, count=count, expected=9, text="Title")))


@pytest.mark.parametrize("why", Why)
def test_every_refusal_says_which_file(why: Why) -> None:
    sentence = wording.error_sentence(RefusedFile("/some/where/page.html", why, "detail", 1 << 20))
    assert sentence.startswith("page.html") and sentence.endswith(".") and "{" not in sentence


@pytest.mark.parametrize("problem", LibraryProblem)
def test_every_library_problem_says_where(problem: LibraryProblem) -> None:
    assert "/lib" in wording.error_sentence(LibraryUnavailable("/lib", problem))


@pytest.mark.parametrize(
    "error",
    [NoSuchPost(3), NoSuchComment(4), BadParent(1, 2), ReaderError(), BadSearch("x", "bad-date", "y"), BadSearch("x", "new reason"),
     OSError(28, "No space left on device", "/disk/file"), ValueError("inner")],
)
def test_every_error_has_one_sentence(error: Exception) -> None:
    assert wording.error_sentence(error).endswith(".") and "\n" not in wording.error_sentence(error)


def thread(**more: object) -> ThreadReport:
    fields = {"post_id": 1, "title": "Wells", "site": "a.example", "outcome": Outcome.ADDED, "comments_found": 412, "comments_total": 412,
              "comments_added": 412, "comments_stated": 415, "references": 10, "references_resolved": 9, "references_doubtful": 2, **more}
    return ThreadReport(**fields)


def test_a_receipt_tells_the_counts_and_how_to_save_again() -> None:
    lines = wording.thread_lines(thread(notices=(Notice(NoticeKind.FEWER_THAN_STATED, 412, 415),)))
    assert lines[0] == "412 comments found, the page says 415."
    assert "10 references: 9 resolved, 2 of them doubtful." in lines
    (why,) = [line for line in lines if line.startswith("The other 3 were probably folded away")]
    assert wording.SAVE_AGAIN in why
    assert len(lines) == 3


FEWER = Notice(NoticeKind.FEWER_THAN_STATED, 412, 415)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"notices": (Notice(NoticeKind.MORE_PAGES),)}, "on other pages of the discussion. Save the other pages"),
        ({"notices": (FEWER, Notice(NoticeKind.MISSING_NUMBERS, 3, text="7, 9-10"))}, "The other 3 were probably removed from the site"),
        ({"notices": (FEWER, Notice(NoticeKind.MISSING_NUMBERS, 1, text="7"))}, "folded away"),
        ({"notices": (FEWER,), "platform": "reddit"}, "“load more comments”"),
        ({"notices": (FEWER,), "platform": "discourse"}, "/print"),
        ({"notices": (FEWER,), "comments_stated": 413}, "The other one was probably folded"),
        ({"notices": (Notice(NoticeKind.NO_COMMENTS, 0, 34),), "comments_found": 0, "comments_total": 0, "comments_stated": 34},
         "loaded while the page is open. Open the page in a browser, scroll down"),
        ({"notices": (Notice(NoticeKind.NO_COMMENTS, 0),), "comments_found": 0, "comments_total": 0, "comments_stated": None},
         "Were there comments in the browser?"),
    ],
)
def test_each_case_says_what_happened_and_what_to_do(more: dict[str, object], words: str) -> None:
    lines = wording.thread_lines(thread(**more))
    assert words in "\n".join(lines)
    assert sum("page says" in line for line in lines) <= 1  # the counts are told once


@pytest.mark.parametrize("stated", [None, 412, 400])
def test_nothing_is_advised_where_nothing_lacks(stated: int | None) -> None:
    text = "\n".join(wording.thread_lines(thread(comments_stated=stated)))
    assert "again" not in text and "other" not in text


def test_a_page_that_joins_is_counted_with_what_was_there() -> None:
    text = "\n".join(wording.thread_lines(thread(outcome=Outcome.JOINED, comments_found=20, comments_total=415, comments_added=20)))
    assert "folded" not in text and "20 comments found" in text


def test_a_joined_page_says_what_it_added() -> None:
    (first, *_) = wording.thread_lines(thread(outcome=Outcome.JOINED, comments_added=3, comments_stated=None))
    assert "3 new, 412 in all" in first


def test_a_report_of_several_files_ends_with_a_count() -> None:
    bad = FileReport("x.html", Outcome.REFUSED, error=RefusedFile("x.html", Why.EMPTY))
    report = ImportReport((FileReport("a.html", Outcome.ADDED, (thread(),)), bad))
    assert wording.report_line(report) == "1 file in the library, 1 refused."
    assert wording.file_lines(bad) == ["x.html: the file is empty. Save the page again."]


def test_a_slid_number_is_explained() -> None:
    words = wording.explain_reference(
        ("author", "quote", "number"), written="Mina@15", target="16 Mina", confidence=0.95, written_number=15, number_owner="ALberto"
    )
    assert words == "It says 15, but 15 is by ALberto; meant is 16 Mina: the name is right and the copied words are from it."
    slid = wording.explain_reference(("off-by-1", "words"), written="@15", target="16 Mina", confidence=0.5)
    assert slid == "Meant is 16 Mina: the number is off by one and it speaks of the same things (doubtful)."


@pytest.mark.parametrize(
    ("evidence", "end"), [((), "discussion."), (("number", "not-here"), "no comment of this discussion has that number."),
                          (("time", "before-post"), "it was written before this post."), (("manual",), "means nobody here: you said so.")],
)
def test_a_reference_without_target_says_why(evidence: tuple[str, ...], end: str) -> None:
    words = wording.explain_reference(evidence, written="@77", target=None, confidence=0.5)
    assert words.startswith("“@77”") and words.endswith(end)


def test_what_is_gone_or_elsewhere_is_said_so() -> None:
    assert wording.explain_reference((), written="@9", target=None, confidence=1, gone=True).endswith("on no saved page.")
    away = wording.explain_reference(("title",), written="Part one", target=None, confidence=1, away=True)
    assert away == "“Part one” leads to another discussion, which is not in the library."
    assert wording.explain_reference(("manual",), written="x", target=None, confidence=1, away=True).endswith("you said so.")


def test_every_word_of_evidence_has_its_words() -> None:
    """The charter of the room of threads lists them."""
    import reader.threads

    charter = reader.threads.__doc__ or ""
    listed = charter.split("makes sentences):", 1)[1].split(".", 1)[0].replace("; for none:", ",")
    words = {"off-by-2" if word.strip() == "off-by-N" else word.strip() for word in listed.split(",")}
    assert words and not [word for word in words if not wording.reasons((word,)) and word not in wording._NONE]


@pytest.mark.parametrize(("size", "words"), [(5, "5 bytes"), (2048, "2.0 kB"), (50 << 20, "50 MB"), (3 << 30, "3.0 GB")])
def test_sizes_are_said_as_people_say_them(size: int, words: str) -> None:
    assert wording.size_words(size) == words
