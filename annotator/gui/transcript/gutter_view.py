"""Paragraph numbers beside the text: the same that reports cite. A sign stands where there is a memo on a passage."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from annotator.analysis.paragraphs import Paragraphs
from annotator.gui import theme
from annotator.gui.transcript.text_view import TextView

_MEMO_SIGN_PX = 11


class GutterView(QWidget):
    """The left side of a text view. `has_memo(start, end)` tells whether a memo begins in a span of units."""

    def __init__(self, text_view: TextView) -> None:
        super().__init__(text_view)
        self.setAccessibleName(self.tr("Paragraph numbers"))
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
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._view.palette().color(QPalette.ColorRole.Base))
        painter.setFont(self._number_font())
        painter.setPen(theme.quiet_colour(self._view.palette()))
        sign = theme.icon("memo", theme.quiet_colour(self._view.palette()))
        for block, _rect in self._view.visible_blocks():
            number = self._paragraphs.number_of_line(block.blockNumber())
            if number is None:
                continue
            line = block.layout().lineAt(0)
            top = block.layout().position().y() - self._view.verticalScrollBar().value() + line.y()
            place = QRectF(0, top, self.width() - 8, line.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, str(number))
            if self.has_memo(block.position(), block.position() + block.length()):
                at = QRectF(2, top + line.height() - _MEMO_SIGN_PX - 3, _MEMO_SIGN_PX, _MEMO_SIGN_PX)
                sign.paint(painter, at.toRect())
        painter.end()

    def _number_font(self) -> QFont:
        return theme.small_font(self._view.font())
