"""What has to be told before a merge: two values for one field, rows that stay though one side deleted them."""

from __future__ import annotations

from typing import Any

from annotator.project.collection import folded
from annotator.project.ids import Id
from annotator.project.merging.in_play import SPAN_COLUMNS, InPlay, name_of
from annotator.project.merging.plan import UNSAID_COLUMNS, Conflict, Kept
from annotator.project.merging.registers import Register, Write
from annotator.project.merging.sides import Row, Side

# Where rows began, these were not said, or are what made two rows one.
_UNSAID_AT_FIRST = frozenset({"colour", "initials", "kind", "source_name", "source_format", "source_sha256"})
_NAMES = frozenset({"name", "label"})


class Telling(InPlay):
    """Collects the conflicts and what is kept, for a person to see and choose."""

    def __init__(self, mine: Side, theirs: Side) -> None:
        super().__init__(mine, theirs)
        self._told: set[tuple[Id, str]] = set()

    def tell_conflicts(self, table: str, row_id: Id, values: Row, register: Register) -> None:
        """Say where both sides wrote, and not the same, and neither knew what the other wrote."""
        for column in register.writes:
            if column in UNSAID_COLUMNS or column in SPAN_COLUMNS.get(table, ()):
                continue
            mine = register.last_among(column, self.my_news, self.causality)
            theirs = register.last_among(column, self.their_news, self.causality)
            if mine is None or theirs is None or self._are_alike(column, mine, theirs):
                continue
            winner = register.winner(column, self.causality)
            takes_theirs = winner is not None and winner.operation_id in self.their_news
            self.add_conflict(table, row_id, column, name_of(table, values), mine, theirs, takes_theirs)

    def add_conflict(
        self, table: str, row_id: Id, column: str, name: str, mine: Write, theirs: Write, takes_theirs: bool
    ) -> None:
        """Take a conflict in; one of a field is enough."""
        if (row_id, column) in self._told:
            return
        self._told.add((row_id, column))
        one, other = self.causality.nodes[mine.operation_id], self.causality.nodes[theirs.operation_id]
        values, names = (mine.value, theirs.value), (one.coder_name, other.coder_name)
        made = Conflict(table, row_id, column, name, *values, *names, one.time_us, other.time_us, takes_theirs)
        self.conflicts.append(made)

    def _are_alike(self, column: str, mine: Write, theirs: Write) -> bool:
        """Whether there is nothing to choose between two values."""
        if self._said(mine.value) == self._said(theirs.value):
            return True
        if not self.causality.are_concurrent(mine.operation_id, theirs.operation_id):
            return True
        if not (mine.is_first and theirs.is_first):
            return False
        return column in _UNSAID_AT_FIRST or (column in _NAMES and folded(mine.value) == folded(theirs.value))

    def _said(self, value: Any) -> Any:
        return self.canonical(Id(value)) if isinstance(value, bytes) else value

    def tell_kept(self, table: str, row_id: Id, values: Row, register: Register) -> None:
        """Say what one side deleted and the other keeps."""
        news = self.my_news | self.their_news
        for event in register.deletes:
            if event.operation_id in news and not self._came_back(register, event.operation_id):
                by = self.causality.nodes[event.operation_id].coder_name
                self.kept.append(Kept(table, row_id, name_of(table, values), by))

    def _came_back(self, register: Register, delete_id: Id) -> bool:
        return any(self.causality.had(stood, delete_id) for stood in register.stood)
