"""Long changes in the real window: how far they are, Cancel, and what waits meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from annotator.gui import waiting
from annotator.gui.main_window import MainWindow
from annotator.gui.waiting import ProgressDialog
from annotator.gui.workspace import Workspace
from annotator.project.project import Project
from tests.project.rows import kinds_of, many, rows_of

COUNT = 8_000
_LOOK_EVERY_MS = 1


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """A window over a project with one long document, two codes and no codings; every wait is shown at once."""
    monkeypatch.setattr(waiting, "QUICK_MS", 0)
    monkeypatch.setenv("ANNOTATOR_CODER", "Anna Kvam")
    path = tmp_path / "study.annot"
    with Project.create(path, coder_name="Anna Kvam") as project:
        project.documents.add("Interview 1", "P1: There was soup.\n" * 1_000)
        project.codes.add("Soup")
        project.codes.add("Bread")
    made = MainWindow()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.begin(path)
    yield made
    made.close()


@pytest.fixture
def workspace(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


class Watcher:
    """Somebody who looks at the dialog while a change goes on, and does something once."""

    def __init__(self, do: Callable[[ProgressDialog], object], when: Callable[[ProgressDialog], bool]) -> None:
        self.seen: list[tuple[str, int, int]] = []
        self._do, self._when = do, when
        self._timer = QTimer(interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ProgressDialog) and self._when(dialog):
            self._timer.stop()
            bar = dialog.findChild(QProgressBar)
            self.seen.append((dialog.labelText(), bar.value(), bar.maximum()))
            self._do(dialog)


def _press_cancel(dialog: ProgressDialog) -> None:
    dialog.findChild(QPushButton).click()


def _is_on_its_way(dialog: ProgressDialog) -> bool:
    bar = dialog.findChild(QProgressBar)
    return bar.maximum() > 0 and bar.value() > 0


def _code_many(workspace: Workspace) -> bool:
    """Whether it was done."""

    def work(project: Project) -> int:
        return project.codings.add_many(many(project, COUNT))

    return workspace.write(work, COUNT, "Coding the passages…") is not None


def test_a_long_change_says_how_far_it_is_and_is_one_operation(workspace: Workspace) -> None:
    watcher = Watcher(lambda dialog: None, _is_on_its_way)
    assert _code_many(workspace)
    (words, done, total) = watcher.seen[0]
    assert (words, total) == ("Coding the passages…", COUNT)
    assert 0 < done <= COUNT
    assert kinds_of(workspace.project)[-1] == "coding.add_many"
    assert workspace.counts_by_code.total() == COUNT
    assert QApplication.activeModalWidget() is None


def test_cancel_leaves_rows_history_and_counts_as_they_were(workspace: Workspace) -> None:
    before, rows, kinds = workspace.path.read_bytes(), rows_of(workspace.project), kinds_of(workspace.project)
    watcher = Watcher(_press_cancel, _is_on_its_way)
    assert not _code_many(workspace)
    assert watcher.seen
    assert workspace.path.read_bytes() == before
    assert (rows_of(workspace.project), kinds_of(workspace.project)) == (rows, kinds)
    assert workspace.counts_by_code.total() == 0
    assert _code_many(workspace)


def test_the_dialog_keeps_the_window_until_a_cancelled_change_is_taken_back(workspace: Workspace) -> None:
    shown: list[bool] = []

    def cancel(dialog: ProgressDialog) -> None:
        _press_cancel(dialog)
        shown.append(dialog.isVisible() and workspace.is_writing)

    watcher = Watcher(cancel, _is_on_its_way)
    assert not _code_many(workspace)
    assert watcher.seen
    assert shown == [True]
    assert not workspace.is_writing


def test_escape_and_the_dialogs_cross_cancel_too(workspace: Workspace, qtbot: QtBot) -> None:
    kinds = kinds_of(workspace.project)
    for leave in (lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape), lambda dialog: dialog.close()):
        watcher = Watcher(leave, _is_on_its_way)
        assert not _code_many(workspace)
        assert watcher.seen
    assert kinds_of(workspace.project) == kinds


def test_undo_and_redo_of_a_long_change_can_be_cancelled(window: MainWindow, workspace: Workspace) -> None:
    assert _code_many(workspace)
    rows, kinds = rows_of(workspace.project), kinds_of(workspace.project)
    undoing = Watcher(_press_cancel, _is_on_its_way)
    window.actions_["edit.undo"].trigger()
    assert undoing.seen[0][2] == COUNT
    assert (rows_of(workspace.project), kinds_of(workspace.project)) == (rows, kinds)
    workspace.undo()
    assert workspace.counts_by_code.total() == 0
    kinds = kinds_of(workspace.project)
    redoing = Watcher(_press_cancel, _is_on_its_way)
    workspace.redo()
    assert redoing.seen
    assert kinds_of(workspace.project) == kinds
    workspace.redo()
    assert rows_of(workspace.project) == rows
    assert workspace.counts_by_code.total() == COUNT


def test_deleting_a_code_with_many_codings_can_be_cancelled(workspace: Workspace, window: MainWindow) -> None:
    assert _code_many(workspace)
    assert window.rooms is not None
    soup = workspace.project.codes.find("Soup")
    rows, kinds = rows_of(workspace.project), kinds_of(workspace.project)
    workspace.choose_code(soup.id)
    commands = window.rooms.go("code").codebook.commands
    watcher = Watcher(_press_cancel, lambda dialog: True)
    commands.delete()
    assert watcher.seen
    assert (rows_of(workspace.project), kinds_of(workspace.project)) == (rows, kinds)
    commands.delete()
    assert [code.name for code in workspace.project.codes.all()] == ["Bread"]
    workspace.undo()
    assert rows_of(workspace.project) == rows


def test_a_memo_whose_pause_ends_meanwhile_is_stored_afterwards(
    workspace: Workspace, window: MainWindow, qtbot: QtBot
) -> None:
    assert window.rooms is not None
    editor = window.rooms.go("code").memos.editor
    editor.begin(editor.about)
    qtbot.keyClicks(editor.text_field, "They waited for the soup.")
    refused: list[bool] = []
    watcher = Watcher(lambda dialog: refused.append(editor.save()), _is_on_its_way)
    assert _code_many(workspace)
    assert watcher.seen
    assert refused == [False]
    qtbot.waitUntil(lambda: len(workspace.project.memos.all()) == 1, timeout=5_000)
    assert kinds_of(workspace.project)[-2:] == ["coding.add_many", "memo.add"]


def test_words_whose_pause_ends_meanwhile_are_stored_afterwards(
    workspace: Workspace, window: MainWindow, qtbot: QtBot
) -> None:
    assert window.rooms is not None
    page = window.rooms.go("code").transcript
    document = workspace.project.documents.all()[0]
    workspace.choose_document(document.id)
    page.correcting.start()
    qtbot.keyClicks(page.view, "Oh. ")
    stored: list[bool] = []
    watcher = Watcher(lambda dialog: stored.append(page.correcting.store()), _is_on_its_way)
    assert _code_many(workspace)
    assert watcher.seen
    assert stored == [False]
    qtbot.waitUntil(lambda: kinds_of(workspace.project)[-1] == "document.correct", timeout=5_000)
    assert kinds_of(workspace.project)[-2] == "coding.add_many"
    assert workspace.project.documents.text(document.id).text.startswith("Oh. P1: There was soup.")
    assert min(coding.start_char for coding in workspace.project.codings.all()) == 20 + len("Oh. ")


def test_a_definition_that_is_being_written_is_stored_afterwards(
    workspace: Workspace, window: MainWindow, qtbot: QtBot
) -> None:
    assert window.rooms is not None
    details = window.rooms.go("code").codebook.details
    workspace.choose_code(workspace.project.codes.find("Soup").id)
    qtbot.keyClicks(details.fields["definition"], "Hot and eaten together")
    watcher = Watcher(lambda dialog: details.store(), _is_on_its_way)
    assert _code_many(workspace)
    assert watcher.seen
    qtbot.waitUntil(lambda: workspace.project.codes.find("Soup").definition == "Hot and eaten together", timeout=5_000)
    assert kinds_of(workspace.project)[-2:] == ["coding.add_many", "code.describe"]


def test_closing_the_window_meanwhile_waits_for_the_end(workspace: Workspace, window: MainWindow, qtbot: QtBot) -> None:
    path = workspace.path
    watcher = Watcher(lambda dialog: window.close(), _is_on_its_way)
    assert _code_many(workspace)
    assert watcher.seen
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=5_000)
    with Project.open(path) as project:
        assert len(project.codings.all()) == COUNT


def test_a_fault_in_the_middle_is_raised_and_leaves_nothing(workspace: Workspace) -> None:
    rows, kinds = rows_of(workspace.project), kinds_of(workspace.project)

    def fail(project: Project) -> None:
        with project.operation("coding.add_many", count=COUNT):
            project.codings.add_many(many(project, COUNT))
            raise ValueError("seven")

    with pytest.raises(ValueError, match="seven"):
        workspace.write(fail, COUNT, "Coding the passages…")
    assert (rows_of(workspace.project), kinds_of(workspace.project)) == (rows, kinds)
    assert not workspace.is_writing


def test_a_short_change_is_made_at_once_and_shows_nothing(workspace: Workspace) -> None:
    watcher = Watcher(_press_cancel, lambda dialog: True)
    with workspace.attempt():
        done = workspace.write(lambda project: project.codings.add_many(many(project, 500)), 500, "Coding…")
    assert done is not None
    assert done.result == 500
    assert watcher.seen == []
