"""What the hands of somebody who codes do in a transcript, put together: moving, selecting, choosing, jumping."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QObject, QPoint, Signal

from annotator.analysis.text_units import Unit
from annotator.gui.actions import Actions
from annotator.gui.codebook.quick_list import QuickList
from annotator.gui.transcript.coding_choice import CodingChoice
from annotator.gui.transcript.coding_commands import CodingCommands
from annotator.gui.transcript.gutter_view import GutterView
from annotator.gui.transcript.jumps import Jumps
from annotator.gui.transcript.memo_here import memo_here
from annotator.gui.transcript.quick_coding import QuickCoding
from annotator.gui.transcript.text_view import TextView
from annotator.gui.transcript.turned_keys import TurnedKeys
from annotator.gui.transcript.unit_mouse import UnitMouse
from annotator.gui.transcript.unit_moves import UnitMoves
from annotator.gui.transcript.unmet_keys import UnmetKeys
from annotator.gui.workspace import Workspace


class Hands(QObject):
    """All that keys and mouse do in one text view and its gutter."""

    memo_wanted = Signal(object)  # MemoWanted

    def __init__(
        self,
        workspace: Workspace,
        view: TextView,
        gutter: GutterView,
        quick_list: QuickList,
        actions: Actions,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._view = view
        self.coding = CodingCommands(workspace, view, self)
        self.choice = CodingChoice(workspace, view, self)
        self.moves = UnitMoves(workspace, view, self)
        self._mouse = UnitMouse(view, self.moves, self)
        self._quick = QuickCoding(workspace, view, quick_list, UnmetKeys(workspace, view, actions, self), self)
        self._turned = TurnedKeys(workspace, view, actions, self)
        self._jumps = Jumps(workspace, view, self)
        gutter.units_wanted.connect(lambda unit, anchor, here: self.moves.take_between(cast(Unit, unit), anchor, here))
        view.code_wanted.connect(self._quick.open_for_passage)
        view.codes_dropped.connect(self.coding.drop_codes)
        view.ends_moved.connect(self.coding.move_ends)
        view.span_selected.connect(self.choice.follow)
        view.caret_moved.connect(self.choice.follow)
        self._mouse.words_clicked.connect(self.choice.take_clicked)

    def point_at(self, place: QPoint) -> None:
        """Put the caret at a place of the viewport, unless that is in the selection: what a menu there is about."""
        cursor, there = self._view.textCursor(), self._view.cursorForPosition(place)
        if not cursor.selectionStart() <= there.position() <= cursor.selectionEnd():
            self._view.setTextCursor(there)

    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        here: dict[str, Callable[[], object]] = {
            "go.next_here": lambda: self.choice.step_here(1),
            "go.previous_here": lambda: self.choice.step_here(-1),
            "memo.here": self._want_memo,
        }
        many = (self.coding, self.moves, self._quick, self._jumps)
        return {name: command for each in many for name, command in each.commands().items()} | here

    def _want_memo(self) -> None:
        wanted = memo_here(self._workspace, self._view)
        if wanted is not None:
            self.memo_wanted.emit(wanted)
