"""The strip at the foot of the report page: the export's button, how far it is, and the way to what was written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from annotator.gui import theme
from annotator.gui.background import Progress, Task
from annotator.gui.memos.elided_label import ElidedLabel


class ExportStrip(QWidget):
    """Runs one export at a time in the background."""

    wanted = Signal()
    written = Signal(object)  # Path
    failed = Signal(object)  # Exception
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self._task: Task[Path] | None = None
        self.words = ElidedLabel()
        self.bar = QProgressBar(textVisible=False)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.open_button = QPushButton(self.tr("Open"))
        self.export_button = QPushButton(self.tr("Export Word report…"))
        self._prepare()
        self._show_state()

    @property
    def is_running(self) -> bool:
        """Whether an export is under way."""
        return self._task is not None

    def run(self, work: Callable[[Progress], Path], name: str) -> None:
        """Begin an export; `name` is what the file will be called."""
        if self.is_running:
            return
        self.words.say(self.tr("Writing {file}…").format(file=name))
        self.bar.setRange(0, 0)
        task = self._task = Task(work, self)
        task.progressed.connect(self._on_progress)
        task.succeeded.connect(self._on_written)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_cancelled)
        task.start()
        self._show_state()

    def cancel(self) -> None:
        """Ask the export to stop."""
        if self._task is not None:
            self.words.say(self.tr("Stopping…"))
            self._task.cancel()

    def finish(self) -> None:
        """Stop the export and wait until it has."""
        if self._task is not None:
            self._task.cancel()
            self._task.wait()

    def retint(self) -> None:
        """Draw the icon in the colours of the palette."""
        self.export_button.setIcon(theme.icon("export"))

    def open_written(self) -> None:
        """Open what was written last in the program that the system has for it."""
        if self.path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.path)))

    def _on_progress(self, done: int, total: int, _words: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _on_written(self, path: Path) -> None:
        self.path = path
        self._end(self.tr("Written: {file}").format(file=path))
        self.written.emit(path)

    def _on_failed(self, error: Exception) -> None:
        self._end(self.tr("No report was written."))
        self.failed.emit(error)

    def _on_cancelled(self) -> None:
        self._end(self.tr("The export was stopped."))
        self.stopped.emit()

    def _end(self, words: str) -> None:
        self._task = None
        self.words.say(words)
        self._show_state()

    def _show_state(self) -> None:
        self.bar.setVisible(self.is_running)
        self.cancel_button.setVisible(self.is_running)
        self.open_button.setVisible(self.path is not None and not self.is_running)
        self.export_button.setEnabled(not self.is_running)

    def _prepare(self) -> None:
        self.bar.setAccessibleName(self.tr("How far the report is"))
        self.bar.setFixedWidth(180)
        self.open_button.setToolTip(self.tr("Open the report that was written last"))
        self.retint()
        self.export_button.setDefault(True)
        self.export_button.clicked.connect(self.wanted)
        self.cancel_button.clicked.connect(self.cancel)
        self.open_button.clicked.connect(self.open_written)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        for widget in (self.bar, self.cancel_button, self.open_button, self.export_button):
            row.addWidget(widget)
