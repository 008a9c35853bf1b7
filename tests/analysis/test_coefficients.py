"""Percent, kappa and alpha: by hand, and equal to the packages that others use."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations

import krippendorff
import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from annotator.analysis.coefficients import (
    MeanKappa,
    Tally,
    Undefined,
    Why,
    cohens_kappa,
    krippendorffs_alpha,
    mean_kappa,
    percent,
)

A, B, C = 1, 2, 4
NEAR = 1e-9


def two(both: int, only_a: int, only_b: int, neither: int) -> Tally:
    """The decisions of two coders."""
    return Counter({(A | B, A | B): both, (A | B, A): only_a, (A | B, B): only_b, (A | B, 0): neither})


def table(rows: list[list[int | None]]) -> Tally:
    """The decisions of several coders, a row each; None where somebody did not decide."""
    tally: Tally = Counter()
    for decision in zip(*rows, strict=True):
        decided = sum(1 << coder for coder, value in enumerate(decision) if value is not None)
        gave = sum(1 << coder for coder, value in enumerate(decision) if value)
        tally[decided, gave] += 1
    return tally


@pytest.mark.parametrize(
    ("tally", "agree", "kappa"),
    [
        (two(50, 75, 75, 800), 85.0, 0.314),
        (two(50, 150, 0, 800), 85.0, 0.348),
        (two(80, 20, 20, 880), 96.0, 0.778),
        (two(1, 1, 3, 5), 60.0, 0.091),
    ],
)
def test_figures_are_those_that_can_be_checked_by_hand(tally: Tally, agree: float, kappa: float) -> None:
    assert percent(tally) == pytest.approx(agree)
    assert cohens_kappa(tally, A, B) == pytest.approx(kappa, abs=0.0005)
    assert cohens_kappa(tally, B, A) == cohens_kappa(tally, A, B)


def test_alpha_is_that_of_ten_decisions_by_two_coders() -> None:
    first, second = [int(sign) for sign in "1100000000"], [int(sign) for sign in "0110010100"]
    assert krippendorffs_alpha(table([first, second])) == pytest.approx(0.095, abs=0.0005)


@pytest.mark.parametrize(
    ("tally", "why"),
    [
        (two(0, 0, 0, 9), Why.NEVER_GIVEN),
        (two(9, 0, 0, 0), Why.ALWAYS_GIVEN),
        (two(0, 0, 0, 0), Why.NOTHING_COUNTED),
    ],
)
def test_one_value_everywhere_has_no_coefficient_but_a_reason(tally: Tally, why: Why) -> None:
    assert cohens_kappa(tally, A, B) == Undefined(why)
    assert krippendorffs_alpha(tally) == Undefined(why)
    assert mean_kappa(tally, (A, B)) == MeanKappa(Undefined(why), 1 if tally.total() else 0, 0)


def test_one_coder_who_says_the_same_everywhere_has_a_kappa_of_nothing() -> None:
    assert cohens_kappa(two(0, 3, 0, 7), A, B) == 0.0


def test_decisions_of_one_coder_alone_count_nowhere() -> None:
    shared = two(3, 1, 2, 9)
    alone: Tally = Counter({(A, A): 70, (B, 0): 80, (0, 0): 90})
    assert percent(shared + alone) == percent(shared)
    assert krippendorffs_alpha(shared + alone) == krippendorffs_alpha(shared)
    assert mean_kappa(shared + alone, (A, B)) == mean_kappa(shared, (A, B))
    assert percent(alone) == Undefined(Why.NOTHING_COUNTED)


def test_kappa_of_three_coders_is_the_mean_of_the_pairs_that_have_one() -> None:
    rows: list[list[int | None]] = [[1, 0, 1, 0, 0, 0], [1, 0, 0, 0, 0, 0], [None, None, None, 0, 0, 0]]
    tally = table(rows)
    found = mean_kappa(tally, (A, B, C))
    assert (found.pairs, found.defined) == (3, 1)
    assert found.value == cohens_kappa(tally, A, B)


def test_pairs_that_say_other_things_but_always_the_same_have_no_mean() -> None:
    tally: Tally = Counter({(A | B, 0): 5, (B | C, B | C): 5})
    assert mean_kappa(tally, (A, B, C)) == MeanKappa(Undefined(Why.ONE_VALUE_PER_PAIR), 2, 0)


@pytest.mark.parametrize("seed", range(25))
def test_figures_equal_those_of_the_packages_on_random_decisions(seed: int) -> None:
    chance = random.Random(seed)
    coders, count = chance.randint(2, 5), chance.randint(20, 300)
    shares = [chance.uniform(0.1, 0.9) for _ in range(coders)]
    missing = chance.choice([0.0, 0.3])
    rows: list[list[int | None]] = [
        [None if chance.random() < missing else int(chance.random() < share) for _ in range(count)] for share in shares
    ]
    tally = table(rows)
    theirs = krippendorff.alpha(
        reliability_data=np.array([[np.nan if value is None else value for value in row] for row in rows]),
        level_of_measurement="nominal",
    )
    assert krippendorffs_alpha(tally) == pytest.approx(theirs, abs=NEAR)
    kappas = []
    for one, other in combinations(range(coders), 2):
        pairs = [(a, b) for a, b in zip(rows[one], rows[other], strict=True) if a is not None and b is not None]
        kappas.append(cohen_kappa_score(*zip(*pairs, strict=True)))
        assert cohens_kappa(tally, 1 << one, 1 << other) == pytest.approx(kappas[-1], abs=NEAR)
    assert mean_kappa(tally, [1 << coder for coder in range(coders)]).value == pytest.approx(np.mean(kappas), abs=NEAR)
