"""Numbers drawn in one go: many short ones in one font, each ending at a place of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QGlyphRun, QPainter, QTextLayout

_DIGITS = "0123456789"
PlacedNumber = tuple[str, float, float]  # its digits, where it ends at the right, and the line that it stands on


class Numerals:
    """The digits of a font, ready to be drawn. To draw a text by itself, Qt would lay each one out."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetricsF(font)
        layout = QTextLayout(_DIGITS, font)
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        runs = layout.glyphRuns()
        # A font that lacks some digits takes them from another one; then each number is drawn as a text.
        self._run = QGlyphRun(runs[0]) if [len(run.glyphIndexes()) for run in runs] == [len(_DIGITS)] else None
        glyphs = self._run.glyphIndexes() if self._run is not None else [0] * len(_DIGITS)
        advances = map(self._metrics.horizontalAdvance, _DIGITS)
        self._digits = dict(zip(_DIGITS, zip(glyphs, advances, strict=True), strict=True))

    def draw(self, painter: QPainter, numbers: Sequence[PlacedNumber]) -> None:
        """Draw numbers in the colour of the pen."""
        if self._run is None:
            painter.setFont(self.font)
            for digits, right, foot in numbers:
                painter.drawText(QPointF(right - self._metrics.horizontalAdvance(digits), foot), digits)
            return
        glyphs, places = [], []
        for digits, right, foot in numbers:
            x = right
            for digit in reversed(digits):
                glyph, advance = self._digits[digit]
                x -= advance
                glyphs.append(glyph)
                places.append(QPointF(x, foot))
        self._run.setGlyphIndexes(glyphs)
        self._run.setPositions(places)
        painter.drawGlyphRun(QPointF(0, 0), self._run)
