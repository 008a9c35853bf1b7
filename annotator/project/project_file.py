"""The project file as a file: is it ours, is it whole, and a connection to it with the right settings.

What is in the tables is the business of the modules beside this one; who may write is `lock`; how all of it comes
together when a project is opened is `opening`.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import NullPool

from annotator.project.database_copy import copy_database
from annotator.project.errors import AnnotatorError, NotAProject, ProjectDamaged, ProjectNotFound, ProjectOutOfReach
from annotator.project.schema import APPLICATION_ID, metadata

SUFFIX = ".annot"
_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
_BUSY_MS = 5_000
_STEPS_BETWEEN_LOOKS = 10_000  # of SQLite's virtual machine: some milliseconds
_YOUR_BACKUPS = "your backups"
_PRAGMAS = (
    "trusted_schema=OFF",
    "foreign_keys=ON",
    # Without it the rows that a REPLACE pushes out would go unlogged.
    "recursive_triggers=ON",
    "temp_store=MEMORY",
    # FULL, and the folder too: with FULL alone a power cut could bring back the journal of an operation that returned.
    "synchronous=EXTRA",
    "secure_delete=ON",
    "cache_size=-65536",
)
# What it is by SQLite's primary result code; all others are our own mistakes.
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_OUT_OF_REACH = frozenset(
    {
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_NOLFS,
    }
)

# One for all files, so that a statement is compiled once and not anew for every file that is opened.
_engine = create_engine("sqlite://", poolclass=NullPool, isolation_level="AUTOCOMMIT")


@dataclass(frozen=True, slots=True)
class _Asked:
    """The file that a thread is just about to connect to, and how."""

    path: Path
    creator: Callable[[], sqlite3.Connection]


_asked: ContextVar[_Asked] = ContextVar("_asked")


class _FilesOpenHere:
    """The files that this process has open as databases.

    Closing a file that was opened by hand would end the locks of POSIX that SQLite holds on it in this process, and
    with them the safety of a change that is on its way. So such a file is never opened by hand.
    """

    def __init__(self) -> None:
        self.guard = threading.Lock()
        self._counts: Counter[tuple[int, int]] = Counter()

    def add(self, path: Path) -> tuple[int, int]:
        with self.guard:
            key = _file_key(path)
            self._counts[key] += 1
            return key

    def remove(self, key: tuple[int, int]) -> None:
        with self.guard:
            self._counts[key] -= 1

    def has(self, path: Path) -> bool:
        """To be asked under `guard`."""
        return self._counts[_file_key(path)] > 0


_open_here = _FilesOpenHere()


def require_ours(path: Path) -> None:
    """Look at the file's header without opening it as a database.

    Raises ProjectNotFound where there is no file, NotAProject where it is another kind of file.
    """
    try:
        if not path.exists():
            raise ProjectNotFound(path)
        if not path.is_file():
            raise NotAProject(path, "it is a folder" if path.is_dir() else "it is no file")
        with _open_here.guard:
            if _open_here.has(path):
                return
            with path.open("rb") as file:
                header = file.read(_HEADER_BYTES)
    except OSError as error:
        raise NotAProject(path, f"it cannot be read ({error.strerror})") from error
    if not header:
        raise NotAProject(path, "it is empty")
    if not header.startswith(_MAGIC):
        raise NotAProject(path, "it is a file of another kind")
    if len(header) < _HEADER_BYTES or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise NotAProject(path, "it is a database of another program")


def connect(path: Path, *, read_only: bool = False) -> Connection:
    """A connection for one thread, without transactions of its own making.

    From then on SQLite's errors come as ProjectOutOfReach and ProjectDamaged.
    """
    key = _open_here.add(path)
    try:
        connection = _engine_connection(path, lambda: _open_file(path, read_only))
    except BaseException:  # whatever it is: nobody has it open
        _open_here.remove(key)
        raise
    connection.info["release"] = lambda: _open_here.remove(key)
    return connection


def connect_to_copy(path: Path) -> Connection:
    """A connection to a private copy in memory: as the file is now, and never in anybody's way."""

    def open_copy() -> sqlite3.Connection:
        copy = sqlite3.connect(":memory:", isolation_level=None)
        try:
            _copy_into(copy, path)
        except sqlite3.Error as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
                raise
            _recover_into(copy, path)
        copy.execute("PRAGMA foreign_keys=ON")
        return copy

    key = _open_here.add(path)
    try:
        return _engine_connection(path, open_copy)
    finally:
        _open_here.remove(key)


def close(connection: Connection) -> None:
    """Close the connection and its file. May be done twice."""
    if connection.closed:
        return
    release = connection.info.pop("release", None)
    connection.close()
    if release is not None:
        release()


def stop_when(connection: Connection, is_cancelled: Callable[[], bool] | None) -> None:
    """Let statements that take long fail as soon as `is_cancelled`; with None, none any more."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    raw.set_progress_handler(is_cancelled, _STEPS_BETWEEN_LOOKS)


def schema_version(connection: Connection) -> int:
    """The file's `user_version`."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def require_writable(connection: Connection) -> None:
    """Begin a change and leave it. Raises ProjectOutOfReach where the file cannot be written."""
    version = schema_version(connection)
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        # Only with a write does SQLite say that a file is protected. It never reaches the disk.
        connection.exec_driver_sql(f"PRAGMA user_version={version}")
    finally:
        connection.exec_driver_sql("ROLLBACK")


def require_whole(connection: Connection, path: Path, backups: str) -> None:
    """Read every page. Raises ProjectDamaged where SQLite finds fault with one."""
    try:
        verdict = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one())
    except ProjectDamaged as error:
        raise ProjectDamaged(path, error.reason, backups) from error
    if verdict != "ok":
        raise ProjectDamaged(path, verdict.splitlines()[-1].strip(), backups)


def missing_columns(connection: Connection) -> list[str]:
    """The tables and columns of the present schema that the file lacks, as "code.name"."""
    rows = connection.exec_driver_sql(
        "SELECT t.name || '.' || c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type='table'"
    )
    there = {row[0] for row in rows}
    return sorted({f"{table.name}.{c.name}" for table in metadata.tables.values() for c in table.columns} - there)


def _file_key(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_dev, found.st_ino)


def _open_file(path: Path, read_only: bool) -> sqlite3.Connection:
    mode = "ro" if read_only else "rw"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=_BUSY_MS / 1000
    )
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:  # whatever it is: Windows moves and deletes no file that is open
        connection.close()
        raise
    return connection


def _copy_into(copy: sqlite3.Connection, path: Path) -> None:
    with closing(_open_file(path, read_only=True)) as source:
        copy_database(source, copy)


def _recover_into(copy: sqlite3.Connection, path: Path) -> None:
    """Take a half-written change back in a copy of the file and its journal, and leave both as they are."""
    with tempfile.TemporaryDirectory() as folder:
        twin = Path(folder, "project")
        shutil.copyfile(path, twin)
        shutil.copyfile(f"{os.fspath(path.resolve())}-journal", f"{twin}-journal")
        with closing(_open_file(twin, read_only=False)) as source:
            source.backup(copy)


@event.listens_for(_engine, "do_connect")
def _open_asked(*_arguments: object) -> sqlite3.Connection:
    return _asked.get().creator()


@event.listens_for(_engine, "handle_error")
def _raise_of_its_file(context: ExceptionContext) -> None:
    # SQLAlchemy gives up a connection in which Ctrl+C was pressed; but the change that was under way is still in it.
    context.is_disconnect = False
    connection = context.connection
    _raise_named(_asked.get().path if connection is None else connection.info["path"], context)


def _engine_connection(path: Path, creator: Callable[[], sqlite3.Connection]) -> Connection:
    token = _asked.set(_Asked(path, creator))
    try:
        connection = _engine.connect()
    finally:
        _asked.reset(token)
    connection.info["path"] = path
    return connection


def _raise_named(path: Path, context: ExceptionContext) -> None:
    error = context.original_exception
    named = _named(path, error) if isinstance(error, sqlite3.Error) else None
    if named is not None:
        raise named from error


def _named(path: Path, error: sqlite3.Error) -> AnnotatorError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    if code & 0xFF in _DAMAGED:
        return ProjectDamaged(path, str(error), _YOUR_BACKUPS)
    if code & 0xFF in _BUSY:
        return ProjectOutOfReach(path, "another program is using it")
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return ProjectOutOfReach(path, "it was moved or deleted while it was open")
    return ProjectOutOfReach(path, str(error)) if code & 0xFF in _OUT_OF_REACH else None
