"""Which differences have been settled, and how: read off the consensus codings and their memos, kept nowhere else.

A place is settled where

- a consensus coding with one of its codes shares a character with what somebody there gave that code, or
- a memo of kind "consensus" that names one of its codes is on a passage that does.

So a decision is found again after reopening, undo, a merge, and in another choice of coders.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

from annotator.analysis.differences import Difference, joined
from annotator.analysis.span_sets import Run
from annotator.project.codings import PlacedCoding
from annotator.project.consensus import Outcome
from annotator.project.ids import Id
from annotator.project.memos import Memo

T = TypeVar("T")
Mark = tuple[Id, int, int]  # a code, start and end


@dataclass(frozen=True, slots=True)
class Settlement:
    """What was decided about one place. `coder_ids` are those whose reading was kept as it is."""

    outcome: Outcome
    coder_ids: tuple[Id, ...]
    codings: tuple[PlacedCoding, ...]
    memos: tuple[Memo, ...]

    @property
    def note(self) -> str:
        """Why, in the words that were written."""
        return "\n\n".join(memo.text for memo in self.memos if memo.text)


class Settlements:
    """The consensus of one document, asked place by place: each question costs what lies there."""

    def __init__(self, codings: Iterable[PlacedCoding] = (), memos: Iterable[Memo] = ()) -> None:
        kept = list(codings)
        written = [(memo, *_span_of(memo)) for memo in memos]
        self._codings = _by_code((c.code_id, c.start_char, c.end_char, c) for c in kept)
        self._memos = _by_code((m.code_id, s, e, m) for m, s, e in written if m.code_id is not None)
        self._notes = {(start, end): memo for memo, start, end in written if memo.code_id is None}
        self._coding_of = {coding.id: coding for coding in kept}
        self.marks: frozenset[Mark] = frozenset(
            [(c.code_id, c.start_char, c.end_char) for c in kept]
            + [(m.code_id, s, e) for m, s, e in written if m.code_id is not None]
        )

    def has_settled(self, difference: Difference) -> bool:
        """Whether a place has been settled."""
        return any(
            code_id in there and there[code_id].meets(*span)
            for code_id, span in _hulls(difference)
            for there in (self._codings, self._memos)
        )

    def of(self, difference: Difference) -> Settlement | None:
        """What was decided about a place; None where it is open."""
        codings = {c.id: c for code_id, span in _hulls(difference) for c in _meeting(self._codings, code_id, span)}
        memos = {m.id: m for code_id, span in _hulls(difference) for m in _meeting(self._memos, code_id, span)}
        for memo in memos.values():
            if memo.coding_id in self._coding_of:
                codings[memo.coding_id] = self._coding_of[memo.coding_id]
        if not codings and not memos:
            return None
        kept = tuple(sorted(codings.values(), key=lambda c: (c.start_char, c.end_char, c.code_id)))
        return Settlement(*_outcome(difference, kept), kept, tuple(memos.values()))

    def note_on(self, difference: Difference) -> Memo | None:
        """What was written about a place that is still open."""
        return self._notes.get((difference.start, difference.end))


def _outcome(difference: Difference, kept: Iterable[PlacedCoding]) -> tuple[Outcome, tuple[Id, ...]]:
    """What the consensus codings of a place come to, and whose reading they are."""
    spans: dict[Id, list[Run]] = {}
    for coding in kept:
        spans.setdefault(coding.code_id, []).append((coding.start_char, coding.end_char))
    found = {code_id: joined(of_code) for code_id, of_code in spans.items()}
    if not found:
        return "neither", ()
    whose = tuple(r.coder_id for r in difference.readings if found == {r.code_id: r.spans})
    if whose:
        return "keep", whose
    everything = {code_id: difference.union_of(code_id) for code_id in difference.code_ids}
    return ("all", ()) if found == everything else ("third", ())


def _hulls(difference: Difference) -> Iterable[tuple[Id, Run]]:
    """Each code of a place, from the first character that somebody gave it to the last."""
    if difference.kind != "codes":
        return ((difference.readings[0].code_id, (difference.start, difference.end)),)
    unions = ((code_id, difference.union_of(code_id)) for code_id in difference.code_ids)
    return ((code_id, (union[0][0], union[-1][1])) for code_id, union in unions)


class _Placed(Generic[T]):
    """Things by place, asked which of them meet a span."""

    def __init__(self, items: list[tuple[int, int, T]]) -> None:
        items.sort(key=lambda item: item[:2])
        self._items = items
        self._starts = [item[0] for item in items]
        self._furthest = list(accumulate((item[1] for item in items), max))

    def meets(self, start: int, end: int) -> bool:
        """Whether one of them shares a character with a span."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._furthest[before - 1] > start

    def meeting(self, start: int, end: int) -> list[T]:
        """Those that share a character with a span, by place."""
        found: list[T] = []
        at = bisect_left(self._starts, end) - 1
        while at >= 0 and self._furthest[at] > start:
            if self._items[at][1] > start:
                found.append(self._items[at][2])
            at -= 1
        return found[::-1]


def _by_code(items: Iterable[tuple[Id, int, int, T]]) -> dict[Id, _Placed[T]]:
    found: dict[Id, list[tuple[int, int, T]]] = {}
    for code_id, start, end, item in items:
        found.setdefault(code_id, []).append((start, end, item))
    return {code_id: _Placed(of_code) for code_id, of_code in found.items()}


def _meeting(there: dict[Id, _Placed[T]], code_id: Id, span: Run) -> list[T]:
    return there[code_id].meeting(*span) if code_id in there else []


def _span_of(memo: Memo) -> Run:
    """The passage that a memo is on; the project gives only those that have one."""
    assert memo.start_char is not None
    assert memo.end_char is not None
    return memo.start_char, memo.end_char
