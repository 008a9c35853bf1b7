"""The sheet of participants, used by keys as a spreadsheet is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from annotator.gui.participants.cells_model import REASON_ROLE
from annotator.gui.participants.merge_dialog import MergeDialog
from annotator.project.documents import NewSpeaker
from annotator.project.project import Project
from tests.gui.people_window import ALT, CTRL, SHIFT, PeopleWindow, open_room

TEXT = "I: What was it like?\nP1: Like a long corridor with one lamp.\nI: And then?\nP1: Lighter."


@pytest.fixture
def room(qtbot: QtBot, project: Project) -> Iterator[PeopleWindow]:
    """Three people, five attributes of all kinds, one document."""
    speakers = (NewSpeaker("I", "interviewer"), NewSpeaker("P1", "participant", "P01"))
    project.documents.add("Talk 1", TEXT, participant="P01", speakers=speakers)
    project.participants.ensure_many(["P02", "P03"])
    for name, kind in (("Age", "number"), ("Town", "text"), ("Moved", "yes/no"), ("Met", "date")):
        project.participants.add_attribute(name, kind)  # type: ignore[arg-type]
    project.participants.add_attribute("Setting", "choice", ["town", "country"])
    made = open_room(qtbot, project)
    yield made
    made.page.close()


def test_typing_begins_and_enter_and_tab_go_on(room: PeopleWindow) -> None:
    room.go(0, "Age")
    room.type("47")
    room.key(Qt.Key.Key_Return)
    room.type("38,5")
    room.key(Qt.Key.Key_Tab)
    assert (room.view.currentIndex().row(), room.view.currentIndex().column()) == (1, room.column("Town"))
    assert room.values() == {"P01": {"Age": "47"}, "P02": {"Age": "38.5"}, "P03": {}}
    assert room.shown("Age") == ["47", "38.5", "", ""]
    room.workspace.undo()
    assert room.shown("Age") == ["47", "", "", ""]


def test_escape_leaves_a_cell_as_it_was(room: PeopleWindow) -> None:
    room.go(0, "Town")
    before = room.operations()
    room.type("Bo")
    room.key(Qt.Key.Key_Escape)
    assert room.operations() == before
    assert room.shown("Town")[0] == ""


def test_what_does_not_fit_is_kept_as_words_and_shown_with_a_reason(room: PeopleWindow) -> None:
    room.go(0, "Age")
    room.type("47")
    room.key(Qt.Key.Key_Return)
    before = room.operations()
    room.go(0, "Age")
    room.type("about 50")
    room.key(Qt.Key.Key_Return)
    cell = room.view.model().index(0, room.column("Age"))
    assert cell.data() == "about 50"
    assert "takes a number" in cell.data(REASON_ROLE)
    assert "takes a number" in room.notices[-1].text
    assert room.operations() == before + 1
    assert room.values()["P01"] == {"Age": "about 50"}
    room.workspace.undo()
    assert (cell.data(), cell.data(REASON_ROLE)) == ("47", "")


def test_what_does_not_fit_is_there_when_the_project_is_opened_again(qtbot: QtBot, room: PeopleWindow) -> None:
    room.go(0, "Age")
    room.type("about 50")
    room.key(Qt.Key.Key_Return)
    room.go(1, "Participant")
    room.type("p01")
    room.key(Qt.Key.Key_Return)
    room.page.close()
    path = room.project.path
    room.project.close()
    with Project.open(path) as project:
        again = open_room(qtbot, project)
        age = again.view.model().index(0, again.column("Age"))
        label = again.view.model().index(1, again.column("Participant"))
        assert (age.data(), "takes a number" in age.data(REASON_ROLE)) == ("about 50", True)
        assert (label.data(), "called so" in label.data(REASON_ROLE)) == ("p01", True)
        again.go(1, "Participant")
        again.key(Qt.Key.Key_Escape)
        assert label.data() == "P02"
        again.page.close()


def test_numbers_pasted_together_say_what_their_commas_mean(room: PeopleWindow) -> None:
    room.clip("12,000\n1,234,567\n")
    room.go(0, "Age")
    room.do("cells.paste")
    assert [row.get("Age") for row in room.values().values()] == ["12000", "1234567", None]
    room.clip("12,000\n9,5\n")
    room.do("cells.paste")
    assert [row.get("Age") for row in room.values().values()] == ["12.000", "9.5", None]
    room.go(2, "Age")
    room.type("12,000")
    room.key(Qt.Key.Key_Return)
    assert room.values()["P03"] == {"Age": "12,000"}
    assert "12000 or 12.000" in room.notices[-1].text


def test_words_that_did_not_fit_can_be_corrected(room: PeopleWindow) -> None:
    room.go(0, "Age")
    room.type("4o")
    room.key(Qt.Key.Key_Return)
    room.go(0, "Age")
    room.key(Qt.Key.Key_F2)
    assert QApplication.focusWidget().text() == "4o"  # type: ignore[union-attr]
    room.key(Qt.Key.Key_Backspace)
    room.type("0")
    room.key(Qt.Key.Key_Return)
    assert room.values()["P01"] == {"Age": "40"}
    assert not room.view.model().index(0, room.column("Age")).data(REASON_ROLE)


def test_f2_goes_on_behind_the_words_and_typing_takes_their_place(room: PeopleWindow) -> None:
    room.go(0, "Note")
    room.type("Met twice")
    room.key(Qt.Key.Key_Return)
    room.go(0, "Note")
    room.key(Qt.Key.Key_F2)
    room.type(", shy")
    room.key(Qt.Key.Key_Return)
    assert room.project.participants.all()[0].note == "Met twice, shy"
    room.go(0, "Note")
    room.type("Left")
    room.key(Qt.Key.Key_Return)
    assert room.project.participants.all()[0].note == "Left"


def test_the_space_bar_says_yes_and_no(room: PeopleWindow) -> None:
    room.select(0, "Moved", 2, 1)
    seen = []
    for _ in range(3):
        room.key(Qt.Key.Key_Space)
        seen.append(room.shown("Moved")[:2])
    assert seen == [["yes", "yes"], ["no", "no"], ["", ""]]


def test_days_are_taken_as_people_write_them(room: PeopleWindow) -> None:
    room.go(0, "Met")
    room.type("14.3.2026")
    room.key(Qt.Key.Key_Return)
    assert room.values()["P01"] == {"Met": "2026-03-14"}


def test_a_choice_is_completed_from_its_list_and_a_new_one_can_be_let_in(room: PeopleWindow) -> None:
    room.go(0, "Setting")
    room.key(Qt.Key.Key_F2)
    field = QApplication.focusWidget().parent()  # type: ignore[union-attr]
    combo = field if isinstance(field, QComboBox) else QApplication.focusWidget()
    assert isinstance(combo, QComboBox)
    assert [combo.itemText(at) for at in range(combo.count())] == ["town", "country"]
    combo.setCurrentText("country")
    combo.setFocus()
    room.key(Qt.Key.Key_Return)
    assert room.values()["P01"] == {"Setting": "country"}
    room.view.put({(1, room.column("Setting")): "sea"})
    room.go(1, "Setting")
    room.do("cells.accept")
    assert room.values()["P02"] == {"Setting": "sea"}
    assert room.project.participants.attributes()[-1].choices == ("town", "country", "sea")
    room.workspace.undo()
    assert room.project.participants.attributes()[-1].choices == ("town", "country")


def test_a_note_has_several_lines(room: PeopleWindow) -> None:
    room.go(0, "Note")
    room.key(Qt.Key.Key_F2)
    assert isinstance(QApplication.focusWidget(), QPlainTextEdit)
    room.type("Met twice")
    room.key(Qt.Key.Key_Return, ALT)
    room.type("Shy")
    room.key(Qt.Key.Key_Return)
    assert room.project.participants.all()[0].note == "Met twice\nShy"
    assert room.view.currentIndex().row() == 1


def test_delete_empties_the_selected_cells_as_one_operation(room: PeopleWindow) -> None:
    room.clip("47\tBodø\n38\tVoss\n")
    room.go(0, "Age")
    room.do("cells.paste")
    room.select(0, "Age", 2, 2)
    before = room.operations()
    room.key(Qt.Key.Key_Delete)
    assert room.values() == {"P01": {}, "P02": {}, "P03": {}}
    assert room.operations() == before + 1
    room.workspace.undo()
    assert room.values()["P02"] == {"Age": "38", "Town": "Voss"}


def test_a_range_is_pasted_as_one_operation_and_misfits_are_marked(room: PeopleWindow) -> None:
    room.clip('47\t"two\nlines"\r\nold\tVoss\r\n61,5\t“Moss” he "said"\r\n')
    room.go(0, "Age")
    before = room.operations()
    room.do("cells.paste")
    assert room.operations() == before + 1
    assert room.values() == {
        "P01": {"Age": "47", "Town": "two\nlines"},
        "P02": {"Age": "old", "Town": "Voss"},
        "P03": {"Age": "61.5", "Town": '“Moss” he "said"'},
    }
    assert room.shown("Age")[:3] == ["47", "old", "61.5"]
    assert room.notices[-1].action == "edit.undo"


def test_what_is_copied_can_be_pasted_and_is_the_same(room: PeopleWindow) -> None:
    room.clip("47\tBodø\n38\tVoss\n61\tMoss\n")
    room.go(0, "Age")
    room.do("cells.paste")
    room.select(0, "Age", 2, 2)
    room.do("cells.cut")
    assert room.clipboard == "47\tBodø\n38\tVoss\n"
    assert room.values()["P01"] == {}
    room.go(1, "Age")
    room.do("cells.paste")
    assert room.values() == {"P01": {}, "P02": {"Age": "47", "Town": "Bodø"}, "P03": {"Age": "38", "Town": "Voss"}}


def test_one_copied_cell_fills_the_selection_and_ctrl_d_fills_down(room: PeopleWindow) -> None:
    room.clip("town")
    room.select(0, "Setting", 2, 1)
    room.do("cells.paste")
    assert [value.get("Setting") for value in room.values().values()] == ["town", "town", None]
    room.select(1, "Setting", 2, 1)
    room.do("cells.fill_down")
    assert [value.get("Setting") for value in room.values().values()] == ["town", "town", "town"]


def test_a_paste_with_more_rows_adds_participants(room: PeopleWindow) -> None:
    room.clip("P02\tKari\nP07\tAli\n\tMin\n")
    room.go(2, "Participant")
    before = room.operations()
    room.do("cells.paste")
    labels = {person.label: person.pseudonym for person in room.project.participants.all()}
    assert labels == {"P01": "", "P02": "", "P03": "Kari", "P07": "Ali", "P08": "Min"}
    assert room.operations() == before + 1
    assert "P07, P08" in room.notices[-1].text
    assert "another participant" in room.notices[-1].text


def test_what_is_pasted_beyond_the_sheet_is_told(room: PeopleWindow) -> None:
    room.page.filter_field.setText("P0")
    room.clip("town\tmore\ntown\n")
    room.go(2, "Setting")
    room.do("cells.paste")
    assert room.values() == {"P01": {}, "P02": {}, "P03": {"Setting": "town"}}
    assert room.notices[-1].text.startswith("2 pasted cell(s) had no row or column")


def test_typing_in_the_last_row_adds_a_participant(room: PeopleWindow) -> None:
    room.do("people.add")
    room.type("P10")
    room.key(Qt.Key.Key_Return)
    assert room.shown("Participant") == ["P01", "P02", "P03", "P10", "New participant…"]
    room.go(4, "Age")
    room.type("33")
    room.key(Qt.Key.Key_Return)
    assert room.values()["P11"] == {"Age": "33"}


def test_labels_differ_and_the_second_one_is_refused(room: PeopleWindow) -> None:
    room.go(1, "Participant")
    room.type("p01")
    room.key(Qt.Key.Key_Return)
    assert [person.label for person in room.project.participants.all()] == ["P01", "P02", "P03"]
    assert "called so" in room.notices[-1].text


def test_rows_are_sorted_by_number_and_filtered_without_changing_the_project(room: PeopleWindow) -> None:
    room.clip("9\tVoss\n10\tBodø\n\tVossevangen\n")
    room.go(0, "Age")
    room.do("cells.paste")
    before = room.operations()
    room.go(0, "Age")
    room.do("people.sort")
    assert room.shown("Participant")[:3] == ["P01", "P02", "P03"]
    room.do("people.sort")
    assert room.shown("Participant")[:3] == ["P02", "P01", "P03"]
    room.page.filter_field.setText("voss")
    assert room.shown("Participant") == ["P01", "P03"]
    room.page.filter_field.clear()
    room.do("people.sort")
    assert room.shown("Participant")[:3] == ["P01", "P02", "P03"]
    assert room.operations() == before


def test_counts_are_told_and_follow_each_coding(room: PeopleWindow) -> None:
    assert (room.shown("Documents")[0], room.shown("Words")[0], room.shown("Codings")[0]) == ("1", "8", "0")
    document = room.project.documents.all()[0]
    code = room.project.codes.add("Light")
    room.project.codings.add(document.id, code.id, 25, 60)
    assert room.shown("Codings")[:2] == ["1", "0"]
    room.workspace.undo()
    assert room.shown("Codings")[0] == "0"
    room.project.documents.set_participant(document.id, room.project.participants.all()[1].id)
    room.qtbot.waitUntil(lambda: room.shown("Words")[:2] == ["0", "8"], timeout=10_000)


def test_blind_mode_hides_the_codings_of_others(room: PeopleWindow) -> None:
    document, code = room.project.documents.all()[0], room.project.codes.add("Light")
    room.project.codings.add(document.id, code.id, 25, 60)
    other = room.project.coders.add("Bo Lie")
    room.project.codings.add(document.id, code.id, 30, 60, coder_id=other.id)
    assert room.shown("Codings")[0] == "2"
    room.workspace.sight.set_blind(True)
    assert room.page.state.text().endswith("only your own codings are counted")
    assert room.shown("Codings")[0] == "1"


def test_participants_move_merge_and_go(room: PeopleWindow) -> None:
    room.go(2, "Participant")
    room.do("people.up")
    assert room.shown("Participant")[:3] == ["P01", "P03", "P02"]
    assert room.view.currentIndex().row() == 1
    room.do("people.merge")
    (dialog,) = room.window.findChildren(MergeDialog)
    assert dialog.into.currentText() == "P01"
    room.qtbot.keyClicks(dialog.into, "P02")
    room.qtbot.keyClick(dialog.into, Qt.Key.Key_Return)
    assert [person.label for person in room.project.participants.all()] == ["P01", "P02"]
    room.go(1, "Participant")
    room.do("people.delete")
    assert [person.label for person in room.project.participants.all()] == ["P01"]
    assert room.notices[-1].action == "edit.undo"


def test_attributes_are_moved_and_deleted_by_key(room: PeopleWindow) -> None:
    room.go(0, "Town")
    room.do("attribute.left")
    assert [a.name for a in room.project.participants.attributes()][:2] == ["Town", "Age"]
    assert room.view.currentIndex().column() == room.column("Town")
    room.do("attribute.right")
    room.do("attribute.delete")
    assert [a.name for a in room.project.participants.attributes()] == ["Age", "Moved", "Met", "Setting"]
    room.workspace.undo()
    assert [a.name for a in room.project.participants.attributes()][:2] == ["Age", "Town"]


def test_a_dragged_column_moves_its_attribute_and_fields_stay(room: PeopleWindow) -> None:
    header = room.view.horizontalHeader()
    header.moveSection(room.column("Setting"), room.column("Age"))
    assert [a.name for a in room.project.participants.attributes()] == ["Setting", "Age", "Town", "Moved", "Met"]
    header.moveSection(0, 3)
    assert room.shown("Participant")[:3] == ["P01", "P02", "P03"]
    assert [header.visualIndex(at) for at in range(header.count())] == list(range(header.count()))


def test_the_way_leads_to_their_transcript(room: PeopleWindow) -> None:
    room.go(0, "Age")
    room.do("people.open")
    assert room.workspace.document_id == room.project.documents.all()[0].id
    room.go(1, "Age")
    room.do("people.open")
    assert "No document" in room.notices[-1].text


def test_tab_goes_through_the_row_and_leaves_after_the_last_cell(room: PeopleWindow) -> None:
    room.go(3, "Setting")
    room.key(Qt.Key.Key_Tab)
    assert not room.view.hasFocus()
    room.view.setFocus()
    room.go(1, "Participant")
    room.key(Qt.Key.Key_Backtab, SHIFT)
    assert (room.view.currentIndex().row(), room.view.currentIndex().column()) == (0, room.column("Setting"))


def test_the_place_the_order_and_the_widths_come_back(room: PeopleWindow, qtbot: QtBot) -> None:
    room.go(1, "Town")
    room.do("people.sort")
    room.view.setColumnWidth(room.column("Town"), 231)
    room.page.close()
    again = open_room(qtbot, room.project)
    assert again.view.columnWidth(again.column("Town")) == 231
    assert again.view.currentIndex().column() == again.column("Town")
    assert again.page.sheet.sheet.sort_key == again.page.sheet.attribute.id.hex()  # type: ignore[union-attr]
    again.page.close()


def test_the_first_column_stays_in_sight(room: PeopleWindow) -> None:
    room.window.resize(640, 400)
    frozen = room.page.sheet.frozen
    assert frozen is not None
    assert not frozen.isVisible()
    room.go(0, "Setting")
    assert frozen.isVisible()
    cell = room.view.visualRect(room.view.currentIndex())
    room.go(0, "Pseudonym")
    cell = room.view.visualRect(room.view.currentIndex())
    assert cell.left() >= room.view.columnWidth(0) or not frozen.isVisible()


def test_a_project_that_is_read_takes_nothing(qtbot: QtBot, room: PeopleWindow) -> None:
    room.page.close()
    with Project.open(room.project.path, read_only=True) as reading:
        again = open_room(qtbot, reading)
        again.go(0, "Age")
        again.type("5")
        again.key(Qt.Key.Key_Return)
        assert again.shown("Age") == ["", "", ""]
        again.page.close()


def test_an_empty_project_says_how_to_begin(qtbot: QtBot, project: Project) -> None:
    empty = open_room(qtbot, project)
    assert empty.page.empty.isVisible()
    empty.do("people.ties")
    assert empty.page.no_documents.isVisible()
    empty.do("people.add")
    empty.type("P01")
    empty.key(Qt.Key.Key_Return)
    assert not empty.page.empty.isVisible()
    assert [person.label for person in project.participants.all()] == ["P01"]
    empty.page.close()


def test_keys_reach_every_command_of_the_sheet(room: PeopleWindow) -> None:
    room.go(0, "Town")
    room.type("Voss")
    room.key(Qt.Key.Key_Return)
    room.go(0, "Town")
    room.key(Qt.Key.Key_C, CTRL)
    assert room.clipboard == "Voss"
    room.go(1, "Town")
    room.key(Qt.Key.Key_V, CTRL)
    assert room.values()["P02"] == {"Town": "Voss"}


def test_a_new_row_whose_label_is_too_long_is_told_and_the_others_come_in(room: PeopleWindow) -> None:
    room.clip(f"{'Long ' * 50}\tMin\nP09\tAli\n")
    room.go(3, "Participant")
    room.do("cells.paste")
    people = {person.label: person.pseudonym for person in room.project.participants.all()}
    assert people == {"P01": "", "P02": "", "P03": "", "P09": "Ali"}
    assert room.notices[-1].kind == "warning"
