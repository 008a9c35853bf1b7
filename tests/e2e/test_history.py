"""From what was done back to the words, to the story of a code and to the project as it was, in the real window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui import settings
from annotator.gui.history.page import HistoryPage
from annotator.gui.main_window import MainWindow
from tests.e2e.driver import CTRL, Person
from tests.e2e.transcripts import write_transcripts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """Somebody who has coded a passage, and given the code another name since."""
    at_work = Person(qtbot, monkeypatch)
    at_work.make_project(tmp_path / "Harbour study.annot")
    at_work.import_files(*write_transcripts(tmp_path))
    at_work.read("Kiosk")
    at_work.select("that chair was mine")
    at_work.key(Qt.Key.Key_I, CTRL)
    code = at_work.project.codes.find("that chair was mine")
    at_work.project.codes.rename(code.id, "A place of one's own")
    yield at_work
    at_work.window.close()


def history(person: Person) -> HistoryPage:
    """Ctrl+8, and wait until the list is there."""
    person.key(Qt.Key.Key_8, CTRL)
    page = person.window.findChildren(HistoryPage)[-1]
    person.qtbot.waitUntil(lambda: page.is_fresh, timeout=10_000)
    person.settle()
    return page


def choose(person: Person, page: HistoryPage, beginning: str) -> None:
    rows = range(page.model.rowCount())
    row = next(row for row in rows if str(page.model.index(row).data()).startswith(beginning))
    page.view.setFocus()
    page.view.choose(row)
    person.settle()


def test_what_was_coded_is_shown_where_it_is_now(person: Person) -> None:
    page = history(person)
    choose(person, page, "Code “")
    assert "“that chair was mine”" in page.pane.text.toPlainText()
    person.key(Qt.Key.Key_G)
    assert person.page.isVisible()
    assert person.selected() == "that chair was mine"


def test_the_story_of_the_chosen_code_is_one_key_away(person: Person) -> None:
    person.click(person.page.codebook.tree.viewport(), person.code_place("A place of one's own"))
    person.key(Qt.Key.Key_F7)
    page = person.window.findChildren(HistoryPage)[-1]
    person.qtbot.waitUntil(lambda: page.is_fresh and page.pane.is_showing_story, timeout=10_000)
    assert page.isVisible()
    assert "It was called: that chair was mine → A place of one's own." in page.pane.text.toPlainText()


def test_undo_from_the_history_strikes_what_it_took_back(person: Person) -> None:
    page = history(person)
    person.key(Qt.Key.Key_Z, CTRL)
    person.qtbot.waitUntil(lambda: page.is_fresh)
    first, second = (page.model.entry_at(row) for row in (1, 2))
    assert first is not None
    assert second is not None
    assert (first.operation.kind, second.operation.kind, second.is_undone) == ("undo", "code.rename", True)


def test_the_window_of_the_past_leaves_no_trace_of_its_own(person: Person) -> None:
    recent, path = settings.recent_projects(), person.project.path
    page = history(person)
    choose(person, page, "Code “")
    person.key(Qt.Key.Key_P)
    windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]
    (past,) = [window for window in windows if window is not person.window]
    assert past.workspace is not None
    assert [code.name for code in past.workspace.project.codes.all()] == ["that chair was mine"]
    copy = past.workspace.path
    assert copy.exists()
    past.rooms.go("report")  # type: ignore[union-attr]
    past.close()
    person.qtbot.waitUntil(lambda: not copy.exists())
    assert settings.recent_projects() == recent
    assert settings.place(person.project.info.id, "room") == "history"
    assert person.project.path == path
    assert [code.name for code in person.project.codes.all()] == ["A place of one's own"]
