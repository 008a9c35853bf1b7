"""Files that are no project, or a damaged one: refused by name, and left byte for byte as they were."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.project.errors import (
    AnnotatorError,
    NotAProject,
    ProjectDamaged,
    ProjectNotFound,
)
from annotator.project.project import Project
from tests.project.files import refused, set_version


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is empty"),
        (b"I: Hello?\nP1: Well, hello.\n", "it is a file of another kind"),
        (b"SQLite format 3\x00", "it is a database of another program"),
        (b"PK\x03\x04" + bytes(200), "it is a file of another kind"),
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "notes.annot"
    path.write_bytes(content)
    error = refused(path, NotAProject)
    assert isinstance(error, NotAProject)
    assert error.reason == reason
    refused(path, NotAProject, read_only=True)


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "photos.annot"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE project (id BLOB, title TEXT)")
        connection.commit()
    refused(path, NotAProject)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAProject):
        Project.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(ProjectNotFound):
        Project.open(tmp_path / "study.annot")
    with pytest.raises(ProjectNotFound):
        Project.snapshot(tmp_path / "study.annot")
    assert list(tmp_path.iterdir()) == []


# What is damaged


def test_a_header_of_ours_on_garbage_is_refused(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100] + os.urandom(50_000))
    refused(path, ProjectDamaged)
    refused(path, ProjectDamaged, read_only=True)


@pytest.mark.parametrize("part", [0.02, 0.3, 0.5, 0.97])
def test_a_truncated_file_is_refused(path: Path, part: float) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * part)])
    refused(path, ProjectDamaged)


def test_flipped_bits_never_leak_an_error_or_change_the_file(path: Path) -> None:
    whole = path.read_bytes()
    outcomes = set()
    for page in range(0, len(whole), 4096):
        broken = bytearray(whole)
        broken[page + 3] ^= 0xFF
        broken[page + 100] ^= 0xFF
        path.write_bytes(broken)
        try:
            Project.open(path, read_only=True).close()
            outcomes.add("open")
        except AnnotatorError as error:
            outcomes.add(type(error).__name__)
        assert path.read_bytes() == broken
    assert "ProjectDamaged" in outcomes
    assert outcomes <= {"open", "ProjectDamaged", "NotAProject"}


@pytest.mark.parametrize("table", ["project", "code", "operation", "change", "document_text"])
def test_a_file_without_one_of_its_tables_is_refused(path: Path, table: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"DROP TABLE {table}")
    refused(path, ProjectDamaged)


def test_a_file_without_its_first_row_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM project")
        connection.commit()
    refused(path, ProjectDamaged)


def test_a_file_of_no_version_is_refused(path: Path) -> None:
    set_version(path, 0)
    refused(path, ProjectDamaged)


def test_a_refusal_names_where_the_backups_are(path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ANNOTATOR_BACKUPS", str(tmp_path / "copies"))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE memo")
    error = refused(path, ProjectDamaged)
    assert str(tmp_path / "copies") in error.sentence()
