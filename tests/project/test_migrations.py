"""Older files: every version ever made opens, with all that was in it, and a step that fails leaves the file alone."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from annotator.project import backups, migrations, project_file
from annotator.project.errors import MigrationFailed, ProjectIsReadOnly
from annotator.project.ids import derived_id
from annotator.project.lock import lock_path
from annotator.project.migrations import STEPS, Step
from annotator.project.project import Project
from annotator.project.schema import SCHEMA_VERSION, metadata
from annotator.project.text_edits import Edit
from tests.format_versions.make_version import FOLDER, rows_by_table
from tests.project.rows import rows_of

EVERY_VERSION = sorted(FOLDER.glob("v*.annot"))
OLD = [path for path in EVERY_VERSION if path.stem != f"v{SCHEMA_VERSION}"]


def test_there_is_a_file_of_every_version() -> None:
    assert [path.stem for path in EVERY_VERSION] == [f"v{number}" for number in range(1, SCHEMA_VERSION + 1)]


@pytest.fixture(params=EVERY_VERSION, ids=lambda path: path.stem)
def any_version(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a file of one version, with its expected rows beside it."""
    source: Path = request.param
    shutil.copy(source.with_suffix(".json"), tmp_path)
    return Path(shutil.copy(source, tmp_path))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A copy of a file of the first version."""
    return Path(shutil.copy(OLD[0], tmp_path / "study.annot"))


def expected_rows(path: Path) -> dict[str, list[dict[str, object]]]:
    rows: dict[str, list[dict[str, object]]] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return rows


def test_a_file_of_any_version_opens_with_all_that_was_in_it(any_version: Path) -> None:
    with Project.open(any_version, coder_name="Anna Kvam") as project:
        assert not project.is_read_only
        assert project.check() == []
        assert [code.name for code in project.codes.all()] == ["Trust", "Hope, again"]
    now = rows_by_table(any_version)
    for table, rows in expected_rows(any_version).items():
        known = [{name: row.get(name) for name in before} for row, before in zip(now[table], rows, strict=True)]
        assert known == rows  # columns that came later are beside them


def test_the_words_of_a_file_of_any_version_can_be_corrected(any_version: Path) -> None:
    with Project.open(any_version, coder_name="Anna Kvam") as project:
        before = rows_of(project)
        for document in project.documents.all():
            end = project.documents.length(document.id)
            project.documents.correct(document.id, [Edit(0, 0, "So. "), Edit(end // 2, end // 2 + 9, "")])
        assert project.check() == []
        for _ in project.documents.all():
            project.undo()
        assert rows_of(project) == before


def test_a_migrated_file_has_the_tables_of_a_new_one(any_version: Path, tmp_path: Path) -> None:
    Project.open(any_version, coder_name="Anna Kvam").close()
    Project.create(tmp_path / "new.annot").close()
    assert columns_of(any_version) == columns_of(tmp_path / "new.annot")
    assert indexes_of(any_version) == indexes_of(tmp_path / "new.annot")


def test_an_older_file_is_backed_up_first(old: Path) -> None:
    before = dump_of(old)
    with Project.open(old) as project:
        (copy,) = backups.all_backups(project.backups_folder)
    assert copy.stem.endswith("before-migration-from-1")
    assert dump_of(copy) == before
    assert version_of(copy) == 1
    assert version_of(old) == SCHEMA_VERSION


def test_a_migrated_file_is_not_migrated_again(old: Path) -> None:
    Project.open(old).close()
    with Project.open(old) as project:
        kinds = [operation.kind for operation in project.history.operations()]
        assert kinds.count("project.migrate") == 1
        assert len(backups.all_backups(project.backups_folder)) == 1


def test_undo_stops_at_a_migration_and_works_after_it(old: Path) -> None:
    with Project.open(old, coder_name="Anna Kvam") as project:
        assert project.undo() is None
        assert project.redo() is None
        project.codes.rename(project.codes.find("Trust").id, "Trusting")
        project.saved_tables.save("Table 1", {"table": "codebook"})
        assert project.undo() is not None
        assert project.undo() is not None
        assert project.undo() is None
        assert project.codes.find("Trust").name == "Trust"
        assert project.redo() is not None
        assert project.codes.find("Trusting").name == "Trusting"


def test_the_history_of_an_older_file_can_still_be_read(old: Path) -> None:
    with Project.open(old) as project:
        operations = project.history.operations(newest_first=False)
        assert {operation.schema_version for operation in operations} == {1, SCHEMA_VERSION}
        assert operations[-1].kind == "project.migrate"
        assert operations[-1].parameters == {"from": 1, "to": SCHEMA_VERSION}
        rows = [row for operation in operations for row in project.history.changes_of(operation.seq).rows]
        assert {row.table for row in rows} >= {"code", "coding", "memo", "speaker"}
        assert all((row.after or row.before or {})["id"] == row.row_id for row in rows)


def test_an_older_file_opens_for_reading_without_being_changed(old: Path) -> None:
    before = old.read_bytes()
    with Project.open(old, read_only=True) as project:
        assert project.read_only_reason == "you chose to read it only"
        assert project.saved_tables.all() == []
        assert len(project.codings.all()) == 3
        with pytest.raises(ProjectIsReadOnly):
            project.saved_tables.save("Table 1", {})
    assert old.read_bytes() == before
    assert list(old.parent.iterdir()) == [old]


def test_a_snapshot_of_an_older_file_is_of_the_present_version(old: Path) -> None:
    with Project.snapshot(old) as project:
        assert project.saved_tables.all() == []
    assert version_of(old) == 1


def _breaks_halfway(connection: Connection) -> None:
    connection.exec_driver_sql("DELETE FROM memo")
    connection.exec_driver_sql("ALTER TABLE code ADD COLUMN half TEXT")
    connection.exec_driver_sql("INSERT INTO no_such_table VALUES (1)")


def _leaves_an_orphan(connection: Connection) -> None:
    connection.exec_driver_sql("DELETE FROM document_text")


@pytest.mark.parametrize("step", [_breaks_halfway, _leaves_an_orphan])
def test_a_migration_that_fails_leaves_the_file_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch, step: Step
) -> None:
    before = old.read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "STEPS", {**STEPS, 1: step})
        with pytest.raises(MigrationFailed) as failed:
            Project.open(old)
    assert old.read_bytes() == before
    assert not lock_path(old).exists()
    assert list(Path(failed.value.backups).glob("*before-migration-from-1.annot"))
    Project.open(old).close()


def test_nothing_is_migrated_without_a_backup(old: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = old.read_bytes()
    in_the_way = tmp_path / "in the way"
    in_the_way.write_text("a file where the folder of backups should be", encoding="utf-8")
    monkeypatch.setenv("ANNOTATOR_BACKUPS", str(in_the_way))
    with pytest.raises(MigrationFailed):
        Project.open(old)
    assert old.read_bytes() == before
    assert not lock_path(old).exists()


def test_there_is_a_step_from_every_older_version() -> None:
    assert sorted(STEPS) == list(range(1, SCHEMA_VERSION))


def test_the_tables_of_the_schema_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "study.annot"
    Project.create(path).close()
    assert {table for table, _ in columns_of(path)} == set(metadata.tables)
    connection = project_file.connect(path, read_only=True)
    assert project_file.missing_columns(connection) == []
    project_file.close(connection)


def columns_of(path: Path) -> set[tuple[str, tuple[object, ...]]]:
    """Name, type, and whether it may be empty, of each column of each table."""
    statement = (
        'SELECT t.name, c.name, c.type, c."notnull", c.pk FROM sqlite_schema t, pragma_table_info(t.name) c '
        "WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"
    )
    with closing(sqlite3.connect(path)) as connection:
        return {(row[0], tuple(row[1:])) for row in connection.execute(statement)}


def indexes_of(path: Path) -> set[tuple[str, str, int, str]]:
    """The columns of each index, with their places."""
    statement = (
        "SELECT i.tbl_name, i.name, x.seqno, x.name FROM sqlite_schema i, pragma_index_info(i.name) x "
        "WHERE i.type = 'index' AND i.name NOT LIKE 'sqlite_%'"
    )
    with closing(sqlite3.connect(path)) as connection:
        return set(connection.execute(statement))


def dump_of(path: Path) -> list[str]:
    """The whole content as statements."""
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_what_a_meeting_decided_has_an_id_of_its_own_since_version_5(tmp_path: Path) -> None:
    path = Path(shutil.copy(FOLDER / "v4.annot", tmp_path / "study.annot"))
    memo_id = put_old_meeting(path)
    with Project.open(path, coder_name="Anna Kvam") as project:
        (meeting,) = project.meetings.all()
        assert (meeting.memo_id, meeting.day, meeting.decisions) == (memo_id, "2026-03-07", "Ask again.")
        (row,) = project.connection.exec_driver_sql("SELECT id FROM meeting").all()
        assert row.id == derived_id("meeting", memo_id)
        (logged,) = [
            change
            for operation in project.history.operations()
            for change in project.history.changes_of(operation.seq).of("meeting")
        ]
        assert logged.after is not None
        assert logged.row_id == logged.after["id"] == row.id
        merges = [each.parameters for each in project.history.operations() if each.kind == "project.merge"]
        revived = [["meeting", row.id.hex()], ["memo", memo_id.hex()]]
        assert merges == [{"revived": revived, "chosen": [["meeting", "no id"]]}]
        assert project.check() == []


def put_old_meeting(path: Path) -> bytes:
    """Write what version 4 wrote of a meeting: a row with the id of its memo, and a merge that speaks of it."""
    with closing(sqlite3.connect(path)) as connection, connection:
        (memo_id,) = connection.execute("SELECT id FROM memo LIMIT 1").fetchone()
        connection.execute("UPDATE memo SET kind = 'meeting' WHERE id = ?", (memo_id,))
        connection.execute("INSERT INTO meeting VALUES (?, ?, '2026-03-07', '[]', 'Ask again.')", (memo_id, memo_id))
        said = json.dumps(
            {"revived": [["meeting", memo_id.hex()], ["memo", memo_id.hex()]], "chosen": [["meeting", "no id"]]}
        )
        (time_us,) = connection.execute("SELECT max(time_us) FROM operation").fetchone()
        cursor = connection.execute(
            "INSERT INTO operation (id, kind, parameters, time_us, schema_version, parents) "
            "SELECT ?, 'project.merge', ?, ?, 4, id FROM operation ORDER BY seq DESC LIMIT 1",
            (b"m" * 16, said, time_us + 1),
        )
        image = json.dumps({"id": memo_id.hex().upper(), "memo_id": memo_id.hex().upper(), "day": "2026-03-07"})
        connection.execute(
            "INSERT INTO change (operation_seq, table_name, row_id, after) VALUES (?, 'meeting', ?, ?)",
            (cursor.lastrowid, memo_id, image),
        )
        return bytes(memo_id)
