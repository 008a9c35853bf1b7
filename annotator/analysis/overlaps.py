"""Where marked spans overlap: a line cut into pieces that carry the same marks."""

from __future__ import annotations

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
    here: dict[int, M] = {}
    before = 0
    for place, opens, number in edges:
        if here and before < place:
            yield before, place, tuple(here[key] for key in sorted(here))
        before = place
        if opens:
            here[number] = marked[number][2]
        else:
            del here[number]
