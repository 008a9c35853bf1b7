from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.overlaps import pieces

spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from("abc")), max_size=12)


@given(spans)
def test_every_character_carries_the_marks_of_the_spans_that_hold_it(made: list[tuple[int, int, str]]) -> None:
    wanted = {at: tuple(mark for start, end, mark in made if start <= at < end) for at in range(31)}
    found = {at: marks for start, end, marks in pieces(made) for at in range(start, end)}
    assert found == {at: marks for at, marks in wanted.items() if marks}


@given(spans)
def test_pieces_follow_each_other_without_overlap(made: list[tuple[int, int, str]]) -> None:
    found = list(pieces(made))
    assert all(start < end for start, end, _ in found)
    assert all(left[1] <= right[0] for left, right in pairwise(found))


def test_two_overlapping_spans_make_three_pieces() -> None:
    assert list(pieces([(0, 5, "a"), (3, 9, "b")])) == [(0, 3, ("a",)), (3, 5, ("a", "b")), (5, 9, ("b",))]
