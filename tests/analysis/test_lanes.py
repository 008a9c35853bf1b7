from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.lanes import Lanes, first_fit

spans = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)).map(lambda p: (p[0], p[0] + p[1])), max_size=40)


def meet(first: tuple[int, int], second: tuple[int, int]) -> bool:
    return first[0] <= second[1] and second[0] <= first[1]


def assert_apart(lanes: Lanes[int], rows: dict[int, tuple[int, int]]) -> None:
    for one in rows:
        for other in rows:
            if one < other and lanes[one] == lanes[other]:
                assert not meet(rows[one], rows[other])


@given(spans)
def test_spans_that_share_a_row_never_share_a_lane(made: list[tuple[int, int]]) -> None:
    rows = dict(enumerate(made))
    assert_apart(Lanes(rows.items()), rows)


@given(spans, st.data())
def test_adding_and_removing_keeps_the_others_in_their_lanes(made: list[tuple[int, int]], data: st.DataObject) -> None:
    rows = dict(enumerate(made))
    lanes = Lanes(rows.items())
    for step in range(10):
        before = {key: lanes[key] for key in rows}
        if rows and data.draw(st.booleans()):
            gone = data.draw(st.sampled_from(sorted(rows)))
            lanes.remove(gone)
            del rows[gone], before[gone]
        else:
            start = data.draw(st.integers(0, 60))
            rows[1000 + step] = (start, start + data.draw(st.integers(0, 20)))
            lanes.add(1000 + step, rows[1000 + step])
        assert {key: lanes[key] for key in before} == before
        assert_apart(lanes, rows)


@given(spans)
def test_as_few_lanes_as_the_deepest_overlap_needs(made: list[tuple[int, int]]) -> None:
    half_open = [(start, end + 1) for start, end in made]
    deepest = max((sum(s <= at < e for s, e in half_open) for at in range(100)), default=0)
    assert len(set(first_fit(enumerate(half_open)).values())) == deepest


def test_rows_know_what_reaches_into_them() -> None:
    lanes = Lanes([("a", (0, 3)), ("b", (2, 2)), ("c", (5, 9))])
    assert lanes.in_rows(2, 4) == {"a", "b"}
    assert lanes.in_rows(4, 4) == set()
    assert lanes.count == 2


def test_a_lane_that_becomes_empty_stays_counted() -> None:
    lanes = Lanes([("a", (0, 3)), ("b", (2, 4))])
    lanes.remove("b")
    assert (lanes.count, lanes.add("c", (2, 9))) == (2, 1)


@given(spans, spans)
def test_lanes_that_are_asked_for_from_the_middle_are_the_same(
    made: list[tuple[int, int]], more: list[tuple[int, int]]
) -> None:
    """What is placed only when somebody looks, and what is added before, never meet."""
    rows = dict(enumerate(made))
    lanes = Lanes(rows.items())
    for number, added in enumerate(more, 1000):
        rows[number] = added
        lanes.add(number, added)
    assert_apart(lanes, rows)
    assert lanes.count == max((lanes[key] + 1 for key in rows), default=0)
