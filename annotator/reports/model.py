"""What a report is before it has a file format: sections of tables of text.

Builders in this package make these from a project; `annotator.exporters` writes them; the window previews them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# Stands before a code in a cell of the kind "code" once for each code above it in the table.
LEVEL = "\u2003"
CellKind = Literal["text", "code", "quotation", "number", "name", "citation"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. `weight` is its share of the width, relative to the other columns."""

    key: str
    title: str
    kind: CellKind = "text"
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a paper prints it. Each row has one string per column; a newline starts a new paragraph in the cell.

    `heading` (may be empty) stands above it, one level below the section's; `caption` is the words after
    "Table N. "; `note` (may be empty) stands below. `is_wide` asks for a landscape page.
    """

    name: str
    heading: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Tables that belong together under one heading, after an introductory sentence (may be empty)."""

    name: str
    heading: str
    tables: tuple[Table, ...]
    introduction: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. `facts` are the (label, value) lines of the title page; `generator` names program and version.

    `language` is a BCP 47 tag for Word's spelling; `date` is ISO 8601, and is the only thing in a report that
    differs between two runs on the same project.
    """

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    generator: str
    date: str
    language: str = "en"
