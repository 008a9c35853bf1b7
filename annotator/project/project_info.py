"""What a project says of itself: the one row of its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, insert, select, update

from annotator.project import schema
from annotator.project.ids import Id, new_id

_FIRST_LANGUAGE = "en"
_table = schema.project


@dataclass(frozen=True, slots=True)
class ProjectInfo:
    """What a project says of itself. `language` is a BCP 47 tag."""

    id: Id
    title: str
    research_question: str
    method: str
    language: str
    created_us: int


_COLUMNS = tuple(_table.c[name] for name in ProjectInfo.__dataclass_fields__)


def begin(connection: Connection, title: str, created_us: int) -> None:
    """Write the row of a new project."""
    row = ProjectInfo(new_id(), title, "", "", _FIRST_LANGUAGE, created_us)
    connection.execute(insert(_table), asdict(row))


def read(connection: Connection) -> ProjectInfo:
    """The row as it is now."""
    return ProjectInfo(*connection.execute(select(*_COLUMNS)).one())


def write(connection: Connection, values: Mapping[str, str]) -> None:
    """Change what is given, by the names of the fields."""
    connection.execute(update(_table).values(dict(values)))
