"""The passages that a rule found, by document, each with a tick. Asked only for the rows in sight."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from annotator.analysis.auto_coding import Hit, Source
from annotator.analysis.paragraph_numbers import ParagraphNumbers
from annotator.gui.auto_coding.work import Found, Spans
from annotator.gui.figures import figure
from annotator.project.ids import Id

Index = QModelIndex | QPersistentModelIndex
State = Literal["", "alike", "overlaps"]
WORDS = Qt.ItemDataRole.UserRole + 1  # (before, the passage, after), each on one line
STATE = Qt.ItemDataRole.UserRole + 2  # State: what the coder at work coded there already
NUMBER = Qt.ItemDataRole.UserRole + 3  # str: the paragraph of a passage; how many are ticked in a document
NAME = Qt.ItemDataRole.UserRole + 4  # str: what a code of its own would be called
IS_DOCUMENT = Qt.ItemDataRole.UserRole + 5  # bool: whether the row is a document's
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

    def tick_all(self, is_on: bool) -> None:
        self.ticks[:] = bytes([is_on]) * len(self.hits)

    def number_of(self, row: int) -> int:
        if self.numbers is None:
            self.numbers = ParagraphNumbers(self.source.text)
        return self.numbers.number_at(self.hits[row].start)


class HitsModel(QAbstractListModel):
    """A row for each document, and after it one for each of its passages: a flat list, since it can be a long one.

    Passages that are coded alike already cannot be ticked.
    """

    ticked = Signal()  # other passages are ticked now

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: list[_Group] = []
        self._starts: list[int] = [0]  # the row of each document, and how many rows there are

    # ---- what is shown

    def show_found(self, found: Found, unticked: Collection[Hit] = frozenset()) -> None:
        """Show these, all ticked but some."""
        self.beginResetModel()
        self._groups = [
            _Group(source, hits, bytearray(b"\x01" * len(hits)), [""] * len(hits)) for source, hits in found.groups
        ]
        if unticked:
            for group in self._groups:
                group.ticks[:] = bytes(hit not in unticked for hit in group.hits)
        self._starts = list(accumulate((1 + len(group.hits) for group in self._groups), initial=0))
        self.endResetModel()
        self.ticked.emit()

    def mark(self, code_of: Callable[[Hit], Id | None], coded: dict[Id, Spans]) -> None:
        """Say of each passage whether it is coded with its code already, alike or in part."""
        for group in self._groups:
            places: dict[str, _Coded] = {}
            for row, hit in enumerate(group.hits):
                if hit.name not in places:
                    in_documents = coded.get(code_of(hit) or Id(b""), {})
                    places[hit.name] = _Coded(in_documents.get(hit.document_id, []))
                group.states[row] = places[hit.name].state(hit)
        self._tell_all()

    def hits(self) -> Iterator[Hit]:
        """The passages that are ticked, and not coded alike already."""
        for group in self._groups:
            for hit, tick, state in zip(group.hits, group.ticks, group.states, strict=True):
                if tick and state != "alike":
                    yield hit

    def unticked(self) -> frozenset[Hit]:
        """The passages whose tick was taken away."""
        return frozenset(
            hit for group in self._groups for hit, tick in zip(group.hits, group.ticks, strict=True) if not tick
        )

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
        if not index.isValid():
            return None
        group, row = self._place(index)
        return group.hits[max(row, 0)]

    def tick_all(self, is_on: bool) -> None:
        """Tick every passage, or none."""
        for group in self._groups:
            group.tick_all(is_on)
        self._tell_all()

    def tick(self, indexes: Sequence[Index], is_on: bool) -> None:
        """Tick some rows, or take their ticks away; a document stands for all its passages."""
        for index in indexes:
            group, row = self._place(index)
            if row < 0:
                group.tick_all(is_on)
            else:
                group.ticks[row] = is_on
        self._tell_all()

    # ---- what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._starts[-1]

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_alike = self.data(index, STATE) == "alike"
        return plain if is_alike or not index.isValid() else plain | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        group, row = self._place(index)
        if role == IS_DOCUMENT:
            return row < 0
        if row < 0:
            return self._of_document(group, role)
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
            count = figure(len(group.hits))
            return count if ticked == len(group.hits) else f"{figure(ticked)} / {count}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            count = self.tr("%n passage(s)", "", len(group.hits))
            return f"{group.source.name}, {count}"
        return None

    def _spoken(self, group: _Group, row: int, words: tuple[str, str, str]) -> str:
        states = {"alike": self.tr("coded so already"), "overlaps": self.tr("overlaps one that is coded so")}
        parts = (words[1], f"¶ {group.number_of(row)}", group.hits[row].name, states.get(group.states[row], ""))
        return ", ".join(part for part in parts if part)

    def _tell_all(self) -> None:
        if self._groups:
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))
        self.ticked.emit()

    def _place(self, index: Index) -> tuple[_Group, int]:
        """The document of a row, and which of its passages it is: -1 for the document itself."""
        number = bisect_right(self._starts, index.row()) - 1
        return self._groups[number], index.row() - self._starts[number] - 1


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
