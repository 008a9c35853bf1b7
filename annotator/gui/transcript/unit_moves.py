"""Going through a transcript by sentence, paragraph and turn, and selecting by word and by these.

A key selects a unit; pressed again it takes in the next one, and with Shift the one before: as Shift and the arrows do,
from where the selection began. Once the selected words have been coded, the key goes on to the next unit. The keys that
move the caret move a selection of whole units, so that somebody can read with it and code what they meet.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from annotator.gui.transcript.text_view import TextView
from annotator.gui.transcript.word_units import Span, Step, ViewUnits
from annotator.gui.workspace import Passage, Workspace
from annotator.project.changes import Changes

_SELECTED: tuple[Step, ...] = ("word", "sentence", "paragraph", "turn")
_MOVED: tuple[Step, ...] = ("sentence", "paragraph", "turn")
_GIVES = frozenset({"coding.add", "coding.recode"})


class UnitMoves(QObject):
    """The commands that move the caret of a text view and select in it."""

    def __init__(self, workspace: Workspace, view: TextView, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._view = view
        self._units = ViewUnits(view)
        self._taken: tuple[Step, Span] | None = None  # what was selected last, by which unit
        self._coded: Passage | None = None  # the passage that was selected as it was coded
        workspace.changed.connect(self._note_coded)

    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        made: dict[str, Callable[[], object]] = {"select.nothing": self.let_go}
        for unit in _SELECTED:
            made[f"select.{unit}"] = partial(self.take, unit, 1)
            made[f"select.{unit}_back"] = partial(self.take, unit, -1)
        for unit in _MOVED:
            for step, name in ((1, ""), (-1, "_back")):
                made[f"move.{unit}{name}"] = partial(self.move, unit, step)
                made[f"extend.{unit}{name}"] = partial(self.extend, unit, step)
        return made

    def take(self, unit: Step, step: int) -> None:
        """Select the unit at the caret; where units are selected, one more or less of them.

        In what a larger unit has selected, the first one is selected, or with step -1 the last.
        """
        selected = self._view.selected_span()
        if selected is None:
            self._select(*self._units.at(unit, self._view.caret()))
        elif self._workspace.passage is not None and self._workspace.passage == self._coded:
            self._go_on(unit, step, selected)
        else:
            first, last = self._whole(unit, selected)
            # A turn of one sentence is no reason for T to take in the next turn when S has selected it.
            is_whole = self._is_whole(unit, selected)
            if (unit, selected) == self._taken or (is_whole and first == last and step < 0):
                self._stretch(unit, step, first, last)
            elif is_whole:
                self._select(*(first if step > 0 else last))
            else:
                self._select(first[0], last[1])
        self._note_taken(unit)

    def take_between(self, unit: Step, anchor: int, position: int) -> None:
        """Select the units from the one at `anchor` to the one at `position`, in whatever order they stand."""
        first, last = self._units.at(unit, anchor), self._units.at(unit, position)
        if last[0] < first[0]:
            self._select(first[1], last[0])
        else:
            self._select(first[0], last[1])
        self._note_taken(unit)

    def move(self, unit: Step, step: int) -> None:
        """Put the caret at the beginning of the next unit, or of this one or the one before.

        Where whole units of this kind are selected, the next one or the one before is selected in their place.
        """
        selected = self._view.selected_span()
        if selected is not None and self._is_whole(unit, selected):
            self._go_on(unit, step, selected)
            return
        caret = self._view.caret()
        found = self._units.after(unit, caret + 1) if step > 0 else self._units.before(unit, caret)
        if found is None and step > 0:
            end = self._units.at(unit, caret)[1]
            found = (max(end, caret), max(end, caret))
        if found is not None:
            self._select(found[0], found[0])

    def extend(self, unit: Step, step: int) -> None:
        """Move the end of the selection that the caret is at, by a unit."""
        anchor, caret = self._ends()
        found = self._end_after(unit, anchor, caret) if step > 0 else self._end_before(unit, anchor, caret)
        self._select(anchor, found)

    def let_go(self) -> None:
        """Select nothing; the caret stays."""
        caret = self._view.caret()
        self._select(caret, caret)

    # ---- inside

    def _is_whole(self, unit: Step, selected: Span) -> bool:
        first, last = self._whole(unit, selected)
        return (first[0], last[1]) == selected

    def _whole(self, unit: Step, selected: Span) -> tuple[Span, Span]:
        """The first and the last unit that share a character with the selection; signs around words stay with them."""
        start, end = selected
        first = self._units.at(unit, start)
        if unit != "word":
            return first, self._units.at(unit, end - 1)
        last = self._units.before(unit, end) or first
        return (min(first[0], start), first[1]), (last[0], max(last[1], end))

    def _go_on(self, unit: Step, step: int, selected: Span) -> None:
        found = self._units.after(unit, selected[1]) if step > 0 else self._units.before(unit, selected[0])
        if found is not None:
            self._select(*found)

    def _stretch(self, unit: Step, step: int, first: Span, last: Span) -> None:
        anchor, caret = self._ends()
        is_backwards = caret < anchor and first != last
        if step > 0 and is_backwards:
            inner = self._units.after(unit, first[0] + 1)
            self._select(last[1], inner[0] if inner else first[0])
        elif step > 0:
            following = self._units.after(unit, last[1])
            self._select(first[0], following[1] if following else last[1])
        elif is_backwards or first == last:
            earlier = self._units.before(unit, first[0])
            self._select(last[1], earlier[0] if earlier else first[0])
        else:
            inner = self._units.before(unit, last[0])
            self._select(first[0], inner[1] if inner else last[1])

    def _end_after(self, unit: Step, anchor: int, caret: int) -> int:
        following = self._units.after(unit, caret + 1)
        if caret < anchor:
            return min(following[0], anchor) if following else anchor
        ends = [self._units.at(unit, caret)[1], *([following[1]] if following else [])]
        return min((end for end in ends if end > caret), default=caret)

    def _end_before(self, unit: Step, anchor: int, caret: int) -> int:
        earlier = self._units.before(unit, caret)
        if caret > anchor:
            inner = self._units.before(unit, earlier[0]) if earlier and earlier[1] >= caret else earlier
            return max(inner[1] if inner else anchor, anchor)
        return earlier[0] if earlier else caret

    def _ends(self) -> Span:
        """Where the selection began and where the caret is."""
        cursor, to_code_points = self._view.textCursor(), self._view.positions.to_code_points
        return to_code_points(cursor.anchor()), to_code_points(cursor.position())

    def _select(self, anchor: int, caret: int) -> None:
        to_units = self._view.positions.to_units
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(to_units(anchor))
        cursor.setPosition(to_units(caret), QTextCursor.MoveMode.KeepAnchor)
        self._view.setTextCursor(cursor)
        self._view.bring_into_sight(caret, caret)

    def _note_taken(self, unit: Step) -> None:
        selected = self._view.selected_span()
        self._taken = (unit, selected) if selected is not None else None

    def _note_coded(self, changes: Changes) -> None:
        """Remember that the selected passage has just been coded; whatever else is done to codings ends that."""
        passage = self._workspace.passage
        if not changes.touches("coding") or passage is None:
            return
        is_given = changes.operation.undoes is None and changes.operation.kind in _GIVES
        images = [row.after for row in changes.of("coding") if row.after is not None] if is_given else []
        places = {(image["document_id"], image["start_char"], image["end_char"]) for image in images}
        is_here = (passage.document_id, passage.start_char, passage.end_char) in places
        self._coded = passage if is_here else None
