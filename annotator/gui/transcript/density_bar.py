"""The bar beside the scroll bar: where the whole document is coded, and how densely.

Counted once for a document, then kept up coding by coding. Its picture is kept, and drawn anew only where a coding
came or went; what moves with every scroll, the frame around what is in sight, is drawn over it. A click or a drag goes
there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import ceil, floor

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QResizeEvent,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from annotator.analysis.density import Density
from annotator.gui import theme
from annotator.gui.transcript.shown_coding import ShownCoding
from annotator.gui.transcript.text_view import TextView
from annotator.project.ids import Id

_WIDTH_PX = 18
_MOST_PARTS = 512
_AFTER_THE_WORDS_MS = 60
_BAR_LEFT_PX = 5.0
_BAR_PX = (3.0, 5.0, 6.0, 7.0)  # for one, two, three and more codings at a place
_SHARES = (0.30, 0.40, 0.50, 0.62)  # of the colour of text in that of the ground
_CODE_LEFT_PX = 13.0
_CODE_PX = 4.0
_TICK_PX = 3.0
_LEAST_FRAME_PX = 8
_SPILL_PX = 3  # so far what is drawn of a part can reach into its neighbours


class DensityBar(QWidget):
    """A map of a text view's document. `words_of(start, end)` says in words what is between two units."""

    def __init__(self, text_view: TextView, words_of: Callable[[int, int], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Where the document is coded"))
        self.setFixedWidth(_WIDTH_PX)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # it fills itself
        self._view = text_view
        self._words_of = words_of
        self._density = Density((), (), 1, 1)
        self._counted: QTextDocument | None = None  # the document of which the codings are, or will be, counted
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(_AFTER_THE_WORDS_MS)
        self._counting.timeout.connect(self.settle)
        self._is_uncounted = False
        self._is_uncoloured = False
        self._chosen: frozenset[Id] = frozenset()
        self._colours: dict[int, dict[str, int]] = {}  # by part, how many codings of the chosen codes have a colour
        self._memos: list[int] = []
        self._hits: list[tuple[int, int]] = []
        self._picture: QPixmap | None = None
        self._framed = QRect()  # where the frame was painted
        self._frame_picture: QPixmap | None = None
        self._stale = range(0)  # the parts in which the picture shows what was there before
        self._are_colours_stale = False
        text_view.scrolled.connect(self._move_frame)
        text_view.verticalScrollBar().rangeChanged.connect(self._move_frame)

    # ---- what is shown

    def read_layer(self) -> None:
        """Count the wanted codings anew, once the words have been painted: 20,000 take some 10 ms.

        Until then the bar of another document is empty, and that of this one as it was.
        """
        if self._counted is not self._view.document():
            self._counted = self._view.document()
            self._density = Density((), (), *self._lengths())
            self._colours.clear()
            self._redraw()
        self._is_uncounted = True
        self._counting.start()

    def settle(self) -> None:
        """Count at once what is still to be counted."""
        self._counting.stop()
        if self._is_uncoloured and not self._is_uncounted:
            self._colour_anew()
            self._are_colours_stale = True
            self.update()
        if not self._is_uncounted:
            return
        self._is_uncounted = False
        shown = self._view.layer.wanted()
        self._density = Density([one.start for one in shown], [one.end for one in shown], *self._lengths())
        self._colour_anew()
        self._redraw()

    def stop(self) -> None:
        """Count no more."""
        self._counting.stop()

    def take(self, before: ShownCoding | None, after: ShownCoding | None) -> None:
        """One coding was wanted as `before` and is now as `after`."""
        if self._is_uncounted:
            return  # it will be counted with the others
        for shown, step in ((before, -1), (after, 1)):
            if shown is not None:
                self._density.add(shown.start, shown.end, step)
                if shown.code_id in self._chosen and not self._is_uncoloured:
                    self._add_colour(shown, step)
                self._redraw_parts(*self._parts_of(shown))

    def choose_codes(self, code_ids: frozenset[Id]) -> None:
        """Show in their colours where these codes are, once what was chosen has been painted: 20,000 take some 2 ms."""
        if code_ids != self._chosen:
            self._chosen = code_ids
            self._is_uncoloured = True
            self._counting.start()

    def recolour(self) -> None:
        """The colours of codes are others."""
        self._colour_anew()
        self._redraw()

    def set_memos(self, units: Iterable[int]) -> None:
        """Put a tick where there is a memo on a passage."""
        self._memos = list(units)
        self._redraw()

    def set_hits(self, spans: Iterable[tuple[int, int]]) -> None:
        """Mark what was found: spans in code points."""
        to_units = self._view.positions.to_units
        self._hits = [(to_units(start), to_units(end)) for start, end in spans]
        self._redraw()

    def count_at(self, y_px: int) -> int:
        """How many codings cover the part of the document at a height."""
        self.settle()
        return self._density.counts[self._density.part_of(self._unit_at(y_px))]

    # ---- events

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH_PX, 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None or self._picture.devicePixelRatio() != self.devicePixelRatioF():
            self._picture = self._drawn()
        else:
            if self._stale:
                self._draw(self._picture, self._stale)
            if self._are_colours_stale:
                self._draw(self._picture, range(self._density.parts), left_px=round(_CODE_LEFT_PX))
        self._stale, self._are_colours_stale = range(0), False
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        self._framed = self._frame()
        painter.drawPixmap(self._framed.topLeft(), self._framed_picture(self._framed.size()))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._redraw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._picture = self._frame_picture = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._go_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go_to(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        QApplication.sendEvent(self._view.verticalScrollBar(), event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._words_at(event.pos()), self)
            return True
        return super().event(event)

    def _move_frame(self) -> None:
        """Other lines are in sight: the frame goes from where it was painted to where they are."""
        self.update(self._framed.united(self._frame()))

    # ---- places

    def _y_of(self, unit: int) -> float:
        return unit / (self._density.parts * self._density.part_length) * self.height()

    def _unit_at(self, y_px: float) -> int:
        share = min(max(y_px / max(1, self.height()), 0.0), 1.0)
        last = self._view.document().characterCount() - 1
        return min(round(share * self._density.parts * self._density.part_length), last)

    def _in_sight(self) -> tuple[int, int]:
        return self._view.ends_in_sight()

    def _frame(self) -> QRect:
        first, last = self._in_sight()
        top, bottom = self._y_of(first), self._y_of(last)
        height = max(round(bottom - top), _LEAST_FRAME_PX)
        return QRect(0, min(round(top), self.height() - height), self.width(), height)

    def _go_to(self, place: QPointF) -> None:
        """Bring what is at a height into the middle of the view."""
        first, last = self._in_sight()
        top = max(0, self._unit_at(place.y()) - (last - first) // 2)
        self._view.scroll_to_top(self._view.positions.to_code_points(top))

    def _words_at(self, place: QPoint) -> str:
        self.settle()
        start = self._density.part_of(self._unit_at(place.y())) * self._density.part_length
        return self._words_of(start, start + self._density.part_length)

    # ---- drawing

    def _redraw(self) -> None:
        self._picture = None
        self.update()

    def _redraw_parts(self, first: int, last: int) -> None:
        stale = self._stale
        self._stale = range(min(first, stale.start), max(last + 1, stale.stop)) if stale else range(first, last + 1)
        self.update()

    def _parts_of(self, shown: ShownCoding) -> tuple[int, int]:
        return self._density.part_of(shown.start), self._density.part_of(max(shown.start, shown.end - 1))

    def _lengths(self) -> tuple[int, int]:
        """The length of the text and that of a part of it, in units."""
        length = max(1, self._view.document().characterCount() - 1)
        return length, -(-length // _MOST_PARTS)

    def _colour_anew(self) -> None:
        self._is_uncoloured = False
        self._colours.clear()
        if chosen := self._chosen:
            for shown in [shown for shown in self._view.layer.wanted() if shown.code_id in chosen]:
                self._add_colour(shown, 1)

    def _add_colour(self, shown: ShownCoding, step: int) -> None:
        colour = self._view.colour_of(shown.code_id)
        first, last = self._parts_of(shown)
        for part in range(first, last + 1):
            counts = self._colours.setdefault(part, {})
            counts[colour] = counts.get(colour, 0) + step

    def _drawn(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        self._draw(picture, range(self._density.parts))
        return picture

    def _framed_picture(self, size: QSize) -> QPixmap:
        """The frame around what is in sight: the same while somebody scrolls."""
        kept, ratio = self._frame_picture, self.devicePixelRatioF()
        if kept is None or kept.devicePixelRatio() != ratio or kept.deviceIndependentSize().toSize() != size:
            kept = self._frame_picture = QPixmap(size * ratio)
            kept.setDevicePixelRatio(ratio)
            kept.fill(Qt.GlobalColor.transparent)
            highlight = self.palette().color(QPalette.ColorRole.Highlight)
            ground = QColor(highlight)
            ground.setAlpha(36)
            painter = QPainter(kept)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(highlight, 1))
            painter.setBrush(ground)
            painter.drawRoundedRect(QRectF(0.5, 0.5, size.width() - 1, size.height() - 1), 3, 3)
            painter.end()
        return kept

    def _draw(self, picture: QPixmap, parts: range, left_px: int = 0) -> None:
        """Draw the heights of some parts anew, from a place in their width on, and nothing else."""
        base = self.palette().color(QPalette.ColorRole.Base)
        top, bottom = floor(self._part_y(parts.start)) - _SPILL_PX, ceil(self._part_y(parts.stop)) + _SPILL_PX
        spill = ceil(2 * _SPILL_PX / self.height() * self._density.parts) + 1 if self.height() else 0
        near = range(max(0, parts.start - spill), min(self._density.parts, parts.stop + spill))
        painter = QPainter(picture)
        painter.setClipRect(left_px, top, self.width(), bottom - top)
        painter.fillRect(left_px, top, self.width(), bottom - top, base)
        if left_px < _BAR_LEFT_PX:
            self._draw_density(painter, base, near)
        self._draw_codes(painter, base, near)
        self._draw_signs(painter)
        painter.end()

    def _draw_density(self, painter: QPainter, base: QColor, parts: range) -> None:
        """The places of each density in one go."""
        bars: dict[int, list[QRectF]] = {}
        height, step = self._part_px(), self.height() / self._density.parts
        for part in parts:
            if (count := self._density.counts[part]) > 0:
                level = min(count, len(_BAR_PX)) - 1
                bars.setdefault(level, []).append(QRectF(_BAR_LEFT_PX, part * step, _BAR_PX[level], height))
        text = self.palette().color(QPalette.ColorRole.Text)
        for level, places in bars.items():
            _fill(painter, places, _mixed(text, base, _SHARES[level]))

    def _draw_codes(self, painter: QPainter, base: QColor, parts: range) -> None:
        bars: dict[str, list[QRectF]] = {}
        height = max(self._part_px(), 2.0)
        for part in (part for part in self._colours if part in parts):
            colours = sorted(colour for colour, count in self._colours[part].items() if count > 0)
            for at, colour in enumerate(colours):
                width = _CODE_PX / len(colours)
                place = QRectF(_CODE_LEFT_PX + at * width, self._part_y(part), width, height)
                bars.setdefault(colour, []).append(place)
        for colour, places in bars.items():
            _fill(painter, places, theme.stripe_colour(colour, base))

    def _draw_signs(self, painter: QPainter) -> None:
        text = self.palette().color(QPalette.ColorRole.Text)
        for unit in self._memos:
            painter.fillRect(QRectF(1, self._y_of(unit), _TICK_PX, 2), text)
        found = self.palette().color(QPalette.ColorRole.Link)
        for start, _end in self._hits:
            painter.fillRect(QRectF(1, self._y_of(start), self.width() - 2, 2), found)

    def _part_px(self) -> float:
        return max(1.0, self.height() / self._density.parts)

    def _part_y(self, part: int) -> float:
        return part * self.height() / self._density.parts


def _fill(painter: QPainter, places: list[QRectF], colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRects(places)


def _mixed(text: QColor, base: QColor, share: float) -> QColor:
    parts = ((text.red(), base.red()), (text.green(), base.green()), (text.blue(), base.blue()))
    return QColor(*(round(share * one + (1 - share) * other) for one, other in parts))
