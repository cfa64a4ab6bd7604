"""Names that may be one person: asked about, joined or kept apart, remembered, taken back, valid on the whole site."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from window_samples import comment_page

from reader.filters import Effect
from reader.jobs.importing import import_files
from reader.jobs.reporter import Reporter
from reader.model.discussion import NamePair
from reader.model.report import Location
from reader.ui.messages import Messages

TALK = [
    ("Walter Moss", "The ferry has not run since the storm took the landing stage."),
    ("walter moss", "And nobody will pay for a new one, I hear."),
    ("Walter Moss (Turku)", "I asked the harbour office about it on Monday."),
    ("Anonymous", "They never answer."),
    ("anonymous", "They answered me."),
    ("Ann", "@1 Walter Moss: which storm?"),
]
OTHER = [("Walter Moss (Turku)", "The museum is open again."), ("Ann", "Since when?")]
SHIPS = [("Old Bill", "I keep bees by the river."), ("William Oak", "And the river froze."), ("Fen", "@Old Bill: how deep was the ice?")]


@pytest.fixture
def ferry(window, settle, tmp_path):
    """A window with a thread of six comments in which three names may be one person, and another thread of its site."""
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "ferry.html").write_text(comment_page("The ferry", TALK, number=1, site="harbour"), encoding="utf-8")
    (folder / "museum.html").write_text(comment_page("The museum", OTHER, number=2, site="harbour"), encoding="utf-8")
    import_files(window.library, [folder], Reporter())
    window.refresh()
    settle()
    show(window, settle, "ferry")
    return window


def show(window, settle, words: str) -> None:
    window.opening.open(Location(next(post.id for post in window.library.summaries() if words in post.title)))
    settle()


def names(window) -> list[str]:
    model = window.people_pane.model
    return sorted(model.index(row, 0).data() for row in range(model.rowCount()))


def test_spellings_are_one_person_and_anonymous_is_nobody(ferry, qtbot) -> None:
    assert names(ferry) == ["Ann", "Anonymous", "Walter Moss (Turku)", "Walter Moss, also walter moss", "anonymous"]
    assert ferry.people_pane.heading.text() == "5 people"
    ferry.people_pane.choose("walter moss")
    qtbot.mouseClick(ferry.people_pane.buttons[Effect.ONLY], Qt.MouseButton.LeftButton)
    assert ferry.filtering.selection.shown == 2
    pane = ferry.reading.thread_pane
    assert pane.relations.known_as(0) == pane.relations.known_as(1) == "Walter Moss"


def press(qtbot, button: QPushButton) -> None:
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_proposal_is_joined_counts_on_the_site_and_is_undone(ferry, settle, qtbot) -> None:
    card = ferry.people_pane.card
    assert card.names.text() == "Walter Moss (Turku): 1 comment, 1 in other discussions\nWalter Moss: 1 comment"
    assert card.reason.text() == "One name is a longer form of the other."
    press(qtbot, card.join)
    settle()
    assert card.isHidden() and "are one person" in ferry.status_line.message.text()
    assert names(ferry)[-2] == "Walter Moss, also walter moss, also Walter Moss (Turku)"
    show(ferry, settle, "museum")
    assert names(ferry) == ["Ann", "Walter Moss (Turku)"] and card.isHidden()
    ferry.actions_by_id["undo"].trigger()
    settle()
    show(ferry, settle, "ferry")
    assert card.isVisible() and "Walter Moss (Turku)" in names(ferry)


def test_a_declined_proposal_is_not_made_again_anywhere_on_the_site(ferry, settle, qtbot) -> None:
    card = ferry.people_pane.card
    press(qtbot, card.part)
    settle()
    assert card.isHidden()
    show(ferry, settle, "museum")
    assert card.isHidden()
    show(ferry, settle, "ferry")
    assert card.isHidden() and ferry.library.corrections(ferry.opening.post_id).people == (
        NamePair("Walter Moss (Turku)", "Walter Moss", False),)


def test_what_was_joined_by_itself_is_parted_by_hand_and_others_joined(ferry, settle, monkeypatch) -> None:
    ferry.reading.thread_pane.setFocus()
    ferry.reading.thread_pane.set_current(1)
    ferry.actions_by_id["part-person"].trigger()
    settle()
    assert {"Walter Moss", "walter moss"} < set(names(ferry))
    monkeypatch.setattr(Messages, "ask_item", lambda self, title, label, items, current, take: take(items.index("Ann")))
    ferry.reading.thread_pane.set_current(2)
    ferry.actions_by_id["join-person"].trigger()
    settle()
    assert "Walter Moss (Turku), also Ann" in names(ferry) or "Ann, also Walter Moss (Turku)" in names(ferry)
    told: list[str] = []
    monkeypatch.setattr(Messages, "tell", lambda self, text, *more, **others: told.append(text))
    ferry.reading.thread_pane.set_current(3)
    ferry.actions_by_id["join-person"].trigger()
    assert "never joined" in told[0]


def test_a_join_links_the_other_threads_of_the_site_anew_in_one_step(ferry, settle, tmp_path) -> None:
    """Who is answered under the older of two names is answered where they wrote last, in every thread in which both names stand."""
    for number in (7, 8):
        (tmp_path / f"ships{number}.html").write_text(comment_page(f"Ships {number}", SHIPS, number=number, site="harbour"), encoding="utf-8")
    import_files(ferry.library, [tmp_path / "ships7.html", tmp_path / "ships8.html"], Reporter())
    show(ferry, settle, "Ships 7")
    posts = [post.id for post in ferry.library.summaries() if "Ships" in post.title]

    def answered() -> list[int]:
        threads = [ferry.library.load(post).comments for post in posts]
        return [next(at for at, comment in enumerate(thread) if comment.id == thread[2].references[0].target) for thread in threads]

    assert answered() == [0, 0]
    ferry.naming.say("Old Bill", "William Oak", same=True)
    settle()
    assert answered() == [1, 1]
    ferry.actions_by_id["undo"].trigger()
    settle()
    assert answered() == [0, 0] and ferry.library.name_pairs("harbour.example.org") == ()
