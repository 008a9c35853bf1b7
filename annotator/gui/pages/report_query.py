"""The line that says that a report is of just the segments of a query, and lets it be of everything again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from annotator.gui import theme


class QueryLine(QWidget):
    """In sight only while the report is restricted."""

    everything_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel(self.tr("Only the segments that were asked for on the page Segments."), wordWrap=True)
        self.words.setFont(theme.small_font(self.font()))
        self.button = QPushButton(self.tr("All passages again"))
        self.button.setToolTip(self.tr("Let the report be of all passages, with the tables that were chosen before"))
        self.button.clicked.connect(self.everything_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)

    def show_query(self, is_restricted: bool) -> None:
        """Say whether the report is restricted."""
        self.setVisible(is_restricted)
