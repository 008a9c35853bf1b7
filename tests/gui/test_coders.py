"""Who is working is in sight, and gives place to somebody else by a menu or a window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu
from pytestqt.qtbot import QtBot

from annotator.gui import settings
from annotator.gui.actions import Actions
from annotator.gui.coders.coder_button import CoderButton
from annotator.gui.coders.coders_dialog import CodersDialog
from annotator.gui.workspace import Workspace
from annotator.project.errors import NameTaken
from annotator.project.project import Project

ENTER = Qt.Key.Key_Return


class Bar:
    """The button of the coder at work in the status bar of a window."""

    def __init__(self, qtbot: QtBot, project: Project) -> None:
        self.qtbot = qtbot
        self.project = project
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.workspace = Workspace(project, self.window)
        self.actions = Actions(self.window)
        self.stored = 0
        self.coder = CoderButton(self.workspace, self.actions, self._store)
        self.window.statusBar().addPermanentWidget(self.coder)
        self.window.resize(600, 300)
        with qtbot.waitExposed(self.window):
            self.window.show()

    def _store(self) -> bool:
        self.stored += 1
        return True

    def open_menu(self) -> QMenu:
        self.actions["coder.switch"].trigger()
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    def pick(self, words: str) -> None:
        """Open the menu with the mouse and click an entry."""
        self.qtbot.mouseClick(self.coder.button, Qt.MouseButton.LeftButton)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(one for one in menu.actions() if words in one.text())
        self.qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())

    def dialog(self) -> CodersDialog:
        self.actions["coder.details"].trigger()
        (found,) = (one for one in self.window.findChildren(CodersDialog) if one.isVisible())
        return found


@pytest.fixture
def bar(qtbot: QtBot, project: Project) -> Iterator[Bar]:
    made = Bar(qtbot, project)
    yield made
    made.workspace.close()


def names(project: Project) -> list[str]:
    return [coder.name for coder in project.coders.all()]


def test_the_status_bar_names_who_is_coding(bar: Bar) -> None:
    assert bar.coder.button.text() == "AK  Anna Kvam"
    assert bar.coder.button.accessibleName() == "Anna Kvam is coding"
    assert not bar.coder.blind.isVisible()


def test_somebody_who_has_not_joined_yet_is_named_too(qtbot: QtBot, project: Project) -> None:
    project.work_as("Cato Lie")
    bar = Bar(qtbot, project)
    assert bar.coder.button.text() == "CL  Cato Lie"
    assert [action.isChecked() for action in bar.open_menu().actions()[:2]] == [False, True]
    QApplication.activePopupWidget().close()
    assert names(project) == ["Anna Kvam"]
    bar.workspace.close()


def test_the_menu_lets_another_coder_take_over(bar: Bar) -> None:
    bar.project.coders.add("Bo Lind")
    bar.pick("Bo Lind")
    assert bar.project.coder_name == "Bo Lind"
    assert bar.coder.button.text() == "BL  Bo Lind"
    assert settings.choice("coder", "") == "Bo Lind"
    assert bar.stored == 1, "what Anna was writing is hers"


def test_who_has_not_joined_yet_and_chooses_themselves_joins_once(qtbot: QtBot, project: Project) -> None:
    project.work_as("Dina Moe")
    bar = Bar(qtbot, project)
    bar.coder.work_as("dina moe")
    assert (project.coder_name, names(project)) == ("Dina Moe", ["Anna Kvam"])
    with pytest.raises(NameTaken):
        project.coders.add("Dina Moe")
    with pytest.raises(NameTaken):
        project.coders.edit(project.coders.all()[0].id, name="Dina Moe")
    project.codes.add("New")
    assert names(project) == ["Anna Kvam", "Dina Moe"]
    bar.workspace.close()


def test_a_new_coder_says_their_name_and_codes(bar: Bar) -> None:
    bar.pick("Another Coder")
    field = bar.coder.field.field
    bar.qtbot.keyClicks(field, "  Dina   Moe ")
    bar.qtbot.keyClick(field, ENTER)
    assert bar.project.coder_name == "Dina Moe"
    assert names(bar.project) == ["Anna Kvam", "Dina Moe"]
    assert not bar.coder.field.isVisible()
    bar.project.codes.add("Tea")
    assert bar.project.history.operations()[0].coder_name == "Dina Moe"


def test_escape_leaves_everybody_where_they_are(bar: Bar) -> None:
    bar.pick("Another Coder")
    bar.qtbot.keyClicks(bar.coder.field.field, "Dina")
    bar.qtbot.keyClick(bar.coder.field.field, Qt.Key.Key_Escape)
    assert names(bar.project) == ["Anna Kvam"]
    assert bar.project.coder_name == "Anna Kvam"


def test_in_a_project_for_reading_only_coders_switch_and_nothing_is_written(qtbot: QtBot, project: Project) -> None:
    project.coders.add("Bo Lind")
    path = project.path
    project.close()
    with Project.open(path, coder_name="Anna Kvam", read_only=True) as opened:
        bar = Bar(qtbot, opened)
        bar.coder.work_as("Bo Lind")
        assert bar.coder.button.text() == "BL  Bo Lind"
        bar.coder.work_as("Dina Moe")
        assert bar.coder.button.text() == "DM  Dina Moe"
        bar.actions["view.blind"].trigger()
        assert bar.workspace.sight.is_blind
        dialog = bar.dialog()
        assert not dialog.name.isEnabled()
        dialog.accept()
        assert names(opened) == ["Anna Kvam", "Bo Lind"]


def test_blind_mode_shows_in_the_status_bar_and_one_click_reveals(bar: Bar) -> None:
    bar.actions["view.blind"].trigger()
    assert bar.workspace.sight.is_blind
    assert bar.coder.blind.isVisible()
    assert bar.actions["view.blind"].isChecked()
    bar.qtbot.mouseClick(bar.coder.blind, Qt.MouseButton.LeftButton)
    assert not bar.workspace.sight.is_blind
    assert not bar.actions["view.blind"].isChecked()


def test_a_coder_is_described_in_one_operation(bar: Bar) -> None:
    before = len(bar.project.history.operations())
    dialog = bar.dialog()
    dialog.name.setText("Anna Berg")
    dialog.form.initials.setText("AB")
    dialog.form.show_colour("#117733")
    dialog.form.role.setCurrentText("analyst")
    dialog.form.preunderstanding.setPlainText("I grew up by the sea.\nI expect storms.")
    dialog.accept()
    coder = bar.project.coder
    assert (coder.name, coder.initials, coder.colour, coder.role) == ("Anna Berg", "AB", "#117733", "analyst")
    assert coder.preunderstanding == "I grew up by the sea.\nI expect storms."
    assert len(bar.project.history.operations()) == before + 1
    assert bar.coder.button.text() == "AB  Anna Berg"
    bar.workspace.undo()
    assert bar.coder.button.text() == "AK  Anna Kvam"


def test_looking_at_coders_changes_nothing(bar: Bar) -> None:
    bar.project.coders.add("Bo Lind")
    before = bar.project.history.operations()
    dialog = bar.dialog()
    dialog.list.setCurrentRow(1)
    assert dialog.name.text() == "Bo Lind"
    dialog.accept()
    assert bar.project.history.operations() == before


def test_going_to_another_row_stores_what_was_written(bar: Bar) -> None:
    bar.project.coders.add("Bo Lind")
    dialog = bar.dialog()
    dialog.form.role.setCurrentText("supervisor")
    dialog.list.setCurrentRow(1)
    assert bar.project.coder.role == "supervisor"
    assert dialog.name.text() == "Bo Lind"
    dialog.accept()


def test_a_name_that_is_taken_is_refused_in_the_window_and_the_words_stay(bar: Bar) -> None:
    bar.project.coders.add("Bo Lind")
    dialog = bar.dialog()
    dialog.name.setText("bo lind")
    dialog.accept()
    assert dialog.isVisible()
    assert "bo lind" in dialog.message.text().casefold()
    assert dialog.name.text() == "bo lind"
    dialog.list.setCurrentRow(1)
    assert dialog.list.currentRow() == 0
    dialog.name.setText("Anna Kvam")
    dialog.accept()
    assert not dialog.isVisible()


def test_a_coder_is_added_takes_over_and_one_without_work_is_removed(bar: Bar) -> None:
    dialog = bar.dialog()
    bar.qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    dialog.name.selectAll()
    bar.qtbot.keyClicks(dialog.name, "Bo Lind")
    bar.qtbot.mouseClick(dialog.take_over, Qt.MouseButton.LeftButton)
    assert bar.project.coder_name == "Bo Lind"
    assert not dialog.remove.isEnabled(), "nobody removes themselves"
    bar.qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    assert names(bar.project) == ["Anna Kvam", "Bo Lind", "New coder"]
    bar.qtbot.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    assert names(bar.project) == ["Anna Kvam", "Bo Lind"]
    dialog.accept()
