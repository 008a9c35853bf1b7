"""From a list of segments to the transcript, the memo and the Word table, in the real window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.e2e.driver import CTRL, Person
from tests.e2e.transcripts import write_transcripts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """Somebody who has coded passages in two of three transcripts."""
    at_work = Person(qtbot, monkeypatch)
    at_work.make_project(tmp_path / "Harbour study.annot")
    at_work.import_files(*write_transcripts(tmp_path))
    for document, words, code in (
        ("Kiosk", "that chair was mine", "Place > Chair"),
        ("Kiosk", "rope in my hands", "Waiting"),
        ("Boatyard", "somebody expected me", "Waiting"),
    ):
        at_work.read(document)
        at_work.select(words)
        at_work.key(Qt.Key.Key_Return, CTRL)
        at_work.find_code(code)
    come_back(at_work)
    yield at_work
    at_work.window.close()


def come_back(person: Person) -> None:
    """Without a screen, a popup that has gone stays the active window."""
    person.window.activateWindow()
    person.qtbot.waitUntil(person.window.isActiveWindow)


def choose_row(person: Person, words: str) -> None:
    view, rows = person.segments_page.view, person.segments()
    view.setFocus()
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    view.selectionModel().setCurrentIndex(view.results.index(rows.index(words), 0), flags)


def test_enter_leads_to_the_words_in_the_transcript_and_the_list_is_as_it_was(person: Person) -> None:
    person.key(Qt.Key.Key_2, CTRL)
    assert sorted(person.segments()) == ["rope in my hands", "somebody expected me", "that chair was mine"]
    choose_row(person, "somebody expected me")
    person.key(Qt.Key.Key_Return)
    assert person.selected() == "somebody expected me"
    assert person.page.isVisible()
    person.key(Qt.Key.Key_2, CTRL)
    person.segments()
    (place,) = person.segments_page.view.places
    assert place.id == person.window.workspace.coding_id  # type: ignore[union-attr]


def test_a_memo_is_begun_on_a_segment_and_opened_again_from_the_list(person: Person) -> None:
    person.key(Qt.Key.Key_2, CTRL)
    choose_row(person, "that chair was mine")
    person.key(Qt.Key.Key_M)
    person.type("A seat kept for somebody.")
    person.key(Qt.Key.Key_2, CTRL)
    person.segments()
    (memo,) = person.project.memos.all()
    assert memo.coding_id == person.segments_page.view.places[0].id
    choose_row(person, "that chair was mine")
    person.key(Qt.Key.Key_M)
    assert person.page.memos.memo_id == memo.id
    assert len(person.project.memos.all()) == 1


def test_what_is_recoded_in_the_list_is_recoded_in_the_transcript(person: Person) -> None:
    person.key(Qt.Key.Key_2, CTRL)
    person.segments()
    view = person.segments_page.view
    view.setFocus()
    view.selectAll()
    person.key(Qt.Key.Key_C)
    popup = person.segments_page.commands.quick_list
    person.qtbot.waitUntil(popup.isVisible)
    person.qtbot.keyClicks(popup.field, "chair")
    person.qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert {code for _, code, _ in person.coded()} == {"Place > Chair"}
    person.key(Qt.Key.Key_Z, CTRL)
    assert {code for _, code, _ in person.coded()} == {"Place > Chair", "Waiting"}


def test_a_query_becomes_a_table_of_the_report(person: Person) -> None:
    person.key(Qt.Key.Key_2, CTRL)
    person.segments()
    field = person.segments_page.editor.codes.chips.field
    field.setFocus()
    person.type("waiting")
    person.key(Qt.Key.Key_Return)
    assert sorted(person.segments()) == ["rope in my hands", "somebody expected me"]
    come_back(person)
    person.segments_page.view.setFocus()
    person.key(Qt.Key.Key_R)
    assert [line.strip() for line in person.report_tables()] == ["Coded segments", "1. Waiting"]
    assert person.report_page.preview.table is not None
    assert sorted(row[0] for row in person.report_page.preview.table.rows) == [
        "rope in my hands",
        "somebody expected me",
    ]


def test_f6_goes_round_the_panes_of_the_page_in_sight(person: Person) -> None:
    person.key(Qt.Key.Key_2, CTRL)
    person.segments()
    page = person.segments_page
    page.view.setFocus()
    person.key(Qt.Key.Key_F6)
    assert QApplication.focusWidget() is page.context.text
    person.key(Qt.Key.Key_1, CTRL)
    person.page.codebook.tree.setFocus()
    person.key(Qt.Key.Key_F6)
    assert not person.page.codebook.isAncestorOf(QApplication.focusWidget())
    assert person.page.isAncestorOf(QApplication.focusWidget())


def test_the_place_is_shown_where_the_project_was_left_in_this_room(person: Person) -> None:
    person.key(Qt.Key.Key_2, CTRL)
    person.segments()
    person.choose("project.close")
    person.open_recent()
    come_back(person)
    assert person.segments_page.isVisible()
    choose_row(person, "somebody expected me")
    person.key(Qt.Key.Key_Return)
    assert person.selected() == "somebody expected me"
