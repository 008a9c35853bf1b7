"""Coders: who works, who joins by working, and whose work is whose."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.project.errors import NameRefused, NameTaken, NotFound, StillInUse
from annotator.project.ids import new_id
from annotator.project.project import Project
from tests.project.rows import changes_nothing, kinds_of, refuses, rows_of, undone_and_redone


def names(project: Project) -> list[str]:
    return [coder.name for coder in project.coders.all()]


def test_a_coder_is_added_edited_and_removed(project: Project) -> None:
    with undone_and_redone(project):
        bo = project.coders.add("Bo Lind", role="peer researcher")
    assert (bo.initials, bo.role) == ("BL", "peer researcher")
    assert bo.colour != project.coder.colour
    with undone_and_redone(project):
        project.coders.edit(bo.id, name="Bo Berg", initials="BB", colour="#123456", role="x", preunderstanding="y\r")
    assert project.coders.get(bo.id).preunderstanding == "y\n"
    changes_nothing(project, lambda: project.coders.edit(bo.id, name="Bo Berg"))
    changes_nothing(project, lambda: project.coders.edit(bo.id))
    with undone_and_redone(project):
        project.coders.delete(bo.id)
    assert names(project) == ["Anna Kvam"]


def test_a_coder_who_has_worked_cannot_be_removed(project: Project) -> None:
    document, code = project.documents.add("One", "P1: Soup."), project.codes.add("Soup")
    coder, writer = project.coders.add("Bo Lind"), project.coders.add("Cato Lie")
    project.codings.add(document.id, code.id, 4, 8, coder_id=coder.id)
    project.work_as("Cato Lie")
    project.memos.add("Mine")
    refuses(project, StillInUse, lambda: project.coders.delete(coder.id))
    refuses(project, StillInUse, lambda: project.coders.delete(writer.id))


def test_names_differ_and_are_compared_as_people_do(project: Project) -> None:
    bo = project.coders.add("Bo Lind")
    refuses(project, NameTaken, lambda: project.coders.add("BO  LIND"))
    refuses(project, NameTaken, lambda: project.coders.edit(bo.id, name="anna kvam"))
    refuses(project, NameRefused, lambda: project.coders.add(""))
    refuses(project, NameRefused, lambda: project.coders.edit(bo.id, name="x" * 101))
    refuses(project, NotFound, lambda: project.coders.edit(new_id(), name="Cato"))
    refuses(project, NotFound, lambda: project.coders.delete(new_id()))


def test_somebody_who_only_shares_anothers_initials_is_somebody_else(project: Project) -> None:
    bob = project.coders.add("Bob")
    assert bob.initials == "BO"
    assert project.coders.by_name("bo") == bob
    project.work_as("Bo")
    memo = project.memos.add("By Bo, not by Bob")
    assert project.coders.get(memo.coder_id).name == "Bo"


def test_somebody_new_joins_with_the_first_change_and_not_by_looking(project: Project) -> None:
    before = rows_of(project)
    project.work_as("Bo Lind")
    assert project.coder_name == "Bo Lind"
    assert rows_of(project) == before
    project.codes.add("Trust")
    assert names(project) == ["Anna Kvam", "Bo Lind"]
    assert kinds_of(project)[-2:] == ["coder.join", "code.add"]
    assert project.history.operations(limit=1)[0].coder_name == "Bo Lind"


def test_undo_passes_over_somebody_who_joined(project: Project) -> None:
    project.codes.add("Trust")
    project.work_as("Bo Lind")
    project.codes.add("Hope")
    assert project.undo() is not None
    assert project.undo() is not None
    assert project.undo() is None
    assert project.codes.all() == []
    assert names(project) == ["Anna Kvam", "Bo Lind"]
    assert project.redo() is not None
    assert project.redo() is not None
    assert [code.name for code in project.codes.all()] == ["Trust", "Hope"]


def test_the_same_person_joins_once_however_the_name_is_typed(tmp_path: Path) -> None:
    path = tmp_path / "study.annot"
    for name in ("Anna  Kvam", " anna kvam ", "Anna Kvam", "ANNA\tKVAM"):
        with Project.create(path, coder_name=name) if not path.exists() else Project.open(path, coder_name=name) as p:
            p.memos.add(f"By {name}")
            assert names(p) == ["Anna Kvam"]


def test_undo_and_redo_bring_the_coder_at_work_back_once(project: Project) -> None:
    bo = project.coders.add("Bo Lind")
    project.work_as("Bo Lind")
    project.codes.add("Trust")
    for _ in range(2):
        project.undo()
    assert names(project) == ["Anna Kvam"]
    for _ in range(2):
        project.redo()
    assert project.coders.all()[-1] == bo
    assert names(project) == ["Anna Kvam", "Bo Lind"]
    assert project.coder == bo


def test_a_renamed_coder_stays_at_work(project: Project) -> None:
    coder = project.coder
    project.coders.edit(coder.id, name="Anna Berg")
    project.work_as("Anna Berg")
    assert project.memos.add("x").coder_id == coder.id


def test_a_name_that_nobody_can_have_is_refused_before_anything_changes(project: Project) -> None:
    project.work_as("x" * 101)
    refuses(project, NameRefused, lambda: project.codes.add("Trust"))
    with pytest.raises(NotFound):
        project.coders.get(new_id())


def test_each_coder_gets_a_colour_that_nobody_has_yet(project: Project) -> None:
    coders = [project.coder, *(project.coders.add(name) for name in ("Bo", "Cato", "Dina"))]
    assert len({coder.colour for coder in coders}) == 4
    project.coders.delete(coders[1].id)
    assert project.coders.add("Eli").colour == coders[1].colour
