"""Opening: what is refused stays byte for byte as it was, and what cannot be written opens for reading."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator.project import project_file
from annotator.project.errors import (
    AnnotatorError,
    ChangeNotSaved,
    FolderNotWritable,
    NotAProject,
    ProjectDamaged,
    ProjectExists,
    ProjectIsReadOnly,
    ProjectLocked,
    ProjectNotFound,
    ProjectOutOfReach,
)
from annotator.project.lock import lock_path
from annotator.project.project import Project
from annotator.project.schema import APPLICATION_ID, SCHEMA_VERSION
from tests.project.rows import rows_of

NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed project with a document, a code and a coding."""
    made = tmp_path / "study.annot"
    with Project.create(made, title="Study", coder_name="Anna Kvam") as project:
        document = project.documents.add("Interview 1", "P1: There was soup. 🙂\n" * 2_000)
        project.codings.add(document.id, project.codes.add("Welcome").id, 4, 18)
    return made


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user of the machine may enter."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def refused(path: Path, error: type[AnnotatorError], **options: bool) -> AnnotatorError:
    """The error with which a file is refused, which leaves the file and its folder as they were."""
    before, beside = path.read_bytes(), sorted(path.parent.iterdir())
    with pytest.raises(error) as raised:
        Project.open(path, **options).close()
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == beside
    assert "\n" not in raised.value.sentence()
    return raised.value


def without_rights(action: Callable[[], object]) -> object:
    """What `action` gives where permissions hold: in a child process without root's rights, if need be."""
    if os.geteuid() != 0:
        return action()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            os.setuid(NOBODY)
            answer = action()
        except BaseException as error:
            answer = [type(error).__name__, str(error)]
        os.write(writing, json.dumps(answer).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = json.loads(pipe.read())
    os.waitpid(child, 0)
    return answer


# What is no project


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


# What opens


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


# Where nothing can be written


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
    if os.geteuid() != 0:
        return
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


# Making one


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


# Where saving fails


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


def set_version(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version={version}")


def leave_half_written(path: Path) -> None:
    """The file as a power cut leaves it: pages of a change that never ended, and the journal to take them back."""
    other = path.with_name("other")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=5")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE document_text SET text = upper(text) || text")
        connection.execute("UPDATE code SET name = 'Half'")
        connection.execute(
            "INSERT INTO memo SELECT randomblob(16), 'x', '', hex(randomblob(90000)), id, NULL, NULL, "
            "NULL, NULL, NULL, NULL, '', 1, 1 FROM coder"
        )
        journal = Path(f"{path}-journal")
        shutil.copy(path, other)
        shutil.copy(journal, other.with_name("other-journal"))
        connection.execute("ROLLBACK")
    other.rename(path)
    other.with_name("other-journal").rename(journal)


def heard_by_another_process(path: Path, statement: str) -> str:
    """What another process hears when it runs a statement on the file."""
    program = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None).execute(sys.argv[2])"
    command = [sys.executable, "-c", program, str(path), statement]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr.strip().splitlines()[-1]
