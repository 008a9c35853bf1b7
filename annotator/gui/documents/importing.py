"""The way of transcripts into the project: chosen, read in the background, checked by eye where need be, added.

One import is one operation. Until it is added nothing is changed, so that cancelling leaves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.gui import settings
from annotator.gui.background import Progress, Task
from annotator.gui.documents.encoding_dialog import EncodingDialog
from annotator.gui.documents.import_outcome import ImportDetails, outcome_details, outcome_notice
from annotator.gui.documents.import_progress import ImportProgress
from annotator.gui.documents.reading import GuessedFile, ReadFiles, read_again, read_files
from annotator.gui.messages import error_notice
from annotator.gui.workspace import Workspace
from annotator.importers import registry
from annotator.importers.into_project import ImportSummary, add_documents
from annotator.project.errors import ProjectIsReadOnly
from annotator.project.project import Project

SHOWN_AFTER_MS = 200
_CHARS_AS_LONG_AS_A_ROW = 500  # writing so many takes as long as writing one of the small rows
_FOLDER = "import_folder"


ReadFunction = Callable[[Progress], ReadFiles]


def _added(read: ReadFiles, project: Project) -> ImportSummary:
    """Add what was read, as one operation."""
    return add_documents(project, read.documents, speakers=read.speakers)


class ImportFlow(QObject):
    """Imports transcripts into the open project, one batch after another."""

    ended = Signal()  # a batch is over: added, cancelled or failed

    def __init__(self, workspace: Workspace, window: QWidget, shown_after_ms: int = SHOWN_AFTER_MS) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._window = window
        self._waiting: list[list[Path]] = []
        self._task: Task[ReadFiles] | None = None
        self._dialog: EncodingDialog | None = None
        self._progress: ImportProgress | None = None
        self._delay = QTimer(self, singleShot=True, interval=shown_after_ms)
        self._delay.timeout.connect(self._show_progress)

    @property
    def is_busy(self) -> bool:
        """Whether a batch is being read or looked at."""
        return self._task is not None or self._dialog is not None

    def choose_files(self) -> None:
        """Ask for files and import them."""
        folder = settings.choice(_FOLDER, str(Path.home()))
        names, _ = QFileDialog.getOpenFileNames(
            self._window, self.tr("Import transcripts"), folder, self._name_filter()
        )
        if names:
            settings.save_choice(_FOLDER, str(Path(names[0]).parent))
            self.start([Path(name) for name in names])

    def start(self, paths: Sequence[Path]) -> None:
        """Read files, and the transcripts in folders, and add them. A batch that is going on is finished first."""
        project = self._workspace.project
        if project.is_read_only:
            self._workspace.notice(error_notice(ProjectIsReadOnly(project.path, project.read_only_reason)))
        elif self.is_busy:
            self._waiting.append(list(paths))
        elif paths:
            self._read(lambda progress: read_files(paths, progress))

    def cancel(self) -> None:
        """Stop for good what is going on and what is waiting; nothing of it is added. Waits for the file in hand."""
        self._waiting.clear()
        if self._task is not None:
            self._task.cancel()
            self._task.wait()
        if self._dialog is not None:
            self._dialog.reject()
        self._delay.stop()
        if self._progress is not None:
            self._progress.deleteLater()
            self._progress = None

    # ---- reading

    def _read(self, function: ReadFunction) -> None:
        task = Task(function, self)
        self._task = task
        task.progressed.connect(self._show_step)
        task.succeeded.connect(self._check_letters)
        task.failed.connect(self._tell_fault)
        task.cancelled.connect(self._end)
        self._delay.start()
        task.start()

    def _stop_reading(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _check_letters(self, read: ReadFiles) -> None:
        """Ask about encodings that were guessed, then add; without any guess, add at once."""
        self._end_reading()
        if not read.guessed:
            self._add(read)
            return
        dialog = EncodingDialog(read.guessed, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._take_letters(read, dialog.files))
        dialog.rejected.connect(self._end)
        self._dialog = dialog
        dialog.open()

    def _take_letters(self, read: ReadFiles, chosen: Sequence[GuessedFile]) -> None:
        self._dialog = None
        self._read(lambda progress: read_again(read, chosen, progress))

    # ---- adding

    def _add(self, read: ReadFiles) -> None:
        try:
            self._add_and_tell(read)
        finally:  # whatever happens, the batches that wait have their turn
            self._end()

    def _add_and_tell(self, read: ReadFiles) -> None:
        with self._workspace.attempt():
            rows = sum(len(one.text) for one in read.documents) // _CHARS_AS_LONG_AS_A_ROW
            done = self._workspace.write(partial(_added, read), rows, self.tr("Adding the documents…"))
            if done is None:
                return
            summary = done.result
            self._workspace.notice(outcome_notice(summary, read.failures))
            # One transcript was fetched to be read; among many, the place in the work that is going on stays.
            if len(summary.added) == 1:
                self._workspace.choose_document(summary.added[0].document.id)
            details = outcome_details(summary, read.failures)
            if details:
                ImportDetails(details, self._window).show()

    def _tell_fault(self, error: Exception) -> None:
        self._workspace.notice(error_notice(error))
        self._end()

    # ---- the course of a batch

    def _end(self) -> None:
        self._end_reading()
        self._dialog = None
        self.ended.emit()
        if self._waiting:
            self.start(self._waiting.pop(0))

    def _end_reading(self) -> None:
        self._task = None
        self._delay.stop()
        if self._progress is not None:
            self._progress.hide()

    def _show_progress(self) -> None:
        if self._progress is None:
            self._progress = ImportProgress(self._window)
            self._progress.cancel_wanted.connect(self._stop_reading)
        self._progress.appear()

    def _show_step(self, done: int, total: int, name: str) -> None:
        if self._progress is not None:
            self._progress.show_step(done, total, name)

    def _name_filter(self) -> str:
        patterns = " ".join(f"*{suffix}" for suffix in registry.supported_suffixes())
        return f"{self.tr('Transcripts')} ({patterns});;{self.tr('All files')} (*)"
