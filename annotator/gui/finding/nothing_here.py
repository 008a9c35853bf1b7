"""What the search room shows where it has no list: why, and the button that helps."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from annotator.gui import theme
from annotator.gui.actions import Actions
from annotator.gui.icon_button import IconButton

_WIDTH_PX = 560


class NothingHere(QWidget):
    """A few words in the middle. Where there is no transcript at all, transcripts can be imported from here."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.words = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.words.setFixedWidth(_WIDTH_PX)
        self.import_button = IconButton("import", self.tr("Import transcripts…"))
        self.import_button.clicked.connect(actions["document.import"].trigger)
        column = QVBoxLayout(self)
        column.setSpacing(3 * theme.GRID_PX)
        column.addStretch()
        for widget in (self.words, self.import_button):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()

    def say(self, words: str, *, offers_import: bool = False) -> None:
        """Show other words, with the button or without."""
        self.words.setText(words)
        self.words.setMinimumHeight(self.words.heightForWidth(_WIDTH_PX))
        self.import_button.setVisible(offers_import)
