"""What one coder coded, in two or three lines: the code with its colour, and the words."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui import theme
from annotator.gui.segments.result_row import draw_wrapped

_SWATCH_PX = 12


class ReadingWords(QWidget):
    """Shortens what it says to the room there is; all of it is in the tooltip, and said to a screen reader."""

    def __init__(self, lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines  # of the words
        self._code, self._colour, self._words = "", "", ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def words(self) -> str:
        """All that it says."""
        return self.accessibleName()

    def say(self, code: str, colour: str, words: str) -> None:
        """Say this; without a code only the words, which step back."""
        self._code, self._colour, self._words = " ".join(code.split()), colour, words
        told = f"{self._code}: “{words}”" if code else words
        self.setAccessibleName(told)
        self.setToolTip(told)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        # As high without words as with them: the buttons stay where they are from one place to the next.
        return QSize(120, (1 + self._lines) * self.fontMetrics().lineSpacing() + theme.GRID_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        room, line = self.rect(), self.fontMetrics().lineSpacing()
        text = self.palette().color(QPalette.ColorRole.WindowText)
        if self._code:
            swatch = theme.swatch_picture(self._colour, _SWATCH_PX)
            painter.drawPixmap(QRect(room.x(), room.y() + (line - _SWATCH_PX) // 2, _SWATCH_PX, _SWATCH_PX), swatch)
            painter.setPen(text)
            name = QRect(room.x() + _SWATCH_PX + theme.GRID_PX + 2, room.y(), room.width() - _SWATCH_PX - 6, line)
            draw_wrapped(painter, name, self._code, self.font(), 1, may_turn=False)
            room = room.adjusted(0, line, 0, 0)
        painter.setPen(theme.quiet_colour(self.palette()))
        words = f"“{self._words}”" if self._code else self._words
        draw_wrapped(painter, room, words, self.font(), self._lines if self._code else 1, may_turn=True)
        painter.end()
