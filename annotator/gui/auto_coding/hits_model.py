"""The passages that a rule found, by document, each with a tick. Asked only for the rows in sight."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from annotator.analysis.auto_coding import Hit, Source
from annotator.analysis.paragraph_numbers import ParagraphNumbers
from annotator.gui.auto_coding.work import Found, Spans
from annotator.project.ids import Id

Index = QModelIndex | QPersistentModelIndex
State = Literal["", "alike", "overlaps"]
WORDS = Qt.ItemDataRole.UserRole + 1  # (before, the passage, after), each on one line
STATE = Qt.ItemDataRole.UserRole + 2  # State: what the coder at work coded there already
NUMBER = Qt.ItemDataRole.UserRole + 3  # str: the paragraph of a passage; how many are ticked in a document
NAME = Qt.ItemDataRole.UserRole + 4  # str: what a code of its own would be called
_ON, _OFF, _PARTLY = Qt.CheckState.Checked, Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked
_CONTEXT_CHARS = 60
_HEAD_CHARS, _TAIL_CHARS = 160, 60


@dataclass(eq=False)
class _Group:
    """One document: a tick and a state for each of its passages."""

    source: Source
    hits: tuple[Hit, ...]
    ticks: bytearray
    states: list[State]
    numbers: ParagraphNumbers | None = field(default=None)

    def ticked(self) -> int:
        return sum(tick and state != "alike" for tick, state in zip(self.ticks, self.states, strict=True))

    def number_of(self, row: int) -> int:
        if self.numbers is None:
            self.numbers = ParagraphNumbers(self.source.text)
        return self.numbers.number_at(self.hits[row].start)


class HitsModel(QAbstractItemModel):
    """Documents, and under each its passages. Those that are coded alike already cannot be ticked."""

    ticked = Signal()  # other passages are ticked now

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: list[_Group] = []

    # ---- what is shown

    def show_found(self, found: Found) -> None:
        """Show these, all ticked."""
        self.beginResetModel()
        self._groups = [
            _Group(source, hits, bytearray(b"\x01" * len(hits)), [""] * len(hits)) for source, hits in found.groups
        ]
        self.endResetModel()
        self.ticked.emit()

    def mark(self, code_of: Callable[[Hit], Id | None], coded: dict[Id, Spans]) -> None:
        """Say of each passage whether it is coded with its code already, alike or in part."""
        for number, group in enumerate(self._groups):
            places: dict[str, _Coded] = {}
            for row, hit in enumerate(group.hits):
                if hit.name not in places:
                    in_documents = coded.get(code_of(hit) or Id(b""), {})
                    places[hit.name] = _Coded(in_documents.get(hit.document_id, []))
                group.states[row] = places[hit.name].state(hit)
            above = self.index(number, 0)
            self.dataChanged.emit(above, above)
            self.dataChanged.emit(self.index(0, 0, above), self.index(len(group.hits) - 1, 0, above))
        self.ticked.emit()

    def hits(self) -> Iterator[Hit]:
        """The passages that are ticked, and not coded alike already."""
        for group in self._groups:
            for hit, tick, state in zip(group.hits, group.ticks, group.states, strict=True):
                if tick and state != "alike":
                    yield hit

    def every_hit(self) -> Iterator[Hit]:
        """Every passage that is listed."""
        return (hit for group in self._groups for hit in group.hits)

    @property
    def ticked_count(self) -> int:
        """How many `hits` gives."""
        return sum(group.ticked() for group in self._groups)

    @property
    def count(self) -> int:
        """How many passages are listed."""
        return sum(len(group.hits) for group in self._groups)

    def count_of(self, state: State) -> int:
        """How many passages are in this state."""
        return sum(group.states.count(state) for group in self._groups)

    def hit_at(self, index: Index) -> Hit | None:
        """The passage in a row; of a document, its first."""
        group = self._group_of(index)
        if group is None:
            return None
        return group.hits[index.row() if self._is_hit(index) else 0]

    def tick_all(self, is_on: bool) -> None:
        """Tick every passage, or none."""
        for number, group in enumerate(self._groups):
            self._tick_group(number, group, is_on)
        self.ticked.emit()

    def tick(self, indexes: Sequence[Index], is_on: bool) -> None:
        """Tick some rows, or take their ticks away; a document stands for all its passages."""
        for index in indexes:
            group = self._group_of(index)
            if group is None:
                continue
            if self._is_hit(index):
                group.ticks[index.row()] = is_on
                self.dataChanged.emit(index, index)
                self.dataChanged.emit(index.parent(), index.parent())
            else:
                self._tick_group(index.row(), group, is_on)
        self.ticked.emit()

    # ---- what Qt asks

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]
        if not self._is_hit(index):
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        if not parent.isValid():
            return len(self._groups)
        return 0 if self._is_hit(parent) else len(self._groups[parent.row()].hits)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_alike = self._is_hit(index) and self.data(index, STATE) == "alike"
        return plain if is_alike or not index.isValid() else plain | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        group = self._group_of(index)
        if group is None:
            return None
        if not self._is_hit(index):
            return self._of_document(group, role)
        row = index.row()
        if role == Qt.ItemDataRole.CheckStateRole:
            return _ON if group.ticks[row] and group.states[row] != "alike" else _OFF
        if role in (WORDS, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            words = _words(group.source.text, group.hits[row])
            return words if role == WORDS else self._spoken(group, row, words)
        if role == Qt.ItemDataRole.ToolTipRole:
            return group.source.text[group.hits[row].start : group.hits[row].end][:1000]
        return {STATE: group.states[row], NUMBER: f"¶ {group.number_of(row)}", NAME: group.hits[row].name}.get(role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.tick([index], Qt.CheckState(value) == _ON)
        return True

    def _of_document(self, group: _Group, role: int) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return group.source.name
        ticked, free = group.ticked(), len(group.hits) - group.states.count("alike")
        if role == Qt.ItemDataRole.CheckStateRole:
            return _OFF if not ticked else _ON if ticked == free else _PARTLY
        if role == NUMBER:
            return str(len(group.hits)) if ticked == len(group.hits) else f"{ticked} / {len(group.hits)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            count = self.tr("%n passage(s)", "", len(group.hits))
            return f"{group.source.name}, {count}"
        return None

    def _spoken(self, group: _Group, row: int, words: tuple[str, str, str]) -> str:
        states = {"alike": self.tr("coded so already"), "overlaps": self.tr("overlaps one that is coded so")}
        parts = (words[1], f"¶ {group.number_of(row)}", group.hits[row].name, states.get(group.states[row], ""))
        return ", ".join(part for part in parts if part)

    def _tick_group(self, number: int, group: _Group, is_on: bool) -> None:
        group.ticks[:] = bytes([is_on]) * len(group.hits)
        above = self.index(number, 0)
        self.dataChanged.emit(above, above)
        self.dataChanged.emit(self.index(0, 0, above), self.index(len(group.hits) - 1, 0, above))

    def _group_of(self, index: Index) -> _Group | None:
        if not index.isValid():
            return None
        return self._groups[index.internalId() - 1 if self._is_hit(index) else index.row()]

    def _is_hit(self, index: Index) -> bool:
        return index.isValid() and index.internalId() > 0


class _Coded:
    """The spans that are coded with one code in one document, in order of their beginnings."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans = spans
        # How far those up to each place reach: one that began long before may reach over many that began later.
        self._reach = list(accumulate((end for _, end in spans), max))

    def state(self, hit: Hit) -> State:
        place = bisect_left(self._spans, (hit.start, hit.end))
        if place < len(self._spans) and self._spans[place] == (hit.start, hit.end):
            return "alike"
        reaches_in = place > 0 and self._reach[place - 1] > hit.start
        begins_in = place < len(self._spans) and self._spans[place][0] < hit.end
        return "overlaps" if reaches_in or begins_in else ""


def _words(text: str, hit: Hit) -> tuple[str, str, str]:
    """The passage with what stands around it in its paragraph, each on one line; a long one without its middle."""
    line_start = text.rfind("\n", 0, hit.start) + 1
    line_end = text.find("\n", hit.end)
    line_end = line_end if line_end >= 0 else len(text)
    first, last = max(line_start, hit.start - _CONTEXT_CHARS), min(line_end, hit.end + _CONTEXT_CHARS)
    before = "…" * (first > line_start) + text[first : hit.start]
    after = text[hit.end : last] + "…" * (last < line_end)
    passage = text[hit.start : hit.end]
    if len(passage) > _HEAD_CHARS + _TAIL_CHARS:
        passage = f"{passage[:_HEAD_CHARS]} … {passage[-_TAIL_CHARS:]}"
    return _line(before), _line(passage), _line(after)


def _line(words: str) -> str:
    return words.replace("\n", " ").replace("\t", " ")
