"""One operation on another thread: by a connection of its own to the file, until it is saved or somebody stops it.

The open project goes on reading what was there before and changes nothing meanwhile (`Project.lent`). Afterwards it
hears what was changed (`Project.hear`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy.exc import DBAPIError

from annotator.project import project_file
from annotator.project.changes import Changes

if TYPE_CHECKING:
    from annotator.project.project import Project

T = TypeVar("T")
_LOGGED_TOO = 2  # each row that is changed is also written to the log


class Stopped(Exception):
    """Somebody stopped an operation before it was saved; all of it was taken back."""


def run_apart(
    path: Path,
    coder_name: str,
    work: Callable[[Project], T],
    hear: Callable[[Changes], None],
    is_cancelled: Callable[[], bool],
    tell: Callable[[int], None],
) -> T:
    """Let `work` do one operation on a project that is open elsewhere in this process, which must be lent meanwhile.

    For any thread. `hear` gets the changes of each operation, `tell` now and then how many rows were changed. Raises
    Stopped where `is_cancelled` came before the operation was saved, and what `work` raises; nothing is changed then.
    """
    from annotator.project.project import Project

    connection = project_file.connect(path)
    try:
        # A change that grows beyond the cache would lock the file, and whoever paints the window reads it.
        connection.exec_driver_sql("PRAGMA cache_spill=OFF")
        project = Project(path, connection, coder_name=coder_name)
        project.on_change(Changes.read)
        project.on_change(hear)
        _Watch(project, is_cancelled, tell).begin()
        return work(project)
    except DBAPIError as error:
        if getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
            raise Stopped from error
        raise
    finally:
        project_file.close(connection)


class _Watch:
    """Asks between steps of SQLite whether to go on; once an operation is about to be saved, it is."""

    def __init__(self, project: Project, is_cancelled: Callable[[], bool], tell: Callable[[int], None]) -> None:
        self._project = project
        self._is_cancelled = is_cancelled
        self._tell = tell
        raw = project.connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        self._raw = raw
        self._before = raw.total_changes

    def begin(self) -> None:
        """Watch from now on."""
        self._project.before_saving = self._last_look
        self._project.on_change(lambda _changes: self._go_on())
        self._go_on()

    def _go_on(self) -> None:
        project_file.stop_when(self._project.connection, self._looks)

    def _looks(self) -> bool:
        """Say how far it is. Whether to stop here."""
        self._tell((self._raw.total_changes - self._before) // _LOGGED_TOO)
        return self._project.is_in_operation and self._is_cancelled()

    def _last_look(self) -> None:
        """The operation is complete, and saved next unless this raises Stopped."""
        if self._is_cancelled():
            raise Stopped
        project_file.stop_when(self._project.connection, None)
