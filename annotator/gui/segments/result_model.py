"""The found segments as rows of a table, with a heading above each group."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from annotator.analysis.segment_material import Place
from annotator.analysis.segment_order import Column, Group, GroupedBy
from annotator.gui import theme
from annotator.gui.memos.presence import MemoPresence
from annotator.gui.segments.answering import Answer
from annotator.gui.segments.stored_texts import StoredTexts
from annotator.gui.workspace import Workspace
from annotator.project.codes import PATH_SEPARATOR
from annotator.project.ids import Id

Index = QModelIndex | QPersistentModelIndex
COLOUR = Qt.ItemDataRole.UserRole + 1  # str, "#RRGGBB", of the code
SECOND_LINE = Qt.ItemDataRole.UserRole + 2  # str, the codes above it
COLUMNS: tuple[Column, ...] = ("words", "code", "participant", "document", "paragraph", "coder", "memo")
_SHOWN_CHARS = 600
_SPOKEN_CHARS = 200


class ResultModel(QAbstractTableModel):
    """Rows by group; a group can be closed. Words are read when a row comes into sight."""

    def __init__(self, workspace: Workspace, texts: StoredTexts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._texts = texts
        self._presence = MemoPresence.of(workspace)
        self.answer: Answer | None = None
        self._grouped_by: GroupedBy = ""
        self._closed: set[Id | None] = set()
        self._groups: list[Group] = []
        self._starts: list[int] = []  # the row of each group's first line
        self._count = 0

    def show(self, answer: Answer | None, grouped_by: GroupedBy) -> None:
        """Show another answer; groups that were closed stay so."""
        self.beginResetModel()
        if grouped_by != self._grouped_by:
            self._closed.clear()
        self.answer = answer
        self._grouped_by = grouped_by
        self._fill()
        self.endResetModel()

    def place_at(self, row: int) -> Place | None:
        """The segment in a row; None in a heading."""
        line = self._line(row)
        return line if isinstance(line, Place) else None

    def group_at(self, row: int) -> Group | None:
        """The group whose heading is in a row."""
        line = self._line(row)
        return line if isinstance(line, Group) else None

    def is_closed(self, group: Group) -> bool:
        """Whether only the heading of a group is shown."""
        return group.key in self._closed

    def toggle(self, group: Group) -> None:
        """Close a group, or open it again."""
        self.beginResetModel()
        self._closed ^= {group.key}
        self._fill()
        self.endResetModel()

    def rows_of(self, wanted: Iterable[tuple[Id, int]]) -> list[int]:
        """The rows of segments, given by coding and start."""
        keys = set(wanted)
        ids = {coding_id for coding_id, _ in keys}
        if not ids:
            return []
        return [
            start + self._headings + place
            for start, group in zip(self._starts, self._groups, strict=True)
            if group.key not in self._closed
            for place, each in enumerate(group.places)
            if each.id in ids and (each.id, each.start) in keys
        ]

    def heading_words(self, group: Group) -> str:
        """What a group is called."""
        assert self.answer is not None
        material, key = self.answer.material, group.key
        if key is None:
            return self.tr("Nobody known")
        if self._grouped_by == "code":
            return PATH_SEPARATOR.join(material.paths[key])
        if self._grouped_by == "participant":
            return material.participants[key].label
        return material.documents[key].name if self._grouped_by == "document" else material.coders[key].name

    def group_rows(self) -> list[int]:
        """The rows that hold headings."""
        return self._starts if self._headings else []

    @property
    def _headings(self) -> int:
        """How many lines stand above the segments of a group."""
        return 1 if self._grouped_by else 0

    def _line(self, row: int) -> Place | Group | None:
        if not 0 <= row < self._count:
            return None
        number = bisect_right(self._starts, row) - 1
        place = row - self._starts[number] - self._headings
        return self._groups[number].places[place] if place >= 0 else self._groups[number]

    # ---- the table

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.place_at(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical:
            return None
        titles = (
            self.tr("Words"),
            self.tr("Code"),
            self.tr("Participant"),
            self.tr("Document"),
            "¶",
            self.tr("Coder"),
            self.tr("Memo"),
        )
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if column == "memo" else titles[section]
        if role == Qt.ItemDataRole.DecorationRole and column == "memo":
            return theme.icon("memo")
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.tr("Paragraph") if column == "paragraph" else titles[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._line(index.row())
        if line is None or self.answer is None:
            return None
        if isinstance(line, Group):
            is_words = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return self._heading(line) if is_words and index.column() == 0 else None
        return self._of_place(line, COLUMNS[index.column()], role)

    def _heading(self, group: Group) -> str:
        count = self.tr("%n segment(s)", None, len(group.places))
        return f"{self.heading_words(group)} · {count}"

    def _of_place(self, place: Place, column: Column, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(place, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(place, column)
        if column == "code" and role in (COLOUR, SECOND_LINE):
            code = self._workspace.code(place.code_id)
            path = self.answer.material.paths.get(place.code_id, ()) if self.answer else ()
            return code.colour if role == COLOUR and code else PATH_SEPARATOR.join(path[:-1]) if role != COLOUR else ""
        if column == "memo" and role == Qt.ItemDataRole.DecorationRole:
            return theme.icon("memo") if place.id in self._presence.coding_ids else QIcon()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(place, column)
        return None

    def _words(self, place: Place, column: Column) -> str:
        assert self.answer is not None
        material = self.answer.material
        if column == "words":
            words = self._texts.words(place)
            return words if len(words) <= _SHOWN_CHARS else words[:_SHOWN_CHARS] + "…"
        if column == "code":
            return material.paths[place.code_id][-1]
        if column == "participant":
            person = material.participant_of(place)
            return person.label if person is not None else ""
        if column == "document":
            return material.documents[place.document_id].name
        if column == "coder":
            return material.coders[place.coder_id].initials
        return str(place.first) if column == "paragraph" else ""

    def _tooltip(self, place: Place, column: Column) -> str:
        assert self.answer is not None
        if column == "code":
            return PATH_SEPARATOR.join(self.answer.material.paths[place.code_id])
        if column == "coder":
            return self.answer.material.coders[place.coder_id].name
        if column == "paragraph":
            return self.tr("Show it in the transcript")
        if column == "memo":
            return self.tr("Has a memo") if place.id in self._presence.coding_ids else ""
        return "" if column == "words" else self._words(place, column)

    def _spoken(self, place: Place, column: Column) -> str:
        """A row as a screen reader says it, beginning with its words."""
        if column == "memo":
            return self._tooltip(place, column)
        if column != "words":
            return self._words(place, column) or self.tr("nobody known")
        others = (self._words(place, each) for each in ("code", "participant", "document"))
        paragraph = self.tr("paragraph {number}").format(number=place.first)
        return ", ".join((self._texts.words(place)[:_SPOKEN_CHARS], *others, paragraph))

    def _fill(self) -> None:
        """Count the lines; the segments themselves stay where they are, since there may be 200,000."""
        self._groups = list(self.answer.groups) if self.answer is not None else []
        lengths = [self._headings + (0 if g.key in self._closed else len(g.places)) for g in self._groups]
        *self._starts, self._count = accumulate(lengths, initial=0)
