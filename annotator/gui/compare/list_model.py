"""The places of a comparison as rows of a list: all, those where coders differ, those that are open or settled."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Final, Literal, NamedTuple, get_args

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.analysis.differences import Difference, Kind
from annotator.analysis.paragraphs import Paragraphs
from annotator.analysis.settlements import Settlement
from annotator.gui.compare.comparison import Comparison
from annotator.gui.compare.words import DifferenceWords

Index = QModelIndex | QPersistentModelIndex
Shown = Literal["all", "differences", "open", "settled"]
SHOWN: Final[tuple[Shown, ...]] = get_args(Shown)
LOOK = Qt.ItemDataRole.UserRole + 1  # a `RowLook`
_SHOWN_CHARS = 200
_SPOKEN_CHARS = 160


class RowLook(NamedTuple):
    """All that a row shows: asked for at once, since each question from Qt costs as much as its answer.

    `codes` are names and colours, `quotation` the first of the words, and `outcome` is empty where the place is open.
    """

    kind: Kind
    codes: tuple[tuple[str, str], ...]
    paragraph: int
    quotation: str
    who: str
    outcome: str


class DifferenceList(QAbstractListModel):
    """Rows in reading order. `text_of` gives the words of a span, `paragraphs` their numbers."""

    def __init__(
        self,
        comparison: Comparison,
        words: DifferenceWords,
        text_of: Callable[[int, int], str],
        paragraphs: Callable[[], Paragraphs],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._comparison = comparison
        self._words = words
        self._text_of = text_of
        self._paragraphs = paragraphs
        self._numbers: list[int] = []
        self.shown: Shown = "differences"

    def show(self, shown: Shown) -> None:
        """Show these places, as they are now."""
        self.beginResetModel()
        self.shown = shown
        self._numbers = [n for n in range(len(self._comparison.differences)) if self._is_in(n, shown)]
        self.endResetModel()

    def counts(self) -> dict[Shown, int]:
        """How many places each choice shows."""
        total, settled = len(self._comparison.differences), self._comparison.settled_count
        differing = total - self._comparison.agreement_count
        return {"all": total, "differences": differing, "open": differing - settled, "settled": settled}

    def follow(self, numbers: Iterable[int]) -> None:
        """Some places are settled now, or open again: only their rows come, go, or say other things."""
        for number in sorted(numbers):
            row = bisect_left(self._numbers, number)
            was_in, is_in = self.row_of(number) >= 0, self._is_in(number, self.shown)
            if was_in and is_in:
                self.dataChanged.emit(self.index(row), self.index(row))
            elif was_in:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._numbers[row]
                self.endRemoveRows()
            elif is_in:
                self.beginInsertRows(QModelIndex(), row, row)
                self._numbers.insert(row, number)
                self.endInsertRows()

    def refresh(self) -> None:
        """The rows say other things now."""
        if self._numbers:
            self.dataChanged.emit(self.index(0), self.index(len(self._numbers) - 1))

    def number_at(self, row: int) -> int:
        """Which place is in a row; -1 where there is no such row."""
        return self._numbers[row] if 0 <= row < len(self._numbers) else -1

    def row_of(self, number: int) -> int:
        """The row of a place; -1 where it is not shown."""
        row = bisect_left(self._numbers, number)
        return row if row < len(self._numbers) and self._numbers[row] == number else -1

    def next_from(self, number: int, step: int) -> int:
        """The next place shown after (1) or before (-1) one that may not be shown itself; -1 where there is none."""
        row = bisect_left(self._numbers, number + 1) if step > 0 else bisect_left(self._numbers, number) - 1
        return self.number_at(row)

    def next_open(self, number: int) -> int:
        """The next place after one where coders differ and nothing is decided, from the top again; -1 if none is."""
        return self._comparison.next_open(number)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._numbers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        number = self.number_at(index.row())
        if number < 0:
            return None
        place = self._comparison.differences[number]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words.codes(place)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self._spoken(number)
        return self._look(number, place) if role == LOOK else None

    def _look(self, number: int, place: Difference) -> RowLook:
        return RowLook(
            kind=place.kind,
            codes=tuple(map(self._words.look, place.code_ids)),
            paragraph=self._paragraphs().number_at(place.start),
            quotation=self._text_of(place.start, min(place.end, place.start + _SHOWN_CHARS)),
            who=self._words.who(place, self._comparison.coder_ids),
            outcome=self._words.outcome(place, self._settlement(number)),
        )

    def _settlement(self, number: int) -> Settlement | None:
        return self._comparison.settlement(number) if self._comparison.is_settled(number) else None

    def _spoken(self, number: int) -> str:
        """A row as a screen reader says it."""
        place = self._comparison.differences[number]
        words = self._text_of(place.start, min(place.end, place.start + _SPOKEN_CHARS))
        paragraph = self.tr("paragraph {number}").format(number=self._paragraphs().number_at(place.start))
        state = self._words.state(place, self._settlement(number))
        who = self._words.who(place, self._comparison.coder_ids)
        kind = self._words.kind(place)
        return "\n".join(filter(None, (f"{kind}: {self._words.codes(place)}", who, state, paragraph, f"“{words}”")))

    def _is_in(self, number: int, shown: Shown) -> bool:
        if shown == "all":
            return True
        if self._comparison.differences[number].is_agreement:
            return False
        return shown == "differences" or self._comparison.is_settled(number) == (shown == "settled")
