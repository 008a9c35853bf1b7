"""What the window remembers reaches the disk: after a pause, and when the program ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from annotator.gui import settings

_PROGRAM = """
from PySide6.QtCore import QCoreApplication, QTimer
from annotator.gui import settings
application = QCoreApplication([])
QTimer.singleShot(0, lambda: (settings.save_choice("coder", "Anna"), QTimer.singleShot(0, application.quit)))
application.exec()
"""


def written() -> str:
    """What is in the file."""
    path = Path(platformdirs.user_config_dir("annotator", appauthor=False)) / "annotator.ini"
    return path.read_text(encoding="utf-8") if path.exists() else ""


@pytest.fixture
def _short_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "_PAUSE_MS", 400)


@pytest.mark.usefixtures("_short_pause")
def test_what_is_saved_is_read_at_once_and_written_after_a_pause(qtbot: QtBot) -> None:
    settings.save_choice("coder", "Anna")
    QCoreApplication.sendPostedEvents()
    assert settings.choice("coder", "") == "Anna"
    assert "Anna" not in written(), "whoever works does not wait for the disk"
    settings.save_choice("colours", "dark")
    qtbot.waitUntil(lambda: "Anna" in written() and "dark" in written(), timeout=5_000)


@pytest.mark.usefixtures("_short_pause")
def test_a_second_pause_writes_what_is_saved_after_the_first(qtbot: QtBot) -> None:
    settings.save_choice("coder", "Anna")
    qtbot.waitUntil(lambda: "Anna" in written(), timeout=5_000)
    settings.save_choice("coder", "Bo")
    qtbot.waitUntil(lambda: "Bo" in written(), timeout=5_000)


def test_what_was_saved_last_is_written_when_the_program_ends() -> None:
    subprocess.run([sys.executable, "-c", _PROGRAM], check=True, timeout=60)
    assert "Anna" in written()
