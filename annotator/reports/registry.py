"""The tables that a report can have, as data: to add one, write a module and a line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from annotator.reports import agreement, audit, codebook, matrix, meetings, participants, segments, themes
from annotator.reports.material import Material
from annotator.reports.model import Column, Section


@dataclass(frozen=True, slots=True)
class TableKind:
    """A kind of table. `name` is what options and the command line call it, `title` is shown to people.

    `columns` are those that can be chosen (none where they depend on the project). What is `on_request` is in a report
    only where it is asked for by name.
    """

    name: str
    title: str
    build: Callable[[Material], Section]
    columns: tuple[Column, ...] = ()
    on_request: bool = False

    @property
    def column_keys(self) -> tuple[str, ...]:
        """The keys of the columns, in order."""
        return tuple(column.key for column in self.columns)


TABLES: tuple[TableKind, ...] = (
    TableKind(participants.NAME, participants.TITLE, participants.build),
    TableKind(codebook.NAME, codebook.TITLE, codebook.build, codebook.COLUMNS),
    TableKind(themes.NAME, themes.TITLE, themes.build, themes.COLUMNS),
    TableKind(matrix.NAME, "Codes by participant", matrix.build),
    TableKind(segments.NAME, segments.TITLE, segments.build, segments.COLUMNS),
    TableKind(agreement.NAME, agreement.TITLE, agreement.build, agreement.COLUMNS, on_request=True),
    TableKind(meetings.NAME, meetings.TITLE, meetings.build, meetings.COLUMNS, on_request=True),
    TableKind(audit.NAME, audit.TITLE, audit.build, audit.COLUMNS, on_request=True),
)
TABLE_NAMES: tuple[str, ...] = tuple(kind.name for kind in TABLES)
USUAL_TABLE_NAMES: tuple[str, ...] = tuple(kind.name for kind in TABLES if not kind.on_request)


def table_kind(name: str) -> TableKind:
    """The kind of this name. Raises KeyError."""
    return {kind.name: kind for kind in TABLES}[name]
