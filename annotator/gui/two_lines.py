"""Rows of two lines in a list: a name with a figure at its end, and under it a quiet line with a sign at its end.

Used where a name alone says too little: documents, recent projects. Draws from item data and knows no project.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.gui import theme

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
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text, shown.icon = "", QIcon()
        style = shown.widget.style() if shown.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
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
        quiet = _quiet(option)
        plain = QFont(option.font)
        plain.setBold(False)
        painter.setFont(plain)
        width = QFontMetrics(plain).horizontalAdvance(figure)
        _draw(painter, option, _at_end(line, width, option), figure, quiet)
        painter.setFont(option.font)
        name = " ".join(str(index.data(Qt.ItemDataRole.DisplayRole) or "").split())
        room = _without_end(line, width + 2 * theme.GRID_PX if figure else 0, option)
        _draw(painter, option, room, name, quiet if index.data(IS_QUIET) else _strong(option))

    def _draw_second(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        small = theme.small_font(option.font)
        small.setBold(False)
        painter.setFont(small)
        top = _EDGE_PX + QFontMetrics(option.font).height() + _GAP_PX
        line = _line(option.rect, top, QFontMetrics(small).height())
        sign = str(index.data(SIGN) or "")
        if sign:
            box = _at_end(line, _SIGN_PX, option)
            box.setTop(box.center().y() - _SIGN_PX // 2)
            theme.icon(sign, _quiet(option)).paint(painter, box.x(), box.y(), _SIGN_PX, _SIGN_PX)
        room = _without_end(line, _SIGN_PX + 2 * theme.GRID_PX if sign else 0, option)
        _draw(painter, option, room, str(index.data(SECOND_LINE) or ""), _quiet(option))


def _line(row: QRect, top_px: int, height_px: int) -> QRect:
    return QRect(row.x() + _SIDE_PX, row.y() + top_px, row.width() - 2 * _SIDE_PX, height_px)


def _at_end(line: QRect, width_px: int, option: QStyleOptionViewItem) -> QRect:
    box = QRect(line.right() - width_px + 1, line.y(), width_px, line.height())
    return QStyle.visualRect(option.direction, line, box)


def _without_end(line: QRect, width_px: int, option: QStyleOptionViewItem) -> QRect:
    return QStyle.visualRect(option.direction, line, line.adjusted(0, 0, -width_px, 0))


def _draw(painter: QPainter, option: QStyleOptionViewItem, box: QRect, text: str, colour: QColor) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    leading = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.setPen(colour)
    painter.drawText(box, int(QStyle.visualAlignment(option.direction, leading) | Qt.TextFlag.TextSingleLine), shown)


def _group(option: QStyleOptionViewItem) -> QPalette.ColorGroup:
    is_active = bool(option.state & QStyle.StateFlag.State_Active)
    return QPalette.ColorGroup.Active if is_active else QPalette.ColorGroup.Inactive


def _strong(option: QStyleOptionViewItem) -> QColor:
    is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
    role = QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text
    return option.palette.color(_group(option), role)


def _quiet(option: QStyleOptionViewItem) -> QColor:
    """On the highlight all text is equally strong: a tint that keeps its contrast on any highlight is not to be had."""
    is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
    return _strong(option) if is_selected else theme.quiet_colour(option.palette)
