"""The order of found segments."""

from __future__ import annotations

from typing import get_args

import pytest

from annotator.analysis.segment_material import Place
from annotator.analysis.segment_order import Column, Group, GroupedBy, Order, arranged
from tests.analysis.segment_worlds import key, world

TEXTS = {key("document", 0): "Äpfel, birch and cedar wood", key("document", 1): "an oak in a field of rye"}
# In the first document the code of the second coding stands before that of the first.
MATERIAL = world([(0, 0, 5, 3, 1), (0, 7, 12, 1, 0), (1, 3, 6, 2, 0), (1, 12, 17, 1, 1)])
NATURAL = [place for places in MATERIAL.places.values() for place in places]


def order_of(order: Order) -> list[int]:
    """The numbers of the codings in a list without groups."""
    groups = arranged(NATURAL, MATERIAL, order, texts=lambda _ids: TEXTS, with_memo={NATURAL[2].id})
    return [int.from_bytes(place.id, "big") for group in groups for place in group.places]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("document", [0, 1, 2, 3]),
        ("words", [0, 1, 3, 2]),
        ("code", [1, 3, 2, 0]),
        ("participant", [0, 1, 2, 3]),
        ("paragraph", [0, 2, 1, 3]),
        ("coder", [1, 2, 0, 3]),
        ("memo", [2, 0, 1, 3]),
    ],
)
def test_a_list_can_be_sorted_by_each_column(column: Column, expected: list[int]) -> None:
    assert order_of(Order(column)) == expected


def test_every_column_can_be_turned_round() -> None:
    for column in get_args(Column):
        turned = order_of(Order(column, is_descending=True))
        assert sorted(turned) == [0, 1, 2, 3]
    assert order_of(Order("document", is_descending=True)) == [3, 2, 1, 0]


def shape(groups: list[Group], name: GroupedBy) -> list[tuple[object, list[int]]]:
    return [(group.key, [int.from_bytes(place.id, "big") for place in group.places]) for group in groups]


def test_groups_stand_in_the_order_of_the_codebook_and_of_the_documents() -> None:
    def grouped(name: GroupedBy) -> list[tuple[object, list[int]]]:
        return shape(arranged(NATURAL, MATERIAL, Order(grouped_by=name), texts=lambda _ids: TEXTS), name)

    assert grouped("code") == [(key("code", 1), [1, 3]), (key("code", 2), [2]), (key("code", 3), [0])]
    assert grouped("document") == [(key("document", 0), [0, 1]), (key("document", 1), [2, 3])]
    assert grouped("coder") == [(key("coder", 0), [1, 2]), (key("coder", 1), [0, 3])]
    assert grouped("participant") == [(None, [0, 1, 2, 3])]


def test_nothing_found_makes_no_group() -> None:
    nothing: list[Place] = []
    assert arranged(nothing, MATERIAL, Order(), texts=lambda _ids: TEXTS) == []
