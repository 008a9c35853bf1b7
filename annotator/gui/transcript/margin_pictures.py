"""Pictures of what stands in the margin: the names of codes and the ends of stripes.

Drawn once and kept: while somebody scrolls, the same ones come again and again.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette, QPen, QPixmap

from annotator.gui import theme

_CHIP_PX = 8
_CAP_PX = 2
_MOST_PICTURES = 500
_WHOLE_AT_ANY_RATIO_PX = 4  # so many are whole pixels of the screen at 125 % too


class Label(NamedTuple):
    """What is written beside a stripe.

    `initials` and `coder_colour` are those of the coder, where there are several.
    """

    name: str
    colour: str
    initials: str = ""
    has_memo: bool = False
    coder_colour: str = ""


class Name(NamedTuple):
    """A label as it is drawn."""

    label: Label
    width_px: int
    is_chosen: bool


PlacedName = tuple[Name, float, float]  # with its left and its top


class MarginPictures:
    """The pictures for one palette, font, height of a name and number of the screen's pixels to one of ours."""

    def __init__(self, palette: QPalette, font: QFont, name_px: float, ratio: float) -> None:
        self.base = palette.color(QPalette.ColorRole.Base)
        self.ratio = ratio
        self._palette = palette
        self._font = font
        self._name_px = round(name_px)
        self._names: dict[Name, tuple[QPixmap, QRect]] = {}  # a sheet, and where on it
        self._caps: dict[int, QPixmap] = {}

    def paint_names(self, painter: QPainter, names: Sequence[PlacedName]) -> None:
        """Paint names at whole pixels."""
        found = self._names
        if unseen := list(dict.fromkeys(name for name, _, _ in names if name not in found)):
            if len(found) > _MOST_PICTURES:
                found.clear()
                unseen = list(dict.fromkeys(name for name, _, _ in names))
            self._draw_names(unseen)
        for name, left, top in names:
            sheet, part = found[name]
            painter.drawPixmap(QPoint(floor(left + 0.5), floor(top + 0.5)), sheet, part)

    def paint_stripe(self, painter: QPainter, stripe: QRectF, colour: QColor) -> None:
        """Paint a stripe with round ends, which leaves out tenths of pixels and is quicker than Qt's by its height."""
        left, top, width = floor(stripe.left()), floor(stripe.top() + 0.5), round(stripe.width())
        height = floor(stripe.bottom() + 0.5) - top
        if not self.ratio.is_integer() or height < 2 * _CAP_PX:
            painter.setBrush(colour)
            painter.drawRoundedRect(stripe, _CAP_PX, _CAP_PX)
            return
        caps, ratio = self._caps_of(colour, width), int(self.ratio)
        painter.drawPixmap(left, top, caps, 0, 0, width * ratio, _CAP_PX * ratio)
        painter.fillRect(left, top + _CAP_PX, width, height - 2 * _CAP_PX, colour)
        painter.drawPixmap(left, top + height - _CAP_PX, caps, 0, _CAP_PX * ratio, width * ratio, _CAP_PX * ratio)

    def _caps_of(self, colour: QColor, width_px: int) -> QPixmap:
        """Both round ends of a stripe, one under the other."""
        key = colour.rgb()
        if key not in self._caps:
            made = self._empty(QSize(width_px, 2 * _CAP_PX))
            drawing = QPainter(made)
            drawing.setRenderHint(QPainter.RenderHint.Antialiasing)
            drawing.setPen(Qt.PenStyle.NoPen)
            drawing.setBrush(colour)
            drawing.drawRoundedRect(QRectF(0, 0, width_px, 2 * _CAP_PX), _CAP_PX, _CAP_PX)
            drawing.end()
            self._caps[key] = made
        return self._caps[key]

    def _empty(self, size: QSize) -> QPixmap:
        made = QPixmap(size * self.ratio)
        made.setDevicePixelRatio(self.ratio)
        made.fill(self.base)
        return made

    def _draw_names(self, names: Sequence[Name]) -> None:
        """Draw names that have no picture yet, all on one sheet: to begin to draw costs as much as three names."""
        row_px = -(-(self._name_px + 1) // _WHOLE_AT_ANY_RATIO_PX) * _WHOLE_AT_ANY_RATIO_PX
        sheet = self._empty(QSize(max(name.width_px for name in names), row_px * len(names)))
        drawing = QPainter(sheet)
        drawing.setFont(self._font)
        drawing.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, name in enumerate(names):
            self._draw_name(drawing, QRectF(0, row * row_px, name.width_px, self._name_px), name)
            size = QSize(name.width_px, self._name_px) * self.ratio
            self._names[name] = sheet, QRect(QPoint(0, round(row * row_px * self.ratio)), size)
        drawing.end()

    def _draw_name(self, painter: QPainter, place: QRectF, name: Name) -> None:
        label, colour = name.label, theme.stripe_colour(name.label.colour, self.base)
        palette = self._palette
        if name.is_chosen:
            painter.setPen(QPen(colour, 1))
            painter.setBrush(theme.tint((label.colour,), self.base))
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        chip = QRectF(place.left() + 3, place.center().y() - _CHIP_PX / 2, _CHIP_PX, _CHIP_PX)
        painter.drawRoundedRect(chip, 2, 2)
        text_place = place.adjusted(_CHIP_PX + 8, 0, -2, 0)
        if label.has_memo:
            sign = QRectF(text_place.right() - 11, place.center().y() - 5, 10, 10)
            theme.icon("memo").paint(painter, sign.toRect())
            text_place.setRight(sign.left() - 3)
        metrics = QFontMetricsF(painter.font())
        if label.initials:
            self._paint_initials(painter, text_place, label)
            text_place.setRight(text_place.right() - metrics.horizontalAdvance(label.initials) - 6)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        words = metrics.elidedText(label.name, Qt.TextElideMode.ElideRight, text_place.width())
        painter.drawText(text_place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_initials(self, painter: QPainter, place: QRectF, label: Label) -> None:
        """Who coded: the initials, on a line in the coder's colour."""
        palette = self._palette
        painter.setPen(theme.quiet_colour(palette))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, label.initials)
        width = QFontMetricsF(painter.font()).horizontalAdvance(label.initials)
        line = QRectF(place.right() - width, place.bottom() - 2, width, 2)
        painter.fillRect(line, theme.stripe_colour(label.coder_colour, self.base))
