"""Reading a stored discussion differently: with another reader, or by a rule that is taught for it. Also the rules themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.jobs.reporter import Reporter
from reader.model.report import Changes, ImportReport
from reader.model.teaching import TaughtRule
from reader.ui.background import Background
from reader.ui.messages import Messages
from reader.ui.plain import one_line
from reader.ui.theme import Theme
from reader.wording import counted, error_sentence

if TYPE_CHECKING:
    from reader.jobs.readers import ReaderRow
    from reader.jobs.teaching import Classroom
    from reader.store import Library
    from reader.ui.teaching.rules_dialog import RulesDialog

RULES = "Threadfolio rule (*.rule.toml)"


class Lessons(QObject):
    """Opens the windows; what they decide is done behind them and can be undone."""

    changed = Signal(object)
    """`Changes` after which open things have to be loaded again."""
    done = Signal(str, bool)

    def __init__(self, background: Background, messages: Messages, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._background = background
        self._messages = messages
        self._theme = theme
        self._window = window
        self.library: Library | None = None
        self.chosen: Callable[[], list[int]] = list
        self.rules_dialog: RulesDialog | None = None

    # -- a discussion

    def read_differently(self, post: int | None = None) -> None:
        """Choose another reader for a discussion, None: the chosen one."""
        post, library = post or self._post(), self.library
        if post is None or library is None:
            return

        def look(_reporter: Reporter) -> tuple[tuple[ReaderRow, ...], str]:
            from reader.jobs.readers import AUTOMATIC, choices, chosen_in, rules_of

            return choices(rules_of(library)), chosen_in(library.load(post).post.notices) or AUTOMATIC

        def show(found: tuple[tuple[ReaderRow, ...], str]) -> None:
            from reader.ui.teaching.reader_chooser import ReaderChooser

            dialog = ReaderChooser(self._background, self._room(post), *found, self._theme.palette, self._window)
            dialog.chosen.connect(lambda key: self._read_with(post, key))
            dialog.teach_wanted.connect(lambda: self._teach(post))
            dialog.open()

        self._background.aside(look, show, owner=self)

    def teach(self, post: int | None = None) -> None:
        """Point at the comments of a discussion's page, None: of the chosen one."""
        post = post or self._post()
        if post is not None and self.library is not None:
            self._teach(post)

    def _teach(self, post: int) -> None:
        from reader.ui.teaching.teach_window import TeachWindow

        dialog = TeachWindow(self._background, self._room(post), self._theme.palette, self._window)
        self._theme.changed.connect(dialog.set_palette)
        dialog.taught.connect(lambda rule: self._keep(post, rule))
        dialog.open()

    def _room(self, post: int) -> Callable[[], Classroom]:
        library = self.library
        assert library is not None

        def make() -> Classroom:
            from reader.jobs.teaching import Classroom

            return Classroom.of_post(library, post)

        return make

    def _post(self) -> int | None:
        posts = self.chosen()
        if len(posts) > 1:
            self._messages.tell("Choose one discussion: each page is read by itself.")
        return posts[0] if len(posts) == 1 else None

    def _read_with(self, post: int, key: str) -> None:
        library = self.library
        if library is None:
            return

        def work(reporter: Reporter) -> ImportReport:
            from reader.jobs.rereading import reread

            return reread(library, [post], reporter, chosen=key)

        self._background.library(work, lambda report: self._read(post, report))

    def _keep(self, post: int, rule: TaughtRule) -> None:
        library = self.library
        if library is None:
            return

        def work(reporter: Reporter) -> ImportReport:
            from reader.jobs.rereading import reread
            from reader.jobs.teaching import keep_rule, reader_key

            kept = keep_rule(library, rule)
            return reread(library, [post], reporter, chosen=reader_key(kept))

        self._background.library(work, lambda report: self._read(post, report))

    def _read(self, post: int, report: ImportReport) -> None:
        error = next((file.error for file in report.files if file.error is not None), None)
        if error is not None:
            self._messages.tell(error_sentence(error))
            return
        self.changed.emit(Changes(changed=frozenset([post])))
        found = sum(thread.comments_found for file in report.files for thread in file.threads)
        self.done.emit(f"Read again: {counted(found, 'comment')} found.", True)

    # -- rules

    def show_rules(self) -> None:
        """The rules kept in the library."""
        if self.library is None:
            return
        from reader.ui.teaching.rules_dialog import RulesDialog

        dialog = RulesDialog(self._window)
        dialog.renamed.connect(self._rename)
        dialog.given.connect(self._give)
        dialog.deleted.connect(self._ask_delete)
        dialog.added.connect(self._add)
        dialog.finished.connect(lambda _result: setattr(self, "rules_dialog", None))
        self.rules_dialog = dialog
        dialog.open()
        self._list()

    def take_rules(self, paths: Sequence[Path]) -> list[Path]:
        """Take the rule files among dropped ones into the library; the other paths are given back."""
        from reader.jobs.teaching import is_rule_file, take_rule

        library = self.library
        rules = [path for path in paths if is_rule_file(path)] if library is not None else []
        if rules and library is not None:
            self._background.library(
                lambda _r: [take_rule(library, path) for path in rules], self._taken,
                failed=lambda error: self._messages.tell(error_sentence(error)),
            )
        return [path for path in paths if path not in rules]

    def _taken(self, rules: list[TaughtRule]) -> None:
        names = ", ".join(f"“{one_line(rule.name, 60)}”" for rule in rules)
        self.done.emit(f"{counted(len(rules), 'rule')} taken in: {names}. Pages of that site are read by it from now on.", False)
        self._list()

    def _list(self) -> None:
        library = self.library
        if self.rules_dialog is None or library is None:
            return

        def look(_reporter: Reporter) -> tuple[TaughtRule, ...]:
            from reader.jobs.readers import rules_of

            return rules_of(library)

        def show(rules: tuple[TaughtRule, ...]) -> None:
            if self.rules_dialog is not None:
                self.rules_dialog.show_rules(rules)

        self._background.aside(look, show, stamp="rules", owner=self)

    def _write(self, work: Callable[[Library], object]) -> None:
        library = self.library
        if library is not None:
            self._background.library(lambda _r: work(library), lambda _answer: self._list())

    def _rename(self, rule: TaughtRule) -> None:
        from reader.jobs.teaching import rename_rule

        self._messages.ask_line(
            "Rename the rule", "Name of the rule", one_line(rule.name),
            lambda name: self._write(lambda library: rename_rule(library, rule, one_line(name, 80))),
        )

    def _give(self, rule: TaughtRule) -> None:
        from reader.jobs.teaching import write_rule

        file = self._messages.save_as("Save the rule as a file", str(Path.home() / f"{rule.key}.rule.toml"), RULES)
        if file is not None:
            self._write(lambda _library: write_rule(rule, file))

    def _ask_delete(self, rule: TaughtRule) -> None:
        self._messages.choose(
            f"Delete the rule “{one_line(rule.name, 80)}”? Discussions that it read stay as they are until they are read again.",
            {"Delete": lambda: self._write(lambda library: library.drop_rule(rule.key)), "Keep": lambda: None}, safe="Keep",
        )

    def _add(self) -> None:
        self.take_rules(self._messages.files(str(Path.home()), "Add rule files", f"{RULES};;All files (*)"))
