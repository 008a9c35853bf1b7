"""A table edited as in a spreadsheet: typing begins, Enter and Tab go on, ranges are copied, pasted, filled, cleared.

What the cells mean is the model's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QItemSelectionModel, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from annotator.gui.participants.cells_model import CellsModel, Index, Outcome, Place
from annotator.gui.participants.cells_text import cells_of, text_of

_Hint = QAbstractItemDelegate.EndEditHint
_Edit = QAbstractItemView.EditTrigger
_MOST_PASTED = 1_000_000


class CellsView(QTableView):
    """Shows a `CellsModel`; whatever is written is told by `written`."""

    written = Signal(object)  # Outcome
    left = Signal(bool)  # Tab or (False) Shift+Tab went beyond the last or first cell

    def __init__(self, model: CellsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = model
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(_Edit.AnyKeyPressed | _Edit.EditKeyPressed | _Edit.DoubleClicked)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        self.setCornerButtonEnabled(False)

    # ---- what is selected

    def selected_places(self) -> list[Place]:
        """Row and column of the selected cells, from above; without a selection, of the current one."""
        places = sorted((index.row(), index.column()) for index in self.selectedIndexes())
        current = self.currentIndex()
        return places or ([(current.row(), current.column())] if current.isValid() else [])

    def go(self, row: int, column: int) -> None:
        """Let one cell be the current one, and in sight."""
        index = self.model().index(row, column)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    # ---- ranges

    def copy(self) -> None:
        """Put the selected cells on the clipboard, as spreadsheets do."""
        places = self.selected_places()
        if not places:
            return
        rows = sorted({row for row, _ in places})
        columns = sorted({column for _, column in places}, key=self.horizontalHeader().visualIndex)
        words = [[self.cells.words(row, column) for column in columns] for row in rows]
        QGuiApplication.clipboard().setText(text_of(words) if len(places) > 1 else words[0][0])

    def cut(self) -> None:
        """Copy the selected cells and empty them."""
        self.copy()
        self.clear()

    def clear(self) -> None:
        """Empty the selected cells."""
        self.put(dict.fromkeys(self.selected_places(), ""))

    def paste(self) -> None:
        """Write what is on the clipboard, from the first selected cell on; one cell fills the whole selection."""
        text = QGuiApplication.clipboard().text()
        places = self.selected_places()
        if not text or not places:
            return
        rows = cells_of(text)
        if len(rows) == len(rows[0]) == 1:
            self.put(dict.fromkeys(places, rows[0][0]))
            return
        cells, cut_cells = self._pasted(rows, places)
        self.written.emit(replace(self.cells.write(cells), cut_cells=cut_cells))

    def fill_down(self) -> None:
        """Write the words of the first selected row into those below; of a single cell, those of the one above."""
        places = self.selected_places()
        if not places:
            return
        top = places[0][0] - (len({row for row, _ in places}) == 1)
        if top >= 0:
            below = [(row, column) for row, column in places if row > top]
            self.put({(row, column): self.cells.words(top, column) for row, column in below})

    def _pasted(self, rows: list[list[str]], places: list[Place]) -> tuple[dict[Place, str], int]:
        """Where the cells of a range go, and how many have no place; repeated where they fill the selection evenly."""
        top = places[0][0]
        header = self.horizontalHeader()
        left = min(header.visualIndex(column) for _, column in places)
        high, wide = len({row for row, _ in places}), len({column for _, column in places})
        down = high // len(rows) if high % len(rows) == 0 else 1
        across = wide // len(rows[0]) if wide % len(rows[0]) == 0 else 1
        most = _MOST_PASTED if self.cells.takes_more_rows else self.model().rowCount()
        cells: dict[Place, str] = {}
        cut_cells = 0
        for step_down in range(len(rows) * max(down, 1)):
            for step_across in range(len(rows[0]) * max(across, 1)):
                column = header.logicalIndex(left + step_across)
                words = rows[step_down % len(rows)][step_across % len(rows[0])]
                if column >= 0 and top + step_down < most:
                    cells[(top + step_down, column)] = words
                else:
                    cut_cells += bool(words)
        return cells, cut_cells

    def put(self, cells: Mapping[Place, str]) -> None:
        """Write words to cells, and tell what came of it."""
        if cells:
            self.written.emit(self.cells.write(cells))

    # ---- keys

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Tab and not event.modifiers():
                return self._step_across(1)
            if event.key() == Qt.Key.Key_Backtab:
                return self._step_across(-1)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            return  # what an editor leaves of its keys is not meant for the cells behind it
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and modifiers in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        ):
            self._step_down(-1 if modifiers else 1)
        elif not (self._is_toggled(key, bool(modifiers)) or self._is_forgotten(key)):
            super().keyPressEvent(event)
            if key == Qt.Key.Key_F2:
                self._go_on_behind_the_words()

    def _go_on_behind_the_words(self) -> None:
        """After F2 what is typed is added, as in a spreadsheet; else it takes the place of what is there."""
        editor = QApplication.focusWidget()
        if isinstance(editor, QPlainTextEdit):
            editor.moveCursor(QTextCursor.MoveOperation.End)
        elif isinstance(editor, QLineEdit) and not isinstance(editor.parent(), QComboBox):
            editor.end(False)

    def _is_toggled(self, key: int, is_modified: bool) -> bool:
        return key == Qt.Key.Key_Space and not is_modified and self._toggle()

    def _is_forgotten(self, key: int) -> bool:
        return key == Qt.Key.Key_Escape and self.cells.forget_refused(self.selected_places())

    def closeEditor(  # noqa: N802
        self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint
    ) -> None:
        """Enter goes down and Tab across, without beginning to edit there."""
        super().closeEditor(editor, _Hint.NoHint)
        if hint == _Hint.EditNextItem:
            self._step_across(1)
        elif hint == _Hint.EditPreviousItem:
            self._step_across(-1)
        elif hint == _Hint.SubmitModelCache:
            self._step_down(1)

    def _toggle(self) -> bool:
        places = self.selected_places()
        toggled = self.cells.toggled(*places[0]) if places else None
        if toggled is not None:
            self.put(dict.fromkeys(places, toggled))
        return toggled is not None

    def _step_down(self, by: int) -> None:
        current = self.currentIndex()
        row = current.row() + by
        if current.isValid() and 0 <= row < self.model().rowCount():
            self.go(row, current.column())

    def _step_across(self, by: int) -> bool:
        """The next cell of the row, then the first of the next; beyond the last one the table is left."""
        current = self.currentIndex()
        header = self.horizontalHeader()
        place = header.visualIndex(current.column()) + by if current.isValid() else 0
        row = current.row()
        if not 0 <= place < header.count():
            row, place = row + by, 0 if by > 0 else header.count() - 1
        if not current.isValid() or not 0 <= row < self.model().rowCount():
            self.left.emit(by > 0)
            return True
        self.go(row, header.logicalIndex(place))
        return True


class FrozenColumn(QTableView):
    """The first column of another table, which stays in sight while that is scrolled sideways."""

    def __init__(self, table: CellsView, delegate: QAbstractItemDelegate) -> None:
        super().__init__(table)
        self._table = table
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(_Edit.NoEditTriggers)
        self.setItemDelegate(delegate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(table.verticalScrollMode())
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        self.horizontalHeader().setSectionsClickable(False)
        self.setAccessibleName(self.tr("First column of the table"))
        self.hide()
        table.horizontalScrollBar().valueChanged.connect(self.follow)
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)
        table.horizontalHeader().sectionResized.connect(self.follow)
        self.pressed.connect(lambda _index: table.setFocus())

    def follow(self, *_changed: object) -> None:
        """Be there where the table is scrolled, as wide as its first column."""
        for column in range(1, self.model().columnCount()):
            self.setColumnHidden(column, True)
        header = self._table.horizontalHeader()
        self.horizontalHeader().setFixedHeight(header.height())
        width = self._table.columnWidth(0)
        self.setColumnWidth(0, width)
        frame = self._table.frameWidth()
        self.setGeometry(QRect(frame, frame, width, self._table.viewport().height() + header.height()))
        self.setVisible(self._table.horizontalScrollBar().value() > 0)
        self.verticalScrollBar().setValue(self._table.verticalScrollBar().value())


class SheetView(CellsView):
    """A table of cells whose first column stays in sight."""

    def __init__(self, model: CellsModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.frozen: FrozenColumn | None = None

    def freeze(self, delegate: QAbstractItemDelegate) -> None:
        """Let the first column stay; it needs a delegate of its own, since that speaks to one view only."""
        self.frozen = FrozenColumn(self, delegate)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.frozen is not None:
            self.frozen.follow()

    def scrollTo(  # noqa: N802
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a cell into sight, not behind the column that stays."""
        super().scrollTo(index, hint)
        hidden_px = self.columnWidth(0) - self.visualRect(index).left()
        if index.column() > 0 and hidden_px > 0 and self.frozen is not None:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden_px)


__all__ = ["CellsView", "Outcome", "SheetView"]
