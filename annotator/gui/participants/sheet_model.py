"""The sheet of participants × attributes: what is in its cells, and how what is written there reaches the project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from annotator.gui.figures import figure
from annotator.gui.participants.cells_model import (
    CHOICES_ROLE,
    LONG_ROLE,
    QUIET_ROLE,
    REASON_ROLE,
    CellsModel,
    Index,
    Look,
    Outcome,
    Place,
)
from annotator.gui.participants.counts import Counts
from annotator.gui.participants.sheet_order import next_label, sorted_ids
from annotator.gui.participants.writing import Writing, misfit_reason
from annotator.gui.workspace import Workspace
from annotator.project.attribute_values import Attribute
from annotator.project.changes import Changes
from annotator.project.ids import Id
from annotator.project.number_words import DecimalMark, decimal_mark_of
from annotator.project.participants import FIELDS, Participant

COUNTS = ("documents", "words", "codings")
_NONE = QModelIndex()
_READABLE = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
_WRITABLE = _READABLE | Qt.ItemFlag.ItemIsEditable
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet: a field of participants, a count, or an attribute."""

    name: str
    attribute: Attribute | None = None

    @property
    def key(self) -> str:
        """What the column is known by, whatever it is called."""
        return self.name if self.attribute is None else self.attribute.id.hex()

    @property
    def is_count(self) -> bool:
        """Whether it only tells, and takes nothing."""
        return self.attribute is None and self.name in COUNTS

    @property
    def holds_numbers(self) -> bool:
        """Whether what is in it is read from the right."""
        return self.is_count or (self.attribute is not None and self.attribute.kind == "number")


class SheetModel(CellsModel):
    """A row for each participant that is shown, and one more in which a new one begins."""

    refusals_changed = Signal()  # `refused` holds other labels: what the project cannot take, two being alike

    def __init__(self, workspace: Workspace, counts: Counts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._counts = counts
        self._is_read_only = workspace.project.is_read_only
        self.people: dict[Id, Participant] = {}
        self.values: dict[tuple[Id, Id], str] = {}
        self.columns: list[Column] = []
        self.shown: list[Id] = []
        self.refused: dict[tuple[Id, str], tuple[str, str]] = {}
        self.sort_key, self.is_descending, self._wanted = "", False, ""
        self._searched: dict[Id, str] = {}  # the words of a row, for as long as nothing changes
        self._read()
        counts.changed.connect(self._repaint_counts)

    # ---- what is asked

    @property
    def takes_more_rows(self) -> bool:
        return not self._workspace.project.is_read_only and not self._wanted

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.shown) + self.takes_more_rows

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def id_at(self, row: int) -> Id | None:
        """The participant in a row; None in the row of the new one."""
        return self.shown[row] if 0 <= row < len(self.shown) else None

    def row_of(self, participant_id: Id) -> int:
        """The row of a participant, -1 where they are not shown."""
        return self.shown.index(participant_id) if participant_id in self.shown else -1

    def flags(self, index: Index) -> Qt.ItemFlag:
        can_write = not self._is_read_only and not self.columns[index.column()].is_count
        return _WRITABLE if can_write else _READABLE

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.name if column.attribute is not None else self._titles()[column.name]
        if role == Qt.ItemDataRole.ToolTipRole and column.attribute is not None:
            return f"{column.name} ({self.kind_words(column.attribute)})"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.holds_numbers else int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = index.row(), self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown_words(row, column)
        if role == Qt.ItemDataRole.EditRole:
            return self.words(row, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.holds_numbers else None
        if role == REASON_ROLE:
            return self._refusal(row, column)[1]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._refusal(row, column)[1] or self._shown_words(row, column) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(filter(None, (self._shown_words(row, column), self._refusal(row, column)[1])))
        if role == QUIET_ROLE:
            return column.is_count or row >= len(self.shown)
        if role == LONG_ROLE:
            kind = column.attribute.kind if column.attribute is not None else ""
            return column.name in ("pseudonym", "note") or kind == "text"
        if role == CHOICES_ROLE and column.attribute is not None:
            return {"choice": column.attribute.choices, "yes/no": ("yes", "no")}.get(column.attribute.kind)
        return None

    def look(self, row: int, column: int) -> Look:
        wanted = self.columns[column]
        is_quiet = wanted.is_count or row >= len(self.shown)
        return Look(self._shown_words(row, wanted), is_quiet, wanted.holds_numbers, self._refusal(row, wanted)[1])

    def words(self, row: int, column: int) -> str:
        wanted = self.columns[column]
        return self._refusal(row, wanted)[0] or self._kept(self.id_at(row), wanted)

    def toggled(self, row: int, column: int) -> str | None:
        attribute = self.columns[column].attribute
        if attribute is None or attribute.kind != "yes/no" or self._workspace.project.is_read_only:
            return None
        return {"": "yes", "yes": "no", "no": ""}.get(self._kept(self.id_at(row), self.columns[column]), "yes")

    def kind_words(self, attribute: Attribute) -> str:
        """What an attribute takes, in the user's language."""
        words = {
            "text": self.tr("text"),
            "number": self.tr("number"),
            "yes/no": self.tr("yes or no"),
            "date": self.tr("date"),
            "choice": self.tr("choice"),
        }
        return words[attribute.kind]

    # ---- what is done

    def write(self, cells: Mapping[Place, str]) -> Outcome:
        """As promised; a cell below the last row adds a participant, whose label follows on the last one's."""
        writing = Writing(self._workspace, self.people, self.values, self._marks(cells))
        new: dict[int, str] = {}
        for row in sorted({row for row, _ in cells if row >= len(self.shown)}):
            if any(words.strip() for (at, _), words in cells.items() if at == row):
                given = cells.get((row, 0), "").strip()
                new[row] = given or next_label([*(p.label for p in self.people.values()), *new.values()])
        for (row, at), words in cells.items():
            who = self.id_at(row) or new.get(row)
            column = self.columns[at] if at < len(self.columns) else None
            is_new_label = isinstance(who, str) and at == 0
            if who is not None and column is not None and not column.is_count and not is_new_label:
                writing.put(who, column.attribute or column.name, words)
        for label in new.values():
            writing.add(label)
        written = [
            (who, self.columns[at].key) for row, at in cells if (who := self.id_at(row)) and at < len(self.columns)
        ]
        outcome = writing.done()
        self._mark(writing, written)
        return outcome

    def forget_refused(self, places: Sequence[Place]) -> bool:
        gone = [(self.id_at(row) or Id(b""), self.columns[column].key) for row, column in places]
        there = [key for key in gone if self.refused.pop(key, None) is not None]
        if there:
            self._repaint()
            self.refusals_changed.emit()
        return bool(there)

    def accept_refused_choices(self, places: Sequence[Place]) -> None:
        """Let words that were refused in these cells be choices of their attributes, and values, as one operation."""
        people, values = self._workspace.project.participants, {}
        grown: dict[Id, list[str]] = {}
        for row, at in places:
            who, attribute = self.id_at(row), self.columns[at].attribute
            words = self._refusal(row, self.columns[at])[0].strip()
            if who is not None and attribute is not None and attribute.kind == "choice" and words:
                choices = grown.setdefault(attribute.id, list(attribute.choices))
                if words.casefold() not in map(str.casefold, choices):
                    choices.append(words)
                values[(who, attribute.id)] = words
        names = ", ".join(dict.fromkeys(c.name for c in self.columns if c.attribute and c.attribute.id in grown))
        with self._workspace.project.operation("attribute.set_choices", attribute=names):
            for attribute_id, choices in grown.items():
                people.set_choices(attribute_id, choices)
            people.set_values(values)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Show the rows by a column, -1 for the order of the project; nothing in the project changes."""
        self.sort_key = self.columns[column].key if 0 <= column < len(self.columns) else ""
        self.is_descending = order == Qt.SortOrder.DescendingOrder
        self._arrange()

    def filter(self, words: str) -> None:
        """Show the participants who have these words in some cell; none shows all."""
        self._wanted = " ".join(words.split()).casefold()
        self._arrange()

    def take(self, changes: Changes) -> None:
        """Follow an operation."""
        self._searched.clear()
        if changes.touches("attribute"):
            self.beginResetModel()
            self._read_columns()
            self.endResetModel()
        for cell, value in changes.participant_values.items():
            if value is None:
                self.values.pop(cell, None)
            else:
                self.values[cell] = value
        if changes.touches("participant"):
            before = list(self.people)
            self.people = {person.id: person for person in self._workspace.project.participants.all()}
            if list(self.people) != before:
                self._arrange(keeps=True)
        if changes.touches("participant"):
            self.refused = {key: why for key, why in self.refused.items() if key[0] in self.people}
        self._repaint_what_changed(changes)

    # ---- inside

    def _read(self) -> None:
        project = self._workspace.project
        self.people = {person.id: person for person in project.participants.all()}
        self.values = project.participants.values()
        self._read_columns()
        self._arrange()

    def _read_columns(self) -> None:
        attributes = self._workspace.project.participants.attributes()
        fixed = [Column(name) for name in (*FIELDS, *COUNTS)]
        self.columns = [*fixed, *(Column(attribute.name, attribute) for attribute in attributes)]

    def _arrange(self, *, keeps: bool = False) -> None:
        """Choose and sort the rows; where the order is to be kept, those that are new come last."""
        self.beginResetModel()
        wanted = [each for each in self.people if self._has_wanted(each)]
        if keeps and self.sort_key:
            there = set(self.shown)
            self.shown = [each for each in self.shown if each in self.people]
            self.shown += [each for each in wanted if each not in there]
        else:
            column = next((c for c in self.columns if c.key == self.sort_key), None)
            self.shown = wanted if column is None else sorted_ids(wanted, self._sort_words(column), self.is_descending)
        self.endResetModel()

    def _sort_words(self, column: Column) -> Mapping[Id, str]:
        return {each: self._kept(each, column) for each in self.people}

    def _has_wanted(self, participant_id: Id) -> bool:
        if not self._wanted:
            return True
        if participant_id not in self._searched:
            cells = (self._kept(participant_id, column) for column in self.columns if not column.is_count)
            self._searched[participant_id] = "\n".join(" ".join(words.split()).casefold() for words in cells if words)
        return self._wanted in self._searched[participant_id]

    def _kept(self, participant_id: Id | None, column: Column) -> str:
        """What the project says in a cell."""
        person = self.people.get(participant_id) if participant_id is not None else None
        if person is None or participant_id is None:
            return ""
        if column.attribute is not None:
            return self.values.get((participant_id, column.attribute.id), "")
        if column.is_count:
            return self._counts.of(participant_id, column.name)
        return str(getattr(person, column.name))

    def _shown_words(self, row: int, column: Column) -> str:
        if row >= len(self.shown):
            return self.tr("New participant…") if column.name == "label" and column.attribute is None else ""
        refused = self._refusal(row, column)[0]
        kept = self._kept(self.id_at(row), column)
        if column.attribute is not None and column.attribute.kind == "yes/no" and not refused:
            return {"yes": self.tr("yes"), "no": self.tr("no")}.get(kept, kept)
        return figure(int(kept)) if column.is_count and kept else refused or kept

    def _refusal(self, row: int, column: Column) -> tuple[str, str]:
        """Words that do not fit with the reason: values as they are kept, labels as they were written."""
        if column.attribute is not None:
            kept = self._kept(self.id_at(row), column)
            reason = misfit_reason(column.attribute, kept) if kept and column.attribute.kind != "text" else ""
            return (kept, reason) if reason else ("", "")
        return self.refused.get((self.id_at(row) or Id(b""), column.key), ("", ""))

    def _repaint_what_changed(self, changes: Changes) -> None:
        """One cell or row where it is one, all where it is many."""
        people = changes.ids("participant") | changes.ids("attribute_value", "participant_id")
        if len(people) == 1:
            self._repaint_row(self.row_of(next(iter(people))))
        elif people:
            self._repaint()

    def _repaint_row(self, row: int) -> None:
        if 0 <= row < self.rowCount():
            self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def _mark(self, writing: Writing, written: Sequence[tuple[Id, str]]) -> None:
        before = dict(self.refused)
        for cell in written:
            self.refused.pop(cell, None)
        self.refused.update(writing.refused_cells)
        if self.refused != before:
            self._repaint()
            self.refusals_changed.emit()

    def _marks(self, cells: Mapping[Place, str]) -> dict[Id, DecimalMark]:
        """How the numbers of each attribute are written, as all that is written together shows."""
        written: dict[Id, list[str]] = {}
        for (_, at), words in cells.items():
            attribute = self.columns[at].attribute if at < len(self.columns) else None
            if attribute is not None and attribute.kind == "number":
                written.setdefault(attribute.id, []).append(words)
        return {each: decimal_mark_of(words) for each, words in written.items()}

    def _titles(self) -> dict[str, str]:
        return {
            "label": self.tr("Participant"),
            "pseudonym": self.tr("Pseudonym"),
            "note": self.tr("Note"),
            "documents": self.tr("Documents"),
            "words": self.tr("Words"),
            "codings": self.tr("Codings"),
        }

    def _repaint(self) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def _repaint_counts(self) -> None:
        if self.shown:
            first = len(FIELDS)
            last = self.index(len(self.shown) - 1, first + len(COUNTS) - 1)
            self.dataChanged.emit(self.index(0, first), last)
