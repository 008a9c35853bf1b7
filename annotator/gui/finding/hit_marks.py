"""How search hits look in the transcript: a line around each, and a strong one with a ground around the current."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QPainter, QPalette, QPen

from annotator.gui import theme
from annotator.gui.transcript.line_shapes import span_rects

if TYPE_CHECKING:
    from annotator.gui.transcript.text_view import TextView

Span = tuple[int, int]


class HitMarks(QObject):
    """The hits that a text view marks. Painting costs what is in sight."""

    def __init__(self, view: TextView) -> None:
        super().__init__(view)
        self._view = view
        self._spans: Sequence[Span] = ()  # in code points, in order, none over another
        self._starts: list[int] = []
        self._current: Span | None = None

    @property
    def spans(self) -> Sequence[Span]:
        """The hits that are marked, in code points."""
        return self._spans

    @property
    def current(self) -> Span | None:
        """The hit that stands out."""
        return self._current

    def show(self, spans: Sequence[Span], current: Span | None = None) -> None:
        """Mark other hits (code points, in order), of which one may stand out."""
        if spans == self._spans and current == self._current:
            return
        self._spans, self._current = spans, current
        self._starts = [start for start, _ in spans]
        self._view.viewport().update()

    def paint(self, painter: QPainter) -> None:
        """Paint the hits that are in sight, under the words."""
        if not self._spans:
            return
        view, sight, offset = self._view, self._view.visible_units(), self._view.scroll_offset()
        colour = self._line_colour()
        for block, _rect in view.visible_blocks():
            origin = block.position()
            first, last = max(sight[0], origin), min(sight[1], origin + block.length() - 1)
            for start, end, is_current in self._between(first, last):
                _use(painter, colour, is_current)
                for shape in span_rects(block, start - origin, end - origin, view.is_turned(block)):
                    painter.drawRoundedRect(shape.translated(block.layout().position() + offset), 2, 2)

    def _between(self, first: int, last: int) -> Iterator[tuple[int, int, bool]]:
        """The hits between two units, in units and cut there, and whether each is the current one."""
        positions = self._view.positions
        place = max(0, bisect_left(self._starts, positions.to_code_points(first)) - 1)
        while place < len(self._spans):
            span = self._spans[place]
            start, end = map(positions.to_units, span)
            if start >= last:
                return
            if end > first:
                yield max(start, first), min(end, last), span == self._current
            place += 1

    def _line_colour(self) -> QColor:
        """The highlight, moved away from the ground until the line can be seen."""
        palette = self._view.palette()
        base = palette.color(QPalette.ColorRole.Base)
        return theme.stripe_colour(palette.color(QPalette.ColorRole.Highlight).name(), base)


def _use(painter: QPainter, colour: QColor, is_current: bool) -> None:
    ground = QColor(colour)
    ground.setAlphaF(0.32 if is_current else 0.14)
    painter.setPen(QPen(colour, 2.0 if is_current else 1.0))
    painter.setBrush(ground)
