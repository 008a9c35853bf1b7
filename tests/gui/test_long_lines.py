"""Very long lines are shaped once, wherever in a text they are."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument
from pytestqt.qtbot import QtBot

from annotator.gui.transcript.long_lines import keep_shapes_of_long_lines
from annotator.gui.transcript.text_positions import TextPositions

SHORT = "I: And then? 👍🏽\nP1: We baked every Sunday, and the radio was on.\n"
LONG = "We walked to the quay and back again. " * 450


@pytest.mark.parametrize("text", [LONG, SHORT + LONG, SHORT * 200 + LONG + "\n" + SHORT * 200, SHORT * 400])
def test_just_the_very_long_lines_keep_their_shapes(qtbot: QtBot, text: str) -> None:
    document = QTextDocument(text)
    QTextCursor(document).insertText("")  # lines have layouts from now on
    keep_shapes_of_long_lines(document, text, TextPositions(text))
    kept = []
    block = document.begin()
    while block.isValid():
        kept.append(block.layout().cacheEnabled())
        block = block.next()
    assert kept == [len(line) > 16_000 for line in text.split("\n")]
