"""A report's table as the XML text of a Word table.

Made as text and not through a document's objects: 4,000 rows take a tenth of a second this way, 4 s by adding rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from math import inf
from operator import gt

from annotator.exporters.word_pages import PageLayout
from annotator.exporters.word_styles import CODE_LEVELS, LEVEL_TWIPS
from annotator.exporters.word_text import RUN_END, RUN_START, lines, needs_care, paragraph, paragraphs, xml_attribute
from annotator.reports.model import LEVEL, CellKind, Column, Table
from annotator.reports.widths import Room, shared_out

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
_NARROW = "fijlrtI .,:;|!()[]-'"
_NARROWER_BY = 0.3
_LINE_TWIPS = 240
# The part of a page's height that a row may take before it is allowed to go over two pages.
_TALLEST_UNSPLIT = 0.6
_LONGEST_KEPT = 16
_USUAL_NAME = 24
# Those of the table style, and a little air.
_CELL_MARGINS_TWIPS = 190
_PLAIN_CELL_END = f"{RUN_END}</w:p></w:tc>"
_UNSPLIT_ROW = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
_word = re.compile(r"[^\s-]+-?")


def column_widths(table: Table, width_twips: int) -> tuple[int, ...]:
    """Whole twips per column, by weight, that add up to `width_twips`.

    No column is narrower than its heading's longest word, nor than its longest word of up to `_LONGEST_KEPT`
    letters; where not even that has room, all give way alike. None is wider than what it holds takes on one line,
    as long as another can use the room.
    """
    columns = [_room(column, _cells(column, index, table)) for index, column in enumerate(table.columns)]
    least = sum(room.least for room in columns)
    return _whole(
        [room.least for room in columns] if least >= width_twips else shared_out(columns, width_twips), width_twips
    )


def _room(column: Column, cells: Collection[str]) -> Room:
    """The room for a column; `cells` are its different texts, none for quotations, which take what there is."""
    heading = max(map(_slim_letters, _word.findall(column.title)), default=0)
    if column.kind == "quotation":
        least = max(heading * _HEADING_LETTER_TWIPS, _LONGEST_KEPT * _LETTER_TWIPS)
        return Room(least + _CELL_MARGINS_TWIPS, inf, column.weight)
    measure, longest_kept = _KEPT_WHOLE.get(column.kind, (_longest_word, _LONGEST_KEPT))
    word = min(max(map(measure, cells), default=0), longest_kept)
    letters = _slim_letters if column.kind == "citation" else _letters
    line = max((letters(line) for cell in cells for line in lines(cell)), default=0)
    levels = max((len(cell) - len(cell.lstrip(LEVEL)) for cell in cells), default=0) * LEVEL_TWIPS
    least = max(heading * _HEADING_LETTER_TWIPS, word * _LETTER_TWIPS + levels)
    most = max(least, _slim_letters(column.title) * _HEADING_LETTER_TWIPS, line * _LETTER_TWIPS + levels)
    # Names that are whole sentences would make tall rows in a column that is meant for short ones.
    weight = column.weight * min(max(line / _USUAL_NAME, 1), 2) if column.kind in ("name", "code") else column.weight
    return Room(least + _CELL_MARGINS_TWIPS, most + _CELL_MARGINS_TWIPS, weight)


def _cells(column: Column, index: int, table: Table) -> Collection[str]:
    # Quotations are many and long: that one takes all the room goes without looking.
    return () if column.kind == "quotation" else {row[index] for row in table.rows}


def _slim_letters(line: str) -> float:
    """As `_letters`, with narrow letters for what they are: dear, but a few twips matter in headings and citations."""
    return _letters(line) - _NARROWER_BY * sum(map(line.count, _NARROW))


def _letters(line: str) -> float:
    """About how many Latin letters are as wide as the line: three bytes of UTF-8 are as wide as two."""
    return max(len(line), len(line.encode(errors="ignore")) * 2 // 3)


def _longest_word(text: str) -> int:
    return max(map(len, _word.findall(text)), default=0)


def _whole(shares: Sequence[float], total: int) -> tuple[int, ...]:
    """The shares scaled and rounded so that they add up to the total exactly."""
    scale = total / sum(shares)
    edges = [round(edge * scale) for edge in accumulate(shares, initial=0.0)]
    return tuple(right - left for left, right in pairwise(edges))


# "P03, ¶ 12" and "7 of 8" read badly over two lines: these stay whole, up to so many letters.
_KEPT_WHOLE: Mapping[CellKind, tuple[Callable[[str], float], int]] = {
    "citation": (_slim_letters, 22),
    "number": (_letters, _LONGEST_KEPT),
}


def table_xml(table: Table, styles: Mapping[str, str], page: PageLayout) -> Iterator[tuple[int, str]]:
    """The table's XML in pieces, each with its number of rows: the head, some hundred rows a piece, the end.

    `styles` gives the id in this document of each style by name.
    """
    widths = column_widths(table, page.width_twips)
    yield 0, _table_start(table, styles, widths) + _header_row(table.columns, styles, widths)
    rows = _Rows([column.kind for column in table.columns], styles, widths, page.height_twips)
    *others, last = table.rows or [()]
    for start in range(0, len(others), ROWS_PER_PIECE):
        piece = others[start : start + ROWS_PER_PIECE]
        yield len(piece), "".join(map(rows.xml, piece))
    yield int(bool(last)), (rows.last_xml(last, bool(table.note)) if last else "") + "</w:tbl>"


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

    def __init__(
        self, kinds: Sequence[CellKind], styles: Mapping[str, str], widths: Sequence[int], height_twips: int
    ) -> None:
        self._styles = styles
        self._kinds = kinds
        self._cell_styles = [styles[CELL_STYLES[kind]] for kind in kinds]
        self._cell_starts = [_cell_start(width) for width in widths]
        self._letters_per_line = [max((width - _CELL_MARGINS_TWIPS) // _LETTER_TWIPS, 1) for width in widths]
        self._most_lines = int(height_twips * _TALLEST_UNSPLIT / _LINE_TWIPS)
        # Chinese letters take two places, so half as many letters already deserve a look.
        self._unsuspicious = [letters * self._most_lines // 2 for letters in self._letters_per_line]
        self._plain_cells = [
            f'{start}<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{RUN_START}'
            for start, style in zip(self._cell_starts, self._cell_styles, strict=True)
        ]
        self._pattern = self._plain_pattern()

    def xml(self, row: tuple[str, ...]) -> str:
        """One row. Texts that can stand in XML as they are and fit on the page go the short way."""
        joined = "".join(row)
        if needs_care(joined) or LEVEL in joined or any(map(gt, map(len, row), self._unsuspicious)):
            return self._careful(row)
        return self._pattern % row

    def _plain_pattern(self) -> str:
        cells = (f"{start}\0{_PLAIN_CELL_END}" for start in self._plain_cells)
        # The row's own per cent signs, in a template's style ids, are doubled before the places for texts are made.
        return f"{_UNSPLIT_ROW}{''.join(cells)}</w:tr>".replace("%", "%%").replace("\0", "%s")

    def last_xml(self, row: Sequence[str], has_note: bool) -> str:
        """The last row, which stays on one page with the note below it."""
        return self._careful(row, "<w:keepNext/>" if has_note else "")

    def _careful(self, row: Sequence[str], before: str = "") -> str:
        cells = (self._cell(place, text, before) for place, text in enumerate(row))
        return f"{self._row_start(row)}{''.join(cells)}</w:tr>"

    def _cell(self, place: int, text: str, before: str) -> str:
        # Most cells beside a difficult one are easy.
        if text and not before and LEVEL not in text and not needs_care(text):
            return self._plain_cells[place] + text + _PLAIN_CELL_END
        style, words = self._styled(self._kinds[place], text)
        return f"{self._cell_starts[place]}{paragraphs(style, words, before=before)}</w:tc>"

    def _styled(self, kind: CellKind, text: str) -> tuple[str, str]:
        """The style and the words of a cell: a code's level is its style's, so that a second line is indented too."""
        words = text.lstrip(LEVEL) if kind == "code" else text
        level = min(len(text) - len(words), len(CODE_LEVELS))
        return self._styles[CODE_LEVELS[level - 1] if level else CELL_STYLES[kind]], words

    def _row_start(self, row: Sequence[str]) -> str:
        """A row that may be taller than a page has to split: LibreOffice drops what does not fit."""
        is_tall = any(
            (len(text) > suspicious or text.count("\n") > self._most_lines // 2)
            and _line_count(text, letters) > self._most_lines
            for text, suspicious, letters in zip(row, self._unsuspicious, self._letters_per_line, strict=True)
        )
        return "<w:tr>" if is_tall else _UNSPLIT_ROW


def _line_count(text: str, letters_per_line: int) -> int:
    """About how many lines a text takes."""
    return sum(int(_letters(line)) // letters_per_line + 1 for line in lines(text))


def _cell_start(width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
