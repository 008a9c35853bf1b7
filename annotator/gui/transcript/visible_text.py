"""Which blocks of a text view are in sight, and where: worked out once for all that is painted, until they move."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock

if TYPE_CHECKING:
    from annotator.gui.transcript.text_view import TextView

_LONG_BLOCK_UNITS = 4_000
_LINE_UNITS = 1_000  # more than any line on any screen
_FAR_PX = 10_000.0


class VisibleText:
    """What is in sight of a text view at the moment that it is made, in units and viewport pixels."""

    def __init__(self, view: TextView) -> None:
        self._layout = view.document().documentLayout()
        self._offset = view.scroll_offset()
        self._size = view.viewport().size()
        self.blocks = self._blocks_in_sight(view)
        self._starts = [block.position() for block, _ in self.blocks]
        self.units = self._units_in_sight()

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

    def extent(self, start: int, end: int) -> tuple[float, float]:
        """Top and bottom of the lines of a span; what ends out of sight goes far beyond the edge."""
        first, last = self.line_rect(start), self.line_rect(end)
        if first is None and self._starts and start >= self._starts[0]:
            return _FAR_PX, _FAR_PX
        if last is None and (not self._starts or end < self._starts[0]):
            return -_FAR_PX, -_FAR_PX
        return first.top() if first else -_FAR_PX, last.bottom() if last else _FAR_PX

    def _blocks_in_sight(self, view: TextView) -> list[tuple[QTextBlock, QRectF]]:
        found = []
        block = view.document().findBlock(self._unit_at(QPointF(0, 0)))
        height = self._size.height()
        while block.isValid():
            rect = self._layout.blockBoundingRect(block).translated(self._offset)
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
        return max(self._layout.hitTest(point - self._offset, Qt.HitTestAccuracy.FuzzyHit), 0)
