"""Correcting who speaks in a document."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from annotator.gui.documents.speakers_dialog import SpeakersDialog
from annotator.gui.workspace import Workspace
from annotator.project.documents import Document, NewSpeaker
from annotator.project.project import Project

TEXT = "Kari: What was it like?\nOla: Like a long corridor.\nKari: And now?\nOla: Lighter."


@pytest.fixture
def document(project: Project) -> Document:
    speakers = (NewSpeaker("Kari", "participant", "P01"), NewSpeaker("Ola", "unknown"))
    project.participants.add("P02")
    return project.documents.add("Talk", TEXT, participant="P01", speakers=speakers)


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    shown = QMainWindow()
    qtbot.addWidget(shown)
    shown.show()
    return shown


def _dialog(qtbot: QtBot, project: Project, document: Document, window: QMainWindow) -> SpeakersDialog:
    workspace = Workspace(project, window)
    dialog = SpeakersDialog(workspace, document.id, window)
    dialog.open()
    qtbot.waitExposed(dialog)
    return dialog


def _press_ok(qtbot: QtBot, dialog: SpeakersDialog) -> None:
    box = dialog.findChild(QDialogButtonBox)
    assert box is not None
    qtbot.mouseClick(box.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton)


def test_a_wrong_guess_is_corrected_as_one_operation(
    qtbot: QtBot, project: Project, document: Document, window: QMainWindow
) -> None:
    dialog = _dialog(qtbot, project, document, window)
    kari, ola = dialog.rows
    qtbot.keyClicks(kari.role, "I")
    assert not kari.participant.isEnabled()
    qtbot.keyClicks(ola.role, "P")
    ola.participant.setFocus()
    qtbot.keyClicks(ola.participant, "P02")
    dialog.participant.lineEdit().clear()
    qtbot.keyClicks(dialog.participant, "P02")
    before = len(project.history.operations())
    _press_ok(qtbot, dialog)
    second = project.participants.by_label("P02")
    assert second is not None
    found = {s.label: (s.role, s.participant_id) for s in project.documents.speakers(document.id)}
    assert found == {"Kari": ("interviewer", None), "Ola": ("participant", second.id)}
    assert project.documents.get(document.id).participant_id == second.id
    assert len(project.history.operations()) == before + 1
    assert project.history.operations()[0].kind == "document.speakers"
    project.undo()
    assert [s.role for s in project.documents.speakers(document.id)] == ["participant", "unknown"]
    project.redo()
    assert [s.role for s in project.documents.speakers(document.id)] == ["interviewer", "participant"]


def test_a_new_participant_can_be_typed(
    qtbot: QtBot, project: Project, document: Document, window: QMainWindow
) -> None:
    dialog = _dialog(qtbot, project, document, window)
    dialog.participant.lineEdit().selectAll()
    qtbot.keyClicks(dialog.participant, "P09")
    dialog.kind.lineEdit().selectAll()
    qtbot.keyClicks(dialog.kind, "Focus group")
    _press_ok(qtbot, dialog)
    ninth = project.participants.by_label("P09")
    assert ninth is not None
    changed = project.documents.get(document.id)
    assert (changed.participant_id, changed.kind) == (ninth.id, "focus group")
    project.undo()
    assert project.participants.by_label("P09") is None


def test_ok_without_a_change_leaves_no_operation(
    qtbot: QtBot, project: Project, document: Document, window: QMainWindow
) -> None:
    dialog = _dialog(qtbot, project, document, window)
    before = len(project.history.operations())
    _press_ok(qtbot, dialog)
    assert len(project.history.operations()) == before


def test_escape_changes_nothing(qtbot: QtBot, project: Project, document: Document, window: QMainWindow) -> None:
    dialog = _dialog(qtbot, project, document, window)
    before = len(project.history.operations())
    qtbot.keyClicks(dialog.rows[0].role, "I")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert len(project.history.operations()) == before


def test_first_words_tell_who_a_speaker_is(
    qtbot: QtBot, project: Project, document: Document, window: QMainWindow
) -> None:
    dialog = _dialog(qtbot, project, document, window)
    shown = {label.text() for label in dialog.findChildren(QLabel)}
    assert {"What was it like?", "Like a long corridor."} <= shown


def test_a_text_without_labels_says_so(qtbot: QtBot, project: Project, window: QMainWindow) -> None:
    notes = project.documents.add("Notes", "A quiet corridor.", kind="field notes")
    dialog = _dialog(qtbot, project, notes, window)
    assert dialog.rows == []
    assert any("No speaker labels" in label.text() for label in dialog.findChildren(QLabel))
    assert dialog.kind.currentText() == "Field notes"
