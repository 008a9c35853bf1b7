"""What the room of merging shows before a file is chosen."""

from __future__ import annotations

from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from annotator.gui.merging.start_view import StartView


def test_its_words_are_whole_in_a_narrow_window(qtbot: QtBot) -> None:
    view = StartView()
    qtbot.addWidget(view)
    view.resize(420, 360)
    view.show()
    words = view.words
    qtbot.waitUntil(lambda: QRect(0, 0, view.width(), view.height()).contains(words.geometry()))
    assert words.height() >= words.heightForWidth(words.width())
    view.resize(1_200, 700)
    qtbot.waitUntil(lambda: words.width() == 560)
