"""Another reading than anybody's: which codes, and the words that are selected in the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from annotator.gui import theme
from annotator.gui.actions import Actions
from annotator.gui.memos.elided_label import ElidedLabel
from annotator.gui.segments.chip import Chip
from annotator.gui.segments.flow_layout import FlowLayout
from annotator.gui.workspace import Workspace
from annotator.project.ids import Id

_ENDS = ("compare.start_earlier", "compare.start_later", "compare.end_earlier", "compare.end_later")
_ARROWS = ("⇤", "⇥", "⇤", "⇥")


class ThirdReading(QWidget):
    """Holds the codes; the words are those that are selected in the text, and are shown here."""

    changed = Signal()

    def __init__(self, workspace: Workspace, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.code_ids: list[Id] = []
        self.chips: list[Chip] = []
        self.words = ElidedLabel(is_quiet=False)
        self.add_button = QPushButton(self.tr("Add a code…"))
        self.save_button = QPushButton(self.tr("Decide on this reading"))
        self.leave_button = QPushButton(self.tr("Back"))
        self.end_buttons = [self._end_button(actions, *each) for each in zip(_ENDS, _ARROWS, strict=True)]
        self._codes = QWidget()
        self._flow = FlowLayout(self._codes)
        self._lay_out()
        self.save_button.clicked.connect(actions["compare.save_third"].trigger)
        self.leave_button.clicked.connect(actions["compare.leave_third"].trigger)

    def begin(self, code_ids: Sequence[Id]) -> None:
        """Begin with these codes."""
        self.code_ids = list(code_ids)
        self._show_chips()

    def add(self, code_id: Id) -> None:
        """One more code."""
        if code_id not in self.code_ids:
            self.code_ids.append(code_id)
            self._show_chips()

    def show_words(self, words: str) -> None:
        """Say which words are selected."""
        hint = self.tr("Select the words in the text.")
        self.words.say(f"“{words}”" if words else hint)

    def _show_chips(self) -> None:
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = []
        for code_id in self.code_ids:
            code = self._workspace.code(code_id)
            if code is not None:
                path = self._workspace.path_of(code_id)
                chip = Chip(code.name, path, theme.swatch(code.colour), self._codes)
                chip.removal_wanted.connect(self._remover(code_id))
                self._flow.insert_widget(len(self.chips), chip)
                chip.show()
                self.chips.append(chip)
        self.changed.emit()

    def _remover(self, code_id: Id) -> Callable[[], None]:
        def remove() -> None:
            self.code_ids.remove(code_id)
            self._show_chips()
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

        return remove

    def _end_button(self, actions: Actions, name: str, arrow: str) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setText(arrow)
        words = actions[name].text().replace("&", "")
        button.setAccessibleName(words)
        button.setToolTip(actions.with_keys(words, name))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(actions[name].trigger)
        return button

    def _lay_out(self) -> None:
        self._flow.addWidget(QWidget(self._codes))  # the last one takes what is left of its line
        ends = QHBoxLayout()
        ends.setSpacing(theme.GRID_PX // 2)
        for place, label in ((0, self.tr("Start")), (2, self.tr("End"))):
            ends.addWidget(QLabel(label))
            ends.addWidget(self.end_buttons[place])
            ends.addWidget(self.end_buttons[place + 1])
            ends.addSpacing(2 * theme.GRID_PX)
        ends.addStretch()
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GRID_PX)
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.leave_button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID_PX)
        column.addWidget(self.words)
        column.addLayout(ends)
        column.addWidget(self._codes)
        column.addLayout(buttons)
