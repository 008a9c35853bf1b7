"""Opening: any name, older and newer files, and what a crash left behind."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.project import project_file
from annotator.project.errors import (
    NotAProject,
    ProjectIsReadOnly,
    ProjectLocked,
)
from annotator.project.lock import lock_path
from annotator.project.project import Project
from annotator.project.schema import APPLICATION_ID, SCHEMA_VERSION
from tests.project.files import heard_by_another_process, leave_half_written, refused, set_version
from tests.project.rows import rows_of


@pytest.mark.parametrize("name", ["a b", "#1", "what?", "100%25 %", "søster 名前 🙂", 'it\'s "so"', "-", ".hidden"])
def test_any_file_name_opens(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    path = folder / f"{name}.annot"
    with Project.create(path, coder_name="Anna Kvam") as project:
        project.codes.add("Trust")
    with Project.open(path) as project:
        assert [code.name for code in project.codes.all()] == ["Trust"]
    with Project.snapshot(path) as project:
        assert len(project.codes.all()) == 1
    assert list(folder.iterdir()) == [path]


def test_a_relative_path_holds_when_the_working_folder_changes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    with Project.open(Path(path.name)) as project:
        monkeypatch.chdir("/")
        project.codes.add("Trust")
        assert project.path == path
    assert not lock_path(path).exists()


def test_reading_only_refuses_every_change_and_writes_nothing(path: Path) -> None:
    before = path.read_bytes()
    with Project.open(path, coder_name="Somebody New", read_only=True) as project:
        with pytest.raises(ProjectIsReadOnly):
            project.codes.add("Trust")
        with pytest.raises(ProjectIsReadOnly):
            project.undo()
        assert not lock_path(path).exists()
        assert project.check() == []
    assert path.read_bytes() == before


def test_a_newer_file_opens_for_reading_with_a_reason(path: Path) -> None:
    set_version(path, SCHEMA_VERSION + 1)
    before = path.read_bytes()
    with Project.open(path) as project:
        assert project.read_only_reason == "a newer version of Annotator made it"
        assert [code.name for code in project.codes.all()] == ["Welcome"]
        with pytest.raises(ProjectIsReadOnly):
            project.codes.add("Trust")
        assert not lock_path(path).exists()
    assert path.read_bytes() == before


def test_a_newer_file_that_lacks_what_this_version_reads_is_refused(path: Path) -> None:
    set_version(path, SCHEMA_VERSION + 1)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE code RENAME COLUMN colour TO paint")
    error = refused(path, NotAProject)
    assert "newer version" in error.sentence()


def test_the_file_says_whose_it_is_and_leaves_nothing_beside_it(path: Path) -> None:
    header = path.read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(header[60:64], "big") == SCHEMA_VERSION
    assert header[18:20] == b"\x01\x01", "rollback journal, not WAL"
    assert list(path.parent.iterdir()) == [path]


def test_settings_that_keep_the_data_safe_are_on(path: Path) -> None:
    with Project.open(path) as project:
        answers = {
            name: project.connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("synchronous", "journal_mode", "foreign_keys", "recursive_triggers")
        }
    assert answers == {"synchronous": 3, "journal_mode": "delete", "foreign_keys": 1, "recursive_triggers": 1}


def test_a_half_written_change_is_taken_back_for_a_reader_without_touching_the_file(path: Path) -> None:
    with Project.open(path) as project:
        expected = rows_of(project)
    leave_half_written(path)
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    with Project.open(path, read_only=True) as project:
        assert rows_of(project) == expected
    with Project.snapshot(path) as project:
        assert rows_of(project) == expected
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before
    with Project.open(path) as project:
        assert rows_of(project) == expected
        assert project.check() == []


def test_a_snapshot_neither_sees_later_changes_nor_makes_any(path: Path) -> None:
    with Project.open(path) as project, Project.snapshot(path) as snapshot:
        project.codes.add("Later")
        assert [code.name for code in snapshot.codes.all()] == ["Welcome"]
        with pytest.raises(ProjectIsReadOnly):
            snapshot.codes.add("Never")


def test_looking_at_an_open_file_leaves_the_locks_of_a_change_in_place(path: Path) -> None:
    with Project.open(path) as project, project.operation("test.slow"):
        project.codes.add("Half done")
        project_file.require_ours(path)
        with pytest.raises(ProjectLocked):
            Project.open(path)
        # Another process must still find the file held for a change.
        assert heard_by_another_process(path, "BEGIN IMMEDIATE") == "sqlite3.OperationalError: database is locked"
