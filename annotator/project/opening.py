"""How a project file becomes a connection that one may work on: header, lock, pages, version, migration.

A file that is refused is left byte for byte as it was, and without a lock file beside it.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Dialect, create_mock_engine
from sqlalchemy.exc import DBAPIError

from annotator.project import backups, migrations, project_file, schema
from annotator.project.errors import (
    AnnotatorError,
    FolderNotWritable,
    MigrationFailed,
    NotAProject,
    ProjectDamaged,
    ProjectExists,
    ProjectOutOfReach,
)
from annotator.project.lock import ProjectLock

ASKED_FOR = "you chose to read it only"
NEWER = "a newer version of Annotator made it"


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A connection to a file of the present schema version (or a newer one), and the right to write to it."""

    connection: Connection
    lock: ProjectLock | None
    read_only_reason: str


def create_file(path: Path, fill: Callable[[Connection], None]) -> OpenedFile:
    """A new project file with what `fill` writes into it: whole, or not there at all.

    Raises ProjectExists, ProjectLocked, FolderNotWritable.
    """
    try:
        lock = ProjectLock(path)
    except OSError as error:
        raise FolderNotWritable(path, error.strerror or str(error)) from error
    try:
        if path.exists():
            raise ProjectExists(path)
        _write_new(path, fill)
        return OpenedFile(project_file.connect(path), lock, "")
    except (OSError, ProjectOutOfReach) as error:
        lock.release()
        raise FolderNotWritable(path, _reason(error)) from error
    except BaseException:  # whatever it is, also Ctrl+C: nobody works here
        lock.release()
        raise


def open_file(path: Path, *, read_only: bool, take_over: bool, check: bool) -> OpenedFile:
    """Open a file for writing, or for reading where it cannot be written or is a newer version's.

    Raises ProjectNotFound, NotAProject, ProjectDamaged, ProjectLocked, ProjectOutOfReach, MigrationFailed.
    """
    project_file.require_ours(path)
    if read_only:
        return _open_for_reading(path, ASKED_FOR, check)
    try:
        lock = ProjectLock(path, take_over=take_over)
    except OSError as error:
        return _open_for_reading(path, _reason(error), check)
    try:
        opened = _open_for_writing(path, lock, check)
    except BaseException:  # whatever it is, also Ctrl+C: nobody works here
        lock.release()
        raise
    if opened.lock is None:
        lock.release()
    return opened


def open_copy(path: Path) -> Connection:
    """The file as it is now, copied into memory and brought to the present version. Raises as `open_file`."""
    project_file.require_ours(path)
    connection = project_file.connect_to_copy(path)
    with _closed_on_failure(connection):
        version = _require_readable(connection, path, check=False)
        if version < schema.SCHEMA_VERSION:
            _migrate(connection, path, version)
        return connection


def check_pages(path: Path, is_cancelled: Callable[[], bool]) -> bool:
    """Read every page of a file as `open_file` does, on any thread and until `is_cancelled`.

    False where it was cancelled, or where only opening can look at it: a crash left a change half-written.
    Raises ProjectNotFound, NotAProject, ProjectDamaged.
    """
    project_file.require_ours(path)
    try:
        connection = project_file.connect(path, read_only=True)
    except ProjectOutOfReach:
        return False
    try:
        project_file.stop_when(connection, is_cancelled)
        _require_readable(connection, path, check=True)
    except (AnnotatorError, DBAPIError):
        if not is_cancelled():
            raise
    finally:
        project_file.close(connection)
    return not is_cancelled()


def _open_for_writing(path: Path, lock: ProjectLock, check: bool) -> OpenedFile:
    connection = project_file.connect(path)
    with _closed_on_failure(connection):
        reason = _why_not_writable(connection)
        if reason:
            project_file.close(connection)
            return _open_for_reading(path, reason, check)
        version = _require_readable(connection, path, check)
        if version > schema.SCHEMA_VERSION:
            project_file.close(connection)
            return _open_for_reading(path, NEWER, check=False)
        if version < schema.SCHEMA_VERSION:
            _back_up_before(connection, path, version)
            _migrate(connection, path, version)
        return OpenedFile(connection, lock, "")


def _open_for_reading(path: Path, reason: str, check: bool) -> OpenedFile:
    connection = _connect_for_reading(path)
    with _closed_on_failure(connection):
        version = _require_readable(connection, path, check)
    if version < schema.SCHEMA_VERSION:
        project_file.close(connection)
        return OpenedFile(open_copy(path), None, reason)
    return OpenedFile(connection, None, NEWER if version > schema.SCHEMA_VERSION else reason)


def _write_new(path: Path, fill: Callable[[Connection], None]) -> None:
    partial = path.with_name(f".{path.name}.new")
    partial.unlink(missing_ok=True)
    partial.touch()
    try:
        connection = project_file.connect(partial)
        try:
            _create_tables(connection)
            fill(connection)
        finally:
            project_file.close(connection)
        # What a crash left of a file of this name that has gone since would be written into the new one.
        for leftover in ("-journal", "-wal", "-shm"):
            path.with_name(path.name + leftover).unlink(missing_ok=True)
        partial.rename(path)
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def _create_tables(connection: Connection) -> None:
    connection.exec_driver_sql(f"PRAGMA application_id={schema.APPLICATION_ID}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    connection.exec_driver_sql(f"PRAGMA user_version={schema.SCHEMA_VERSION}")
    for statement in _definitions(connection.dialect):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("COMMIT")


@cache
def _definitions(dialect: Dialect) -> tuple[str, ...]:
    """The statements that make the tables and their indexes: put together once, however many files are made."""
    written: list[str] = []
    writer = create_mock_engine("sqlite://", lambda made, *_: written.append(str(made.compile(dialect=dialect))))
    schema.metadata.create_all(writer, checkfirst=False)
    return tuple(written)


def _why_not_writable(connection: Connection) -> str:
    """Why SQLite may not write here; "" where it may. Raises ProjectOutOfReach where another program holds the file."""
    try:
        project_file.require_writable(connection)
    except ProjectOutOfReach as error:
        if _sqlite_code(error) == sqlite3.SQLITE_BUSY:
            raise
        return error.reason
    return ""


def _connect_for_reading(path: Path) -> Connection:
    """A connection that writes nothing: to a copy, where a crash left a half-written change in the file."""
    try:
        return project_file.connect(path, read_only=True)
    except ProjectOutOfReach as error:
        if _sqlite_code(error) != sqlite3.SQLITE_READONLY_ROLLBACK:
            raise
        return project_file.connect_to_copy(path)


def _sqlite_code(error: ProjectOutOfReach) -> int | None:
    return error.__cause__.sqlite_errorcode if isinstance(error.__cause__, sqlite3.Error) else None


def _require_readable(connection: Connection, path: Path, check: bool) -> int:
    """The file's schema version. Raises ProjectDamaged, and NotAProject where a newer version changed too much."""
    try:
        version = project_file.schema_version(connection)
        if check:
            project_file.require_whole(connection, path, _backups_of(connection, path))
        if version < 1:
            raise ProjectDamaged(path, "it does not say its version", _backups_of(connection, path))
        missing = project_file.missing_columns(connection) if version >= schema.SCHEMA_VERSION else []
        has_project = connection.exec_driver_sql("SELECT count(*) FROM project").scalar_one() == 1
    except DBAPIError as error:
        raise ProjectDamaged(path, str(error.orig), _backups_of(connection, path)) from error
    if missing and version > schema.SCHEMA_VERSION:
        raise NotAProject(path, f"{NEWER}, and this one cannot read it")
    if missing or not has_project:
        raise ProjectDamaged(
            path, f"{missing[0] if missing else 'its first row'} is missing", _backups_of(connection, path)
        )
    return version


def _back_up_before(connection: Connection, path: Path, version: int) -> None:
    folder = backups.backups_folder(_project_id(connection), path)
    try:
        backups.back_up(path, folder, reason=f"before-migration-from-{version}")
    except (OSError, sqlite3.Error) as error:
        raise MigrationFailed(path, f"no copy could be made first ({error})", str(folder)) from error


def _migrate(connection: Connection, path: Path, version: int) -> None:
    folder = _backups_of(connection, path)
    try:
        migrations.migrate(connection, version)
    except (AnnotatorError, DBAPIError, RuntimeError) as error:
        raise MigrationFailed(path, _reason(error), folder) from error


def _project_id(connection: Connection) -> bytes:
    found = connection.exec_driver_sql("SELECT id FROM project").scalar()
    return found if isinstance(found, bytes) else b""


def _backups_of(connection: Connection, path: Path) -> str:
    """Where backups of the file are, as far as the file can still say."""
    try:
        return str(backups.backups_folder(_project_id(connection), path))
    except (AnnotatorError, DBAPIError):
        return "your backups"


def _reason(error: Exception) -> str:
    if isinstance(error, ProjectOutOfReach):
        return error.reason
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


@contextlib.contextmanager
def _closed_on_failure(connection: Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:  # whatever it is: an open connection keeps the file
        project_file.close(connection)
        raise
