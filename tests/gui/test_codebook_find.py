"""The field over the codes: it filters while one types, and makes what is not there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.project.project import Project
from tests.gui.codebook_window import CodebookWindow, filled

PATHS = ("Care", "Care > Warmth", "Care > Patience", "Time", "Place")


@pytest.fixture
def shown(project: Project, qtbot: QtBot) -> CodebookWindow:
    made = CodebookWindow(filled(project, PATHS), qtbot)
    made.field.setFocus()
    return made


def test_typing_leaves_the_codes_that_match_and_those_above_them(shown: CodebookWindow) -> None:
    shown.type("pat")
    assert shown.rows() == ["Care –", "  Patience –"]
    shown.press(Qt.Key.Key_Escape)
    assert shown.field.text() == ""
    assert shown.rows() == ["Care –", "  Warmth –", "  Patience –", "Time –", "Place –"]


def test_a_filter_opens_what_it_finds_and_clearing_it_closes_that_again(shown: CodebookWindow) -> None:
    shown.tree.collapse(shown.panel.model.index_of(shown.code("Care")))
    shown.type("warm")
    assert shown.rows() == ["Care –", "  Warmth –"]
    shown.press(Qt.Key.Key_Escape)
    assert shown.rows() == ["Care –", "Time –", "Place –"]


def test_down_goes_to_the_best_match_in_the_tree(shown: CodebookWindow) -> None:
    shown.type("care pat")
    shown.press(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is shown.tree
    assert shown.workspace.code_id == shown.code("Patience")


def test_enter_makes_a_code_that_is_not_there_and_chooses_it(shown: CodebookWindow) -> None:
    shown.type("Humour")
    assert shown.panel.finder.offer.isVisible()
    assert "Humour" in shown.panel.finder.offer.text()
    shown.press(Qt.Key.Key_Return)
    assert shown.rows()[-1] == "Humour –"
    assert shown.workspace.code_id == shown.code("Humour")
    assert shown.field.text() == ""
    shown.project.undo()
    assert shown.rows()[-1] == "Place –"


def test_enter_on_a_path_makes_all_of_it_as_one_operation(shown: CodebookWindow) -> None:
    shown.type("Work > Pride")
    shown.press(Qt.Key.Key_Return)
    assert shown.rows()[-2:] == ["Work –", "  Pride –"]
    assert shown.project.codes.tree().path(shown.code("Pride")) == ("Work", "Pride")
    assert shown.workspace.code_id == shown.code("Pride")
    shown.project.undo()
    assert shown.rows()[-1] == "Place –"


def test_enter_on_a_name_that_is_there_goes_to_it_and_makes_nothing(shown: CodebookWindow) -> None:
    shown.type("warmth")
    assert not shown.panel.finder.offer.isVisible()
    shown.press(Qt.Key.Key_Return)
    assert shown.workspace.code_id == shown.code("Warmth")
    assert len(shown.project.codes.all()) == 5


def test_the_offer_makes_the_code_by_mouse(shown: CodebookWindow) -> None:
    shown.type("Humour")
    shown.qtbot.mouseClick(shown.panel.finder.offer, Qt.MouseButton.LeftButton)
    assert shown.rows()[-1] == "Humour –"


def test_a_name_that_is_too_long_is_refused_and_stays_in_the_field(shown: CodebookWindow) -> None:
    shown.field.setText("n" * 201)
    shown.press(Qt.Key.Key_Return)
    assert "1 to 200 characters" in shown.notices[-1].text
    assert shown.field.text() == "n" * 201


def test_new_code_puts_the_keyboard_into_the_field(shown: CodebookWindow) -> None:
    shown.tree.setFocus()
    shown.actions["code.new"].trigger()
    assert QApplication.focusWidget() is shown.field


def test_new_code_under_this_makes_it_there(shown: CodebookWindow) -> None:
    shown.workspace.choose_code(shown.code("Warmth"))
    shown.actions["code.new_under"].trigger()
    assert "Warmth" in shown.field.placeholderText()
    shown.type("Time")  # there is one of this name at the top, which is another code
    assert shown.rows()[0] == "Care –"
    shown.press(Qt.Key.Key_Return)
    made = shown.project.codes.find("Care > Warmth > Time")
    assert shown.workspace.code_id == made.id
    assert "    Time –" in shown.rows()
    shown.project.undo()
    assert "    Time –" not in shown.rows()


def test_esc_leaves_new_code_under_this(shown: CodebookWindow) -> None:
    shown.workspace.choose_code(shown.code("Warmth"))
    shown.actions["code.new_under"].trigger()
    shown.press(Qt.Key.Key_Escape)
    shown.type("Humour")
    shown.press(Qt.Key.Key_Return)
    assert shown.project.codes.tree().path(shown.code("Humour")) == ("Humour",)


def test_new_code_under_a_code_that_is_gone_makes_one_at_the_top(shown: CodebookWindow) -> None:
    shown.workspace.choose_code(shown.code("Warmth"))
    shown.actions["code.new_under"].trigger()
    shown.project.codes.delete([shown.code("Care")])
    shown.type("Humour")
    shown.press(Qt.Key.Key_Return)
    assert shown.project.codes.tree().path(shown.code("Humour")) == ("Humour",)


def test_a_filter_keeps_working_while_codes_come_and_go(shown: CodebookWindow) -> None:
    shown.type("care")
    shown.project.codes.ensure("Care > Humour")
    shown.project.codes.ensure("Elsewhere")
    assert shown.rows() == ["Care –", "  Warmth –", "  Patience –", "  Humour –"]


def test_a_choice_that_the_filter_hides_is_selected_again_afterwards(shown: CodebookWindow) -> None:
    shown.workspace.choose_code(shown.code("Time"))
    shown.type("warm")
    assert shown.workspace.code_id == shown.code("Time")
    shown.press(Qt.Key.Key_Escape)
    assert shown.tree.selected_ids() == [shown.code("Time")]
