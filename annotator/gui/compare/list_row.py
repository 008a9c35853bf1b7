"""How a place looks in the list: its sign and codes, the first of its words, who coded it and what was decided."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.gui import theme
from annotator.gui.compare.list_model import LOOK, RowLook
from annotator.gui.compare.words import SIGNS
from annotator.gui.row_drawing import draw_line, draw_swatch, quiet, split_end, split_start, strong

Index = QModelIndex | QPersistentModelIndex
_EDGE_PX = theme.GRID_PX + 1
_SIDE_PX = 2 * theme.GRID_PX
_SIGN_PX = 18
_SWATCH_PX = 14
_GAP_PX = theme.GRID_PX
_SETTLED, _OPEN = "✓", "○"


def row_height(font: QFont) -> int:
    """How high each row is, in pixels."""
    line, small = QFontMetrics(font).height(), QFontMetrics(theme.small_font(font)).height()
    return 2 * line + small + 2 * _EDGE_PX + _GAP_PX


class DifferenceRow(QStyledItemDelegate):
    """Three lines: codes and paragraph; words; who, and what was decided."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, row_height(option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown, look = QStyleOptionViewItem(option), index.data(LOOK)
        shown.state &= ~QStyle.StateFlag.State_HasFocus
        QApplication.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        painter.save()
        painter.setPen(shown.palette.color(QPalette.ColorRole.Midlight))
        painter.drawLine(shown.rect.bottomLeft(), shown.rect.bottomRight())
        room = shown.rect.adjusted(_SIDE_PX, _EDGE_PX, -_SIDE_PX, -_EDGE_PX)
        height = QFontMetrics(shown.font).height()
        self._draw_codes(painter, shown, QRect(room.x(), room.y(), room.width(), height), look)
        inside = split_start(room, _SIGN_PX, 0, shown)[1]
        second = QRect(inside.x(), room.y() + height + _GAP_PX // 2, inside.width(), height)
        painter.setFont(shown.font)
        draw_line(painter, shown, second, look.quotation, quiet(shown))
        small = theme.small_font(shown.font)
        third = QRect(inside.x(), second.bottom() + 1 + _GAP_PX // 2, inside.width(), QFontMetrics(small).height())
        self._draw_state(painter, shown, third, look, small)
        painter.restore()

    def _draw_codes(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, look: RowLook) -> None:
        kind, codes = look.kind, look.codes
        loud, soft = strong(option), quiet(option)
        sign, room = split_start(room, _SIGN_PX, 0, option)
        painter.setFont(option.font)
        draw_line(painter, option, sign, SIGNS[kind], soft if kind == "same" else loud)
        figure = f"¶ {look.paragraph}"
        box, room = split_end(room, painter.fontMetrics().horizontalAdvance(figure) + 1, 2 * _GAP_PX, option)
        draw_line(painter, option, box, figure, soft)
        painter.setFont(option.font if kind == "same" else _strong_font(option.font))
        for place, (name, colour) in enumerate(codes):
            left = len(codes) - place
            swatch, room = split_start(room, _SWATCH_PX, _GAP_PX + 1, option)
            draw_swatch(painter, option, swatch, colour)
            wanted = painter.fontMetrics().horizontalAdvance(name) + 1
            given = min(wanted, max(room.width() // left - 2 * _GAP_PX, 20)) if left > 1 else room.width()
            box, room = split_start(room, given, 2 * _GAP_PX, option)
            draw_line(painter, option, box, name, loud)

    def _draw_state(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, look: RowLook, small: QFont
    ) -> None:
        painter.setFont(small)
        words = f"{_SETTLED} {look.outcome}" if look.outcome else "" if look.kind == "same" else _OPEN
        wanted = min(painter.fontMetrics().horizontalAdvance(words) + 2, room.width() * 3 // 5)
        box, room = split_end(room, wanted, 2 * _GAP_PX if words else 0, option)
        draw_line(painter, option, box, words, strong(option))
        draw_line(painter, option, room, look.who, quiet(option))


def _strong_font(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made
