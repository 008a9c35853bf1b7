"""What stands in the place of a comparison where there is none: why, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.gui import theme
from annotator.gui.actions import Actions

_WIDTH_PX = 440


class NothingToCompare(QWidget):
    """Says one of several things, each with its way out."""

    everybody_wanted = Signal()
    other_document_wanted = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._action = ""
        self.words = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.words.setFixedWidth(_WIDTH_PX)
        self.action_button = QPushButton()
        self.action_button.clicked.connect(lambda: self._actions[self._action].trigger())
        self.everybody_button = QPushButton(self.tr("Compare all who coded it"))
        self.everybody_button.clicked.connect(self.everybody_wanted)
        self.other_button = QPushButton(self.tr("To a document that several have coded"))
        self.other_button.clicked.connect(self.other_document_wanted)
        column = QVBoxLayout(self)
        column.setSpacing(2 * theme.GRID_PX)
        column.addStretch()
        for widget in (self.words, self.action_button, self.everybody_button, self.other_button):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()

    def say_blind(self) -> None:
        """What others coded is not to be seen yet."""
        self._say(
            self.tr("Blind mode is on: each codes on their own first. What the others coded can be compared later.")
        )
        self._offer("view.blind", self.tr("Reveal what the others coded"))

    def say_no_documents(self) -> None:
        """There is no transcript yet."""
        self._say(
            self.tr("There is no transcript here yet. Import one, let two or more code it, and compare them here.")
        )
        self._offer("document.import", self.tr("Import transcripts…"))

    def say_one_coder(self) -> None:
        """Only one person has coded in this project."""
        self._say(
            self.tr(
                "Only one coder has coded here so far. Let somebody else code too, in this project or in a copy that "
                "is merged into it; then you see here where you agree and where you differ."
            )
        )
        self._offer("coder.switch", self.tr("Who codes…"))

    def say_one_of_document(self, *, has_other: bool) -> None:
        """This document was coded by fewer than two."""
        self._say(self.tr("Fewer than two coders have coded this document so far."))
        self.other_button.setVisible(has_other)

    def say_too_few_chosen(self) -> None:
        """Fewer than two of those who coded it are chosen."""
        self._say(self.tr("Choose two or more coders above to compare what they coded."))
        self.everybody_button.show()

    def say_comparing(self) -> None:
        """The comparison is being made."""
        self._say(self.tr("Comparing…"))

    def first_button(self) -> QWidget:
        """What takes the keyboard: the way out, where there is one."""
        buttons = (self.action_button, self.everybody_button, self.other_button)
        return next((button for button in buttons if not button.isHidden()), self)

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setMinimumHeight(self.words.heightForWidth(_WIDTH_PX))
        for button in (self.action_button, self.everybody_button, self.other_button):
            button.hide()

    def _offer(self, action: str, words: str) -> None:
        self._action = action
        self.action_button.setText(words)
        self.action_button.show()
