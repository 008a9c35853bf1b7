"""Waiting for something that the next step cannot do without: at once if it is quick, else behind a Cancel button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import SIGNAL, SLOT, QEventLoop, QObject, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QProgressDialog, QPushButton, QWidget

from annotator.gui.background import Progress, Task

T = TypeVar("T")
QUICK_MS = 150
_WIDTH_PX = 320


@dataclass(frozen=True, slots=True)
class Finished(Generic[T]):
    """What the function returned."""

    result: T


def wait_for(function: Callable[[Progress], T], words: str, parent: QWidget | None) -> Finished[T] | None:
    """Run a function in the background until it ends; None if it was cancelled. Raises what the function raised."""
    task: Task[T] = Task(function, parent)
    endings: list[Finished[T] | Exception | None] = []
    loop = QEventLoop()
    task.succeeded.connect(lambda result: endings.append(Finished(result)))
    task.failed.connect(endings.append)
    task.cancelled.connect(lambda: endings.append(None))
    for ended in (task.succeeded, task.failed, task.cancelled):
        ended.connect(loop.quit)
    task.start()
    dialog = None if task.wait(QUICK_MS) else ProgressDialog(words, parent, task)
    while not endings:
        loop.exec()
    if dialog is not None:
        had_keyboard = dialog.isActiveWindow()
        dialog.hide()  # at once: until it is deleted it would keep the window from hearing keys
        dialog.deleteLater()
        if had_keyboard and parent is not None:
            parent.window().activateWindow()  # not every system gives it back by itself
    ending = endings[0]
    if isinstance(ending, Exception):
        raise ending
    return ending


class ProgressDialog(QProgressDialog):
    """Says what takes long and how far it is, keeps all other windows from keys and clicks, and offers to stop it."""

    def __init__(self, words: str, parent: QWidget | None, task: Task[Any]) -> None:
        super().__init__(parent)
        self.setObjectName("waiting")
        self.setLabelText(words)
        # A bar of our own: telling the dialog itself how far it is would go through all that waits, again and again.
        self._bar = QProgressBar(self)
        self._bar.setAccessibleName(words)
        self.setBar(self._bar)
        self.setRange(0, 0)
        self.setMinimumWidth(_WIDTH_PX)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setAutoClose(False)
        self.setMinimumDuration(0)
        # It stays until the work has stopped: until then nothing else may be done.
        QObject.disconnect(self, SIGNAL("canceled()"), self, SLOT("cancel()"))
        self.canceled.connect(self._stop)
        self._task = task
        task.progressed.connect(self._show_step)
        self.show()

    def reject(self) -> None:
        self.canceled.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.canceled.emit()

    def _stop(self) -> None:
        self._task.cancel()
        for button in self.findChildren(QPushButton):
            button.setEnabled(False)
        self.setLabelText(self.tr("Stopping…"))
        self._bar.setRange(0, 0)

    def _show_step(self, done: int, total: int, _words: str) -> None:
        if total > 0 and not self._task.is_stopping:
            self._bar.setRange(0, total)
            self._bar.setValue(min(done, total))
