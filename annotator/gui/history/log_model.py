"""The list of operations as a model: days and under them what was done, read from the file as it comes into sight."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTime,
)

from annotator.analysis.log_days import LogDays
from annotator.gui.history.question import LogPart, operation_sentence
from annotator.gui.workspace import Workspace
from annotator.project.ids import Id
from annotator.project.operation_log import Found, LogEntry, OperationLog

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole  # LogEntry; None of a heading
COUNT = Qt.ItemDataRole.UserRole + 1  # str: how many operations are under a heading
TIME = Qt.ItemDataRole.UserRole + 2  # str
_ROLES = frozenset(
    int(role)
    for role in (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        ENTRY,
        COUNT,
        TIME,
    )
)
_BLOCK = 80
_MOST_KEPT = 4_000


class LogModel(QAbstractListModel):
    """Rows by number; an operation is read together with its neighbours when it is first shown."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._days = LogDays()
        self._entries: OrderedDict[int, LogEntry] = OrderedDict()
        self._undone: Mapping[Id, Id] = {}

    @property
    def count(self) -> int:
        """How many operations are listed."""
        return len(self._days.seqs)

    @property
    def undone(self) -> Mapping[Id, Id]:
        """What is taken back, each with the undo, as it was when the list was read."""
        return self._undone

    def clear(self) -> None:
        """List nothing."""
        self.show_all(LogDays(), {})

    def show_all(self, days: LogDays, undone: Mapping[Id, Id]) -> None:
        """List other operations."""
        self.beginResetModel()
        self._days, self._undone = days, undone
        self._entries.clear()
        self.endResetModel()

    def append(self, part: LogPart) -> None:
        """List older operations under those that are there."""
        if part.undone is not None:
            self._undone = part.undone
        more = LogDays()
        more.append(part.found)
        joins = bool(self._days.days and more.days and self._days.days[-1] == more.days[0])
        rows = len(self._days)
        self.beginInsertRows(QModelIndex(), rows, rows + len(more) - (2 if joins else 1))
        self._days.append(part.found)
        self.endInsertRows()

    def put_first(self, found: Found) -> None:
        """List an operation that was done just now."""
        self.beginInsertRows(QModelIndex(), 0 if self._days.is_other_day(found.time_us) else 1, 1)
        self._days.put_first(found)
        self.endInsertRows()
        self.dataChanged.emit(self.index(0), self.index(0))

    def entry_at(self, row: int) -> LogEntry | None:
        """The operation in a row; None of a heading."""
        if not 0 <= row < len(self._days):
            return None
        seq = self._days.seq_at(row)
        if seq is None:
            return None
        if seq not in self._entries:
            self._read_around(row)
        return self._entries.get(seq)

    def row_of(self, seq: int) -> int | None:
        """The row of an operation."""
        return self._days.row_of(seq)

    def is_heading(self, row: int) -> bool:
        """Whether a row is a day."""
        return 0 <= row < len(self._days) and self._days.heading_at(row) is not None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._days)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.is_heading(index.row()):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ROLES or not index.isValid():  # painting asks for many that there are not
            return None
        day = self._days.heading_at(index.row())
        if day is not None:
            return self._heading(index.row(), role)
        entry = self.entry_at(index.row())
        if entry is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._sentence(entry)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(entry)
        return {int(ENTRY): entry, int(TIME): time_words(entry.operation.time_us)}.get(int(role))

    def _heading(self, row: int, role: int) -> Any:
        day = self._days.heading_at(row)
        assert day is not None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)
        return QLocale().toString(self._days.count_on(row)) if role == COUNT else None

    def _sentence(self, entry: LogEntry) -> str:
        return operation_sentence(entry.operation, is_blind=self._workspace.sight.is_blind)

    def _spoken(self, entry: LogEntry) -> str:
        operation = entry.operation
        signs = [self.tr("undone")] if entry.is_undone else []
        signs += [self.tr("came by a merge")] if operation.merged_by is not None else []
        words = (time_words(operation.time_us), operation.coder_name, self._sentence(entry), *signs)
        return ", ".join(filter(None, words))

    def _read_around(self, row: int) -> None:
        rows = range(max(row - _BLOCK // 2, 0), min(row + _BLOCK // 2, len(self._days)))
        seqs = [seq for each in rows if (seq := self._days.seq_at(each)) is not None and seq not in self._entries]
        log = OperationLog(self._workspace.project.connection)
        self._entries |= log.entries(seqs, self._undone)
        while len(self._entries) > _MOST_KEPT:
            self._entries.popitem(last=False)


@lru_cache(maxsize=4_096)
def time_words(time_us: int) -> str:
    """The hour and minute of a time of the log, here."""
    return QLocale().toString(_moment(time_us).time(), QLocale.FormatType.ShortFormat)


def moment_words(time_us: int) -> str:
    """Day, hour and minute of a time of the log, here."""
    moment = _moment(time_us)
    day = QLocale().toString(moment.date(), QLocale.FormatType.LongFormat)
    time: QTime = moment.time()
    return f"{day}, {QLocale().toString(time, QLocale.FormatType.ShortFormat)}"


def _moment(time_us: int) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(time_us // 1_000)
