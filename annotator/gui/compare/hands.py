"""How coders are told apart where their codings stand side by side: each by a colour and a kind of line.

Colour is never the only sign: in a picture without colours the lines, and the initials, still say who is who.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPalette, QPen, QPixmap

from annotator.gui import theme
from annotator.project.coders import Coder
from annotator.project.ids import Id

_LINES = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
    Qt.PenStyle.DashDotDotLine,
)
_SAMPLE_PX = (22, 14)
_RATIO = 2


@dataclass(frozen=True, slots=True)
class Hand:
    """One of the coders who are compared."""

    coder: Coder
    line: Qt.PenStyle

    @property
    def initials(self) -> str:
        """What they are called where there is little room."""
        return self.coder.initials or self.coder.name[:2]

    def pen(self, palette: QPalette, width_px: float) -> QPen:
        """The line that stands for them on this ground."""
        pen = QPen(theme.stripe_colour(self.coder.colour, palette.color(QPalette.ColorRole.Base)), width_px, self.line)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen

    def sample(self) -> QIcon:
        """A piece of their line, as the sign beside their name."""
        return _sample(self.coder.colour, self.line, theme.is_dark())


def hands_of(coders: Sequence[Coder]) -> dict[Id, Hand]:
    """Each coder with a line of their own, in the order given; beyond five the lines come again."""
    return {coder.id: Hand(coder, _LINES[place % len(_LINES)]) for place, coder in enumerate(coders)}


@lru_cache(maxsize=64)
def _sample(colour: str, line: Qt.PenStyle, _dark: bool) -> QIcon:
    width, height = _SAMPLE_PX
    pixmap = QPixmap(width * _RATIO, height * _RATIO)
    pixmap.setDevicePixelRatio(_RATIO)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    base = QGuiApplication.palette().color(QPalette.ColorRole.Base)
    pen = QPen(theme.stripe_colour(colour, base), 3, line)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    middle = QRectF(0, 0, width, height).center().y()
    painter.drawLine(QPointF(1, middle), QPointF(width - 1, middle))
    painter.end()
    return QIcon(pixmap)
