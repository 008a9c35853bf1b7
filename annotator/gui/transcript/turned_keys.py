"""The keys of a coding's ends in text from right to left: there they go the way that they point."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from annotator.gui.actions import Actions
from annotator.gui.transcript.text_view import TextView
from annotator.gui.workspace import Workspace

_OTHER_WAY = {
    "coding.end_later": "coding.end_earlier",
    "coding.end_earlier": "coding.end_later",
    "coding.start_later": "coding.start_earlier",
    "coding.start_earlier": "coding.start_later",
}


class TurnedKeys(QObject):
    """Hears the keys of a text view before the actions do. Menus say "later" and "earlier", and mean that always."""

    def __init__(self, workspace: Workspace, view: TextView, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._view = view
        self._actions = actions
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) and isinstance(event, QKeyEvent):
            name = self._action_of(event)
            if name is not None and self._is_turned():
                event.accept()  # as an override, it keeps the action from hearing the key
                if event.type() == QEvent.Type.KeyPress:
                    self._actions[_OTHER_WAY[name]].trigger()
                return True
        return super().eventFilter(watched, event)

    def _action_of(self, event: QKeyEvent) -> str | None:
        pressed = QKeySequence(event.keyCombination())
        return next((name for name in _OTHER_WAY if pressed in self._actions[name].shortcuts()), None)

    def _is_turned(self) -> bool:
        """Whether the chosen coding begins in a paragraph that runs from right to left."""
        shown = self._view.layer.get(self._workspace.coding_id)
        if shown is None or not self._actions["coding.end_later"].isEnabled():
            return False
        return self._view.document().findBlock(shown.start).textDirection() == Qt.LayoutDirection.RightToLeft
