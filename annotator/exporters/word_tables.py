"""A report's table as the XML text of a Word table.

Made as text and not through a document's objects: 4,000 rows take a tenth of a second this way, 4 s by adding rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from operator import gt

from annotator.exporters.word_pages import PageLayout
from annotator.exporters.word_text import RUN_END, RUN_START, lines, needs_care, paragraph, paragraphs, xml_attribute
from annotator.reports.model import CellKind, Column, Table

ROWS_PER_PIECE = 256
CELL_STYLES: Mapping[CellKind, str] = {
    "text": "Table Text",
    "code": "Table Code",
    "quotation": "Quotation",
    "number": "Table Number",
    "name": "Table Name",
    "citation": "Table Citation",
}
# Twips (1/20 pt). A bold letter at 9 pt, or a plain one at 9.5 pt, is a little over half an em wide in a wide face.
_HEADING_LETTER_TWIPS = 120
_LETTER_TWIPS = 106
_LINE_TWIPS = 240
# The part of a page's height that a row may take before it is allowed to go over two pages.
_TALLEST_UNSPLIT = 0.6
_LONGEST_KEPT = 16
# Those of the table style, and a little air.
_CELL_MARGINS_TWIPS = 190
_UNSPLIT_ROW = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
_word = re.compile(r"[^\s-]+-?")


def column_widths(table: Table, width_twips: int) -> tuple[int, ...]:
    """Whole twips per column, by weight, that add up to `width_twips`.

    No column is narrower than its heading's longest word, nor than its longest word of up to `_LONGEST_KEPT`
    letters. Where not even that has room, all give way alike.
    """
    needed = [_needed_width(column, index, table) for index, column in enumerate(table.columns)]
    weights = [column.weight for column in table.columns]
    narrow: set[int] = set()
    while sum(needed) < width_twips:
        left = width_twips - sum(needed[index] for index in narrow)
        parts = sum(weight for index, weight in enumerate(weights) if index not in narrow) or 1.0
        shares = [needed[index] if index in narrow else left * weight / parts for index, weight in enumerate(weights)]
        more = {index for index, share in enumerate(shares) if share < needed[index]}
        if not more:
            return _whole(shares, width_twips)
        narrow |= more
    return _whole(needed, width_twips)


def _needed_width(column: Column, index: int, table: Table) -> float:
    width = _longest_word(column.title) * _HEADING_LETTER_TWIPS
    return max(width, min(_longest_in_cells(column, index, table), _LONGEST_KEPT) * _LETTER_TWIPS) + _CELL_MARGINS_TWIPS


def _longest_in_cells(column: Column, index: int, table: Table) -> int:
    # Quotations are many and long: that one has a long word goes without looking.
    if column.kind == "quotation":
        return _LONGEST_KEPT
    # "P03, ¶ 12" reads badly over two lines.
    if column.kind == "citation":
        return max((len(row[index]) for row in table.rows), default=0)
    return max(map(_longest_word, {row[index] for row in table.rows}), default=0)


def _longest_word(text: str) -> int:
    return max(map(len, _word.findall(text)), default=0)


def _whole(shares: Sequence[float], total: int) -> tuple[int, ...]:
    """The shares scaled and rounded so that they add up to the total exactly."""
    scale = total / sum(shares)
    edges = [round(edge * scale) for edge in accumulate(shares, initial=0.0)]
    return tuple(right - left for left, right in pairwise(edges))


def table_xml(table: Table, styles: Mapping[str, str], page: PageLayout) -> Iterator[tuple[int, str]]:
    """The table's XML in pieces, each with its number of rows: the head, some hundred rows a piece, the end.

    `styles` gives the id in this document of each style by name.
    """
    widths = column_widths(table, page.width_twips)
    yield 0, _table_start(table, styles, widths) + _header_row(table.columns, styles, widths)
    rows = _Rows([styles[CELL_STYLES[column.kind]] for column in table.columns], widths, page.height_twips)
    for start in range(0, len(table.rows), ROWS_PER_PIECE):
        piece = table.rows[start : start + ROWS_PER_PIECE]
        yield len(piece), "".join(map(rows.xml, piece))
    yield 0, "</w:tbl>"


def _table_start(table: Table, styles: Mapping[str, str], widths: Sequence[int]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{styles["Annotator Table"]}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{xml_attribute(table.caption)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def _header_row(columns: Sequence[Column], styles: Mapping[str, str], widths: Sequence[int]) -> str:
    names = ("Table Number Heading" if column.kind == "number" else "Table Heading" for column in columns)
    cells = (
        _cell_start(width) + paragraph(styles[name], column.title, before="<w:keepNext/>") + "</w:tc>"
        for column, name, width in zip(columns, names, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


class _Rows:
    """Makes the rows of one table; all that is the same in each is made once."""

    def __init__(self, cell_styles: Sequence[str], widths: Sequence[int], height_twips: int) -> None:
        self._cell_styles = cell_styles
        self._cell_starts = [_cell_start(width) for width in widths]
        self._letters_per_line = [max((width - _CELL_MARGINS_TWIPS) // _LETTER_TWIPS, 1) for width in widths]
        self._most_lines = int(height_twips * _TALLEST_UNSPLIT / _LINE_TWIPS)
        # Chinese letters take two places, so half as many letters already deserve a look.
        self._unsuspicious = [letters * self._most_lines // 2 for letters in self._letters_per_line]
        self._pattern = self._plain_pattern()

    def xml(self, row: tuple[str, ...]) -> str:
        """One row. Texts that can stand in XML as they are and fit on the page go the short way."""
        if needs_care("".join(row)) or any(map(gt, map(len, row), self._unsuspicious)):
            return self._careful(row)
        return self._pattern % row

    def _plain_pattern(self) -> str:
        cells = (
            f'{start}<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{RUN_START}\0{RUN_END}</w:p></w:tc>'
            for start, style in zip(self._cell_starts, self._cell_styles, strict=True)
        )
        # The row's own per cent signs, in a template's style ids, are doubled before the places for texts are made.
        return f"{_UNSPLIT_ROW}{''.join(cells)}</w:tr>".replace("%", "%%").replace("\0", "%s")

    def _careful(self, row: Sequence[str]) -> str:
        cells = (
            f"{start}{paragraphs(style, text)}</w:tc>"
            for text, start, style in zip(row, self._cell_starts, self._cell_styles, strict=True)
        )
        return f"{self._row_start(row)}{''.join(cells)}</w:tr>"

    def _row_start(self, row: Sequence[str]) -> str:
        """A row that may be taller than a page has to split: LibreOffice drops what does not fit."""
        tallest = max(map(_line_count, row, self._letters_per_line))
        return "<w:tr>" if tallest > self._most_lines else _UNSPLIT_ROW


def _line_count(text: str, letters_per_line: int) -> int:
    """About how many lines a text takes; three bytes of UTF-8 are as wide as two Latin letters."""
    return sum(
        max(len(line), len(line.encode(errors="ignore")) * 2 // 3) // letters_per_line + 1 for line in lines(text)
    )


def _cell_start(width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
