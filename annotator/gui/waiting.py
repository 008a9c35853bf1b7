"""Waiting for something that the next step cannot do without: at once if it is quick, else behind a Cancel button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from annotator.gui.background import Progress, Task

T = TypeVar("T")
_QUICK_MS = 150


@dataclass(frozen=True, slots=True)
class Finished(Generic[T]):
    """What the function returned."""

    result: T


def wait_for(function: Callable[[Progress], T], words: str, parent: QWidget) -> Finished[T] | None:
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
    dialog = None if task.wait(_QUICK_MS) else _shown_dialog(words, parent, task)
    while not endings:
        loop.exec()
    if dialog is not None:
        dialog.hide()  # at once: until it is deleted it would keep the window from hearing keys
        dialog.deleteLater()
    ending = endings[0]
    if isinstance(ending, Exception):
        raise ending
    return ending


def _shown_dialog(words: str, parent: QWidget, task: Task[T]) -> QProgressDialog:
    dialog = QProgressDialog(parent)
    dialog.setObjectName("waiting")
    dialog.setLabelText(words)
    dialog.setRange(0, 0)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setAutoClose(False)
    dialog.canceled.connect(task.cancel)
    dialog.show()
    return dialog
