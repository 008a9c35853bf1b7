"""What every sheet of cells in this room can do: be written to in many places at once, and show what did not fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
Place = tuple[int, int]  # row, column
REASON_ROLE = Qt.ItemDataRole.UserRole + 1  # why a cell's words were not taken; nothing where they were
QUIET_ROLE = Qt.ItemDataRole.UserRole + 2  # whether a cell steps back, being no field to fill in
CHOICES_ROLE = Qt.ItemDataRole.UserRole + 3  # the values to choose from, where there are such
LONG_ROLE = Qt.ItemDataRole.UserRole + 4  # whether a cell may hold several lines


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of writing to cells: how many changed, (words, reason) of those that did not fit, who was added.

    `cut_cells` counts what was pasted where there is no row or column.
    """

    written: int = 0
    refused: tuple[tuple[str, str], ...] = ()
    added: tuple[str, ...] = ()
    cut_cells: int = 0


@dataclass(frozen=True, slots=True)
class Look:
    """All that is painted of a cell, asked for once."""

    words: str
    is_quiet: bool = False
    is_number: bool = False
    reason: str = ""


class CellsModel(QAbstractTableModel):
    """A table whose cells are words."""

    def write(self, cells: Mapping[Place, str]) -> Outcome:
        """Write words to cells, as one operation; those that do not fit are marked, and the others written."""
        raise NotImplementedError

    def words(self, row: int, column: int) -> str:
        """What a cell holds, as it is copied and edited."""
        raise NotImplementedError

    def look(self, row: int, column: int) -> Look:
        """What is painted of a cell."""
        index = self.index(row, column)
        return Look(str(index.data() or ""), bool(index.data(QUIET_ROLE)))

    def toggled(self, row: int, column: int) -> str | None:
        """What the space bar makes of a cell; None where it does nothing."""
        return None

    def forget_refused(self, places: Sequence[Place]) -> bool:
        """Drop the marks of cells whose words did not fit. Returns whether there were any."""
        return False

    @property
    def takes_more_rows(self) -> bool:
        """Whether what is pasted below the last row makes new rows."""
        return False

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        return self.write({(index.row(), index.column()): str(value)}).written > 0
