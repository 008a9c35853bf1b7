"""The small popup in which another coder says who they are."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from annotator.gui import theme
from annotator.project.coders import NAME_LIMIT

_WIDTH_PX = 260


class NameField(QFrame):
    """One field. Enter takes the name, Escape leaves everything as it is."""

    named = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._came_from: QWidget | None = None
        self.setAccessibleName(self.tr("Another coder"))
        self.field = QLineEdit()
        self.field.setMaxLength(NAME_LIMIT)
        self.field.setAccessibleName(self.tr("Name of the other coder"))
        title = QLabel(self.tr("Who is coding? Type a name and press Enter."))
        title.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(3 * theme.GRID_PX,) * 4)
        column.setSpacing(2 * theme.GRID_PX)
        column.addWidget(title)
        column.addWidget(self.field)
        self.setFixedWidth(_WIDTH_PX)

    def open_above(self, corner: QPoint) -> None:
        """Show the empty field with its lower left corner here, and the keyboard in it."""
        self.field.clear()
        self.adjustSize()
        room = self.screen().availableGeometry()
        x = max(room.left(), min(corner.x(), room.right() - self.width()))
        self.move(x, max(room.top(), corner.y() - self.height()))
        self._came_from = QApplication.focusWidget()
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the keyboard back to where it was."""
        super().hideEvent(event)
        if self._came_from is not None and isValid(self._came_from):
            self._came_from.window().activateWindow()
            self._came_from.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif name := " ".join(self.field.text().split()):
            self.hide()
            self.named.emit(name)
