"""The codebook as a tree in memory."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.project.code_tree import CodeTree
from annotator.project.codes import Code
from annotator.project.errors import NotFound
from annotator.project.ids import Id


def code(number: int, name: str, parent: int | None = None, order_key: str = "V") -> Code:
    parent_id = None if parent is None else Id(bytes([parent]))
    return Code(Id(bytes([number])), parent_id, order_key, name, "#000000", "", "", "", None)


TREE = CodeTree([code(4, "Late", 3), code(1, "Trust", None, "B"), code(2, "Hope", None, "A"), code(3, "Care", 1)])


def ids(*numbers: int) -> list[Id]:
    return [Id(bytes([number])) for number in numbers]


def test_it_iterates_a_code_and_then_all_under_it() -> None:
    assert [code.name for code in TREE] == ["Hope", "Trust", "Care", "Late"]
    assert len(TREE) == 4
    assert ids(3)[0] in TREE
    assert ids(9)[0] not in TREE


def test_it_knows_what_is_above_and_under_a_code() -> None:
    trust, care, late = ids(1, 3, 4)
    assert TREE.path(late) == ("Trust", "Care", "Late")
    assert TREE.depth(late) == 2
    assert [code.id for code in TREE.subtree(trust)] == [trust, care, late]
    assert [code.id for code in TREE.children(None)] == ids(2, 1)
    assert TREE.is_within(late, trust)
    assert TREE.is_within(trust, trust)
    assert not TREE.is_within(trust, late)


def test_siblings_with_one_key_are_in_order_of_age() -> None:
    tree = CodeTree([code(2, "Second"), code(1, "First")])
    assert [code.name for code in tree] == ["First", "Second"]


def test_a_code_whose_parent_is_missing_is_not_out_of_sight() -> None:
    tree = CodeTree([code(2, "Orphan", parent=9)])
    assert [code.name for code in tree] == ["Orphan"]
    assert tree.path(ids(2)[0]) == ("Orphan",)


def test_paths_and_names_are_found_as_people_write_them() -> None:
    late = TREE.at_path([" TRUST", "care ", "late"])
    assert late is not None
    assert late.name == "Late"
    assert TREE.at_path(["Trust", "Late"]) is None
    assert TREE.only_one_called("  LATE") == late
    assert CodeTree([code(1, "A"), code(2, "A", 1)]).only_one_called("A") is None


@given(
    st.dictionaries(st.integers(1, 8), st.tuples(st.none() | st.integers(1, 8), st.sampled_from("ABC"))),
    st.dictionaries(st.integers(1, 8), st.none() | st.tuples(st.none() | st.integers(1, 8), st.sampled_from("ABC"))),
)
def test_a_tree_in_which_some_codes_are_others_is_as_one_made_afresh(
    before: dict[int, tuple[int | None, str]], steps: dict[int, tuple[int | None, str] | None]
) -> None:
    tree = CodeTree(_uphill(before))
    gone = {Id(bytes([number])) for number, place in steps.items() if place is None}
    left = {number: place for number, place in (before | steps).items() if place is not None}
    codes = _uphill({number: place for number, place in left.items() if number in steps})
    was = list(tree)
    made, afresh = tree.changed(codes, gone), CodeTree(_uphill(left))
    assert list(made) == list(afresh)
    assert all(made.children(each.id) == afresh.children(each.id) for each in afresh)
    assert list(tree) == was
    assert made.differing(tree) == tree.differing(made) == {each.id for each in set(afresh) ^ set(was)}


def _uphill(places: dict[int, tuple[int | None, str]]) -> list[Code]:
    """Codes of these numbers, each under one of a lower number, which may be missing, or at the top."""
    return [
        code(number, f"{number}", parent if parent is not None and parent < number else None, key)
        for number, (parent, key) in places.items()
    ]


def test_a_code_that_is_not_there_is_named() -> None:
    for ask in (TREE.get, TREE.path, TREE.lineage, TREE.subtree, TREE.depth):
        with pytest.raises(NotFound):
            ask(ids(9)[0])


def test_a_very_deep_tree_is_no_problem() -> None:
    def deep_id(depth: int) -> Id:
        return Id(depth.to_bytes(2, "big"))

    parents = [None, *(deep_id(depth) for depth in range(4_999))]
    tree = CodeTree(Code(deep_id(n), parent, "V", str(n), "", "", "", "", None) for n, parent in enumerate(parents))
    assert len(list(tree)) == 5_000
    assert tree.depth(deep_id(4_999)) == 4_999
