"""The margin beside compared words: a column for each coder, headed by their initials, with the codings they made.
A narrow one at the end, headed by a tick, holds the consensus.

What all coded alike is thin and quiet, where they differ it is broad and strong, with the name of the code beside it.
A click chooses the place.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from annotator.gui import theme
from annotator.gui.compare.hands import Hand
from annotator.gui.transcript.coding_layer import CodingLayer
from annotator.gui.transcript.margin_view import spread
from annotator.gui.transcript.shown_coding import ShownCoding
from annotator.gui.transcript.text_view import TextView
from annotator.gui.transcript.visible_text import VisibleText
from annotator.project.ids import Id

_COLUMN_PX = {2: 150, 3: 112}
_NARROW_COLUMN_PX = 84
_LEAST_COLUMN_PX = 44
_STRIPES_COLUMN_PX = 24
_CONSENSUS_PX = 34
_TICK = "✓"
_LANE_PX = 6
_MOST_LANES = 4
_STRONG_PX, _QUIET_PX = 4.0, 2.0
_LEAST_NAME_PX = 30
_GAP_PX = 6


class Seen(NamedTuple):
    """How a coding is shown: what its code is called, and whether it steps back: all agree, or it is settled."""

    name: str
    colour: str
    number: int
    is_quiet: bool


class _Placed(NamedTuple):
    """Where a coding is, and to which place it belongs; how it looks is asked when it is painted."""

    shown: ShownCoding
    number: int
    stripe: QRectF
    name: QRectF
    box: QRect  # all that is painted of it


class ComparedMargin(QWidget):
    """The right side of a compared text.

    `look_of` says how a coding is shown, `words_of` what a pointer on a place is told, and `place_of` which place a
    consensus coding is about (-1 for none).
    """

    place_clicked = Signal(int)

    def __init__(
        self,
        view: TextView,
        look_of: Callable[[ShownCoding], Seen | None],
        words_of: Callable[[int], str],
        place_of: Callable[[ShownCoding], int],
    ) -> None:
        super().__init__(view)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # it fills itself
        self.setAccessibleName(self.tr("Codings of each coder"))
        self.setMouseTracking(True)
        self._view = view
        self._look_of = look_of
        self._words_of = words_of
        self._place_of = place_of
        self._consensus: CodingLayer | None = None
        self._columns: list[tuple[Hand, CodingLayer]] = []
        self._placed_of_coders: list[_Placed] = []
        self._placed_of_consensus: list[_Placed] | None = None
        self._placed_for: tuple[VisibleText, int, int] | None = None
        self.chosen = -1
        view.scrolled.connect(self.update)

    def show_columns(self, columns: Sequence[tuple[Hand, CodingLayer]], consensus: CodingLayer) -> None:
        """Show these coders, each with their codings, and the consensus."""
        self._columns, self._consensus = list(columns), consensus
        self._placed_for = None
        self.update()

    def refresh(self, numbers: Collection[int]) -> None:
        """Paint the codings of some places anew; nothing comes or goes."""
        for item in self._placed:
            if item.number in numbers:
                self.update(item.box)

    def refresh_consensus(self) -> None:
        """Codings of the consensus have come or gone."""
        self._placed_of_consensus = None
        self.update(self._consensus_room().toAlignedRect())

    def wanted_width(self) -> int:
        """Room for stripes and names in every column."""
        return len(self._columns) * _COLUMN_PX.get(len(self._columns), _NARROW_COLUMN_PX) + _CONSENSUS_PX

    def least_width(self) -> int:
        """Room for stripes in every column, and for the beginnings of names."""
        return len(self._columns) * _LEAST_COLUMN_PX + _CONSENSUS_PX

    def stripes_width(self) -> int:
        """Room for stripes alone."""
        return len(self._columns) * _STRIPES_COLUMN_PX + _CONSENSUS_PX

    def head_px(self) -> int:
        """How high the heads of the columns are."""
        return round(QFontMetricsF(self._font).height()) + 2 * theme.GRID_PX

    def placed(self) -> list[tuple[int, QRectF, QRectF]]:
        """Each coding in sight: the number of its place, its stripe and its name."""
        return [(item.number, item.stripe, item.name) for item in self._placed]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        region, palette = event.region(), self._view.palette()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Base))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        for item in self._placed:
            if region.intersects(item.box):
                self._paint_one(painter, item)
        head_px, column_px = self.head_px(), self.column_px
        if region.boundingRect().top() < head_px:
            for place, (hand, _layer) in enumerate(self._columns):
                self._paint_head(painter, QRectF(place * column_px, 0, column_px, head_px), hand)
            self._paint_tick(painter)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position())
        if number is not None:
            self.place_clicked.emit(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        is_over = self._at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_over else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            number = self._at(QPointF(event.pos()))
            if number is not None:
                QToolTip.showText(event.globalPos(), self._words_of(number), self)
                return True
            QToolTip.hideText()
        return super().event(event)

    # ---- placing

    @property
    def _font(self) -> QFont:
        return theme.small_font(QApplication.font())

    @property
    def column_px(self) -> float:
        """How wide the column of each coder is."""
        most = _COLUMN_PX.get(len(self._columns), _NARROW_COLUMN_PX) * 1.4
        return min((self.width() - _CONSENSUS_PX) / max(len(self._columns), 1), most)

    def _consensus_room(self) -> QRectF:
        return QRectF(len(self._columns) * self.column_px, 0, _CONSENSUS_PX, self.height())

    @property
    def _placed(self) -> list[_Placed]:
        """Where all codings in sight are; found once, until something moves."""
        sight = self._view.sight()
        wanted = sight, self.width(), self.height()
        if self._placed_for != wanted:
            self._placed_for, self._placed_of_consensus = wanted, None
            column_px = self.column_px
            self._placed_of_coders = [
                placed
                for place, (_hand, layer) in enumerate(self._columns)
                for placed in self._placed_in(sight, layer, place * column_px, column_px)
            ]
        if self._placed_of_consensus is None:
            left, layers = self._consensus_room().left(), [self._consensus] if self._consensus is not None else []
            self._placed_of_consensus = [
                placed for layer in layers for placed in self._placed_in(sight, layer, left, _CONSENSUS_PX)
            ]
        return [*self._placed_of_coders, *self._placed_of_consensus]

    def _placed_in(self, sight: VisibleText, layer: CodingLayer, left: float, column_px: float) -> list[_Placed]:
        """The codings of one column, from above; each name is at its stripe, or under the one before."""
        height, head_px = float(self.height()), float(self.head_px())
        found = []
        for shown in layer.between(*sight.units):
            top, bottom = sight.extent_of(shown)
            seen = self._look_of(shown)
            if seen is not None and bottom > 0 and top < height:
                found.append((max(top, head_px), layer.lane(shown.id), top, bottom, shown, seen.number))
        found.sort(key=lambda item: item[:2])
        row_px = QFontMetricsF(self._font).height() + 2
        tops = spread([item[0] for item in found][: max(1, int(height // row_px))], row_px, height)
        lanes = min(max((item[1] for item in found), default=0) + 1, _MOST_LANES)
        x = left + _GAP_PX + lanes * _LANE_PX
        width = left + column_px - x - 2
        stripes = [
            QRectF(left + _GAP_PX + min(lane, _MOST_LANES - 1) * _LANE_PX, top + 1, 4, max(bottom - top - 2, 4))
            for _, lane, top, bottom, _, _ in found
        ]
        has_names = width >= _LEAST_NAME_PX
        names = [QRectF(x, top, width, row_px) if has_names else QRectF() for top in tops]
        names += [QRectF()] * (len(found) - len(names))
        return [
            _Placed(*item[-2:], stripe, name, stripe.united(name).toAlignedRect().adjusted(-1, -1, 1, 1))
            for item, stripe, name in zip(found, stripes, names, strict=True)
        ]

    def _at(self, point: QPointF) -> int | None:
        if point.y() < self.head_px():
            return None
        for item in self._placed:
            if item.name.contains(point) or item.stripe.adjusted(-2, 0, 2, 0).contains(point):
                number = item.number if item.number >= 0 else self._place_of(item.shown)
                return number if number >= 0 else None
        return None

    # ---- painting

    def _paint_one(self, painter: QPainter, item: _Placed) -> None:
        seen, palette = self._look_of(item.shown), self._view.palette()
        if seen is None:
            return
        base = palette.color(QPalette.ColorRole.Base)
        colour = QColor(theme.stripe_colour(seen.colour, base))
        is_chosen = seen.number == self.chosen
        width = _QUIET_PX if seen.is_quiet and not is_chosen else _STRONG_PX
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(item.stripe.left(), item.stripe.top(), width, item.stripe.height()), 2, 2)
        if item.name.isEmpty():
            return
        if is_chosen:
            painter.setPen(QPen(colour, 1))
            painter.setBrush(theme.tint((seen.colour,), base))
            painter.drawRoundedRect(item.name.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        is_quiet = seen.is_quiet and not is_chosen
        painter.setPen(theme.quiet_colour(palette) if is_quiet else palette.color(QPalette.ColorRole.Text))
        room = item.name.adjusted(4, 0, -2, 0)
        words = painter.fontMetrics().elidedText(seen.name, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_head(self, painter: QPainter, room: QRectF, hand: Hand) -> None:
        """Who made the codings below: the initials over their line, and the name as far as it has room."""
        palette = self._view.palette()
        painter.fillRect(room, palette.color(QPalette.ColorRole.Base))
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        inside = room.adjusted(_GAP_PX, 0, -_GAP_PX, -3)
        full = f"{hand.initials}  {hand.coder.name}"
        fits = painter.fontMetrics().horizontalAdvance(full) <= inside.width()
        words = (
            full
            if fits
            else painter.fontMetrics().elidedText(hand.initials, Qt.TextElideMode.ElideRight, int(inside.width()))
        )
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.setPen(hand.pen(palette, 3))
        y = room.bottom() - 2
        painter.drawLine(QPointF(inside.left(), y), QPointF(inside.right(), y))

    def _paint_tick(self, painter: QPainter) -> None:
        """The head of the consensus."""
        left = len(self._columns) * self.column_px
        room = QRectF(left, 0, _CONSENSUS_PX, self.head_px())
        painter.fillRect(room, self._view.palette().color(QPalette.ColorRole.Base))
        painter.setPen(self._view.palette().color(QPalette.ColorRole.Text))
        painter.drawText(
            room.adjusted(_GAP_PX, 0, 0, -3), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, _TICK
        )


def columns_of(
    hands: dict[Id, Hand], coder_ids: Sequence[Id], layers: dict[Id, CodingLayer]
) -> list[tuple[Hand, CodingLayer]]:
    """The columns in the order of the coders."""
    return [(hands[coder_id], layers[coder_id]) for coder_id in coder_ids if coder_id in hands]
