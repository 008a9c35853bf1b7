"""From coded spans to decisions: for each unit of a text, who gave it a code.

A coder gave a unit a code where one of their codings with it shares at least one character with the unit. Nothing here
looks at a unit by itself: only at the ends of spans, so that the cost is by the codings and never by the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, Protocol

from annotator.analysis.coefficients import Tally

Span = tuple[int, int]
TextUnit = Literal["character", "sentence", "paragraph", "turn"]


class Units(Protocol):
    """The units of one text, numbered from 0."""

    @property
    def count(self) -> int: ...

    def touched(self, start: int, end: int) -> Span:
        """The units that share a character with a span, as a span of numbers; empty where none does."""


class Characters:
    """Each code point is a unit."""

    def __init__(self, count: int) -> None:
        self.count = count

    def touched(self, start: int, end: int) -> Span:
        """The span itself."""
        return start, end


class Stretches:
    """Each of some spans is a unit; they are in order and do not overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        found = list(spans)
        self._starts = [start for start, _ in found]
        self._ends = [end for _, end in found]
        self.count = len(found)

    def touched(self, start: int, end: int) -> Span:
        """The units that share a character with a span."""
        return bisect_right(self._ends, start), bisect_left(self._starts, end)


def united(spans: Iterable[Span]) -> list[Span]:
    """The stretches that some spans cover, in order; those that touch are one. Empty spans cover nothing."""
    found: list[Span] = []
    start = end = -1
    for first, last in sorted(spans):
        if first >= last:
            continue
        if first > end:
            if end > start:
                found.append((start, end))
            start, end = first, last
        elif last > end:
            end = last
    if end > start:
        found.append((start, end))
    return found


def covered(spans: Iterable[Span]) -> int:
    """How many units some spans cover."""
    return sum(end - start for start, end in united(spans))


def given_by(spans: Mapping[int, Sequence[Span]], deciders: int) -> Tally:
    """How many units got one code from which of the coders; those that got it from nobody are left out.

    `spans` are spans of units by coder, `deciders` all who decided; coders are bits.
    """
    edges = [(place, coder) for coder, own in spans.items() for span in united(own) for place in span]
    edges.sort()
    tally: Tally = Counter()
    at = gave = 0
    for place, coder in edges:
        if gave and place > at:
            tally[deciders, gave] += place - at
        at = place
        gave ^= coder
    return tally


def with_neither(given: Tally, totals: Mapping[int, int]) -> Tally:
    """A tally of all decisions, from those in which somebody gave the code and how many each set of coders made."""
    whole = Counter(given)
    neither = Counter(totals)
    for (deciders, _), count in given.items():
        neither[deciders] -= count
    for deciders, count in neither.items():
        if count:
            whole[deciders, 0] = count
    return whole
