"""What a project says of itself, who is at work, and what the Help menu shows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QDialogButtonBox, QMainWindow
from pytestqt.qtbot import QtBot

from annotator.gui import settings
from annotator.gui.pages.help import about
from annotator.gui.pages.project_details import ProjectDetails
from annotator.gui.workspace import Workspace
from annotator.project.project import Project


@pytest.fixture
def window(qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory) -> QMainWindow:
    folder = tmp_path_factory.mktemp("settings")
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    shown = QMainWindow()
    qtbot.addWidget(shown)
    shown.show()
    return shown


@pytest.fixture
def details(qtbot: QtBot, project: Project, window: QMainWindow) -> ProjectDetails:
    dialog = ProjectDetails(Workspace(project, window), window)
    dialog.open()
    qtbot.waitExposed(dialog)
    return dialog


def _press_ok(qtbot: QtBot, dialog: ProjectDetails) -> None:
    box = dialog.findChild(QDialogButtonBox)
    assert box is not None
    qtbot.mouseClick(box.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton)


def test_details_are_written_as_one_operation(qtbot: QtBot, project: Project, details: ProjectDetails) -> None:
    before = len(project.history.operations())
    details.title.selectAll()
    qtbot.keyClicks(details.title, "Hope at night")
    qtbot.keyClicks(details.question, "What keeps people going?")
    qtbot.keyClicks(details.method, "Framework analysis")
    details.language.setCurrentIndex(details.language.findData("nb"))
    qtbot.keyClicks(details.form.role, "analyst")
    _press_ok(qtbot, details)
    info = project.info
    assert (info.title, info.research_question) == ("Hope at night", "What keeps people going?")
    assert (info.method, info.language) == ("Framework analysis", "nb")
    assert project.coder.role == "analyst"
    assert len(project.history.operations()) == before + 1
    project.undo()
    assert (project.info.title, project.coder.role) == ("Study", "")


def test_a_method_of_ones_own_is_kept_as_typed(qtbot: QtBot, project: Project, details: ProjectDetails) -> None:
    qtbot.keyClicks(details.method, "Dialogical reading")
    _press_ok(qtbot, details)
    assert project.info.method == "Dialogical reading"


def test_ok_without_a_change_leaves_no_operation(qtbot: QtBot, project: Project, details: ProjectDetails) -> None:
    before = len(project.history.operations())
    _press_ok(qtbot, details)
    assert len(project.history.operations()) == before
    assert settings.choice("coder", "nobody") == "nobody"


def test_ok_leaves_no_break_spaces_and_outer_spaces_as_they_were(project: Project, window: QMainWindow) -> None:
    project.describe(title=" Study", research_question="What do 10\u00a0% say?\nAnd the others?\n")
    before = project.history.operations()
    again = ProjectDetails(Workspace(project, window), window)
    again.accept()
    assert project.history.operations() == before
    assert project.info.research_question == "What do 10\u00a0% say?\nAnd the others?\n"


def test_a_coder_who_is_called_like_anothers_initials_is_somebody_else(project: Project, window: QMainWindow) -> None:
    anna = project.coders.edit(project.coder.id, initials="AK", role="analyst")
    again = ProjectDetails(Workspace(project, window), window)
    again.coder.setCurrentText("AK")
    again.form.initials.setText("AK")
    again.form.role.setCurrentText("analyst")
    again.accept()
    assert project.coder.role == "analyst"
    assert project.coder.id != anna.id


def test_another_coder_goes_to_work_and_is_remembered(qtbot: QtBot, project: Project, details: ProjectDetails) -> None:
    details.coder.lineEdit().selectAll()
    qtbot.keyClicks(details.coder, "Bo Lind")
    assert details.form.initials.text() == ""
    with qtbot.waitSignal(details.coder_changed):
        _press_ok(qtbot, details)
    assert project.coder_name == "Bo Lind"
    assert settings.choice("coder", "") == "Bo Lind"
    project.codes.add("Hope")
    assert project.history.operations()[0].coder_name == "Bo Lind"
    assert project.coder.initials == "BL"


def test_choosing_a_known_coder_fills_in_their_role(project: Project, window: QMainWindow) -> None:
    project.coders.add("Bo Lind", role="peer researcher")
    again = ProjectDetails(Workspace(project, window), window)
    again.coder.setCurrentText("bo lind")
    assert (again.form.initials.text(), again.form.role.currentText()) == ("BL", "peer researcher")
    again.accept()
    assert project.coder_name == "Bo Lind"
    assert len(project.coders.all()) == 2


def test_about_names_the_version_and_blocks_nothing(window: QMainWindow) -> None:
    box = about(window)
    assert box.text().startswith("Annotator ")
    assert not box.isModal()
