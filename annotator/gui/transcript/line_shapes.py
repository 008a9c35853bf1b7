"""Where words are on the screen: the rectangles of a span of units, line by line, in every script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import ceil
from typing import Any, NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextLayout, QTextLine

# Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms; and marks that turn the direction of text.
_TURNED = re.compile("[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc]")


def is_turned(block: QTextBlock) -> bool:
    """Whether a block has text from right to left, where a span may lie in several pieces of a line."""
    return _TURNED.search(block.text()) is not None


class Line(NamedTuple):
    """A line of a block as it is laid out: its units within the block, and pixels from some origin."""

    number: int
    start: int
    end: int
    left: float  # where its first unit begins
    top: float
    bottom: float
    band_top: float  # the band that belongs to its letters, without most of the leading
    band_height: float
    ascent: float


def lines_from(layout: QTextLayout, first: int, origin: tuple[float, float] = (0.0, 0.0)) -> Iterator[Line]:
    """The lines of a layout from one on, read as they are asked for; `origin` is where the layout's place is put."""
    left, top = origin
    count = layout.lineCount()
    following = layout.lineAt(first)
    for number in range(first, count):
        line, following = following, layout.lineAt(number + 1)
        start = line.textStart()
        end = following.textStart() if number + 1 < count else start + line.textLength()
        box: Any = line.rect().getRect()  # four numbers, of which PySide's stubs do not know
        x, y, height, ascent = box[0], box[1] + top, box[3], line.ascent()
        letters = ascent + line.descent()
        # Letters stand at the foot of a line of whole pixels.
        yield Line(number, start, end, x + left, y, y + height, y + ceil(height) - letters - 1, letters + 2, ascent)


class BlockShapes:
    """Spans of units of one block, over the lines that are given; what is asked for twice is worked out once.

    `left_px` is what has been added to the places in these lines.
    """

    def __init__(self, layout: QTextLayout, lines: Iterable[Line], turned: bool, left_px: float = 0.0) -> None:
        self._layout = layout
        self._lines = lines
        self._turned = turned
        self._left_px = left_px
        self._xs: dict[int, float] = {}
        self._found: tuple[int, QTextLine] | None = None

    def rects(self, start: int, end: int) -> Iterator[QRectF]:
        """The rectangles of `start` to `end` (units within the block)."""
        for line in self._lines:
            if line.start >= end:
                return
            left, right = max(start, line.start), min(end, line.end)
            if left >= right:
                continue
            if self._turned:
                yield from self._turned_rects(line, left, right)
            else:
                first, last = self._x(line, left), self._x(line, right)
                yield QRectF(min(first, last), line.band_top, abs(last - first), line.band_height)

    def _x(self, line: Line, unit: int) -> float:
        if unit == line.start:
            return line.left
        # The end of one line and the start of the next are the same unit at two places.
        key = unit if unit < line.end else -unit
        found = self._xs.get(key)
        if found is None:
            found = self._xs[key] = _x_of(self._line(line.number), unit) + self._left_px
        return found

    def _turned_rects(self, line: Line, start: int, end: int) -> Iterator[QRectF]:
        """Neighbouring characters that lie beside each other on the screen make one rectangle."""
        pieces: list[tuple[float, float]] = []
        for run in self._line(line.number).glyphRuns(start, end - start):
            box = run.boundingRect()
            pieces.append((box.left(), box.right()))
        for left, right in sorted(pieces):
            yield QRectF(left + self._left_px, line.band_top, right - left, line.band_height)

    def _line(self, number: int) -> QTextLine:
        if self._found is None or self._found[0] != number:
            self._found = number, self._layout.lineAt(number)
        return self._found[1]


def span_rects(block: QTextBlock, start: int, end: int, turned: bool) -> Iterator[QRectF]:
    """The rectangles of `start` to `end` (units within the block), relative to the block's layout."""
    layout = block.layout()
    first = layout.lineForTextPosition(start) if layout.lineCount() > 1 else layout.lineAt(0)
    lines = lines_from(layout, first.lineNumber()) if first.isValid() else ()
    return BlockShapes(layout, lines, turned).rects(start, end)


def _x_of(line: QTextLine, unit: int) -> float:
    # PySide returns the position that was found beside its x; its stubs speak of one object.
    found: Any = line.cursorToX(unit)
    return float(found[0])
