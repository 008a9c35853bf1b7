"""The handles at both ends of the chosen coding, by which the mouse moves them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPalette, QPen

from annotator.gui import theme
from annotator.gui.transcript.coding_grounds import outline

if TYPE_CHECKING:
    from annotator.gui.transcript.text_view import TextView

End = Literal["start", "end"]
_RADIUS_PX = 5.0
_REACH_PX = 6.0


class EndHandles:
    """Draws the chosen coding of a text view with its handles, and follows one that is held. Spans are in units."""

    def __init__(self, view: TextView) -> None:
        self._view = view
        self._held: End | None = None
        self._span: tuple[int, int] | None = None

    @property
    def is_held(self) -> bool:
        """Whether the mouse holds a handle."""
        return self._held is not None

    def at(self, point: QPointF) -> End | None:
        """The handle at a point of the viewport."""
        shown = self._view.layer.get(self._view.chosen)
        if shown is None:
            return None
        for name, place in self._places(shown.start, shown.end).items():
            if (place - point).manhattanLength() <= _REACH_PX:
                return name
        return None

    def take(self, point: QPointF) -> bool:
        """Hold the handle at a point; whether there is one."""
        self._held = self.at(point)
        return self.is_held

    def drag(self, point: QPointF) -> None:
        """Let the held end follow the mouse; a coding keeps at least one character."""
        shown = self._view.layer.get(self._view.chosen)
        if shown is None:
            return
        unit = self._view.cursorForPosition(point.toPoint()).position()
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
        for place in self._places(start, end).values():
            painter.drawEllipse(place, _RADIUS_PX, _RADIUS_PX)

    def _places(self, start: int, end: int) -> dict[End, QPointF]:
        first, last = self._view.rect_of_unit(start), self._view.rect_of_unit(end)
        return {"start": QPointF(first.left(), first.top()), "end": QPointF(last.left(), last.bottom())}
