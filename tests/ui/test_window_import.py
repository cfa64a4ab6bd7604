"""Ways in: wizard, drop, paste, cancel, refused files, receipt."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPersistentModelIndex, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester

from reader.model.errors import RefusedFile, Why
from reader.model.report import Apart, Belongs, ImportPreview, Notice, NoticeKind, Overrides, PreviewThread, SetApart, Standing
from reader.ui.import_wizard.preview_model import Column, PreviewModel
from reader.ui.import_wizard.preview_row import Section


def drop(widget, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    entering = QDragEnterEvent(widget.rect().center(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                               Qt.KeyboardModifier.NoModifier)
    widget.dragEnterEvent(entering)
    assert entering.isAccepted()
    widget.dropEvent(QDropEvent(QPointF(widget.rect().center()), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                                Qt.KeyboardModifier.NoModifier))


def test_empty_library_says_what_to_do(window) -> None:
    assert window.reading.currentWidget() is window.reading.ways
    ways = {"Choose files…", "Choose a folder…", "Paste text…", "Read the sample", "How to save a page so that its comments are in it"}
    assert ways == {b.text() for b, _ in window.reading.ways._buttons}
    assert "offline" in window.status_line.promise.text()


def test_drop_look_over_correct_save_read(window, settle, qtbot, pages: Path) -> None:
    drop(window, [pages])
    settle()
    wizard = window.imports.wizard
    assert wizard.steps.currentWidget() is wizard.look
    rows = wizard.look.model.rows
    assert sorted(row.thread.comments_found for row in rows if row.thread) == [3, 6]
    assert [Path(row.preview.path).name for row in rows if row.thread is None] in ([], ["broken.bin"])
    assert window.library.summaries() == []  # nothing is saved yet
    shown = [wizard.look.model.row_at(place) for place in range(wizard.look.model.rowCount())]
    lamps = next(place for place, row in enumerate(shown) if row.thread.comments_found == 6)
    wizard.look.table.setCurrentIndex(wizard.look.model.index(lamps, 0))
    author = wizard.look.fields["author"]
    author.setFocus()
    author.selectAll()
    qtbot.keyClicks(author, "Vera Lind")
    qtbot.keyClick(author, Qt.Key.Key_Return)  # ends the writing, presses no button
    assert list(wizard.look.model.overrides.values()) == [Overrides(author="Vera Lind")]
    qtbot.mouseClick(wizard.go, Qt.MouseButton.LeftButton)
    settle()
    assert wizard.steps.currentWidget() is wizard.receipt
    assert "6 comments found." in wizard.receipt.text and "in the library" in wizard.heading.text()
    assert {post.author for post in window.library.summaries()} >= {"Vera Lind"}
    qtbot.mouseClick(wizard.go, Qt.MouseButton.LeftButton)  # read it now
    settle()
    assert not window.paths.staging.exists() or not any(window.paths.staging.iterdir())
    assert window.reading.open_thread is not None
    assert window.imports.wizard is None
    assert window.library_pane.model.rowCount() == len(window.library.summaries())


def test_same_file_again_changes_nothing(window, settle, qtbot, pages: Path) -> None:
    for _ in range(2):
        window.imports.take([pages / "lamps.html"])
        settle()
        wizard = window.imports.wizard
        last = wizard.look.model.rows
        wizard._save()
        settle()
        wizard.reject()
    assert last[0].preview.already_in_library and "Already in the library" in last[0].remarks[0]
    assert len(window.library.summaries()) == 1


def test_cancel_leaves_nothing_behind(window, settle, qtbot, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.jobs import arriving

    gate, reached = threading.Event(), threading.Event()
    real = arriving.original_of

    def slow(path: Path):
        reached.set()
        gate.wait(5)
        return real(path)

    monkeypatch.setattr(arriving, "original_of", slow)
    window.imports.take([pages])
    wizard = window.imports.wizard
    assert reached.wait(5)
    assert not wizard.go.isEnabled()
    wizard.reject()
    gate.set()
    qtbot.waitUntil(lambda: window.imports.wizard is None, timeout=5000)
    settle()
    assert window.library.summaries() == []
    assert not window.paths.staging.exists() or not any(window.paths.staging.iterdir())


def test_what_a_killed_import_left_is_cleared_away(window, settle) -> None:
    left = window.paths.staging / "0123"
    left.mkdir(parents=True)
    (left / "0.drafts").write_bytes(b"half")
    window.imports.set_library(window.library)
    assert not window.paths.staging.exists()


def test_stopping_keeps_what_was_read_before(window, settle, qtbot, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.jobs import arriving

    window.imports.take([pages / "lamps.html"])
    settle()
    wizard = window.imports.wizard
    gate, reached = threading.Event(), threading.Event()
    real = arriving.original_of

    def slow(path: Path):
        reached.set()
        gate.wait(5)
        return real(path)

    monkeypatch.setattr(arriving, "original_of", slow)
    wizard.add([pages / "key.html"])
    assert reached.wait(5)
    qtbot.mouseClick(wizard.look.stop, Qt.MouseButton.LeftButton)
    gate.set()
    settle()
    assert len(wizard.look.model.rows) == 1 and wizard.go.isEnabled()
    wizard.reject()


def test_pasted_text(window, settle, qtbot) -> None:
    wizard = window.imports.open_wizard()
    wizard.start_pasting()
    text = (
        "Lamps at noon\n\nThe lamps are lit. Why?\n\nPosted by vera on May 1, 2014 at 07:30 AM | Permalink\n\nComments\n\n"
        + "\n\n".join(f"This is what I think about it, part {n}.\n\nPosted by: james{n} | May {n}, 2014 at 08:00 AM | {n}" for n in range(1, 6))
    )
    wizard.paste.setPlainText(text)
    qtbot.mouseClick(wizard.go, Qt.MouseButton.LeftButton)
    settle()
    assert wizard.look.model.rows[0].thread is not None
    wizard._save()
    settle()
    assert len(window.library.summaries()) == 1
    wizard.reject()
    assert not window.paths.staging.exists() or not any(window.paths.staging.iterdir())


def test_a_refused_file_alone_can_only_be_left(window, settle, pages: Path) -> None:
    empty = pages / "empty.html"
    empty.write_bytes(b"")
    window.imports.take([empty])
    settle()
    wizard = window.imports.wizard
    assert not wizard.go.isEnabled()
    assert "the file is empty" in wizard.look.remarks.text()
    wizard.reject()


def test_the_sample_goes_through_the_same_door(window, settle) -> None:
    window.imports.read_sample()
    settle()
    assert window.imports.wizard.look.model.wanted == 1
    window.imports.wizard.reject()


def test_wizard_wording_of_a_drop_that_is_no_file(window) -> None:
    data = QMimeData()
    data.setUrls([QUrl("http://example.org/page.html")])
    event = QDragEnterEvent(window.rect().center(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                            Qt.KeyboardModifier.NoModifier)
    event.ignore()
    window.dragEnterEvent(event)
    assert not event.isAccepted()


def preview_thread(**fields) -> PreviewThread:
    whole = {
        "index": 0, "title": "T", "author": None, "site": "s.org", "url": None, "published": "2016-12-12", "platform": "typepad",
        "comments_found": 4, "comments_stated": None, **fields,
    }
    return PreviewThread(**whole)


def test_preview_model(qtbot) -> None:
    model = PreviewModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    thread = preview_thread(title="<b>T</b>", comments_stated=5, notices=(Notice(NoticeKind.FEWER_THAN_STATED, 4, 5),))
    model.add(ImportPreview(0, "/p/a.html", (thread,)))
    model.add(ImportPreview(1, "/p/b.html", error=RefusedFile("/p/b.html", Why.EMPTY)))
    model.add(ImportPreview(2, "/p/c.html", (thread,), already_in_library=True))
    assert model.index(0, Column.TITLE).data() == "<b>T</b>" and model.index(0, Column.COMMENTS).data() == "4 of 5"
    assert model.index(0, Column.SITE).data() == "s.org · TypePad"
    assert model.wanted == 1 and model.overrides == {} and len(model.rows) == 3
    assert model.setData(model.index(0, Column.TITLE), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert model.wanted == 0 and model.overrides == {(0, 0): Overrides(skip=True)}
    assert model.setData(model.index(0, Column.DATE), "2015", Qt.ItemDataRole.EditRole)
    model.correct(0, "author", "anna")
    assert model.overrides[0, 0] == Overrides(author="anna", published="2015", skip=True)
    model.correct(0, "author", "")
    assert model.overrides[0, 0].author is None
    model.take_all(True)
    assert model.wanted == 1
    model.show_section(Section.LEFT_OUT)
    assert model.index(0, Column.TITLE).data() == "b.html" and "empty" in model.index(0, Column.REMARKS).data()
    assert not model.setData(model.index(0, Column.TITLE), "x", Qt.ItemDataRole.EditRole)
    model.show_section(Section.COPIES)
    assert "Already in the library" in model.index(0, Column.REMARKS).data()
    assert not model.flags(model.index(0, Column.TITLE)) & Qt.ItemFlag.ItemIsEditable
    model.keep_files({0})
    assert model.rowCount() == 0 and len(model.rows) == 1
    model.clear()
    assert model.totals.wanted == 0 and not any(model.totals.rows.values())
    del tester


def test_welcome_explains_how_to_save_a_page(window, qtbot, settle) -> None:
    from reader.ui.help_window import HelpWindow

    explained = window.reading.ways.button("How to save a page so that its comments are in it")
    assert explained.isVisible()
    with qtbot.waitSignal(window.reading.ways.saving_help_wanted):
        qtbot.mouseClick(explained, Qt.MouseButton.LeftButton)
    shown = window.findChild(HelpWindow)
    assert shown is not None and shown.isVisible()
    shown.close()


def test_rows_stand_in_their_sections_and_the_order_is_the_persons(qtbot) -> None:
    model = PreviewModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    newer = Belongs("T", Standing.NEWER, 12, 1)
    previews = [
        ImportPreview(0, "/p/a.html", (preview_thread(title="b", comments_found=9),)),
        ImportPreview(1, "/p/b.html", (preview_thread(title="a", comments_found=10, belongs=newer),)),
        ImportPreview(2, "/p/c.html", (preview_thread(comments_found=0),)),
        ImportPreview(3, "/p/d.html", same_as="/p/a.html"),
        ImportPreview(4, "/p/e.png", apart=SetApart("/p/e.png", Apart.PICTURE)),
        ImportPreview(5, "/p/a_files", apart=SetApart("/p/a_files", Apart.COMPANION)),
    ]
    model.add_all(previews)
    assert {section: model.totals.rows[section] for section in Section} == {
        Section.THREADS: 2, Section.BARE: 1, Section.COPIES: 1, Section.LEFT_OUT: 2}
    assert (model.totals.comments, model.totals.updates, model.totals.wanted) == (19, 1, 3)
    assert model.index(1, Column.REMARKS).data() == "Will update “T”: 12 new comments."
    kept = QPersistentModelIndex(model.index(0, 0))
    model.sort(Column.COMMENTS, Qt.SortOrder.DescendingOrder)
    assert [model.row_at(place).thread.title for place in range(2)] == ["a", "b"] and kept.row() == 1
    model.add(ImportPreview(6, "/p/f.html", (preview_thread(title="c", comments_found=500),)))
    assert model.row_at(2).thread.title == "c"  # what comes in later stands last
    model.sort(-1)
    assert [model.row_at(place).preview.number for place in range(3)] == [0, 1, 6]
    model.show_section(Section.LEFT_OUT)
    assert "Picture" in model.index(0, Column.REMARKS).data() and "saved with a page" in model.index(1, Column.REMARKS).data()
    del tester


def test_a_mixed_folder_is_shown_in_sections(window, settle, qtbot, pages: Path) -> None:
    (pages / "lamps again.html").write_bytes((pages / "lamps.html").read_bytes())
    (pages / "about.html").write_text("<html><head><title>About</title></head><body><p>" + "Lamps are sold here. " * 30 + "</p></body></html>")
    (pages / "lamp.jpg").write_bytes(b"\xff\xd8\xff")
    (pages / "lamps_files").mkdir()
    for number in range(9):
        (pages / "lamps_files" / f"{number}.js").write_text("1")
    window.imports.take([pages])
    settle()
    look = window.imports.wizard.look
    assert [look.sections.tabText(place) for place in range(4)] == ["Discussions  2", "Without comments  1", "Copies  1", "Left out  3"]
    assert window.imports.wizard.go.isEnabled() and "2 discussions with 9 comments" in look.summary.text()
    look.sections.setCurrentIndex(1)
    assert look.fields["title"].text() == "About"
    look.model.take_all(False)
    assert look.model.wanted == 2
    look.sections.setCurrentIndex(3)
    assert look.table.isColumnHidden(Column.COMMENTS) and not look.fields["title"].isEnabled()
    window.imports.wizard._save()
    settle()
    assert len(window.library.summaries()) == 2
    window.imports.wizard.reject()
