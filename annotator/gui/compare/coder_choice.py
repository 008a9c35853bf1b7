"""The choice of coders who are compared: a button for each, with their kind of line, initials and name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from annotator.gui.compare.hands import Hand
from annotator.gui.segments.flow_layout import FlowLayout
from annotator.project.ids import Id

_MOST_PX = 190


class CoderChoice(QWidget):
    """Two or more can be pressed in."""

    chosen = Signal(object)  # tuple of coder ids

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hands: list[Hand] = []
        self.buttons: dict[Id, QToolButton] = {}
        self._flow = FlowLayout(self)

    def show_coders(self, hands: Sequence[Hand], chosen: Sequence[Id], count_of: Callable[[Id], int]) -> None:
        """Offer these coders, with how many codings each has in the document."""
        if [hand.coder.id for hand in hands] != list(self.buttons):
            self._make([hand.coder.id for hand in hands])
        self._hands = list(hands)
        for hand in hands:
            button, count = self.buttons[hand.coder.id], count_of(hand.coder.id)
            told = self.tr("%n coding(s)", None, count)
            button.setChecked(hand.coder.id in chosen)
            button.setIcon(hand.sample())
            words = f"{hand.initials}  {hand.coder.name}"
            button.setText(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, _MOST_PX))
            button.setToolTip(f"{hand.coder.name}: {told}")
            button.setAccessibleName(self.tr("Compare {coder}: {codings}").format(coder=hand.coder.name, codings=told))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for hand in self._hands:
                self.buttons[hand.coder.id].setIcon(hand.sample())

    def _make(self, coder_ids: Sequence[Id]) -> None:
        for button in self.buttons.values():
            self._flow.removeWidget(button)
            button.deleteLater()
        self.buttons = {}
        for coder_id in coder_ids:
            button = QToolButton(self)
            button.setCheckable(True)
            button.setIconSize(QSize(22, 14))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(self._tell)
            self._flow.addWidget(button)
            button.show()
            self.buttons[coder_id] = button

    def _tell(self) -> None:
        self.chosen.emit(tuple(coder_id for coder_id, button in self.buttons.items() if button.isChecked()))
