"""Dragging from inside the selected words: within the text it selects anew, out of it the words go along.

Who has just coded a paragraph often wants a part of it next, and drags over that; who drops words on a code leaves
the text to one of its sides. Qt would begin to carry the words in both cases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDrag, QMouseEvent, QTextCursor

if TYPE_CHECKING:
    from annotator.gui.transcript.text_view import TextView


class PassageDrag:
    """Follows the mouse in a text view whose words cannot be changed."""

    def __init__(self, view: TextView) -> None:
        self._view = view
        self._held: QTextCursor | None = None

    def press(self, event: QMouseEvent) -> None:
        """Before the view gets a press: let the selection go if the mouse is in it, but remember it."""
        self._held = None
        is_plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        selected = self._view.textCursor()
        there = self._view.cursorForPosition(event.position().toPoint()).position()
        if not is_plain or not selected.selectionStart() <= there <= selected.selectionEnd():
            return
        if selected.hasSelection() and self._view.isReadOnly():
            self._held = QTextCursor(selected)
            selected.setPosition(there)
            self._view.setTextCursor(selected)

    def wants_out(self, point: QPointF) -> bool:
        """Whether the mouse, at this point of the viewport, has left the text to a side with words to carry."""
        x_px = self._view.viewport().mapTo(self._view, point.toPoint()).x()
        return self._held is not None and not 0 <= x_px < self._view.width()

    def carry(self) -> None:
        """Select again what was selected, and carry it until the mouse lets go."""
        assert self._held is not None
        self._view.setTextCursor(self._held)
        self._held = None
        drag = QDrag(self._view)
        drag.setMimeData(self._view.createMimeDataFromSelection())
        drag.exec(Qt.DropAction.CopyAction)

    def let_go(self) -> None:
        """The mouse was let go inside the text."""
        self._held = None
