"""What the mouse means beyond words: a sentence by a triple click, a turn by a click on its label, a coding by one."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from annotator.gui.transcript.text_view import TextView
from annotator.gui.transcript.unit_moves import UnitMoves

_Held = Literal["", "press", "sentence"]


class UnitMouse(QObject):
    """Watches the viewport of a text view. A drag that began with a triple click selects whole sentences."""

    words_clicked = Signal(bool)  # the caret is there; whether the last click was at the same place

    def __init__(self, view: TextView, moves: UnitMoves, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._moves = moves
        self._held: _Held = ""
        self._place = QPoint()
        self._anchor = 0
        self._clicked = -1  # the unit of the last click
        self._since_double = QElapsedTimer()
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent) or not self._view.isReadOnly():
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.MouseMove:
            return self._drag(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.MouseButtonDblClick:
            self._since_double.start()
            self._place, self._held = event.position().toPoint(), ""
        elif event.type() == QEvent.Type.MouseButtonPress:
            return self._press(event)
        elif event.type() == QEvent.Type.MouseButtonRelease:
            return self._release(event)
        return super().eventFilter(watched, event)

    def _press(self, event: QMouseEvent) -> bool:
        place = event.position().toPoint()
        is_third = self._is_near(place) and self._since_double.isValid()
        is_third = is_third and self._since_double.elapsed() < QApplication.doubleClickInterval()
        self._since_double.invalidate()
        self._place = place
        self._held = "sentence" if is_third else "press" if not event.modifiers() else ""
        if is_third:
            self._anchor = self._position(place)
            self._moves.take_between("sentence", self._anchor, self._anchor)
        return is_third

    def _drag(self, event: QMouseEvent) -> bool:
        if self._held != "sentence":
            return False
        self._moves.take_between("sentence", self._anchor, self._position(event.position().toPoint()))
        return True

    def _release(self, event: QMouseEvent) -> bool:
        held, self._held = self._held, ""
        place = event.position().toPoint()
        is_click = held == "press" and self._is_near(place) and not self._view.textCursor().hasSelection()
        if is_click and not self._take_turn_of_label(place):
            before, self._clicked = self._clicked, self._view.textCursor().position()
            self.words_clicked.emit(self._clicked == before)
        return held == "sentence"

    def _take_turn_of_label(self, place: QPoint) -> bool:
        layout = self._view.document().documentLayout()
        at = place.toPointF() - self._view.scroll_offset()
        unit = layout.hitTest(at, Qt.HitTestAccuracy.ExactHit)
        turn = self._view.units.turn_of_label(self._view.positions.to_code_points(unit)) if unit >= 0 else None
        if turn is not None:
            self._moves.take_between("turn", turn[0], turn[0])
        return turn is not None

    def _position(self, place: QPoint) -> int:
        return self._view.positions.to_code_points(self._view.cursorForPosition(place).position())

    def _is_near(self, place: QPoint) -> bool:
        return (place - self._place).manhattanLength() < QApplication.startDragDistance()
