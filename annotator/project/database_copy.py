"""Copying a database that is in use, without keeping a change that waits to be saved from going ahead."""

from __future__ import annotations

import sqlite3

_PAGES_A_STEP = 1_000
_MOST_STARTS = 20


def copy_database(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy all of one database into another, as it is at one moment. Raises sqlite3.Error.

    In steps, between which changes may be saved. Each such change starts the copy anew, so that after a number of
    them it is made in one go.
    """
    try:
        source.backup(target, pages=_PAGES_A_STEP, progress=_Patience(), sleep=0.01)
    except _TooBusy:
        source.backup(target)


class _TooBusy(Exception):
    """The file changes faster than it can be copied in steps."""


class _Patience:
    """Follows a copy in steps and gives up after a number of new starts."""

    def __init__(self) -> None:
        self._remaining: int | None = None
        self._starts = 0

    def __call__(self, status: int, remaining: int, total: int) -> None:
        if self._remaining is not None and remaining >= self._remaining > 0:
            self._starts += 1
        self._remaining = remaining
        if self._starts > _MOST_STARTS:
            raise _TooBusy
