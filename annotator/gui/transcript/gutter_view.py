"""Paragraph numbers beside the text: the same that reports cite. A sign stands where there is a memo on a passage.

A click asks for the paragraph, a double click for the turn; dragged, for all from there to here.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from annotator.analysis.paragraphs import Paragraphs
from annotator.analysis.text_units import Unit
from annotator.gui import theme
from annotator.gui.transcript.numerals import Numerals
from annotator.gui.transcript.text_view import TextView

_MEMO_SIGN_PX = 11


class GutterView(QWidget):
    """The left side of a text view. `has_memo(start, end)` tells whether a memo begins in a span of units."""

    units_wanted = Signal(str, int, int)  # "paragraph" or "turn", from where and to where in code points

    def __init__(self, text_view: TextView) -> None:
        super().__init__(text_view)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # it fills itself
        self.setAccessibleName(self.tr("Paragraph numbers"))
        self.setToolTip(self.tr("Click to select the paragraph, double-click for the turn; drag to select more."))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._unit: Unit = "paragraph"
        self._anchor: int | None = None
        self._numerals: Numerals | None = None
        self._view = text_view
        self._paragraphs = Paragraphs("")
        self.has_memo: Callable[[int, int], bool] = lambda _start, _end: False
        text_view.scrolled.connect(self.update)

    def show_paragraphs(self, paragraphs: Paragraphs) -> None:
        """Number these paragraphs."""
        self._paragraphs = paragraphs
        self.update()

    def wanted_width(self) -> int:
        """Wide enough for the last number and a sign."""
        digits = len(str(max(self._paragraphs.count, 99)))
        return round(QFontMetricsF(self._number_font()).horizontalAdvance("9" * digits)) + 14 + _MEMO_SIGN_PX

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, sight = self._view.palette(), self._view.sight()
        painter = QPainter(self)
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Base))
        painter.setPen(quiet := theme.quiet_colour(palette))
        right = self.width() - 8
        numbers = []
        for place, (block, _rect) in enumerate(sight.blocks):
            number, line = self._paragraphs.number_of_line(block.blockNumber()), sight.first_line(place)
            if number is None or line is None:
                continue
            numbers.append((str(number), right, line.top + line.ascent))  # on the line of the letters beside it
            start = block.position()
            if self.has_memo(start, start + block.length()):
                sign = QRectF(2, line.band_top + line.band_height - _MEMO_SIGN_PX - 4, _MEMO_SIGN_PX, _MEMO_SIGN_PX)
                theme.icon("memo", quiet).paint(painter, sign.toRect())
        self._numerals_of(self._number_font()).draw(painter, numbers)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._unit = "paragraph"
        here = self._position(event)
        selected = self._view.selected_span()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and selected is not None:
            self._anchor = selected[0] if here >= selected[0] else selected[1] - 1
        else:
            self._anchor = here
        self._want(here)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._unit, self._anchor = "turn", self._position(event)
            self._want(self._anchor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._anchor is not None:
            self._want(self._position(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._anchor = None

    def _want(self, here: int) -> None:
        self.units_wanted.emit(self._unit, self._anchor, here)

    def _position(self, event: QMouseEvent) -> int:
        """The position of the line at the pointer's height."""
        at = QPoint(0, round(event.position().y()))
        return self._view.positions.to_code_points(self._view.cursorForPosition(at).position())

    def _number_font(self) -> QFont:
        return theme.small_font(self._view.font())

    def _numerals_of(self, font: QFont) -> Numerals:
        if self._numerals is None or self._numerals.font != font:
            self._numerals = Numerals(font)
        return self._numerals
