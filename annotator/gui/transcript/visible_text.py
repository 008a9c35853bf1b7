"""Which blocks of a text view are in sight, and where: worked out once for all that is painted, until they move."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextLayout

from annotator.gui import theme
from annotator.gui.transcript.line_shapes import BlockShapes, Line, lines_from

if TYPE_CHECKING:
    from annotator.gui.transcript.laid_text import LaidText
    from annotator.gui.transcript.shown_coding import ShownCoding

_LONG_BLOCK_UNITS = 4_000
_LINE_UNITS = 1_000  # more than any line on any screen
_NEAR_SCREENS = 3
_EDGE_PX = 4
_FAR_PX = 10_000.0
_ABOVE, _BELOW = (-_FAR_PX, -_FAR_PX), (_FAR_PX, _FAR_PX)
_FEW_LINES = 16  # so many are read without asking which of them are in sight


class VisibleText:
    """What is in sight of a text view at the moment that it is made, in units and viewport pixels.

    `before` is what was in sight the last time: near it, the first block is found by a few steps. The lines of a block
    are read once, when somebody first asks for them.
    """

    def __init__(self, view: LaidText, before: VisibleText | None = None) -> None:
        self._layout = view.document().documentLayout()
        self._frame = self._left, self._top, self._width, self._height = _frame_of(view)
        first = self._near(before) if before is not None else None
        first = first or view.document().findBlock(self._unit_at(0, 0))
        self.blocks = self._blocks_from(self._settled(first if first.isValid() else view.document().begin()))
        self._starts = [block.position() for block, _ in self.blocks]
        self._ends = [
            (block, self._layout.blockBoundingRect(block)) for block, _ in (self.blocks[-1:] + self.blocks[:1])
        ]
        self._lines: dict[int, list[Line]] = {}
        self.units = self._units_in_sight()

    def still_holds(self, view: LaidText) -> bool:
        """Whether nothing has moved since: not the view over its text, nor the lines under it. Takes microseconds."""
        if not self.blocks or self._frame != _frame_of(view):
            return False
        # What moves above them moves them too.
        return all(self._layout.blockBoundingRect(block) == rect for block, rect in self._ends)

    def meeting(self, area: QRectF) -> range:
        """The places in `blocks` of those that reach into an area of the viewport."""
        top, bottom = area.top(), area.bottom()
        found = [at for at, (_, rect) in enumerate(self.blocks) if rect.bottom() >= top and rect.top() <= bottom]
        return range(found[0], found[-1] + 1) if found else range(0)

    def lines(self, place: int) -> list[Line]:
        """The lines in sight of the block at a place in `blocks`; of a short one all down to the bottom."""
        found = self._lines.get(place)
        if found is None:
            found = self._lines[place] = self._lines_of(self.blocks[place][0])
        return found

    def first_line(self, place: int) -> Line | None:
        """The first line of the block at a place in `blocks`, if it is in sight or not far from it."""
        layout = self.blocks[place][0].layout()
        if place in self._lines or layout.lineCount() > _FEW_LINES:
            found = self.lines(place)
            return found[0] if found and found[0].number == 0 else None
        return next(lines_from(layout, 0, self._origin_of(layout)), None)

    def shapes(self, place: int, turned: bool) -> BlockShapes:
        """What spans of units in the block at a place in `blocks` look like, as far as they are in sight."""
        layout = self.blocks[place][0].layout()
        return BlockShapes(layout, self.lines(place), turned, layout.position().x() - self._left)

    def extent_of(self, shown: ShownCoding) -> tuple[float, float]:
        """Top and bottom of the lines of a coding; what ends out of sight goes far beyond the edge."""
        return self._band(shown.start)[0], self._band(max(shown.end - 1, shown.start))[1]

    def _band(self, unit: int) -> tuple[float, float]:
        """Top and bottom of the line that holds a unit; both far beyond the edge if it is out of sight."""
        place = bisect_right(self._starts, unit) - 1
        if place < 0:
            return _ABOVE
        inside, lines = unit - self._starts[place], self.lines(place)
        block, rect = self.blocks[place]
        if inside >= block.length():
            return _BELOW
        if not lines:
            return rect.top(), rect.bottom()
        if inside < lines[0].start:
            return _ABOVE
        found = next((line for line in lines if inside < line.end), lines[-1])
        if inside > found.end and inside < block.length() - 1:
            return _BELOW
        return found.top, found.bottom

    @cached_property
    def ends(self) -> tuple[int, int]:
        """The units of the first and of the last character in sight."""
        if not self.blocks:
            return 0, 0
        (first, _), (last, _) = self.blocks[0], self.blocks[-1]
        if max(first.length(), last.length()) > _LONG_BLOCK_UNITS:
            return self._unit_at(4, 4), self._unit_at(self._width, self._height)
        start = next((line.start for line in self.lines(0) if line.bottom > _EDGE_PX), max(first.length() - 1, 0))
        bottoms = [line.end for line in self.lines(len(self.blocks) - 1) if line.top < self._height]
        start, end = first.position() + start, last.position() + (bottoms[-1] if bottoms else 0)
        return start, max(start, end)

    def _lines_of(self, block: QTextBlock) -> list[Line]:
        layout = block.layout()
        origin = self._origin_of(layout)
        first, count = 0, layout.lineCount()
        if count > _FEW_LINES:
            first = max(0, bisect_right(range(count), -origin[1], key=lambda number: layout.lineAt(number).y()) - 2)
        return list(takewhile(lambda line: line.top <= self._height, lines_from(layout, first, origin)))

    def _origin_of(self, layout: QTextLayout) -> tuple[float, float]:
        place = layout.position()
        return place.x() - self._left, place.y() - self._top

    def _near(self, before: VisibleText) -> QTextBlock | None:
        """A block near the first one in sight, of those that were; None where they are far from each other."""
        moved = self._top - before._top
        if not before.blocks or abs(moved) > _NEAR_SCREENS * self._height:
            return None
        near = next((block for block, rect in before.blocks if rect.bottom() > moved), before.blocks[-1][0])
        return near if near.isValid() else None

    def _settled(self, block: QTextBlock) -> QTextBlock:
        """The first block in sight, found from one near it. Rectangles of neighbours can overlap by part of a line."""
        while (before := block.previous()).isValid() and self._rect(before).bottom() > 0:
            block = before
        while self._rect(block).bottom() <= 0 and (after := block.next()).isValid():
            block = after
        return block

    def _rect(self, block: QTextBlock) -> QRectF:
        return self._layout.blockBoundingRect(block).translated(-self._left, -self._top)

    def _blocks_from(self, block: QTextBlock) -> list[tuple[QTextBlock, QRectF]]:
        found = []
        while block.isValid():
            rect = self._rect(block)
            if rect.top() > self._height:
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
        if first.length() > _LONG_BLOCK_UNITS:
            start = max(start, self._unit_at(0, 0) - _LINE_UNITS)
        if last.length() > _LONG_BLOCK_UNITS:
            end = min(end, self._unit_at(self._width, self._height) + _LINE_UNITS)
        return start, end

    def _unit_at(self, x: int, y: int) -> int:
        """The unit at a point; above the first line Qt would find one that it has not laid out yet."""
        there = QPointF(x + self._left, max(y + self._top, theme.DOCUMENT_MARGIN_PX))
        return max(self._layout.hitTest(there, Qt.HitTestAccuracy.FuzzyHit), 0)


def _frame_of(view: LaidText) -> tuple[int, int, int, int]:
    """What of the document a view is over: left, top, width and height."""
    area = view.viewport()
    return view.horizontalScrollBar().value(), view.verticalScrollBar().value(), area.width(), area.height()
