"""Agreement on segments as their coders chose them: does the other coder have the same code there?

Each segment of each coder is set against each other coder who coded the document. Segments of nobody cannot be counted,
so there is a percentage but no coefficient.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from typing import Literal, TypeAlias

from annotator.analysis.coefficients import Undefined, Value, Why
from annotator.analysis.decisions import Span, united
from annotator.analysis.span_sets import meets

SegmentUnit = Literal["exact_segment", "overlapping_segment"]
Pair: TypeAlias = tuple[int, int]
"""Whose segment it is, and whom it was set against; coders are bits."""


@dataclass
class Matches:
    """How many segments were set against whom, and how many of them found the same code there."""

    compared: Counter[Pair] = field(default_factory=Counter)
    alike: Counter[Pair] = field(default_factory=Counter)

    def add(self, other: Matches) -> None:
        """Count those of another too."""
        self.compared.update(other.compared)
        self.alike.update(other.alike)

    def between(self, one: int, other: int) -> Matches:
        """Those of two coders alone."""
        pairs = ((one, other), (other, one))
        return Matches(
            Counter({pair: self.compared[pair] for pair in pairs if self.compared[pair]}),
            Counter({pair: self.alike[pair] for pair in pairs if self.alike[pair]}),
        )

    @property
    def percent(self) -> Value:
        """Of 100 segments that were set against another coder, how many found the same code there."""
        compared = self.compared.total()
        return 100 * self.alike.total() / compared if compared else Undefined(Why.NO_SEGMENTS)


def matches_of(spans: Mapping[int, Sequence[Span]], coders: Sequence[int], unit: SegmentUnit) -> Matches:
    """The segments with one code in one document, by coder. The same span twice is one segment."""
    own = {coder: set(spans.get(coder, ())) for coder in coders}
    covered = {coder: united(segments) for coder, segments in own.items()} if unit == "overlapping_segment" else {}
    found = Matches()
    for one, other in permutations(coders, 2):
        if not own[one]:
            continue
        found.compared[one, other] = len(own[one])
        if unit == "exact_segment":
            found.alike[one, other] = len(own[one] & own[other])
        else:
            found.alike[one, other] = sum(meets(covered[other], *span) for span in own[one])
    return found
