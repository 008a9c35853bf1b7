"""Reading for hours: the words as large and as wide as somebody likes, and nothing else on the screen on wish."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from annotator.gui.transcript.text_popup import TextPopup
from annotator.gui.transcript.typography import Typography, kept
from tests.e2e.driver import CTRL, SHIFT, Person
from tests.e2e.transcripts import write_transcripts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """Somebody with a transcript open."""
    at_work = Person(qtbot, monkeypatch)
    at_work.make_project(tmp_path / "Harbour study.annot")
    at_work.import_files(write_transcripts(tmp_path)[0])
    at_work.view.setFocus()
    yield at_work
    at_work.window.close()


def popup_of(person: Person) -> TextPopup:
    """The popup, opened by its key."""
    person.key(Qt.Key.Key_T, CTRL | SHIFT)
    found = person.page.transcript.findChild(TextPopup)
    assert isinstance(found, TextPopup)
    assert found.isVisible()
    return found


def turn_wheel(person: Person, delta: int) -> None:
    """A notch of the wheel is 120."""
    viewport = person.view.viewport()
    place = QPointF(viewport.rect().center())
    QApplication.sendEvent(
        viewport,
        QWheelEvent(
            place,
            viewport.mapToGlobal(place),
            QPoint(),
            QPoint(0, delta),
            Qt.MouseButton.NoButton,
            CTRL,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )
    person.settle()


def text_height(person: Person) -> float:
    """How far down the last paragraph begins."""
    return person.view.document().lastBlock().layout().position().y()


def step(person: Person, field: QComboBox, by: int) -> None:
    """Go to a field and down or up its list with the arrow keys."""
    field.setFocus()
    for _ in range(abs(by)):
        person.key(Qt.Key.Key_Down if by > 0 else Qt.Key.Key_Up)
    person.settle()


def test_what_is_chosen_for_the_text_shows_at_once_and_stays(person: Person) -> None:
    popup = popup_of(person)
    before = text_height(person)
    step(person, popup.line_height, 2)
    assert text_height(person) > before * 1.1
    person.window.resize(2000, 700)
    person.settle()
    width = person.view.viewport().width()
    step(person, popup.measure, -2)
    assert person.view.viewport().width() < width
    step(person, popup.size_pt, 3)
    assert person.view.font().pointSizeF() == 14.0
    popup.close()
    assert kept() == person.view.typography == Typography("", 14.0, 160, 45)


def test_everything_goes_back_to_the_usual_with_one_button(person: Person) -> None:
    popup = popup_of(person)
    step(person, popup.size_pt, 4)
    person.press(popup.usual)
    assert person.view.typography == Typography()
    assert popup.size_pt.currentText() == "11 pt"
    popup.close()


def test_another_font_is_that_of_the_words_alone(person: Person) -> None:
    popup = popup_of(person)
    step(person, popup.family, 1)
    family = popup.family.currentText()
    assert person.view.font().families()[0] == family
    assert person.page.font().families()[0] != family
    popup.close()


def test_a_font_that_is_gone_is_the_usual_one(person: Person) -> None:
    popup = popup_of(person)
    popup.chosen.emit(Typography(family="No Such Face", size_pt=12.0))
    assert kept() == Typography(size_pt=12.0)
    popup.close()


def test_the_wheel_with_ctrl_changes_the_size_and_keeps_the_place(person: Person) -> None:
    person.view.verticalScrollBar().setValue(person.view.verticalScrollBar().maximum() // 2)
    top = person.view.top_position()
    turn_wheel(person, 120)
    turn_wheel(person, 120)
    assert person.view.font().pointSizeF() == 13.0
    assert abs(person.view.top_position() - top) < 120
    turn_wheel(person, -60)  # a fine wheel: half a notch, and the other half
    turn_wheel(person, -60)
    assert person.view.font().pointSizeF() == 12.0


def chrome(person: Person) -> list[bool]:
    """What around the transcript is to be seen: menus, rail, status bar and three panes."""
    window, page = person.window, person.page
    parts = (window.menuBar(), window._rail, window.statusBar(), page.documents, page.codebook, page.memos)
    return [part.isVisible() for part in parts]


@pytest.mark.parametrize("way_out", [Qt.Key.Key_Escape, Qt.Key.Key_F11])
def test_focus_mode_leaves_only_the_transcript_and_gives_all_back(person: Person, way_out: Qt.Key) -> None:
    before, size = chrome(person), person.window.size()
    person.key(Qt.Key.Key_F11)
    person.settle()
    assert not any(chrome(person))
    assert person.window.isFullScreen()
    assert person.view.hasFocus()
    assert "Esc" in person.window.notice_bar.text
    person.key(way_out)
    person.settle()
    assert person.window.notice_bar.text == ""
    assert chrome(person) == before
    assert not person.window.isFullScreen()
    assert person.window.size() == size


def test_in_focus_mode_words_are_coded_by_keyboard(person: Person) -> None:
    person.key(Qt.Key.Key_F11)
    words = person.view.stored_text[4:30].split()[1]
    person.view.select(*person.span(words))
    person.key(Qt.Key.Key_Return)
    person.find_code("Waiting")
    assert [code for _, code, _ in person.coded()] == ["Waiting"]
    assert not any(chrome(person))  # what was said and done brings nothing back
    person.key(Qt.Key.Key_Z, CTRL)
    assert person.coded() == []


def test_another_room_ends_focus_mode(person: Person) -> None:
    before = chrome(person)
    person.key(Qt.Key.Key_F11)
    person.key(Qt.Key.Key_5, CTRL)
    person.settle()
    assert not person.window.isFullScreen()
    person.key(Qt.Key.Key_1, CTRL)
    person.settle()
    assert chrome(person) == before


def test_the_window_is_kept_as_it_was_before_focus_mode(person: Person) -> None:
    size = person.window.size()
    person.key(Qt.Key.Key_F11)
    person.window.close()
    assert not person.window.isFullScreen()
    assert person.window.size() == size
