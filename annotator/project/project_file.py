"""The project file as a file: is it ours, is it whole, and a connection to it with the right settings.

What is in the tables is the business of the modules beside this one; who may write is `lock`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from annotator.project.errors import NotAProject, ProjectDamaged, ProjectNotFound
from annotator.project.schema import APPLICATION_ID

SUFFIX = ".annot"
_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
_BUSY_MS = 5_000


def require_ours(path: Path) -> None:
    """Look at the file's header without opening it as a database.

    Raises ProjectNotFound where there is no file, NotAProject where it is another kind of file.
    """
    if not path.exists():
        raise ProjectNotFound(path)
    if not path.is_file():
        raise NotAProject(path, "it is a folder")
    try:
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
    """A connection for one thread, without transactions of its own making."""
    return _engine_connection(lambda: _open_file(path, read_only))


def connect_to_copy(path: Path) -> Connection:
    """A connection to a private copy in memory: as the file is now, and never in anybody's way."""

    def open_copy() -> sqlite3.Connection:
        copy = sqlite3.connect(":memory:", isolation_level=None)
        source = _open_file(path, read_only=True)
        try:
            source.backup(copy)
        finally:
            source.close()
        copy.execute("PRAGMA foreign_keys=ON")
        return copy

    return _engine_connection(open_copy)


def close(connection: Connection) -> None:
    """Close the connection and its file."""
    connection.close()
    connection.engine.dispose()


def schema_version(connection: Connection) -> int:
    """The file's `user_version`."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def require_whole(connection: Connection, path: Path, backups: Path) -> None:
    """Read every page. Raises ProjectDamaged where SQLite finds fault with one."""
    try:
        verdict = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one())
    except DBAPIError as error:
        verdict = str(error.orig)
    if verdict != "ok":
        raise ProjectDamaged(path, verdict.splitlines()[-1].strip(), str(backups))


def _open_file(path: Path, read_only: bool) -> sqlite3.Connection:
    mode = "ro" if read_only else "rw"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=_BUSY_MS / 1000
    )
    for pragma in (
        "trusted_schema=OFF",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        "synchronous=FULL",
        "secure_delete=ON",
        "cache_size=-65536",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _engine_connection(creator: Callable[[], sqlite3.Connection]) -> Connection:
    engine = create_engine("sqlite://", creator=creator, poolclass=StaticPool, isolation_level="AUTOCOMMIT")
    return engine.connect()
