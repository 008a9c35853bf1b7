"""The codebook as an item model: one row a code, kept in memory, brought up to date by what each operation touched.

A changed count, name or colour repaints its rows; new, moved and removed codes are put in, moved and taken out one by
one. Only another filter, or very many codes at once, build the rows anew. Dropping codes moves them, dropping a passage
codes it.
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
from annotator.gui.codebook.row_steps import Coming, Moving, Step, steps
from annotator.gui.codebook.rows import Row, Rows, with_those_above
from annotator.gui.figures import figure
from annotator.gui.memos.presence import MemoPresence
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.project.code_tree import CodeTree
from annotator.project.codes import Code
from annotator.project.ids import Id

Index = QModelIndex | QPersistentModelIndex
_MOST_STEPS = 40  # more rows than this are built anew: a view lays out all rows that are open after each step
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

    settling = Signal()  # rows are about to come, go and move, one by one
    settled = Signal()  # they have
    counted = Signal()  # all rows look otherwise: a view draws those in sight, where thousands would be told one by one

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._memos = MemoPresence.of(workspace)
        self._pins = Pins.of(workspace)
        self._filter = ""
        self._marked_id: Id | None = None
        self._best_match: Id | None = None
        self._entries: list[CodeEntry] | None = None  # until somebody searches
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
        return self._index(row)

    def look_of(self, index: Index) -> CodeLook:
        """What a row that is there shows, in one answer: a codebook that scrolls draws some twenty rows at once."""
        code = self._rows.by_number[index.internalId()].code
        own, total = self._counts.own(code.id), self._counts.total(code.id)
        has_memo, digit = code.id in self._memos.code_ids, self._pins.digit(code.id) or 0
        return CodeLook(code.name, code.colour, own, total, has_memo, digit, code.id == self._marked_id)

    @property
    def entries(self) -> list[CodeEntry]:
        """All codes, ready to be searched."""
        if self._entries is None:
            self._entries = entries(self._tree)
        return self._entries

    def shown_parents(self) -> list[Id]:
        """The shown codes that have shown codes under them."""
        return [row.code.id for row in self._rows.by_number.values() if row.children]

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
        return self._index(self._rows.by_number[child.internalId()].parent if child.isValid() else None)

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

    def _index(self, row: Row | None) -> QModelIndex:
        return self.createIndex(row.position, 0, row.number) if row is not None else QModelIndex()

    def _children(self, parent: Index) -> list[Row]:
        return self._rows.by_number[parent.internalId()].children if parent.isValid() else self._rows.tops

    def _read_codes(self) -> None:
        """The texts to be searched and the counts, for the codes as they are now."""
        self._tree = self._workspace.tree
        self._entries = None
        self._counts = CodeCounts(self._tree, self._workspace.counts_by_code)

    def _build(self) -> None:
        found = [entry.code_id for entry in match(self._filter, self.entries)] if self._filter else []
        self._best_match = found[0] if found else None
        self._rows = Rows(self._tree, with_those_above(self._tree, found) if self._filter else None)

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._build()
        self.endResetModel()

    # ---- following

    def _on_change(self, changes: Changes) -> None:
        if changes.touches("code"):
            self._take_codes()
        code_ids = changes.ids("coding", "code_id")
        self._repaint(self._counts.recount(code_ids, self._workspace.counts_by_code))
        if changes.touches("memo"):
            self._repaint(changes.ids("memo", "code_id"))
        if self._workspace.coding_id in changes.ids("coding"):
            self._mark()

    def _take_codes(self) -> None:
        """Show the codes as they are now. Asked of the trees, since changes may be told in another order."""
        before, tree = self._tree, self._workspace.tree
        changed = tree.differing(before)
        placed = {code_id for code_id in changed if _is_placed_anew(code_id, before, tree)}
        if len(placed) > _MOST_STEPS or (placed and self.is_filtered):
            self.beginResetModel()
            self._read_codes()
            self._build()
            self.endResetModel()
            return
        self._tree, self._entries = tree, None
        for code_id in changed & self._rows.by_id.keys():
            if code_id in tree:
                self._rows.by_id[code_id].code = tree.get(code_id)
        touched = self._settle(placed) if placed else set()
        self._repaint(changed | touched)

    def _settle(self, placed: set[Id]) -> set[Id]:
        """Let the rows of these codes come, go and move; the codes whose counts may be others now."""
        touched = self._counts.follow(self._tree, placed, self._workspace.counts_by_code)
        self.settling.emit()
        for step in steps(self._rows, self._tree, placed):
            self._take_step(step)
        self.settled.emit()
        return touched

    def _take_step(self, step: Step) -> None:
        if isinstance(step, Coming):
            self.beginInsertRows(self._index(step.above), step.position, step.position)
            self._rows.insert(step.code, step.above, step.position)
            self.endInsertRows()
        elif isinstance(step, Moving):
            at, above = step.row.position, self._index(step.above)
            self.beginMoveRows(self._index(step.row.parent), at, at, above, step.position)
            self._rows.move(step.row, step.above, step.position)
            self.endMoveRows()
        else:
            self.beginRemoveRows(self._index(step.row.parent), step.row.position, step.row.position)
            self._rows.remove(step.row)
            self.endRemoveRows()

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

    def _path(self, code: Code) -> str:
        """The path of a code in words; a row that is just being taken out may still be asked."""
        return self._workspace.path_of(code.id) if code.id in self._workspace.tree else code.name

    def _tooltip(self, code: Code) -> str:
        path = html.escape(self._path(code))
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
                self._path(code) if code.parent_id is not None else "",
                code.definition,
            ]
            return "; ".join(sign for sign in signs if sign)
        return None


def _is_placed_anew(code_id: Id, before: CodeTree, after: CodeTree) -> bool:
    """Whether a code is new, gone, or in another place."""
    if code_id not in before or code_id not in after:
        return True
    was, code = before.get(code_id), after.get(code_id)
    return (was.parent_id, was.order_key) != (code.parent_id, code.order_key)
