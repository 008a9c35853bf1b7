"""Tables of a Word document as lines of text: a table of turns becomes turns, any other one a line per row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from annotator.analysis.speaker_words import is_clear_label, is_name_like, speaker_key
from annotator.importers.word_package import Element, W, child
from annotator.importers.word_paragraphs import ParagraphReader
from annotator.importers.word_text import Block, Piece, joined

# A row is a list of cells, a cell a list of paragraphs.
Cell = list[Block]
Row = list[Cell]

_LONGEST_LABEL_CHARS = 40
_TIME_OR_NUMBER = re.compile(r"[\[(#]?[\d:.,\-–\s#]*[\])]?")
_COLONS = (":", "：", "﹕")


def table_blocks(table: Element, reader: ParagraphReader) -> list[Block]:
    """The table's lines: "Speaker: what was said" where one column names speakers, else cells parted by tabs."""
    rows = [_cells(row, reader) for row in _rows(table)]
    column = speaker_column(rows)
    blocks: list[Block] = []
    for index, row in enumerate(rows):
        is_heading = column is not None and index == 0 and _is_heading_row(rows, column)
        blocks += _tabbed(row) if column is None or is_heading else _turn(row, column)
    return blocks


def speaker_column(rows: Sequence[Row]) -> int | None:
    """The column that names who speaks, with only times and line numbers to its left; None if there is none."""
    if len(rows) < 2:
        return None
    width = min(len(row) for row in rows)
    for column in range(min(3, width - 1)):
        if _names_speakers(rows, column):
            return column
        if not all(_TIME_OR_NUMBER.fullmatch(_text(row[column])) for row in rows[1:]):
            return None
    return None


def _names_speakers(rows: Sequence[Row], column: int) -> bool:
    """Whether all cells below the first look like labels, and are clear ones or come again."""
    labels = [_label(row[column]) for row in rows]
    below = [label for label in labels[1:] if label]
    if not below or not all(_is_label(label) for label in below):
        return False
    counts = Counter(speaker_key(label) for label in labels if label)
    again = sum(1 for label in below if is_clear_label(label) or counts[speaker_key(label)] > 1)
    return again * 3 >= len(below) * 2


def _is_heading_row(rows: Sequence[Row], column: int) -> bool:
    """Whether the first row says what the columns are: its label is nobody's below, nor a clear one with words."""
    label = _label(rows[0][column])
    below = {speaker_key(_label(row[column])) for row in rows[1:]}
    if speaker_key(label) in below:
        return False
    words = " ".join(_text(cell) for cell in rows[0][column + 1 :]).split()
    return len(words) <= 3 or not is_clear_label(label)


def _turn(row: Row, column: int) -> list[Block]:
    """The row as a turn: times and numbers, label, colon, and the first line said; then the other lines said."""
    before = [joined(cell, " ") for cell in row[:column] if _text(cell)]
    label = joined(row[column], " ")
    said = _tabbed(row[column + 1 :]) or [Block()]
    head = list(before)
    if label.text.strip():
        closing = " " if label.text.rstrip().endswith(_COLONS) else ": "
        head.append(Block([*_stripped(label).pieces, Piece(closing)]))
    first = joined([Block([*block.pieces, Piece(" ")]) for block in head[:-1]] + head[-1:])
    if before and not label.text.strip():
        first.pieces.append(Piece(" "))
    return [joined([first, said[0]]), *said[1:]]


def _tabbed(row: Row) -> list[Block]:
    """The cells on one line with tabs between; the further paragraphs of a cell begin lines of their own."""
    lines: list[Block] = []
    for index, cell in enumerate(row):
        first, *others = cell or [Block()]
        if index == 0:
            lines.append(first)
        else:
            lines[-1] = joined([lines[-1], first], "\t")
        lines += others
    return lines


def _stripped(block: Block) -> Block:
    """Without white space at its end, so that the colon follows the label."""
    pieces = list(block.pieces)
    while pieces and not (last := pieces[-1].text.rstrip()):
        pieces.pop()
    if pieces:
        pieces[-1] = Piece(last, pieces[-1].look)
    return Block(pieces)


def _rows(table: Element) -> Iterator[Element]:
    """The rows, also those inside content controls, without those that a tracked change deletes."""
    for element in table:
        if element.tag == W + "tr" and child(element, "trPr", "del") is None:
            yield element
        elif element.tag in (W + "sdt", W + "sdtContent", W + "customXml", W + "ins"):
            yield from _rows(element)


def _cells(row: Element, reader: ParagraphReader) -> Row:
    return [_cell(element, reader) for element in _cell_elements(row)]


def _cell_elements(row: Element) -> Iterator[Element]:
    for element in row:
        if element.tag == W + "tc" and child(element, "tcPr", "cellDel") is None:
            yield element
        elif element.tag in (W + "sdt", W + "sdtContent", W + "customXml"):
            yield from _cell_elements(element)


def _cell(cell: Element, reader: ParagraphReader) -> Cell:
    """The cell's paragraphs without empty ones around them. A cell merged into the one above is empty in the file."""
    blocks = reader.blocks(cell, lambda table: table_blocks(table, reader))
    while blocks and not blocks[-1].text.strip():
        blocks.pop()
    while blocks and not blocks[0].text.strip():
        blocks.pop(0)
    return blocks


def _text(cell: Cell) -> str:
    return "\n".join(block.text for block in cell).strip()


def _label(cell: Cell) -> str:
    return _text(cell).rstrip("".join(_COLONS) + " \u00a0")


def _is_label(label: str) -> bool:
    is_short = len(label) <= _LONGEST_LABEL_CHARS and "\n" not in label and not label.endswith((".", "?", "!"))
    return is_short and (is_clear_label(label) or is_name_like(label))
