"""Which differences have been settled, and how: read off the consensus codings and their memos, kept nowhere else.

A place is settled where

- a consensus coding with one of its codes shares a character with what somebody there gave that code, or
- a memo of kind "consensus" that names one of its codes is on a passage that does.

So a decision is found again after reopening, undo, a merge, and in another choice of coders.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Generic, TypeVar

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
    """The consensus of one document, asked place by place: each question costs what lies there.

    It is kept up coding by coding and memo by memo; what a change costs depends on how much carries the same code.
    """

    def __init__(self, codings: Iterable[PlacedCoding] = (), memos: Iterable[Memo] = ()) -> None:
        self._codings: _Shelf[PlacedCoding] = _Shelf()
        self._memos: _Shelf[Memo] = _Shelf()
        self._notes: dict[Id, Memo] = {}
        for coding in codings:
            self.take_coding(coding.id, coding)
        for memo in memos:
            self.take_memo(memo.id, memo)

    def take_coding(self, coding_id: Id, coding: PlacedCoding | None) -> list[Mark]:
        """A consensus coding is so now, or gone (None). Returns the marks that came and went."""
        mark = (coding.code_id, coding.start_char, coding.end_char) if coding is not None else None
        return self._codings.put(coding_id, mark, coding)

    def take_memo(self, memo_id: Id, memo: Memo | None) -> list[Mark]:
        """A memo of kind "consensus" on a passage is so now, or gone (None). Returns the marks that came and went."""
        self._notes.pop(memo_id, None)
        if memo is None or memo.start_char is None or memo.end_char is None:
            return self._memos.put(memo_id, None, None)
        if memo.code_id is None:
            self._notes[memo_id] = memo
            return self._memos.put(memo_id, None, None)
        return self._memos.put(memo_id, (memo.code_id, memo.start_char, memo.end_char), memo)

    def holds(self, coding_id: Id) -> bool:
        """Whether this is one of the consensus codings."""
        return self._codings.get(coding_id) is not None

    def has_settled(self, difference: Difference) -> bool:
        """Whether a place has been settled."""
        return any(self._codings.meets(*hull) or self._memos.meets(*hull) for hull in hulls(difference))

    def of(self, difference: Difference) -> Settlement | None:
        """What was decided about a place; None where it is open."""
        codings = {c.id: c for hull in hulls(difference) for c in self._codings.meeting(*hull)}
        memos = {m.id: m for hull in hulls(difference) for m in self._memos.meeting(*hull)}
        for memo in memos.values():
            coding = self._codings.get(memo.coding_id)
            if coding is not None:
                codings[coding.id] = coding
        if not codings and not memos:
            return None
        kept = tuple(sorted(codings.values(), key=lambda c: (c.start_char, c.end_char, c.code_id)))
        return Settlement(*_outcome(difference, kept), kept, tuple(memos.values()))

    def note_on(self, difference: Difference) -> Memo | None:
        """What was written about a place that is still open."""
        span = difference.start, difference.end
        return next((memo for memo in self._notes.values() if (memo.start_char, memo.end_char) == span), None)


def hulls(difference: Difference) -> Iterable[Mark]:
    """Each code of a place, from the first character that somebody gave it to the last."""
    if difference.kind != "codes":
        return ((difference.readings[0].code_id, difference.start, difference.end),)
    unions = ((code_id, difference.union_of(code_id)) for code_id in difference.code_ids)
    return ((code_id, union[0][0], union[-1][1]) for code_id, union in unions)


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


class _Shelf(Generic[T]):
    """Things by code and place, that come and go."""

    def __init__(self) -> None:
        self._marks: dict[Id, Mark] = {}
        self._items: dict[Id, dict[Id, tuple[int, int, T]]] = {}
        self._placed: dict[Id, PlacedSpans[T]] = {}

    def put(self, key: Id, mark: Mark | None, item: T | None) -> list[Mark]:
        """A thing is so now, or gone; the marks that came and went."""
        before = self._marks.pop(key, None)
        if before is not None:
            gone = self._items[before[0]].pop(key)
            if before[0] in self._placed:
                self._placed[before[0]].remove(gone)
        if mark is not None and item is not None:
            self._marks[key] = mark
            came = mark[1], mark[2], item
            self._items.setdefault(mark[0], {})[key] = came
            if mark[0] in self._placed:
                self._placed[mark[0]].add(came)
        return [each for each in (before, mark) if each is not None]

    def get(self, key: Id | None) -> T | None:
        """The thing with this id."""
        mark = self._marks.get(key) if key is not None else None
        return self._items[mark[0]][key][2] if mark is not None and key is not None else None

    def meets(self, code_id: Id, start: int, end: int) -> bool:
        """Whether something with a code shares a character with a span."""
        return code_id in self._items and self._of(code_id).meets(start, end)

    def meeting(self, code_id: Id, start: int, end: int) -> list[T]:
        """What has a code and shares a character with a span, by place."""
        return self._of(code_id).meeting(start, end) if code_id in self._items else []

    def _of(self, code_id: Id) -> PlacedSpans[T]:
        if code_id not in self._placed:
            self._placed[code_id] = PlacedSpans(self._items[code_id].values())
        return self._placed[code_id]


class PlacedSpans(Generic[T]):
    """Things by place (start, end, thing), asked which of them meet a span. One that comes or goes costs little."""

    def __init__(self, items: Iterable[tuple[int, int, T]]) -> None:
        self._items = sorted(items, key=_place)
        self._starts = [item[0] for item in self._items]
        self._furthest = list(accumulate((item[1] for item in self._items), max))

    def add(self, item: tuple[int, int, T]) -> None:
        """One more."""
        at = bisect_left(self._items, item[:2], key=_place)
        self._items.insert(at, item)
        insort(self._starts, item[0])
        self._furthest.insert(at, 0)
        self._reach_on(at)

    def remove(self, item: tuple[int, int, T]) -> None:
        """One of them is gone. Raises ValueError where it is none of them."""
        at = self._items.index(item, bisect_left(self._items, item[:2], key=_place))
        del self._items[at], self._starts[at], self._furthest[at]
        self._reach_on(at)

    def _reach_on(self, at: int) -> None:
        """Set right how far the things up to each reach, from one on until it is right already."""
        reach = self._furthest[at - 1] if at else 0
        for number in range(at, len(self._items)):
            reach = max(reach, self._items[number][1])
            if self._furthest[number] == reach:
                return
            self._furthest[number] = reach

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


def _place(item: tuple[int, int, Any]) -> tuple[int, int]:
    return item[0], item[1]
