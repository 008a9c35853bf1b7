"""The file that is to be merged: read as it is now, whoever works on it, or refused in a sentence."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from annotator.project import opening, project_file, schema
from annotator.project.errors import MergeRefused, ProjectDamaged, ProjectOutOfReach
from annotator.project.lock import lock_path
from annotator.project.long_work import Stopped
from annotator.project.project import Project

_AGAIN = "Ask for the copy again, or take one of its backups."
IsCancelled = Callable[[], bool]


@contextlib.contextmanager
def other_copy(mine: Path, path: Path, is_cancelled: IsCancelled) -> Iterator[Project]:
    """A picture of another file in memory, of the present version; the file itself is only read.

    For any thread. Raises MergeRefused, ProjectNotFound, NotAProject, ProjectOutOfReach, and Stopped as soon as
    `is_cancelled` holds where a statement runs.
    """
    path = path.absolute()
    if path.exists() and path.samefile(mine):
        raise MergeRefused(path, "it is this project itself", "Choose the copy that came back to you.")
    with _told(path):
        opening.check_pages(path, is_cancelled)
        if is_cancelled():
            raise Stopped
        project = Project.snapshot(path)
    try:
        if project_file.schema_version(project.connection) > schema.SCHEMA_VERSION:
            advice = "Install that version here too, then merge."
            raise MergeRefused(path, "a newer version of Annotator made it", advice)
        project_file.stop_when(project.connection, is_cancelled)
        with stopping():
            yield project
    finally:
        project.close()


def is_in_use(path: Path) -> bool:
    """Whether somebody seems to have a file open: what they do from now on does not come with it."""
    return lock_path(path).exists()


@contextlib.contextmanager
def stopping() -> Iterator[None]:
    """Let a statement that was interrupted say that somebody stopped it."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:  # the latter where rows are read past SQLAlchemy
        if getattr(getattr(error, "orig", error), "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
            raise Stopped from error
        raise


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except ProjectDamaged as error:
        raise MergeRefused(path, f"it is damaged ({error.reason})", _AGAIN) from error
    except ProjectOutOfReach as error:
        advice = "See that its drive or network is there, and that no other program holds it, then try again."
        raise MergeRefused(path, f"it could not be read ({error.reason})", advice) from error
