"""Saved queries: which coded segments somebody asked for, under a name, so that the question can be asked again.

A definition is what `annotator.analysis.segment_query` writes and reads, as plain JSON; this module does not read it.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotator.project import schema
from annotator.project.saved_definitions import SavedDefinition, SavedDefinitions


@dataclass(frozen=True, slots=True)
class SavedQuery(SavedDefinition):
    """A named definition of a query."""


class SavedQueries(SavedDefinitions[SavedQuery]):
    """The saved queries of a project."""

    word = "query"
    table = schema.saved_query
    record = SavedQuery
