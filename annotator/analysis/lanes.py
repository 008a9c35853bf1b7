"""Lanes: which stripe beside a text goes where, so that no two that meet share a lane.

At load codings are placed first fit by start; one that is added later takes the lowest lane that is free where it
lies, so that the others stay where they are.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from heapq import heappop, heappush
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
Span = tuple[int, int]


def first_fit(spans: Iterable[tuple[K, Span]]) -> dict[K, int]:
    """A lane, from 0, for each half-open span. Spans that only touch may share one. O(n log n)."""
    lanes: dict[K, int] = {}
    busy: list[tuple[int, int]] = []  # (end, lane)
    free: list[int] = []
    count = 0
    for key, (start, end) in sorted(spans, key=lambda item: (item[1][0], -item[1][1])):
        while busy and busy[0][0] <= start:
            heappush(free, heappop(busy)[1])
        if free:
            lane = heappop(free)
        else:
            lane, count = count, count + 1
        lanes[key] = lane
        heappush(busy, (end, lane))
    return lanes


def lowest_free(taken: Iterable[int]) -> int:
    """The lowest lane, from 0, that is not taken."""
    used = set(taken)
    lane = 0
    while lane in used:
        lane += 1
    return lane


class Lanes(Generic[K]):
    """The lanes of one text's spans, kept while spans come and go.

    Spans are counted in rows (lines or paragraphs of the text), both ends included, because two stripes that share a
    row would be drawn over each other there.
    """

    def __init__(self, rows: Iterable[tuple[K, Span]] = ()) -> None:
        self._rows = dict(rows)
        self._lanes = first_fit((key, (first, last + 1)) for key, (first, last) in self._rows.items())
        self._count: int | None = None
        self._in_row: dict[int, set[K]] = {}
        for key, (first, last) in self._rows.items():
            for row in range(first, last + 1):
                self._in_row.setdefault(row, set()).add(key)

    def __getitem__(self, key: K) -> int:
        return self._lanes[key]

    def __len__(self) -> int:
        return len(self._lanes)

    @property
    def count(self) -> int:
        """How many lanes there are."""
        if self._count is None:
            self._count = max(self._lanes.values(), default=-1) + 1
        return self._count

    def in_rows(self, first: int, last: int) -> set[K]:
        """The spans that lie in or reach into these rows, both included. O(rows)."""
        found: set[K] = set()
        for row in range(first, last + 1):
            found |= self._in_row.get(row, set())
        return found

    def add(self, key: K, rows: Span) -> int:
        """Give a new span the lowest lane that is free in all its rows."""
        lane = lowest_free(self._lanes[other] for other in self.in_rows(*rows))
        self._rows[key] = rows
        self._lanes[key] = lane
        self._count = None
        for row in range(rows[0], rows[1] + 1):
            self._in_row.setdefault(row, set()).add(key)
        return lane

    def remove(self, key: K) -> None:
        """Take a span away; the others stay in their lanes."""
        first, last = self._rows.pop(key)
        del self._lanes[key]
        self._count = None
        for row in range(first, last + 1):
            self._in_row[row].discard(key)
