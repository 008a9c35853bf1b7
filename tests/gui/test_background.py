"""Work off the GUI thread: exactly one of its endings is told, on the GUI thread."""

from __future__ import annotations

import threading

from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from annotator.gui.background import Progress, Task


def _endings(task: Task[object]) -> list[str]:
    told: list[str] = []
    task.succeeded.connect(lambda _result: told.append("succeeded"))
    task.failed.connect(lambda _error: told.append("failed"))
    task.cancelled.connect(lambda: told.append("cancelled"))
    return told


def test_a_result_arrives_on_the_thread_of_the_window(qtbot: QtBot) -> None:
    here = threading.get_ident()
    task: Task[object] = Task(lambda progress: threading.get_ident())
    arrived: list[tuple[int, int]] = []
    task.succeeded.connect(lambda worker: arrived.append((worker, threading.get_ident())))
    told = _endings(task)
    with qtbot.waitSignals([task.succeeded, task.destroyed]):
        task.start()
    [(worker, receiver)] = arrived
    assert worker != here
    assert receiver == here
    assert told == ["succeeded"]


def test_an_error_is_handed_over_as_it_is(qtbot: QtBot) -> None:
    error = ValueError("seven")

    def fail(progress: Progress) -> object:
        raise error

    task: Task[object] = Task(fail)
    errors: list[Exception] = []
    task.failed.connect(errors.append)
    told = _endings(task)
    with qtbot.waitSignals([task.failed, task.destroyed]):
        task.start()
    assert errors == [error]
    assert told == ["failed"]


def test_progress_is_heard_in_order(qtbot: QtBot) -> None:
    def count(progress: Progress) -> object:
        for number in range(1, 4):
            progress.report(number, 3, f"file {number}")
        return "done"

    task: Task[object] = Task(count)
    heard: list[tuple[int, int, str]] = []
    task.progressed.connect(lambda done, total, words: heard.append((done, total, words)))
    with qtbot.waitSignals([task.succeeded, task.destroyed]):
        task.start()
    assert heard == [(1, 3, "file 1"), (2, 3, "file 2"), (3, 3, "file 3")]


def test_cancel_is_seen_by_the_function_and_told_instead_of_its_result(qtbot: QtBot) -> None:
    has_begun = threading.Event()

    def until_cancelled(progress: Progress) -> object:
        has_begun.set()
        while not progress.is_cancelled():
            QThread.yieldCurrentThread()
        return "half"

    task: Task[object] = Task(until_cancelled)
    told = _endings(task)
    with qtbot.waitSignals([task.cancelled, task.destroyed]):
        task.start()
        assert has_begun.wait(5)
        task.cancel()
    assert told == ["cancelled"]
