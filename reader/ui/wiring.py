"""All connections of the main window in one place: who tells whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.report import Location
from reader.ui.menus import comment_menu, library_menu
from reader.ui.people import persons
from reader.ui.preferences.appearance import dress, take_settings

if TYPE_CHECKING:
    from reader.ui.main_window import MainWindow


def wire(window: MainWindow) -> None:
    """Connect panes, controllers and window."""
    refresh = window.actions_by_id.refresh
    pane = window.reading.thread_pane
    window.theme.changed.connect(lambda palette: dress(window, palette))
    window.preferences.changed.connect(lambda now, before: take_settings(window, now, before))
    window.background.trouble.connect(window.tell_trouble)
    window.background.bug.connect(window.crashes.report)
    window.library_pane.post_chosen.connect(lambda post: window.choose(Location(post)))
    window.library_pane.post_entered.connect(window.enter)
    window.library_pane.delete_wanted.connect(window.marking.delete)
    window.library_pane.selection_changed.connect(refresh)
    window.library_pane.menu_wanted.connect(lambda at: library_menu(window, at))
    window.results.list.selectionModel().currentChanged.connect(lambda *_: refresh())
    window.opening.opened.connect(window.thread_opened)
    window.opening.history_changed.connect(refresh)
    window.opening.lost.connect(window.status_line.say)
    pane.current_changed.connect(lambda _index: refresh())
    pane.link_activated.connect(window.dialogs.open_link)
    pane.author_activated.connect(lambda name: persons.clicked(window, name))
    pane.status.connect(window.status_line.hint)
    pane.zoom_wanted.connect(window.zoom)
    pane.context_menu.connect(lambda index, at, text, reference: comment_menu(window, index, at, text, reference))
    window.filtering.wishes_changed.connect(lambda _wishes: refresh())
    window.people_pane.person_chosen.connect(lambda name: persons.next_of(window, name))
    window.people_pane.list.selectionModel().currentChanged.connect(lambda *_: refresh())
    window.marking.counted_anew.connect(window.count)
    window.marking.summaries_changed.connect(window.refresh)
    window.marking.chosen = window.care.chosen = window.lessons.chosen = window.chosen_posts
    window.care.open_post = window.printing.open_post = lambda: window.opening.post_id
    window.printing.told = lambda words: window.told(words, False)
    window.care.total = lambda: len(window.library_pane.model.posts)
    window.care.doubts_wanted.connect(window.doubting.next)
    window.care.corrections_wanted.connect(window.revising.show)
    for follower in (window.doubting, window.revising, window.naming):
        window.opening.opened.connect(follower.thread_opened)
    _walk(window)
    window.naming.proposed.connect(window.people_pane.card.show_proposals)
    window.people_pane.card.answered.connect(window.naming.say)
    for part in (window.marking, window.correcting, window.care, window.discarding, window.lessons):
        part.changed.connect(window.library_changed)
        part.done.connect(window.told)
    window.search_box.left.connect(window.leave_search)
    window.searching.results_wanted.connect(window.show_results)
    window.searching.chosen.connect(window.choose)
    window.imports.without_rules = window.lessons.take_rules
    for asking in (window.care, window.imports):
        asking.reading_wanted.connect(window.lessons.read_differently)
        asking.teaching_wanted.connect(window.lessons.teach)
    window.imports.imported.connect(window.imported)
    window.imports.read_wanted.connect(lambda where: window.enter(where.post))
    window.status_line.undo_wanted.connect(window.marking.undo)
    window.panes.changed.connect(refresh)
    window.panes.watch(window)
    window.panes.resized.connect(window.fit)
    ways = window.reading.ways
    ways.files_wanted.connect(window.imports.choose_files)
    ways.folder_wanted.connect(window.imports.choose_folder)
    ways.paste_wanted.connect(window.imports.paste)
    ways.sample_wanted.connect(window.imports.read_sample)
    ways.saving_help_wanted.connect(lambda: window.dialogs.show_help("saving"))
    window.app.focusChanged.connect(window.focus_changed)  # a bound method: the connection ends with the window


def _walk(window: MainWindow) -> None:
    """The walk through doubtful references and its bar."""
    doubting, bar = window.doubting, window.reading.doubt_bar
    doubting.jump = window.opening.jump
    doubting.stepped.connect(bar.show_step)
    doubting.said.connect(window.told)
    bar.confirmed.connect(doubting.confirm)
    bar.refused.connect(doubting.refuse)
    bar.moved.connect(doubting.next)
    bar.closed.connect(doubting.end)
