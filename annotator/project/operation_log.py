"""Reading the operation log by the thousand: which operations answer a question, and what they did, page by page.

Only reading; undo and redo are the business of `history`. Statements are short, so that whoever reads on another
thread keeps nobody from saving.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection

from annotator.project.changes import Image, Operation, RowChange
from annotator.project.collection import portions
from annotator.project.history import MERGE, REDO, UNDO, image_of
from annotator.project.ids import Id

_COLUMNS = "seq, id, kind, parameters, coder_name, time_us, schema_version, undoes, merged_by, coder_id"
# What an undo or a redo is about is what it took back.
_KIND = f"CASE WHEN kind IN ('{UNDO}', '{REDO}') THEN coalesce(json_extract(parameters, '$.of'), kind) ELSE kind END"
_FIRST_PORTION = 500  # what fills a screen is there at once
_PORTION = 10_000
_FEW_ROWS = 1_000
_MOST_SEQS = 500
_LATEST = (1 << 62, 1 << 62)
# What in a copy was done by others is theirs; a blind coder sees neither what they coded nor what they wrote.
_THEIR_OWN = ("coding.", "memo.", "meeting.", "consensus.", "import.comments")


@dataclass(frozen=True, slots=True)
class LogQuery:
    """What is asked of the log; what is left out asks nothing.

    `kinds` are beginnings of kinds ("code.", "coding."). `row_id` is a row that an operation touched or named, or one
    that merges found to mean the same: a code, a document. Times are microseconds since 1970, `until_us` is no longer
    part of it. `seen` are the coders whose codings and memos may be seen; None means all, and nobody's is hidden.
    """

    coder_name: str | None = None
    kinds: tuple[str, ...] = ()
    row_id: Id | None = None
    since_us: int | None = None
    until_us: int | None = None
    without_undone: bool = False
    seen: tuple[Id, ...] | None = None


class Found(NamedTuple):
    """An operation that answers a question."""

    seq: int
    time_us: int


@dataclass(frozen=True, slots=True)
class LogEntry:
    """An operation as a list shows it. `undone_by` is the standing undo that took it back."""

    operation: Operation
    coder_id: Id | None
    undone_by: Id | None

    @property
    def is_undone(self) -> bool:
        """Whether it was taken back, and not done again since."""
        return self.undone_by is not None


class OperationLog:
    """The log of one file, by a connection that only reads."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, query: LogQuery, wanted: Callable[[Operation], bool] | None = None) -> Iterator[list[Found]]:
        """What answers a question, newest first, in portions; an empty one only says that it goes on.

        `wanted` is asked about each of the rest, for what only words can tell.
        """
        seqs: set[int] | None = None
        if query.row_id is not None:
            seqs = set()
            for row_id in self.same_as(query.row_id):
                for portion in self._naming(row_id):
                    seqs |= portion
                    yield []
        undone = self.undone() if query.without_undone else {}
        conditions, values = _conditions(query)
        before, size = _LATEST, _FIRST_PORTION
        while rows := self._portion(conditions, values, before, size):
            before, size = (rows[-1][5], rows[-1][0]), _PORTION
            yield [
                Found(row[0], row[5])
                for row in rows
                if (seqs is None or row[0] in seqs)
                and row[1] not in undone
                and row[8] not in undone
                and (wanted is None or wanted(_made(row)))
            ]

    def answers(self, query: LogQuery, seq: int) -> bool:
        """Whether a new operation answers a question that asks for no row."""
        conditions, values = _conditions(query)
        statement = f"SELECT 1 FROM operation WHERE {' AND '.join(['seq = ?', *conditions])}"
        return self._connection.exec_driver_sql(statement, (seq, *values)).first() is not None

    def entries(self, seqs: Sequence[int], undone: Mapping[Id, Id] | None = None) -> dict[int, LogEntry]:
        """Some operations by their number; a page of them in about a millisecond, if `undone` is given as it is."""
        found: dict[int, LogEntry] = {}
        undone = self.undone() if undone is None else undone
        for portion in portions(seqs, _MOST_SEQS):
            marks = ", ".join("?" * len(portion))
            statement = f"SELECT {_COLUMNS} FROM operation WHERE seq IN ({marks})"
            for row in self._connection.exec_driver_sql(statement, tuple(portion)):
                operation = _made(row)
                by = undone.get(operation.id) or undone.get(operation.merged_by or Id(b""))
                found[operation.seq] = LogEntry(operation, row[9], by)
        return found

    def undone(self) -> dict[Id, Id]:
        """Which operations are taken back, each with the undo that stands. Costs what there are of undos."""
        found: dict[Id, Id] = {}
        statement = "SELECT id, undoes FROM operation WHERE kind IN (?, ?) ORDER BY time_us DESC, seq DESC"
        for row_id, undoes in self._connection.exec_driver_sql(statement, (UNDO, REDO)):
            if row_id not in found and undoes is not None:
                found.setdefault(undoes, row_id)
        return found

    def with_id(self, operation_id: Id, undone: Mapping[Id, Id] | None = None) -> LogEntry | None:
        """The operation of this id."""
        statement = "SELECT seq FROM operation WHERE id = ?"
        seq = self._connection.exec_driver_sql(statement, (operation_id,)).scalar()
        return None if seq is None else self.entries([seq], undone)[seq]

    def count(self, query: LogQuery) -> int:
        """How many operations answer a question that asks neither for a row nor for what stands."""
        conditions, values = _conditions(query)
        statement = f"SELECT count(*) FROM operation WHERE {' AND '.join(['1', *conditions])}"
        return int(self._connection.exec_driver_sql(statement, tuple(values)).scalar_one())

    def hidden_names(self, query: LogQuery) -> list[str]:
        """Who did what a blind coder may not see, by alphabet."""
        if query.seen is None:
            return []
        condition, values = _hidden(query.seen)
        statement = f"SELECT DISTINCT coder_name FROM operation WHERE coder_name <> '' AND {condition}"
        rows = self._connection.exec_driver_sql(statement, values)
        return sorted((row[0] for row in rows), key=str.casefold)

    def last_at(self, time_us: int) -> Operation | None:
        """The last operation that was done in this file at a time or before it."""
        statement = (
            f"SELECT {_COLUMNS} FROM operation WHERE time_us <= ? AND merged_by IS NULL "
            "ORDER BY time_us DESC, seq DESC LIMIT 1"
        )
        row = self._connection.exec_driver_sql(statement, (time_us,)).first()
        return None if row is None else _made(row)

    def coder_names(self) -> list[str]:
        """Everybody who did something, by alphabet, also those who have gone."""
        rows = self._connection.exec_driver_sql("SELECT DISTINCT coder_name FROM operation WHERE coder_name <> ''")
        return sorted((row[0] for row in rows), key=str.casefold)

    def rows_touched(self, seq: int) -> Counter[str]:
        """How many rows of each table an operation touched; of a very large one only "" with all together."""
        few = "SELECT table_name FROM change WHERE operation_seq = ? LIMIT ?"
        names = [row[0] for row in self._connection.exec_driver_sql(few, (seq, _FEW_ROWS + 1))]
        if len(names) <= _FEW_ROWS:
            return Counter(names)
        every = "SELECT count(*) FROM change WHERE operation_seq = ?"
        return Counter({"": int(self._connection.exec_driver_sql(every, (seq,)).scalar_one())})

    def first_rows(self, seq: int, most: int) -> list[tuple[int, RowChange]]:
        """The first rows that an operation touched with their numbers in the log, but codings after all others.

        Of an operation of many rows only those at its beginning and its end are looked at.
        """
        statement = "SELECT seq, table_name, row_id, before, after FROM change WHERE operation_seq = ? ORDER BY seq"
        portions = (f"{statement} LIMIT {_FEW_ROWS}", f"{statement} DESC LIMIT {most}")
        found = {row[0]: row for part in portions for row in self._connection.exec_driver_sql(part, (seq,))}
        chosen = sorted(found.values(), key=lambda row: (row[1] == "coding", row[0]))[:most]
        return [_row(row) for row in chosen]

    def span_of(self, seq: int) -> tuple[int, int]:
        """The first and the last number of an operation's rows in the log; (0, 0) of one without any."""
        statement = "SELECT seq FROM change WHERE operation_seq = ? ORDER BY seq"
        ends = (self._connection.exec_driver_sql(f"{statement} {way} LIMIT 1", (seq,)).scalar() for way in ("", "DESC"))
        first, last = ends
        return first or 0, last or 0

    def changes_of_row(self, table: str, row_id: Id) -> list[tuple[int, RowChange]]:
        """All that was done to one row, the oldest first, each with the number of its operation."""
        statement = (
            "SELECT operation_seq, table_name, row_id, before, after FROM change "
            "WHERE row_id = ? AND table_name = ? ORDER BY seq"
        )
        return [_row(row) for row in self._connection.exec_driver_sql(statement, (row_id, table))]

    def changes_of_table(self, table: str) -> list[tuple[int, RowChange]]:
        """All that was done to the rows of one table, the oldest first, each with the number of its operation."""
        statement = (
            "SELECT operation_seq, table_name, row_id, before, after FROM change WHERE table_name = ? ORDER BY seq"
        )
        return [_row(row) for row in self._connection.exec_driver_sql(statement, (table,))]

    def changes_by(self, kinds: Sequence[str], table: str, named: Id | None = None) -> list[tuple[int, RowChange]]:
        """Rows of a table that operations of some kinds touched, oldest first; only those that name a row, if given."""
        marks = ", ".join("?" * len(kinds))
        naming = "AND (instr(c.before, ?) OR instr(c.after, ?)) " if named is not None else ""
        wanted = (named.hex().upper(),) * 2 if named is not None else ()
        statement = (
            f"SELECT c.operation_seq, c.table_name, c.row_id, c.before, c.after FROM operation o "
            f"JOIN change c ON c.operation_seq = o.seq WHERE {_KIND} IN ({marks}) AND c.table_name = ? "
            f"{naming}ORDER BY c.seq"
        )
        return [_row(row) for row in self._connection.exec_driver_sql(statement, (*kinds, table, *wanted))]

    def row_after(self, table: str, row_id: Id, change_seq: int) -> Image | None:
        """A row as it was in this file right after a change of the log; None where it was not there.

        Spans that a correction only moved along are as they were logged last.
        """
        statement = (
            "SELECT c.before FROM change c JOIN operation o ON o.seq = c.operation_seq WHERE c.row_id = ? "
            "AND c.table_name = ? AND c.seq > ? AND o.merged_by IS NULL ORDER BY c.seq LIMIT 1"
        )
        later = self._connection.exec_driver_sql(statement, (row_id, table, change_seq)).first()
        if later is not None:
            return image_of(table, later[0])
        row = self._connection.exec_driver_sql(f"SELECT * FROM {table} WHERE id = ?", (row_id,)).mappings().first()
        return None if row is None else dict(row)

    def folds(self) -> dict[Id, Id]:
        """Rows that merges found to mean the same as another, each with the one that stands for both."""
        undone, found = self.undone(), dict[Id, Id]()
        statement = "SELECT id, parameters FROM operation WHERE kind = ? ORDER BY time_us, seq"
        for row_id, parameters in self._connection.exec_driver_sql(statement, (MERGE,)):
            if row_id not in undone:
                folded = json.loads(parameters).get("folded", ())
                found |= {Id(bytes.fromhex(gone)): Id(bytes.fromhex(kept)) for _, gone, kept in folded}
        return {gone: _last_of(found, gone) for gone in found}

    def same_as(self, row_id: Id) -> list[Id]:
        """The row that stands for this one, by itself in most cases, and all others that it stands for."""
        folds = self.folds()
        kept = folds.get(row_id, row_id)
        return [kept, *(gone for gone, into in folds.items() if into == kept)]

    def names_of_gone(self, table: str, column: str = "name") -> dict[Id, str]:
        """What the rows of a table that are there no more were called last, by when they went, the last first.

        What a merge made one with another row has not gone: that one stands for it.
        """
        there = {row[0] for row in self._connection.exec_driver_sql(f"SELECT id FROM {table}")} | self.folds().keys()
        statement = (
            f"SELECT row_id, json_extract(before, '$.{column}') FROM change "
            "WHERE seq > ? AND seq <= ? AND after IS NULL AND table_name = ? ORDER BY seq DESC"
        )
        found: dict[Id, str] = {}
        for start in reversed(range(0, self._last_change() + 1, _PORTION)):
            for row_id, name in self._connection.exec_driver_sql(statement, (start, start + _PORTION, table)):
                if row_id not in there:
                    found.setdefault(row_id, name)
        return found

    def _last_change(self) -> int:
        return int(self._connection.exec_driver_sql("SELECT max(seq) FROM change").scalar() or 0)

    def _portion(self, conditions: list[str], values: list[Any], before: tuple[int, int], size: int) -> list[Any]:
        where = " AND ".join(["(time_us, seq) < (?, ?)", *conditions])
        statement = f"SELECT {_COLUMNS} FROM operation WHERE {where} ORDER BY time_us DESC, seq DESC LIMIT {size}"
        return list(self._connection.exec_driver_sql(statement, (*before, *values)).all())

    def _naming(self, row_id: Id) -> Iterator[set[int]]:
        """The numbers of the operations that touched a row, or rows that name it."""
        own = "SELECT operation_seq FROM change WHERE row_id = ?"
        yield {row[0] for row in self._connection.exec_driver_sql(own, (row_id,))}
        wanted = row_id.hex().upper()
        for start in range(0, self._last_change() + 1, _PORTION):
            statement = (
                "SELECT operation_seq FROM change WHERE seq > ? AND seq <= ? AND (instr(before, ?) OR instr(after, ?))"
            )
            values = (start, start + _PORTION, wanted, wanted)
            yield {row[0] for row in self._connection.exec_driver_sql(statement, values)}


@contextmanager
def reading(path: Path) -> Iterator[OperationLog]:
    """The log of a project file, for another thread than the window's. Raises as `Project.open`."""
    from annotator.project.project import Project

    with Project.open(path, read_only=True, check=False) as project:
        yield OperationLog(project.connection)


def _last_of(folds: Mapping[Id, Id], gone: Id) -> Id:
    """What stands for a row in the end: a row that was kept may itself have gone into an older one."""
    seen = {gone}
    while (kept := folds.get(gone)) is not None and kept not in seen:
        seen.add(kept)
        gone = kept
    return gone


def _conditions(query: LogQuery) -> tuple[list[str], list[Any]]:
    asked: list[tuple[str, Iterable[Any]]] = []
    if query.coder_name is not None:
        asked.append(("coder_name = ?", (query.coder_name,)))
    if query.kinds:
        asked.append((_begins_with(query.kinds), (f"{kind}*" for kind in query.kinds)))
    if query.since_us is not None:
        asked.append(("time_us >= ?", (query.since_us,)))
    if query.until_us is not None:
        asked.append(("time_us < ?", (query.until_us,)))
    if query.without_undone:
        asked.append(("kind NOT IN (?, ?)", (UNDO, REDO)))
    if query.seen is not None:
        condition, theirs = _hidden(query.seen)
        asked.append((f"NOT {condition}", theirs))
    return [condition for condition, _ in asked], [value for _, values in asked for value in values]


def _hidden(seen: tuple[Id, ...]) -> tuple[str, tuple[Any, ...]]:
    """What all but some coders coded and wrote."""
    marks = ", ".join("?" * len(seen))
    condition = f"({_begins_with(_THEIR_OWN)} AND (coder_id IS NULL OR coder_id NOT IN ({marks})))"
    return condition, (*(f"{kind}*" for kind in _THEIR_OWN), *seen)


def _begins_with(kinds: Sequence[str]) -> str:
    return f"({' OR '.join([f'{_KIND} GLOB ?'] * len(kinds))})"


def _made(row: Any) -> Operation:
    seq, row_id, kind, parameters, coder_name, time_us, schema_version, undoes, merged_by = tuple(row)[:9]
    return Operation(seq, row_id, kind, json.loads(parameters), coder_name, time_us, schema_version, undoes, merged_by)


def _row(row: Any) -> tuple[int, RowChange]:
    number, table, row_id, before, after = row
    return number, RowChange(table, row_id, image_of(table, before), image_of(table, after))
