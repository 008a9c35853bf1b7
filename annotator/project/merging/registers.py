"""What a row is once everything that was ever done to it is known, in whatever order the copies came together.

Each field is a register: the last write wins, ties go by the operation's id. A row is gone only where somebody deleted
it who knew all that had been written in it; what was edited elsewhere meanwhile is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from annotator.project.ids import Id
from annotator.project.merging.causality import Causality
from annotator.project.merging.sides import Event, Row

if TYPE_CHECKING:
    from annotator.project.changes import Image

# Who merges two of these knows where everything of the one goes. A coding that went as a twin has no such heir.
GIVING_PLACE = ("code", "participant")
# Said where the row began, and yet on purpose: there is no row before there is a value.
_SAID_AT_ONCE = {("attribute_value", "value")}
# Of two rows that are one, the older's values stay; but of words that somebody wrote, the last.
_WORDS = {"definition", "when_to_use", "when_not_to_use", "note", "pseudonym", "preunderstanding", "decisions"}


@dataclass(frozen=True, slots=True)
class Write:
    """One value that an operation gave to a field."""

    operation_id: Id
    row_id: Id
    value: Any
    is_first: bool  # written where the row began, and not on purpose in this field


@dataclass(slots=True)
class Register:
    """A row's fields with all that was written in them, and what speaks for and against its being there."""

    table: str
    writes: dict[str, list[Write]] = field(default_factory=lambda: defaultdict(list))
    untouched: dict[str, Any] = field(default_factory=dict)  # as it was before all that was taken back
    taken_back: dict[str, list[Id]] = field(default_factory=lambda: defaultdict(list))  # by what wrote it and by undo
    stood: list[Id] = field(default_factory=list)  # the operations that wrote in it
    deletes: list[Event] = field(default_factory=list)

    @property
    def made_by(self) -> Id | None:
        """The operation with which the row began, if that is known."""
        return next((each.operation_id for writes in self.writes.values() for each in writes if each.is_first), None)

    def winner(self, column: str, causality: Causality) -> Write | None:
        """The write that counts; None where none is known."""
        written = self.writes.get(column, ())
        on_purpose = [each for each in written if not each.is_first]
        if on_purpose:
            return max(on_purpose, key=lambda each: causality.nodes[each.operation_id].order)
        by_age = sorted(written, key=lambda each: each.row_id)
        said = [each for each in by_age if each.value not in ("", None)]
        if said and column in _WORDS:
            return max(said, key=lambda each: causality.nodes[each.operation_id].order)
        return next(iter(said or by_age), None)

    def last_among(self, column: str, operations: Collection[Id], causality: Causality) -> Write | None:
        """The last write of some operations; what is empty where a row begins is none."""
        written = (each for each in self.writes.get(column, ()) if each.operation_id in operations)
        found = [each for each in written if not each.is_first or each.value not in ("", None)]
        return max(found, key=lambda each: causality.nodes[each.operation_id].order, default=None)

    def standing_deletes(self, causality: Causality) -> list[Event]:
        """The deletes that nothing speaks against: who deleted knew all that was written.

        A code that was merged into another is not missed where it was edited elsewhere: its codings have a new home.
        """
        return [each for each in self.deletes if not any(_refutes(stood, each, causality) for stood in self.stood)]

    def is_refuted_elsewhere(self, delete: Event, causality: Causality) -> bool:
        """Whether the row was written in where the delete was not known, or where a merge had brought it back."""
        if _gave_its_place(delete, causality):
            return False
        return any(_refutes(stood, delete, causality) for stood in self.stood)

    def last_deleted(self, operations: Collection[Id], causality: Causality) -> Image | None:
        """The row as the last of some operations found it that deleted it."""
        found = [each for each in self.deletes if each.operation_id in operations]
        last = max(found, key=lambda each: causality.nodes[each.operation_id].order, default=None)
        return None if last is None else last.before


def _gave_its_place(delete: Event, causality: Causality) -> bool:
    """Whether a row went because it was merged into another."""
    is_able = delete.table in GIVING_PLACE
    return is_able and causality.heir(delete.operation_id, delete.table, delete.row_id) is not None


def _refutes(stood: Id, delete: Event, causality: Causality) -> bool:
    if _gave_its_place(delete, causality):
        return causality.had(stood, delete.operation_id)
    return not causality.had(delete.operation_id, stood)


def registers_of(events: Iterable[Event], causality: Causality) -> dict[Id, Register]:
    """The registers of the rows that some events are about."""
    by_row: dict[Id, list[Event]] = defaultdict(list)
    for event in events:
        by_row[event.row_id].append(event)
    return {row_id: _register(of_one, causality) for row_id, of_one in by_row.items()}


def joined(registers: Sequence[Register]) -> Register:
    """One register of rows that are one."""
    made = Register(registers[0].table)
    for each in registers:
        for column, writes in each.writes.items():
            made.writes[column] += writes
        for column, operation_ids in each.taken_back.items():
            made.taken_back[column] += operation_ids
        made.untouched = each.untouched | made.untouched
        made.stood += each.stood
        made.deletes += each.deletes
    return made


def _register(events: list[Event], causality: Causality) -> Register:
    events.sort(key=lambda event: causality.nodes[event.operation_id].order)
    made = Register(events[0].table)
    for event in events:
        if event.after is None:
            made.deletes.append(event)
            continue
        made.stood.append(event.operation_id)
        if event.before is not None:
            _take_writes(made, event, event.before, causality, is_first=False)
        elif (before := _deleted_before(made, event, causality)) is not None:
            _take_writes(made, event, before, causality, is_first=False)
        else:
            _take_writes(made, event, None, causality, is_first=True)
    return made


def _take_writes(made: Register, event: Event, before: Image | None, causality: Causality, *, is_first: bool) -> None:
    assert event.after is not None
    is_meant = before is None or causality.says_something(event.operation_id)
    for column, value in event.after.items():
        if before is not None and before.get(column) == value:
            continue
        if before is not None and not is_meant:
            made.untouched.setdefault(column, before.get(column))
            made.taken_back[column].append(event.operation_id)
        else:
            is_given = is_first and (event.table, column) not in _SAID_AT_ONCE
            made.writes[column].append(Write(event.operation_id, event.row_id, value, is_given))


def _deleted_before(made: Register, event: Event, causality: Causality) -> Image | None:
    """As what a row was deleted that comes back by this event."""
    known = [each for each in made.deletes if causality.had(event.operation_id, each.operation_id)]
    return known[-1].before if known else None


def values_of(register: Register, row: Row | None, causality: Causality) -> Row:
    """The fields of a row, as they are where nothing is known to have been written."""
    values = {**(row or {}), **register.untouched}
    for column in register.writes:
        winner = register.winner(column, causality)
        if winner is not None:
            values[column] = winner.value
    return values
