"""Nothing that was written goes with the window: it is stored, or the window stays and says why."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.gui.pages.code_page import CodePage
from annotator.project.project import Project

LONG = "The garden was where she could be alone with it. " * 2_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "garden.annot"
    with Project.create(path, title="Garden", coder_name="Anna") as made:
        made.documents.add("Interview 1", "I: And the garden?\nP1: I dug it over in the spring.")
        made.codes.add("Rest")
        made.codes.add("Work")
    return path


@pytest.fixture
def window(qtbot: QtBot, path: Path) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made, before_close_func=_leave_for_good)
    made.show()
    made.begin(path)
    return made


def _leave_for_good(window: MainWindow) -> None:
    window.leave()
    window.leave()


def _page(window: MainWindow) -> CodePage:
    page = window.pages.currentWidget()
    assert isinstance(page, CodePage)
    return page


def _fill_disk(window: MainWindow, *, pages: int | None = None) -> None:
    """Let the file not grow, as on a full disk; or let it grow again."""
    assert window.workspace is not None
    run = window.workspace.project.connection.exec_driver_sql
    run(f"PRAGMA max_page_count={pages or run('PRAGMA page_count').scalar_one()}")


def _write_memo(window: MainWindow) -> None:
    window.actions_["memo.on_project"].trigger()
    _page(window).memos.editor.text_field.setPlainText(LONG)


def test_the_window_stays_while_a_memo_cannot_be_stored(window: MainWindow, path: Path) -> None:
    _fill_disk(window)
    _write_memo(window)
    assert not window.close()
    assert window.isVisible()
    assert "could not be saved in garden.annot" in window.notice_bar.text
    assert _page(window).memos.editor.text_field.toPlainText() == LONG
    _fill_disk(window, pages=1_000_000)
    assert window.close()
    with Project.open(path) as again:
        assert [memo.text for memo in again.memos.all()] == [LONG]


def test_whoever_closes_again_may_go(window: MainWindow, path: Path) -> None:
    _fill_disk(window)
    _write_memo(window)
    assert not window.close()
    assert window.close()
    with Project.open(path) as again:
        assert again.memos.all() == []


def test_another_project_is_not_opened_over_words_that_are_not_stored(
    window: MainWindow, path: Path, tmp_path: Path
) -> None:
    with Project.create(tmp_path / "other.annot"):
        pass
    _fill_disk(window)
    _write_memo(window)
    assert not window.open_project(tmp_path / "other.annot")
    assert window.workspace is not None
    assert window.workspace.path == path
    with Project.open(tmp_path / "other.annot") as other:
        assert not other.is_read_only


def test_definitions_that_could_not_be_stored_are_stored_at_the_end(window: MainWindow, path: Path) -> None:
    details, workspace = _page(window).codebook.details, window.workspace
    assert workspace is not None
    rest, work = workspace.project.codes.all()
    _fill_disk(window)
    workspace.choose_code(rest.id)
    details.fields["definition"].setPlainText(LONG)
    workspace.choose_code(work.id)
    assert not window.close()
    _fill_disk(window, pages=1_000_000)
    assert window.close()
    with Project.open(path) as again:
        assert again.codes.find("Rest").definition == LONG


def test_a_definition_that_was_taken_back_by_hand_is_not_stored_at_the_end(window: MainWindow, path: Path) -> None:
    details, workspace = _page(window).codebook.details, window.workspace
    assert workspace is not None
    workspace.choose_code(workspace.project.codes.find("Rest").id)
    _fill_disk(window)
    details.fields["definition"].setPlainText(LONG)
    details.store()
    details.fields["definition"].setPlainText("")
    assert window.close()
    with Project.open(path) as again:
        assert again.codes.find("Rest").definition == ""


def test_a_name_that_is_being_written_is_taken_when_the_window_closes(
    window: MainWindow, path: Path, qtbot: QtBot
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert window.workspace is not None
    window.workspace.choose_code(window.workspace.project.codes.find("Rest").id)
    window.actions_["code.rename"].trigger()
    tree = _page(window).codebook.tree
    qtbot.waitUntil(lambda: bool(tree.findChildren(QLineEdit)))
    qtbot.keyClicks(tree.findChildren(QLineEdit)[0], "Quiet", Qt.KeyboardModifier.NoModifier)
    assert window.close()
    with Project.open(path) as again:
        assert [code.name for code in again.codes.all()] == ["Quiet", "Work"]


def test_a_project_whose_file_was_emptied_by_others_can_be_left(window: MainWindow, path: Path) -> None:
    path.write_bytes(b"")
    window.leave()
    assert window.workspace is None
    assert window.pages.currentWidget() is window.welcome
    assert [left.name for left in path.parent.iterdir()] == [path.name]
