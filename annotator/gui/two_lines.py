"""Rows of two lines in a list: a name with a figure at its end, and under it a quiet line with a sign at its end.

Used where a name alone says too little: documents, recent projects. Draws from item data and knows no project.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.gui import theme
from annotator.gui.row_drawing import draw_ground, draw_line, quiet, split_end, strong

Index = QModelIndex | QPersistentModelIndex
SECOND_LINE = Qt.ItemDataRole.UserRole + 1  # str
FIGURE = Qt.ItemDataRole.UserRole + 2  # str, at the end of the first line
SIGN = Qt.ItemDataRole.UserRole + 3  # name of an icon, at the end of the second line
IS_QUIET = Qt.ItemDataRole.UserRole + 4  # bool: the first line steps back as well

_SIDE_PX = 2 * theme.GRID_PX
_EDGE_PX = theme.GRID_PX + 2
_GAP_PX = theme.GRID_PX // 2
_SIGN_PX = 14


class TwoLines(QStyledItemDelegate):
    """Draws the rows. Names too long for their line end in an ellipsis."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        first, second = QFontMetrics(option.font), QFontMetrics(theme.small_font(option.font))
        return QSize(120, first.height() + _GAP_PX + second.height() + 2 * _EDGE_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = draw_ground(self, painter, option, index)
        painter.save()
        self._draw_first(painter, shown, index)
        self._draw_second(painter, shown, index)
        painter.restore()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """An inline editor covers the whole row, so that there is room for its frame."""
        editor.setGeometry(option.rect)

    def _draw_first(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = _line(option.rect, _EDGE_PX, QFontMetrics(option.font).height())
        figure = str(index.data(FIGURE) or "")
        plain = QFont(option.font)
        plain.setBold(False)
        painter.setFont(plain)
        width = QFontMetrics(plain).horizontalAdvance(figure)
        box, room = split_end(line, width, 2 * theme.GRID_PX if figure else 0, option)
        draw_line(painter, option, box, figure, quiet(option))
        painter.setFont(option.font)
        name = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        draw_line(painter, option, room, name, quiet(option) if index.data(IS_QUIET) else strong(option))

    def _draw_second(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        small = theme.small_font(option.font)
        small.setBold(False)
        painter.setFont(small)
        top = _EDGE_PX + QFontMetrics(option.font).height() + _GAP_PX
        room = _line(option.rect, top, QFontMetrics(small).height())
        sign = str(index.data(SIGN) or "")
        if sign:
            box, room = split_end(room, _SIGN_PX, 2 * theme.GRID_PX, option)
            box.setTop(box.center().y() - _SIGN_PX // 2)
            theme.icon(sign, quiet(option)).paint(painter, box.x(), box.y(), _SIGN_PX, _SIGN_PX)
        draw_line(painter, option, room, str(index.data(SECOND_LINE) or ""), quiet(option))


def _line(row: QRect, top_px: int, height_px: int) -> QRect:
    return QRect(row.x() + _SIDE_PX, row.y() + top_px, row.width() - 2 * _SIDE_PX, height_px)
