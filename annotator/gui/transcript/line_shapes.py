"""Where words are on the screen: the rectangles of a span of units, line by line, in every script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextLine

# Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms; and marks that turn the direction of text.
_TURNED = re.compile("[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc]")


def is_turned(block: QTextBlock) -> bool:
    """Whether a block has text from right to left, where a span may lie in several pieces of a line."""
    return _TURNED.search(block.text()) is not None


def span_rects(block: QTextBlock, start: int, end: int, turned: bool) -> Iterator[QRectF]:
    """The rectangles of `start` to `end` (units within the block), relative to the block's layout."""
    layout = block.layout()
    first = layout.lineForTextPosition(start)
    if not first.isValid():
        return
    for number in range(first.lineNumber(), layout.lineCount()):
        line = layout.lineAt(number)
        line_start, line_end = line.textStart(), line.textStart() + line.textLength()
        if line_start >= end:
            return
        left, right = max(start, line_start), min(end, line_end)
        if left < right:
            yield from _turned_rects(line, left, right) if turned else [_plain_rect(line, left, right)]


def line_band(line: QTextLine) -> tuple[float, float]:
    """Top and height of the band that belongs to a line's letters, without most of the leading."""
    height = line.ascent() + line.descent()
    return line.y() + line.height() - height - 1, height + 2


def _plain_rect(line: QTextLine, start: int, end: int) -> QRectF:
    top, height = line_band(line)
    left, right = _x_of(line, start), _x_of(line, end)
    return QRectF(min(left, right), top, abs(right - left), height)


def _turned_rects(line: QTextLine, start: int, end: int) -> Iterator[QRectF]:
    """Neighbouring characters that lie beside each other on the screen make one rectangle."""
    top, height = line_band(line)
    pieces: list[tuple[float, float]] = []
    for run in line.glyphRuns(start, end - start):
        box = run.boundingRect()
        pieces.append((box.left(), box.right()))
    for left, right in sorted(pieces):
        yield QRectF(left, top, right - left, height)


def _x_of(line: QTextLine, unit: int) -> float:
    # PySide returns the position that was found beside its x; its stubs speak of one object.
    found: Any = line.cursorToX(unit)
    return float(found[0])
