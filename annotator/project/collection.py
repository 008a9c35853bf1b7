"""What the concepts of a project have in common: they read rows and change them through one project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import CursorResult, Delete, Executable, Insert, Select, Table, Update, insert

from annotator.project.errors import NameRefused
from annotator.project.stored_text import normalise_text

if TYPE_CHECKING:
    from annotator.project.project import Project

T = TypeVar("T")
# SQLite takes up to 32,766 values in one statement.
_MOST_VALUES = 30_000


class Collection:
    """One concept's rows in an open project."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def _rows(self, statement: Select[Any]) -> Sequence[Any]:
        return self._project.connection.execute(statement).all()

    def _run(self, statement: Executable) -> CursorResult[Any]:
        assert isinstance(statement, Insert | Update | Delete)
        return self._project.connection.execute(statement)

    def _insert(self, table: Table, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._project.connection.execute(insert(table), rows)


def portions(values: Iterable[T], size: int = _MOST_VALUES) -> Iterator[list[T]]:
    """The values in lists that fit into one statement."""
    iterator = iter(values)
    while portion := list(islice(iterator, size)):
        yield portion


def one_line(kind: str, name: str, limit: int) -> str:
    """A name as it is kept: one line, no space at its ends. Raises NameRefused where it is empty or too long."""
    kept = " ".join(normalise_text(name).split())
    if not 0 < len(kept) <= limit:
        raise NameRefused(kind, name, limit)
    return kept
