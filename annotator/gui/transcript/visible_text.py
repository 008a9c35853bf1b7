"""Which blocks of a text view are in sight, and where: worked out once for all that is painted, until they move."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextLine

from annotator.gui import theme

if TYPE_CHECKING:
    from annotator.gui.transcript.shown_coding import ShownCoding
    from annotator.gui.transcript.text_view import TextView

_LONG_BLOCK_UNITS = 4_000
_LINE_UNITS = 1_000  # more than any line on any screen
_NEAR_SCREENS = 3
_EDGE_PX = 4
_FAR_PX = 10_000.0


class VisibleText:
    """What is in sight of a text view at the moment that it is made, in units and viewport pixels.

    `before` is what was in sight the last time: near it, the first block is found by a few steps.
    """

    def __init__(self, view: TextView, before: VisibleText | None = None) -> None:
        self._layout = view.document().documentLayout()
        self._offset = view.scroll_offset()
        self._size = view.viewport().size()
        first = self._near(before) if before is not None else None
        first = first or view.document().findBlock(self._unit_at(QPointF(0, 0)))
        self.blocks = self._blocks_from(self._settled(first if first.isValid() else view.document().begin()))
        self._starts = [block.position() for block, _ in self.blocks]
        self.units = self._units_in_sight()

    def still_holds(self, view: TextView) -> bool:
        """Whether nothing has moved since: not the view over its text, nor the lines under it. Takes microseconds."""
        if not self.blocks or (self._offset, self._size) != (view.scroll_offset(), view.viewport().size()):
            return False
        if any(self._rect(block) != rect for block, rect in (self.blocks[0], self.blocks[-1])):
            return False
        return self._settled(self.blocks[0][0]) == self.blocks[0][0]

    def line_rect(self, unit: int) -> QRectF | None:
        """The rectangle of the line that holds a unit; None if its block is not in sight."""
        place = bisect_right(self._starts, unit) - 1
        if place < 0:
            return None
        block, rect = self.blocks[place]
        inside = unit - self._starts[place]
        if inside >= block.length():
            return None
        lines = block.layout()
        line = lines.lineForTextPosition(inside) if lines.lineCount() > 1 else lines.lineAt(0)
        return line.rect().translated(lines.position() + self._offset) if line.isValid() else rect

    def extent_of(self, shown: ShownCoding) -> tuple[float, float]:
        """Top and bottom of the lines of a coding; what ends out of sight goes far beyond the edge."""
        start, end = shown.start, max(shown.end - 1, shown.start)
        first, last = self.line_rect(start), self.line_rect(end)
        if first is None and self._starts and start >= self._starts[0]:
            return _FAR_PX, _FAR_PX
        if last is None and (not self._starts or end < self._starts[0]):
            return -_FAR_PX, -_FAR_PX
        return first.top() if first else -_FAR_PX, last.bottom() if last else _FAR_PX

    @cached_property
    def ends(self) -> tuple[int, int]:
        """The units of the first and of the last character in sight."""
        if not self.blocks:
            return 0, 0
        (first, _), (last, _) = self.blocks[0], self.blocks[-1]
        if max(first.length(), last.length()) > _LONG_BLOCK_UNITS:
            return self._unit_at(QPointF(4, 4)), self._unit_at(QPointF(self._size.width(), self._size.height()))
        tops = [line for line in _lines(first) if self._y_of(first, line) + line.height() > _EDGE_PX]
        bottoms = [line for line in _lines(last) if self._y_of(last, line) < self._size.height()]
        start = first.position() + (tops[0].textStart() if tops else max(first.length() - 1, 0))
        end = last.position() + (bottoms[-1].textStart() + bottoms[-1].textLength() if bottoms else 0)
        return start, max(start, end)

    def _y_of(self, block: QTextBlock, line: QTextLine) -> float:
        return block.layout().position().y() + line.y() + self._offset.y()

    def _near(self, before: VisibleText) -> QTextBlock | None:
        """A block near the first one in sight: the one that was; None where they are far from each other."""
        if not before.blocks or abs(self._offset.y() - before._offset.y()) > _NEAR_SCREENS * self._size.height():
            return None
        block = before.blocks[0][0]
        return block if block.isValid() else None

    def _settled(self, block: QTextBlock) -> QTextBlock:
        """The first block in sight, found from one near it. Rectangles of neighbours can overlap by part of a line."""
        while block.previous().isValid() and self._rect(block.previous()).bottom() > 0:
            block = block.previous()
        while block.next().isValid() and self._rect(block).bottom() <= 0:
            block = block.next()
        return block

    def _rect(self, block: QTextBlock) -> QRectF:
        return self._layout.blockBoundingRect(block).translated(self._offset)

    def _blocks_from(self, block: QTextBlock) -> list[tuple[QTextBlock, QRectF]]:
        found = []
        height = self._size.height()
        while block.isValid():
            rect = self._rect(block)
            if rect.top() > height:
                break
            found.append((block, rect))
            block = block.next()
        return found

    def _units_in_sight(self) -> tuple[int, int]:
        """A span that holds all lines in sight, and little more even where one paragraph is the whole text."""
        if not self.blocks:
            return 0, _LINE_UNITS
        first, last = self.blocks[0][0], self.blocks[-1][0]
        start, end = first.position(), last.position() + last.length()
        corners = (QPointF(0, 0), QPointF(self._size.width(), self._size.height()))
        if first.length() > _LONG_BLOCK_UNITS:
            start = max(start, self._unit_at(corners[0]) - _LINE_UNITS)
        if last.length() > _LONG_BLOCK_UNITS:
            end = min(end, self._unit_at(corners[1]) + _LINE_UNITS)
        return start, end

    def _unit_at(self, point: QPointF) -> int:
        """The unit at a point; above the first line Qt would find one that it has not laid out yet."""
        there = point - self._offset
        there.setY(max(there.y(), theme.DOCUMENT_MARGIN_PX))
        return max(self._layout.hitTest(there, Qt.HitTestAccuracy.FuzzyHit), 0)


def _lines(block: QTextBlock) -> Iterator[QTextLine]:
    lines = block.layout()
    return (lines.lineAt(number) for number in range(lines.lineCount()))
