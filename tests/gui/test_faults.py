"""What nobody foresaw is told in one sentence, kept in the log, and never shown as a traceback."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.fault_log import keep, log_path
from annotator.gui.faults import FaultReporter
from annotator.gui.main_window import MainWindow
from annotator.gui.messages import Notice, error_notice
from annotator.project.errors import NotFound


@pytest.fixture
def notices(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Notice]]:
    """All that a reporter tells while it is what Python calls."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    told: list[Notice] = []
    reporter = FaultReporter(told.append)
    reporter.install()
    yield told
    reporter.deleteLater()


def test_an_exception_in_a_slot_is_one_sentence_in_the_window_and_a_traceback_in_the_log(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    FaultReporter(window.tell, window).install()
    button = QPushButton(window)
    button.clicked.connect(lambda: [][1])
    button.click()
    qtbot.waitUntil(lambda: "IndexError" in window.notice_bar.text)
    assert "All that was saved is safe" in window.notice_bar.text
    assert "Traceback" not in window.notice_bar.text
    assert "button.clicked.connect(lambda: [][1])" in log_path().read_text(encoding="utf-8")
    said = capsys.readouterr()
    assert said.err == said.out == ""


def test_a_named_error_that_nobody_caught_is_told_in_its_own_words(qtbot: QtBot, notices: list[Notice]) -> None:
    def fail() -> None:
        raise NotFound("code", "Hope")

    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: bool(notices))
    assert notices[0].text.startswith("There is no code called “Hope”")
    assert not log_path().exists()


def test_a_fault_in_painting_is_told_once(qtbot: QtBot, notices: list[Notice]) -> None:
    painted: list[int] = []

    class Torn(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            painted.append(1)
            raise ValueError("torn")

    torn = Torn()
    qtbot.addWidget(torn)
    torn.show()
    qtbot.waitUntil(lambda: bool(painted))
    torn.update()
    qtbot.waitUntil(lambda: len(painted) > 1 and bool(notices))
    assert len(notices) == 1
    assert log_path().read_text(encoding="utf-8").count("ValueError: torn") == 1


def test_a_fault_on_another_thread_is_told_too(qtbot: QtBot, notices: list[Notice]) -> None:
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(notices))
    assert "ZeroDivisionError" in notices[0].text


def test_a_stop_from_the_terminal_closes_the_window(qtbot: QtBot, notices: list[Notice]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def stop() -> None:
        raise KeyboardInterrupt

    QTimer.singleShot(0, stop)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert notices == []


def test_a_long_log_is_put_aside() -> None:
    keep(ValueError("first"))
    with log_path().open("a", encoding="utf-8") as log:
        log.write("x" * 1_000_001)
    keep(ValueError("second"))
    assert "second" in log_path().read_text(encoding="utf-8")
    assert "first" not in log_path().read_text(encoding="utf-8")
    assert "first" in log_path().with_name("faults.log.1").read_text(encoding="utf-8")


def test_a_fault_of_many_lines_is_told_in_one() -> None:
    notice = error_notice(RuntimeError("first\nsecond " + "x" * 500))
    assert "(RuntimeError: first)" in notice.text
    assert "\n" not in notice.text
    assert len(error_notice(RuntimeError("x" * 5_000)).text) < 400


def test_what_the_system_refuses_is_no_fault_of_ours(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as refused:
        (tmp_path / "gone").read_text()
    notice = error_notice(refused.value)
    assert str(tmp_path / "gone") in notice.text
    assert "Annotator itself" not in notice.text
    assert not log_path().exists()
