"""Painting codings under the words of a text view, and lines around the words of a span. Only what is in sight."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPalette, QPen, QTextBlock

from annotator.analysis.overlaps import pieces
from annotator.gui import theme
from annotator.gui.transcript.line_shapes import span_rects

if TYPE_CHECKING:
    from annotator.gui.transcript.text_view import TextView

_VEIL_ALPHA = 120  # of 255: words that fade can still be read


def paint_grounds(view: TextView, painter: QPainter, area: QRectF) -> None:
    """The soft grounds of all coded words that reach into an area of the viewport."""
    palette, sight = view.palette(), view.sight()
    base, text = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Text)
    places = sight.meeting(area)
    if not places:
        return
    blocks = [sight.blocks[place][0] for place in places]
    # Cut at all ends in one go, and then once more at the ends of the blocks.
    first = max(sight.units[0], blocks[0].position())
    last = min(sight.units[1], blocks[-1].position() + blocks[-1].length())
    segments = [(start, end, theme.tint(colours, base, text)) for start, end, colours in _pieces(view, first, last)]
    done, count = 0, len(segments)
    for place, block in zip(places, blocks, strict=True):
        start = block.position()
        end = start + block.length() - 1
        while done < count and segments[done][1] <= start:
            done += 1
        if done == count or segments[done][0] >= end:
            continue
        shapes = sight.shapes(place, view.is_turned(block))
        for at in range(done, count):
            left, right, ground = segments[at]
            if left >= end:
                break
            for shape in shapes.rects(max(left, start) - start, min(right, end) - start):
                painter.fillRect(shape, ground)


def fade_uncoded(view: TextView, painter: QPainter, area: QRectF) -> None:
    """Let the ground shine through all words in an area of the viewport that stand on no coding in full sight."""
    veil = QColor(view.palette().color(QPalette.ColorRole.Base))
    veil.setAlpha(_VEIL_ALPHA)
    sight, offset = view.visible_units(), view.scroll_offset()
    for block, rect in view.visible_blocks():
        if rect.bottom() < area.top() or rect.top() > area.bottom():
            continue
        origin = block.layout().position() + offset
        at, last = max(sight[0] - block.position(), 0), min(sight[1] - block.position(), block.length() - 1)
        for start, end in (*((start, end) for start, end, _ in _segments(view, block, sight)), (last, last)):
            if at < start:
                for shape in span_rects(block, at, start, view.is_turned(block)):
                    painter.fillRect(shape.translated(origin), veil)
            at = max(at, end)


def outline(view: TextView, painter: QPainter, start: int, end: int, pen: QPen) -> None:
    """A line around the words of a span of units."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    sight, offset = view.visible_units(), view.scroll_offset()
    for block, _rect in view.visible_blocks():
        left = max(start, sight[0], block.position()) - block.position()
        right = min(end, sight[1], block.position() + block.length() - 1) - block.position()
        if left < right:
            for shape in span_rects(block, left, right, view.is_turned(block)):
                path.addRect(shape.translated(block.layout().position() + offset).adjusted(-1, -1, 1, 1))
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path.simplified())


def _segments(view: TextView, block: QTextBlock, sight: tuple[int, int]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The pieces of a block in sight that carry the same codes, in units within the block, and their colours."""
    origin = block.position()
    first, last = max(sight[0], origin), min(sight[1], origin + block.length() - 1)
    return ((start - origin, end - origin, colours) for start, end, colours in _pieces(view, first, last))


def _pieces(view: TextView, first: int, last: int) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The pieces of a span of units that carry the same codes, and their colours."""
    layer = view.layer
    return pieces(
        (max(shown.start, first), min(shown.end, last), view.colour_of(shown.code_id))
        for shown in layer.between(*view.sight().units)  # the same as the margin asks for: found once for both
        if not layer.is_dimmed(shown.id)
    )
