"""The small button in the heading of the transcript that opens the choice of what is shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QToolButton, QWidget

from annotator.gui import theme
from annotator.gui.actions import Actions


class FilterButton(QToolButton):
    """Pressed in while something is left out."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoRaise(True)
        self.setCheckable(True)
        self.setIcon(theme.icon("filter"))
        action = actions["view.filter"]
        keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
        self._all = self.tr("Choose which codings are shown ({keys})").format(keys=keys)
        self._some = self.tr("Some codings are not shown. Choose which are ({keys})").format(keys=keys)
        self.clicked.connect(action.trigger)
        self.show_state(is_filtered=False)

    def show_state(self, *, is_filtered: bool) -> None:
        """Say whether something is left out."""
        words = self._some if is_filtered else self._all
        self.setChecked(is_filtered)
        self.setToolTip(words)
        self.setAccessibleName(words)

    def nextCheckState(self) -> None:  # noqa: N802
        """A click opens the choice; only what is chosen there changes the state."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.setIcon(theme.icon("filter"))
