"""Faults of our own: exceptions that nobody foresaw, told as one sentence and never shown raw.

Qt calls our code, so such an exception has nobody above it who could catch it; it arrives here by `sys.excepthook`.
"""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from annotator.gui.messages import Notice, error_notice

_QUIET_S = 10.0


class FaultReporter(QObject):
    """Takes every exception that nobody caught, on any thread, and emits the sentence to be shown for it.

    The same fault at the same place, such as one in painting, is kept and told once in ten seconds.
    """

    happened = Signal(object)  # Notice

    def __init__(self, tell: Callable[[Notice], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tell = tell
        self._last_s: dict[str, float] = {}
        # By the event loop, since showing a notice in the middle of what just failed could fail as well.
        self.happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Be what Python calls from now on."""
        sys.excepthook = self._take
        threading.excepthook = lambda given: self._take(given.exc_type, given.exc_value, given.exc_traceback)

    def _take(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None = None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QTimer.singleShot(0, QApplication.closeAllWindows)  # Ctrl+C in a terminal: leave as by the window's cross
        elif isinstance(error, Exception) and self._is_news(error):
            self.happened.emit(error_notice(error))

    def _show(self, notice: Notice) -> None:
        self._tell(notice)

    def _is_news(self, error: Exception) -> bool:
        frames = traceback.extract_tb(error.__traceback__)
        place = f"{type(error).__name__} {frames[-1].filename}:{frames[-1].lineno}" if frames else repr(error)
        now = time.monotonic()
        is_news = now - self._last_s.get(place, -_QUIET_S) >= _QUIET_S
        if is_news:
            self._last_s[place] = now
        return is_news
