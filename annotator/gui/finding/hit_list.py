"""The rows of the search room: what was found, under the document, memo or code that holds it, be it 100,000 hits."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.analysis.excerpts import excerpt
from annotator.analysis.searched_texts import Place, Source
from annotator.analysis.text_search import Span
from annotator.project.ids import Id

Index = QModelIndex | QPersistentModelIndex
CHECK = Qt.ItemDataRole.CheckStateRole


class Hit(NamedTuple):
    """A place in a source, in code points."""

    source: Source
    start: int
    end: int

    @property
    def key(self) -> tuple[Id, str, int, int]:
        """The same in the next search."""
        return (self.source.id, self.source.part, self.start, self.end)


@dataclass(slots=True)
class HitGroup:
    """All hits in one document, memo or code: its parts in order, each with its spans.

    Hits are made when they are asked for: a hundred thousand objects would make Python's collector stop the window.
    """

    place: Place
    id: Id
    parts: list[tuple[Source, list[Span]]]

    @property
    def count(self) -> int:
        """How many hits there are."""
        return sum(len(spans) for _, spans in self.parts)

    def hit(self, index: int) -> Hit:
        """The hit with this index, from 0. Raises IndexError."""
        for source, spans in self.parts:
            if index < len(spans):
                return Hit(source, *spans[index])
            index -= len(spans)
        raise IndexError(index)

    def hits(self) -> Iterator[Hit]:
        """The hits in order."""
        return (Hit(source, *span) for source, spans in self.parts for span in spans)

    def cut(self, most: int) -> None:
        """Keep only the first hits."""
        for _, spans in self.parts:
            del spans[max(most, 0) :]
            most -= len(spans)


class HitList(QAbstractListModel):
    """A flat list in which each group begins with a row of its own; the hits of a folded group have no rows."""

    def __init__(self, words_of: Callable[[HitGroup], str], parent: QObject) -> None:
        super().__init__(parent)
        self._words_of = words_of
        self.groups: list[HitGroup] = []
        self._first_rows: list[int] = []
        self._row_count = 0
        self._folded: set[Id] = set()
        self._ticked: set[tuple[Id, str, int, int]] = set()
        self.hit_count = self._text_hit_count = 0

    @property
    def text_hit_count(self) -> int:
        """How many hits are in transcripts, which can be coded."""
        return self._text_hit_count

    # ---- filling

    def clear(self) -> None:
        """Hold nothing; what is folded and ticked is remembered for hits that come again."""
        self.beginResetModel()
        self.groups, self._first_rows = [], []
        self._row_count = self.hit_count = self._text_hit_count = 0
        self.endResetModel()

    def forget_ticks(self) -> None:
        """Something else is searched for."""
        self._ticked.clear()

    def add(self, groups: Sequence[HitGroup]) -> None:
        """Put more groups at the end."""
        if not groups:
            return
        count = sum(self._height(group) for group in groups)
        self.beginInsertRows(QModelIndex(), self._row_count, self._row_count + count - 1)
        for group in groups:
            self.groups.append(group)
            self._first_rows.append(self._row_count)
            self._row_count += self._height(group)
            self.hit_count += group.count
            self._text_hit_count += group.count if group.place == "texts" else 0
        self.endInsertRows()

    # ---- what is where

    def group_at(self, row: int) -> HitGroup | None:
        """The group of a row."""
        return self.groups[bisect_right(self._first_rows, row) - 1] if 0 <= row < self._row_count else None

    def hit_at(self, row: int) -> Hit | None:
        """The hit in a row; None in the row that begins a group."""
        if not 0 <= row < self._row_count:
            return None
        place = bisect_right(self._first_rows, row) - 1
        inside = row - self._first_rows[place]
        return self.groups[place].hit(inside - 1) if inside else None

    def row_of(self, hit: Hit) -> int:
        """The row of a hit, or of its group where that is folded; -1 where it is not there."""
        for first, group in zip(self._first_rows, self.groups, strict=True):
            if group.id == hit.source.id:
                if group.id in self._folded:
                    return first
                return next((first + 1 + at for at, one in enumerate(group.hits()) if one.key == hit.key), -1)
        return -1

    def header_row(self, row: int) -> int:
        """The row that begins the group of a row."""
        return self._first_rows[bisect_right(self._first_rows, row) - 1]

    def is_folded(self, group: HitGroup) -> bool:
        """Whether the hits of a group have no rows."""
        return group.id in self._folded

    def is_codable(self, group: HitGroup) -> bool:
        """Whether the hits of a group can be ticked, to be coded: those in transcripts can."""
        return group.place == "texts"

    def all_hits(self) -> Iterator[Hit]:
        """Every hit in order, those of folded groups too."""
        return (hit for group in self.groups for hit in group.hits())

    def set_folded(self, row: int, is_folded: bool) -> None:
        """Fold the group of a row, or unfold it."""
        place = bisect_right(self._first_rows, row) - 1
        if place < 0 or self.is_folded(self.groups[place]) == is_folded:
            return
        group, first = self.groups[place], self._first_rows[place] + 1
        count = group.count
        if is_folded:
            self.beginRemoveRows(QModelIndex(), first, first + count - 1)
            self._folded.add(group.id)
            self._move_rows(place, -count)
            self.endRemoveRows()
        else:
            self.beginInsertRows(QModelIndex(), first, first + count - 1)
            self._folded.discard(group.id)
            self._move_rows(place, count)
            self.endInsertRows()
        self.dataChanged.emit(self.index(first - 1), self.index(first - 1))

    # ---- ticking

    @property
    def ticked_count(self) -> int:
        """How many hits are ticked."""
        return len(self._ticked)

    def forget_lost_ticks(self) -> None:
        """Hits that are not found any more are not ticked either."""
        if self._ticked:
            self._ticked &= {hit.key for hit in self.all_hits()}

    def ticked(self) -> list[Hit]:
        """The hits that are ticked, in order."""
        return [hit for hit in self.all_hits() if hit.key in self._ticked] if self._ticked else []

    def tick_state(self, row: int) -> Qt.CheckState:
        """Whether a hit is ticked; for the row of a group, whether its hits are."""
        hit, group = self.hit_at(row), self.group_at(row)
        hits = [hit] if hit is not None else list(group.hits()) if group is not None and self._ticked else []
        count = sum(one.key in self._ticked for one in hits)
        if not count:
            return Qt.CheckState.Unchecked
        return Qt.CheckState.Checked if count == len(hits) else Qt.CheckState.PartiallyChecked

    def tick(self, rows: Sequence[int], is_ticked: bool) -> None:
        """Tick the hits in these rows, with a row that begins a group all of its hits; or take the ticks away.

        Only hits in transcripts are ticked: a tick says what is to be coded.
        """
        for row in rows:
            hit, group = self.hit_at(row), self.group_at(row)
            if group is None or not self.is_codable(group):
                continue
            keys = [hit.key] if hit is not None else [one.key for one in group.hits()]
            if is_ticked:
                self._ticked.update(keys)
            else:
                self._ticked.difference_update(keys)
        if self._row_count:
            self.dataChanged.emit(self.index(0), self.index(self._row_count - 1), [CHECK])

    # ---- for Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._row_count

    def flags(self, index: Index) -> Qt.ItemFlag:
        group = self.group_at(index.row())
        can_tick = group is not None and self.is_codable(group)
        return super().flags(index) | (Qt.ItemFlag.ItemIsUserCheckable if can_tick else Qt.ItemFlag.NoItemFlags)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        group = self.group_at(index.row())
        if group is None:
            return None
        if role == CHECK:
            return self.tick_state(index.row()) if self.is_codable(group) else None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        hit = self.hit_at(index.row())
        return self._words_of(group) if hit is None else excerpt(hit.source.text, hit.start, hit.end).text

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != CHECK:
            return False
        self.tick([index.row()], value in (Qt.CheckState.Checked, Qt.CheckState.Checked.value))
        return True

    def _height(self, group: HitGroup) -> int:
        return 1 if group.id in self._folded else 1 + group.count

    def _move_rows(self, place: int, by: int) -> None:
        for later in range(place + 1, len(self._first_rows)):
            self._first_rows[later] += by
        self._row_count += by
