"""What is painted under the words that are compared: agreements quiet, differences strong, the chosen one exact.

The grounds of differences are those of the codes, as in the transcript. On them, what not all coders coded is hatched,
as long as it is open; and under the chosen place each coder has a line of their own kind under the words they coded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPalette

from annotator.analysis.differences import Reading
from annotator.gui.compare.comparison import Comparison
from annotator.gui.compare.hands import Hand
from annotator.gui.transcript.line_shapes import BlockShapes
from annotator.gui.transcript.text_view import TextView
from annotator.project.ids import Id

_QUIET_ALPHA = 26
_HATCH_ALPHA = 70
_LINE_PX = 2.0
_LINE_STEP_PX = 3.0
_REACH_PX = 4.0  # so far a line may reach out of the block of its words


class ComparedGrounds:
    """Paints one comparison under the words of a view. `hand_of` gives a coder's line, `chosen` the place chosen."""

    def __init__(
        self, view: TextView, comparison: Comparison, hand_of: Callable[[Id], Hand | None], chosen: Callable[[], int]
    ) -> None:
        self._view = view
        self._comparison = comparison
        self._hand_of = hand_of
        self._chosen = chosen

    def paint(self, painter: QPainter) -> None:
        """All that is in sight, and in what the painter is clipped to."""
        pieces = _Pieces(self._view, painter.clipBoundingRect())
        for number in sorted(self.numbers_in(pieces.units)):
            if self._comparison.differences[number].is_agreement:
                self._paint_agreement(painter, pieces, number)
            elif not self._comparison.is_settled(number):
                self._paint_hatch(painter, pieces, number)
        chosen = self._chosen()
        if 0 <= chosen < len(self._comparison.differences):
            self._paint_lines(painter, pieces, chosen)

    def numbers_in(self, units: tuple[int, int]) -> set[int]:
        """The places that reach into a span of units in sight."""
        in_sight = self._view.layer.between(*self._view.sight().units)  # what others ask for too: found once for all
        here = (each.id for each in in_sight if each.start < units[1] and each.end > units[0])
        return {number for number in map(self._comparison.number_of, here) if number is not None}

    def _paint_agreement(self, painter: QPainter, pieces: _Pieces, number: int) -> None:
        place = self._comparison.differences[number]
        ground = QColor(self._view.colour_of(place.code_ids[0]))
        ground.setAlpha(_QUIET_ALPHA)
        for rect in pieces.rects(place.start, place.end):
            painter.fillRect(rect, ground)

    def _paint_hatch(self, painter: QPainter, pieces: _Pieces, number: int) -> None:
        colour = QColor(self._view.palette().color(QPalette.ColorRole.Text))
        colour.setAlpha(_HATCH_ALPHA)
        hatch = QBrush(colour, Qt.BrushStyle.BDiagPattern)
        for apart in self._comparison.apart(number):
            for rect in pieces.rects(apart.start, apart.end):
                painter.fillRect(QRectF(rect.left(), rect.bottom() - 5, rect.width(), 5), hatch)

    def _paint_lines(self, painter: QPainter, pieces: _Pieces, number: int) -> None:
        """Each coder's line under the words that they coded; one below the other, so that none hides another.

        The last one is at the foot of the line of text: further down it would strike out the words below.
        """
        readings = self._comparison.differences[number].readings
        there = {reading.coder_id for reading in readings}
        here = [coder_id for coder_id in self._comparison.coder_ids if coder_id in there]
        for reading in readings:
            self._paint_line(painter, pieces, reading, here.index(reading.coder_id) - len(here) + 1)

    def _paint_line(self, painter: QPainter, pieces: _Pieces, reading: Reading, level: int) -> None:
        hand = self._hand_of(reading.coder_id)
        if hand is None:
            return
        painter.setPen(hand.pen(self._view.palette(), _LINE_PX))
        for start, end in reading.spans:
            for rect in pieces.rects(start, end):
                y = rect.bottom() + _LINE_PX / 2 + level * _LINE_STEP_PX
                painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))


class _Pieces:
    """The rectangles of spans (code points) in the blocks that reach into an area of the viewport.

    What lies in one block is asked of it once.
    """

    def __init__(self, view: TextView, area: QRectF) -> None:
        self._view = view
        self._sight = view.sight()
        self._places = self._sight.meeting(area.adjusted(0, -_REACH_PX, 0, _REACH_PX))
        blocks = [self._sight.blocks[place][0] for place in self._places]
        self._starts = [(block.position(), block.position() + block.length() - 1) for block in blocks]
        self._shapes: dict[int, BlockShapes] = {}

    @property
    def units(self) -> tuple[int, int]:
        """From the first of these blocks, or of what is in sight of it, to the last."""
        if not self._starts:
            return 0, 0
        return max(self._starts[0][0], self._sight.units[0]), min(self._starts[-1][1], self._sight.units[1])

    def rects(self, start: int, end: int) -> Iterator[QRectF]:
        """Where the words of a span are."""
        first, last = map(self._view.positions.to_units, (start, end))
        for place, (begin, stop) in zip(self._places, self._starts, strict=True):
            if begin >= last:
                return
            left, right = max(first, begin), min(last, stop)
            if left < right:
                yield from self._shapes_at(place).rects(left - begin, right - begin)

    def _shapes_at(self, place: int) -> BlockShapes:
        if place not in self._shapes:
            turned = self._view.is_turned(self._sight.blocks[place][0])
            self._shapes[place] = self._sight.shapes(place, turned)
        return self._shapes[place]
