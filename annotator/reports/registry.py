"""The tables that a report can have, as data: to add one, write a module and a line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from annotator.reports import codebook, matrix, participants, segments, themes
from annotator.reports.material import Material
from annotator.reports.model import Section


@dataclass(frozen=True, slots=True)
class TableKind:
    """A kind of table. `name` is what options and the command line call it, `title` is shown to people.

    `column_keys` are the columns that can be chosen (none where they depend on the project).
    """

    name: str
    title: str
    build: Callable[[Material], Section]
    column_keys: tuple[str, ...] = ()


def _keys(columns: tuple[object, ...]) -> tuple[str, ...]:
    return tuple(getattr(column, "key", "") for column in columns)


TABLES: tuple[TableKind, ...] = (
    TableKind("participants", "Participants", participants.build),
    TableKind("codebook", "Codebook", codebook.build, _keys(codebook.COLUMNS)),
    TableKind("themes", "Themes", themes.build, _keys(themes.COLUMNS)),
    TableKind("matrix", "Codes by participant", matrix.build),
    TableKind("segments", "Coded segments", segments.build, _keys(segments.COLUMNS)),
)
TABLE_NAMES: tuple[str, ...] = tuple(kind.name for kind in TABLES)


def table_kind(name: str) -> TableKind:
    """The kind of this name. Raises KeyError."""
    return {kind.name: kind for kind in TABLES}[name]
