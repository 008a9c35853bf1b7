"""What stands in the place of the list of segments where there is none: why, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.analysis.whose_codings import Whose
from annotator.gui import theme
from annotator.gui.segments.answering import Answer

_WIDTH_PX = 420
_MOST_OFFERS = 3


class NothingFound(QWidget):
    """Says what is missing, and offers the way out: to code, or to take out the condition that nothing meets."""

    code_wanted = Signal()
    removal_wanted = Signal(str)  # a condition of the query
    empty_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.words.setFixedWidth(_WIDTH_PX)
        self.code_button = QPushButton(self.tr("To the transcripts"))
        self.code_button.clicked.connect(self.code_wanted)
        self.empty_button = QPushButton(self.tr("Show all segments"))
        self.empty_button.clicked.connect(self.empty_wanted)
        self.offers = [QPushButton() for _ in range(_MOST_OFFERS)]
        self._conditions: list[str] = []
        self._whose: Whose = "all"
        for number, button in enumerate(self.offers):
            button.clicked.connect(lambda _checked=False, number=number: self._take_out(number))
        column = QVBoxLayout(self)
        column.setSpacing(2 * theme.GRID_PX)
        column.addStretch()
        for widget in (self.words, self.code_button, *self.offers, self.empty_button):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        self.say_reading()

    def say_reading(self) -> None:
        """The codings are being read."""
        self._show(self.tr("Reading the codings…"))

    def say_no_codings(self) -> None:
        """There is nothing to look through."""
        self._show(
            self.tr("Nothing has been coded yet. Select words in a transcript and give them a code; they appear here.")
        )
        self.code_button.show()

    def say_nothing_found(self, answer: Answer) -> None:
        """Codings are there, but none is as it is asked for."""
        if not answer.without:
            self._show(self.tr("No segment is as you ask. Take out conditions until something is found."))
        else:
            self._show(self.tr("No segment is as you ask. It would be otherwise without one of these conditions:"))
        self._whose = answer.query.whose
        self._conditions = [condition for condition, _ in answer.without[:_MOST_OFFERS]]
        for button, (condition, count) in zip(self.offers, answer.without, strict=False):
            found = self.tr("%n segment(s)", None, count)
            words = self.tr("Without “{condition}”: {found}").format(condition=self._name(condition), found=found)
            button.setText(words)
            button.show()
        self.empty_button.show()

    def _show(self, words: str) -> None:
        self.words.setText(words)
        self.words.setMinimumHeight(self.words.heightForWidth(_WIDTH_PX))
        for button in (self.code_button, self.empty_button, *self.offers):
            button.hide()

    def _take_out(self, number: int) -> None:
        self.removal_wanted.emit(self._conditions[number])

    def _name(self, condition: str) -> str:
        names = {
            "whose": self.tr("only the consensus") if self._whose == "consensus" else self.tr("only the coders"),
            "codes": self.tr("coded with"),
            "overlapping": self.tr("overlapping"),
            "near": self.tr("near"),
            "without": self.tr("but not"),
            "participants": self.tr("said by"),
            "attributes": self.tr("conditions on attributes"),
            "coders": self.tr("coded by"),
            "documents": self.tr("in"),
            "kinds": self.tr("of kind"),
        }
        return names[condition]
