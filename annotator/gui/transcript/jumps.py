"""Going on to what is next in a transcript: a coding, a memo, a passage that nobody has coded yet."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from itertools import islice

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from annotator.gui.memos.presence import MemoPresence
from annotator.gui.messages import Notice
from annotator.gui.transcript.coding_layer import CodingLayer
from annotator.gui.transcript.shown_coding import ShownCoding
from annotator.gui.transcript.text_view import TextView
from annotator.gui.transcript.uncoded import Uncoded
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.project.ids import Id

_WINDOW_UNITS = 4_000
_NEAR_PARAGRAPHS = 24
Span = tuple[int, int]
_Key = tuple[int, int, bytes]  # where a coding stands in reading order: start, -end, id
_Place = tuple[int, Id | None]  # a unit, and the coding that is meant there


class Jumps(QObject):
    """The commands that go to what is next or was before, in one text view."""

    def __init__(self, workspace: Workspace, view: TextView, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._view = view
        self._memos = MemoPresence.of(workspace)
        self._uncoded = Uncoded(workspace, view)
        self._memo_places: list[_Place] = []
        self._memo_layer: CodingLayer | None = None  # for which these were found
        self._memos.changed.connect(self._forget_memo_places)
        workspace.changed.connect(self._on_change)

    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        return {
            "go.next_coding": lambda: self.go_to_coding(1),
            "go.previous_coding": lambda: self.go_to_coding(-1),
            "go.next_memo": lambda: self.go_to_memo(1),
            "go.previous_memo": lambda: self.go_to_memo(-1),
            "go.next_uncoded": lambda: self.go_to_uncoded(1),
            "go.previous_uncoded": lambda: self.go_to_uncoded(-1),
        }

    def go_to_coding(self, step: int) -> None:
        """Go to the coding after the chosen one, or to the first after the caret; with step -1 to the one before."""
        layer = self._view.layer
        here = layer.get(self._workspace.coding_id)
        place = _key(here) if here is not None else (self._view.textCursor().position(), -sys.maxsize, b"")
        found = self._following(place) if step > 0 else self._preceding(place)
        if found is not None:
            self._go(found.start, found.end, found.id)
        elif not len(layer):
            self._tell(self.tr("Nothing is coded in this document yet."))
        elif step > 0:
            self._tell(self.tr("There is no coding after this one."))
        else:
            self._tell(self.tr("There is no coding before this one."))

    def go_to_memo(self, step: int) -> None:
        """Go to the next place, or the one before, that has a memo: a passage, or a coding."""
        here = (self._view.textCursor().selectionStart(), self._workspace.coding_id or b"")
        found = self._memo_after(here) if step > 0 else self._memo_before(here)
        if found is not None:
            shown = self._view.layer.get(found[1])
            self._go(found[0], shown.end if shown else found[0], found[1])
        elif step > 0:
            self._tell(self.tr("There is no memo after this place."))
        else:
            self._tell(self.tr("There is no memo before this place."))

    def go_to_uncoded(self, step: int) -> None:
        """Select the next paragraph, or the one before, that a participant says and the coder at work has not coded."""
        cursor, to_code_points = self._view.textCursor(), self._view.positions.to_code_points
        place = to_code_points(cursor.selectionEnd() if step > 0 else cursor.selectionStart())
        found = self._uncoded_near(place, step) or self._uncoded.next(place, step)
        if found is not None:
            self._view.select(*found)
        elif step > 0:
            self._tell(self.tr("You have coded all that participants say after this place."))
        else:
            self._tell(self.tr("You have coded all that participants say before this place."))

    # ---- inside

    def _following(self, place: _Key) -> ShownCoding | None:
        """The first coding behind a place in reading order; it costs what lies between."""
        start, size = place[0], _WINDOW_UNITS
        while True:
            found = next((shown for shown in self._in_sight(start, start + size) if _key(shown) > place), None)
            if found is not None or start + size > self._view.document().characterCount():
                return found
            size *= 4

    def _preceding(self, place: _Key) -> ShownCoding | None:
        """The last coding before a place in reading order; it costs what lies between."""
        end, size = place[0] + 1, _WINDOW_UNITS
        while True:
            first = max(end - size, 0)
            found = [shown for shown in self._in_sight(first, end) if shown.start >= first and _key(shown) < place]
            if found or first == 0:
                return found[-1] if found else None
            size *= 4

    def _in_sight(self, start: int, end: int) -> Iterator[ShownCoding]:
        layer = self._view.layer
        return (shown for shown in layer.between(start, end) if not layer.is_dimmed(shown.id))

    def _go(self, start: int, end: int, coding_id: Id | None) -> None:
        """Put the caret at a unit, with a coding chosen, in sight."""
        if coding_id is not None:  # else it would be let go, chosen at the caret, and let go again
            self._workspace.choose_coding(coding_id)
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(start)
        self._view.setTextCursor(cursor)
        self._workspace.choose_coding(coding_id)
        to_code_points = self._view.positions.to_code_points
        self._view.bring_into_sight(to_code_points(start), to_code_points(end))

    def _memo_after(self, here: tuple[int, bytes]) -> _Place | None:
        places = self._found_memo_places()
        first = bisect_right(places, here, key=_order)
        return next((place for place in islice(places, first, None) if self._is_shown(place)), None)

    def _memo_before(self, here: tuple[int, bytes]) -> _Place | None:
        places = self._found_memo_places()
        last = bisect_left(places, here, key=_order)
        return next((places[at] for at in range(last - 1, -1, -1) if self._is_shown(places[at])), None)

    def _is_shown(self, place: _Place) -> bool:
        return place[1] is None or self._view.layer.get(place[1]) is not None

    def _found_memo_places(self) -> list[_Place]:
        """All places with a memo, in order, also those that a filter hides; kept until a memo or a coding changes."""
        layer = self._view.layer
        if self._memo_layer is not layer:
            self._memo_layer = layer
            known = (layer.known(coding_id) for coding_id in self._memos.coding_ids)
            places: list[_Place] = [(shown.start, shown.id) for shown in known if shown is not None]
            document_id, to_units = self._workspace.document_id, self._view.positions.to_units
            passages = self._memos.passages(document_id) if document_id is not None else []
            places += [(to_units(passage.start_char), None) for passage in passages]
            self._memo_places = sorted(places, key=_order)
        return self._memo_places

    def _forget_memo_places(self) -> None:
        self._memo_layer = None

    def _on_change(self, changes: Changes) -> None:
        if changes.touches("coding", "document"):
            self._forget_memo_places()

    def _uncoded_near(self, place: int, step: int) -> Span | None:
        """Of the next few paragraphs: for them, a text that has just been opened need not be looked through."""
        units, text_end = self._view.units, len(self._view.stored_text)
        own_id = self._workspace.sight.own_id
        paragraphs = units.paragraphs(place, text_end) if step > 0 else units.paragraphs_before(place)
        for start, end in islice(paragraphs, _NEAR_PARAGRAPHS):
            is_ahead = start >= place if step > 0 else start < place
            if is_ahead and not self._is_interviewers(start) and not self._has_coding_of(own_id, start, end):
                return start, end
        return None

    def _is_interviewers(self, position: int) -> bool:
        label = self._view.units.label_at(position)
        return label is not None and self._view.roles.get(label) == "interviewer"

    def _has_coding_of(self, coder_id: Id | None, start: int, end: int) -> bool:
        first, last = map(self._view.positions.to_units, (start, end))
        return self._view.layer.is_coded_by(coder_id, first, last)

    def _tell(self, words: str) -> None:
        self._workspace.notice(Notice(words))


def _key(shown: ShownCoding) -> _Key:
    return shown.start, -shown.end, shown.id


def _order(place: _Place) -> tuple[int, bytes]:
    return place[0], place[1] or b""
