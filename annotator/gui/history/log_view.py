"""The list of operations on the screen: days as headings, one line for each operation, and keys to step through."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.gui import theme
from annotator.gui.history.log_model import COUNT, ENTRY, TIME, Index, LogModel
from annotator.gui.row_drawing import draw_line, quiet, split_end, split_start, strong
from annotator.project.operation_log import LogEntry

_GAP_PX = 2 * theme.GRID_PX
_SIDE_PX = 3 * theme.GRID_PX
_SIGN_PX = 14
_MOST_NAME_PX = 128
_NAME_SHARE = 5


class LogRow(QStyledItemDelegate):
    """Draws a day, or the time of an operation, who did it, and what."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = QStyleOptionViewItem(option)  # as the view made it: the model says nothing of fonts and colours
        style = shown.widget.style() if shown.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        entry = index.data(ENTRY)
        room = shown.rect.adjusted(_SIDE_PX, 0, -_SIDE_PX, 0)
        painter.save()
        if isinstance(entry, LogEntry):
            self._draw_entry(painter, shown, room, index, entry)
        else:
            self._draw_day(painter, shown, room, index)
        painter.restore()

    def _draw_day(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, index: Index) -> None:
        count = str(index.data(COUNT) or "")
        painter.setFont(theme.small_font(option.font))
        box, room = split_end(room, painter.fontMetrics().horizontalAdvance(count), _GAP_PX, option)
        draw_line(painter, option, box, count, quiet(option))
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        draw_line(painter, option, room, str(index.data() or ""), strong(option))
        painter.setPen(option.palette.midlight().color())
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    def _draw_entry(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, index: Index, entry: LogEntry
    ) -> None:
        painter.setFont(option.font)
        metrics = painter.fontMetrics()
        time, room = split_start(room, metrics.horizontalAdvance("00:00 PM"), _GAP_PX, option)
        draw_line(painter, option, time, str(index.data(TIME)), quiet(option))
        name, room = split_start(room, min(_MOST_NAME_PX, room.width() // _NAME_SHARE), _GAP_PX, option)
        draw_line(painter, option, name, entry.operation.coder_name, quiet(option))
        if entry.operation.merged_by is not None:
            sign, room = split_end(room, _SIGN_PX, _GAP_PX, option)
            sign.moveTop(sign.top() + (sign.height() - _SIGN_PX) // 2)
            sign.setHeight(_SIGN_PX)
            theme.icon("merge", quiet(option)).paint(painter, sign)
        if entry.is_undone:
            self._draw_undone(painter, option, room, str(index.data()))
        else:
            draw_line(painter, option, room, str(index.data()), strong(option))

    def _draw_undone(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, words: str) -> None:
        """Struck out, and said in words too."""
        said = self.tr("undone")
        box, room = split_end(room, painter.fontMetrics().horizontalAdvance(said), _GAP_PX, option)
        draw_line(painter, option, box, said, quiet(option))
        struck = QFont(option.font)
        struck.setStrikeOut(True)
        painter.setFont(struck)
        draw_line(painter, option, room, words, quiet(option))


class LogView(QTableView):
    """The list. `chosen` follows the row where the keyboard is; headings are passed over."""

    chosen = Signal()
    place_wanted = Signal()

    def __init__(self, model: LogModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.log = model
        self.setModel(model)
        self.setAccessibleName(self.tr("What was done, the newest first"))
        self.setItemDelegate(LogRow(self))
        self._prepare()
        self.doubleClicked.connect(self._on_double_click)

    @property
    def entry(self) -> LogEntry | None:
        """The operation that is chosen."""
        return self.log.entry_at(self.currentIndex().row())

    def choose(self, row: int | None) -> None:
        """Choose a row and bring it into sight; None for none."""
        if row is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            return
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.log.index(row), flag)
        self.scrollTo(self.log.index(row))

    def choose_some(self) -> None:
        """Choose the newest operation, where none is chosen."""
        if self.entry is None and self.log.rowCount() > 1:
            self.choose(1)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Headings are stepped over: from the last operation of a day to the first of the next."""
        here, there = self.currentIndex().row(), super().moveCursor(action, modifiers)
        if there.isValid() and self.log.is_heading(there.row()):
            step = -1 if there.row() < here else 1
            beyond = self.log.index(there.row() + step)
            return beyond if beyond.isValid() else self.currentIndex()
        return there

    def currentChanged(self, current: QModelIndex | Index, previous: QModelIndex | Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit()

    def _prepare(self) -> None:
        """A table of one column: unlike a list it does not measure 200,000 rows one by one."""
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMinimumWidth(320)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + 2 * theme.GRID_PX + 2)

    def keyboardSearch(self, search: str) -> None:
        """Letters are the keys of commands here, not of a search."""

    def _on_double_click(self, index: QModelIndex) -> None:
        if self.log.entry_at(index.row()) is not None:
            self.place_wanted.emit()
