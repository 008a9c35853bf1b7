"""Which codings a filter lets through, and how it is kept."""

from __future__ import annotations

import pytest

from annotator.gui.transcript.coding_layer import CodingLayer
from annotator.gui.transcript.shown_coding import ShownCoding
from annotator.gui.transcript.shown_filter import ShownFilter
from annotator.gui.transcript.text_positions import TextPositions
from annotator.project.code_tree import CodeTree
from annotator.project.codings import PlacedCoding
from annotator.project.ids import Id, new_id
from annotator.project.project import Project

ANNA, BO = new_id(), new_id()
NOTHING: frozenset[Id] = frozenset()


@pytest.fixture
def tree(project: Project) -> CodeTree:
    for path in ("Weather > Rain", "Weather > Wind", "Tools"):
        project.codes.ensure(path)
    return project.codes.tree()


def code(tree: CodeTree, *path: str) -> Id:
    found = tree.at_path(path)
    assert found is not None
    return found.id


def coding(code_id: Id, coder_id: Id = ANNA, start: int = 0, end: int = 5) -> ShownCoding:
    return ShownCoding(new_id(), code_id, coder_id, start, end)


def test_a_new_filter_lets_everything_through(tree: CodeTree) -> None:
    assert not ShownFilter().is_active
    assert ShownFilter().wants(tree, NOTHING, None) is None


def test_codes_come_with_those_under_them_or_alone(tree: CodeTree) -> None:
    weather, rain, tools = code(tree, "Weather"), code(tree, "Weather", "Rain"), code(tree, "Tools")
    with_under = ShownFilter(frozenset({weather})).wants(tree, NOTHING, None)
    alone = ShownFilter(frozenset({weather}), with_those_under=False).wants(tree, NOTHING, None)
    assert with_under is not None
    assert alone is not None
    assert [with_under(coding(one)) for one in (weather, rain, tools)] == [True, True, False]
    assert [alone(coding(one)) for one in (weather, rain, tools)] == [True, False, False]


def test_a_filter_that_follows_the_codebook_is_of_what_is_selected_there(tree: CodeTree) -> None:
    chosen, tools = ShownFilter(follows_codebook=True), code(tree, "Tools")
    assert chosen.is_active
    assert chosen.wants(tree, NOTHING, None) is None
    wants = chosen.wants(tree, frozenset({tools}), None)
    assert wants is not None
    assert (wants(coding(tools)), wants(coding(code(tree, "Weather")))) == (True, False)


def test_codes_that_are_gone_filter_nothing(tree: CodeTree) -> None:
    assert ShownFilter(frozenset({new_id()})).wants(tree, NOTHING, None) is None


def test_coders_and_turns_are_asked_as_well(tree: CodeTree) -> None:
    tools = code(tree, "Tools")
    wants = ShownFilter(frozenset({tools}), frozenset({BO})).wants(tree, NOTHING, ((10, 20), (40, 50)))
    assert wants is not None
    assert wants(coding(tools, BO, 15, 18))
    assert wants(coding(tools, BO, 0, 11))
    assert wants(coding(tools, BO, 19, 45))
    assert not wants(coding(tools, BO, 20, 40))
    assert not wants(coding(tools, BO, 50, 60))
    assert not wants(coding(tools, ANNA, 15, 18))


@pytest.mark.parametrize(
    "kept",
    [
        ShownFilter(),
        ShownFilter(frozenset({ANNA}), frozenset({BO}), frozenset(), True, False, True, True),
        ShownFilter(coder_ids=frozenset({ANNA, BO}), dims=True),
    ],
)
def test_a_filter_comes_back_from_the_settings_as_it_was(kept: ShownFilter) -> None:
    assert ShownFilter.from_json(kept.to_json()) == kept


@pytest.mark.parametrize("text", ["", "[]", "7", '{"code_ids": ["xyz"]}', '{"code_ids": 3}', "null"])
def test_settings_that_say_nothing_sensible_show_everything(text: str) -> None:
    assert ShownFilter.from_json(text) == ShownFilter()


def layer_of(*spans: tuple[int, int, Id]) -> CodingLayer:
    placed = [PlacedCoding(new_id(), code_id, ANNA, start, end) for start, end, code_id in spans]
    return CodingLayer.of(placed, TextPositions("x" * 1_000))


def test_hidden_codings_leave_no_hole_among_the_lanes() -> None:
    rain, wind = new_id(), new_id()
    layer = layer_of((0, 400, wind), (100, 160, rain))
    shown = next(one for one in layer.between(0, 300) if one.code_id == rain)
    assert layer.lane(shown.id) == 1
    layer.sift(lambda one: one.code_id == rain)
    assert [one.code_id for one in layer.between(0, 300)] == [rain]
    assert (layer.lane(shown.id), layer.lane_count, layer.wanted_count, len(layer)) == (0, 2, 1, 2)
    layer.sift(None)
    assert (layer.lane(shown.id), layer.wanted_count) == (1, 2)


def test_dimmed_codings_stay_in_their_lanes_and_are_passed_over() -> None:
    rain, wind = new_id(), new_id()
    layer = layer_of((0, 400, wind), (100, 160, rain))
    layer.sift(lambda one: one.code_id == rain, dims=True)
    first, second = layer.between(0, 300)
    assert (layer.is_dimmed(first.id), layer.is_dimmed(second.id)) == (True, False)
    assert layer.lane(second.id) == 1
    assert layer.get(first.id) == first
    assert layer.in_order() == [second]


def test_the_coding_that_is_kept_in_sight_is_shown_whatever_is_filtered() -> None:
    rain, wind = new_id(), new_id()
    layer = layer_of((0, 400, wind), (100, 160, rain))
    hidden = layer.between(0, 5)[0]
    layer.sift(lambda one: one.code_id == rain)
    assert layer.get(hidden.id) is None
    layer.keep_in_sight(hidden.id)
    assert layer.get(hidden.id) == hidden
    assert hidden in layer.between(0, 300)
    assert hidden in layer.in_order()
    layer.keep_in_sight(None)
    assert layer.get(hidden.id) is None
    assert hidden not in layer.between(0, 300)
