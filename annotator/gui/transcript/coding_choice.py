"""Which coding is meant: the one that was chosen, else the shortest one at the caret.

The caret chooses it as it comes to coded words, so that who presses a key sees beforehand what it will do.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.gui.transcript.shown_coding import ShownCoding
from annotator.gui.transcript.text_view import TextView
from annotator.gui.workspace import Workspace


class CodingChoice(QObject):
    """Chooses a coding as the caret moves in a text view. Codings that are hidden are never meant."""

    def __init__(self, workspace: Workspace, view: TextView, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._view = view

    def here(self) -> list[ShownCoding]:
        """The codings that share a character with the selection, or that the caret is at, in reading order."""
        cursor = self._view.textCursor()
        if cursor.hasSelection():
            return self.between(cursor.selectionStart(), cursor.selectionEnd())
        return self._at(cursor.position())

    def between(self, start: int, end: int) -> list[ShownCoding]:
        """The codings that share a character with a span of units and are in sight, in reading order."""
        return self._view.layer.between(start, end)

    def follow(self) -> None:
        """Choose the coding that the caret or the selection has come to, unless the chosen one is there too."""
        if self._workspace.is_correcting:
            return
        meant = self._meant()
        if self._workspace.coding_id not in {shown.id for shown in meant}:
            self._workspace.choose_coding(min(meant, key=_length).id if meant else None)

    def take_clicked(self, is_again: bool) -> None:
        """Choose the shortest coding at the caret, which a click has put there; clicked again, the next one there."""
        if self._workspace.is_correcting:
            return
        if is_again:
            self.step_here(1)
        elif here := self.here():
            self._workspace.choose_coding(min(here, key=_length).id)

    def step_here(self, step: int) -> None:
        """Choose the next of the codings here, or the one before; after the last comes the first."""
        ids = [shown.id for shown in self.here()]
        if not ids:
            return
        place = ids.index(self._workspace.coding_id) if self._workspace.coding_id in ids else -max(step, 0)
        self._workspace.choose_coding(ids[(place + step) % len(ids)])

    def _meant(self) -> list[ShownCoding]:
        """The codings at the caret; those of just these words where some are selected."""
        span = self._view.selected_span()
        if span is None:
            return self.here()
        start, end = map(self._view.positions.to_units, span)
        return [shown for shown in self.between(start, end) if (shown.start, shown.end) == (start, end)]

    def _at(self, unit: int) -> list[ShownCoding]:
        """The codings around a place; those that end there only where there are no others."""
        inside = self.between(unit, unit + 1)
        return inside or self.between(unit - 1, unit)


def _length(shown: ShownCoding) -> int:
    return shown.end - shown.start
