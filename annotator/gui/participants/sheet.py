"""The sheet of participants in its view: order, widths, the place where somebody is, and the commands on rows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from annotator.gui.participants import table_places
from annotator.gui.participants.cell_delegate import CellDelegate
from annotator.gui.participants.cells_view import SheetView
from annotator.gui.participants.counts import Counts
from annotator.gui.participants.sheet_model import COUNTS, SheetModel
from annotator.gui.workspace import Workspace
from annotator.project.attribute_values import Attribute
from annotator.project.ids import Id
from annotator.project.participants import FIELDS

_FIXED = len(FIELDS) + len(COUNTS)
_LEAST_COLUMN_PX = 48


class PeopleSheet(SheetView):
    """The participants of a project as a spreadsheet."""

    menu_wanted = Signal(QPoint)  # global

    def __init__(self, workspace: Workspace, counts: Counts, parent: QWidget | None = None) -> None:
        self.sheet = SheetModel(workspace, counts)
        super().__init__(self.sheet, parent)
        self.sheet.setParent(self)
        self._workspace = workspace
        self._is_moving_back = False
        self._has_widths = False
        self._place: tuple[Id | None, str] = (None, "")
        self._widths: dict[str, int] = {}
        self.setItemDelegate(CellDelegate(self))
        self.setAccessibleName(self.tr("Participants and their attributes"))
        self.setShowGrid(False)
        self._prepare_header()
        self.sheet.modelAboutToBeReset.connect(self._note_place)
        self.freeze(CellDelegate(self))
        self.sheet.modelReset.connect(self._come_back)  # after the views, which forget where they were
        self._use_kept(table_places.kept(workspace.project_id))
        self.sheet.refusals_changed.connect(self.remember)  # at once: no crash takes away what somebody wrote

    # ---- what is chosen

    @property
    def participant_id(self) -> Id | None:
        """The participant of the current row."""
        return self.sheet.id_at(self.currentIndex().row()) if self.currentIndex().isValid() else None

    @property
    def attribute(self) -> Attribute | None:
        """The attribute of the current column."""
        at = self.currentIndex().column()
        return self.sheet.columns[at].attribute if 0 <= at < len(self.sheet.columns) else None

    def chosen_people(self) -> list[Id]:
        """The participants of the selected rows, from above."""
        rows = dict.fromkeys(row for row, _ in self.selected_places())
        return [each for row in rows if (each := self.sheet.id_at(row)) is not None]

    def begin_new(self) -> None:
        """Begin to write in the row of the new participant."""
        self.go(len(self.sheet.shown), 0)
        self.edit(self.currentIndex())

    def go_to(self, participant_id: Id, key: str = "label") -> None:
        """Show a participant, in the column of this key."""
        column = next((at for at, each in enumerate(self.sheet.columns) if each.key == key), 0)
        row = self.sheet.row_of(participant_id)
        if row >= 0:
            self.go(row, column)

    # ---- order

    def sort_by_current(self) -> None:
        """Sort by the current column: up, then down, then as in the project."""
        if self.currentIndex().isValid():
            self._sort_next(self.currentIndex().column())

    def shift(self, by: int) -> None:
        """Move the chosen participants up or down in the project; only where that is the order that is shown."""
        people = self.chosen_people()
        rows = sorted(map(self.sheet.row_of, people))
        before_row = rows[0] - 1 if by < 0 else rows[-1] + 2 if rows else -1
        if rows and 0 <= before_row <= len(self.sheet.shown):
            with self._workspace.attempt():
                self._workspace.project.participants.move(people, self.sheet.id_at(before_row))

    @property
    def shows_own_order(self) -> bool:
        """Whether the rows stand as in the project, all of them."""
        return not self.sheet.sort_key and len(self.sheet.shown) == len(self.sheet.people)

    def shift_attribute(self, by: int) -> None:
        """Move the current attribute to the left or right."""
        attributes = [column.attribute for column in self.sheet.columns[_FIXED:] if column.attribute is not None]
        current = self.attribute
        if current is None:
            return
        at = [each.id for each in attributes].index(current.id)
        self._move_attribute(attributes, at, at + by)

    def _move_attribute(self, attributes: list[Attribute], at: int, to: int) -> None:
        if not 0 <= to < len(attributes) or at == to:
            return
        before = to if to < at else to + 1
        with self._workspace.attempt():
            before_id = attributes[before].id if before < len(attributes) else None
            self._workspace.project.participants.move_attributes([attributes[at].id], before_id)

    def _sort_next(self, column: int) -> None:
        key = self.sheet.columns[column].key
        if self.sheet.sort_key != key:
            self.sheet.sort(column, Qt.SortOrder.AscendingOrder)
        elif not self.sheet.is_descending:
            self.sheet.sort(column, Qt.SortOrder.DescendingOrder)
        else:
            self.sheet.sort(-1)
        self._show_order()

    def _show_order(self) -> None:
        header = self.horizontalHeader()
        at = next((at for at, each in enumerate(self.sheet.columns) if each.key == self.sheet.sort_key), -1)
        order = Qt.SortOrder.DescendingOrder if self.sheet.is_descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicatorShown(at >= 0)
        header.setSortIndicator(at, order)

    def _on_column_dragged(self, logical: int, old: int, new: int) -> None:
        """A column that was dragged is an attribute that moves; fields and counts stay where they are."""
        if self._is_moving_back:
            return
        self._is_moving_back = True
        self.horizontalHeader().moveSection(new, old)
        self._is_moving_back = False
        attributes = [column.attribute for column in self.sheet.columns[_FIXED:] if column.attribute is not None]
        if logical >= _FIXED and not self._workspace.project.is_read_only:
            self._move_attribute(attributes, logical - _FIXED, max(0, new - _FIXED))

    # ---- place

    def remember(self) -> None:
        """Keep where somebody is."""
        self._note_place()
        person, key = self._place
        order = [self.sheet.sort_key, self.sheet.is_descending]
        cell = [person.hex() if person is not None else "", key]
        refused = [[who.hex(), key, *words] for (who, key), words in self.sheet.refused.items()]
        kept = {"cell": cell, "order": order, "widths": self._widths, "refused": refused}
        table_places.keep(self._workspace.project_id, kept)

    def _use_kept(self, kept: dict[str, Any]) -> None:
        self._widths = {str(key): int(width) for key, width in dict(kept.get("widths", {})).items()}
        refused = {(Id(bytes.fromhex(who)), at): (words, why) for who, at, words, why in kept.get("refused", ())}
        self.sheet.refused = {key: words for key, words in refused.items() if key[0] in self.sheet.people}
        key, is_descending = (*kept.get("order", ()), "", False)[:2]
        at = next((at for at, each in enumerate(self.sheet.columns) if each.key == key), -1)
        if at >= 0:
            self.sheet.sort(at, Qt.SortOrder.DescendingOrder if is_descending else Qt.SortOrder.AscendingOrder)
        person, column = (*kept.get("cell", ()), "", "")[:2]
        self._place = (Id(bytes.fromhex(person)) if person else None, column)
        self._come_back()

    def _note_place(self) -> None:
        current = self.currentIndex()
        if current.isValid() and current.column() < len(self.sheet.columns):
            self._place = (self.participant_id, self.sheet.columns[current.column()].key)
        for at, column in enumerate(self.sheet.columns if self._has_widths else ()):
            if self.columnWidth(at) != self._default_width(column.key):
                self._widths[column.key] = self.columnWidth(at)

    def _come_back(self) -> None:
        for at, column in enumerate(self.sheet.columns):
            self.setColumnWidth(at, self._widths.get(column.key, self._default_width(column.key)))
        self._has_widths = True
        self._show_order()
        person, key = self._place
        column_at = next((at for at, each in enumerate(self.sheet.columns) if each.key == key), 0)
        self.go(max(0, self.sheet.row_of(person)) if person is not None else 0, column_at)

    def _default_width(self, key: str) -> int:
        scale = self.fontMetrics().averageCharWidth() / 7
        return int(table_places.DEFAULT_WIDTHS_PX.get(key, table_places.ATTRIBUTE_WIDTH_PX) * max(1.0, scale))

    # ---- building

    def _prepare_header(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(_LEAST_COLUMN_PX)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.sectionClicked.connect(self._sort_next)
        header.sectionMoved.connect(self._on_column_dragged)
        header.customContextMenuRequested.connect(self._show_header_menu)

    def _show_header_menu(self, at: QPoint) -> None:
        column = self.horizontalHeader().logicalIndexAt(at)
        if column >= 0:
            self.go(max(0, self.currentIndex().row()), column)
            self.menu_wanted.emit(self.horizontalHeader().mapToGlobal(at))
