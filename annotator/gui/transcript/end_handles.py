"""The handles at both ends of the chosen coding, by which the mouse moves them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPalette, QPen

from annotator.gui import theme
from annotator.gui.transcript.coding_grounds import outline

if TYPE_CHECKING:
    from annotator.gui.transcript.text_view import TextView

End = Literal["start", "end"]
_RADIUS_PX = 5.0
_POINTED_RADIUS_PX = 7.0
_REACH_PX = 12.0
_REACH_INTO_LINE = 0.4  # of its height: a press in the middle of the letters is about the letters


class EndHandles:
    """Draws the chosen coding of a text view with its handles, and follows one that is held. Spans are in units."""

    def __init__(self, view: TextView) -> None:
        self._view = view
        self._held: End | None = None
        self._pointed: End | None = None
        self._span: tuple[int, int] | None = None

    @property
    def is_held(self) -> bool:
        """Whether the mouse holds a handle."""
        return self._held is not None

    def at(self, point: QPointF) -> End | None:
        """The handle at a point of the viewport."""
        near = {end: _distance(end, line, point) for end, line in self._lines().items()}
        found = min(near, key=near.__getitem__, default=None)
        return found if found is not None and near[found] <= _REACH_PX else None

    def points_at(self, point: QPointF) -> bool:
        """Follow the mouse: what is over a handle makes it grow. Returns whether it looks otherwise now."""
        before, self._pointed = self._pointed, self.at(point)
        return self._pointed != before

    @property
    def is_pointed(self) -> bool:
        """Whether the mouse is over a handle."""
        return self._pointed is not None

    def take(self, point: QPointF) -> bool:
        """Hold the handle at a point; whether there is one."""
        self._held = self.at(point)
        return self.is_held

    def drag(self, point: QPointF) -> None:
        """Let the held end follow the mouse; a coding keeps at least one character."""
        shown = self._view.layer.get(self._view.chosen)
        if shown is None or self._held is None:
            return
        place = _into_line(self._lines()[self._held], point)
        unit = self._view.cursorForPosition(place.toPoint()).position()
        if self._held == "start":
            self._span = min(unit, shown.end - 1), shown.end
        else:
            self._span = shown.start, max(unit, shown.start + 1)

    def let_go(self) -> tuple[int, int] | None:
        """The span that was dragged; None if the handle was only clicked."""
        span, self._held, self._span = self._span, None, None
        return span

    def paint(self, painter: QPainter) -> None:
        """A line around the words of the chosen coding, and its handles."""
        shown = self._view.layer.get(self._view.chosen)
        if shown is None:
            return
        start, end = self._span or (shown.start, shown.end)
        base = self._view.palette().color(QPalette.ColorRole.Base)
        colour = theme.stripe_colour(self._view.colour_of(shown.code_id), base)
        outline(self._view, painter, start, end, QPen(colour, 1.6))
        painter.setBrush(colour)
        painter.setPen(QPen(base, 1))
        for name, line in self._lines_of(start, end).items():
            radius = _POINTED_RADIUS_PX if name in (self._pointed, self._held) else _RADIUS_PX
            painter.drawEllipse(_place(name, line), radius, radius)

    def _lines(self) -> dict[End, QRectF]:
        """Where the caret would stand at both ends of the chosen coding; nothing while none is chosen."""
        shown = self._view.layer.get(self._view.chosen)
        return self._lines_of(shown.start, shown.end) if shown is not None else {}

    def _lines_of(self, start: int, end: int) -> dict[End, QRectF]:
        return {"start": self._view.rect_of_unit(start), "end": self._view.rect_of_unit(end)}


def _place(end: End, line: QRectF) -> QPointF:
    return QPointF(line.left(), line.top() if end == "start" else line.bottom())


def _distance(end: End, line: QRectF, point: QPointF) -> float:
    """How far a point is from a handle, in pixels; beyond all reach where it is rather on the letters."""
    away = point - _place(end, line)
    depth = away.y() if end == "start" else -away.y()
    return away.manhattanLength() if depth <= _REACH_INTO_LINE * line.height() else 2 * _REACH_PX


def _into_line(line: QRectF, point: QPointF) -> QPointF:
    """A point just above or below a line is meant in it: a handle hangs out of its line, and the mouse with it."""
    if not line.top() - _REACH_PX <= point.y() <= line.bottom() + _REACH_PX:
        return point
    return QPointF(point.x(), min(max(point.y(), line.top() + 1), line.bottom() - 1))
