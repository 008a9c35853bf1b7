"""The table of found segments: choose some, sort by a click on a heading, go to the place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import QByteArray, QItemSelection, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from annotator.analysis.segment_material import Place
from annotator.analysis.segment_order import GroupedBy
from annotator.gui import theme
from annotator.gui.segments.answering import Answer
from annotator.gui.segments.result_model import COLUMNS, ResultModel
from annotator.gui.segments.result_row import ResultRow, heading_height, row_height
from annotator.project.ids import Id

_WIDTHS_PX = {"code": 180, "participant": 84, "document": 132, "paragraph": 48, "coder": 60, "memo": 32}
_LEAST_WORDS_PX = 200
_NAMES = ("code", "participant", "document")
_LEAST_SHARE = 0.4
_MOST_REMEMBERED = 2_000
_THIS_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class ResultView(QTableView):
    """Shows a `ResultModel`. What was chosen and what was in sight stay so when the answer changes."""

    place_wanted = Signal(object)  # Place to be shown in the transcript
    chosen = Signal()  # the selected segments are others
    sort_wanted = Signal(int)  # a column

    def __init__(self, model: ResultModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.results = model
        self.setModel(model)
        self._wanted_px = {place: _WIDTHS_PX[each] for place, each in enumerate(COLUMNS) if each != "words"}
        self._is_fitting = False
        self._prepare()

    @property
    def places(self) -> list[Place]:
        """The chosen segments, from above."""
        return list(self._chosen())

    @property
    def has_choice(self) -> bool:
        """Whether a segment is chosen; asked after every key, whatever the number of those that are."""
        return next(self._chosen(), None) is not None

    @property
    def current(self) -> Place | None:
        """The segment where the keyboard is."""
        return self.results.place_at(self.currentIndex().row())

    def show_answer(self, answer: Answer | None, grouped_by: GroupedBy) -> None:
        """Show another answer, with the same segments chosen and the same ones in sight where they are still there."""
        chosen = {(place.id, place.start) for place in islice(self._chosen(), _MOST_REMEMBERED)}
        here, top = self.current, self.rowAt(0)
        first, row = self.results.place_at(top), self.currentIndex().row()
        self.results.show(answer, grouped_by)
        self._set_heights()
        self._choose_again(chosen, here, row)
        found = self.results.rows_of([(first.id, first.start)]) if first is not None else []
        self.verticalScrollBar().setValue(self.rowViewportPosition(found[0]) if found else 0)
        if not found and top > 0 and self.results.rowCount():
            self.scrollTo(
                self.results.index(min(top, self.results.rowCount() - 1), 0),
                QAbstractItemView.ScrollHint.PositionAtTop,
            )
        self.chosen.emit()

    def restore_columns(self, state: QByteArray) -> None:
        """Let the columns be as wide as they were."""
        self._is_fitting = True
        if self.horizontalHeader().restoreState(state):
            self._wanted_px = {place: self.columnWidth(place) for place in self._wanted_px}
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._is_fitting = False
        self._fit_columns()

    def columns(self) -> QByteArray:
        """How wide the columns are wanted, for `restore_columns`."""
        self._is_fitting = True
        for place, width in self._wanted_px.items():
            self.setColumnWidth(place, width)
        self._is_fitting = False
        return self.horizontalHeader().saveState()

    def take_keyboard(self) -> None:
        """Put the keyboard into the list, at the first segment where none is chosen."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.choose_some()

    def choose_some(self) -> None:
        """Choose the segment where the keyboard is, or the first, where none is chosen."""
        if not self.has_choice and self.results.rowCount():
            row = max(self.currentIndex().row(), 0)
            if self.results.place_at(row) is None:
                row = min(row + 1, self.results.rowCount() - 1)
            self.selectionModel().setCurrentIndex(self.results.index(row, 0), _THIS_ROW)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes with the keyboard sees where it is; a click chooses its own row."""
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.PopupFocusReason):
            self.choose_some()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        group = self.results.group_at(self.currentIndex().row())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if group is not None:
                self._toggle(self.currentIndex().row())
            elif self.current is not None:
                self.place_wanted.emit(self.current)
            return
        folds = {Qt.Key.Key_Left: False, Qt.Key.Key_Right: True}
        if group is not None and event.key() in folds:
            if self.results.is_closed(group) == folds[Qt.Key(event.key())]:
                self._toggle(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are the keys of commands here, not of a search."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if self.results.group_at(index.row()) is not None and event.button() == Qt.MouseButton.LeftButton:
            self._toggle(index.row())
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier and event.button() == Qt.MouseButton.LeftButton
        if is_plain and index.isValid() and COLUMNS[index.column()] == "paragraph":
            self._go(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        is_link = (
            index.isValid()
            and COLUMNS[index.column()] == "paragraph"
            and self.results.place_at(index.row()) is not None
        )
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.chosen.emit()

    def _fit_columns(self) -> None:
        """In a narrow list the names give way to the words; in a wide one they are as wide as somebody wants them."""
        names = {place: width for place, width in self._wanted_px.items() if COLUMNS[place] in _NAMES}
        taken = sum(self._wanted_px.values())
        missing = min(_LEAST_WORDS_PX, self.viewport().width() // 3) - (self.viewport().width() - taken)
        share = 1.0 if missing <= 0 else max(1 - missing / max(sum(names.values()), 1), _LEAST_SHARE)
        self._is_fitting = True
        for place, width in self._wanted_px.items():
            self.setColumnWidth(place, int(width * share) if place in names else width)
        self._is_fitting = False

    def _on_width(self, place: int, _before: int, width: int) -> None:
        """Somebody drags the edge of a heading."""
        if not self._is_fitting and place in self._wanted_px:
            self._wanted_px[place] = width

    def _chosen(self) -> Iterator[Place]:
        """The chosen segments, from above. By ranges: all 200,000 rows may be chosen."""
        selection = self.selectionModel().selection()
        ranges = sorted((selection.at(n).top(), selection.at(n).bottom()) for n in range(selection.count()))
        for top, bottom in ranges:
            for row in range(top, bottom + 1):
                if (place := self.results.place_at(row)) is not None:
                    yield place

    def _go(self, index: QModelIndex) -> None:
        place = self.results.place_at(index.row())
        if place is not None:
            # Later: the list must be done with the click before another room is shown.
            QTimer.singleShot(0, self, lambda: self.place_wanted.emit(place))

    def _toggle(self, row: int) -> None:
        group = self.results.group_at(row)
        assert group is not None
        self.results.toggle(group)
        self._set_heights()
        here = next(
            (each for each in self.results.group_rows() if self.results.group_at(each) is group),
            self.currentIndex().row(),
        )
        self.setCurrentIndex(self.results.index(here, 0))

    def _choose_again(self, chosen: set[tuple[Id, int]], here: Place | None, row: int) -> None:
        """Select what was selected; where it has gone, put the keyboard on what stands in its place now."""
        rows = self.results.rows_of(chosen | ({(here.id, here.start)} if here is not None else set()))
        selection = QItemSelection()
        last = len(COLUMNS) - 1
        for each in rows:
            place = self.results.place_at(each)
            if place is not None and (place.id, place.start) in chosen:
                selection.select(self.results.index(each, 0), self.results.index(each, last))
        current = next(
            (r for r in rows if here is not None and (p := self.results.place_at(r)) and p.id == here.id), None
        )
        if current is None and here is not None and self.results.rowCount():
            current = min(max(row, 0), self.results.rowCount() - 1)
            if self.results.place_at(current) is not None and not rows:
                selection.select(self.results.index(current, 0), self.results.index(current, last))
        model = self.selectionModel()
        if current is not None:
            model.setCurrentIndex(self.results.index(current, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _set_heights(self) -> None:
        """Headings of groups are lower than segments, and go over all columns."""
        self.clearSpans()
        height = heading_height(self)
        for row in self.results.group_rows():
            self.setSpan(row, 0, 1, len(COLUMNS))
            self.setRowHeight(row, height)

    def _prepare(self) -> None:
        self.setAccessibleName(self.tr("Segments found"))
        self.setItemDelegate(ResultRow(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(row_height(self))
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(theme.GRID_PX * 6)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsClickable(True)
        # The selection of its own is empty: with the view's, each paint would ask every row whether it is selected.
        header.setSelectionModel(QItemSelectionModel(self.results, header))
        header.setAccessibleName(self.tr("Sort by a column"))
        header.sectionClicked.connect(self.sort_wanted)
        header.sectionResized.connect(self._on_width)
        self.setMinimumWidth(_LEAST_WORDS_PX)
        self.doubleClicked.connect(self._go)
