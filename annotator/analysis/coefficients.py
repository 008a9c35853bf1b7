"""Percent, Cohen's kappa and Krippendorff's alpha, from counts of who gave what.

A *decision* is whether one unit of text gets one code; each coder who coded the document made it. How units and codes
become decisions is said in `decisions`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TypeAlias

Tally: TypeAlias = Counter[tuple[int, int]]
"""How many decisions there are of each pattern (who decided, who gave the code): sets of coders as bits of a number."""


class Why(StrEnum):
    """Why there is no figure, as a sentence for people."""

    NOBODY_TO_COMPARE = "No document was coded by two of these coders."
    NOTHING_COUNTED = "There is nothing to decide on: no unit of text counts."
    NEVER_GIVEN = "No coder gave the code anywhere, so agreement by chance cannot be told apart."
    ALWAYS_GIVEN = "Every coder gave the code everywhere, so agreement by chance cannot be told apart."
    ONE_VALUE_PER_PAIR = "Each pair of coders said one and the same everywhere, so there is no kappa of any pair."
    NO_SEGMENTS = "None of these coders chose a segment."
    SEGMENTS = "Nobody can count the segments that no coder chose, so agreement by chance cannot be estimated."


@dataclass(frozen=True, slots=True)
class Undefined:
    """A figure that does not exist, and why."""

    why: Why


Value: TypeAlias = float | Undefined


@dataclass(frozen=True, slots=True)
class MeanKappa:
    """Cohen's kappa of two coders, or the mean over the pairs of several.

    `pairs` have decided on something together; the mean is of the `defined` ones among them.
    """

    value: Value
    pairs: int
    defined: int


def percent(tally: Tally) -> Value:
    """Of all pairs of judgements on one decision, how many of 100 say the same.

    For two coders this is (both + neither) / N.
    """
    pairs = alike = 0
    for judged, given, missing, count in _judgements(tally):
        pairs += count * judged * (judged - 1)
        alike += count * (given * (given - 1) + missing * (missing - 1))
    return 100 * alike / pairs if pairs else Undefined(Why.NOTHING_COUNTED)


def cohens_kappa(tally: Tally, one: int, other: int) -> Value:
    """(Po - Pe) / (1 - Pe) of two coders, by their bits; Pe = p1 p2 + (1 - p1)(1 - p2) (Cohen 1960).

    Decisions that only one of them made do not count.
    """
    both = only_one = only_other = total = 0
    for (decided, gave), count in tally.items():
        if decided & one and decided & other:
            total += count
            both += count if gave & one and gave & other else 0
            only_one += count if gave & one and not gave & other else 0
            only_other += count if gave & other and not gave & one else 0
    if not total:
        return Undefined(Why.NOTHING_COUNTED)
    first, second = both + only_one, both + only_other
    by_chance = first * second + (total - first) * (total - second)  # Pe, times the square of the total
    if by_chance == total * total:
        return Undefined(Why.ALWAYS_GIVEN if both else Why.NEVER_GIVEN)
    return (total * (total - only_one - only_other) - by_chance) / (total * total - by_chance)


def mean_kappa(tally: Tally, bits: Sequence[int]) -> MeanKappa:
    """The mean of the kappas of all pairs of these coders (Light 1971); of two coders their kappa.

    Pairs that have none are left out of the mean.
    """
    found = [cohens_kappa(tally, *pair) for pair in combinations(bits, 2)]
    asked = [kappa for kappa in found if kappa != Undefined(Why.NOTHING_COUNTED)]
    defined = [kappa for kappa in asked if not isinstance(kappa, Undefined)]
    if defined:
        return MeanKappa(sum(defined) / len(defined), len(asked), len(defined))
    whys = {kappa.why for kappa in asked if isinstance(kappa, Undefined)}
    why = whys.pop() if len(whys) == 1 else Why.ONE_VALUE_PER_PAIR if whys else Why.NOTHING_COUNTED
    return MeanKappa(Undefined(why), len(asked), 0)


def krippendorffs_alpha(tally: Tally) -> Value:
    """1 - Do/De for nominal data, any number of coders and decisions that some of them did not make.

    By the matrix of coincidences (Krippendorff 2011, "Computing Krippendorff's alpha-reliability").
    """
    ones = zeros = 0
    unlike = 0.0
    for judged, given, missing, count in _judgements(tally):
        ones += count * given
        zeros += count * missing
        unlike += count * given * missing / (judged - 1)
    if not ones + zeros:
        return Undefined(Why.NOTHING_COUNTED)
    if not ones or not zeros:
        return Undefined(Why.ALWAYS_GIVEN if ones else Why.NEVER_GIVEN)
    return 1 - (ones + zeros - 1) * unlike / (ones * zeros)


def _judgements(tally: Tally) -> Iterable[tuple[int, int, int, int]]:
    """How many judged, gave the code and did not give it, and how often; where at least two judged."""
    for (decided, gave), count in tally.items():
        judged, given = decided.bit_count(), (decided & gave).bit_count()
        if judged > 1 and count:
            yield judged, given, judged - given, count
