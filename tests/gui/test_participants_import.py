"""Bringing a table of people into the project by its dialog, and writing one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from annotator.gui.participants.cells_model import CHOICES_ROLE
from annotator.gui.participants.import_dialog import PeopleImportDialog
from annotator.gui.participants.mapping_model import BECOMES, KIND
from annotator.project.project import Project
from tests.e2e.test_keys_and_names import nameless
from tests.gui.people_window import PeopleWindow, open_room

PEOPLE = "Participant;Age;Town;Sure\nP1;47;Bodø;Y\nP02;38,5;Voss;N\nP9;na;Moss;Y\n"


@pytest.fixture
def room(qtbot: QtBot, project: Project) -> Iterator[PeopleWindow]:
    """Two people, one of whom has a town already."""
    first, _ = project.participants.ensure_many(["P01", "P02"])
    town = project.participants.add_attribute("Town")
    project.participants.set_value(first.id, town.id, "Narvik")
    made = open_room(qtbot, project)
    yield made
    made.page.close()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


def dialog_of(room: PeopleWindow, path: Path) -> PeopleImportDialog:
    room.page.import_table(path)
    dialog: PeopleImportDialog = room.window.findChildren(PeopleImportDialog)[-1]
    planned(room, dialog)
    return dialog


def planned(room: PeopleWindow, dialog: PeopleImportDialog) -> None:
    room.qtbot.waitUntil(lambda: not dialog._is_stale and dialog._task is None, timeout=10_000)


def press(room: PeopleWindow, dialog: PeopleImportDialog) -> None:
    button = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert button.isEnabled()
    room.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_will_change_is_shown_before_and_done_as_one_operation(room: PeopleWindow, table: Path) -> None:
    before = room.operations()
    dialog = dialog_of(room, table)
    assert room.operations() == before
    assert "1 value(s) differ" in dialog.words.text()
    lines = [dialog.details.item(row).text() for row in range(dialog.details.count())]
    assert lines == ["“P1” is taken for “P01”", "P01, Town: “Narvik” here, “Bodø” in the file"]
    press(room, dialog)
    assert room.operations() == before + 1
    assert room.values() == {
        "P01": {"Age": "47", "Town": "Narvik", "Sure": "yes"},
        "P02": {"Age": "38.5", "Town": "Voss", "Sure": "no"},
        "P9": {"Town": "Moss", "Sure": "yes"},
    }
    assert room.shown("Participant") == ["P01", "P02", "P9", "New participant…"]
    assert room.notices[-1].action == "edit.undo"
    room.workspace.undo()
    assert room.values() == {"P01": {"Town": "Narvik"}, "P02": {}}


def test_a_person_decides_on_conflicts_people_and_columns(room: PeopleWindow, table: Path) -> None:
    dialog = dialog_of(room, table)
    dialog.differing.setCurrentIndex(1)
    room.qtbot.mouseClick(dialog.adds, Qt.MouseButton.LeftButton)
    dialog.view.setFocus()
    dialog.view.go(1, KIND)
    room.type("Text")
    room.key(Qt.Key.Key_Return)
    dialog.view.go(3, BECOMES)
    room.key(Qt.Key.Key_Space)
    planned(room, dialog)
    assert [column.use for column in dialog.model.mapping.columns] == ["label", "attribute", "attribute", "skip"]
    press(room, dialog)
    assert room.values() == {"P01": {"Age": "47", "Town": "Bodø"}, "P02": {"Age": "38,5", "Town": "Voss"}}
    assert {a.name: a.kind for a in room.project.participants.attributes()} == {"Town": "text", "Age": "text"}


def test_a_number_that_may_be_two_stays_text_until_a_person_says_which(room: PeopleWindow, tmp_path: Path) -> None:
    path = tmp_path / "incomes.csv"
    path.write_text("Participant;Income\nP01;12,000\nP02;800\n", encoding="utf-8")
    dialog = dialog_of(room, path)
    assert dialog.model.words(1, KIND) == "Text"
    assert "12,000 may be 12000 or 12.000" in dialog.words.text()
    assert "Number: 12,000 is 12000" in dialog.model.data(dialog.model.index(1, KIND), CHOICES_ROLE)
    dialog.view.setFocus()
    dialog.view.go(1, KIND)
    room.type("Number: 12,000 is 12000")
    room.key(Qt.Key.Key_Return)
    planned(room, dialog)
    assert dialog.model.words(1, KIND) == "Number: 12,000 is 12000"
    assert "may be" not in dialog.words.text()
    press(room, dialog)
    assert room.values() == {"P01": {"Town": "Narvik", "Income": "12000"}, "P02": {"Income": "800"}}


def test_escape_leaves_the_project_as_it_was(room: PeopleWindow, table: Path) -> None:
    before = room.operations()
    dialog = dialog_of(room, table)
    room.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert room.operations() == before


def test_another_sheet_and_another_direction_can_be_chosen(room: PeopleWindow, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Nothing", "of use"])
    sheet = book.create_sheet("People")
    for row in (["", "P01", "P02"], ["Age", 47, 38]):
        sheet.append(row)
    book.save(tmp_path / "people.xlsx")
    dialog = dialog_of(room, tmp_path / "people.xlsx")
    dialog.sheets.setCurrentIndex(1)
    planned(room, dialog)
    assert dialog.turned.isChecked()
    press(room, dialog)
    assert room.values() == {"P01": {"Age": "47", "Town": "Narvik"}, "P02": {"Age": "38"}}


def test_letters_that_are_a_guess_can_be_read_otherwise(room: PeopleWindow, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes("Participant;Town\nP02;Bodø på øya\n".encode("mac-roman"))
    dialog = dialog_of(room, path)
    dialog.encodings.setCurrentIndex(dialog.encodings.findData("mac-roman"))
    planned(room, dialog)
    press(room, dialog)
    assert room.values()["P02"] == {"Town": "Bodø på øya"}


def test_a_file_that_cannot_be_read_is_one_sentence(room: PeopleWindow, tmp_path: Path) -> None:
    (tmp_path / "people.xlsx").write_bytes(b"PK\x03\x04 no more")
    room.page.import_table(tmp_path / "people.xlsx")
    assert "damaged" in room.notices[-1].text
    assert room.window.findChildren(PeopleImportDialog) == []


def test_every_control_of_the_dialog_says_what_it_is(room: PeopleWindow, table: Path) -> None:
    assert nameless(dialog_of(room, table)) == []
    assert nameless(room.window) == []


def test_what_is_written_comes_back_as_it_was(room: PeopleWindow, tmp_path: Path) -> None:
    room.page.export_to(tmp_path / "out")
    assert "out.xlsx" in room.notices[-1].text
    dialog = dialog_of(room, tmp_path / "out.xlsx")
    assert dialog.plan is not None
    assert not dialog.plan.changes_anything
    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
    dialog.reject()
