"""The operation log: who did what when, written by triggers, and read back to undo and redo.

While a project is open for writing, temporary triggers write each changed row's before and after image into
`change`, under the operation that is open. A change outside an operation fails.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, Literal

from sqlalchemy import Connection, bindparam, func, insert, select

from annotator.project.changes import Changes, Image, LoggedImage, Operation, RowChange
from annotator.project.ids import Id, new_id, split_ids
from annotator.project.log_triggers import log_triggers
from annotator.project.place_shifts import SHIFT, take_back
from annotator.project.schema import SCHEMA_VERSION, change, is_binary, logged_tables, metadata, operation

UNDO: Final = "undo"
REDO: Final = "redo"
MERGE: Final = "project.merge"
SEND_COPY: Final = "project.send_copy"
# What made the project what it is: nothing before or at such an operation can be undone.
_BARRIERS = frozenset({"project.create", "project.migrate", SEND_COPY})
# What an undo passes over: a coder who joined stays.
_TRANSPARENT = frozenset({"coder.join"})

_OPERATION_COLUMNS = (
    operation.c.seq,
    operation.c.id,
    operation.c.kind,
    operation.c.parameters,
    operation.c.coder_name,
    operation.c.time_us,
    operation.c.schema_version,
    operation.c.undoes,
    operation.c.merged_by,
)
# Made once: each operation asks.
_ONE = select(*_OPERATION_COLUMNS).where(operation.c.seq == bindparam("wanted"))
_BACKWARDS = (
    select(*_OPERATION_COLUMNS)
    .where(operation.c.merged_by.is_(None))
    .where(operation.c.seq < bindparam("before"))
    .order_by(operation.c.seq.desc())
    .limit(bindparam("portion"))
)
_ROW_CHANGES = "SELECT table_name, row_id, before, after FROM change WHERE operation_seq = ? ORDER BY seq"
_NEW = insert(operation)
_HEAD = select(operation.c.id).where(operation.c.merged_by.is_(None)).order_by(operation.c.seq.desc()).limit(1)
_RECEIVER = (
    select(operation.c.parameters)
    .where((operation.c.kind == SEND_COPY) & operation.c.merged_by.is_(None))
    .order_by(operation.c.seq.desc())
    .limit(1)
)
_LINEAGE = select(operation.c.kind, operation.c.undoes, operation.c.parents).where(
    operation.c.id == bindparam("wanted")
)
_JOINED_SINCE = (
    select(operation.c.seq)
    .where(operation.c.seq > bindparam("seq"), operation.c.kind.in_(_TRANSPARENT), operation.c.merged_by.is_(None))
    .order_by(operation.c.seq.desc())
)
_AFTER_ALL: Final = (1 << 63) - 1


class History:
    """The log of one open project."""

    def __init__(self, connection: Connection, clock: Callable[[], int] | None = None) -> None:
        self._connection = connection
        self._clock = clock or (lambda: time.time_ns())  # looked up each time, for who builds a study of weeks at once
        self._newest_us = 0
        self.catch_up()

    def catch_up(self) -> None:
        """Let the clock know what others have written since."""
        newest = select(operation.c.time_us).order_by(operation.c.time_us.desc()).limit(1)
        self._newest_us = max(self._newest_us, self._connection.execute(newest).scalar() or 0)

    def catch_up_to(self, time_us: int) -> None:
        """Let the clock know what has been seen elsewhere."""
        self._newest_us = max(self._newest_us, time_us)

    def install_triggers(self) -> None:
        """Log every change from now on, and refuse any outside an operation."""
        for statement in log_triggers():
            self._connection.exec_driver_sql(statement)

    def next_time_us(self) -> int:
        """A hybrid logical clock: microseconds since 1970, and later than everything that the file has seen."""
        self._newest_us = max(self._clock() // 1_000, self._newest_us + 1)
        return self._newest_us

    def begin(
        self,
        kind: str,
        parameters: dict[str, Any],
        coder_id: Id | None,
        coder_name: str,
        undoes: Id | None = None,
        parents: Sequence[Id] | None = None,
    ) -> int:
        """Write the row of a new operation and let the triggers log under it. Returns its sequence number.

        Its parent is the last operation that was done in this file, if none are given.
        """
        seq = self.note(kind, parameters, coder_id, coder_name, undoes, parents)
        self._connection.exec_driver_sql("INSERT INTO temp.current_operation (seq) VALUES (?)", (seq,))
        return seq

    def note(
        self,
        kind: str,
        parameters: dict[str, Any],
        coder_id: Id | None = None,
        coder_name: str = "",
        undoes: Id | None = None,
        parents: Sequence[Id] | None = None,
    ) -> int:
        """Write the row of an operation, under which nothing is logged. Returns its sequence number."""
        if parents is None:
            parents = self._parents_of(undoes)
        written = self._connection.execute(
            _NEW,
            {
                "id": new_id(),
                "kind": kind,
                "parameters": _json_text(parameters),
                "coder_id": coder_id,
                "coder_name": coder_name,
                "time_us": self.next_time_us(),
                "schema_version": SCHEMA_VERSION,
                "undoes": undoes,
                "parents": b"".join(parents),
            },
        )
        assert written.inserted_primary_key is not None
        return int(written.inserted_primary_key[0])

    def say_more(self, parameters: dict[str, Any]) -> None:
        """Other parameters for the operation that is open."""
        self._connection.exec_driver_sql(
            "UPDATE operation SET parameters = ? WHERE seq = (SELECT seq FROM temp.current_operation)",
            (_json_text(parameters),),
        )

    def end(self) -> None:
        """Let no change be logged until the next operation."""
        self._connection.exec_driver_sql("DELETE FROM temp.current_operation")

    def changes_of(self, seq: int) -> Changes:
        """What an operation touched."""
        row = self._connection.execute(_ONE, {"wanted": seq}).one()
        return Changes(_operation(row), tuple(self._row_changes(seq)))

    def operations(self, *, newest_first: bool = True, limit: int | None = None) -> list[Operation]:
        """The operations in the order in which this file took them in."""
        order = operation.c.seq.desc() if newest_first else operation.c.seq.asc()
        rows = self._connection.execute(select(*_OPERATION_COLUMNS).order_by(order).limit(limit))
        return [_operation(row) for row in rows]

    def size_of(self, target: Operation | None, most: int) -> int:
        """How many rows an operation touched, counted up to `most`; 0 of none."""
        if target is None:
            return 0
        some = select(change.c.seq).where(change.c.operation_seq == target.seq).limit(most).subquery()
        return int(self._connection.execute(select(func.count()).select_from(some)).scalar_one())

    def receiver(self) -> str:
        """For whom this file was made, where it is a copy that somebody sent; else nothing."""
        found = self._connection.execute(_RECEIVER).scalar()
        return "" if found is None else str(json.loads(found).get("receiver", ""))

    def head(self) -> Id | None:
        """The last operation that was done in this file; None in a file without any."""
        return self._connection.execute(_HEAD).scalar()

    def _parents_of(self, undoes: Id | None) -> tuple[Id, ...]:
        """What comes before an operation done now. One that takes a merge back has not what came with it before it."""
        head = self.head()
        parents = () if head is None else (head,)
        is_there = True  # whether what the merge brought is there afterwards
        while undoes is not None and (row := self._connection.execute(_LINEAGE, {"wanted": undoes}).first()):
            is_there = not is_there
            if row.kind == MERGE:
                own, *others = split_ids(row.parents)
                return (*parents, *others) if is_there else (own,)
            undoes = row.undoes
        return parents

    def undoable(self) -> Operation | None:
        """The operation that an undo would take back."""
        return self._next_target(UNDO)

    def redoable(self) -> Operation | None:
        """The undo that a redo would take back."""
        return self._next_target(REDO)

    def take_back(self, target: Operation) -> None:
        """Reverse an operation, as undo and redo do.

        Who joined after a merge goes with it: what the file knows then is what it knew before the merge.
        """
        if target.kind == MERGE:
            for (seq,) in self._connection.execute(_JOINED_SINCE, {"seq": target.seq}).all():
                self.reverse(seq)
        self.reverse(target.seq)

    def reverse(self, seq: int) -> None:
        """Put every row that an operation touched back to what it was before."""
        self._connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        rows = reversed(list(self._row_changes(seq)))
        for (table, action), group in groupby(rows, key=lambda row: (row.table, _action(row))):
            _put_back(self._connection, table, action, list(group))

    def _next_target(self, wanted: Literal["undo", "redo"]) -> Operation | None:
        """Walk back through the log, passing over what a later operation has taken back.

        An operation stands unless one that stands undoes it. The newest standing one that is no undo is next to be
        undone; the newest standing undo is next to be redone, if nothing new was done since.
        """
        taken_back: set[Id] = set()
        for row in self._backwards():
            if row.id in taken_back or row.kind in _TRANSPARENT or _is_whole_copy(row):
                continue
            if row.undoes is not None:
                taken_back.add(row.undoes)
            if row.kind in _BARRIERS or row.schema_version != SCHEMA_VERSION:
                return None
            if row.kind == UNDO:
                if wanted == REDO:
                    return _operation(row)
            elif wanted == UNDO:
                return _operation(row)
            elif row.kind != REDO:
                return None
        return None

    def _backwards(self) -> Iterator[Any]:
        """The rows of the operations, newest first, read in growing portions: nearly always the first is enough."""
        before = _AFTER_ALL
        portion = 8
        while True:
            rows = self._connection.execute(_BACKWARDS, {"before": before, "portion": portion}).all()
            if not rows:
                return
            yield from rows
            before = rows[-1].seq
            portion *= 4

    def _row_changes(self, seq: int) -> Iterator[RowChange]:
        # Past SQLAlchemy's types: a merge can bring tens of thousands, and nothing in them needs converting.
        for table, row_id, before, after in self._connection.exec_driver_sql(_ROW_CHANGES, (seq,)).all():
            yield RowChange(table, row_id, image_of(table, before), image_of(table, after))


def _is_whole_copy(row: Any) -> bool:
    """Whether a file was begun here as a copy from which nothing was left out."""
    return row.kind == SEND_COPY and not json.loads(row.parameters).get("left_out")


def _json_text(parameters: dict[str, Any]) -> str:
    """The parameters as JSON, with "?" for the halves of characters that a file's name may hold."""
    return json.dumps(parameters, ensure_ascii=False).encode("utf-8", "replace").decode()


def _operation(row: Any) -> Operation:
    seq, row_id, kind, parameters, coder_name, time_us, schema_version, undoes, merged_by = row
    return Operation(seq, row_id, kind, json.loads(parameters), coder_name, time_us, schema_version, undoes, merged_by)


_BINARY = {table.name: tuple(c.name for c in table.columns if is_binary(c)) for table in logged_tables} | {
    SHIFT: ("document_id",)
}


def image_of(table: str, text: str | None) -> Image | None:
    """A row as the log holds it."""
    # A table that another version had may be missing here.
    return None if text is None else LoggedImage(text, _BINARY.get(table, ()))


Action = Literal["insert", "update", "delete"]


def _action(row: RowChange) -> Action:
    if row.before is None:
        return "insert"
    return "delete" if row.after is None else "update"


def _put_back(connection: Connection, table_name: str, action: Action, rows: list[RowChange]) -> None:
    if table_name == SHIFT:
        for row in rows:
            take_back(connection, row.after)
        return
    columns = [column.name for column in metadata.tables[table_name].columns]
    read = itemgetter(*columns)
    if action == "insert":
        statement = f"DELETE FROM {table_name} WHERE id=?"
        values: list[tuple[Any, ...]] = [(row.row_id,) for row in rows]
    elif action == "delete":
        statement = f"INSERT INTO {table_name} ({', '.join(columns)}) VALUES ({', '.join('?' for _ in columns)})"
        values = [read(row.before) for row in rows if row.before]
    else:
        statement = f"UPDATE {table_name} SET {', '.join(f'{column}=?' for column in columns)} WHERE id=?"
        values = [(*read(row.before), row.after["id"]) for row in rows if row.before and row.after]
    connection.exec_driver_sql(statement, values)
