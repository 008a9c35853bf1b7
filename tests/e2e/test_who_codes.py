"""Two people code one transcript: who is at work is in sight, and nobody sees what they do not want to see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.e2e.driver import CTRL, SHIFT, Person
from tests.e2e.transcripts import write_transcripts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard")
MINE, THEIRS = "that chair was mine", "How did the first winter"


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """Anna has coded some words in vivo, then Bo some others, who is still at work."""
    monkeypatch.setenv("ANNOTATOR_CODER", "Anna Kvam")
    at_work = Person(qtbot, monkeypatch)
    at_work.make_project(tmp_path / "Harbour study.annot")
    at_work.import_files(write_transcripts(tmp_path)[0])
    at_work.select(MINE)
    at_work.key(Qt.Key.Key_I, CTRL)
    let_another_code(at_work, "Bo Lind")
    at_work.select(THEIRS)
    at_work.key(Qt.Key.Key_I, CTRL)
    yield at_work
    at_work.window.close()


def let_another_code(person: Person, name: str) -> None:
    """Ctrl+Shift+W, Another Coder, a name, Enter."""
    menu = coders_menu(person)
    another = next(action for action in menu.actions() if "Another" in action.text())
    person.click(menu, menu.actionGeometry(another).center())
    field = person.window._coder.field.field
    person.qtbot.waitUntil(field.isVisible)
    person.settle()
    person.qtbot.keyClicks(field, name)
    person.qtbot.keyClick(field, Qt.Key.Key_Return)
    person.settle()


def coders_menu(person: Person) -> QMenu:
    person.window.activateWindow()
    person.qtbot.waitUntil(person.window.isActiveWindow)
    person.key(Qt.Key.Key_W, CTRL | SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def blind(person: Person) -> None:
    person.key(Qt.Key.Key_B, CTRL | SHIFT)
    person.settle()


def test_each_codes_under_their_own_name(person: Person) -> None:
    coders = {coder.id: coder.name for coder in person.project.coders.all()}
    by = [coders[coding.coder_id] for coding in person.project.codings.all()]
    assert sorted(by) == ["Anna Kvam", "Bo Lind"]
    assert person.window._coder.button.text() == "BL  Bo Lind"
    assert sorted(person.stripes()) == sorted([MINE, THEIRS])


def test_in_blind_mode_the_whole_window_shows_only_what_is_ones_own(person: Person) -> None:
    assert person.codebook() == [(MINE, "1"), (THEIRS, "1")]
    blind(person)
    assert list(person.stripes()) == [THEIRS]
    assert dict(person.codebook())[MINE] in ("", "–")
    assert person.page.documents.model.figure(person.window.workspace.document_id) == "1"
    assert "Blind mode" in person.page.transcript.shown.blind_strip.words
    assert person.window._coder.blind.isVisible()
    blind(person)
    assert len(person.stripes()) == 2


def test_blind_mode_comes_back_with_the_project_and_its_coder(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    blind(person)
    monkeypatch.setenv("ANNOTATOR_CODER", "Bo Lind")
    person.key(Qt.Key.Key_W, CTRL)
    person.open_recent()
    assert list(person.stripes()) == [THEIRS]
    assert person.action("view.blind").isChecked()
    menu = coders_menu(person)
    anna = next(action for action in menu.actions() if "Anna" in action.text())
    person.click(menu, menu.actionGeometry(anna).center())
    assert len(person.stripes()) == 2
    assert not person.action("view.blind").isChecked()


def test_a_filter_is_chosen_and_left_by_keys_alone(person: Person) -> None:
    person.key(Qt.Key.Key_L, CTRL | SHIFT)
    popup = person.page.transcript.shown.popup
    person.qtbot.waitUntil(popup.isVisible)
    person.settle()
    person.qtbot.keyClick(popup.codes, Qt.Key.Key_End)
    person.qtbot.keyClick(popup, Qt.Key.Key_Escape)
    person.settle()
    shown = person.page.transcript.shown
    assert shown.filter.is_active
    assert "1 of 2" in shown.strip.words
    person.key(Qt.Key.Key_Y, CTRL | SHIFT)
    assert len(person.stripes()) == 2
    assert shown.strip.words == ""


def test_the_menu_of_the_codebook_shows_only_the_selected_codes(person: Person) -> None:
    person.click(person.page.codebook.tree.viewport(), person.code_place(MINE))
    person.page.codebook.tree.menu_wanted.emit(person.page.codebook.tree.mapToGlobal(person.code_place(MINE)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    person.click(menu, menu.actionGeometry(person.action("code.show_only")).center())
    person.settle()
    assert list(person.stripes()) == [MINE]
    assert "1 of 2" in person.page.transcript.shown.strip.words
