"""The rows that a merge is about, the registers behind them, and what has become one: what all its steps work on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from annotator.project import schema
from annotator.project.ids import Id
from annotator.project.merging.causality import Causality
from annotator.project.merging.plan import Conflict, Fold, Kept, NewText, RewrittenParagraph
from annotator.project.merging.registers import Register, Write, joined, registers_of
from annotator.project.merging.sides import Event, Row, Side, references

# Where words are, and which: what a merge makes of corrections is nobody's write, so these are read from the rows.
SPAN_COLUMNS = {
    "coding": ("start_char", "end_char", "lost_words"),
    "memo": ("start_char", "end_char"),
    "memo_link": ("start_char", "end_char"),
    "document": ("text_id",),
}
TABLES = tuple(table.name for table in schema.logged_tables)
REFERENCES = references()
NEEDED = {
    table: tuple(column for column, (_target, on_delete) in columns.items() if on_delete in ("CASCADE", "RESTRICT"))
    for table, columns in REFERENCES.items()
}


class InPlay:
    """Two sides, and the state they come to: `rows` has each row that either changed, or None where it is gone."""

    def __init__(self, mine: Side, theirs: Side) -> None:
        self.mine, self.theirs = mine, theirs
        self.my_touched: dict[str, set[Id]] = {}
        self.their_touched: dict[str, set[Id]] = {}
        self.causality = Causality((theirs.nodes | mine.nodes).values())
        self.known = mine.known | theirs.known
        self.causality.know(self.known)
        self.my_news, self.their_news = mine.known - theirs.known, theirs.known - mine.known
        self.content = {each for each in self.known if not self.causality.is_of_merging(each)}
        self.alias: dict[Id, Id] = {}
        self.family: dict[Id, list[Id]] = {}  # by a row: what earlier merges found to be one with it
        self.new_alias: dict[Id, str] = {}  # by the row that is gone: its table; not known to both sides yet
        self.rows: dict[str, dict[Id, Row | None]] = {name: {} for name in TABLES}
        self.table_of: dict[Id, str] = {}
        self.registers: dict[Id, Register] = {}
        self.folds: list[Fold] = []
        self.kept: list[Kept] = []
        self.confirmed: dict[Id, bool] = {}  # by merge
        self.reopened: dict[str, set[Id]] = defaultdict(set)  # rows that a merge found to be one with others
        self.worked_out: dict[str, set[Id]] = defaultdict(set)  # rows made of all that was written in them
        self.chosen: dict[Id, list[tuple[str, str, Write]]] = defaultdict(list)  # by row: table, column
        self.pairs: set[frozenset[Id]] = set()
        self.once_revived: dict[str, set[Id]] = defaultdict(set)  # earlier, and perhaps needed by nobody any more
        self.revived: list[tuple[str, Id]] = []
        self.moved: list[tuple[str, tuple[Id, ...]]] = []  # ways from a row that was merged to the one in its place
        self.overruled: set[tuple[Id, Id]] = set()  # deletes that do not count: operation and row
        self.conflicts: list[Conflict] = []
        self.rewritten: list[RewrittenParagraph] = []
        self.new_texts: list[NewText] = []
        self._there: dict[tuple[str, bool], set[Id]] = {}

    def canonical(self, row_id: Id) -> Id:
        """The row that a row has become."""
        while row_id in self.alias:
            row_id = self.alias[row_id]
        return row_id

    def to(self, row_id: Id | None) -> Id | None:
        """As `canonical`, of nothing too."""
        return None if row_id is None else self.canonical(row_id)

    def register(self, row_id: Id) -> Register:
        """All that is known to have been written in a row."""
        if row_id not in self.registers:
            self.read_registers([row_id])
        return self.registers[row_id]

    def read_registers(self, row_ids: Iterable[Id]) -> None:
        """Read at once what `register` would read one by one."""
        missing = {row_id for row_id in row_ids if row_id not in self.registers}
        if not missing:
            return
        found = self.all_registers(missing)
        for row_id in missing:
            self.registers[row_id] = found.get(row_id) or Register(self.table_of.get(row_id, ""))

    def all_registers(self, row_ids: Collection[Id]) -> dict[Id, Register]:
        """The registers of rows of which anything is known, read anew; with those of what became one with them."""
        ids = {each for row_id in row_ids for each in (row_id, *self.family.get(row_id, ()))}
        found = registers_of(self.events(ids, self.content), self.causality)
        for row_id in ids:
            for table, column, write in self.chosen.get(row_id, ()):
                found.setdefault(row_id, Register(table)).writes[column].append(write)
        for row_id in self.family.keys() & ids:
            members = [found[each] for each in sorted((row_id, *self.family[row_id])) if each in found]
            if members:
                found[row_id] = joined(members)
        return found

    def events(self, row_ids: Collection[Id], among: Collection[Id]) -> list[Event]:
        """What some operations did to some rows, as either log has it: from one of them something may be left out."""
        mine = list(self.mine.events(row_ids, among))
        told = {(event.operation_id, event.row_id) for event in mine}
        theirs = self.theirs.events(row_ids, among)
        return [*mine, *(event for event in theirs if (event.operation_id, event.row_id) not in told)]

    def there_are(self, side: Side, table: str) -> set[Id]:
        """The rows in play that a side has now."""
        there = self._there.get((table, side is self.mine))
        if there is None:
            there = self._there[table, side is self.mine] = set(side.rows(table, self.rows[table]))
        return there


def name_of(table: str, row: Row) -> str:
    """What people call a row."""
    return next((str(row[column]) for column in ("name", "label", "title", "value") if row.get(column)), "")
