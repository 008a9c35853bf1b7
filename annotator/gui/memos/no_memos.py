"""What stands in the place of the list when it is empty: why, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.gui.memos.memo_scope import Scope


class NoMemos(QWidget):
    """Says why there is none, and offers to look everywhere or to write one."""

    everywhere_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel(wordWrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.everywhere_button = QPushButton(self.tr("Search the whole project"))
        self.new_button = QPushButton(self.tr("New memo"))
        self.everywhere_button.clicked.connect(self.everywhere_wanted)
        self.new_button.clicked.connect(self.new_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.addStretch()
        column.addWidget(self.words)
        column.addWidget(self.everywhere_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()

    def tell(self, scope: Scope, *, is_searching: bool, is_chosen: bool, can_write: bool) -> None:
        """Say it for a scope, of which nothing `is_chosen` where there is no such code or document."""
        if is_searching:
            words = self.tr("No memo here holds these words.")
        elif scope == "code" and not is_chosen:
            words = self.tr("Choose a code in the codebook to see the memos on it.")
        elif scope == "document" and not is_chosen:
            words = self.tr("Choose a document to see the memos in it.")
        else:
            words = self.tr("No memos here yet. Write down what you think while you read.")
        self.words.setText(words)
        self.everywhere_button.setVisible(is_searching and scope != "project")
        self.new_button.setVisible(not is_searching and can_write)
