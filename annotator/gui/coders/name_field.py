"""The small popup in which another coder says who they are."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from annotator.gui import theme
from annotator.gui.popup import Popup
from annotator.project.coders import NAME_LIMIT

_WIDTH_PX = 260


class NameField(Popup):
    """One field. Enter takes the name, Escape leaves everything as it is."""

    named = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
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
        self.show_at(corner - QPoint(0, self.height()), self.field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif name := " ".join(self.field.text().split()):
            self.hide()
            self.named.emit(name)
