"""How columns share the width of a page."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.reports.widths import Room, shared_out

ROOMS = st.builds(
    lambda least, more, weight: Room(least, least + more, weight),
    st.integers(1, 200),
    st.one_of(st.just(inf), st.integers(0, 400)),
    st.floats(0.1, 9),
)


def test_columns_share_by_weight_within_their_limits() -> None:
    assert shared_out([Room(10, inf, 1), Room(10, inf, 3)], 400) == [100, 300]
    assert shared_out([Room(150, inf, 1), Room(10, inf, 3)], 400) == [150, 250]
    assert shared_out([Room(10, 40, 1), Room(10, inf, 3)], 400) == [40, 360]
    assert shared_out([Room(10, 40, 1), Room(10, 50, 3)], 400) == [40, 50]


@given(st.lists(ROOMS, min_size=1, max_size=12), st.integers(100, 2_000))
def test_no_column_leaves_its_limits_and_the_room_is_used(rooms: list[Room], width: int) -> None:
    widths = shared_out(rooms, width)
    assert all(room.least <= given <= room.most for room, given in zip(rooms, widths, strict=True))
    least, most = sum(room.least for room in rooms), sum(room.most for room in rooms)
    assert sum(widths) == pytest.approx(min(max(width, least), most), abs=2)
