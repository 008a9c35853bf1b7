"""Saved tables and saved queries: definitions under names, kept, replaced, renamed and forgotten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.analysis.operation_sentences import sentence
from annotator.project.errors import NameRefused, NameTaken, NotFound
from annotator.project.ids import new_id
from annotator.project.project import Project
from tests.project.rows import changes_nothing, refuses, undone_and_redone

DEFINITION = {"table": "segments", "codes": ["Trust > Hope", "🙂"], "landscape": True, "least": 3, "template": None}
Saved = Callable[[Project], Any]


@pytest.fixture(params=["saved_tables", "saved_queries"])
def saved(request: pytest.FixtureRequest) -> Saved:
    """One kind of saved definitions of a project."""
    return lambda project: getattr(project, request.param)


def test_a_definition_is_kept_as_it_was_given(tmp_path: Path, saved: Saved) -> None:
    path = tmp_path / "study.annot"
    with Project.create(path, coder_name="Anna Kvam") as project:
        with undone_and_redone(project):
            kept = saved(project).save(" Hope  near work ", DEFINITION)
        assert (kept.name, kept.definition) == ("Hope near work", DEFINITION)
    with Project.open(path) as project:
        assert saved(project).all() == [kept]
        assert saved(project).by_name("HOPE NEAR WORK") == kept
        assert saved(project).by_name("Hope") is None


def test_saving_under_the_same_name_replaces(project: Project, saved: Saved) -> None:
    first, second = saved(project).save("One", {"a": 1}), saved(project).save("Two", {"b": 2})
    with undone_and_redone(project):
        again = saved(project).save("one", {"a": 3})
    assert (again.id, again.name, again.definition) == (first.id, "One", {"a": 3})
    assert [each.id for each in saved(project).all()] == [first.id, second.id]
    changes_nothing(project, lambda: saved(project).save("One", {"a": 3}))


def test_renaming_and_deleting(project: Project, saved: Saved) -> None:
    first, _ = saved(project).save("One", {}), saved(project).save("Two", {})
    with undone_and_redone(project):
        saved(project).rename(first.id, "What helped")
    refuses(project, NameTaken, lambda: saved(project).rename(first.id, "two"))
    refuses(project, NameRefused, lambda: saved(project).rename(first.id, " "))
    with undone_and_redone(project):
        saved(project).delete(first.id)
    assert [each.name for each in saved(project).all()] == ["Two"]


def test_what_is_not_there_or_no_name_is_refused(project: Project, saved: Saved) -> None:
    refuses(project, NotFound, lambda: saved(project).get(new_id()))
    refuses(project, NotFound, lambda: saved(project).rename(new_id(), "x"))
    refuses(project, NotFound, lambda: saved(project).delete(new_id()))
    refuses(project, NameRefused, lambda: saved(project).save("", {}))
    refuses(project, NameRefused, lambda: saved(project).save("x" * 201, {}))


def test_what_is_no_json_is_a_mistake_that_changes_nothing(project: Project, saved: Saved) -> None:
    def mistake() -> None:
        with pytest.raises(TypeError):
            saved(project).save("One", {"path": Path("a")})

    changes_nothing(project, mistake)


def test_queries_and_tables_of_one_name_are_two_things(project: Project) -> None:
    project.saved_tables.save("Hope", {"table": "segments"})
    project.saved_queries.save("Hope", DEFINITION)
    assert project.saved_tables.all()[0].definition == {"table": "segments"}
    assert project.saved_queries.all()[0].definition == DEFINITION


def test_the_history_says_what_was_done_with_a_query(project: Project) -> None:
    kept = project.saved_queries.save("Hope", {})
    project.saved_queries.rename(kept.id, "Hopes")
    project.saved_queries.delete(kept.id)
    assert [sentence(operation) for operation in project.history.operations(limit=3)] == [
        "Delete query “Hopes”",
        "Rename query “Hope” to “Hopes”",
        "Keep query “Hope”",
    ]
