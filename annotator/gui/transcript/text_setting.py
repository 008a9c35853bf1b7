"""How the words of transcripts are set, by commands and in a popup over the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.actions import Actions
from annotator.gui.transcript import typography
from annotator.gui.transcript.laid_text import LaidText
from annotator.gui.transcript.text_popup import TextPopup

_CORNER_PX = 8


class TextSetting(QObject):
    """Says which setting is wanted; to set the words so, and to keep it, is the page's."""

    wanted = Signal(object)  # Typography

    def __init__(self, view: LaidText, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._actions = actions
        self._page = parent
        self._popup: TextPopup | None = None

    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        return {
            "view.larger": lambda: self.step_size(1),
            "view.smaller": lambda: self.step_size(-1),
            "view.usual": lambda: self.wanted.emit(replace(self._view.typography, size_pt=typography.USUAL_SIZE_PT)),
            "view.typography": self._open_popup,
        }

    def step_size(self, step: int) -> None:
        """Larger or smaller words by some steps."""
        self.wanted.emit(self._view.typography.stepped(step))

    def _open_popup(self) -> None:
        self._actions["go.code"].trigger()
        if self._popup is None:
            self._popup = TextPopup(self._page)
            self._popup.chosen.connect(self.wanted)
        corner = self._view.viewport().rect().topLeft() + QPoint(_CORNER_PX, _CORNER_PX)
        self._popup.open_at(self._view.viewport().mapToGlobal(corner), self._view.typography)
