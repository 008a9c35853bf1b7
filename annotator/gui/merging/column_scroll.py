"""A page of one column that scrolls up and down, and is no wider than what is easily read."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from annotator.gui import theme


class ColumnScroll(QScrollArea):
    """Shows one widget at a time, at the left."""

    def __init__(self, most_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most_px = most_px
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_column(self, view: QWidget) -> None:
        """Show another widget in place of the one before."""
        page = _Page()
        view.setMaximumWidth(self._most_px)
        row = QHBoxLayout(page)
        row.setContentsMargins(6 * theme.GRID_PX, 4 * theme.GRID_PX, 6 * theme.GRID_PX, 4 * theme.GRID_PX)
        row.addWidget(view, 1)
        row.addStretch(0)
        self.setWidget(page)


class _Page(QWidget):
    """As high as its words are in the width that it gets; Qt would think of the narrowest width."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)
