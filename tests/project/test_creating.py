"""A new project: whole or not at all, and never over anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.project.errors import (
    FolderNotWritable,
    ProjectExists,
)
from annotator.project.project import Project
from tests.project.files import leave_half_written


def test_a_new_project_overwrites_nothing(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(ProjectExists):
        Project.create(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_new_project_is_safe_from_what_a_crash_left_of_an_older_one(path: Path) -> None:
    leave_half_written(path)
    path.unlink()
    assert Path(f"{path}-journal").stat().st_size > 0
    with Project.create(path, coder_name="Anna Kvam") as project:
        project.codes.add("New")
    with Project.open(path) as project:
        assert [code.name for code in project.codes.all()] == ["New"]
        assert project.check() == []


def test_a_new_project_in_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FolderNotWritable):
        Project.create(tmp_path / "missing" / "study.annot")
    assert list(tmp_path.iterdir()) == []


def test_a_new_project_has_its_title_and_its_first_coder(tmp_path: Path) -> None:
    with Project.create(tmp_path / "study.annot", title="Coming back", coder_name="Anna Kvam") as project:
        assert project.info.title == "Coming back"
        assert project.coder.name == "Anna Kvam"
        assert project.undo() is None
        assert project.check() == []
