"""The next word's end or start, in any script, by Unicode's rules as Qt knows them. Positions are UTF-16 units.

A word is what stands between two boundaries and has a letter or a digit in it; so each Chinese character is one.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QTextBoundaryFinder
from PySide6.QtGui import QTextBlock, QTextDocument


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
        for start, end in _words(block, unit - block.position(), forward=True):
            yield block.position() + start, block.position() + end
        block = block.next()


def _backwards(document: QTextDocument, unit: int) -> Iterator[tuple[int, int]]:
    """The words from the one that holds a unit, or ends before it, to the first."""
    block = document.findBlock(unit)
    while block.isValid():
        for start, end in _words(block, unit - block.position(), forward=False):
            yield block.position() + start, block.position() + end
        block = block.previous()


def _words(block: QTextBlock, offset: int, *, forward: bool) -> Iterator[tuple[int, int]]:
    text = block.text()
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
