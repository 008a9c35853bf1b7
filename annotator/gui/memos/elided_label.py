"""A label of one line that shortens its words to the room there is, and shows them whole as a tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from annotator.gui import theme


class ElidedLabel(QLabel):
    """Quiet words that never ask for more width than they get."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, words: str) -> None:
        """Show these words."""
        line = " ".join(words.split())
        self.setText(line)
        self.setToolTip(line)
        self.setAccessibleName(line)

    def sizeHint(self) -> QSize:
        return QSize(80, self.fontMetrics().height() + theme.GRID_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.quiet_colour(self.palette()))
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading), words)
        painter.end()
