"""The participants and their attributes as a spreadsheet: .xlsx with typed cells, or .csv for any program.

Imported again, such a file changes nothing. No cell is ever a formula, whatever its words begin with.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from annotator.exporters.whole_file import whole_file
from annotator.exporters.word_text import without_forbidden
from annotator.project.attribute_values import Attribute, AttributeKind, fits
from annotator.project.errors import ExportFailed
from annotator.project.participants import Participant
from annotator.project.project import Project

SUFFIXES = (".xlsx", ".csv")
_FIELDS = ("Participant", "Pseudonym", "Note")
# A program that opens a .csv takes such words for a formula; an apostrophe makes them text.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_EARLIEST_YEAR = 1901  # before that, Excel counts days wrongly or not at all
_WIDEST_CHARS = 48
_MOST_CELL_CHARS = 32_767
_Cell = tuple[AttributeKind, str]


def write(project: Project, path: Path) -> int:
    """Write the participants to a .xlsx or .csv file, as a whole or not at all; returns how many there are.

    Raises ExportFailed, also for another suffix.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ExportFailed(path, "its name does not say which kind of table", "Let it end in .xlsx or .csv.")
    people, attributes = project.participants.all(), project.participants.attributes()
    headings = [*_FIELDS, *(attribute.name for attribute in attributes)]
    rows = list(_rows(people, attributes, project.participants.values()))
    if suffix == ".xlsx":
        _require_room(path, rows)
    content = _as_workbook(headings, rows) if suffix == ".xlsx" else _as_text(headings, rows)
    with whole_file(path) as file:
        file.write(content)
    return len(people)


def _rows(people: Sequence[Participant], attributes: Sequence[Attribute], values: Any) -> Iterator[list[_Cell]]:
    for person in people:
        fields: list[_Cell] = [("text", person.label), ("text", person.pseudonym), ("text", person.note)]
        yield fields + [_cell(attribute, values.get((person.id, attribute.id), "")) for attribute in attributes]


def _cell(attribute: Attribute, value: str) -> _Cell:
    return (attribute.kind if fits(attribute, value) else "text", value)


def _require_room(path: Path, rows: Sequence[Sequence[_Cell]]) -> None:
    """A cell of a workbook takes so many characters; nothing is cut off without a word."""
    for row in rows:
        if any(len(words) > _MOST_CELL_CHARS for _, words in row):
            reason = f"something about {row[0][1]} is longer than the {_MOST_CELL_CHARS:,} characters of a cell"
            raise ExportFailed(path, reason, "Write a .csv, which takes any length.")


def _as_text(headings: Sequence[str], rows: Sequence[Sequence[_Cell]]) -> bytes:
    """RFC 4180 in UTF-8 with a byte order mark, without which Excel takes it for another encoding."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([_guarded("text", heading) for heading in headings])
    writer.writerows([_guarded(*cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _guarded(kind: AttributeKind, words: str) -> str:
    return f"'{words}" if kind not in ("number", "date") and _FORMULA.match(words) else words


def _as_workbook(headings: Sequence[str], rows: Sequence[Sequence[_Cell]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = "Participants"
    for at, heading in enumerate(headings, 1):
        _fill(sheet.cell(1, at), "text", heading)
        sheet.cell(1, at).font = Font(bold=True)
        longest = max((len(row[at - 1][1]) for row in rows), default=0)
        sheet.column_dimensions[get_column_letter(at)].width = min(_WIDEST_CHARS, max(longest, len(heading)) + 2)
    for number, row in enumerate(rows, 2):
        for at, (kind, words) in enumerate(row, 1):
            if words:
                _fill(sheet.cell(number, at), kind, words)
    sheet.freeze_panes = "B2"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _fill(cell: Any, kind: AttributeKind, words: str) -> None:
    """Let a cell hold a number or a day where a spreadsheet keeps it exactly, and else words, never a formula."""
    typed = _typed(kind, words)
    if typed is None:
        cell.value = without_forbidden(words)
        cell.data_type = "s"
        return
    cell.value = typed
    if isinstance(typed, date):
        cell.number_format = "yyyy-mm-dd"


def _typed(kind: AttributeKind, words: str) -> float | int | date | None:
    if kind == "number":
        number = float(words)
        if Decimal(repr(number)) != Decimal(words):
            return None
        return int(number) if number.is_integer() and abs(number) < 1e15 else number
    if kind == "date":
        day = date.fromisoformat(words)
        return day if day.year >= _EARLIEST_YEAR else None
    return None
