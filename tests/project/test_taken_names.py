"""Adding many: the cost of one does not grow with those that are there, and no name is taken twice or for ever."""

from __future__ import annotations

import pytest

from annotator.project.codes import Code
from annotator.project.errors import NameTaken
from annotator.project.project import Project
from tests.counting import calls_of, database_steps


def names(project: Project) -> list[str]:
    return [code.name for code in project.codes.all()]


def test_a_name_is_free_again_when_its_code_was_renamed_deleted_or_taken_back(project: Project) -> None:
    with project.operation("code.add", code="several"):
        hope = project.codes.add("Hope")
        with pytest.raises(NameTaken):
            project.codes.add("hope")
        project.codes.rename(hope.id, "Faith")
        hope = project.codes.add("Hope")
        project.codes.delete([hope.id])
        project.codes.add("Hope")
    project.undo()
    project.codes.add("Hope")
    assert names(project) == ["Hope"]


def add_twins(project: Project) -> None:
    with project.operation("code.add", code="part"):
        project.codes.add("Hope")
        project.codes.add("Faith")


def test_a_name_is_free_again_when_only_a_part_of_an_operation_was_taken_back(project: Project) -> None:
    with project.operation("code.add", code="several"):
        project.codes.add("Faith")
        with pytest.raises(NameTaken):
            add_twins(project)
        project.codes.add("Hope")
    assert names(project) == ["Faith", "Hope"]


def test_each_parent_has_names_and_colours_of_its_own(project: Project) -> None:
    with project.operation("code.add", code="several"):
        trust, hope = project.codes.add("Trust"), project.codes.add("Hope")
        under = [project.codes.add("Early", parent_id=each.id) for each in (trust, hope)]
        with pytest.raises(NameTaken):
            project.codes.add("Early", parent_id=trust.id)
        third = project.codes.add("Late", parent_id=trust.id)
    assert trust.colour != hope.colour
    assert under[0].colour != third.colour
    assert [code.name for code in project.codes.all()] == ["Trust", "Early", "Late", "Hope", "Early"]


def test_documents_added_one_by_one_get_numbers_and_keep_their_order(project: Project) -> None:
    with project.operation("document.add", document="several"):
        for text in ("one", "two", "three"):
            project.documents.add("Interview", text, participant=f"P {text}")
        project.documents.rename(project.documents.all()[0].id, "First")
        project.documents.add("interview", "four")
    assert [each.name for each in project.documents.all()] == [
        "First",
        "Interview (2)",
        "Interview (3)",
        "interview",
    ]


def cost_of_fifty(project: Project, word: str) -> tuple[int, int]:
    """The steps that SQLite takes, in hundreds, and the calls in Python."""

    def fifty(turn: str) -> list[Code]:
        return [project.codes.add(f"{word} {turn} {number}") for number in range(50)]

    return database_steps(project, lambda: fifty("A")), calls_of(lambda: fifty("B")).total()


def test_a_code_among_two_thousand_costs_about_what_one_of_few_costs(project: Project) -> None:
    with project.operation("code.add", code="many"):
        project.codes.add("First")
        among_few = cost_of_fifty(project, "Few")
        for number in range(1_800):
            project.codes.add(f"Code {number}")
        among_many = cost_of_fifty(project, "Many")
    assert among_many[0] < 1.2 * among_few[0]
    assert among_many[1] < 1.2 * among_few[1]
