"""The list of documents as a widget: inline renaming, and moving rows with the mouse. Reads and writes by its model."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QStyleOptionViewItem, QWidget

from annotator.gui.documents.model import MIME_TYPE
from annotator.gui.two_lines import Index, TwoLines
from annotator.project.documents import NAME_LIMIT

_ID_BYTES = 16


class DocumentsList(QListView):
    """Rows of documents. Files that are dragged over it are left to the window."""

    moved = Signal(list, int)  # ids of documents, the row that they shall stand before
    opened = Signal()  # Enter or a double click: the keyboard is wanted in the transcript

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Renaming(self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def dropEvent(self, event: QDropEvent) -> None:
        """Move the dragged documents together, as one intent, instead of row by row."""
        data = bytes(event.mimeData().data(MIME_TYPE).data())
        ids = [data[at : at + _ID_BYTES] for at in range(0, len(data), _ID_BYTES)]
        row = self._row_below(event)
        # A copy, as far as Qt is concerned: after a move it would remove the rows that were dragged.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
        if ids:
            self.moved.emit(ids, row)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:  # noqa: N802
        """Paint the rows anew. All are of one height, so that none moves, and Qt need not ask for each of them."""
        QAbstractItemView.dataChanged(self, first, last, roles)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_plain = self.state() != QAbstractItemView.State.EditingState
        if is_plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def _row_below(self, event: QDropEvent) -> int:
        """The row before which a drop puts things: above or below the one under the mouse, or last."""
        position = event.position().toPoint()
        index = self.indexAt(position)
        if not index.isValid():
            return self.model().rowCount()
        return index.row() + (position.y() > self.visualRect(index).center().y())


class _Renaming(TwoLines):
    """Rows whose name can be edited in place."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setMaxLength(NAME_LIMIT)
        editor.setAccessibleName(self.tr("Name of the document"))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        model.setData(index, editor.text())
