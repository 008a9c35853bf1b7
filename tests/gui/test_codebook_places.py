"""Where codes go with keys: told from the tree alone."""

from __future__ import annotations

import pytest

from annotator.gui.codebook import places
from annotator.gui.codebook.places import CodePlace
from annotator.project.code_tree import CodeTree
from annotator.project.ids import Id
from annotator.project.project import Project


@pytest.fixture
def tree(project: Project) -> CodeTree:
    for path in ("Care", "Care > Warmth", "Care > Patience", "Time", "Place"):
        project.codes.ensure(path)
    return project.codes.tree()


def _ids(tree: CodeTree, *names: str) -> list[Id]:
    return [code.id for name in names for code in tree if code.name == name]


def test_tops_leaves_out_what_goes_along_anyway(tree: CodeTree) -> None:
    assert places.tops(tree, _ids(tree, "Place", "Warmth", "Care")) == _ids(tree, "Care", "Place")


def test_several_codes_go_up_past_the_one_above_the_first(tree: CodeTree) -> None:
    [time] = _ids(tree, "Time")
    assert places.up(tree, _ids(tree, "Place")) == CodePlace(None, time)
    assert places.up(tree, _ids(tree, "Time", "Place")) == CodePlace(None, *_ids(tree, "Care"))
    assert places.up(tree, _ids(tree, "Care")) is None


def test_several_codes_go_down_past_the_one_below_the_last(tree: CodeTree) -> None:
    assert places.down(tree, _ids(tree, "Care")) == CodePlace(None, *_ids(tree, "Place"))
    assert places.down(tree, _ids(tree, "Care", "Time")) == CodePlace(None, None)
    assert places.down(tree, _ids(tree, "Place")) is None


def test_a_code_is_nested_under_the_one_above_and_taken_out_after_its_parent(tree: CodeTree) -> None:
    assert places.nested(tree, _ids(tree, "Patience")) == CodePlace(*_ids(tree, "Warmth"))
    assert places.nested(tree, _ids(tree, "Warmth")) is None
    assert places.unnested(tree, _ids(tree, "Warmth")) == CodePlace(None, *_ids(tree, "Time"))
    assert places.unnested(tree, _ids(tree, "Time")) is None


def test_a_drop_before_a_code_that_moves_itself_is_before_the_next_that_stays(tree: CodeTree) -> None:
    moving = _ids(tree, "Care", "Time")
    assert places.dropped(tree, moving, None, moving[0]) == CodePlace(None, *_ids(tree, "Place"))
    assert places.dropped(tree, moving, None, None) == CodePlace(None, None)


def test_after_a_deletion_the_code_below_is_chosen_else_the_one_above_else_the_parent(tree: CodeTree) -> None:
    assert places.neighbour(tree, _ids(tree, "Time")) == _ids(tree, "Place")[0]
    assert places.neighbour(tree, _ids(tree, "Time", "Place")) == _ids(tree, "Care")[0]
    assert places.neighbour(tree, _ids(tree, "Warmth", "Patience")) == _ids(tree, "Care")[0]
    assert places.neighbour(tree, _ids(tree, "Care", "Time", "Place")) is None
