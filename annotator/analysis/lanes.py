"""Lanes: which stripe beside a text goes where, so that no two that meet share a lane.

At load codings are placed first fit by start, as far down as somebody looks; one that is added later takes the lowest
lane that is free where it lies, so that the others stay where they are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from functools import partial
from heapq import heappop, heappush
from itertools import count
from operator import sub
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
Span = tuple[int, int]
_CELL_ROWS = 16


def first_fit(spans: Iterable[tuple[K, Span]]) -> dict[K, int]:
    """A lane, from 0, for each half-open span. Spans that only touch may share one. O(n log n)."""
    fit = _FirstFit()
    return {key: fit.place(*span) for key, span in sorted(spans, key=lambda item: (item[1][0], -item[1][1]))}


def lowest_free(taken: Iterable[int]) -> int:
    """The lowest lane, from 0, that is not taken."""
    used = set(taken)
    lane = 0
    while lane in used:
        lane += 1
    return lane


def lane_count(firsts: Sequence[int], lasts: Iterable[int]) -> int:
    """How many lanes first fit needs: as many as the spans that share a row at most.

    `firsts` are the first rows of the spans in order, `lasts` their last rows in any order.
    """
    ended = map(partial(bisect_left, sorted(lasts)), firsts)  # before each of them begins
    return max(map(sub, count(1), ended), default=0)


def lanes_down_to(row: int, firsts: Sequence[int], lasts: Sequence[int]) -> list[int]:
    """The lanes that `Lanes` gives to the spans that begin in this row or before it, given by their first rows.

    It costs by how many these are: for whoever wants to see the beginning, and the rest later.
    """
    fit, so_many = _FirstFit(), bisect_right(firsts, row)
    lanes = [0] * so_many
    for index in sorted(range(so_many), key=lambda index: (firsts[index], lasts[index])):
        lanes[index] = fit.place(firsts[index], lasts[index] + 1)
    return lanes


class Lanes(Generic[K]):
    """The lanes of one text's spans, kept while spans come and go.

    Spans are counted in rows (lines or paragraphs of the text), both ends included, because two stripes that share a
    row would be drawn over each other there. Making it costs O(n log n); after that, each question and each change
    costs by what lies around the place in question.
    """

    def __init__(self, rows: Iterable[tuple[K, Span]] = ()) -> None:
        self._rows = dict(rows)
        self._lanes: dict[K, int] = {}
        self._fit = _FirstFit()
        self._waiting = sorted(self._rows, key=self._rows.__getitem__)
        in_order = [self._rows[key] for key in self._waiting]
        self._count = lane_count([first for first, _ in in_order], [last for _, last in in_order])
        self._waiting.reverse()  # the next to be placed is the last
        self._cells: defaultdict[int, set[K]] = defaultdict(set)  # of those that have been placed

    def __getitem__(self, key: K) -> int:
        if key not in self._lanes:
            self._place_to(self._rows[key][0])
        return self._lanes[key]

    def __contains__(self, key: K) -> bool:
        return key in self._rows

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def count(self) -> int:
        """How many lanes there are. One that becomes empty stays, since a text that moves is worse than a gap."""
        return self._count

    def in_rows(self, first: int, last: int) -> set[K]:
        """The spans that lie in or reach into these rows, both included."""
        self._place_to(last)
        rows = self._rows
        near: set[K] = set()
        for cell in range(first // _CELL_ROWS, last // _CELL_ROWS + 1):
            if cell in self._cells:
                near |= self._cells[cell]
        return {key for key in near if rows[key][0] <= last and rows[key][1] >= first}

    def add(self, key: K, rows: Span) -> int:
        """Give a new span the lowest lane that is free in all its rows."""
        lane = lowest_free(self._lanes[other] for other in self.in_rows(*rows))
        self._rows[key] = rows
        self._lanes[key] = lane
        self._count = max(self._count, lane + 1)
        for cell in self._cells_of(rows):
            self._cells[cell].add(key)
        return lane

    def remove(self, key: K) -> None:
        """Take a span away; the others stay in their lanes."""
        self._place_to(self._rows[key][0])
        rows = self._rows.pop(key)
        del self._lanes[key]
        for cell in self._cells_of(rows):
            self._cells[cell].discard(key)

    @staticmethod
    def _cells_of(rows: Span) -> range:
        return range(rows[0] // _CELL_ROWS, rows[1] // _CELL_ROWS + 1)

    def _place_to(self, row: int) -> None:
        """Give lanes to all spans that begin in this row or before it."""
        waiting, rows = self._waiting, self._rows
        while waiting and rows[waiting[-1]][0] <= row:
            key = waiting.pop()
            first, last = rows[key]
            self._lanes[key] = self._fit.place(first, last + 1)
            self._cells[first // _CELL_ROWS].add(key)
            for cell in range(first // _CELL_ROWS + 1, last // _CELL_ROWS + 1):
                self._cells[cell].add(key)


class _FirstFit:
    """Gives each half-open span, in the order of their starts, the lowest lane that is free there."""

    def __init__(self) -> None:
        self._busy: list[tuple[int, int]] = []  # (end, lane)
        self._free: list[int] = []
        self._count = 0

    def place(self, start: int, end: int) -> int:
        while self._busy and self._busy[0][0] <= start:
            heappush(self._free, heappop(self._busy)[1])
        if self._free:
            lane = heappop(self._free)
        else:
            lane, self._count = self._count, self._count + 1
        heappush(self._busy, (end, lane))
        return lane
