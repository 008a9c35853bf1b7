"""What a piece of work does, counted: a promise that it stays small then holds on any machine, however busy."""

from __future__ import annotations

import gc
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable
from types import FrameType
from typing import SupportsIndex

from annotator.project.project import Project

_Place = SupportsIndex | None


def calls_of(work: Callable[[], object]) -> Counter[str]:
    """How often each function was called from Python, by its name; what Qt and C call among themselves is not in it."""
    counts: Counter[str] = Counter()

    def note(frame: FrameType, event: str, called: object) -> None:
        if event == "call":
            counts[frame.f_code.co_name] += 1
        elif event == "c_call":
            counts[getattr(called, "__name__", "of C")] += 1

    before = sys.getprofile()
    gc.disable()  # what is called when memory is tidied up is nobody's work
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
        gc.enable()
    return counts


def file_of(project: Project) -> sqlite3.Connection:
    """SQLite's own connection below an open project."""
    file = project.connection.connection.driver_connection
    assert isinstance(file, sqlite3.Connection)
    return file


def database_steps(project: Project, work: Callable[[], object]) -> int:
    """How many steps SQLite's machine took, each about what a value of a row costs, in hundreds."""
    file = file_of(project)
    steps: list[None] = []
    file.set_progress_handler(lambda: steps.append(None), 100)
    try:
        work()
    finally:
        file.set_progress_handler(None, 0)
    return len(steps)


def statements_of(project: Project, work: Callable[[], object]) -> list[str]:
    """The statements that SQLite was given, triggers not counted."""
    file = file_of(project)
    given: list[str] = []
    file.set_trace_callback(lambda words: given.append(words) if not words.startswith("--") else None)
    try:
        work()
    finally:
        file.set_trace_callback(None)
    return given


class CountedText(str):
    """A text that counts how many of its characters are cut out of it or searched for a sign."""

    __slots__ = ("looked_at",)
    looked_at: int

    def __new__(cls, words: str) -> CountedText:
        made = super().__new__(cls, words)
        made.looked_at = 0
        return made

    def __getitem__(self, place: SupportsIndex | slice) -> str:
        found = super().__getitem__(place)
        self.looked_at += len(found)
        return found

    def find(self, sign: str, start: _Place = None, end: _Place = None) -> int:
        first, last, _ = slice(start, end).indices(len(self))
        found = super().find(sign, first, last)
        self.looked_at += (found if found >= 0 else last) - first
        return found

    def rfind(self, sign: str, start: _Place = None, end: _Place = None) -> int:
        first, last, _ = slice(start, end).indices(len(self))
        found = super().rfind(sign, first, last)
        self.looked_at += last - (found if found >= 0 else first)
        return found

    def split(self, sign: str | None = None, most: SupportsIndex = -1) -> list[str]:
        self.looked_at += len(self)
        return super().split(sign, most)
