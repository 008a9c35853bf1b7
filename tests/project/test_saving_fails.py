"""Where saving fails, the change is taken back whole, and work can go on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from annotator.project import project_file
from annotator.project.errors import (
    ChangeNotSaved,
    ProjectOutOfReach,
)
from annotator.project.project import Project
from tests.project.files import refused
from tests.project.rows import rows_of


def test_a_full_disk_takes_the_change_back_and_work_can_go_on(path: Path) -> None:
    with Project.open(path, coder_name="Anna Kvam") as project:
        before = rows_of(project)
        heard: list[object] = []
        project.on_change(heard.append)
        limit = project.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        project.connection.exec_driver_sql(f"PRAGMA max_page_count={limit}")
        with pytest.raises(ChangeNotSaved) as failed:
            project.documents.add("Interview 2", "P1: And bread. " * 20_000)
        assert "full" in failed.value.reason
        assert rows_of(project) == before
        assert heard == []
        project.connection.exec_driver_sql("PRAGMA max_page_count=1000000")
        project.documents.add("Interview 2", "P1: And bread. " * 20_000)
        project.undo()
        assert rows_of(project) == before
        assert project.check() == []


@pytest.mark.parametrize("hold", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_file_that_another_program_holds_takes_the_change_back(path: Path, hold: str) -> None:
    with Project.open(path, coder_name="Anna Kvam") as project:
        before = rows_of(project)
        project.connection.exec_driver_sql("PRAGMA busy_timeout=50")
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute(hold)
            with pytest.raises((ChangeNotSaved, ProjectOutOfReach)) as failed:
                project.codes.add("Not now")
            assert "another program is using it" in failed.value.sentence()
            other.execute("ROLLBACK")
        assert rows_of(project) == before
        project.codes.add("Now it goes")
        assert len(project.codes.all()) == 2


def test_a_reader_in_the_way_takes_the_change_back(path: Path) -> None:
    with Project.open(path, coder_name="Anna Kvam") as project:
        before = rows_of(project)
        project.connection.exec_driver_sql("PRAGMA busy_timeout=50")
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            reading = other.execute("SELECT * FROM change")
            reading.fetchone()
            with pytest.raises(ChangeNotSaved):
                project.codes.add("Not now")
            reading.close()
        assert rows_of(project) == before
        project.codes.add("Now it goes")


def test_a_file_that_another_program_holds_is_out_of_reach_and_not_damaged(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(project_file, "_BUSY_MS", 50)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        error = refused(path, ProjectOutOfReach)
    assert "another program is using it" in error.sentence()


def test_a_file_that_is_moved_while_it_is_open_says_so_and_keeps_what_it_has(path: Path) -> None:
    moved = path.with_name("moved.annot")
    with Project.open(path, coder_name="Anna Kvam") as project:
        path.rename(moved)
        with pytest.raises(ChangeNotSaved) as failed:
            project.codes.add("Lost?")
        assert failed.value.reason == "it was moved or deleted while it was open"
    with Project.open(moved) as project:
        assert [code.name for code in project.codes.all()] == ["Welcome"]


def test_of_two_projects_that_are_open_the_one_whose_file_is_moved_is_named(path: Path) -> None:
    other_path = path.with_name("other.annot")
    with Project.open(path, coder_name="Anna Kvam") as moved, Project.create(other_path, coder_name="Bo Lie") as other:
        path.rename(path.with_name("moved.annot"))
        with pytest.raises(ChangeNotSaved) as failed:
            moved.codes.add("Lost?")
        assert failed.value.path == path
        assert other.codes.add("Kept").name == "Kept"
        with pytest.raises(ProjectOutOfReach) as unread:
            project_file.require_writable(moved.connection)
        assert unread.value.path == path


def test_a_change_in_the_middle_of_which_ctrl_c_is_pressed_is_taken_back_and_work_can_go_on(path: Path) -> None:
    def interrupt(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("INSERT INTO code "):
            raise KeyboardInterrupt

    with Project.open(path, coder_name="Anna Kvam") as project:
        before = rows_of(project)
        event.listen(project.connection, "after_cursor_execute", interrupt)
        with pytest.raises(KeyboardInterrupt):
            project.codes.add("Half")
        event.remove(project.connection, "after_cursor_execute", interrupt)
        assert rows_of(project) == before
        assert project.codes.add("Whole").name == "Whole"
        assert project.check() == []
