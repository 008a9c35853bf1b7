"""Saved queries: definitions under names, beside the saved tables and apart from them."""

from __future__ import annotations

from pathlib import Path

from annotator.analysis.operation_sentences import sentence
from annotator.project.errors import NameRefused, NameTaken, NotFound
from annotator.project.ids import new_id
from annotator.project.project import Project
from tests.project.rows import changes_nothing, refuses, undone_and_redone

DEFINITION = {"codes": [{"is": "any", "codes": ["Trust > Hope", "🙂"]}], "kinds": ["interview"], "paragraphs": 2}


def test_a_query_is_kept_as_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "study.annot"
    with Project.create(path, coder_name="Anna Kvam") as project:
        with undone_and_redone(project):
            saved = project.saved_queries.save(" Hope  near work ", DEFINITION)
        assert (saved.name, saved.definition) == ("Hope near work", DEFINITION)
    with Project.open(path) as project:
        assert project.saved_queries.all() == [saved]
        assert project.saved_queries.by_name("HOPE NEAR WORK") == saved
        assert project.saved_queries.by_name("Hope") is None


def test_saving_under_the_same_name_replaces(project: Project) -> None:
    first, second = project.saved_queries.save("One", {"a": 1}), project.saved_queries.save("Two", {"b": 2})
    with undone_and_redone(project):
        again = project.saved_queries.save("one", {"a": 3})
    assert (again.id, again.name, again.definition) == (first.id, "One", {"a": 3})
    assert [query.id for query in project.saved_queries.all()] == [first.id, second.id]
    changes_nothing(project, lambda: project.saved_queries.save("One", {"a": 3}))


def test_renaming_and_deleting(project: Project) -> None:
    first, _ = project.saved_queries.save("One", {}), project.saved_queries.save("Two", {})
    with undone_and_redone(project):
        project.saved_queries.rename(first.id, "What helped")
    refuses(project, NameTaken, lambda: project.saved_queries.rename(first.id, "two"))
    refuses(project, NameRefused, lambda: project.saved_queries.rename(first.id, " "))
    with undone_and_redone(project):
        project.saved_queries.delete(first.id)
    assert [query.name for query in project.saved_queries.all()] == ["Two"]
    refuses(project, NotFound, lambda: project.saved_queries.delete(new_id()))


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
