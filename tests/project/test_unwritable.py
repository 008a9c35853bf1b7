"""Where nothing can be written, a project opens for reading, and none is made."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.project.lock import lock_path
from annotator.project.project import Project
from tests.project.files import without_rights


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user of the machine may enter."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_folder_that_cannot_be_written_opens_for_reading(path: Path, open_folder: Path) -> None:
    copy = Path(shutil.copy(path, open_folder))
    copy.chmod(0o666)
    open_folder.chmod(0o555)

    def look() -> object:
        with Project.open(copy) as project:
            return [project.read_only_reason, len(project.codes.all())]

    assert without_rights(look) == ["Permission denied", 1]
    assert list(open_folder.iterdir()) == [copy]


def test_a_file_that_cannot_be_written_opens_for_reading_and_leaves_no_lock(path: Path, open_folder: Path) -> None:
    copy = Path(shutil.copy(path, open_folder))
    copy.chmod(0o444)
    open_folder.chmod(0o777)

    def look() -> object:
        with Project.open(copy) as project:
            return [bool(project.read_only_reason), len(project.codes.all()), lock_path(copy).exists()]

    assert without_rights(look) == [True, 1, False]
    assert list(open_folder.iterdir()) == [copy]


def test_a_file_that_cannot_be_read_is_refused(path: Path, open_folder: Path) -> None:
    copy = Path(shutil.copy(path, open_folder))
    copy.chmod(0o000)
    answer = without_rights(lambda: Project.open(copy).path)
    assert isinstance(answer, list)
    assert answer[0] == "NotAProject"
    copy.chmod(0o600)


def test_a_project_cannot_be_made_where_nothing_can_be_written(open_folder: Path) -> None:
    answer = without_rights(lambda: Project.create(open_folder / "study.annot").path)
    assert isinstance(answer, list)
    assert answer[0] == "FolderNotWritable"
    assert list(open_folder.iterdir()) == []


def test_another_users_lock_in_a_shared_folder_says_who_holds_it(path: Path, open_folder: Path) -> None:
    copy = Path(shutil.copy(path, open_folder))
    copy.chmod(0o666)
    open_folder.chmod(0o777)
    with Project.open(copy):
        answer = without_rights(lambda: Project.open(copy).path)
    assert isinstance(answer, list)
    assert answer[0] == "ProjectLocked"


def test_a_lock_that_another_user_left_behind_is_recovered(path: Path, open_folder: Path) -> None:
    copy = Path(shutil.copy(path, open_folder))
    copy.chmod(0o666)
    open_folder.chmod(0o777)
    lock_path(copy).touch(mode=0o444)

    def look() -> object:
        with Project.open(copy) as project:
            return project.is_read_only

    assert without_rights(look) is False
    assert not lock_path(copy).exists()
