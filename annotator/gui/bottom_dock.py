"""A dock under the transcript that holds one pane, which is made when it is first seen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QVBoxLayout, QWidget

_AREA = Qt.DockWidgetArea.BottomDockWidgetArea
_FIRST_WIDTH_PX = 600


class BottomDock(QDockWidget):
    """Hidden until somebody wants it, and then where it was left."""

    left = Signal()  # Escape: back to the transcript

    def __init__(self, page: QMainWindow, first_height_px: int) -> None:
        super().__init__(page)
        self._page = page
        self._first_height_px = first_height_px
        self.holder = PaneHolder(first_height_px, self)
        self.setWidget(self.holder)
        page.addDockWidget(_AREA, self)
        self.hide()

    def put_back(self) -> None:
        """Hide the pane, and let it be under the transcript when it is opened again."""
        self.setFloating(False)
        self._page.addDockWidget(_AREA, self)
        self.hide()

    def show_in_room(self) -> None:
        """Show the pane, as high as it needs to be at least."""
        was_hidden = self.isHidden()
        self.show()
        self.raise_()
        if was_hidden and not self.isFloating() and self.height() < self._first_height_px:
            self._page.resizeDocks([self], [self._first_height_px], Qt.Orientation.Vertical)


class PaneHolder(QWidget):
    """The place of the pane, which says when it is shown."""

    shown = Signal()

    def __init__(self, first_height_px: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._first_height_px = first_height_px
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def take(self, panel: QWidget) -> None:
        """Hold the pane."""
        self._column.addWidget(panel)
        self.setFocusProxy(panel)

    def sizeHint(self) -> QSize:
        return QSize(_FIRST_WIDTH_PX, self._first_height_px)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()
