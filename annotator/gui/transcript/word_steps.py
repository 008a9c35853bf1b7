"""The next word's end or start, in any script, by Unicode's rules as Qt knows them. Positions are UTF-16 units."""

from __future__ import annotations

from PySide6.QtCore import QTextBoundaryFinder
from PySide6.QtGui import QTextBlock, QTextDocument

_Reason = QTextBoundaryFinder.BoundaryReason


def next_end(document: QTextDocument, unit: int) -> int:
    """The end of the first word that ends after `unit`, or the end of the text."""
    return _step(document, unit, forward=True, reason=_Reason.EndOfItem)


def previous_end(document: QTextDocument, unit: int) -> int:
    """The end of the last word that ends before `unit`, or 0."""
    return _step(document, unit, forward=False, reason=_Reason.EndOfItem)


def next_start(document: QTextDocument, unit: int) -> int:
    """The start of the first word that starts after `unit`, or the end of the text."""
    return _step(document, unit, forward=True, reason=_Reason.StartOfItem)


def previous_start(document: QTextDocument, unit: int) -> int:
    """The start of the last word that starts before `unit`, or 0."""
    return _step(document, unit, forward=False, reason=_Reason.StartOfItem)


def _step(document: QTextDocument, unit: int, *, forward: bool, reason: QTextBoundaryFinder.BoundaryReason) -> int:
    block = document.findBlock(unit)
    while block.isValid():
        found = _step_in_block(block, unit - block.position(), forward, reason)
        if found is not None:
            return block.position() + found
        block = block.next() if forward else block.previous()
        unit = block.position() - 1 if forward else block.position() + block.length()
    return document.characterCount() - 1 if forward else 0


def _step_in_block(
    block: QTextBlock, offset: int, forward: bool, reason: QTextBoundaryFinder.BoundaryReason
) -> int | None:
    text = block.text()
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, text)
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    finder.setPosition(max(0, min(offset, units)))
    if offset < 0 and finder.boundaryReasons() & reason:
        return 0
    if offset > units and finder.boundaryReasons() & reason:
        return units
    step = finder.toNextBoundary if forward else finder.toPreviousBoundary
    while (at := step()) != -1:
        if finder.boundaryReasons() & reason:
            return int(at)
    return None
