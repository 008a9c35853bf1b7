"""What the concepts of a project have in common: they read rows and change them through one project."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import CursorResult, Delete, Executable, Insert, Select, Table, Update

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

    def _rows(self, statement: Select[Any], **values: Any) -> Sequence[Any]:
        """The rows; `values` are those of the statement's named gaps, so that it is put together only once."""
        return self._project.connection.execute(statement, values or None).all()

    def _run(self, statement: Executable) -> CursorResult[Any]:
        assert isinstance(statement, Insert | Update | Delete)
        return self._project.connection.execute(statement)

    def _insert(self, table: Table, rows: list[dict[str, Any]]) -> None:
        """Insert rows that all name the same columns."""
        if not rows:
            return
        columns = list(rows[0])
        statement = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({', '.join('?' for _ in columns)})"
        # Written out, because nothing in a row needs converting and an import has hundreds of thousands.
        self._project.connection.exec_driver_sql(statement, [tuple(row[name] for name in columns) for row in rows])


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


# Names are compared again and again, each new one with all of its neighbours.
@lru_cache(maxsize=1 << 15)
def folded(name: str) -> str:
    """What a name is compared by: without regard to capitals, to how often a space is struck or an accent composed."""
    return unicodedata.normalize("NFC", " ".join(normalise_text(name).split())).casefold()
