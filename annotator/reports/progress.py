"""How a long build tells how far it is, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

_PARTS_PER_TABLE = 100


class BuildStopped(Exception):
    """The person stopped the making of the tables."""


class Progress(Protocol):
    """Who is told how far it is (done, of how many, at what), and who knows whether to go on."""

    @property
    def report(self) -> Callable[[int, int, str], None]: ...

    @property
    def is_cancelled(self) -> Callable[[], bool]: ...


class Steps:
    """The way through the tables of one report, in hundredths of a table."""

    def __init__(self, tables: int = 1, progress: Progress | None = None) -> None:
        self._total = tables * _PARTS_PER_TABLE
        self._progress = progress
        self._begun = self._told = -1
        self._title = ""

    def begin(self, place: int, title: str) -> None:
        """Say that the table at a place, from 0, is begun. Raises `BuildStopped`."""
        self._begun, self._title = place * _PARTS_PER_TABLE, title
        self.tell(0, 1)

    def tell(self, done: int, total: int) -> None:
        """Say how much of the present table is done. Raises `BuildStopped` when the person has stopped it."""
        if self._progress is None:
            return
        if self._progress.is_cancelled():
            raise BuildStopped
        now = max(self._begun, 0) + _PARTS_PER_TABLE * done // max(total, 1)
        if now != self._told:
            self._told = now
            self._progress.report(now, self._total, self._title)
