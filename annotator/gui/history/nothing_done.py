"""What stands in the place of the list where nothing answers the question."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget


class NothingDone(QWidget):
    """Says so, and offers to show all."""

    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = QLabel(self.tr("Nothing that was done is as you ask. Take out conditions, or show all."))
        self.button = QPushButton(self.tr("Show all that was done"))
        self.button.clicked.connect(self.all_wanted)
        column = QVBoxLayout(self)
        column.addStretch()
        for widget in (words, self.button):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
