"""Changing the project: at once where it is little, else on another thread behind a Cancel button.

What is long is still one operation: it is saved as a whole, or stopped and taken back as a whole. Meanwhile the window
shows what was there before, and whatever else would change the project waits.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from annotator.gui.background import Progress
from annotator.gui.waiting import Finished, wait_for
from annotator.project.changes import Changes
from annotator.project.long_work import run_apart
from annotator.project.project import Project

T = TypeVar("T")
AT_ONCE_ROWS = 2_000  # take some 60 ms; more can take long


def write(
    project: Project, work: Callable[[Project], T], rows: int, words: str, owner: QObject | None
) -> Finished[T] | None:
    """Let `work` do one operation, on about as many rows; None where it was cancelled, and all is as it was.

    `work` gets the project that it is to change, and touches no widget: it may run on another thread. `words` say what
    is being done. Raises what `work` raises.
    """
    if rows < AT_ONCE_ROWS or project.is_in_operation or project.is_lent or project.is_read_only:
        return Finished(work(project))
    path, coder_name = project.path, project.coder_name
    told: list[Changes] = []
    endings: list[Finished[T]] = []

    def run(progress: Progress) -> None:
        def tell(done: int) -> None:
            progress.report(done, rows, "")

        endings.append(Finished(run_apart(path, coder_name, work, told.append, progress.is_cancelled, tell)))

    with _no_collection():
        try:
            with project.lent():
                wait_for(run, words, _window_of(owner))
        finally:
            if told:
                project.hear(told)
                told.clear()
    # A Cancel that comes when all is saved comes too late.
    return endings[0] if endings else None


@contextmanager
def _no_collection() -> Iterator[None]:
    """Let Python not look for cycles among hundreds of thousands of rows: the window would stand for a second."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _window_of(owner: QObject | None) -> QWidget | None:
    """The window over which somebody waits."""
    window = QApplication.activeModalWidget() or QApplication.activeWindow()
    return window or (owner if isinstance(owner, QWidget) else None)
