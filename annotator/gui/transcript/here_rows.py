"""The rows of "Codings here": a code with its path and coder, a sign for a memo, and the coded words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from annotator.gui import theme
from annotator.gui.row_drawing import draw_ground, draw_line, draw_swatch, quiet, split_end, split_start, strong
from annotator.gui.transcript.margin_pictures import Label
from annotator.gui.transcript.shown_coding import ShownCoding
from annotator.gui.transcript.text_view import TextView
from annotator.gui.workspace import Workspace
from annotator.project.ids import Id

Index = QModelIndex | QPersistentModelIndex
COLOUR = Qt.ItemDataRole.UserRole + 1  # str, "#RRGGBB"
INITIALS = Qt.ItemDataRole.UserRole + 2  # str: the coder's, where there are several
HAS_MEMO = Qt.ItemDataRole.UserRole + 3  # bool
QUOTE = Qt.ItemDataRole.UserRole + 4  # str: the beginning of the words
_QUOTE_CHARS = 300
_SIGN_PX = 14
_GAP_PX = 2 * theme.GRID_PX
_NAME_SHARE = 0.45


class HereRows(QAbstractListModel):
    """The codings at one place, in reading order.

    `label_of` gives what the margin writes beside a coding, `words_of` what is said of it where a pointer rests.
    """

    def __init__(
        self,
        workspace: Workspace,
        view: TextView,
        label_of: Callable[[ShownCoding], Label],
        words_of: Callable[[ShownCoding], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._view = view
        self._label_of = label_of
        self._words_of = words_of
        self._rows: list[ShownCoding] = []

    def show_codings(self, rows: list[ShownCoding]) -> bool:
        """Show these rows; what stays only looks anew. Returns whether rows came, went or moved."""
        is_same = [shown.id for shown in rows] == [shown.id for shown in self._rows]
        if is_same:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return False
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
        return True

    def shown_at(self, index: Index) -> ShownCoding | None:
        """The coding in a row."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def index_of(self, coding_id: Id | None) -> QModelIndex:
        """The row of a coding; no valid index where it is not here."""
        row = next((row for row, shown in enumerate(self._rows) if shown.id == coding_id), -1)
        return self.index(row) if row >= 0 else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = self.shown_at(index)
        if shown is None or self._workspace.code(shown.code_id) is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._workspace.path_of(shown.code_id)
        if role == QUOTE:
            return self._quote(shown)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._words_of(shown)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(shown)
        label = self._label_of(shown) if role in (COLOUR, INITIALS, HAS_MEMO) else None
        if label is None:
            return None
        return {COLOUR: label.colour, INITIALS: label.initials, HAS_MEMO: label.has_memo}[role]

    def _quote(self, shown: ShownCoding) -> str:
        start, end = map(self._view.positions.to_code_points, (shown.start, shown.end))
        words = self._view.stored_text[start : min(end, start + _QUOTE_CHARS)]
        return " ".join(words.split()) + ("…" if end - start > _QUOTE_CHARS else "")

    def _spoken(self, shown: ShownCoding) -> str:
        """All that a row says, for who hears it."""
        coder = self._workspace.project.coders.get(shown.coder_id).name
        signs = [self._workspace.path_of(shown.code_id), self.tr("coded by {coder}").format(coder=coder)]
        if self._label_of(shown).has_memo:
            signs.append(self.tr("has a memo"))
        return f"{', '.join(signs)}: {self._quote(shown)}"


class HereRow(QStyledItemDelegate):
    """Draws a coding on one line: colour and path of its code, the words, quietly, and the signs at the end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, QFontMetrics(option.font).height() + 2 * theme.GRID_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = draw_ground(self, painter, option, index)
        painter.save()
        painter.setFont(shown.font)
        room = shown.rect.adjusted(_GAP_PX, 0, -_GAP_PX, 0)
        swatch, room = split_start(room, _SIGN_PX, _GAP_PX, shown)
        draw_swatch(painter, shown, swatch, str(index.data(COLOUR)))
        room = self._draw_signs(painter, shown, room, index)
        name = str(index.data())
        wide = min(painter.fontMetrics().horizontalAdvance(name) + 2, round(room.width() * _NAME_SHARE))
        first, rest = split_start(room, wide, 2 * _GAP_PX, shown)
        shortened = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, first.width())
        draw_line(painter, shown, first, shortened, strong(shown))
        draw_line(painter, shown, rest, str(index.data(QUOTE)), quiet(shown))
        painter.restore()

    def _draw_signs(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, index: Index) -> QRect:
        initials = str(index.data(INITIALS) or "")
        if initials:
            box, room = split_end(room, painter.fontMetrics().horizontalAdvance(initials) + 2, _GAP_PX, option)
            draw_line(painter, option, box, initials, quiet(option))
        if index.data(HAS_MEMO):
            box, room = split_end(room, _SIGN_PX, _GAP_PX, option)
            theme.icon("memo", quiet(option)).paint(painter, box)
        return room
