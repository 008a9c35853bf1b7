"""Where words are on the screen: the rectangles of a span of units, line by line, in every script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextLine

# Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms; and marks that turn the direction of text.
_TURNED = re.compile("[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc]")


def is_turned(block: QTextBlock) -> bool:
    """Whether a block has text from right to left, where a span may lie in several pieces of a line."""
    return _TURNED.search(block.text()) is not None


class BlockShapes:
    """The lines of one block as they are laid out now; what is asked for twice is worked out once."""

    def __init__(self, block: QTextBlock, turned: bool) -> None:
        self._layout = block.layout()
        self._turned = turned
        self._lines: dict[int, _Line] = {}
        self._xs: dict[int, float] = {}

    def rects(self, start: int, end: int) -> Iterator[QRectF]:
        """The rectangles of `start` to `end` (units within the block), relative to the block's layout."""
        layout = self._layout
        first = layout.lineForTextPosition(start) if layout.lineCount() > 1 else layout.lineAt(0)
        if not first.isValid():
            return
        for number in range(first.lineNumber(), layout.lineCount()):
            line = self._line(number)
            if line.start >= end:
                return
            left, right = max(start, line.start), min(end, line.end)
            if left < right:
                yield from _turned_rects(line, left, right) if self._turned else (self._plain_rect(line, left, right),)

    def _line(self, number: int) -> _Line:
        if number not in self._lines:
            line = self._layout.lineAt(number)
            start = line.textStart()
            self._lines[number] = _Line(line, start, start + line.textLength(), line.x(), *line_band(line))
        return self._lines[number]

    def _plain_rect(self, line: _Line, start: int, end: int) -> QRectF:
        left, right = self._x(line, start), self._x(line, end)
        return QRectF(min(left, right), line.top, abs(right - left), line.height)

    def _x(self, line: _Line, unit: int) -> float:
        if unit == line.start:
            return line.left
        # The end of one line and the start of the next are the same unit at two places.
        key = unit if unit < line.end else -unit
        if key not in self._xs:
            self._xs[key] = _x_of(line.line, unit)
        return self._xs[key]


class _Line(NamedTuple):
    line: QTextLine
    start: int
    end: int
    left: float
    top: float
    height: float


def span_rects(block: QTextBlock, start: int, end: int, turned: bool) -> Iterator[QRectF]:
    """The rectangles of `start` to `end` (units within the block), relative to the block's layout."""
    return BlockShapes(block, turned).rects(start, end)


def line_band(line: QTextLine) -> tuple[float, float]:
    """Top and height of the band that belongs to a line's letters, without most of the leading."""
    height = line.ascent() + line.descent()
    return line.y() + line.height() - height - 1, height + 2


def _turned_rects(line: _Line, start: int, end: int) -> Iterator[QRectF]:
    """Neighbouring characters that lie beside each other on the screen make one rectangle."""
    pieces: list[tuple[float, float]] = []
    for run in line.line.glyphRuns(start, end - start):
        box = run.boundingRect()
        pieces.append((box.left(), box.right()))
    for left, right in sorted(pieces):
        yield QRectF(left, line.top, right - left, line.height)


def _x_of(line: QTextLine, unit: int) -> float:
    # PySide returns the position that was found beside its x; its stubs speak of one object.
    found: Any = line.cursorToX(unit)
    return float(found[0])
