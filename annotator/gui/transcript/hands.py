"""What the hands of somebody who codes do in a transcript, put together: moving, selecting, choosing, jumping."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QObject

from annotator.analysis.text_units import Unit
from annotator.gui.transcript.coding_choice import CodingChoice
from annotator.gui.transcript.coding_commands import CodingCommands
from annotator.gui.transcript.gutter_view import GutterView
from annotator.gui.transcript.jumps import Jumps
from annotator.gui.transcript.text_view import TextView
from annotator.gui.transcript.unit_mouse import UnitMouse
from annotator.gui.transcript.unit_moves import UnitMoves
from annotator.gui.workspace import Workspace


class Hands(QObject):
    """All that keys and mouse do in one text view and its gutter."""

    def __init__(self, workspace: Workspace, view: TextView, gutter: GutterView, parent: QObject) -> None:
        super().__init__(parent)
        self.coding = CodingCommands(workspace, view, self)
        self.choice = CodingChoice(workspace, view, self)
        self.moves = UnitMoves(workspace, view, self)
        self._mouse = UnitMouse(view, self.moves, self)
        self._jumps = Jumps(workspace, view, self)
        gutter.units_wanted.connect(lambda unit, anchor, here: self.moves.take_between(cast(Unit, unit), anchor, here))
        view.span_selected.connect(self.choice.follow)
        view.caret_moved.connect(self.choice.follow)

    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        here: dict[str, Callable[[], object]] = {
            "go.next_here": lambda: self.choice.step_here(1),
            "go.previous_here": lambda: self.choice.step_here(-1),
        }
        return self.coding.commands() | self.moves.commands() | self._jumps.commands() | here
