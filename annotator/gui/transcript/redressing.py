"""New looks for the few lines that a correction touched, in the document that is on the screen."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextLayout

from annotator.gui.transcript.line_looks import LineFormats, LineLooks
from annotator.project.document_texts import DocumentText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.analysis.turns import Turn
    from annotator.gui.transcript.line_looks import Setting
    from annotator.gui.transcript.text_positions import TextPositions

# A turn that is longer keeps, in its last lines, the look that it had until the document is opened again.
_MOST_LINES_BEHIND = 60
_MOST_CHARS_BEHIND = 20_000


def redress(
    target: QTextDocument,
    stored: DocumentText,
    positions: TextPositions,
    setting: Setting,
    turns: Sequence[Turn],
    touched: tuple[int, int],
    tall: int = -1,
) -> None:
    """Give the lines that touch a span of units, and the rest of its last turn, the looks that they should have.

    An empty line at the unit `tall` (-1 for none) stays as high as one with words: somebody is about to write there.
    """
    block = target.findBlock(touched[0])
    before = block.previous()
    first = positions.to_code_points(max(before.position(), 0))
    near = turns[max(bisect_right(turns, first, key=lambda turn: turn.start) - 1, 0) :]
    last = positions.to_code_points(min(touched[1], target.characterCount() - 1)) + _MOST_CHARS_BEHIND
    near = near[: bisect_right(near, last, key=lambda turn: turn.start)]
    shown = DocumentText(
        stored.text, tuple(span for span in stored.formats if span.end >= first and span.start <= last)
    )
    openings = {positions.to_units(turn.start) for turn in near}
    looks, formats = LineLooks(shown, positions, setting.roles, near), LineFormats(setting)
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
            if (start in openings and behind > 1) or positions.to_code_points(start) > last:
                break
        _dress(block, cursor, looks, formats, is_tall=start == tall)
        block = block.next()
    cursor.endEditBlock()
    target.blockSignals(was_blocked)


def keep_looks_behind(block: QTextBlock, at: int, removed: int, added: int) -> None:
    """Let the looks of a line's words move with them, where units were put into the line or taken out of it."""
    block.layout().setFormats(moved_looks(block.layout().formats(), at, removed, added))


def moved_looks(
    pieces: Sequence[QTextLayout.FormatRange], at: int, removed: int, added: int
) -> list[QTextLayout.FormatRange]:
    """The looks of a line where units are put in or taken out at a place of it."""
    found = []
    for piece in pieces:
        start, end = (_after(place, at, removed, added) for place in (piece.start, piece.start + piece.length))
        if end > start:
            moved = QTextLayout.FormatRange()
            moved.start, moved.length, moved.format = start, end - start, piece.format
            found.append(moved)
    return found


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
