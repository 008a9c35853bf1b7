"""What is done to codes with keys and the menu: each is one operation, and undo takes it back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from annotator.project.project import Project
from tests.gui.codebook_window import CodebookWindow, filled, give

PATHS = ("Care", "Care > Warmth", "Care > Patience", "Time", "Place")
ALL = ["Care –", "  Warmth –", "  Patience –", "Time –", "Place –"]
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def shown(project: Project, qtbot: QtBot) -> CodebookWindow:
    return CodebookWindow(filled(project, PATHS), qtbot)


def _rename(shown: CodebookWindow, name: str, new_name: str) -> QLineEdit:
    shown.click(name)
    shown.press(Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == name
    shown.type(new_name)
    shown.press(Qt.Key.Key_Return)
    return editor


def test_f2_renames_in_the_row(shown: CodebookWindow) -> None:
    _rename(shown, "Time", "Time together")
    assert shown.rows()[3] == "Time together –"
    assert shown.project.codes.find("Time together").name == "Time together"
    shown.project.undo()
    assert shown.rows() == ALL


def test_a_name_that_is_taken_stays_in_the_editor_and_the_reason_is_told(shown: CodebookWindow) -> None:
    editor = _rename(shown, "Time", "place")
    assert "already" in shown.notices[-1].text
    assert editor.isVisible()
    assert editor.text() == "place"
    shown.type("ment")
    shown.press(Qt.Key.Key_Return)
    assert shown.rows()[3] == "placement –"


def test_a_refused_name_does_not_go_when_the_keyboard_leaves(shown: CodebookWindow) -> None:
    editor = _rename(shown, "Time", "place")
    shown.field.setFocus()
    assert editor.isVisible()
    assert editor.text() == "place"


def test_esc_leaves_the_old_name(shown: CodebookWindow) -> None:
    shown.click("Time")
    shown.press(Qt.Key.Key_F2)
    shown.type("Other")
    shown.press(Qt.Key.Key_Escape)
    assert shown.rows() == ALL


def test_a_new_name_is_taken_over_when_the_keyboard_leaves(shown: CodebookWindow) -> None:
    shown.click("Time")
    shown.press(Qt.Key.Key_F2)
    shown.type("Other")
    shown.field.setFocus()
    assert shown.rows()[3] == "Other –"


def test_a_name_takes_no_more_than_200_characters(shown: CodebookWindow) -> None:
    editor = _rename(shown, "Time", "n" * 210)
    assert editor.text() == "n" * 200
    assert shown.rows()[3] == f"{'n' * 200} –"


def test_a_code_is_renamed_while_a_filter_is_at_work(shown: CodebookWindow) -> None:
    shown.field.setText("tim")
    _rename(shown, "Time", "Hours")
    assert shown.rows() == ["Hours –"]
    shown.field.setText("")
    assert shown.rows()[3] == "Hours –"


def test_del_removes_codes_says_what_went_and_undo_brings_all_back(shown: CodebookWindow) -> None:
    give(shown.project, "Warmth", "kettle warm")
    give(shown.project, "Care", "She kept")
    shown.click("Care")
    shown.press(Qt.Key.Key_Delete)
    assert shown.rows() == ["Time –", "Place –"]
    notice = shown.notices[-1]
    assert notice.text.startswith("3 code")
    assert "2 coding" in notice.text
    assert notice.action == "edit.undo"
    assert shown.workspace.code_id == shown.code("Time")
    shown.workspace.undo()
    assert shown.rows() == ["Care 1", "  Warmth 1", "  Patience –", "Time –", "Place –"]


def test_a_code_is_deleted_with_its_name_in_the_notice(shown: CodebookWindow) -> None:
    shown.click("Place")
    shown.press(Qt.Key.Key_Delete)
    assert "“Place”" in shown.notices[-1].text
    assert shown.workspace.code_id == shown.code("Time")


def test_several_codes_are_deleted_as_one_operation(shown: CodebookWindow) -> None:
    shown.select("Warmth", "Place", "Care")
    shown.press(Qt.Key.Key_Delete)
    assert shown.rows() == ["Time –"]
    shown.project.undo()
    assert shown.rows() == ALL


def test_del_in_a_text_field_deletes_text_only(shown: CodebookWindow) -> None:
    shown.click("Time")
    field = shown.panel.details.fields["definition"]
    field.setFocus()
    shown.type("xy")
    shown.press(Qt.Key.Key_Home)
    shown.press(Qt.Key.Key_Delete)
    assert field.written == "y"
    assert shown.rows() == ALL


def test_alt_up_and_down_move_codes_among_their_siblings(shown: CodebookWindow) -> None:
    shown.click("Place")
    shown.press(Qt.Key.Key_Up, ALT)
    assert shown.rows()[-2:] == ["Place –", "Time –"]
    assert shown.tree.selected_ids() == [shown.code("Place")]
    shown.press(Qt.Key.Key_Up, ALT)
    shown.press(Qt.Key.Key_Up, ALT)  # it is the first: nothing moves
    assert shown.rows() == ["Place –", "Care –", "  Warmth –", "  Patience –", "Time –"]
    shown.press(Qt.Key.Key_Down, ALT)
    shown.press(Qt.Key.Key_Down, ALT)
    assert shown.rows() == ALL


def test_alt_right_nests_under_the_code_above_and_alt_left_takes_out(shown: CodebookWindow) -> None:
    shown.click("Time")
    shown.press(Qt.Key.Key_Right, ALT)
    assert shown.rows() == ["Care –", "  Warmth –", "  Patience –", "  Time –", "Place –"]
    shown.press(Qt.Key.Key_Right, ALT)
    assert shown.rows() == ["Care –", "  Warmth –", "  Patience –", "    Time –", "Place –"]
    assert shown.tree.selected_ids() == [shown.code("Time")]
    shown.press(Qt.Key.Key_Left, ALT)
    shown.press(Qt.Key.Key_Left, ALT)
    assert shown.rows() == ALL


def test_the_keys_of_the_tree_work_while_a_coding_is_selected(shown: CodebookWindow) -> None:
    coding_id = give(shown.project, "Time", "hurry")
    shown.click("Time")
    shown.workspace.choose_coding(coding_id)
    shown.actions.enable(shown.workspace.conditions())
    shown.press(Qt.Key.Key_Right, ALT)
    assert shown.rows() == ["Care –", "  Warmth –", "  Patience –", "  Time 1", "Place –"]


def test_several_codes_are_nested_as_one_operation(shown: CodebookWindow) -> None:
    shown.select("Time", "Place")
    shown.press(Qt.Key.Key_Right, ALT)
    assert shown.rows() == ["Care –", "  Warmth –", "  Patience –", "  Time –", "  Place –"]
    shown.project.undo()
    assert shown.rows() == ALL


def test_a_move_next_to_a_namesake_is_refused_with_a_reason(shown: CodebookWindow) -> None:
    shown.project.codes.ensure("Care > Warmth > Time now")
    shown.project.codes.rename(shown.code("Time now"), "Care")
    shown.workspace.choose_code(shown.code("Care > Warmth > Care"))
    for _ in range(2):
        shown.actions["code.out"].trigger()
    assert "already" in shown.notices[-1].text
    assert shown.project.codes.tree().path(shown.workspace.code_id) == ("Care", "Care")


def test_merging_asks_which_code_stays_and_is_one_operation(shown: CodebookWindow) -> None:
    give(shown.project, "Warmth", "kettle warm")
    give(shown.project, "Time", "never once")
    shown.select("Warmth", "Time")
    shown.actions["code.merge"].trigger()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()][1:] == ["Care > Warmth (1)", "Time (1)"]
    shown.qtbot.keyClick(menu, Qt.Key.Key_Down)
    shown.qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert shown.rows() == ["Care –", "  Patience –", "Time 2", "Place –"]
    assert shown.workspace.code_id == shown.code("Time")
    shown.project.undo()
    assert shown.rows() == ["Care –", "  Warmth 1", "  Patience –", "Time 1", "Place –"]


def test_merging_one_code_says_how_to_select_more(shown: CodebookWindow) -> None:
    shown.click("Time")
    shown.actions["code.merge"].trigger()
    assert "two or more" in shown.notices[-1].text


def test_the_palette_recolours_all_selected_codes_with_keys(shown: CodebookWindow) -> None:
    shown.select("Time", "Place")
    shown.actions["code.recolour"].trigger()
    popup = shown.panel.commands.colours
    assert popup.isVisible()
    focus = popup.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Orange"  # the colour of "Time"
    shown.qtbot.keyClick(focus, Qt.Key.Key_Right)
    shown.qtbot.keyClick(popup.focusWidget(), Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert {shown.project.codes.find(name).colour for name in ("Time", "Place")} == {"#009E73"}
    assert shown.panel.details.colour.text() == "Green"
    shown.project.undo()
    assert shown.project.codes.find("Time").colour == "#E69F00"


def test_the_colour_button_opens_the_palette_and_a_click_recolours(shown: CodebookWindow) -> None:
    shown.click("Time")
    shown.qtbot.mouseClick(shown.panel.details.colour, Qt.MouseButton.LeftButton)
    popup = shown.panel.commands.colours
    wine = next(button for button in popup.buttons if button.accessibleName() == "Wine")
    shown.qtbot.mouseClick(wine, Qt.MouseButton.LeftButton)
    assert shown.project.codes.find("Time").colour == "#882255"


def test_the_menu_key_opens_the_commands_at_the_row(shown: CodebookWindow) -> None:
    shown.click("Time")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(shown.tree.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert shown.actions["code.delete"] in menu.actions()
    row = shown.tree.visualRect(shown.panel.model.index_of(shown.code("Time")))
    assert row.contains(shown.tree.viewport().mapFromGlobal(menu.pos()))
    menu.close()
