"""From a stored text to a QTextDocument: one block per line, with the look of headings, turns and emphasis.

The look lies in the blocks' layouts, as a syntax highlighter's does, so the document itself is just the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
)

from annotator.analysis.turns import find_turns
from annotator.gui import theme
from annotator.gui.transcript.text_positions import TextPositions

if TYPE_CHECKING:
    from annotator.project.documents import DocumentText, SpeakerRole

Range = tuple[int, int, QTextCharFormat]  # start and end in units


def build(
    stored: DocumentText,
    positions: TextPositions,
    roles: Mapping[str, SpeakerRole],
    font: QFont,
    quiet: QColor,
) -> QTextDocument:
    """A document that holds a stored text; it is laid out when it is first shown, once.

    `roles` says who speaks under each label.
    """
    made = QTextDocument()
    made.setUndoRedoEnabled(False)
    made.setDefaultFont(font)
    made.setDocumentMargin(theme.DOCUMENT_MARGIN_PX)
    made.setPlainText(stored.text)
    _space_out(made)
    _set_layout_formats(
        made, [*_turn_ranges(stored, positions, roles, quiet), *_format_ranges(stored, positions, font)]
    )
    return made


def _space_out(target: QTextDocument) -> None:
    """Room between lines and paragraphs; an empty line is a small gap, as the eye needs it."""
    cursor = QTextCursor(target)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.mergeBlockFormat(_block_format(theme.PARAGRAPH_SPACING_PX))
    gap = QTextBlockFormat()
    gap.setLineHeight(theme.EMPTY_LINE_PX, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    gap.setBottomMargin(0)
    block = target.begin()
    while block.isValid():
        if block.length() == 1:
            cursor.setPosition(block.position())
            cursor.mergeBlockFormat(gap)
        block = block.next()
    cursor.endEditBlock()


def _block_format(spacing_px: int) -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setLineHeight(theme.LINE_HEIGHT_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    made.setBottomMargin(spacing_px)
    return made


def _turn_ranges(
    stored: DocumentText, positions: TextPositions, roles: Mapping[str, SpeakerRole], quiet: QColor
) -> Iterable[Range]:
    """Labels in a stronger weight; what the interviewer says steps back."""
    label_format = QTextCharFormat()
    label_format.setFontWeight(QFont.Weight.DemiBold)
    quiet_format = QTextCharFormat()
    quiet_format.setForeground(quiet)
    for turn in find_turns(stored.text, stored.formats):
        if roles.get(turn.label) == "interviewer":
            yield positions.to_units(turn.start), positions.to_units(turn.end), quiet_format
        yield positions.to_units(turn.label_start), positions.to_units(turn.label_end), label_format


def _format_ranges(stored: DocumentText, positions: TextPositions, base: QFont) -> Iterable[Range]:
    formats = {style: _char_format(style, base) for style in {span.style for span in stored.formats}}
    for span in stored.formats:
        yield positions.to_units(span.start), positions.to_units(span.end), formats[span.style]


def _char_format(style: str, base: QFont) -> QTextCharFormat:
    made = QTextCharFormat()
    if style == "bold":
        made.setFontWeight(QFont.Weight.Bold)
    elif style == "italic":
        made.setFontItalic(True)
    elif style == "underline":
        made.setFontUnderline(True)
    elif style.startswith("heading"):
        made.setFontWeight(QFont.Weight.Bold)
        made.setFontPointSize(base.pointSizeF() * max(1.05, 1.4 - 0.1 * int(style[-1])))
    return made


def _set_layout_formats(target: QTextDocument, ranges: list[Range]) -> None:
    """Cut the ranges at the blocks' ends and hand each block its own."""
    starts: list[int] = []
    block = target.begin()
    blocks = []
    while block.isValid():
        starts.append(block.position())
        blocks.append(block)
        block = block.next()
    by_block: dict[int, list[QTextLayout.FormatRange]] = {}
    for start, end, char_format in ranges:
        number = bisect_right(starts, start) - 1
        while number < len(blocks) and starts[number] < end:
            first = max(start - starts[number], 0)
            last = min(end - starts[number], blocks[number].length() - 1)
            if last > first:
                cut = QTextLayout.FormatRange()
                cut.start, cut.length, cut.format = first, last - first, char_format
                by_block.setdefault(number, []).append(cut)
            number += 1
    for number, cuts in by_block.items():
        blocks[number].layout().setFormats(cuts)
