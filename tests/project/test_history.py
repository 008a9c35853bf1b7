"""The log: nothing goes past it, one intent is one operation, and undo and redo without limit."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from annotator.project.changes import Changes
from annotator.project.errors import NameTaken
from annotator.project.history import History
from annotator.project.project import Project
from annotator.project.schema import logged_tables
from tests.project.rows import changes_nothing, kinds_of, refuses, rows_of, undone_and_redone


def names(project: Project) -> list[str]:
    return [code.name for code in project.codes.all()]


# The log


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE code SET name = 'Past the log'",
        "DELETE FROM code",
        "INSERT INTO participant (id, label, order_key) VALUES (x'01', 'P9', 'V')",
        "INSERT OR REPLACE INTO code SELECT * FROM code",
        "UPDATE project SET title = 'Past the log'",
        "DELETE FROM document",
        "INSERT INTO document_text SELECT x'02', text, formats, length, sha256, created_us, NULL FROM document_text",
        "UPDATE document_text SET text = 'Something else'",
        "DELETE FROM document_text",
    ],
)
def test_no_change_goes_past_the_log(project: Project, statement: str) -> None:
    project.codes.add("Trust")
    project.documents.add("One", "P1: Soup.")
    before = rows_of(project)
    with pytest.raises(IntegrityError):
        project.connection.exec_driver_sql(statement)
    assert rows_of(project) == before
    project.codes.add("Hope")
    assert project.check() == []


def test_a_text_cannot_be_changed_even_in_an_operation(project: Project) -> None:
    project.documents.add("One", "P1: Soup.")
    before = rows_of(project)
    for statement in ("UPDATE document_text SET text = ''", "DELETE FROM document_text"):
        with pytest.raises(IntegrityError), project.operation("test.text"):
            project.connection.exec_driver_sql(statement)
    assert rows_of(project) == before


def test_rows_that_a_statement_replaces_are_logged_too(project: Project) -> None:
    code = project.codes.add("Trust", definition="Comes slowly")
    with undone_and_redone(project), project.operation("test.replace"):
        project.connection.exec_driver_sql(
            "INSERT OR REPLACE INTO code (id, order_key, name, colour) VALUES (?, 'V', 'Hope', '#000000')", (code.id,)
        )
    project.undo()
    assert project.codes.get(code.id) == code


def test_a_row_that_changes_its_id_can_be_taken_back(project: Project) -> None:
    project.codes.add("Trust")
    with undone_and_redone(project), project.operation("test.id"):
        project.connection.exec_driver_sql("UPDATE code SET id = x'0102'")


def test_every_table_of_the_project_is_logged(project: Project) -> None:
    triggers = {row[0] for row in project.connection.exec_driver_sql("SELECT name FROM temp.sqlite_schema")}
    for table in logged_tables:
        assert {f"log_{table.name}_{event}" for event in ("INSERT", "UPDATE", "DELETE")} <= triggers


def test_an_operation_says_who_did_what_and_when(project: Project) -> None:
    project.work_as("Bo Lind")
    code = project.codes.add("Trust")
    project.codes.rename(code.id, "Being trusted 🙂")
    renamed, added = project.history.operations(limit=2)
    assert (renamed.kind, renamed.coder_name) == ("code.rename", "Bo Lind")
    assert renamed.parameters == {"code": "Trust", "name": "Being trusted 🙂"}
    assert renamed.time_us > added.time_us
    assert renamed.undoes is None
    (row,) = project.history.changes_of(renamed.seq).rows
    assert row.before is not None
    assert row.after is not None
    assert (row.before["name"], row.after["name"], row.after["id"]) == ("Trust", "Being trusted 🙂", code.id)


def test_the_clock_never_goes_back(project: Project) -> None:
    ahead = History(project.connection, clock=lambda: 4_000_000_000_000_000_000)
    late = ahead.next_time_us()
    behind = History(project.connection, clock=lambda: 1_000)
    newest = max(operation.time_us for operation in project.history.operations())
    assert behind.next_time_us() == newest + 1
    assert behind.next_time_us() == newest + 2
    assert late == 4_000_000_000_000_000


# Operations


def test_verbs_inside_an_operation_are_one_with_it(project: Project) -> None:
    with undone_and_redone(project), project.operation("test.both", what="two codes"):
        project.codes.add("Trust")
        with project.operation("test.inner"):
            project.codes.add("Hope")
    assert kinds_of(project)[-3:] == ["test.both", "undo", "redo"]


def test_an_operation_that_fails_is_taken_back_whole(project: Project) -> None:
    def fail() -> None:
        with project.operation("test.fails"):
            project.documents.add("One", "P1: Soup.")
            project.codes.add("Trust")
            project.codes.add("Trust")

    refuses(project, NameTaken, fail)
    assert project.connection.exec_driver_sql("SELECT count(*) FROM document_text").scalar_one() == 0
    project.codes.add("Trust")


def test_a_part_that_fails_is_taken_back_and_the_rest_goes_on(project: Project) -> None:
    def fail() -> None:
        with project.operation("test.part"):
            project.codes.add("Hope")
            project.codes.add("Trust")

    with undone_and_redone(project), project.operation("test.parts"):
        project.codes.add("Trust")
        with pytest.raises(NameTaken):
            fail()
        project.codes.add("Care")
    assert names(project) == ["Trust", "Care"]


def test_an_operation_without_effect_leaves_no_trace_and_tells_nobody(project: Project) -> None:
    heard: list[Changes] = []
    project.on_change(heard.append)

    def nothing() -> None:
        with project.operation("test.nothing"):
            pass

    changes_nothing(project, nothing)
    assert heard == []


def test_undo_inside_an_operation_is_a_mistake_that_harms_nothing(project: Project) -> None:
    def mistake() -> None:
        with project.operation("test.mistake"):
            project.codes.add("Hope")
            project.undo()

    project.codes.add("Trust")
    with pytest.raises(RuntimeError):
        mistake()
    assert names(project) == ["Trust"]
    project.undo()
    assert names(project) == []


# Undo and redo


def test_undo_of_undo_and_redo_of_redo(project: Project) -> None:
    for name in "ABC":
        project.codes.add(name)
    for _ in range(3):
        project.undo()
        project.undo()
        assert names(project) == ["A"]
        project.redo()
        assert names(project) == ["A", "B"]
        project.redo()
        assert names(project) == ["A", "B", "C"]
        assert project.redo() is None
    assert kinds_of(project).count("undo") == 6
    assert kinds_of(project).count("redo") == 6


def test_something_new_ends_redo(project: Project) -> None:
    project.codes.add("A")
    project.undo()
    project.codes.add("B")
    assert project.history.redoable() is None
    assert project.redo() is None
    project.undo()
    assert names(project) == []
    assert project.undo() is None
    project.redo()
    assert names(project) == ["B"]


def test_undo_and_redo_survive_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "study.annot"
    with Project.create(path, coder_name="Anna Kvam") as project:
        for name in "ABC":
            project.codes.add(name)
        project.undo()
    for expected in (["A"], []):
        with Project.open(path, coder_name="Bo Lind") as project:
            project.undo()
            assert names(project) == expected
    for expected in (["A"], ["A", "B"], ["A", "B", "C"]):
        with Project.open(path, coder_name="Anna Kvam") as project:
            project.redo()
            assert names(project) == expected
            assert len(project.coders.all()) == 1, "nobody joins by undoing"


def test_undo_says_what_it_will_take_back(project: Project) -> None:
    project.codes.add("Trust")
    project.undo()
    project.redo()
    undoable = project.history.undoable()
    assert undoable is not None
    assert undoable.parameters == {"of": "code.add", "code": "Trust"}
    project.undo()
    redoable = project.history.redoable()
    assert redoable is not None
    assert redoable.parameters == {"of": "code.add", "code": "Trust"}
    assert project.history.undoable() is None


def test_the_making_of_a_project_cannot_be_undone(project: Project) -> None:
    assert project.history.undoable() is None
    assert project.undo() is None
    assert project.redo() is None
    assert project.info.title == "Study"


def test_undo_goes_back_through_hundreds_of_operations(project: Project) -> None:
    project.connection.exec_driver_sql("PRAGMA synchronous=OFF")
    states = [rows_of(project)]
    for number in range(150):
        project.describe(title=f"Title {number}")
        states.append(rows_of(project))
    for state in reversed(states[:-1]):
        project.undo()
        assert rows_of(project) == state
    for state in states[1:]:
        project.redo()
        assert rows_of(project) == state
