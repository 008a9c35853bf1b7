"""Long work off the GUI thread: a pure function, its progress, and a way to stop it.

The function gets a `Progress` and may read files and snapshots, but never touches the open project or a widget.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QThread, Signal

T = TypeVar("T")


class Progress:
    """What a function in the background says and asks."""

    def __init__(self, report: Callable[[int, int, str], None], is_cancelled: Callable[[], bool]) -> None:
        self.report = report
        self.is_cancelled = is_cancelled


class Task(QThread, Generic[T]):
    """One run of a function in the background. Exactly one of `succeeded`, `failed` and `cancelled` is emitted.

    `cancelled` follows when `cancel` was asked for, whatever the function returned.
    """

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, function: Callable[[Progress], T], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._function = function
        self._stop = threading.Event()
        self._result: Any = None
        self._error: Exception | None = None
        self.finished.connect(self._tell)

    def run(self) -> None:
        try:
            self._result = self._function(Progress(self.progressed.emit, self._stop.is_set))
        except Exception as error:  # told to the GUI thread, which knows the named errors from our own mistakes
            self._error = error

    def cancel(self) -> None:
        """Ask the function to stop as soon as it looks."""
        self._stop.set()

    @property
    def is_stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def _tell(self) -> None:
        if self._stop.is_set():
            self.cancelled.emit()
        elif self._error is not None:
            self.failed.emit(self._error)
        else:
            self.succeeded.emit(self._result)
        self.deleteLater()
