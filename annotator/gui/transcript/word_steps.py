"""The next word's end or start, in any script, by Unicode's rules as Qt knows them. Positions are UTF-16 units.

A word is what stands between two boundaries and has a letter or a digit in it; so each Chinese character is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QTextBoundaryFinder
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

_PIECE_UNITS = 4_000
_CUT = re.compile(r" (?=[^\W_])")
_Piece = tuple[int, str, int]  # where it begins in the document, its text, and an offset in that


def next_end(document: QTextDocument, unit: int) -> int:
    """The end of the first word that ends after `unit`, or the end of the text."""
    words = _forwards(document, unit)
    return next((end for _start, end in words if end > unit), document.characterCount() - 1)


def previous_end(document: QTextDocument, unit: int) -> int:
    """The end of the last word that ends before `unit`, or 0."""
    return next((end for _start, end in _backwards(document, unit) if end < unit), 0)


def next_start(document: QTextDocument, unit: int) -> int:
    """The start of the first word that starts after `unit`, or the end of the text."""
    words = _forwards(document, unit)
    return next((start for start, _end in words if start > unit), document.characterCount() - 1)


def previous_start(document: QTextDocument, unit: int) -> int:
    """The start of the last word that starts before `unit`, or 0."""
    return next((start for start, _end in _backwards(document, unit) if start < unit), 0)


def _forwards(document: QTextDocument, unit: int) -> Iterator[tuple[int, int]]:
    """The words from the one that holds a unit."""
    block = document.findBlock(unit)
    while block.isValid():
        for begun, text, offset in _pieces_on(block, max(0, unit - block.position())):
            for start, end in _words(text, offset, forward=True):
                yield begun + start, begun + end
        block = block.next()


def _backwards(document: QTextDocument, unit: int) -> Iterator[tuple[int, int]]:
    """The words from the one that holds a unit, or ends before it, to the first."""
    block = document.findBlock(unit)
    while block.isValid():
        for begun, text, offset in _pieces_back(block, min(unit - block.position(), block.length() - 1)):
            for start, end in _words(text, offset, forward=False):
                yield begun + start, begun + end
        block = block.previous()


def _pieces_on(block: QTextBlock, offset: int) -> Iterator[_Piece]:
    """The parts of a block from the one that holds an offset on; a paragraph may be as long as a book."""
    length = block.length() - 1
    start = _cut_before(block, offset)
    while True:
        end = _cut_after(block, max(start + _PIECE_UNITS, offset + 1))
        yield block.position() + start, _text(block, start, end), max(0, offset - start)
        if end >= length:
            return
        start = end


def _pieces_back(block: QTextBlock, offset: int) -> Iterator[_Piece]:
    """The parts of a block from the one that holds an offset backwards."""
    end = _cut_after(block, offset)
    while True:
        start = _cut_before(block, min(end - _PIECE_UNITS, offset))
        yield block.position() + start, _text(block, start, end), min(offset, end) - start
        if start == 0:
            return
        end = start


def _cut_before(block: QTextBlock, offset: int) -> int:
    """The last place up to an offset at which a word begins after a space, in whatever script; or the beginning."""
    size = _PIECE_UNITS
    while offset > size:
        first = offset - size
        text = _text(block, first, offset + 1)
        cuts = [found.end() for found in _CUT.finditer(text)]
        if cuts:
            return first + _units(text[: cuts[-1]])
        size *= 4
    return 0


def _cut_after(block: QTextBlock, offset: int) -> int:
    """The first such place from an offset on; or the end."""
    size, length = _PIECE_UNITS, block.length() - 1
    while offset + size < length:
        text = _text(block, offset, offset + size)
        if (found := _CUT.search(text)) is not None:
            return offset + _units(text[: found.end()])
        size *= 4
    return length


def _text(block: QTextBlock, start: int, end: int) -> str:
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + start)
    cursor.setPosition(block.position() + min(end, block.length() - 1), QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _words(text: str, offset: int, *, forward: bool) -> Iterator[tuple[int, int]]:
    in_units = text.encode("utf-16-le", "surrogatepass")
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, text)
    finder.setPosition(max(0, min(offset, len(in_units) // 2)))
    on, back = finder.toNextBoundary, finder.toPreviousBoundary
    step, other = (on, back) if forward else (back, on)
    before = finder.position() if finder.isAtBoundary() else other()
    while (at := step()) != -1:
        start, end = min(before, at), max(before, at)
        if any(map(str.isalnum, in_units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass"))):
            yield start, end
        before = at
