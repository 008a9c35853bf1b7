"""The place that is talked about: who coded what, the ways to decide, and the note that says why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.analysis.differences import Difference
from annotator.analysis.settlements import Settlement
from annotator.gui import theme
from annotator.gui.actions import Actions
from annotator.gui.compare.hands import Hand
from annotator.gui.compare.note_field import NoteField
from annotator.gui.compare.reading_words import ReadingWords
from annotator.gui.compare.third_reading import ThirdReading
from annotator.gui.compare.words import DifferenceWords
from annotator.gui.memos.elided_label import ElidedLabel
from annotator.gui.memos.typed_field import TypedField
from annotator.gui.segments.flow_layout import FlowLayout
from annotator.gui.workspace import Workspace
from annotator.project.ids import Id

_NOTE_LINES = 3
_FEW = 3  # coders; of more, fewer words are shown, so that the ways to decide stay in sight
_SAMPLE = QSize(22, 14)
_QUOTED_CHARS = 400
_ANYWHERE = Qt.AlignmentFlag(0)


class DifferencePanel(QWidget):
    """Shows one place. What is written in the note is kept by the page, with the decision or before it."""

    keep_wanted = Signal(int)  # which of the compared coders, from 0
    third_begun = Signal()

    def __init__(
        self, workspace: Workspace, actions: Actions, words: DifferenceWords, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._actions = actions
        self._hands: list[Hand] = []
        self._samples: list[QLabel] = []
        self.readings: list[ReadingWords] = []
        self.keep_buttons: list[QPushButton] = []
        self.title = ElidedLabel(is_quiet=False)
        self.state = ElidedLabel()
        self.all_button = self._button("compare.all")
        self.third_button = self._button("compare.third")
        self.neither_button = self._button("compare.neither")
        self.reopen_button = self._button("compare.reopen")
        self.note = NoteField()
        self.note_field = TypedField(self.note.toPlainText, self.note.setPlainText)
        self.third = ThirdReading(workspace, actions)
        self._decisions = QWidget()
        self._grid = QGridLayout()
        self._lay_out()

    def show_coders(self, hands: Sequence[Hand]) -> None:
        """A line for each of the coders who are compared."""
        if list(hands) == self._hands:
            return
        self._hands = list(hands)
        for widget in (*self._samples, *self.readings, *self.keep_buttons):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._samples, self.readings, self.keep_buttons = [], [], []
        for place, hand in enumerate(hands):
            self._add_line(place, hand)
        self._draw_samples()

    def show_place(
        self, place: Difference, settlement: Settlement | None, where: str, quoted: dict[Id, str], *, writable: bool
    ) -> None:
        """Show a place; `where` says which of how many it is, `quoted` the words that each coder coded."""
        self.title.say(self._words.kind(place))
        state = self._words.state(place, settlement)
        self.state.say(" · ".join(filter(None, (where, state))))
        for hand, quotation, button in zip(self._hands, self.readings, self.keep_buttons, strict=True):
            reading = place.reading_of(hand.coder.id)
            if reading is None:
                quotation.say("", "", self.tr("not coded"))
            else:
                name, colour = self._words.look(reading.code_id)
                quotation.say(name, colour, quoted[hand.coder.id][:_QUOTED_CHARS])
            button.setEnabled(writable)
            button.setVisible(not place.is_agreement)
        self.all_button.setText(self._all_words(place))
        self.third_button.setText(self.tr("Another reading…"))
        self.neither_button.setText(self.tr("Neither") if place.kind == "codes" else self.tr("Not coded"))
        self.reopen_button.setText(self.tr("Open again"))
        for each in (self.all_button, self.third_button, self.neither_button, self.note):
            each.setEnabled(writable)
        self.reopen_button.setVisible(settlement is not None)
        self.reopen_button.setEnabled(writable)

    def show_third(self, is_shown: bool) -> None:
        """Show the ways to decide, or another reading in the making."""
        self.third.setVisible(is_shown)
        self._decisions.setVisible(not is_shown)
        if is_shown:
            self.third_begun.emit()

    @property
    def makes_third(self) -> bool:
        """Whether another reading is in the making."""
        return not self.third.isHidden()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.__dict__.get("_hands"):
            self._draw_samples()

    def name_keys(self) -> None:
        """Say the keys in the tooltips; they may be others now."""
        for button, name in (
            (self.all_button, "compare.all"),
            (self.third_button, "compare.third"),
            (self.neither_button, "compare.neither"),
            (self.reopen_button, "compare.reopen"),
            *((button, f"compare.keep_{n}") for n, button in enumerate(self.keep_buttons[:4], 1)),
        ):
            button.setToolTip(self._actions.with_keys(button.accessibleName() or button.text(), name))

    def _all_words(self, place: Difference) -> str:
        if place.is_agreement:
            return self.tr("Take over")
        if place.kind == "some":
            return self.tr("Keep it")
        if place.kind == "ends":
            return self.tr("All the words")
        return self.tr("Both") if len(place.readings) == 2 else self.tr("All")

    def _add_line(self, place: int, hand: Hand) -> None:
        sample, quotation = QLabel(), ReadingWords(2 if len(self._hands) <= _FEW else 1)
        sample.setToolTip(hand.coder.name)
        button = QPushButton(self.tr("Keep {coder}’s").format(coder=hand.initials))
        button.setAccessibleName(self.tr("Keep the reading of {coder}").format(coder=hand.coder.name))
        button.clicked.connect(lambda _checked=False, place=place: self.keep_wanted.emit(place))
        for column, widget in enumerate((sample, quotation, button)):
            self._grid.addWidget(widget, place, column, Qt.AlignmentFlag.AlignTop if column != 1 else _ANYWHERE)
        self._samples.append(sample)
        self.readings.append(quotation)
        self.keep_buttons.append(button)

    def _draw_samples(self) -> None:
        for sample, hand in zip(self._samples, self._hands, strict=True):
            sample.setPixmap(hand.sample().pixmap(_SAMPLE))

    def _button(self, name: str) -> QPushButton:
        button = QPushButton()
        button.clicked.connect(self._actions[name].trigger)
        return button

    def _lay_out(self) -> None:
        self.title.setFont(theme.heading_font(self.font(), 0))
        self.state.setFont(theme.small_font(self.font()))
        self.note.setTabChangesFocus(True)
        self.note.setAccessibleName(self.tr("Why it was decided so"))
        self.note.setPlaceholderText(self.tr("Why? Kept as a memo."))
        self.note.setFixedHeight(self.note.fontMetrics().lineSpacing() * _NOTE_LINES + 4 * theme.GRID_PX)
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(2 * theme.GRID_PX)
        self._grid.setVerticalSpacing(theme.GRID_PX)
        buttons = FlowLayout(self._decisions)  # in a row they would widen the pane, and wrap the words anew
        for button in (self.all_button, self.third_button, self.neither_button, self.reopen_button):
            buttons.addWidget(button)
        buttons.addWidget(QWidget(self._decisions))  # the last one takes what is left of its line
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * theme.GRID_PX, 2 * theme.GRID_PX, 3 * theme.GRID_PX, 2 * theme.GRID_PX)
        column.setSpacing(theme.GRID_PX)
        column.addWidget(self.title)
        column.addWidget(self.state)
        column.addLayout(self._grid)
        column.addWidget(self._decisions)
        column.addWidget(self.third)
        column.addWidget(self.note)
        column.addStretch()
        self.third.hide()
