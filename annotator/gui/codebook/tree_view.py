"""The tree of codes on the screen: it keeps its place when the rows are built anew, and takes codes and passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPalette,
)
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTreeView, QWidget

from annotator.gui import theme
from annotator.gui.codebook.code_row import CodeRow
from annotator.gui.codebook.mime import PASSAGE_MIME
from annotator.gui.codebook.model import CodebookModel, Index
from annotator.project.ids import Id

_OPENS_AFTER_MS = 600
_Flag = QItemSelectionModel.SelectionFlag


class CodeTreeView(QTreeView):
    """Codes by place. Several can be selected; the current one is the chosen one."""

    code_current = Signal(object)  # Id or None: another code is the current one
    codes_selected = Signal(object)  # list of Ids
    code_wanted = Signal(object)  # Id: double click or Enter
    menu_wanted = Signal(QPoint)  # where on the screen

    def __init__(self, model: CodebookModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._expanded: set[Id] = set()
        self._kept: tuple[list[Id], Id | None, int] = ([], None, 0)
        self._is_restoring = False
        self._target = QPersistentModelIndex()  # the row under a dragged passage
        self._set_up()
        self.setModel(model)
        # After the view's own connections, so that it has let go of the old rows when the place is restored.
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._restore_place)
        model.settling.connect(self._begin_settling)
        model.rowsInserted.connect(lambda above, _first, _last: self._open_again(above))
        model.rowsMoved.connect(lambda _from, _first, _last, above, _to: self._open_again(above))
        model.settled.connect(self._end_settling)
        model.counted.connect(self.viewport().update)
        self.expanded.connect(lambda index: self._note_expanded(index, True))
        self.collapsed.connect(lambda index: self._note_expanded(index, False))
        self.doubleClicked.connect(self._want)
        self.selectionModel().selectionChanged.connect(self._tell_selected)

    # ---- choosing

    def selected_ids(self) -> list[Id]:
        """The selected codes, in no promised order."""
        codes = (self._model.code_at(index) for index in self.selectionModel().selectedRows())
        return [code.id for code in codes if code is not None]

    def current_id(self) -> Id | None:
        """The current code."""
        code = self._model.code_at(self.currentIndex())
        return code.id if code is not None else None

    def select(self, code_ids: Iterable[Id], current_id: Id | None) -> None:
        """Select codes, with one of them current and in sight. Those that are not shown are passed over."""
        selection = QItemSelection()
        for code_id in code_ids:
            index = self._model.index_of(code_id)
            selection.select(index, index)
        self.selectionModel().select(selection, _Flag.ClearAndSelect)
        current = self._model.index_of(current_id)
        self.selectionModel().setCurrentIndex(current, _Flag.NoUpdate)
        if current.isValid() and not self._is_restoring:
            self.scrollTo(current)

    def choose_where_it_is(self, code_id: Id) -> None:
        """Select one code and scroll to it, or to the closed one that it is in. Nothing is opened."""
        index = self._model.index_of(code_id)
        self.setAutoScroll(False)
        self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)
        self.setAutoScroll(True)
        self.bring_into_sight(code_id)

    def bring_into_sight(self, code_id: Id | None) -> None:
        """Scroll to a code, or to the closed one that it is in. Nothing is opened or selected."""
        shown = above = self._model.index_of(code_id)
        while above.isValid():
            above = above.parent()
            if above.isValid() and not self.isExpanded(above):
                shown = above
        if shown.isValid():
            self.scrollTo(shown)

    def expanded_ids(self) -> set[Id]:
        """The codes that stand open when no filter is at work."""
        return set(self._expanded)

    def expand_codes(self, code_ids: Iterable[Id]) -> None:
        """Open these codes; one without codes under it opens as soon as it has some."""
        for code_id in code_ids:
            self._expanded.add(code_id)
            self._open_again(self._model.index_of(code_id))

    # ---- keys, mouse, menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._want(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # The tree gives a current row to whoever arrives by key; show which.
        if self.currentIndex().isValid() and not self.selectionModel().hasSelection():
            self.selectionModel().select(self.currentIndex(), _Flag.ClearAndSelect)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.menu_wanted.emit(place)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._is_restoring:
            self.code_current.emit(self.current_id())

    # ---- passages dropped on codes

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if not event.mimeData().hasFormat(PASSAGE_MIME):
            super().dragMoveEvent(event)
            return
        self._aim(self.indexAt(event.position().toPoint()))
        if self._model.canDropMimeData(event.mimeData(), Qt.DropAction.CopyAction, -1, -1, self._target):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._aim(QModelIndex())
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if not event.mimeData().hasFormat(PASSAGE_MIME):
            super().dropEvent(event)
            return
        self._aim(QModelIndex())
        under = self.indexAt(event.position().toPoint())
        if self._model.dropMimeData(event.mimeData(), Qt.DropAction.CopyAction, -1, -1, under):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        self.setState(QAbstractItemView.State.NoState)

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        super().drawRow(painter, options, index)
        if self._target.isValid() and self._target == index:
            painter.setPen(self.palette().color(QPalette.ColorRole.Highlight))
            painter.drawRect(options.rect.adjusted(0, 0, -1, -1))

    def _aim(self, index: QModelIndex) -> None:
        self._target = QPersistentModelIndex(index)
        self.viewport().update()

    # ---- keeping its place

    @contextmanager
    def _restoring(self) -> Iterator[None]:
        self._is_restoring = True
        try:
            yield
        finally:
            self._is_restoring = False

    def _keep_place(self) -> None:
        selected, current = self.selected_ids(), self.current_id()
        if current is None:  # what a filter hides, or an undo may bring back, is selected again when it comes back
            selected, current, _ = self._kept
        self._kept = (selected, current, self.verticalScrollBar().value())

    def _restore_place(self) -> None:
        selected, current, scrolled = self._kept
        with self._restoring():
            self._expand_noted()
            self.select(selected, current)
            self.doItemsLayout()
            self.verticalScrollBar().setValue(scrolled)
        self.codes_selected.emit(selected)

    def _begin_settling(self) -> None:
        self._keep_place()
        self._is_restoring = True

    def _end_settling(self) -> None:
        """Rows that only moved are still selected, and opened; what else was chosen is where it still can be."""
        self._is_restoring = False
        selected, current, _ = self._kept
        if current != self.current_id() or set(selected) != set(self.selected_ids()):
            with self._restoring():
                self.select(selected, current)
        self.codes_selected.emit(selected)

    def _open_again(self, index: Index) -> None:
        """Open a code that has got others under it, if it stood open the last time."""
        code = self._model.code_at(index)
        if code is not None and (self._model.is_filtered or code.id in self._expanded) and not self.isExpanded(index):
            self.expand(index)

    def _tell_selected(self) -> None:
        """Rows that are made anew lose their selection for a moment, and to a filter as long as it lasts."""
        if not self._is_restoring:
            self.codes_selected.emit(self.selected_ids())

    def _expand_noted(self) -> None:
        """Open what stood open; under a filter all, so that each match is in sight."""
        for code_id in self._model.shown_parents():
            if self._model.is_filtered or code_id in self._expanded:
                self.expand(self._model.index_of(code_id))

    def _note_expanded(self, index: QModelIndex, is_expanded: bool) -> None:
        code = self._model.code_at(index)
        if code is None or self._model.is_filtered:
            return
        (self._expanded.add if is_expanded else self._expanded.discard)(code.id)

    def _want(self, index: QModelIndex) -> None:
        code = self._model.code_at(index)
        if code is not None:
            self.code_wanted.emit(code.id)

    def _set_up(self) -> None:
        self.setObjectName("codeTree")
        self.setAccessibleName(self.tr("Codes"))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setIndentation(4 * theme.GRID_PX)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setAutoExpandDelay(_OPENS_AFTER_MS)
        self.setItemDelegate(CodeRow(self))
