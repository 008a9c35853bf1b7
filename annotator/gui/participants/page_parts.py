"""What stands around the sheets: the empty state of the room, and buttons for its actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.gui import theme
from annotator.gui.actions import Actions
from annotator.gui.icon_button import IconButton

_WORDS_PX = 420


def action_button(action: QAction, icon: str, short: str = "") -> IconButton:
    """A button that does an action, says its key, and is there when it can be done. `short` stands on it."""
    words = action.text().replace("&", "").rstrip("…").removesuffix("...")
    button = IconButton(icon, short or words)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    keys = action.shortcut().toString()
    button.setToolTip(f"{words} ({keys})" if keys else words)
    button.setAccessibleName(words)
    button.clicked.connect(action.trigger)
    button.setEnabled(action.isEnabled())
    action.enabledChanged.connect(button.setEnabled)
    return button


class NoPeople(QWidget):
    """Says what participants are for, and offers to begin."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.words = QLabel(wordWrap=True)
        self.words.setText(
            self.tr(
                "No participants yet. They come with transcripts, from a table of people (.xlsx, .csv), or are written "
                "here. What you know of them (age, setting, ...) becomes a table of the report, and a way to search."
            )
        )
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setFixedWidth(_WORDS_PX)
        self.words.setMinimumHeight(self.words.heightForWidth(_WORDS_PX))
        self.import_button = action_button(actions["people.import"], "import", self.tr("Import participants…"))
        self.add_button = action_button(actions["people.add"], "add", self.tr("New participant"))
        row = QHBoxLayout()
        row.setSpacing(2 * theme.GRID_PX)
        row.addStretch()
        row.addWidget(self.import_button)
        row.addWidget(self.add_button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setSpacing(3 * theme.GRID_PX)
        column.addStretch(1)
        column.addWidget(self.words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(row)
        column.addStretch(2)
