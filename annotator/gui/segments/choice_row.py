"""How something that can be chosen looks in the list under a field of the query: as codes do in the quick list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.gui import theme
from annotator.gui.row_drawing import draw_line, quiet, split_start, strong

Index = QModelIndex | QPersistentModelIndex
ABOUT = Qt.ItemDataRole.UserRole + 1  # str: what tells it from others of its name
_SIGN_PX = 14
_GAP_PX = 2 * theme.GRID_PX


class ChoiceRow(QStyledItemDelegate):
    """Draws a sign and a name, and under it quietly what the name leaves open."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are of one height: the list makes room for so many of the first."""
        first, second = QFontMetrics(option.font), QFontMetrics(theme.small_font(option.font))
        return QSize(120, first.height() + second.height() + 2 * theme.GRID_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        icon = QIcon(shown.icon)
        shown.text, shown.icon = "", QIcon()
        style = shown.widget.style() if shown.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        painter.save()
        room = shown.rect.adjusted(_GAP_PX, theme.GRID_PX, -_GAP_PX, -theme.GRID_PX)
        about = str(index.data(ABOUT) or "")
        height = QFontMetrics(shown.font).height() if about else room.height()
        if not icon.isNull():
            sign, room = split_start(room, _SIGN_PX, _GAP_PX, shown)
            icon.paint(painter, QRect(sign.x(), sign.y() + (height - _SIGN_PX) // 2, _SIGN_PX, _SIGN_PX))
        painter.setFont(shown.font)
        draw_line(painter, shown, QRect(room.x(), room.y(), room.width(), height), str(index.data()), strong(shown))
        painter.setFont(theme.small_font(shown.font))
        draw_line(painter, shown, room.adjusted(0, height, 0, 0), about, quiet(shown))
        painter.restore()
