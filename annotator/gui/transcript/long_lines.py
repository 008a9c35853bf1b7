"""Very long lines: a transcript that came without line breaks is one paragraph, however long it is."""

from __future__ import annotations

from PySide6.QtGui import QTextDocument

from annotator.gui.transcript.text_positions import TextPositions

_WINDOW_CHARS = 8_000


def keep_shapes_of_long_lines(document: QTextDocument, text: str, positions: TextPositions) -> None:
    """Let Qt keep how the words of very long lines are shaped.

    It would shape all of a line for each painting of a part of it, which takes 65 ms in a line of 1 MB. Every line of
    twice the window covers a whole window, and only windows are looked at: 0.1 ms for a text of many lines.
    """
    for start in range(0, len(text) - _WINDOW_CHARS + 1, _WINDOW_CHARS):
        if text.find("\n", start, start + _WINDOW_CHARS) < 0:
            document.findBlock(positions.to_units(start)).layout().setCacheEnabled(True)
