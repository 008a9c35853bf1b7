"""The sign of a digit key that gives a code: the digit in a small key."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from annotator.gui import theme

SIGN_PX = 16


def draw_digit(painter: QPainter, box: QRect, digit: int, colour: QColor) -> None:
    """Draw a digit in a key of its own, centred in a box."""
    painter.save()
    font = theme.small_font(painter.font())
    painter.setFont(font)
    side = max(SIGN_PX, QFontMetrics(font).height())
    key = QRectF(0, 0, side, side)
    key.moveCenter(QRectF(box).center())
    painter.setPen(QPen(colour, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(key.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.drawText(key, int(Qt.AlignmentFlag.AlignCenter), str(digit))
    painter.restore()
