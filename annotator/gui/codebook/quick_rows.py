"""The rows of the type-to-find list: codes with their place and meaning, and last the offer of a new one."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from annotator.gui import theme
from annotator.gui.row_drawing import draw_ground, draw_line, draw_swatch, quiet, split_end, split_start, strong
from annotator.gui.workspace import Workspace
from annotator.project.codes import PATH_SEPARATOR
from annotator.project.ids import Id

Index = QModelIndex | QPersistentModelIndex
COLOUR = Qt.ItemDataRole.UserRole + 1  # str, "#RRGGBB"; empty for the offer of a new code
SECOND_LINE = Qt.ItemDataRole.UserRole + 2  # str: the codes above it, and what it means
COUNT = Qt.ItemDataRole.UserRole + 3  # int
_SWATCH_PX = 14


class QuickRows(QAbstractListModel):
    """The codes that were found, and the path of the code that could be made, if there is one."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._code_ids: list[Id] = []
        self._new_path = ""

    def show_codes(self, code_ids: list[Id], new_path: str) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._code_ids = code_ids
        self._new_path = new_path
        self.endResetModel()

    def code_at(self, index: Index) -> Id | None:
        """The code in a row; None in the offer."""
        return self._code_ids[index.row()] if 0 <= index.row() < len(self._code_ids) else None

    def new_path_at(self, index: Index) -> str:
        """The path that the offer would make; nothing in the rows of codes."""
        return self._new_path if index.row() == len(self._code_ids) else ""

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._code_ids) + bool(self._new_path)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        code_id = self.code_at(index)
        code = self._workspace.code(code_id)
        if code is None:
            return self._offer(role) if code_id is None else None
        if role == Qt.ItemDataRole.DisplayRole:
            return code.name
        if role == COLOUR:
            return code.colour
        if role == COUNT:
            return self._workspace.counts_by_code[code.id]
        if role == SECOND_LINE:
            above = PATH_SEPARATOR.join(self._workspace.tree.path(code.id)[:-1])
            meaning = code.definition.split("\n", 1)[0]
            return " · ".join(part for part in (above, meaning) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._workspace.path_of(code.id)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            count = self.tr("%n coding(s)", "", self._workspace.counts_by_code[code.id])
            return f"{self._workspace.path_of(code.id)}, {count}"
        return code.definition if role == Qt.ItemDataRole.AccessibleDescriptionRole else None

    def _offer(self, role: int) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.tr("New code “{name}”").format(name=self._new_path)
        return {COLOUR: "", COUNT: 0, SECOND_LINE: "", Qt.ItemDataRole.ToolTipRole: self._new_path}.get(role)


class QuickRow(QStyledItemDelegate):
    """Draws a code on two lines: its colour, name and count, and quietly where it is and what it means."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        first, second = QFontMetrics(option.font), QFontMetrics(theme.small_font(option.font))
        return QSize(120, first.height() + second.height() + 2 * theme.GRID_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = draw_ground(self, painter, option, index)
        painter.save()
        room = shown.rect.adjusted(2 * theme.GRID_PX, theme.GRID_PX, -2 * theme.GRID_PX, -theme.GRID_PX)
        sign, room = split_start(room, _SWATCH_PX, 2 * theme.GRID_PX, shown)
        second_line = str(index.data(SECOND_LINE) or "")
        # A name without a second line stands in the middle of its row.
        height = QFontMetrics(shown.font).height() if second_line else room.height()
        first = QRect(room.x(), room.y(), room.width(), height)
        colour = str(index.data(COLOUR) or "")
        box = QRect(sign.x(), first.y(), sign.width(), first.height())
        if colour:
            draw_swatch(painter, shown, box, colour)
        else:
            theme.icon("add", strong(shown)).paint(painter, box)
        self._draw_first(painter, shown, first, index)
        painter.setFont(theme.small_font(shown.font))
        draw_line(painter, shown, room.adjusted(0, first.height(), 0, 0), second_line, quiet(shown))
        painter.restore()

    def _draw_first(self, painter: QPainter, option: QStyleOptionViewItem, line: QRect, index: Index) -> None:
        painter.setFont(option.font)
        count = index.data(COUNT)
        if count:
            figure = option.locale.toString(int(count))
            box, line = split_end(line, painter.fontMetrics().horizontalAdvance(figure), 2 * theme.GRID_PX, option)
            draw_line(painter, option, box, figure, quiet(option))
        draw_line(painter, option, line, str(index.data()), strong(option))
