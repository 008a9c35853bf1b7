"""A label of one line that shortens its words to the room there is, and shows them whole as a tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from annotator.gui import theme


class ElidedLabel(QLabel):
    """Words, quiet ones if nothing else is said, that never ask for more width than they get."""

    def __init__(self, parent: QWidget | None = None, *, is_quiet: bool = True) -> None:
        super().__init__(parent)
        self._is_quiet = is_quiet
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
        text = self.palette().color(QPalette.ColorRole.WindowText)
        painter.setPen(theme.quiet_colour(self.palette()) if self._is_quiet else text)
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.contentsRect().width())
        painter.drawText(self.contentsRect(), int(self.alignment()), words)
        painter.end()
