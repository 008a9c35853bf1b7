"""A person describes the people of a study: by keys, from a table, and in the report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.participants.attribute_dialog import AttributeDialog
from annotator.gui.participants.import_dialog import PeopleImportDialog
from annotator.gui.participants.page import ParticipantsPage
from tests.e2e.driver import CTRL, Person
from tests.e2e.transcripts import write_transcripts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """Somebody with three transcripts, on the page of participants."""
    at_work = Person(qtbot, monkeypatch)
    at_work.make_project(tmp_path / "Harbour study.annot")
    at_work.import_files(*write_transcripts(tmp_path))
    at_work.key(Qt.Key.Key_4, CTRL)
    yield at_work
    at_work.window.close()


def page_of(person: Person) -> ParticipantsPage:
    found = person.window.pages.currentWidget()
    assert isinstance(found, ParticipantsPage)
    return found


def write(person: Person, words: str) -> None:
    for letter in words:  # the first one opens the editor, which takes the others
        person.type(letter)
    person.key(Qt.Key.Key_Return)
    person.settle()


def values(person: Person) -> dict[str, list[str]]:
    assert person.window.workspace is not None
    people = person.window.workspace.project.participants
    found, attributes = people.values(), people.attributes()
    return {one.label: [found.get((one.id, a.id), "") for a in attributes] for one in people.all()}


def test_an_attribute_is_added_and_filled_in_by_keys_alone(person: Person) -> None:
    page = page_of(person)
    assert page.sheet.hasFocus()
    person.key(Qt.Key.Key_Insert, Qt.KeyboardModifier.AltModifier)
    (dialog,) = person.window.findChildren(AttributeDialog)
    person.qtbot.keyClicks(dialog.name, "Age")
    person.qtbot.keyClicks(dialog.kind, "Number")
    person.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    person.window.activateWindow()
    person.qtbot.waitUntil(person.window.isActiveWindow)
    page.sheet.setFocus()
    page.sheet.go(0, 6)
    for age in ("61", "47", "38"):
        write(person, age)
    assert list(values(person).values()) == [["61"], ["47"], ["38"]]
    person.key(Qt.Key.Key_Z, CTRL)
    assert list(values(person).values()) == [["61"], ["47"], [""]]
    person.key(Qt.Key.Key_Y, CTRL)
    person.key(Qt.Key.Key_5, CTRL)
    assert any("Summary" in words for words in person.report_tables())
    tables = person.report_page.preview._tables
    assert any("Range 38–61" in cell for table in tables for row in table.rows for cell in row)


def test_a_dropped_table_of_people_is_shown_before_it_is_taken(person: Person, tmp_path: Path) -> None:
    book = Workbook()
    for row in (["Participant", "Age"], ["P1", 61], ["P02", 47]):
        book.active.append(row)
    book.save(tmp_path / "people.xlsx")
    person.key(Qt.Key.Key_1, CTRL)
    person.drop_files(tmp_path / "people.xlsx")
    person.qtbot.waitUntil(lambda: bool(person.window.findChildren(PeopleImportDialog)))
    (dialog,) = person.window.findChildren(PeopleImportDialog)
    person.qtbot.waitUntil(lambda: dialog.plan is not None)
    dialog.accept()
    assert values(person)["P1"] == ["61"]
    assert values(person)["P2"] == ["47"]
    assert person.window.notice_bar.text.startswith("people.xlsx")


def test_a_value_that_is_being_written_is_kept_when_the_project_is_closed(person: Person) -> None:
    page = page_of(person)
    page.sheet.go(0, 1)
    for letter in "Kari":
        person.type(letter)
    path = person.window.workspace.path if person.window.workspace is not None else Path()
    person.choose("project.close")
    person.open_recent()
    assert person.window.workspace is not None
    assert person.window.workspace.path == path
    assert person.window.workspace.project.participants.all()[0].pseudonym == "Kari"
