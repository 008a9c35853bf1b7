"""Projects that never had a common start: what says the same is one, and the file stays one project."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import permutations
from pathlib import Path

import pytest

from annotator.project.merging.apply import apply_merge
from annotator.project.merging.planner import plan_merge
from annotator.project.project import Project
from tests.project.copies import content
from tests.project.rows import rows_of

TEXT = "I: Who came?\nP1: The man with the lamp.\n"


@pytest.fixture
def strangers(tmp_path: Path) -> Iterator[list[Project]]:
    """Three people who began for themselves with the same interview."""
    with ExitStack() as stack:
        made = []
        for name in ("Anna", "Bo", "Cara"):
            project = stack.enter_context(Project.create(tmp_path / f"{name}.annot", title=name, coder_name=name))
            document = project.documents.add("Kiosk", TEXT)
            project.codings.add(document.id, project.codes.ensure("Light").id, 17, 38)
            project.codes.ensure(f"Code of {name}")
            made.append(project)
        yield made


def merge(mine: Project, theirs: Project) -> None:
    apply_merge(mine, theirs, plan_merge(mine, theirs), theirs.path.name)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_one_after_the_other_they_become_one_whole_project(strangers: list[Project], order: tuple[int, ...]) -> None:
    mine, *others = (strangers[place] for place in order)
    for other in others:
        before = rows_of(mine)
        merge(mine, other)
        assert mine.check() == []
        assert len(rows_of(mine)["project"]) == 1
        mine.undo()
        assert rows_of(mine) == before
        mine.redo()
        assert plan_merge(mine, other).is_empty
    assert len(mine.documents.all()) == 1
    assert sorted(code.name for code in mine.codes.all()) == [
        "Code of Anna",
        "Code of Bo",
        "Code of Cara",
        "Light",
    ]
    assert len(mine.codings.of_document(mine.documents.all()[0].id)) == 3


def test_they_go_on_and_come_together_again(strangers: list[Project]) -> None:
    anna, bo, cara = strangers
    merge(anna, bo)
    merge(bo, cara)
    cara.codes.add("Late")
    cara.describe(title="A title by Cara")
    merge(anna, cara)
    merge(bo, anna)
    merge(cara, bo)
    for project in strangers:
        assert project.check() == []
        assert len(rows_of(project)["project"]) == 1
        assert project.info.title == "A title by Cara"
        assert len(project.codes.all()) == 5
    merge(anna, cara)
    assert len({project.info.id for project in strangers}) == 1


def test_a_code_that_was_moved_after_two_were_one_stays_moved_where_a_third_comes_in(strangers: list[Project]) -> None:
    anna, bo, cara = strangers
    merge(bo, cara)
    cara.codes.move([cara.codes.find("Light").id], cara.codes.find("Code of Cara").id)
    bo.codes.add("Kiosk")
    merge(bo, cara)
    merge(anna, bo)
    merge(bo, anna)
    assert content(anna) == content(bo)
    for project in (anna, bo):
        assert sorted(code.parent_id is None for code in project.codes.all() if code.name == "Light") == [False, True]
        assert project.check() == []
