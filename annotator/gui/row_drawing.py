"""How the rows of lists are drawn: their ground, a box at an end, the swatch of a code, a line of text, two colours.

Every row of the program is made of these, so that codes and names look alike wherever they stand.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.gui import theme

Index = QModelIndex | QPersistentModelIndex
SWATCH_PX = 14
_State = QStyle.StateFlag
# Put together once: a codebook that scrolls draws some twenty rows, and joining flags in Python is slow.
_ON_ITS_SIDE = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
_LEADING_LINE = int(_ON_ITS_SIDE | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_TURNED_LINE = int(_ON_ITS_SIDE | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine)
_LEFT_TO_RIGHT = Qt.LayoutDirection.LeftToRight


def draw_ground(
    delegate: QStyledItemDelegate, painter: QPainter, option: QStyleOptionViewItem, index: Index
) -> QStyleOptionViewItem:
    """Draw what the style puts behind a row, its box to tick too, but no words; how the row is to be drawn."""
    shown = QStyleOptionViewItem(option)
    delegate.initStyleOption(shown, index)
    shown.text, shown.icon = "", QIcon()
    style = shown.widget.style() if shown.widget else QApplication.style()
    style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
    return shown


def split_start(room: QRect, width_px: int, gap_px: int, option: QStyleOptionViewItem) -> tuple[QRect, QRect]:
    """A box at the start of the line (left, in right-to-left right), and what remains after a gap."""
    box = QRect(room.x(), room.y(), width_px, room.height())
    rest = room.adjusted(width_px + gap_px, 0, 0, 0)
    if option.direction == _LEFT_TO_RIGHT:
        return box, rest
    return QStyle.visualRect(option.direction, room, box), QStyle.visualRect(option.direction, room, rest)


def split_end(room: QRect, width_px: int, gap_px: int, option: QStyleOptionViewItem) -> tuple[QRect, QRect]:
    """A box at the end of the line, and what remains before a gap."""
    box = QRect(room.right() - width_px + 1, room.y(), width_px, room.height())
    rest = room.adjusted(0, 0, -width_px - gap_px, 0)
    if option.direction == _LEFT_TO_RIGHT:
        return box, rest
    return QStyle.visualRect(option.direction, room, box), QStyle.visualRect(option.direction, room, rest)


def draw_swatch(painter: QPainter, option: QStyleOptionViewItem, box: QRect, colour: str) -> None:
    """The sign of a code, centred in a box. On the highlight it gets a rim, or it might vanish in it."""
    if option.state & _State.State_Selected:
        rim = QRectF(0, 0, SWATCH_PX, SWATCH_PX)
        rim.moveCenter(QRectF(box).center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(strong(option))
        painter.drawRoundedRect(rim, 3, 3)
    left, top = box.x() + (box.width() - SWATCH_PX) // 2, box.y() + (box.height() - SWATCH_PX) // 2
    painter.drawPixmap(QRect(left, top, SWATCH_PX, SWATCH_PX), theme.swatch_picture(colour, SWATCH_PX))


def draw_line(painter: QPainter, option: QStyleOptionViewItem, box: QRect, text: str, colour: QColor) -> None:
    """One line of text in the painter's font; what does not fit ends in an ellipsis.

    It stands on the side of the row's direction, and runs the way of its own letters: Arabic ends with its full stop.
    """
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    shown = painter.fontMetrics().elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, box.width())
    painter.setPen(colour)
    painter.drawText(box, _LEADING_LINE if option.direction == _LEFT_TO_RIGHT else _TURNED_LINE, shown)


def strong(option: QStyleOptionViewItem) -> QColor:
    """The colour of names."""
    is_selected = bool(option.state & _State.State_Selected)
    is_active = bool(option.state & _State.State_Active)
    group = QPalette.ColorGroup.Active if is_active else QPalette.ColorGroup.Inactive
    return option.palette.color(group, QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text)


def quiet(option: QStyleOptionViewItem) -> QColor:
    """The colour of counts and signs. On the highlight all is equally strong, for no tint is sure to stay legible."""
    is_selected = bool(option.state & _State.State_Selected)
    return strong(option) if is_selected else theme.quiet_colour(option.palette)
