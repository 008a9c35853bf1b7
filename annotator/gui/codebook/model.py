"""The codebook as an item model: one row a code, kept in memory, brought up to date by what each operation touched.

A changed count, name or colour repaints its rows; only new, moved and removed codes and another filter build the rows
anew. Dropping codes moves them, dropping a passage codes it.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from annotator.analysis.code_matching import CodeEntry, entries, match
from annotator.gui.codebook.counts import CodeCounts
from annotator.gui.codebook.mime import CODES_MIME, PASSAGE_MIME, codes_mime, dragged_codes
from annotator.gui.codebook.pins import Pins
from annotator.gui.codebook.places import dropped, tops
from annotator.gui.codebook.rows import Row, Rows, with_those_above
from annotator.gui.figures import figure
from annotator.gui.memos.presence import MemoPresence
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes, RowChange
from annotator.project.codes import Code
from annotator.project.ids import Id

Index = QModelIndex | QPersistentModelIndex
_PLACE_FIELDS = ("parent_id", "order_key")
# Made once: a layout asks for the flags of every row, and joining flags in Python is slow.
_READ = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_WRITE = _READ | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled


class CodeLook(NamedTuple):
    """What a row shows of its code. `total` counts the codings of all codes under it too.

    `digit` is the key that it is pinned to, 0 for none; it is marked where the selected coding carries it.
    """

    name: str
    colour: str
    own: int
    total: int
    has_memo: bool
    digit: int
    is_marked: bool


class CodebookModel(QAbstractItemModel):
    """All codes of a workspace, or those that a filter lets through with the codes above them."""

    counted = Signal()  # all rows look otherwise: a view draws those in sight, where thousands would be told one by one

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._memos = MemoPresence.of(workspace)
        self._pins = Pins.of(workspace)
        self._filter = ""
        self._marked_id: Id | None = None
        self._best_match: Id | None = None
        self._flags = _READ if self._is_read_only else _WRITE
        self._ground_flags = Qt.ItemFlag.NoItemFlags if self._is_read_only else Qt.ItemFlag.ItemIsDropEnabled
        self._read_codes()
        self._build()
        workspace.changed.connect(self._on_change)
        workspace.coding_chosen.connect(self._mark)
        workspace.sight.changed.connect(self._count_anew)
        self._pins.changed.connect(lambda: self._repaint(list(self._rows.by_id)))
        self._mark()

    # ---- finding

    @property
    def is_filtered(self) -> bool:
        """Whether only matching codes are shown."""
        return bool(self._filter)

    @property
    def best_match(self) -> Id | None:
        """The code that the filter most likely means."""
        return self._best_match

    def set_filter(self, query: str) -> None:
        """Show only codes whose path holds these words, and the codes above them; all for an empty query."""
        query = query.strip()
        if query != self._filter:
            self._filter = query
            self._rebuild()

    def code_at(self, index: Index) -> Code | None:
        """The code in this row."""
        return self._rows.by_number[index.internalId()].code if index.isValid() else None

    def index_of(self, code_id: Id | None) -> QModelIndex:
        """The row of a code; no valid index where it is not shown."""
        row = self._rows.by_id.get(code_id) if code_id is not None else None
        return self.createIndex(row.position, 0, row.number) if row is not None else QModelIndex()

    def look_of(self, index: Index) -> CodeLook:
        """What a row that is there shows, in one answer: a codebook that scrolls draws some twenty rows at once."""
        code = self._rows.by_number[index.internalId()].code
        own, total = self._counts.own(code.id), self._counts.total(code.id)
        has_memo, digit = code.id in self._memos.code_ids, self._pins.digit(code.id) or 0
        return CodeLook(code.name, code.colour, own, total, has_memo, digit, code.id == self._marked_id)

    @property
    def entries(self) -> list[CodeEntry]:
        """All codes, ready to be searched."""
        return self._entries

    def shown_parents(self) -> list[Id]:
        """The shown codes that have shown codes under them."""
        return [row.code.id for row in self._rows.by_number if row.children]

    def total(self, code_id: Id) -> int:
        """How many codings a code and all codes under it have."""
        return self._counts.total(code_id)

    # ---- what Qt asks

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        rows = self._children(parent)
        if column != 0 or not 0 <= row < len(rows):
            return QModelIndex()
        return self.createIndex(row, 0, rows[row].number)

    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]
        above = self._rows.by_number[child.internalId()].parent if child.isValid() else None
        return self.createIndex(above.position, 0, above.number) if above is not None else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return len(self._children(parent))

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:
        return bool(self._children(parent))

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        code = self._rows.by_number[index.internalId()].code
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return code.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(code)
        return self._accessible(code, role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Rename a code. What stands against the name is told, and nothing is changed."""
        code = self.code_at(index)
        if code is None or role != Qt.ItemDataRole.EditRole:
            return False
        with self._workspace.attempt():
            self._workspace.project.codes.rename(code.id, str(value))
            return True
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        return self._flags if index.isValid() else self._ground_flags

    # ---- dragging and dropping

    def supportedDragActions(self) -> Qt.DropAction:  # noqa: N802
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return [CODES_MIME, PASSAGE_MIME]

    def mimeData(self, indexes: Iterable[Index]) -> QMimeData:
        codes = (self.code_at(index) for index in indexes)
        return codes_mime(tops(self._workspace.tree, [code.id for code in codes if code is not None]))

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if self._is_read_only:
            return False
        return data.hasFormat(CODES_MIME) or (data.hasFormat(PASSAGE_MIME) and parent.isValid() and row < 0)

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        under = self.code_at(parent)
        if data.hasFormat(CODES_MIME):
            return self._move(dragged_codes(data), under, self.code_at(self.index(row, 0, parent)))
        assert under is not None
        self._workspace.code_passage(under.id)
        return True

    def _move(self, code_ids: list[Id], under: Code | None, before: Code | None) -> bool:
        tree = self._workspace.tree
        moving = tops(tree, code_ids)
        place = dropped(tree, moving, under.id if under else None, before.id if before else None)
        with self._workspace.attempt():
            self._workspace.project.codes.move(moving, place.parent_id, place.before_id)
            return True
        return False

    # ---- building

    @property
    def _is_read_only(self) -> bool:
        return self._workspace.project.is_read_only

    def _children(self, parent: Index) -> list[Row]:
        return self._rows.by_number[parent.internalId()].children if parent.isValid() else self._rows.tops

    def _read_codes(self) -> None:
        """The texts to be searched and the counts, for the codes as they are now."""
        tree = self._workspace.tree
        self._entries: list[CodeEntry] = entries(tree)
        self._counts = CodeCounts(tree, self._workspace.counts_by_code)

    def _build(self) -> None:
        tree = self._workspace.tree
        found = [entry.code_id for entry in match(self._filter, self._entries)] if self._filter else []
        self._best_match = found[0] if found else None
        self._rows = Rows(tree, with_those_above(tree, found) if self._filter else None)

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._build()
        self.endResetModel()

    # ---- following

    def _on_change(self, changes: Changes) -> None:
        if any(_is_placed_anew(row) for row in changes.of("code")):
            self.beginResetModel()
            self._read_codes()
            self._build()
            self.endResetModel()
        else:
            self._take_over(changes)
            code_ids = changes.ids("coding", "code_id")
            self._repaint(self._counts.recount(code_ids, self._workspace.counts_by_code))
        if changes.touches("memo"):
            self._repaint(changes.ids("memo", "code_id"))
        if self._workspace.coding_id in changes.ids("coding"):
            self._mark()

    def _take_over(self, changes: Changes) -> None:
        """Names, colours and definitions of codes that stay where they are."""
        code_ids = changes.ids("code")
        if not code_ids:
            return
        self._entries = entries(self._workspace.tree)
        for code_id in code_ids & self._rows.by_id.keys():
            self._rows.by_id[code_id].code = self._workspace.tree.get(code_id)
        self._repaint(code_ids)

    def _count_anew(self) -> None:
        """Other codings and memos may be seen now."""
        self._counts = CodeCounts(self._workspace.tree, self._workspace.counts_by_code)
        self.counted.emit()

    def _repaint(self, code_ids: Iterable[Id]) -> None:
        for code_id in code_ids:
            index = self.index_of(code_id)
            if index.isValid():
                self.dataChanged.emit(index, index)

    @property
    def marked_id(self) -> Id | None:
        """The code that the selected coding carries."""
        return self._marked_id

    def _mark(self) -> None:
        """Find the code of the selected coding."""
        was, coding_id = self._marked_id, self._workspace.coding_id
        self._marked_id = None
        if coding_id is not None:
            with self._workspace.attempt():
                self._marked_id = self._workspace.project.codings.get(coding_id).code_id
        if was != self._marked_id:
            self._repaint(code_id for code_id in (was, self._marked_id) if code_id is not None)

    # ---- words

    def counts_words(self, code_id: Id) -> str:
        """How many codings, in words: "12 codings, 32 with the codes under it"."""
        own, total = self._counts.own(code_id), self._counts.total(code_id)
        words = self.tr("%n coding(s)", "", own)
        if self._workspace.tree.children(code_id):
            words = self.tr("{own}, {total} with the codes under it").format(own=words, total=figure(total))
        return words

    def _tooltip(self, code: Code) -> str:
        path = html.escape(self._workspace.path_of(code.id))
        lines = [f"<b>{path}</b>"]
        if code.definition:
            lines.append(html.escape(code.definition).replace("\n", "<br>"))
        lines.append(html.escape(self.counts_words(code.id)))
        return "<qt>" + "".join(f"<p>{line}</p>" for line in lines) + "</qt>"

    def _accessible(self, code: Code, role: int) -> str | None:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{code.name}, {self.counts_words(code.id)}"
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            signs = [
                self.tr("carried by the selected coding") if code.id == self._marked_id else "",
                self.tr("has a memo") if code.id in self._memos.code_ids else "",
                self.tr("pinned to key {digit}").format(digit=digit) if (digit := self._pins.digit(code.id)) else "",
                self._workspace.path_of(code.id) if code.parent_id is not None else "",
                code.definition,
            ]
            return "; ".join(sign for sign in signs if sign)
        return None


def _is_placed_anew(row: RowChange) -> bool:
    """Whether a code is new, gone, or in another place."""
    if row.before is None or row.after is None:
        return True
    return any(row.before[name] != row.after[name] for name in _PLACE_FIELDS)
