"""A copy of a project for somebody: with all that was wished, and of what was left out not a byte.

It is put together in memory, so that what is left out never touches the disk it goes to. It stays a copy of the same
study, and says in its log for whom it was made: from there a merge knows where the two parted.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from annotator.project import opening, project_file, schema
from annotator.project.coders import NAME_LIMIT
from annotator.project.collection import one_line
from annotator.project.copy_contents import CopyContents, CopyWishes, read_material
from annotator.project.document_texts import DocumentTexts
from annotator.project.errors import ExportFailed, ProjectExists
from annotator.project.history import SEND_COPY
from annotator.project.left_out import LeftOut, remove_texts
from annotator.project.lock import ProjectLock
from annotator.project.long_work import Stopped
from annotator.project.project import Project

_CHUNK_BYTES = 4_000_000
_ANOTHER_FOLDER = "Choose another folder."
IsCancelled = Callable[[], bool]
Tell = Callable[[int, int], None]


def never() -> bool:
    """For whoever does not stop it."""
    return False


def send_copy(
    source: Path,
    target: Path,
    wishes: CopyWishes,
    *,
    replaces: bool = False,
    is_cancelled: IsCancelled = never,
    tell: Tell | None = None,
) -> CopyContents:
    """Write a copy of the project at `source`, as it is now, and say what it holds. For any thread.

    The project is only read. `target` is there whole afterwards, or as it was; one that is there is replaced only
    where `replaces`, and never the project itself. `tell` hears how far the writing is, in bytes. Raises ProjectExists,
    ProjectLocked, ExportFailed, NameRefused, Stopped, and what opening raises.
    """
    one_line("coder", wishes.receiver, NAME_LIMIT)
    source, target = source.absolute(), target.absolute()
    _require_free(source, target, replaces)
    with _connected(source, target, is_cancelled) as connection:
        contents = _fill(source, connection, wishes)
        data = _data_of(connection, is_whole=not wishes.left_out)
    with _told(target), _locked(target):
        _require_free(source, target, replaces)
        _write(data, target, is_cancelled, tell or (lambda done, total: None))
    return contents


@contextlib.contextmanager
def _connected(source: Path, target: Path, is_cancelled: IsCancelled) -> Iterator[Connection]:
    """A private copy in memory, of the present version; its statements stop when somebody cancels."""
    connection = opening.open_copy(source)
    try:
        if project_file.schema_version(connection) != schema.SCHEMA_VERSION:
            advice = "Install that version, and make the copy with it."
            raise ExportFailed(target, "a newer version of Annotator made the project", advice)
        project_file.stop_when(connection, is_cancelled)
        yield connection
        if is_cancelled():
            raise Stopped
    except DBAPIError as error:
        if getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
            raise Stopped from error
        raise
    finally:
        project_file.close(connection)


def _fill(source: Path, connection: Connection, wishes: CopyWishes) -> CopyContents:
    project = Project(source, connection, read_only_reason="it is about to be sent")
    receiver = project.coders.called(wishes.receiver)
    contents = read_material(project).contents(wishes, receiver.id if receiver else None)
    connection.exec_driver_sql("BEGIN")
    left_out = LeftOut(connection)
    left_out.take(wishes, receiver.id if receiver else None)
    left_out.remove()
    _note(project, wishes)
    if not wishes.with_history:
        _forget_history(project)
    connection.exec_driver_sql("COMMIT")
    return contents


def _note(project: Project, wishes: CopyWishes) -> None:
    sender = project.coders.called(wishes.sender)
    parameters = {"receiver": wishes.receiver, "sender": wishes.sender, "left_out": list(wishes.left_out)}
    project.history.note(SEND_COPY, parameters, sender.id if sender else None, wishes.sender)


def _forget_history(project: Project) -> None:
    """Leave nothing of the log but that the copy was made, and of the texts nothing but their present words."""
    run = project.connection.exec_driver_sql
    DocumentTexts(project).make_whole()
    run("DELETE FROM change")
    run("DELETE FROM operation WHERE seq < (SELECT max(seq) FROM operation)")
    remove_texts(run)


def _data_of(connection: Connection, *, is_whole: bool) -> bytes:
    """The file as it goes to the disk; where something was removed, written anew so that no page keeps it."""
    if not is_whole:
        connection.exec_driver_sql("VACUUM")
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw.serialize()


def _require_free(source: Path, target: Path, replaces: bool) -> None:
    if not target.exists():
        return
    if target.is_dir():
        raise ExportFailed(target, "a folder has this name", "Choose another name.")
    if target.samefile(source):
        raise ExportFailed(target, "it is the project itself", "Choose another name or folder for the copy.")
    if not replaces:
        raise ProjectExists(target)


@contextlib.contextmanager
def _locked(target: Path) -> Iterator[None]:
    """Nobody works in the file that is to be replaced."""
    lock = ProjectLock(target)
    try:
        yield
    finally:
        lock.release()


def _write(data: bytes, target: Path, is_cancelled: IsCancelled, tell: Tell) -> None:
    partial = target.with_name(f".annotator-{secrets.token_hex(8)}.tmp")
    try:
        with partial.open("xb") as file:
            for start in range(0, len(data), _CHUNK_BYTES):
                if is_cancelled():
                    raise Stopped
                file.write(memoryview(data)[start : start + _CHUNK_BYTES])
                tell(min(start + _CHUNK_BYTES, len(data)), len(data))
            file.flush()
            os.fsync(file.fileno())
        if is_cancelled():
            raise Stopped
        partial.replace(target)
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


@contextlib.contextmanager
def _told(target: Path) -> Iterator[None]:
    """What the system refuses, as one sentence."""
    try:
        yield
    except OSError as error:
        raise _failure(target, error) from error


def _failure(target: Path, error: OSError) -> ExportFailed:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return ExportFailed(target, "its folder does not exist", _ANOTHER_FOLDER)
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return ExportFailed(target, "nothing may be written in this folder", _ANOTHER_FOLDER)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ExportFailed(target, "the disk is full", "Free some space and try again.")
    return ExportFailed(target, (error.strerror or str(error)).lower(), _ANOTHER_FOLDER)
