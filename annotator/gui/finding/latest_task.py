"""One question at a time, answered in the background: a newer one takes the place of the one that is being answered."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from annotator.gui.background import Progress, Task

Give = Callable[[Any], None]


class LatestTask(QObject):
    """Runs functions on a thread; only what belongs to the latest is told. `close` before the parent goes."""

    given = Signal(object)  # what the function gave on its way
    ended = Signal(object)  # what it returned
    failed = Signal(object)  # the exception

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks: list[Task[Any]] = []
        self._latest: Task[Any] | None = None

    @property
    def is_running(self) -> bool:
        """Whether an answer is still to come."""
        return self._latest is not None

    def start(self, function: Callable[[Progress, Give], Any]) -> None:
        """Run a function, which gets its progress and a way to give parts of its answer early."""
        self.cancel()
        parts: deque[Any] = deque()

        def run(progress: Progress) -> Any:
            def give(part: Any) -> None:
                parts.append(part)
                progress.report(0, 0, "")

            return function(progress, give)

        task: Task[Any] = Task(run, self)
        self._latest = task
        self._tasks.append(task)
        task.progressed.connect(lambda *_: self._tell_parts(task, parts))
        task.succeeded.connect(lambda result: self._end(task, parts, self.ended, result))
        task.failed.connect(lambda error: self._end(task, parts, self.failed, error))
        task.cancelled.connect(lambda: self._forget(task))
        task.start()

    def cancel(self) -> None:
        """Let nothing more be told of what runs."""
        if self._latest is not None:
            self._latest.cancel()
            self._latest = None

    def close(self) -> None:
        """Stop, and wait until every thread has come to its end."""
        self.cancel()
        for task in list(self._tasks):
            task.wait()

    def _tell_parts(self, task: Task[Any], parts: deque[Any]) -> None:
        while parts and task is self._latest:
            self.given.emit(parts.popleft())

    def _end(self, task: Task[Any], parts: deque[Any], signal: Any, result: Any) -> None:
        self._tell_parts(task, parts)
        is_latest = task is self._latest
        self._forget(task)
        if is_latest:
            self._latest = None
            signal.emit(result)

    def _forget(self, task: Task[Any]) -> None:
        if task in self._tasks:
            self._tasks.remove(task)
