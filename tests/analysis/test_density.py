"""How densely the parts of a text are covered, counted at once or span by span."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.density import Density

LENGTH = 100
SPANS = st.lists(
    st.tuples(st.integers(0, LENGTH - 1), st.integers(0, LENGTH)).map(lambda pair: (min(pair), max(*pair, pair[0] + 1)))
)


def made(spans: list[tuple[int, int]], part_length: int = 10) -> Density:
    return Density([start for start, _ in spans], [end for _, end in spans], LENGTH, part_length)


def test_a_span_counts_in_every_part_that_it_meets() -> None:
    assert made([(5, 21)]).counts == [1, 1, 1, 0, 0, 0, 0, 0, 0, 0]
    assert made([(0, 10), (10, 20)]).counts[:3] == [1, 1, 0]
    assert made([(90, 100), (99, 100)]).counts[-1] == 2


def test_the_last_part_may_be_shorter() -> None:
    density = Density([96], [100], LENGTH, 16)
    assert (density.parts, density.counts[-1]) == (7, 1)
    assert density.part_of(99) == 6


def test_a_text_without_words_has_one_part() -> None:
    assert Density([], [], 0, 0).counts == [0]


@given(SPANS, st.integers(1, 120))
def test_counting_at_once_and_span_by_span_agree(spans: list[tuple[int, int]], part_length: int) -> None:
    at_once, one_by_one = made(spans, part_length), made([], part_length)
    for span in spans:
        one_by_one.add(*span)
    assert one_by_one.counts == at_once.counts
    for span in spans:
        at_once.add(*span, -1)
    assert not any(at_once.counts)
