"""Codes: the tree, its names and colours, and that no coding is lost when codes are moved, merged and deleted."""

from __future__ import annotations

from colorsys import rgb_to_hls
from itertools import combinations
from math import dist

import pytest

from annotator.project.codes import Code
from annotator.project.errors import InsideItself, NameRefused, NameTaken, NotFound, ValueRefused
from annotator.project.ids import Id, new_id
from annotator.project.memos import About
from annotator.project.palette import CODE_COLOURS
from annotator.project.project import Project
from tests.project.rows import changes_nothing, refuses, rows_of, undone_and_redone

TEXT = "P1: There was soup, and somebody had kept a chair for me. 🙂\n" * 40


def outline(project: Project) -> list[str]:
    tree = project.codes.tree()
    return [" > ".join(tree.path(code.id)) for code in tree]


def grow(project: Project, *paths: str) -> dict[str, Code]:
    return {path: project.codes.ensure(path) for path in paths}


def passage(project: Project, code_id: Id, start: int = 0) -> Id:
    documents = project.documents.all() or [project.documents.add("Interview 1", TEXT)]
    return project.codings.add(documents[0].id, code_id, start, start + 10).id


def test_a_code_is_added_last_under_its_parent(project: Project) -> None:
    with undone_and_redone(project):
        trust = project.codes.add("Trust", definition="Comes\r\nslowly", when_to_use="In words", when_not_to_use="Else")
    project.codes.add("Hope")
    with undone_and_redone(project):
        project.codes.add("Loving concern", parent_id=trust.id)
    assert outline(project) == ["Trust", "Trust > Loving concern", "Hope"]
    assert project.codes.get(trust.id).definition == "Comes\nslowly"


def test_names_are_one_line_of_up_to_200_characters_and_differ_among_siblings(project: Project) -> None:
    trust = project.codes.add("  Being \n trusted ")
    assert trust.name == "Being trusted"
    long = project.codes.add("ü" * 200, parent_id=trust.id)
    assert len(long.name) == 200
    refuses(project, NameRefused, lambda: project.codes.add("ü" * 201))
    refuses(project, NameRefused, lambda: project.codes.add("\t"))
    refuses(project, NameTaken, lambda: project.codes.add("BEING  trusted"))
    project.codes.add("søüt", parent_id=trust.id)
    refuses(project, NameTaken, lambda: project.codes.add("søu\u0308t", parent_id=trust.id))
    assert project.codes.add("Being trusted", parent_id=trust.id).parent_id == trust.id
    refuses(project, NotFound, lambda: project.codes.add("Nowhere", parent_id=new_id(), colour="#123456"))


def test_a_new_code_gets_a_colour_that_is_free(project: Project) -> None:
    top = [project.codes.add(f"Code {number}") for number in range(len(CODE_COLOURS))]
    assert sorted(code.colour for code in top) == sorted(CODE_COLOURS)
    refuses(project, ValueRefused, lambda: project.codes.add("Bad", colour="reddish"))


@pytest.mark.parametrize("above", [*CODE_COLOURS, "#000000", "#FFFFFF", "#808080"])
def test_codes_under_another_have_its_hue_and_are_told_apart(project: Project, above: str) -> None:
    parent = project.codes.add("Above", colour=above)
    colours = [project.codes.add(f"Under {number}", parent_id=parent.id).colour for number in range(4)]
    assert all(_distance(*pair) > 36 for pair in combinations([above, *colours], 2))
    turned = [abs(_hue_degrees(colour) - _hue_degrees(above)) for colour in colours]
    assert max(min(degrees, 360 - degrees) for degrees in turned) < 10


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def _distance(one: str, other: str) -> float:
    return dist(_parts(one), _parts(other))


def _hue_degrees(colour: str) -> float:
    red, green, blue = _parts(colour)
    return 360 * rgb_to_hls(red / 255, green / 255, blue / 255)[0]


def test_a_path_makes_what_is_missing_as_one_operation(project: Project) -> None:
    grow(project, "Trust > Hope")
    with undone_and_redone(project):
        project.codes.ensure("trust >  HOPE > In small things")
    assert outline(project) == ["Trust", "Trust > Hope", "Trust > Hope > In small things"]
    changes_nothing(project, lambda: project.codes.ensure("Trust > Hope"))
    refuses(project, NameRefused, lambda: project.codes.ensure("Trust > New >  > Deep"))


def test_a_code_is_found_by_path_or_by_a_name_that_only_one_has(project: Project) -> None:
    codes = grow(project, "Trust > Hope", "Work > Hope", "Work > Pay")
    assert project.codes.find("work > hope") == codes["Work > Hope"]
    assert project.codes.find("PAY") == codes["Work > Pay"]
    refuses(project, NotFound, lambda: project.codes.find("Hope"))
    assert project.codes.ensure("pay") == codes["Work > Pay"]


def test_renaming_recolouring_and_describing(project: Project) -> None:
    codes = grow(project, "Trust", "Hope")
    with undone_and_redone(project):
        project.codes.rename(codes["Trust"].id, "Being trusted")
    with undone_and_redone(project):
        project.codes.recolour([code.id for code in codes.values()], "#abcdef")
    with undone_and_redone(project):
        project.codes.describe(codes["Hope"].id, definition="Looks ahead", when_to_use="x", when_not_to_use="y")
    hope = project.codes.find("Hope")
    assert (hope.colour, hope.definition, hope.when_to_use, hope.when_not_to_use) == (
        "#ABCDEF",
        "Looks ahead",
        "x",
        "y",
    )
    refuses(project, NameTaken, lambda: project.codes.rename(hope.id, "being trusted"))
    refuses(project, ValueRefused, lambda: project.codes.recolour([hope.id], "#12345"))
    changes_nothing(project, lambda: project.codes.rename(hope.id, "Hope"))
    changes_nothing(project, lambda: project.codes.describe(hope.id))
    refuses(project, NotFound, lambda: project.codes.rename(new_id(), "Nobody"))


def test_an_example_is_named_and_goes_with_its_coding(project: Project) -> None:
    code = project.codes.add("Welcome")
    coding_id = passage(project, code.id)
    with undone_and_redone(project):
        project.codes.set_example(code.id, coding_id)
    with undone_and_redone(project):
        project.codings.delete([coding_id])
    assert project.codes.get(code.id).example_coding_id is None
    project.undo()
    assert project.codes.get(code.id).example_coding_id == coding_id
    with undone_and_redone(project):
        project.codes.set_example(code.id, None)
    refuses(project, NotFound, lambda: project.codes.set_example(code.id, new_id()))


@pytest.mark.parametrize(
    ("moving", "parent", "before", "expected"),
    [
        (["C"], "A", None, ["A", "A > C", "B", "D"]),
        (["D", "B"], None, "A", ["D", "B", "A", "C"]),
        (["B", "C"], None, "C", ["A", "B", "C", "D"]),
        (["A"], None, "D", ["B", "C", "A", "D"]),
        (["A", "D"], None, "D", ["B", "C", "A", "D"]),
        (["A", "B", "C"], "D", None, ["D", "D > A", "D > B", "D > C"]),
    ],
)
def test_codes_move_in_the_tree(
    project: Project, moving: list[str], parent: str | None, before: str | None, expected: list[str]
) -> None:
    codes = grow(project, "A", "B", "C", "D")
    start = rows_of(project)

    def id_of(name: str | None) -> Id | None:
        return codes[name].id if name else None

    project.codes.move([codes[name].id for name in moving], id_of(parent), id_of(before))
    assert outline(project) == expected
    end = rows_of(project)
    if end != start:
        project.undo()
        assert rows_of(project) == start
        project.redo()
        assert rows_of(project) == end


def test_a_code_cannot_go_into_itself_or_among_its_namesakes(project: Project) -> None:
    small = project.codes.ensure("Trust > Hope > Small")
    top, hope = project.codes.add("Small"), project.codes.find("Trust > Hope")
    trust = project.codes.find("Trust")
    refuses(project, InsideItself, lambda: project.codes.move([trust.id], small.id))
    refuses(project, InsideItself, lambda: project.codes.move([hope.id], hope.id))
    refuses(project, NameTaken, lambda: project.codes.move([small.id], None))
    refuses(project, NameTaken, lambda: project.codes.move([small.id, top.id], trust.id))
    refuses(project, NotFound, lambda: project.codes.move([top.id], new_id()))


def test_hundreds_of_moves_to_one_place_keep_the_order(project: Project) -> None:
    with project.operation("test.many"):
        ids = [project.codes.add(f"{number:03}").id for number in range(300)]
        project.codes.move(ids[2:], None, ids[1])
        for code_id in reversed(ids[2:]):
            project.codes.move([code_id], None, ids[1])
    assert [code.name for code in project.codes.all()] == ["000", *[f"{n:03}" for n in range(299, 1, -1)], "001"]


def test_merging_takes_over_codings_children_memos_and_definitions(project: Project) -> None:
    codes = grow(project, "Care > At night", "Concern > At night > Late", "Concern > By day")
    care, concern = project.codes.find("Care"), project.codes.find("Concern")
    project.codes.describe(care.id, definition="Looking after")
    project.codes.describe(concern.id, definition="Worrying about", when_to_use="In words")
    ids = [passage(project, code.id, start) for start, code in enumerate([concern, care, *codes.values()])]
    project.codes.set_example(concern.id, ids[0])
    project.memos.add("Near to love?", about=About(code_id=concern.id))
    with undone_and_redone(project):
        project.codes.merge([concern.id], care.id)
    assert outline(project) == ["Care", "Care > At night", "Care > At night > Late", "Care > By day"]
    assert {coding.id for coding in project.codings.all()} == set(ids)
    merged = project.codes.find("Care")
    assert merged.definition == "Looking after\nConcern: Worrying about"
    assert (merged.when_to_use, merged.example_coding_id) == ("In words", ids[0])
    assert len(project.memos.on(About(code_id=care.id))) == 1
    assert project.check() == []


def test_a_passage_with_both_codes_keeps_one_coding_and_all_that_hangs_on_it(project: Project) -> None:
    codes = grow(project, "Care", "Concern", "Other")
    kept, twin = passage(project, codes["Care"].id), passage(project, codes["Concern"].id)
    project.memos.add("Here!", about=About(coding_id=twin))
    project.codes.set_example(codes["Other"].id, twin)
    with undone_and_redone(project):
        project.codes.merge([codes["Concern"].id], codes["Care"].id)
    assert [coding.id for coding in project.codings.all()] == [kept]
    assert len(project.memos.on(About(coding_id=kept))) == 1
    assert project.codes.find("Other").example_coding_id == kept


def test_two_coders_codings_of_one_passage_both_stay_after_a_merge(project: Project) -> None:
    codes = grow(project, "Care", "Concern")
    passage(project, codes["Care"].id)
    project.work_as("Bo Lind")
    passage(project, codes["Concern"].id)
    project.codes.merge([codes["Concern"].id], codes["Care"].id)
    assert len(project.codings.all()) == 2


@pytest.mark.parametrize(
    ("paths", "merging", "into", "expected"),
    [
        (["A > X", "B"], ["A > X", "A"], "B", ["B"]),
        (["A > X", "B > X"], ["A", "A > X"], "B", ["B", "B > X"]),
        (["A > A > C"], ["A > A"], "A", ["A", "A > C"]),
        (["A > B > B > C"], ["A > B"], "A", ["A", "A > B", "A > B > C"]),
        # A child of the merged code merges into the merged code itself, by way of its namesakes.
        (["B > P > A", "B > P > A > P > A > Deep"], ["B > P > A"], "B", ["B", "B > P", "B > Deep"]),
        (["A", "B", "C", "D > A"], ["A", "B", "C"], "D", ["D", "D > A"]),
    ],
)
def test_no_merge_loses_a_coding(
    project: Project, paths: list[str], merging: list[str], into: str, expected: list[str]
) -> None:
    grow(project, *paths)
    for start, code in enumerate(project.codes.all()):
        passage(project, code.id, start)
    count = len(project.codings.all())
    with undone_and_redone(project):
        project.codes.merge([project.codes.find(path).id for path in merging], project.codes.find(into).id)
    assert sorted(outline(project)) == sorted(expected)
    assert len(project.codings.all()) == count


def test_a_code_cannot_be_merged_into_one_under_it(project: Project) -> None:
    codes = grow(project, "Trust > Hope")
    trust, hope = project.codes.find("Trust"), codes["Trust > Hope"]
    refuses(project, InsideItself, lambda: project.codes.merge([trust.id], hope.id))
    changes_nothing(project, lambda: project.codes.merge([hope.id], hope.id))
    refuses(project, NotFound, lambda: project.codes.merge([new_id()], hope.id))


def test_undo_restores_codings_of_a_deleted_code(project: Project) -> None:
    document = project.documents.add("Interview 1", TEXT)
    grow(project, "Trust > Hope > Small", "Trust > Concern", "Care")
    tree = project.codes.tree()
    under = [code.id for code in project.codes.tree() if tree.path(code.id)[0] == "Trust"]
    with project.operation("test.many"):
        codings = [project.codings.add(document.id, under[n % 4], n, n + 7) for n in range(500)]
        project.codings.add(document.id, project.codes.find("Care").id, 5, 9)
        project.codes.set_example(project.codes.find("Care").id, codings[3].id)
        project.memos.add("On a coding", about=About(coding_id=codings[8].id))
        project.memos.add("On a code", about=About(code_id=under[2]))
    assert project.codes.usage([under[0]]) == 500
    before = rows_of(project)
    with undone_and_redone(project):
        project.codes.delete([under[0]])
    assert outline(project) == ["Care"]
    assert len(project.codings.all()) == 1
    assert len(project.memos.all()) == 2
    project.undo()
    assert rows_of(project) == before
    assert project.check() == []


def test_a_deleted_code_lives_on_in_what_was_written_about_it(project: Project) -> None:
    code = project.codes.add("Welcome")
    coding_id = passage(project, code.id, 4)
    project.memos.add("On the code", about=About(code_id=code.id))
    project.memos.add("On the coding", about=About(coding_id=coding_id))
    with undone_and_redone(project):
        project.codes.delete([code.id])
    found = {memo.text: memo for memo in project.memos.all()}
    assert found["On the code"].once_about == "Welcome"
    assert found["On the code"].about == About()
    on_passage = found["On the coding"]
    assert (on_passage.start_char, on_passage.end_char, on_passage.once_about) == (4, 14, "Welcome")
    assert on_passage.document_id == project.documents.all()[0].id


def test_a_parent_and_its_child_can_be_deleted_together(project: Project) -> None:
    codes = grow(project, "Trust > Hope")
    with undone_and_redone(project):
        project.codes.delete([codes["Trust > Hope"].id, project.codes.find("Trust").id])
    assert outline(project) == []
    changes_nothing(project, lambda: project.codes.delete([]))
    refuses(project, NotFound, lambda: project.codes.delete([new_id()]))
