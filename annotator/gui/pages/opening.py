"""From a path to an open project, or to a sentence that says why not. Shows one dialog: who else has it open."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import platformdirs
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from annotator.gui.messages import Notice, error_notice
from annotator.gui.waiting import wait_for
from annotator.project.errors import AnnotatorError, ProjectLocked
from annotator.project.opening import check_pages
from annotator.project.project import Project
from annotator.project.project_file import SUFFIX
from annotator.resources import sample_project, sample_with_copies

_LARGE_BYTES = 16_000_000
Tell = Callable[[Notice], None]


def open_or_ask(window: QWidget, path: Path, coder_name: str, tell: Tell, read_only: bool = False) -> Project | None:
    """The open project. Where somebody else has it open, the user chooses how; any other obstacle is told."""
    try:
        is_checked = _is_large(path)
        if is_checked:
            words = QCoreApplication.translate("opening", "Reading {name}…").format(name=path.name)
            checked = wait_for(lambda progress: check_pages(path, progress.is_cancelled), words, window)
            if checked is None:
                return None
            is_checked = checked.result
        with _patience():
            return Project.open(path, coder_name=coder_name, read_only=read_only, check=not is_checked)
    except ProjectLocked as locked:
        return _open_locked(window, locked, coder_name, tell)
    except (AnnotatorError, OSError) as error:
        tell(error_notice(error))
        return None


def new_or_tell(path: Path, coder_name: str, tell: Tell) -> Project | None:
    """A new project at the path, which gets its suffix. A file that is there already is left as it is, and told."""
    if path.suffix.lower() != SUFFIX:
        path = path.with_name(path.name + SUFFIX)
    try:
        with _patience():
            return Project.create(path, title=path.stem, coder_name=coder_name)
    except (AnnotatorError, OSError) as error:
        tell(error_notice(error))
        return None


def copy_of_sample() -> Path:
    """The user's own copy of the sample study; one that is there already stays as it is. Raises OSError."""
    return _own_copies([sample_project()])


def copy_of_sample_with_copies() -> Path:
    """As `copy_of_sample`, of the study of three coders; the files of the two others come to lie beside it."""
    return _own_copies(sample_with_copies())


def _own_copies(sources: Sequence[Path]) -> Path:
    """Copies of some files in one folder. Returns that of the first."""
    documents = Path(platformdirs.user_documents_dir()) / "Annotator"
    try:
        copies = [_own_copy(source, documents) for source in sources]
    except OSError:
        elsewhere = Path(platformdirs.user_data_dir("annotator", appauthor=False))
        copies = [_own_copy(source, elsewhere) for source in sources]
    return copies[0]


def _own_copy(source: Path, folder: Path) -> Path:
    target = folder / source.name
    if target.exists():
        return target
    folder.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.new")
    shutil.copyfile(source, partial)
    return partial.replace(target)


def _is_large(path: Path) -> bool:
    """Whether reading every page takes long enough to be done behind a Cancel button."""
    return path.is_file() and path.stat().st_size >= _LARGE_BYTES


@contextmanager
def _patience() -> Iterator[None]:
    """The waiting cursor while every page of a large file is read."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()


def _open_locked(window: QWidget, locked: ProjectLocked, coder_name: str, tell: Tell) -> Project | None:
    question = LockQuestion(locked, window)
    question.exec()
    answer = question.answer
    question.deleteLater()
    if answer == "cancel":
        return None
    try:
        with _patience():
            return Project.open(
                locked.path, coder_name=coder_name, read_only=answer == "read", take_over=answer == "take_over"
            )
    except (AnnotatorError, OSError) as error:
        tell(error_notice(error))
        return None


class LockQuestion(QMessageBox):
    """Says who has a project open, and asks what to do. The safe answer is the one that Enter and Escape give."""

    def __init__(self, locked: ProjectLocked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Warning)
        self.setWindowTitle(self.tr("Project in use"))
        self.setTextFormat(Qt.TextFormat.PlainText)
        words = self.tr("{user} has “{name}” open on {host}, since {since}.")
        self.setText(words.format(user=locked.user, name=locked.path.stem, host=locked.host, since=locked.since))
        self.setInformativeText(self._advice(locked))
        self.read_button = self.addButton(self.tr("Open for &Reading Only"), QMessageBox.ButtonRole.AcceptRole)
        self.take_over_button: QPushButton | None = None
        if locked.may_be_taken_over:
            self.take_over_button = self.addButton(self.tr("&Take Over"), QMessageBox.ButtonRole.DestructiveRole)
        self.cancel_button = self.addButton(QMessageBox.StandardButton.Cancel)
        self.setDefaultButton(self.read_button)
        self.setEscapeButton(self.cancel_button)

    @property
    def answer(self) -> str:
        """ "read", "take_over" or "cancel"."""
        clicked = self.clickedButton()
        if clicked is not None and clicked is self.take_over_button:
            return "take_over"
        return "read" if clicked is self.read_button else "cancel"

    def _advice(self, locked: ProjectLocked) -> str:
        if not locked.may_be_taken_over:
            return self.tr("You can read it now, and work in it when it has been closed there.")
        return self.tr(
            "Take it over only if you are sure that nobody is working in it there, for example after that "
            "computer was switched off. Two people who write at once would undo each other's work."
        )
