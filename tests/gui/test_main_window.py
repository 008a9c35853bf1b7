from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.project.project import Project

TEXT = "I: And the garden?\nP1: I dug it over in the spring, and again when the letter came."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "garden.annot"
    with Project.create(path, title="Garden", coder_name="Anna") as made:
        made.documents.add("Interview 1", TEXT)
    return path


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made, before_close_func=lambda closing: closing.leave())
    made.show()
    made.begin()
    return made


def test_opening_the_open_project_again_changes_nothing(window: MainWindow, path: Path) -> None:
    assert window.open_project(path)
    workspace = window.workspace
    assert window.open_project(path.parent / "." / path.name)
    assert window.workspace is workspace


def test_the_status_bar_forgets_the_place_with_the_project(window: MainWindow, path: Path) -> None:
    window.open_project(path)
    assert window.rooms is not None
    window.rooms.status.emit("¶ 6")
    window.leave()
    assert "¶" not in window._place_in_status_bar.text()


def test_the_menu_names_what_undo_and_redo_would_do(window: MainWindow, path: Path) -> None:
    window.open_project(path)
    assert window.workspace is not None
    undo, redo = window.actions_["edit.undo"], window.actions_["edit.redo"]
    window.workspace.project.codes.add("Letters")
    assert "Letters" in undo.text()
    assert not redo.isEnabled()
    undo.trigger()
    assert "Letters" in redo.text()
    assert redo.isEnabled()
    assert "Letters" not in undo.text()


def test_the_status_bar_says_that_all_is_saved_and_where(window: MainWindow, path: Path) -> None:
    window.open_project(path)
    assert str(path) in window._saved.text()


def test_a_project_that_cannot_be_opened_is_told_in_one_sentence(window: MainWindow, tmp_path: Path) -> None:
    letter = tmp_path / "letter.annot"
    letter.write_text("Dear Signe")
    assert not window.open_project(letter)
    assert "letter.annot" in window.notice_bar.text
    assert window.workspace is None
    assert letter.read_text() == "Dear Signe"


def test_closing_a_project_frees_it_for_others(window: MainWindow, path: Path) -> None:
    window.open_project(path)
    window.leave()
    with Project.open(path, coder_name="Bo") as again:
        assert not again.is_read_only


def test_the_document_that_was_open_is_open_again(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    with Project.open(path) as made:
        second = made.documents.add("Interview 2", "P2: Nobody asked.")
    window.open_project(path)
    assert window.workspace is not None
    window.workspace.choose_document(second.id)
    window.leave()
    window.open_project(path)
    assert window.workspace.document_id == second.id


def test_keys_reach_the_panes_in_turn(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    window.open_project(path)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    seen = []
    for _ in range(4):
        qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_F6)
        seen.append(window.focusWidget())
    assert len(set(map(id, seen))) >= 3
