"""A sheet read as a table of people: where its headings are, which way it runs, what each column is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from annotator.analysis.label_matching import Labels, label_key
from annotator.importers.sheet_file import Row, Sheet
from annotator.project.attribute_values import is_number

_MOST_GROUPS_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class AttributeTable:
    """Headings, each its own, and the rows under them, all of one width. `is_typed` as of its `Sheet`."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    is_typed: bool = False

    def column(self, place: int) -> tuple[str, ...]:
        """The cells under a heading."""
        return tuple(row[place] for row in self.rows)


def table_of(sheet: Sheet, *, is_transposed: bool = False) -> AttributeTable:
    """The table in a sheet: titles above it and empty rows and columns are passed over.

    `is_transposed`: people stand side by side, and each row is about one attribute.
    """
    rows = _without_title(_squared([row for row in sheet.rows if row]))
    rows = _squared(_without_empty_columns(rows))
    if is_transposed:
        rows = [tuple(column) for column in zip(*rows, strict=True)]
    if not rows:
        return AttributeTable((), ())
    heads, body = _headings(rows)
    return AttributeTable(_different(heads), tuple(row for row in body if any(row)), sheet.is_typed)


def looks_transposed(sheet: Sheet, known_labels: Sequence[str]) -> bool:
    """Whether the people stand side by side: known labels, or ones like "P01", are in the first row, not the column."""
    table = table_of(sheet)
    if not table.rows or len(table.headings) < 3:
        return False
    known = Labels(known_labels)
    across = _share_of_people(table.headings[1:], known)
    return across > _MOST_GROUPS_SHARE and across > _share_of_people(table.column(0), known)


def _share_of_people(cells: Sequence[str], known: Labels) -> float:
    """How many of the cells name a participant, or look like a number of one."""
    named = [cell for cell in cells if known.same(cell) or known.similar(cell) or _is_like_a_label(cell)]
    return len(named) / max(1, len(cells))


def _is_like_a_label(cell: str) -> bool:
    key = label_key(cell)
    return len(key) <= 6 and key[:1].isalpha() and key[-1:].isdigit()


def _squared(rows: Sequence[Row]) -> list[Row]:
    width = max(map(len, rows), default=0)
    return [row + ("",) * (width - len(row)) for row in rows]


def _without_title(rows: list[Row]) -> list[Row]:
    """Without lines over the table that fill one cell only."""
    widest = max((sum(map(bool, row)) for row in rows), default=0)
    start = 0
    while widest > 1 and start < len(rows) - 1 and sum(map(bool, rows[start])) == 1:
        start += 1
    return rows[start:]


def _without_empty_columns(rows: list[Row]) -> list[Row]:
    kept = [place for place, column in enumerate(zip_longest(*rows, fillvalue="")) if any(column)]
    return [tuple(row[place] for place in kept) for row in rows]


def _headings(rows: list[Row]) -> tuple[Row, list[Row]]:
    """The headings and what is under them. A group's name ("Background" over three columns) goes before theirs."""
    first, second = rows[0], rows[1] if len(rows) > 1 else ()
    if not _is_row_of_groups(first, second, rows[2:]):
        return first, rows[1:]
    names: list[str] = []
    group = ""
    for above, below in zip(first, second, strict=True):
        group = above or group
        names.append(below if below and second.count(below) == 1 else " · ".join(filter(None, (group, below))))
    return tuple(names), rows[2:]


def _is_row_of_groups(first: Row, second: Row, rest: Sequence[Row]) -> bool:
    """Whether merged cells stand over the headings: gaps behind a word, and words of no row below under each gap."""
    gaps = [place for place, cell in enumerate(first) if not cell]
    if not gaps or not rest or gaps[0] == 0 or not all(second[place] for place in gaps):
        return False
    words = [(place, cell) for place, cell in enumerate(second) if cell]
    is_repeated = any(row[place] == cell for place, cell in words for row in rest)
    return not is_repeated and not any(is_number(cell) for _, cell in words)


def _different(heads: Row) -> tuple[str, ...]:
    """Headings of which no two are the same; a column without one is called by its number."""
    names: list[str] = []
    for number, head in enumerate(heads, 1):
        wish = " ".join(head.split()) or f"Column {number}"
        name, count = wish, 2
        while name.casefold() in {each.casefold() for each in names}:
            name, count = f"{wish} ({count})", count + 1
        names.append(name)
    return tuple(names)
