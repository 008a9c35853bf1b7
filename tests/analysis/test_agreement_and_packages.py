"""Agreement on random codings equals what krippendorff and scikit-learn make of every single decision."""

from __future__ import annotations

import random
from itertools import combinations

import krippendorff
import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from annotator.analysis.agreement import agreement
from annotator.analysis.agreement_terms import AgreementQuestion
from tests.analysis.agreement_worlds import CODERS, PARENTS, Spans, code_id, coder_id, world

SIZES = (700, 300, 500)
NEAR = 1e-9


def random_spans(chance: random.Random, size: int, coders: str) -> Spans:
    """Some codings of each coder with each code, now and then overlapping."""
    starts = [(coder, code, chance.randrange(size - 60)) for coder in coders for code in PARENTS for _ in range(6)]
    return [(coder, code, start, start + chance.randint(1, 60)) for coder, code, start in starts]


def decisions(size: int, spans: Spans) -> np.ndarray:
    """A row per coder, a column per code and character; not a number where a coder has not coded the document."""
    rows = np.full((len(CODERS), len(PARENTS), size), np.nan)
    rows[[CODERS.index(coder) for coder, _, _, _ in spans]] = 0
    for coder, code, start, end in spans:
        rows[CODERS.index(coder), list(PARENTS).index(code), start:end] = 1
    return rows.reshape(len(CODERS), -1)


@pytest.mark.parametrize("seed", range(10))
def test_figures_of_random_codings_with_missing_coders_equal_those_of_the_packages(seed: int) -> None:
    chance = random.Random(seed)
    documents = [(size, random_spans(chance, size, "".join(chance.sample(CODERS, 3)))) for size in SIZES]
    found = agreement(world(*documents), AgreementQuestion())
    table = np.hstack([decisions(*document) for document in documents])
    alpha = krippendorff.alpha(reliability_data=table, level_of_measurement="nominal")
    assert found.overall.alpha == pytest.approx(alpha, abs=NEAR)
    kappas = []
    for one, other in combinations(range(len(CODERS)), 2):
        both = ~np.isnan(table[one]) & ~np.isnan(table[other])
        if not both.any():
            continue
        kappas.append(cohen_kappa_score(table[one][both], table[other][both]))
        pair = found.by_pair[coder_id(CODERS[one]), coder_id(CODERS[other])]
        assert pair.kappa.value == pytest.approx(kappas[-1], abs=NEAR)
        assert pair.percent == pytest.approx(100 * np.mean(table[one][both] == table[other][both]), abs=NEAR)
    assert found.overall.kappa.value == pytest.approx(np.mean(kappas), abs=NEAR)
    for place, code in enumerate(PARENTS):
        rows = np.hstack([decisions(*each).reshape(len(CODERS), len(PARENTS), -1)[:, place] for each in documents])
        alpha = krippendorff.alpha(reliability_data=rows, level_of_measurement="nominal")
        assert found.by_code[code_id(code)].alpha == pytest.approx(alpha, abs=NEAR)
