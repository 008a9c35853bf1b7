"""Where marked spans overlap: a line cut into pieces that carry the same marks."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator
from typing import TypeVar

M = TypeVar("M")


def pieces(spans: Iterable[tuple[int, int, M]]) -> Iterator[tuple[int, int, tuple[M, ...]]]:
    """Half-open spans with a mark each, cut at every end: (start, end, the marks there in the order of the spans).

    Pieces without a mark are left out, and so are empty spans. O(n log n) and what is given out.
    """
    marked = [(start, end, mark) for start, end, mark in spans if start < end]
    edges = sorted(
        [(start, 1, number) for number, (start, _, _) in enumerate(marked)]
        + [(end, 0, number) for number, (_, end, _) in enumerate(marked)]
    )
    here: list[int] = []  # the numbers of the spans that lie here, in order
    before = 0
    for place, opens, number in edges:
        if here and before < place:
            yield before, place, tuple([marked[here_number][2] for here_number in here])
        before = place
        if opens:
            insort(here, number)
        else:
            here.remove(number)
