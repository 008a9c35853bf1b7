"""The field in which keys are pressed to be given to an action. Tab, Enter and Escape are not caught: they leave it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QLineEdit, QWidget

_PLAIN = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_LEAVING = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PressField(QKeySequenceEdit):
    """Takes one combination and says it at once, as Qt writes it in every language."""

    pressed = Signal(str)
    left = Signal()  # Escape: back to the list
    entered = Signal()  # Enter: take what was pressed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumSequenceLength(1)
        self.setFinishingKeyCombinations([])
        self.setAccessibleName(self.tr("Press new keys"))
        self._ask()
        self.editingFinished.connect(self._tell)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._leaves(event):
            return True
        is_taken = super().event(event)
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._ask()
        return is_taken

    def empty(self) -> None:
        """Forget what was pressed."""
        self.clear()
        self._ask()

    def _leaves(self, event: QKeyEvent) -> bool:
        """Do what the keys that leave the field are for. Returns whether it was one of these."""
        key, modifiers = event.key(), event.modifiers()
        if key in _LEAVING and modifiers in (_PLAIN, _SHIFT):
            self.focusNextPrevChild(key == Qt.Key.Key_Tab and modifiers == _PLAIN)
        elif key == Qt.Key.Key_Escape and modifiers == _PLAIN:
            self.empty()
            self.left.emit()
        elif key in _ENTERS and modifiers in (_PLAIN, Qt.KeyboardModifier.KeypadModifier):
            self.entered.emit()
        else:
            return False
        return True

    def _ask(self) -> None:
        """Say what to do, over what Qt says each time it is emptied."""
        line = self.findChild(QLineEdit)
        if line is not None:
            line.setPlaceholderText(self.accessibleName())
            line.setAccessibleName(self.accessibleName())

    def _tell(self) -> None:
        keys = self.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        if keys:
            self.pressed.emit(keys)
