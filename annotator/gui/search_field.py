"""A field in which one types to find something. It is no text of the study, so it keeps no undo of its own for long."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from annotator.gui import theme


class SearchField(QLineEdit):
    """Lets Ctrl+Z take back what is being typed; where nothing was, it is left to the window."""

    _sign: QAction | None = None

    def show_sign(self) -> None:
        """Put a magnifying glass before the words."""
        self._sign = self.addAction(theme.icon("find"), QLineEdit.ActionPosition.LeadingPosition)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._sign is not None:
            self._sign.setIcon(theme.icon("find"))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._leaves(event):
            event.ignore()
            return True
        return super().event(event)

    def empty(self) -> None:
        """Clear it for good, when what was typed has been used: Ctrl+Z does not bring it back."""
        self.setText("")

    def _leaves(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Undo):
            return not self.isUndoAvailable()
        return event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
