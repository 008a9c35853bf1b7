"""Order keys: always room between two, always in order, never long."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from annotator.project.ids import Id
from annotator.project.order_keys import key_between, keys_between, keys_for_move


@dataclass(frozen=True)
class Row:
    """Something with a place."""

    id: Id
    order_key: str


def test_appending_and_prepending_keep_keys_short() -> None:
    keys = [key_between(None, None)]
    for _ in range(5_000):
        keys.append(key_between(keys[-1], None))
        keys.insert(0, key_between(None, keys[0]))
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
    assert {len(key) for key in keys} == {6}


@given(st.lists(st.integers(0, 1_000), max_size=120))
def test_inserting_anywhere_keeps_the_order(places: list[int]) -> None:
    keys: list[str] = []
    for place in places:
        at = place % (len(keys) + 1)
        keys.insert(at, key_between(keys[at - 1] if at else None, keys[at] if at < len(keys) else None))
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
    assert all(len(key) <= 6 + len(places) for key in keys)


@given(st.lists(st.integers(0, 50), min_size=2, max_size=20), st.integers(0, 300))
def test_many_keys_fit_between_any_two(places: list[int], count: int) -> None:
    keys: list[str] = []
    for place in places:
        at = place % (len(keys) + 1)
        keys.insert(at, key_between(keys[at - 1] if at else None, keys[at] if at < len(keys) else None))
    for low, high in ((None, keys[0]), (keys[0], keys[1]), (keys[-1], None), (None, None)):
        made = keys_between(low, high, count)
        assert len(made) == len(set(made)) == count
        assert made == sorted(made)
        assert all((low is None or low < key) and (high is None or key < high) for key in made)
        assert all(len(key) <= max(map(len, keys)) + 12 for key in made)


def test_two_copies_with_the_same_key_still_give_one_after_it() -> None:
    key = key_between(None, None)
    assert key_between(key, key) > key
    assert len(set(keys_between(key, key, 3))) == 3


@given(st.integers(1, 12), st.data())
def test_moving_puts_rows_where_they_were_dropped(count: int, data: st.DataObject) -> None:
    rows = [Row(Id(bytes([n])), key) for n, key in enumerate(keys_between(None, None, count))]
    moving = data.draw(st.lists(st.sampled_from([row.id for row in rows]), unique=True, min_size=1))
    before = data.draw(st.none() | st.sampled_from([row.id for row in rows]))
    moved = dict(zip(moving, keys_for_move(rows, moving, before), strict=True))
    order = sorted(rows, key=lambda row: moved.get(row.id, row.order_key))
    at = next((n for n, row in enumerate(rows) if row.id == before), count)
    above = [row.id for row in rows[:at] if row.id not in moving]
    below = [row.id for row in rows[at:] if row.id not in moving]
    assert [row.id for row in order] == [*above, *moving, *below]
