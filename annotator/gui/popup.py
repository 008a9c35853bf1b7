"""A small popup over the window, which gives the keyboard back to where it was."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid


class Popup(QFrame):
    """A frame that is there until one clicks or presses Escape."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._came_from: QWidget | None = None

    def show_at(self, corner: QPoint, focus: QWidget) -> None:
        """Show it with its upper left corner here, or as near as the screen has room, and the keyboard in a field."""
        room = self.screen().availableGeometry()
        x = max(room.left(), min(corner.x(), room.right() - self.width()))
        self.move(x, max(room.top(), min(corner.y(), room.bottom() - self.height())))
        self._came_from = QApplication.focusWidget()
        self.show()
        focus.setFocus(Qt.FocusReason.PopupFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the keyboard back to where it was."""
        super().hideEvent(event)
        if self._came_from is not None and isValid(self._came_from):
            self._came_from.window().activateWindow()
            self._came_from.setFocus(Qt.FocusReason.PopupFocusReason)
