"""Actions are at hand where they make sense, and only there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from annotator.gui.pages.code_page import CodePage
from annotator.gui.pages.report_page import ReportPage
from tests.e2e.driver import CTRL, Person
from tests.e2e.transcripts import write_transcripts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """Somebody with words selected in a transcript."""
    at_work = Person(qtbot, monkeypatch)
    at_work.make_project(tmp_path / "Harbour study.annot")
    at_work.import_files(write_transcripts(tmp_path)[0])
    at_work.select("that chair was mine")
    yield at_work
    at_work.window.close()


def test_the_transcript_offers_codes_under_the_right_button(person: Person) -> None:
    menu = menu_at(person, "chair was")
    words = words_of(menu)
    assert words[:3] == ["Code the Passage…", "Code with the Last Code", "Code In Vivo"]
    assert words[words.index("Copy") + 1] == "Select All"
    person.click(menu, menu.actionGeometry(person.action("code.in_vivo")).center())
    assert person.coded() == [("Kiosk", "that chair was mine", "that chair was mine")]


def test_the_menu_of_the_transcript_names_the_last_code(person: Person) -> None:
    person.key(Qt.Key.Key_I, CTRL)
    menu = menu_at(person, "chair was")
    assert words_of(menu)[1] == "Code with the Last Code: that chair was mine"
    menu.close()
    assert person.action("code.last").text().replace("&", "") == "Code with the Last Code"


def test_the_menu_of_the_transcript_begins_with_what_can_be_done_where_nothing_is_selected(person: Person) -> None:
    person.view.leave_selection(0)
    menu = menu_at(person, "chair was")
    assert menu.actions()[0].isEnabled()
    assert not any(words.startswith("Code ") for words in words_of(menu))
    menu.close()


def test_a_selection_that_is_out_of_sight_cannot_be_coded(person: Person) -> None:
    assert "4 word" in person.status()
    person.choose("go.report")
    assert "word" not in person.status()
    person.key(Qt.Key.Key_I, CTRL)
    assert person.coded() == []
    person.choose("go.code")
    person.key(Qt.Key.Key_I, CTRL)
    assert len(person.coded()) == 1


def test_closing_and_opening_a_project_again_takes_two_keys_and_keeps_the_keyboard(person: Person) -> None:
    person.key(Qt.Key.Key_W, CTRL)
    assert person.window.workspace is None
    assert QApplication.focusWidget() is person.window.welcome.recent
    person.key(Qt.Key.Key_Return)
    assert person.window.workspace is not None
    assert person.window.focusWidget() is person.view


def test_keys_of_the_panes_work_from_the_report(person: Person) -> None:
    window = person.window
    window.actions_["go.report"].trigger()
    window.actions_["go.next_pane"].trigger()
    assert isinstance(window.pages.currentWidget(), ReportPage)
    window.actions_["go.documents"].trigger()
    assert isinstance(window.pages.currentWidget(), CodePage)
    assert window.focusWidget() is person.page.documents.list


def test_a_document_is_renamed_in_sight_from_the_menu_of_any_room(person: Person) -> None:
    window, rows = person.window, person.page.documents.list
    window.actions_["go.report"].trigger()
    window.actions_["document.rename"].trigger()
    person.qtbot.waitUntil(lambda: bool(rows.findChildren(QLineEdit)))
    assert rows.isVisible()
    name = rows.findChildren(QLineEdit)[0]
    person.qtbot.keyClicks(name, "The harbour at night")
    person.qtbot.keyClick(name, Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: "The harbour at night" in person.documents())


def menu_at(person: Person, words: str) -> QMenu:
    """The menu under the right button on words of the transcript."""
    viewport = person.view.viewport()
    at = person.place(person.span(words)[0])
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(viewport, QContextMenuEvent(reason, at, viewport.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def words_of(menu: QMenu) -> list[str]:
    """What the lines of a menu say, without their keys."""
    return [action.text().replace("&", "").partition("\t")[0] for action in menu.actions() if action.text()]
