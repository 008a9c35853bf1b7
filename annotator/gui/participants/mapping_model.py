"""What each column of a file becomes, as cells to choose in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import get_args

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, Qt, Signal

from annotator.gui.participants.attribute_dialog import KIND_WORDS
from annotator.gui.participants.cells_model import CHOICES_ROLE, QUIET_ROLE, CellsModel, Index, Outcome, Place
from annotator.importers.attribute_mapping import (
    ColumnMapping,
    TableMapping,
    Use,
    as_attribute,
    choices_in,
    decimal_mark,
    guessed_attribute,
    unclear_number,
)
from annotator.importers.attribute_table import AttributeTable
from annotator.project.attribute_values import Attribute, AttributeKind
from annotator.project.collection import folded
from annotator.project.number_words import DecimalMark, readings

HEADING, VALUES, BECOMES, KIND = range(4)
_NONE = QModelIndex()
_VALUES_SHOWN = 6


class MappingModel(CellsModel):
    """A row for each column of the file."""

    mapped = Signal()  # something becomes something else

    def __init__(self, attributes: Sequence[Attribute], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._attributes = {attribute.name: attribute for attribute in attributes}
        self.table = AttributeTable((), ())
        self.mapping = TableMapping(())

    def show(self, table: AttributeTable, mapping: TableMapping) -> None:
        """Show the columns of another table."""
        self.beginResetModel()
        self.table, self.mapping = table, mapping
        self.endResetModel()
        self.mapped.emit()

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.mapping.columns)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else 4

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        is_open = index.column() == BECOMES or (index.column() == KIND and self._is_kind_open(index.row()))
        return flags | Qt.ItemFlag.ItemIsEditable if is_open else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            heads = (self.tr("Column in the file"), self.tr("First values"), self.tr("Becomes"), self.tr("Kind"))
            return heads[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.words(index.row(), index.column())
        if role == QUIET_ROLE:
            is_left_out = self.mapping.columns[index.row()].use == "skip"
            return (
                index.column() == VALUES
                or is_left_out
                or (index.column() == KIND and not self._is_kind_open(index.row()))
            )
        if role == CHOICES_ROLE and index.column() == BECOMES:
            return (*self._use_words().values(), *self._attributes)
        if role == CHOICES_ROLE and index.column() == KIND:
            return tuple(self._kinds(index.row()))
        return None

    def words(self, row: int, column: int) -> str:
        mapped = self.mapping.columns[row]
        if column == HEADING:
            return self.table.headings[row]
        if column == VALUES:
            return ", ".join(list(dict.fromkeys(filter(None, self.table.column(row))))[:_VALUES_SHOWN])
        if column == BECOMES:
            is_known = mapped.use == "attribute" and mapped.name in self._attributes
            return mapped.name if is_known else self._use_words()[mapped.use]
        return self._said_kind(row) if mapped.use == "attribute" else ""

    def write(self, cells: Mapping[Place, str]) -> Outcome:
        """Take what was chosen; other words than those to choose from are passed over."""
        written = 0
        for (row, column), words in cells.items():
            chosen = self._chosen(row, words) if column == BECOMES else self._of_kind(row, column, words)
            if chosen is not None and chosen != self.mapping.columns[row]:
                self.mapping = self.mapping.with_column(row, chosen)
                written += 1
        if written:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 3))
            self.mapped.emit()
        return Outcome(written)

    def toggled(self, row: int, column: int) -> str | None:
        """The space bar leaves a column out, or takes it in again."""
        if column in (BECOMES, HEADING):
            use: Use = "attribute" if self.mapping.columns[row].use == "skip" else "skip"
            self.write({(row, BECOMES): self._use_words()[use]})
        return None

    def _chosen(self, row: int, words: str) -> ColumnMapping | None:
        known = next((a for name, a in self._attributes.items() if folded(name) == folded(words)), None)
        use = next((use for use, said in self._use_words().items() if folded(said) == folded(words)), None)
        if use == "attribute":
            same = self._attributes.get(self.table.headings[row])
            fresh = guessed_attribute(self.table.headings[row], self.table.column(row), decimal_mark(self.table, row))
            return fresh if same is None else as_attribute(same, self.table, row)
        if use is not None:
            return ColumnMapping(use)
        return None if known is None else as_attribute(known, self.table, row)

    def _of_kind(self, row: int, column: int, words: str) -> ColumnMapping | None:
        chosen = next((each for said, each in self._kinds(row).items() if folded(said) == folded(words)), None)
        if column != KIND or chosen is None or not self._is_kind_open(row):
            return None
        kind, mark = chosen
        mapped = self.mapping.columns[row]
        if not self._is_new(row):
            return replace(mapped, decimal_mark=mark)
        choices = choices_in(self.table.column(row)) if kind == "choice" else ()
        return replace(mapped, kind=kind, choices=choices, decimal_mark=mark)

    def _kinds(self, row: int) -> dict[str, tuple[AttributeKind, DecimalMark]]:
        """What can be chosen as the kind of a column, in words; what may be two numbers is said with both."""
        found: dict[str, tuple[AttributeKind, DecimalMark]] = {}
        cell = unclear_number(self.table, row)
        for kind, said in self._kind_words().items():
            if kind == "number" and cell:
                for mark, reading in readings(cell).items():
                    found[self._number_words(said, cell, reading)] = (kind, mark)
            elif self._is_new(row):
                found[said] = (kind, decimal_mark(self.table, row) if kind == "number" else "")
        return found

    def _said_kind(self, row: int) -> str:
        mapped = self.mapping.columns[row]
        said, cell = self._kind_words()[mapped.kind], unclear_number(self.table, row)
        if mapped.kind != "number" or not cell:
            return said
        mark: DecimalMark = mapped.decimal_mark or ("" if "," in cell else ".")
        return self._number_words(said, cell, readings(cell)[mark] if mark else "?")

    def _number_words(self, kind: str, cell: str, reading: str) -> str:
        return self.tr("{number}: {cell} is {reading}").format(number=kind, cell=cell, reading=reading)

    def _is_kind_open(self, row: int) -> bool:
        """Whether its kind, or how its numbers are read, can be chosen."""
        mapped = self.mapping.columns[row]
        return self._is_new(row) or (mapped.kind == "number" and bool(unclear_number(self.table, row)))

    def _is_new(self, row: int) -> bool:
        mapped = self.mapping.columns[row]
        return mapped.use == "attribute" and mapped.name not in self._attributes

    def _use_words(self) -> dict[Use, str]:
        return {
            "label": self.tr("Label of the participant"),
            "pseudonym": self.tr("Pseudonym"),
            "note": self.tr("Note"),
            "attribute": self.tr("New attribute"),
            "skip": self.tr("Left out"),
        }

    def _kind_words(self) -> dict[AttributeKind, str]:
        translate = QCoreApplication.translate
        return {kind: translate("AttributeDialog", str(KIND_WORDS[kind])) for kind in get_args(AttributeKind)}
