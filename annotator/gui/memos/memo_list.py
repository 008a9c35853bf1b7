"""The list of memos: a model over their ids, and a delegate that writes two lines for each."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.gui import theme
from annotator.gui.memos.memo_words import MemoWords
from annotator.gui.memos.presence import MemoPresence
from annotator.project.ids import Id
from annotator.project.memos import Memo

Index = QModelIndex | QPersistentModelIndex
Words = tuple[QFont, QColor, str]
_MARGIN_PX = 8
_LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter


class MemoList(QAbstractListModel):
    """The memos that are in scope and found, in order."""

    def __init__(self, presence: MemoPresence, words: MemoWords, parent: QObject) -> None:
        super().__init__(parent)
        self._presence = presence
        self._words = words
        self.ids: list[Id] = []

    def show(self, memo_ids: list[Id]) -> bool:
        """Hold these memos. Returns whether rows moved, so that a selection must be set anew."""
        if memo_ids == self.ids:
            if self.ids:
                self.dataChanged.emit(self.index(0), self.index(len(self.ids) - 1))
            return False
        self.beginResetModel()
        self.ids = memo_ids
        self.endResetModel()
        return True

    def row_of(self, memo_id: Id | None) -> QModelIndex:
        """Where a memo is; an invalid index where it is not."""
        return self.index(self.ids.index(memo_id)) if memo_id in self.ids else QModelIndex()

    def memo(self, index: Index) -> Memo | None:
        """The memo in a row."""
        return self._presence.memos.get(self.ids[index.row()]) if index.isValid() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        memo = self.memo(index)
        if memo is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words.title(memo)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            words = self._words
            first = words.title(memo) if len(words.title(memo)) <= 300 else words.title(memo)[:299] + "…"
            lines = (first, words.about(memo), f"{memo.kind} · {words.initials(memo)} · {words.date(memo)}")
            return "\n".join(lines)
        return None


class MemoDelegate(QStyledItemDelegate):
    """Title and date; below, smaller and quiet, what it is about, the kind and the coder."""

    def __init__(self, words: MemoWords, parent: QObject) -> None:
        super().__init__(parent)
        self._words = words

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = option.fontMetrics.height() + QFontMetrics(theme.small_font(option.font)).height()
        return QSize(120, height + 3 * theme.GRID_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        memo = model.memo(index) if isinstance(model, MemoList) else None
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        if memo is None:
            return
        painter.save()
        strong, quiet = _colours(option)
        small = theme.small_font(option.font)
        inside = option.rect.adjusted(_MARGIN_PX, theme.GRID_PX, -_MARGIN_PX, -theme.GRID_PX)
        first, second = QRect(inside), QRect(inside)
        first.setHeight(option.fontMetrics.height())
        second.setTop(inside.bottom() - QFontMetrics(small).height() + 1)
        heading = QFont(option.font)
        heading.setWeight(QFont.Weight.Medium)
        title, date = (heading, strong, self._words.title(memo)), (small, quiet, self._words.date(memo))
        _draw_line(painter, first, title, date, Qt.TextElideMode.ElideRight)
        about = (small, quiet, f"{self._words.about(memo)} · {memo.kind}")
        # The end of a path says more than its middle.
        _draw_line(painter, second, about, (small, quiet, self._words.initials(memo)), Qt.TextElideMode.ElideMiddle)
        painter.restore()


def _colours(option: QStyleOptionViewItem) -> tuple[QColor, QColor]:
    """For the title, and for what steps back."""
    if option.state & QStyle.StateFlag.State_Selected:
        is_active = bool(option.state & QStyle.StateFlag.State_Active)
        group = QPalette.ColorGroup.Active if is_active else QPalette.ColorGroup.Inactive
        colour = option.palette.color(group, QPalette.ColorRole.HighlightedText)
        return colour, colour
    return option.palette.color(QPalette.ColorRole.Text), theme.quiet_colour(option.palette)


def _draw_line(painter: QPainter, line: QRect, leading: Words, trailing: Words, elide: Qt.TextElideMode) -> None:
    """Words at both ends of a line; the leading ones are shortened to what room the trailing ones leave."""
    font, colour, words = trailing
    painter.setFont(font)
    painter.setPen(colour)
    taken = painter.fontMetrics().horizontalAdvance(words)
    painter.drawText(line, int(_TRAILING), words)
    font, colour, words = leading
    painter.setFont(font)
    painter.setPen(colour)
    room = line.adjusted(0, 0, -(taken + _MARGIN_PX), 0)
    if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        room.moveRight(line.right())
    shown = painter.fontMetrics().elidedText(words, elide, room.width())
    painter.drawText(room, int(_LEADING), shown)
