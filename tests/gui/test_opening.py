"""Opening and making projects, with what stands in the way; and the copies that are made while one is open."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.backup_keeper import BackupKeeper
from annotator.gui.messages import Notice
from annotator.gui.pages.opening import (
    LockQuestion,
    copy_of_sample,
    copy_of_sample_with_copies,
    new_or_tell,
    open_or_ask,
)
from annotator.gui.workspace import Workspace
from annotator.project.backups import all_backups
from annotator.project.lock import lock_path
from annotator.project.project import Project
from annotator.resources import sample_project, sample_with_copies


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    qtbot.addWidget(shown)
    return shown


@pytest.fixture
def notices() -> list[Notice]:
    return []


def _answer(qtbot: QtBot, button_text: str) -> list[str]:
    """Press this button of the question as soon as it is asked. Returns what it says, once it has."""
    said: list[str] = []

    def press() -> None:
        question = QApplication.activeModalWidget()
        if not isinstance(question, LockQuestion):
            QTimer.singleShot(10, press)
            return
        said.append(question.text())
        said.extend(button.text() for button in question.buttons())
        wanted = next(b for b in question.findChildren(QPushButton) if button_text in b.text().replace("&", ""))
        qtbot.mouseClick(wanted, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, press)
    return said


def _locked_elsewhere(path: Path) -> None:
    """As if Bo's computer, which cannot be asked, had the project open."""
    holder = {"user": "bo", "host": f"not-{socket.gethostname()}", "since": 1_780_000_000.0}
    lock_path(path).write_text(json.dumps(holder), encoding="utf-8")


def _closed_study(tmp_path: Path) -> Path:
    path = tmp_path / "shared study.annot"
    with Project.create(path, title="Shared", coder_name="Anna Kvam"):
        return path


def test_a_project_opens_with_its_coder(window: QWidget, tmp_path: Path, notices: list[Notice]) -> None:
    opened = open_or_ask(window, _closed_study(tmp_path), "Bo Lind", notices.append)
    assert opened is not None
    with opened:
        assert (opened.coder_name, opened.is_read_only, notices) == ("Bo Lind", False, [])
    assert QGuiApplication.overrideCursor() is None


def test_a_file_that_is_no_project_is_told_and_left(window: QWidget, tmp_path: Path, notices: list[Notice]) -> None:
    path = tmp_path / "notes.annot"
    path.write_bytes(b"only words")
    assert open_or_ask(window, path, "", notices.append) is None
    assert open_or_ask(window, tmp_path / "nowhere.annot", "", notices.append) is None
    assert "is not an Annotator project" in notices[0].text
    assert "is not there" in notices[1].text
    assert path.read_bytes() == b"only words"
    assert QGuiApplication.overrideCursor() is None


def test_a_project_open_here_can_be_read(
    qtbot: QtBot, window: QWidget, project: Project, notices: list[Notice]
) -> None:
    said = _answer(qtbot, "Reading Only")
    opened = open_or_ask(window, project.path, "", notices.append)
    assert opened is not None
    with opened:
        assert opened.is_read_only
    assert socket.gethostname() in said[0]
    assert not any("Take Over" in words for words in said)


def test_cancel_opens_nothing(qtbot: QtBot, window: QWidget, project: Project, notices: list[Notice]) -> None:
    _answer(qtbot, "Cancel")
    assert open_or_ask(window, project.path, "", notices.append) is None
    assert notices == []


def test_escape_opens_nothing(qtbot: QtBot, window: QWidget, project: Project, notices: list[Notice]) -> None:
    def escape() -> None:
        question = QApplication.activeModalWidget()
        if question is None:
            QTimer.singleShot(10, escape)
        else:
            qtbot.keyClick(question, Qt.Key.Key_Escape)

    QTimer.singleShot(0, escape)
    assert open_or_ask(window, project.path, "", notices.append) is None


def test_a_lock_from_another_computer_can_be_taken_over(
    qtbot: QtBot, window: QWidget, tmp_path: Path, notices: list[Notice]
) -> None:
    path = _closed_study(tmp_path)
    _locked_elsewhere(path)
    said = _answer(qtbot, "Take Over")
    opened = open_or_ask(window, path, "", notices.append)
    assert opened is not None
    with opened:
        assert not opened.is_read_only
    assert "bo" in said[0]
    assert f"not-{socket.gethostname()}" in said[0]


def test_reading_only_leaves_the_lock_of_the_other(
    qtbot: QtBot, window: QWidget, tmp_path: Path, notices: list[Notice]
) -> None:
    path = _closed_study(tmp_path)
    _locked_elsewhere(path)
    before = lock_path(path).read_bytes()
    _answer(qtbot, "Reading Only")
    opened = open_or_ask(window, path, "", notices.append)
    assert opened is not None
    opened.close()
    assert lock_path(path).read_bytes() == before


def test_a_new_project_gets_its_suffix_and_title(tmp_path: Path, notices: list[Notice]) -> None:
    made = new_or_tell(tmp_path / "Care 2.0", "Anna Kvam", notices.append)
    assert made is not None
    with made:
        assert made.path == tmp_path / "Care 2.0.annot"
        assert (made.info.title, made.coder_name) == ("Care 2.0", "Anna Kvam")


def test_a_new_project_never_replaces_an_old_one(tmp_path: Path, notices: list[Notice]) -> None:
    path = _closed_study(tmp_path)
    before = path.read_bytes()
    assert new_or_tell(path, "", notices.append) is None
    assert new_or_tell(path.with_suffix(""), "", notices.append) is None
    assert path.read_bytes() == before
    assert all("already" in notice.text for notice in notices)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, notices: list[Notice]) -> None:
    assert new_or_tell(tmp_path / "no folder" / "study", "", notices.append) is None
    assert "Choose a folder" in notices[0].text


def test_the_sample_is_copied_once_and_then_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "Documents"))
    copy = copy_of_sample()
    assert copy == tmp_path / "Documents" / "Annotator" / sample_project().name
    assert copy.read_bytes() == sample_project().read_bytes()
    with Project.open(copy, coder_name="Anna Kvam") as study:
        study.codes.add("My own code")
    assert copy_of_sample() == copy
    with Project.open(copy) as study:
        assert study.codes.find("My own code")
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


def test_the_sample_of_three_coders_comes_with_the_copies_of_the_two_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "Documents"))
    lead = copy_of_sample_with_copies()
    assert lead.name == "walking_group.annot"
    there = sorted(path.name for path in lead.parent.iterdir())
    assert there == sorted(path.name for path in sample_with_copies())
    assert [" for ".join(name.split(" for ")[1:])[:2] for name in there if " for " in name] == ["Bo", "Cl"]
    with Project.open(lead, coder_name="Anna Kvam") as study:
        study.codes.add("My own code")
    assert copy_of_sample_with_copies() == lead
    with Project.open(lead) as study:
        assert study.codes.find("My own code")


def test_the_sample_goes_elsewhere_where_documents_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "file" / "Documents"))
    assert copy_of_sample().read_bytes() == sample_project().read_bytes()


def test_opening_backs_the_project_up_once(qtbot: QtBot, project: Project) -> None:
    workspace = Workspace(project)
    for _ in range(2):
        keeper = BackupKeeper(workspace)
        with qtbot.waitSignal(keeper.looked):
            keeper.close()
    copies = all_backups(project.backups_folder)
    assert len(copies) == 1
    with Project.open(copies[0], read_only=True) as copy:
        assert copy.info.id == project.info.id


def test_a_backup_that_fails_is_told_once(
    qtbot: QtBot, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, notices: list[Notice]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("ANNOTATOR_BACKUPS", str(tmp_path / "file"))
    workspace = Workspace(project)
    workspace.noticed.connect(notices.append)
    keeper = BackupKeeper(workspace)
    qtbot.waitSignal(keeper.looked).wait()
    with qtbot.waitSignal(keeper.looked):
        keeper.look()
    keeper.close()
    assert [notice.kind for notice in notices] == ["warning"]
    assert "The project itself is safe" in notices[0].text


def test_a_project_open_for_reading_is_not_backed_up(tmp_path: Path) -> None:
    with Project.open(_closed_study(tmp_path), read_only=True) as opened:
        BackupKeeper(Workspace(opened)).close()
        assert all_backups(opened.backups_folder) == []
