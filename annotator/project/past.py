"""The project as it was: a copy of the file in which the log is taken back, newest operation first.

The file itself is only read. The copy is what the file was right after an operation, its log included.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from annotator.project import project_file, schema
from annotator.project.database_copy import copy_database
from annotator.project.errors import FolderNotWritable, NotThereYet, ProjectExists, ProjectOutOfReach, TooLongAgo
from annotator.project.history import History

_EVERY = 50
# Whatever goes wrong, the copy is thrown away; what is deleted in it goes when it is written anew at the end. Each row
# comes back by its own image, so nothing needs to cascade.
_FOR_A_COPY = ("synchronous=OFF", "journal_mode=OFF", "secure_delete=OFF", "foreign_keys=OFF")
_NOBODYS_SEQ = 1 << 62  # under which is logged what moves while going back, until it is dropped
# What changed a file in ways that no row of the log tells: another form of it, and a copy without some of it.
_IS_BARRIER = (
    "(kind = 'project.migrate' OR "
    "(kind = 'project.send_copy' AND coalesce(json_array_length(parameters, '$.left_out'), 0) > 0))"
)


@dataclass(frozen=True, slots=True)
class Follower:
    """Whom the work tells how many of how many operations are taken back, and asks whether to stop."""

    tell: Callable[[int, int], object] = lambda _done, _total: None
    is_cancelled: Callable[[], bool] = lambda: False


def write_as_of(path: Path, out: Path, seq: int, follower: Follower | None = None, *, replace: bool = False) -> bool:
    """Write a project as it was right after the operation `seq` was done in this file; False where it was stopped.

    For any thread. Whole or not there at all; the project's file stays byte for byte. Some 5,000 operations are taken
    back in a second. Raises TooLongAgo, ProjectExists (unless `replace`, and always for the project's own file),
    FolderNotWritable, and as `Project.open`.
    """
    project_file.require_ours(path)
    if out.exists() and (not replace or out.samefile(path)):
        raise ProjectExists(out)
    partial = out.with_name(f".{out.name}.new")
    try:
        is_done = _write(path, partial, seq, follower or Follower())
        if is_done:
            _bring_to_disk(partial)
            partial.replace(out)
        return is_done
    except (OSError, sqlite3.Error) as error:
        raise FolderNotWritable(out, getattr(error, "strerror", None) or str(error)) from error
    except ProjectOutOfReach as error:
        if error.path != partial:
            raise
        raise FolderNotWritable(out, error.reason) from error
    finally:
        for leftover in (partial, partial.with_name(f"{partial.name}-journal")):
            with contextlib.suppress(OSError):
                leftover.unlink(missing_ok=True)


def write_as_of_time(
    path: Path, out: Path, time_us: int, follower: Follower | None = None, *, replace: bool = False
) -> bool:
    """As `write_as_of`, as it was at a time (microseconds since 1970). Raises NotThereYet too."""
    return write_as_of(path, out, last_operation_at(path, time_us), follower, replace=replace)


def last_operation_at(path: Path, time_us: int) -> int:
    """The number of the last operation done in a file at a time or before. Raises NotThereYet, as `Project.open`."""
    from annotator.project.operation_log import reading

    with reading(path) as log:
        found = log.last_at(time_us)
    if found is None:
        raise NotThereYet(path, _day(time_us))
    return found.seq


def _write(path: Path, partial: Path, seq: int, follower: Follower) -> bool:
    partial.unlink(missing_ok=True)
    _copy(path, partial)
    if follower.is_cancelled():
        return False
    connection = project_file.connect(partial)
    try:
        _require_reachable(connection, path, seq)
        for pragma in _FOR_A_COPY:
            connection.exec_driver_sql(f"PRAGMA {pragma}")
        project_file.stop_when(connection, follower.is_cancelled)
        _go_back(connection, path, seq, follower)
        return not follower.is_cancelled()
    except _Stopped:
        return False
    except DBAPIError:
        if follower.is_cancelled():
            return False
        raise
    finally:
        project_file.close(connection)


def _copy(path: Path, partial: Path) -> None:
    source = project_file.connect(path, read_only=True)
    try:
        raw = source.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        with closing(sqlite3.connect(partial)) as target:
            target.execute("PRAGMA synchronous=OFF")
            copy_database(raw, target)
    finally:
        project_file.close(source)


def _bring_to_disk(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def _require_reachable(connection: Connection, path: Path, seq: int) -> None:
    """Raise TooLongAgo where something lies between that cannot be taken back."""
    run = connection.exec_driver_sql
    if project_file.schema_version(connection) != schema.SCHEMA_VERSION:
        raise TooLongAgo(path, _day(run("SELECT max(time_us) FROM operation").scalar() or 0))
    statement = f"SELECT max(time_us) FROM operation WHERE seq > ? AND merged_by IS NULL AND {_IS_BARRIER}"
    if (since_us := run(statement, (seq,)).scalar()) is not None:
        raise TooLongAgo(path, _day(since_us))


def _go_back(connection: Connection, path: Path, seq: int, follower: Follower) -> None:
    run = connection.exec_driver_sql
    # What a merge brought was never done here one by one: the merge's own rows say what it did.
    later = [row[0] for row in run("SELECT seq FROM operation WHERE seq > ? AND merged_by IS NULL", (seq,))]
    run("BEGIN")
    run("CREATE TEMP TABLE current_operation (seq INTEGER NOT NULL, is_shifting INTEGER NOT NULL DEFAULT 0)")
    run("INSERT INTO temp.current_operation (seq) VALUES (?)", (_NOBODYS_SEQ,))
    history = History(connection)
    for done, each in enumerate(sorted(later, reverse=True)):
        if done % _EVERY == 0:
            follower.tell(done, len(later))
            if follower.is_cancelled():
                raise _Stopped
        history.reverse(each)
    _forget_later(connection, seq)
    if run("PRAGMA foreign_key_check").first() is not None:
        raise TooLongAgo(path, _day(run("SELECT max(time_us) FROM operation").scalar() or 0))
    run("COMMIT")
    run("VACUUM")


def _forget_later(connection: Connection, seq: int) -> None:
    """Let the log end with an operation and what it brought, and texts be gone that neither it nor a document names."""
    run = connection.exec_driver_sql
    later = "seq > ? AND (merged_by IS NULL OR merged_by IN (SELECT id FROM operation WHERE seq > ?))"
    run(f"DELETE FROM operation WHERE {later}", (seq, seq))
    run("DELETE FROM change WHERE operation_seq NOT IN (SELECT seq FROM operation)")
    logged = " UNION ".join(
        f"SELECT json_extract({image}, '$.text_id') FROM change WHERE table_name = 'document'"
        for image in ("before", "after")
    )
    named = {bytes.fromhex(row[0]) for row in run(logged) if row[0] is not None}
    named |= {row[0] for row in run("SELECT text_id FROM document")}
    texts = {row[0]: row[1] for row in run("SELECT id, base_id FROM document_text")}
    named |= {base for text, base in texts.items() if text in named and base is not None}
    if gone := [(text,) for text in texts if text not in named]:
        run("DELETE FROM document_text WHERE id = ?", gone)


def _day(time_us: int) -> str:
    return datetime.fromtimestamp(time_us / 1_000_000).strftime("%Y-%m-%d %H:%M")


class _Stopped(Exception):
    """Somebody stopped it."""
