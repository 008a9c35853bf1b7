"""The list of the search room under the hands: arrows, folding, ticking, Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView, QWidget

from annotator.gui.finding.hit_list import Hit, HitList
from annotator.gui.finding.hit_row import row_height_px


class HitView(QTableView):
    """Shows a `HitList`. Space ticks what is selected, Left and Right fold and unfold, Enter goes to the place.

    A table of one column: unlike a list, it does not ask the model for every row before it shows the first.
    """

    wanted = Signal(object)  # Hit to be gone to
    left = Signal()  # the keyboard should go back to the search field

    def __init__(self, model: HitList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hits = model
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()
        self.doubleClicked.connect(self._go)

    @property
    def current_hit(self) -> Hit | None:
        """The hit on which the keyboard is."""
        return self._hits.hit_at(self.currentIndex().row())

    def show_row(self, row: int) -> None:
        """Let the keyboard be on a row, and only it be selected."""
        if 0 <= row < self._hits.rowCount():
            self.setCurrentIndex(self._hits.index(row))
            self.scrollTo(self._hits.index(row))

    def tick_selected(self) -> None:
        """Tick what is selected, or take the ticks away where the keyboard is on one."""
        here = self.currentIndex().row()
        rows = [selected.row() for selected in self.selectedIndexes()] or [here]
        self._hits.tick(rows, self._hits.tick_state(here) != Qt.CheckState.Checked)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_rows()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key = self.currentIndex(), event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._go(index)
        elif key == Qt.Key.Key_Space and index.isValid():
            self.tick_selected()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and index.isValid():
            is_outward = (key == Qt.Key.Key_Left) != self.isRightToLeft()
            self._fold(index.row()) if is_outward else self._unfold(index.row())
        elif key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Up and index.row() == 0 and not event.modifiers()):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _fit_rows(self) -> None:
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(row_height_px(self.font()))

    def _go(self, index: QModelIndex) -> None:
        hit, group = self._hits.hit_at(index.row()), self._hits.group_at(index.row())
        if hit is not None:
            self.wanted.emit(hit)
        elif group is not None:
            self._hits.set_folded(index.row(), not self._hits.is_folded(group))

    def _fold(self, row: int) -> None:
        """From a hit to its group, and there fold."""
        if self._hits.hit_at(row) is not None:
            self.show_row(self._hits.header_row(row))
        else:
            self._hits.set_folded(row, True)

    def _unfold(self, row: int) -> None:
        group = self._hits.group_at(row)
        if group is not None and self._hits.hit_at(row) is None:
            if self._hits.is_folded(group):
                self._hits.set_folded(row, False)
            else:
                self.show_row(row + 1)
