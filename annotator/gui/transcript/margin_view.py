"""The stripes beside the text: one for each coding, in a lane of its own, with the code's name next to them.

Names stand beside the first line of their coding that is in sight; where several would meet they move apart, so that
twelve at one place can still be read. A click chooses a coding.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from annotator.gui import theme
from annotator.gui.transcript.margin_pictures import Label, MarginPictures, Name, PlacedName
from annotator.gui.transcript.shown_coding import ShownCoding
from annotator.gui.transcript.text_view import TextView

if TYPE_CHECKING:
    from annotator.project.ids import Id

_STRIPE_PX = 4
_LANE_PX = 8
_NARROW_LANE_PX = 6
_MOST_LANES = 16
_LANES_AT_ONCE = 4
_LEFT_PX = 8
_LABEL_GAP_PX = 6
_LABEL_PX = 165
_LEAST_LABEL_PX = 40
_SHORT_LABEL_PX = 120
_MOST_LABEL_PX = 260
_FAINT_ALPHA = 90


class _Placed(NamedTuple):
    shown: ShownCoding
    stripe: QRectF
    label: QRectF
    is_dimmed: bool


class MarginView(QWidget):
    """The right side of a text view.

    `label_of` says what to write beside a coding, `words_of` what a pointer that rests on it is told.
    """

    coding_clicked = Signal(object)  # id
    menu_wanted = Signal(object, object)  # id, global position

    def __init__(
        self, text_view: TextView, label_of: Callable[[ShownCoding], Label], words_of: Callable[[ShownCoding], str]
    ) -> None:
        super().__init__(text_view)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # it fills itself
        self._pictures: MarginPictures | None = None
        self.setAccessibleName(self.tr("Codings in the margin"))
        self.setMouseTracking(True)
        self._view = text_view
        self._label_of = label_of
        self._words_of = words_of
        self._placed: list[_Placed] = []
        self._hidden_count = 0
        self._pointed: Id | None = None
        text_view.scrolled.connect(self.update)

    def wanted_width(self) -> int:
        """Room for the lanes and for names."""
        return _LEFT_PX + self._lanes_px() + _LABEL_GAP_PX + _LABEL_PX

    def least_width(self) -> int:
        """Room for the lanes and for the beginnings of names."""
        return self.stripes_width() + _LABEL_GAP_PX + _SHORT_LABEL_PX

    def stripes_width(self) -> int:
        """Room for the lanes alone."""
        return _LEFT_PX + self._lanes_px()

    def sizeHint(self) -> QSize:
        return QSize(self.wanted_width(), 100)

    def placed(self) -> list[tuple[Id, QRectF, QRectF]]:
        """Each coding in sight with the rectangles of its stripe and its name."""
        self._place()
        return [(item.shown.id, item.stripe, item.label) for item in self._placed]

    def paintEvent(self, event: QPaintEvent) -> None:
        self._place()
        painter = QPainter(self)
        base = self._view.palette().color(QPalette.ColorRole.Base)
        painter.fillRect(self.rect(), base)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        pictures = self._pictures_now()
        names = [name for item in self._placed if (name := self._paint_stripe(painter, item, pictures))]
        pictures.paint_names(painter, names)
        if self._hidden_count:
            self._paint_hidden(painter)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if found is None:
            return
        self.coding_clicked.emit(found)
        if event.button() == Qt.MouseButton.RightButton:
            self.menu_wanted.emit(found, event.globalPosition().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)
        if found != self._pointed:
            self._pointed = found
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointed = None
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        self._pictures = None  # in another font or palette they look different
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            shown = self._view.layer.get(self._at(QPointF(event.pos())))
            if shown is not None:
                QToolTip.showText(event.globalPos(), self._words_of(shown), self)
                return True
            QToolTip.hideText()
        return super().event(event)

    # ---- placing

    def _font(self) -> QFont:
        return theme.small_font(QApplication.font())

    def _row_px(self) -> float:
        return QFontMetricsF(self._font()).height() + 3

    def _lanes_px(self) -> int:
        # In steps: with room for each new lane alone the lines would wrap anew, under the eyes of who codes.
        steps = max(1, -(-self._view.layer.lane_count // _LANES_AT_ONCE))
        return min(steps * _LANES_AT_ONCE, _MOST_LANES) * self._lane_px()

    def _lane_px(self) -> int:
        return _LANE_PX if self._view.layer.lane_count <= 8 else _NARROW_LANE_PX

    def _place(self) -> None:
        """Stripes where their words are; names from top to bottom, each at its stripe or under the one before."""
        height, layer, sight = float(self.height()), self._view.layer, self._view.sight()
        found = []
        for shown in layer.between(*sight.units):
            top, bottom = sight.extent_of(shown)
            if bottom > 0 and top < height:
                found.append(
                    (layer.is_dimmed(shown.id), max(top, 0.0), shown.start, layer.lane(shown.id), top, bottom, shown)
                )
        found.sort(key=itemgetter(0, 1, 2, 3))
        row_px = self._row_px()
        most = max(1, int(height // row_px))
        named = [item[1] for item in found if not item[0]]
        self._hidden_count = max(0, len(named) - most)
        tops = spread(named[:most], row_px, height)
        lane_px, lanes_px = self._lane_px(), self._lanes_px()
        x = _LEFT_PX + lanes_px + _LABEL_GAP_PX
        width = min(self.width() - x - 4, _MOST_LABEL_PX)
        self._placed = [
            _Placed(
                shown,
                QRectF(_LEFT_PX + min(lane, _MOST_LANES - 1) * lane_px, top + 1, _STRIPE_PX, max(bottom - top - 2, 4)),
                QRectF(x, tops[index], width, row_px) if index < len(tops) else QRectF(),
                is_dimmed,
            )
            for index, (is_dimmed, _, _, lane, top, bottom, shown) in enumerate(found)
        ]

    def _at(self, point: QPointF) -> Id | None:
        for item in reversed(self._placed):
            if item.label.contains(point) or item.stripe.adjusted(-2, 0, 2, 0).contains(point):
                return item.shown.id
        return None

    # ---- painting

    def _pictures_now(self) -> MarginPictures:
        ratio = self.devicePixelRatioF()
        if self._pictures is None or self._pictures.ratio != ratio:
            self._pictures = MarginPictures(self._view.palette(), self._font(), self._row_px(), ratio)
        return self._pictures

    def _paint_stripe(self, painter: QPainter, item: _Placed, pictures: MarginPictures) -> PlacedName | None:
        """The stripe of a coding; returns the name that is to stand beside it, if there is room."""
        label = self._label_of(item.shown)
        colour = theme.stripe_colour(label.colour, pictures.base)
        if item.is_dimmed:
            self._paint_dimmed(painter, item.stripe, colour)
            return None
        is_chosen = item.shown.id == self._view.chosen
        is_strong = is_chosen or item.shown.id == self._pointed
        if is_strong:
            painter.setBrush(colour)
            painter.drawRoundedRect(item.stripe.adjusted(-1, 0, 1, 0), 2, 2)
        else:
            pictures.paint_stripe(painter, item.stripe, colour)
        if item.label.width() < _LEAST_LABEL_PX:
            return None
        if is_strong:
            self._paint_link(painter, item, colour)
        return Name(label, round(item.label.width()), is_chosen), item.label.left(), item.label.top()

    def _paint_dimmed(self, painter: QPainter, stripe: QRectF, colour: QColor) -> None:
        """A faint, thin stripe: something is coded here that the filter leaves out."""
        faint = QColor(colour)
        faint.setAlpha(_FAINT_ALPHA)
        painter.setBrush(faint)
        painter.drawRoundedRect(stripe.adjusted(1, 0, -1, 0), 1, 1)

    def _paint_link(self, painter: QPainter, item: _Placed, colour: QColor) -> None:
        """A fine line from the stripe to its name."""
        y = item.label.center().y()
        at = min(max(y, item.stripe.top()), item.stripe.bottom())
        painter.setPen(QPen(colour, 1))
        painter.drawLine(QPointF(item.stripe.right(), at), QPointF(item.label.left(), y))
        painter.setPen(Qt.PenStyle.NoPen)

    def _paint_hidden(self, painter: QPainter) -> None:
        painter.setFont(self._font())
        painter.setPen(theme.quiet_colour(self._view.palette()))
        words = self.tr("%n more", None, self._hidden_count)
        row_px = self._row_px()
        place = QRectF(0, self.height() - row_px, self.width() - 6, row_px)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)


def spread(wanted: list[float], row_px: float, height: float) -> list[float]:
    """Tops of rows in order, each as near to where it is wanted as the others and the bottom allow."""
    tops: list[float] = []
    for top in wanted:
        tops.append(max(top, tops[-1] + row_px) if tops else top)
    limit = height
    for index in range(len(tops) - 1, -1, -1):
        tops[index] = min(tops[index], limit - row_px)
        limit = tops[index]
    return tops
