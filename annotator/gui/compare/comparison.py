"""The comparison that is looked at: the differences of some coders in one document, and which of them are settled.

It follows every change: what the coders coded is compared anew, a decision costs what it decides.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from annotator.analysis.differences import Apart, Difference, compare
from annotator.analysis.settlements import Mark, PlacedSpans, Settlement, Settlements, hulls
from annotator.gui.background import Progress
from annotator.gui.finding.latest_task import Give, LatestTask
from annotator.gui.memos.presence import memo_of
from annotator.gui.messages import error_notice
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes, Image
from annotator.project.codings import PlacedCoding
from annotator.project.consensus import MEMO_KIND
from annotator.project.ids import Id
from annotator.project.memos import Memo

_AT_ONCE = 1_500  # codings take some 10 ms
_MOST_ROWS = 300


@dataclass(frozen=True, slots=True)
class Compared:
    """What one comparison found: `numbers` says in which difference each coding is, `by_code` where each code is.

    `open` are the differences that nobody has settled, in order.
    """

    codings: tuple[PlacedCoding, ...]
    consensus: tuple[PlacedCoding, ...]
    differences: tuple[Difference, ...]
    settlements: Settlements
    is_settled: list[bool]
    open: list[int]
    numbers: dict[Id, int]
    by_code: dict[Id, PlacedSpans[int]]


_NOTHING = Compared((), (), (), Settlements(), [], [], {}, {})


class Comparison(QObject):
    """One document and two or more coders."""

    changed = Signal()  # the differences are others
    settled = Signal(object)  # the numbers of places that are settled now, or open again, or have other notes

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.document_id: Id | None = None
        self.coder_ids: tuple[Id, ...] = ()
        self._found = _NOTHING
        self.settled_count = 0  # differences
        self.agreement_count = 0  # agreements, and of these how many the consensus does not hold yet
        self.open_agreement_count = 0
        self._apart: dict[int, tuple[Apart, ...]] = {}
        self.consensus_id: Id | None = None
        self._task = LatestTask(self)
        self._task.ended.connect(self._show)
        self._task.failed.connect(lambda error: workspace.notice(error_notice(error)))

    # ---- what is compared

    def compare(self, document_id: Id | None, coder_ids: Sequence[Id]) -> None:
        """Compare these coders in this document; nothing where there is none, or fewer than two coders."""
        is_other = (document_id, tuple(coder_ids)) != (self.document_id, self.coder_ids)
        self.document_id, self.coder_ids = document_id, tuple(coder_ids)
        self._task.cancel()
        if document_id is None or len(self.coder_ids) < 2:
            self._show(_NOTHING)
            return
        project = self._workspace.project
        consensus = project.consensus.coder()
        self.consensus_id = consensus.id if consensus is not None else None
        read = project.codings.placed_in(document_id)
        ours = [each for each in read if each.coder_id in self.coder_ids]
        kept = [each for each in read if each.coder_id == self.consensus_id]
        job = _comparing(ours, self.coder_ids, kept, project.consensus.memos_in(document_id))
        if len(read) <= _AT_ONCE:
            self._show(job(None, None))
        else:
            if is_other:  # nobody decides about the places of another document
                self._show(_NOTHING)
            self._task.start(job)

    def again(self) -> None:
        """Compare anew what is compared already."""
        self.compare(self.document_id, self.coder_ids)

    @property
    def is_fresh(self) -> bool:
        """Whether what is shown is what the project holds."""
        return not self._task.is_running

    def close(self) -> None:
        """Stop, and forget."""
        self._task.close()
        self._found = _NOTHING

    # ---- asking

    @property
    def differences(self) -> tuple[Difference, ...]:
        """All places, agreements too, in reading order."""
        return self._found.differences

    @property
    def codings(self) -> tuple[PlacedCoding, ...]:
        """What the compared coders coded."""
        return self._found.codings

    @property
    def consensus(self) -> tuple[PlacedCoding, ...]:
        """The consensus codings as they were when all was compared; what comes and goes since is told by changes."""
        return self._found.consensus

    def number_of(self, coding_id: Id) -> int | None:
        """In which of the differences a coding is."""
        return self._found.numbers.get(coding_id)

    def is_settled(self, number: int) -> bool:
        """Whether a place has been settled."""
        return self._found.is_settled[number]

    def settlement(self, number: int) -> Settlement | None:
        """What was decided about a place."""
        return self._found.settlements.of(self.differences[number])

    def note_on(self, number: int) -> Memo | None:
        """What was written about a place that is still open."""
        return self._found.settlements.note_on(self.differences[number])

    def apart(self, number: int) -> tuple[Apart, ...]:
        """Where the coders differ in one place."""
        if number not in self._apart:
            self._apart[number] = self.differences[number].apart(self.coder_ids)
        return self._apart[number]

    def numbers_on(self, marks: Iterable[Mark]) -> set[int]:
        """The places that some marks may settle."""
        by_code = self._found.by_code
        return {n for code_id, *span in marks if code_id in by_code for n in by_code[code_id].meeting(*span)}

    def next_open(self, number: int) -> int:
        """The next difference after one about which nothing is decided, from the top again; -1 if there is none."""
        open_ = self._found.open
        at = bisect_right(open_, number)
        return open_[at % len(open_)] if open_ else -1

    def numbers_touched(self, changes: Changes) -> set[int]:
        """The places that an operation on the consensus was about."""
        marks = [
            (image["code_id"], image["start_char"], image["end_char"])
            for table in ("coding", "memo")
            for row in changes.of(table)
            for image in (row.before, row.after)
            if image is not None and image["document_id"] == self.document_id and image["start_char"] is not None
        ]
        return self.numbers_on(marks)

    # ---- following

    def follow(self, changes: Changes) -> None:
        """Take in what an operation did."""
        if self.document_id is None:
            return
        if changes.touches("coder"):
            consensus = self._workspace.project.consensus.coder()
            self.consensus_id = consensus.id if consensus is not None else None
        if self._must_compare(changes):
            self.again()
        else:
            self._take_decisions(changes)

    def _must_compare(self, changes: Changes) -> bool:
        assert self.document_id is not None
        rows = changes.codings_in(self.document_id)
        if self.document_id in changes.corrected_ids or len(rows) > _MOST_ROWS:
            return True
        return any(coder_id in self.coder_ids for row in rows for coder_id in row.values("coder_id"))

    def _take_decisions(self, changes: Changes) -> None:
        assert self.document_id is not None
        settlements, marks = self._found.settlements, list[Mark]()
        for row in changes.codings_in(self.document_id):
            if self.consensus_id in row.values("coder_id") or settlements.holds(row.row_id):
                marks += settlements.take_coding(row.row_id, self._kept(row.after))
        for row in changes.of("memo"):
            if MEMO_KIND in row.values("kind"):
                marks += settlements.take_memo(row.row_id, self._written(row.after))
        numbers = self.numbers_on(marks) | self._noted(changes)
        for number in numbers:
            was, now = self._found.is_settled[number], settlements.has_settled(self.differences[number])
            if was != now:
                self._settle(number, now)
        if numbers:
            self.settled.emit(numbers)

    def _settle(self, number: int, is_settled: bool) -> None:
        """A place is settled now, or open again."""
        self._found.is_settled[number] = is_settled
        if self.differences[number].is_agreement:
            self.open_agreement_count -= 1 if is_settled else -1
            return
        self.settled_count += 1 if is_settled else -1
        if is_settled:
            del self._found.open[bisect_left(self._found.open, number)]
        else:
            insort(self._found.open, number)

    def _noted(self, changes: Changes) -> set[int]:
        """The places whose notes, while they are open, were touched."""
        spans = {
            (image["start_char"], image["end_char"])
            for row in changes.of("memo")
            for image in (row.before, row.after)
            if image is not None and image["document_id"] == self.document_id and image["kind"] == MEMO_KIND
        }
        return {n for start, end in spans if start is not None for n in self._on_span(start, end)}

    def _on_span(self, start: int, end: int) -> Iterable[int]:
        """The places from just here to just there."""
        number = bisect_left(self.differences, start, key=lambda place: place.start)
        while number < len(self.differences) and self.differences[number].start == start:
            if self.differences[number].end == end:
                yield number
            number += 1

    def _kept(self, image: Image | None) -> PlacedCoding | None:
        """The consensus coding that a row holds, if it is one of this document and has words."""
        if image is None or image["document_id"] != self.document_id or image["coder_id"] != self.consensus_id:
            return None
        made = PlacedCoding(*(image[name] for name in PlacedCoding._fields))
        return made if made.start_char < made.end_char else None

    def _written(self, image: Image | None) -> Memo | None:
        if image is None or image["document_id"] != self.document_id or image["kind"] != MEMO_KIND:
            return None
        return memo_of(image)

    def _show(self, found: Compared) -> None:
        self._found = found
        self._apart.clear()
        states = list(zip((place.is_agreement for place in found.differences), found.is_settled, strict=True))
        self.agreement_count = sum(agrees for agrees, _ in states)
        self.open_agreement_count = states.count((True, False))
        self.settled_count = states.count((False, True))
        self.changed.emit()


def _comparing(
    codings: list[PlacedCoding], coder_ids: tuple[Id, ...], kept: list[PlacedCoding], memos: list[Memo]
) -> Callable[[Progress | None, Give | None], Any]:
    """The work of one comparison, on any thread."""

    def run(_progress: Progress | None, _give: Give | None) -> Compared:
        differences = tuple(compare(codings, coder_ids))
        settlements = Settlements(kept, memos)
        numbers, by_code = dict[Id, int](), dict[Id, list[tuple[int, int, int]]]()
        for number, place in enumerate(differences):
            numbers.update((key, number) for reading in place.readings for key in reading.coding_ids)
            for code_id, _start, _end in hulls(place):
                by_code.setdefault(code_id, []).append((place.start, place.end, number))
        is_settled = [settlements.has_settled(place) for place in differences]
        open_ = [n for n, place in enumerate(differences) if not place.is_agreement and not is_settled[n]]
        spans = {code_id: PlacedSpans(there) for code_id, there in by_code.items()}
        return Compared(tuple(codings), tuple(kept), differences, settlements, is_settled, open_, numbers, spans)

    return run
