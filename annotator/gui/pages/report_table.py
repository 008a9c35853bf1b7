"""One table of the report as it will be: the first rows on a ground like paper, in the columns' own proportions."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from heapq import nlargest
from math import ceil, inf

from PySide6.QtCore import (
    QAbstractTableModel,
    QMargins,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.reports.model import Table
from annotator.reports.widths import Room, shared_out

Index = QModelIndex | QPersistentModelIndex
ROWS_SHOWN = 100
_LEAST_COLUMN_PX = 32
_MOST_WORD_CHARS = 17
# A landscape page is shown smaller, as Word shows it beside an upright one.
_LETTERS_ON_WIDE_PAGE = 0.9
_SMALLEST_PT = 7.0
_MARGIN_PX = 4
# Both margins, and a little for letters that reach over their width.
_PADDING_PX = 10
_HEADING_CHARS = 13
# The longest by letters need not be the widest.
_LONGEST_MEASURED = 8
_SETTLE_MS = 30
_TOP_LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop
_TOP_TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop


class TableModel(QAbstractTableModel):
    """The first rows of a table."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table: Table | None = None

    def show(self, table: Table | None) -> None:
        """Hold another table."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    @property
    def rows_left(self) -> int:
        """How many rows are not shown."""
        return max(len(self.table.rows) - ROWS_SHOWN, 0) if self.table is not None else 0

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() or self.table is None else min(len(self.table.rows), ROWS_SHOWN)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() or self.table is None else len(self.table.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | Qt.AlignmentFlag | None:
        if self.table is None or not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.table.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | Qt.AlignmentFlag | None:
        if self.table is None or orientation == Qt.Orientation.Vertical or section >= len(self.table.columns):
            return None
        title = self.table.columns[section].title
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(_heading_lines(title))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        assert self.table is not None
        return _TOP_TRAILING if self.table.columns[column].kind == "number" else _TOP_LEADING


class CellDelegate(QStyledItemDelegate):
    """Words in full on as many lines as they need: the height that is asked for is the one that is drawn."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        width_px = view.columnWidth(index.column()) if isinstance(view, QTableView) else option.rect.width()
        words = _laid_out(index, option.font, width_px - 2 * _MARGIN_PX)
        return QSize(width_px, ceil(words.boundingRect().height()) + 2 * _MARGIN_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette, is_selected = option.palette, bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if is_selected:
            painter.fillRect(option.rect, palette.color(QPalette.ColorRole.Highlight))
        painter.setPen(palette.color(QPalette.ColorRole.Midlight))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.setPen(palette.color(QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text))
        words = _laid_out(index, option.font, option.rect.width() - 2 * _MARGIN_PX)
        words.draw(painter, QPointF(option.rect.left() + _MARGIN_PX, option.rect.top() + _MARGIN_PX))
        painter.restore()


def _laid_out(index: Index, font: QFont, width_px: int) -> QTextLayout:
    """The words of a cell in lines of this width; a word that is longer is broken."""
    words = str(index.data() or "").replace("\n", "\u2028")
    option = QTextOption(index.data(Qt.ItemDataRole.TextAlignmentRole) or _TOP_LEADING)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    # Arabic and Hebrew begin at the right, whatever the window's language is.
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout = QTextLayout(words, font)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width_px, 1))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout


def _heading_lines(title: str) -> list[str]:
    """The title on lines of some 13 characters, so that narrow columns can have long titles."""
    return textwrap.wrap(title, _HEADING_CHARS, break_long_words=False, break_on_hyphens=False) or [""]


class PaperHeader(QHeaderView):
    """The headings as Word prints them: bold on the ground of the table, between two rules."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setMinimumSectionSize(_LEAST_COLUMN_PX)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setSectionsClickable(False)

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:  # noqa: N802, N803
        return super().sectionSizeFromContents(logicalIndex).grownBy(QMargins(0, _MARGIN_PX, 0, 0))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803
        words = str(self.model().headerData(logicalIndex, self.orientation()) or "")
        alignment = self.model().headerData(logicalIndex, self.orientation(), Qt.ItemDataRole.TextAlignmentRole)
        across = (alignment or _TOP_LEADING) & Qt.AlignmentFlag.AlignHorizontal_Mask
        painter.save()
        painter.setFont(self.font())
        painter.fillRect(rect, self.palette().color(QPalette.ColorRole.Base))
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        room = rect.adjusted(_MARGIN_PX, 0, -_MARGIN_PX, -_MARGIN_PX)
        painter.drawText(room, across | Qt.AlignmentFlag.AlignBottom, words)
        painter.fillRect(rect.left(), rect.top(), rect.width(), 2, painter.pen().color())
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, painter.pen().color())
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Base))
        painter.end()
        super().paintEvent(event)


class TableSheet(QTableView):
    """Shows a `TableModel`: columns by weight, rows as high as their words."""

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table_model = model
        self._rooms: list[Room] = []
        self.setItemDelegate(CellDelegate(self))
        self.setModel(model)
        self.setAccessibleName(self.tr("Preview of the table"))
        self.setWordWrap(True)
        self.setShowGrid(False)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = PaperHeader(self)
        self.setHorizontalHeader(header)
        self._whole_font = QFont(self.font())
        self._set_scale(1)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self.resizeRowsToContents)
        header.sectionResized.connect(lambda *_: self._settle.start())
        model.modelReset.connect(self._measure)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()

    def _measure(self) -> None:
        """How wide each column must be for its longest word, up to a limit, and the letters that let them all in."""
        table = self._table_model.table
        if table is None:
            return
        usual = _LETTERS_ON_WIDE_PAGE if table.is_wide else 1
        self._set_scale(usual)
        self._rooms = list(self._rooms_of(table))
        wanted, room = sum(each.least for each in self._rooms), max(self.viewport().width(), 1)
        if wanted > room:
            self._set_scale(max(usual * room / wanted, _SMALLEST_PT / self._whole_font.pointSizeF()))
            self._rooms = list(self._rooms_of(table))
        self._fit()

    def _rooms_of(self, table: Table) -> Iterator[Room]:
        """What each column needs for its longest word, up to a limit, and for its longest line, in pixels."""
        heading, cell = self.horizontalHeader().fontMetrics(), self.fontMetrics()
        most_px = cell.averageCharWidth() * _MOST_WORD_CHARS
        for place, column in enumerate(table.columns):
            cells = {row[place] for row in table.rows[:ROWS_SHOWN]}
            # "P03, ¶ 12" reads badly over two lines.
            words = cells if column.kind == "citation" else {word for each in cells for word in each.split()}
            heading_px = max(map(heading.horizontalAdvance, _heading_lines(column.title)), default=0)
            least = max(heading_px, min(_widest_px(words, cell), most_px), _LEAST_COLUMN_PX - _PADDING_PX)
            lines = {line for each in cells for line in each.split("\n")}
            most = inf if column.kind == "quotation" else max(least, _widest_px(lines, cell))
            yield Room(least + _PADDING_PX, most + _PADDING_PX, column.weight)

    def _set_scale(self, scale: float) -> None:
        """Let the letters be of their usual size or smaller, as a page is shown smaller to see all of it."""
        font = QFont(self._whole_font)
        font.setPointSizeF(font.pointSizeF() * scale)
        if font == self.font() and self.horizontalHeader().font().weight() == QFont.Weight.DemiBold:
            return
        self.setFont(font)
        heading = QFont(font)
        heading.setWeight(QFont.Weight.DemiBold)
        self.horizontalHeader().setFont(heading)

    def _fit(self) -> None:
        """Share the width out by the columns' weights, and make the rows as high as their words then are."""
        table = self._table_model.table
        if table is None or len(self._rooms) != len(table.columns):
            return
        room = self.viewport().width()
        widths = shared_out(self._rooms, room)
        # As on the page, what nobody needs is shared out all the same.
        scale = max(room / sum(widths), 1)
        for place, width_px in enumerate(widths):
            self.setColumnWidth(place, int(width_px * scale))
        self._settle.start()


def _widest_px(texts: Iterable[str], metrics: QFontMetrics) -> int:
    return max(map(metrics.horizontalAdvance, nlargest(_LONGEST_MEASURED, texts, key=len)), default=0)
