"""What the panel of documents shows while there is none: what to do next, and the button that does it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from annotator.gui import theme
from annotator.gui.actions import Actions
from annotator.gui.icon_button import IconButton


class NoDocuments(QWidget):
    """Offers to import transcripts. Files that are dropped on it are left to the window."""

    def __init__(self, actions: Actions, *, is_writable: bool) -> None:
        super().__init__()
        self.button = IconButton("import", self.tr("Import transcripts…"))
        self.button.clicked.connect(actions["document.import"].trigger)
        self.button.setEnabled(is_writable)
        drop = QLabel(self.tr("or drop files here"))
        drop.setFont(theme.small_font(drop.font()))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * theme.GRID_PX,) * 4)
        column.setSpacing(2 * theme.GRID_PX)
        column.addStretch(1)
        for widget in (QLabel(self.tr("No transcripts yet.")), self.button, drop):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
