"""Waiting for work that cannot be done without: quick work unseen, slow work behind a Cancel button."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.background import Progress
from annotator.gui.waiting import Finished, wait_for


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_quick_work_gives_its_result_and_shows_nothing(window: QWidget) -> None:
    assert wait_for(lambda progress: 7, "Reading", window) == Finished(7)
    assert window.findChild(QProgressDialog) is None


def test_a_fault_is_raised_where_it_was_waited_for(window: QWidget) -> None:
    def fail(progress: Progress) -> int:
        raise ValueError("seven")

    with pytest.raises(ValueError, match="seven"):
        wait_for(fail, "Reading", window)


def test_slow_work_shows_its_words_and_can_be_cancelled(window: QWidget, qtbot: QtBot) -> None:
    seen: list[str] = []

    def work(progress: Progress) -> int:
        stopped = threading.Event()
        while not progress.is_cancelled():
            stopped.wait(0.005)
        return 7

    def cancel() -> None:
        dialog = window.findChild(QProgressDialog)
        if dialog is None or not dialog.isVisible():
            QTimer.singleShot(10, cancel)
            return
        seen.append(dialog.labelText())
        dialog.findChild(QPushButton).click()

    QTimer.singleShot(0, cancel)
    assert wait_for(work, "Reading study.annot…", window) is None
    assert seen == ["Reading study.annot…"]
    assert QApplication.activeModalWidget() is None
    qtbot.waitUntil(window.isActiveWindow)  # the next key is heard
