"""Saved tables: what a table of a report was made from, under a name, so that an appendix can be made again.

A definition is whatever `annotator.reports` needs to build the table, as plain JSON; this module does not read it.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotator.project import schema
from annotator.project.saved_definitions import SavedDefinition, SavedDefinitions


@dataclass(frozen=True, slots=True)
class SavedTable(SavedDefinition):
    """A named definition of a table."""


class SavedTables(SavedDefinitions[SavedTable]):
    """The saved tables of a project."""

    word = "table"
    table = schema.saved_table
    record = SavedTable
