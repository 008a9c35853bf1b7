"""Saved tables: definitions under names, kept, replaced, renamed and forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.project.errors import NameRefused, NameTaken, NotFound
from annotator.project.ids import new_id
from annotator.project.project import Project
from tests.project.rows import changes_nothing, refuses, undone_and_redone

DEFINITION = {"table": "segments", "codes": ["Trust > Hope", "🙂"], "landscape": True, "least": 3, "template": None}


def test_a_definition_is_kept_as_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "study.annot"
    with Project.create(path, coder_name="Anna Kvam") as project:
        with undone_and_redone(project):
            saved = project.saved_tables.save(" Table  2 ", DEFINITION)
        assert (saved.name, saved.definition) == ("Table 2", DEFINITION)
    with Project.open(path) as project:
        assert project.saved_tables.all() == [saved]
        assert project.saved_tables.by_name("TABLE 2") == saved
        assert project.saved_tables.by_name("Table 3") is None


def test_saving_under_the_same_name_replaces(project: Project) -> None:
    first, second = project.saved_tables.save("One", {"a": 1}), project.saved_tables.save("Two", {"b": 2})
    with undone_and_redone(project):
        again = project.saved_tables.save("one", {"a": 3})
    assert (again.id, again.name, again.definition) == (first.id, "One", {"a": 3})
    assert [table.id for table in project.saved_tables.all()] == [first.id, second.id]
    changes_nothing(project, lambda: project.saved_tables.save("One", {"a": 3}))


def test_renaming_and_deleting(project: Project) -> None:
    first, _ = project.saved_tables.save("One", {}), project.saved_tables.save("Two", {})
    with undone_and_redone(project):
        project.saved_tables.rename(first.id, "Appendix A")
    refuses(project, NameTaken, lambda: project.saved_tables.rename(first.id, "two"))
    refuses(project, NameRefused, lambda: project.saved_tables.rename(first.id, " "))
    with undone_and_redone(project):
        project.saved_tables.delete(first.id)
    assert [table.name for table in project.saved_tables.all()] == ["Two"]


def test_what_is_not_there_or_no_name_is_refused(project: Project) -> None:
    refuses(project, NotFound, lambda: project.saved_tables.get(new_id()))
    refuses(project, NotFound, lambda: project.saved_tables.rename(new_id(), "x"))
    refuses(project, NotFound, lambda: project.saved_tables.delete(new_id()))
    refuses(project, NameRefused, lambda: project.saved_tables.save("", {}))
    refuses(project, NameRefused, lambda: project.saved_tables.save("x" * 201, {}))


def test_what_is_no_json_is_a_mistake_that_changes_nothing(project: Project) -> None:
    def mistake() -> None:
        with pytest.raises(TypeError):
            project.saved_tables.save("One", {"path": Path("a")})

    changes_nothing(project, mistake)
