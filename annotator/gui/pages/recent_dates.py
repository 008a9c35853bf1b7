"""When the recent projects were last changed: asked beside the window, since a drive that is gone may never answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue

from PySide6.QtCore import QObject, QTimer, Signal

ChangedAt = Callable[[Path], float | None]
_Answers = SimpleQueue[tuple[Path, float | None]]
_PATIENCE_S = 0.05
_LOOK_EVERY_MS = 100


def changed_at(path: Path) -> float | None:
    """When a file was last changed, in seconds since 1970; None where it is not there. May take minutes."""
    try:
        return path.stat().st_mtime
    except OSError:
        return None


class RecentDates(QObject):
    """Asks for some files at once, each on a thread of its own, which ends with the program whatever it waits for."""

    answered = Signal(Path, object)  # the file, and its time as of `changed_at`

    def __init__(self, changed_at: ChangedAt = changed_at, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._changed_at = changed_at
        self._answers: _Answers = SimpleQueue()
        self._left = 0
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._take)

    def ask(self, paths: Sequence[Path]) -> None:
        """Ask about these files and no others. What a disk at hand says is there when this returns."""
        answers: _Answers = SimpleQueue()
        self._answers, self._left = answers, len(paths)
        threads = [threading.Thread(target=self._look, args=(path, answers), daemon=True) for path in paths]
        for thread in threads:
            thread.start()
        until = time.monotonic() + _PATIENCE_S
        for thread in threads:
            thread.join(max(0.0, until - time.monotonic()))
        self._timer.start()
        self._take()

    def _look(self, path: Path, answers: _Answers) -> None:
        answers.put((path, self._changed_at(path)))

    def _take(self) -> None:
        while self._left:
            try:
                path, time_s = self._answers.get_nowait()
            except Empty:
                return
            self._left -= 1
            self.answered.emit(path, time_s)
        self._timer.stop()
