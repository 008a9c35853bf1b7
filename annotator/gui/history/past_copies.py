"""Seeing the project as it was: a copy for reading in a window of its own, or in a file that somebody chooses."""

from __future__ import annotations

import hashlib
import shutil
import stat
import tempfile
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.analysis.log_days import day_of
from annotator.gui import settings
from annotator.gui.background import Progress
from annotator.gui.history.log_model import moment_words
from annotator.gui.messages import Notice, error_notice
from annotator.gui.waiting import wait_for
from annotator.gui.workspace import Workspace
from annotator.project.errors import AnnotatorError, NotThereYet
from annotator.project.ids import Id
from annotator.project.operation_log import LogEntry, OperationLog
from annotator.project.past import Follower, write_as_of
from annotator.project.project import Project

_FOLDER = "past_folder"


def see(workspace: Workspace, entry: LogEntry, parent: QWidget) -> QWidget | None:
    """Open a window on the project as it was right after an operation, for reading; None where that was stopped.

    Its file is one of our own, which goes with the window.
    """
    folder = Path(tempfile.mkdtemp(prefix="annotator-past-"))
    out = folder / past_name(workspace.path, entry)
    if not _written(workspace, entry, out, parent, replace=False):
        shutil.rmtree(folder, ignore_errors=True)
        return None
    out.chmod(stat.S_IREAD)
    try:
        project = Project.open(out, coder_name=workspace.project.coder_name, read_only=True, check=False)
    except AnnotatorError as error:
        workspace.notice(error_notice(error))
        shutil.rmtree(folder, ignore_errors=True)
        return None
    return _window(project, _own_place(workspace.project_id, entry), folder, moment_words(entry.operation.time_us))


def choose_and_save(workspace: Workspace, entry: LogEntry, parent: QWidget) -> None:
    """Ask for a place and write the project there as it was right after an operation."""
    folder = settings.place(workspace.project_id, _FOLDER) or str(workspace.path.parent)
    dialog = QFileDialog(parent, _words("Save the project as it was"), folder)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(_words("Projects (*.annot)"))
    dialog.setDefaultSuffix("annot")
    dialog.selectFile(past_name(workspace.path, entry))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: save(workspace, entry, Path(name), parent))
    dialog.open()


def save(workspace: Workspace, entry: LogEntry, out: Path, parent: QWidget) -> None:
    """Write the project as it was right after an operation; a file that is there is replaced."""
    settings.save_place(workspace.project_id, _FOLDER, str(out.parent))
    if _written(workspace, entry, out, parent, replace=True):
        when = moment_words(entry.operation.time_us)
        words = _words("The project as it was on {when} is in {file}. This project is as it was before.")
        workspace.notice(Notice(words.format(when=when, file=out)))


def past_name(path: Path, entry: LogEntry) -> str:
    """What a copy is called: the project, and the day."""
    return f"{path.stem} as on {day_of(entry.operation.time_us).isoformat()}{path.suffix or '.annot'}"


def _written(workspace: Workspace, entry: LogEntry, out: Path, parent: QWidget, *, replace: bool) -> bool:
    if not workspace.settle():
        return False
    path = workspace.path
    words = _words("Going back to {when}…").format(when=moment_words(entry.operation.time_us))

    def work(progress: Progress) -> bool:
        follower = Follower(lambda done, total: progress.report(done, total, ""), progress.is_cancelled)
        return write_as_of(path, out, seq, follower, replace=replace)

    try:
        seq = _own_seq(workspace, entry)
        finished = wait_for(work, words, parent)
    except (AnnotatorError, OSError) as error:
        workspace.notice(error_notice(error))
        return False
    return finished is not None and finished.result


def _own_seq(workspace: Workspace, entry: LogEntry) -> int:
    """The operation after which this file was as wanted. What was done in a copy was never done here by itself."""
    operation = entry.operation
    if operation.merged_by is None:
        return operation.seq
    own = OperationLog(workspace.project.connection).last_at(operation.time_us)
    if own is None:
        raise NotThereYet(workspace.path, moment_words(operation.time_us))
    return own.seq


def _own_place(project_id: Id, entry: LogEntry) -> Id:
    """Where the window of the past remembers its places: apart from those of today."""
    return Id(hashlib.sha256(project_id + entry.operation.id).digest()[:16])


def _window(project: Project, place_id: Id, folder: Path, when: str) -> QWidget:
    from annotator.gui.main_window import MainWindow

    window = MainWindow()
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.destroyed.connect(lambda: _clear(folder))
    window.begin()
    window.enter_past(project, place_id, when)
    window.show()
    number = id(window)
    _open[number] = window
    window.destroyed.connect(lambda: _open.pop(number))
    return window


_open: dict[int, QWidget] = {}  # windows without a parent go when nobody names them


def _clear(folder: Path) -> None:
    for file in folder.glob("*"):
        file.chmod(stat.S_IREAD | stat.S_IWRITE)
    shutil.rmtree(folder, ignore_errors=True)


def _words(text: str) -> str:
    return QCoreApplication.translate("PastCopies", text)
