"""The details under the codes: written in place, stored by themselves, never lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui.codebook.field_editor import FieldEditor
from annotator.gui.workspace import Passage
from annotator.project.codes import Code
from annotator.project.project import Project
from tests.gui.codebook_window import TEXT, CodebookWindow, filled, give


@pytest.fixture
def shown(project: Project, qtbot: QtBot) -> CodebookWindow:
    made = CodebookWindow(filled(project, ("Care", "Care > Warmth", "Time")), qtbot)
    made.click("Warmth")
    return made


def _field(shown: CodebookWindow, name: str) -> FieldEditor:
    field = shown.panel.details.fields[name]
    field.setFocus()
    return field


def _code(shown: CodebookWindow, name: str) -> Code:
    return shown.project.codes.find(name)


def _operations(shown: CodebookWindow) -> int:
    return int(shown.project.connection.exec_driver_sql("SELECT count(*) FROM operation").scalar_one())


def test_the_details_show_the_chosen_code(shown: CodebookWindow) -> None:
    shown.project.codes.describe(shown.code("Warmth"), definition="Being received.", when_to_use="With tea.")
    details = shown.panel.details
    assert details.name.text() == "Warmth"
    assert details.path.text() == "Care"
    assert details.counts.text().startswith("0 coding")
    assert details.fields["definition"].written == "Being received."
    assert details.fields["when_to_use"].written == "With tea."
    assert details.colour.text() == "Blue (shade)"
    shown.workspace.choose_code(shown.code("Care"))
    assert details.colour.text() == "Blue"


def test_without_a_chosen_code_the_details_say_what_to_do(shown: CodebookWindow) -> None:
    shown.workspace.choose_code(None)
    assert shown.panel.details.nothing.isVisible()
    assert not shown.panel.details.name.isVisible()


def test_what_is_written_is_stored_when_the_keyboard_leaves(shown: CodebookWindow) -> None:
    _field(shown, "definition")
    shown.type("Being received")
    before = _operations(shown)
    shown.press(Qt.Key.Key_Tab)
    assert _code(shown, "Warmth").definition == "Being received"
    assert QApplication.focusWidget() is shown.panel.details.fields["when_to_use"]
    assert _operations(shown) == before + 1


def test_what_is_written_is_stored_a_second_after_the_last_key(shown: CodebookWindow) -> None:
    _field(shown, "when_not_to_use")
    shown.type("Mere politeness")
    with shown.qtbot.waitSignal(shown.workspace.changed, timeout=3000):
        pass
    assert _code(shown, "Warmth").when_not_to_use == "Mere politeness"
    assert QApplication.focusWidget() is shown.panel.details.fields["when_not_to_use"]
    shown.type(", too")
    shown.panel.details.store()
    assert _code(shown, "Warmth").when_not_to_use == "Mere politeness, too"


def test_what_is_written_belongs_to_the_code_that_was_shown(shown: CodebookWindow) -> None:
    _field(shown, "definition")
    shown.type("Being received")
    shown.workspace.choose_code(shown.code("Time"))
    assert _code(shown, "Warmth").definition == "Being received"
    assert _code(shown, "Time").definition == ""
    assert shown.panel.details.fields["definition"].written == ""


def test_what_is_written_is_stored_when_the_panel_closes(shown: CodebookWindow) -> None:
    _field(shown, "definition")
    shown.type("Being received")
    shown.panel.close()
    assert _code(shown, "Warmth").definition == "Being received"


def test_undo_of_something_else_leaves_what_is_being_written(shown: CodebookWindow) -> None:
    give(shown.project, "Time", "hurry")
    shown.project.codes.describe(shown.code("Warmth"), when_to_use="With tea.")
    field = _field(shown, "definition")
    shown.type("Being received")
    shown.project.undo()
    shown.project.undo()
    assert field.written == "Being received"
    assert shown.panel.details.fields["when_to_use"].written == ""
    shown.panel.details.store()
    assert _code(shown, "Warmth").definition == "Being received"


def test_what_is_written_of_a_code_that_an_undo_takes_comes_back_with_it(shown: CodebookWindow) -> None:
    made = shown.project.codes.add("Humour")
    shown.workspace.choose_code(made.id)
    _field(shown, "definition")
    shown.type("Laughing along")
    shown.project.undo()
    assert "Humour –" not in shown.rows()
    shown.project.redo()
    shown.workspace.choose_code(None)
    shown.workspace.choose_code(made.id)
    assert shown.panel.details.fields["definition"].written == "Laughing along"
    shown.panel.details.store()
    assert _code(shown, "Humour").definition == "Laughing along"


def test_undo_takes_a_definition_back_and_shows_that(shown: CodebookWindow) -> None:
    _field(shown, "definition")
    shown.type("Being received")
    shown.panel.details.store()
    shown.project.undo()
    assert shown.panel.details.fields["definition"].written == ""
    shown.project.redo()
    assert shown.panel.details.fields["definition"].written == "Being received"


def test_no_break_spaces_stay_and_looking_changes_nothing(shown: CodebookWindow) -> None:
    shown.project.codes.describe(shown.code("Warmth"), definition="10\u00a0%\nof all\u2003talk")
    before = _operations(shown)
    field = _field(shown, "definition")
    shown.press(Qt.Key.Key_Tab)
    assert _operations(shown) == before
    field.setFocus()
    shown.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    shown.type("!")
    shown.panel.details.store()
    assert _code(shown, "Warmth").definition == "10\u00a0%\nof all\u2003talk!"


def test_a_new_definition_elsewhere_leaves_the_cursor_where_it_is(shown: CodebookWindow) -> None:
    field = _field(shown, "definition")
    shown.type("Being received")
    shown.panel.details.store()
    for _ in range(8):
        shown.press(Qt.Key.Key_Left)
    at = field.textCursor().position()
    shown.project.codes.describe(shown.code("Warmth"), when_to_use="With tea.")
    assert field.textCursor().position() == at == 6


def test_counts_follow_what_is_coded(shown: CodebookWindow) -> None:
    shown.click("Care")
    give(shown.project, "Warmth", "kettle warm")
    assert shown.panel.details.counts.text().startswith("0 coding")
    assert ", 1 with the codes under it" in shown.panel.details.counts.text()


def test_the_example_shows_its_words_verbatim_and_a_click_goes_there(shown: CodebookWindow) -> None:
    coding_id = give(shown.project, "Warmth", "kept the kettle warm")
    shown.project.codes.set_example(shown.code("Warmth"), coding_id)
    example = shown.panel.details.example
    assert example.words.text() == "“kept the kettle warm”"
    assert example.button.text() == "¶ 2 in Interview 1"
    places: list[Passage] = []
    shown.workspace.place_wanted.connect(places.append)
    shown.qtbot.mouseClick(example.words, Qt.MouseButton.LeftButton)
    [place] = places
    assert TEXT[place.start_char : place.end_char] == "kept the kettle warm"
    assert shown.workspace.coding_id == coding_id
    shown.qtbot.mouseClick(example.button, Qt.MouseButton.LeftButton)
    assert len(places) == 2


def test_an_example_that_is_uncoded_goes_and_undo_brings_it_back(shown: CodebookWindow) -> None:
    coding_id = give(shown.project, "Warmth", "kettle warm")
    shown.project.codes.set_example(shown.code("Warmth"), coding_id)
    shown.project.codings.delete([coding_id])
    assert not shown.panel.details.example.isVisible()
    shown.project.undo()
    assert shown.panel.details.example.isVisible()


def test_a_read_only_project_shows_the_details_and_lets_nothing_be_written(project: Project, qtbot: QtBot) -> None:
    filled(project, ("Warmth",))
    path = project.path
    project.close()
    with Project.open(path, read_only=True) as reading:
        shown = CodebookWindow(reading, qtbot)
        shown.click("Warmth")
        field = _field(shown, "definition")
        shown.type("No")
        assert field.written == ""
        assert not shown.panel.details.colour.isEnabled()
        shown.panel.close()
