"""The sign of a coder: a round chip in their colour, where codes have square ones."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from annotator.gui import theme

_SIZE_PX = 14
_RATIO = 2


def coder_chip(colour: str) -> QIcon:
    """The chip of a coder with this colour."""
    return _chip(colour, theme.is_dark())


@lru_cache(maxsize=64)
def _chip(colour: str, dark: bool) -> QIcon:
    pixmap = QPixmap(_SIZE_PX * _RATIO, _SIZE_PX * _RATIO)
    pixmap.setDevicePixelRatio(_RATIO)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(colour).lighter(130) if dark else QColor(colour).darker(120))
    painter.setBrush(QColor(colour))
    painter.drawEllipse(QRectF(1.5, 1.5, _SIZE_PX - 3, _SIZE_PX - 3))
    painter.end()
    return QIcon(pixmap)
