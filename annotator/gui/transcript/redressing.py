"""New looks for the few lines that a correction touched, in the document that is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextLayout

from annotator.gui.transcript.line_looks import LineFormats, LineLooks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.analysis.turns import Turn
    from annotator.gui.transcript.line_looks import Setting
    from annotator.gui.transcript.text_positions import TextPositions
    from annotator.project.documents import DocumentText

# A turn that is longer keeps, in its last lines, the look that it had until the document is opened again.
_MOST_LINES_BEHIND = 60


def redress(
    target: QTextDocument,
    stored: DocumentText,
    positions: TextPositions,
    setting: Setting,
    turns: Iterable[Turn],
    touched: tuple[int, int],
    tall: int = -1,
) -> None:
    """Give the lines that touch a span of units, and the rest of its last turn, the looks that they should have.

    An empty line at the unit `tall` (-1 for none) stays as high as one with words: somebody is about to write there.
    """
    turns = tuple(turns)
    openings = {positions.to_units(turn.start) for turn in turns}
    looks, formats = LineLooks(stored, positions, setting.roles, turns), LineFormats(setting)
    block = target.findBlock(touched[0])
    before = block.previous()
    if before.isValid():
        looks.of_line(before.position(), before.position() + before.length() - 1)
    behind = 0
    was_blocked = target.blockSignals(True)  # nothing is edited, whatever a look does
    cursor = QTextCursor(target)
    cursor.beginEditBlock()
    while block.isValid() and behind <= _MOST_LINES_BEHIND:
        start = block.position()
        if start > touched[1]:
            behind += 1
            if start in openings and behind > 1:
                break
        _dress(block, cursor, looks, formats, is_tall=start == tall)
        block = block.next()
    cursor.endEditBlock()
    target.blockSignals(was_blocked)


def keep_looks_behind(block: QTextBlock, at: int, removed: int, added: int) -> None:
    """Let the looks of a line's words move with them, where units were put into the line or taken out of it."""
    pieces = []
    for piece in block.layout().formats():
        start, end = (_after(place, at, removed, added) for place in (piece.start, piece.start + piece.length))
        if end > start:
            moved = QTextLayout.FormatRange()
            moved.start, moved.length, moved.format = start, end - start, piece.format
            pieces.append(moved)
    block.layout().setFormats(pieces)


def _after(place: int, at: int, removed: int, added: int) -> int:
    if place <= at:
        return place
    return max(place - removed, at) + added


def _dress(block: QTextBlock, cursor: QTextCursor, looks: LineLooks, formats: LineFormats, *, is_tall: bool) -> None:
    start = block.position()
    look = looks.of_line(start, start + block.length() - 1)
    wanted = formats.usual if is_tall else formats.spaces(look)
    if block.blockFormat() != wanted:
        cursor.setPosition(start)
        cursor.setBlockFormat(wanted)
    pieces = formats.pieces(look)
    if pieces or block.layout().formats():
        block.layout().setFormats(pieces)
        block.document().markContentsDirty(start, block.length())
