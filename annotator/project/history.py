"""The operation log: who did what when, written by triggers, and read back to undo and redo.

While a project is open for writing, temporary triggers write each changed row's before and after image into
`change`, under the operation that is open. A change outside an operation fails.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, Final, Literal

from sqlalchemy import Connection, Table, insert, select

from annotator.project.changes import Changes, Image, Operation, RowChange
from annotator.project.ids import Id, new_id
from annotator.project.schema import SCHEMA_VERSION, change, is_binary, logged_tables, metadata, operation

UNDO: Final = "undo"
REDO: Final = "redo"
# What made the project what it is: nothing before or at such an operation can be undone.
_BARRIERS = frozenset({"project.create", "project.migrate"})
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
)


class History:
    """The log of one open project."""

    def __init__(self, connection: Connection, clock: Callable[[], int] = time.time_ns) -> None:
        self._connection = connection
        self._clock = clock
        newest = select(operation.c.time_us).order_by(operation.c.time_us.desc()).limit(1)
        self._newest_us = connection.execute(newest).scalar() or 0

    def install_triggers(self) -> None:
        """Log every change from now on, and refuse any outside an operation."""
        run = self._connection.exec_driver_sql
        run("CREATE TEMP TABLE current_operation (seq INTEGER NOT NULL)")
        for table in logged_tables:
            for statement in _trigger_statements(table):
                run(statement)

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
    ) -> int:
        """Write the row of a new operation and let the triggers log under it. Returns its sequence number."""
        written = self._connection.execute(
            insert(operation),
            {
                "id": new_id(),
                "kind": kind,
                "parameters": json.dumps(parameters, ensure_ascii=False),
                "coder_id": coder_id,
                "coder_name": coder_name,
                "time_us": self.next_time_us(),
                "schema_version": SCHEMA_VERSION,
                "undoes": undoes,
            },
        )
        assert written.inserted_primary_key is not None
        seq = int(written.inserted_primary_key[0])
        self._connection.exec_driver_sql("INSERT INTO temp.current_operation VALUES (?)", (seq,))
        return seq

    def end(self) -> None:
        """Let no change be logged until the next operation."""
        self._connection.exec_driver_sql("DELETE FROM temp.current_operation")

    def changes_of(self, seq: int) -> Changes:
        """What an operation touched."""
        row = self._connection.execute(select(*_OPERATION_COLUMNS).where(operation.c.seq == seq)).one()
        return Changes(_operation(row), tuple(self._row_changes(seq)))

    def operations(self, *, newest_first: bool = True, limit: int | None = None) -> list[Operation]:
        """The operations in the order in which this file took them in."""
        order = operation.c.seq.desc() if newest_first else operation.c.seq.asc()
        rows = self._connection.execute(select(*_OPERATION_COLUMNS).order_by(order).limit(limit))
        return [_operation(row) for row in rows]

    def undoable(self) -> Operation | None:
        """The operation that an undo would take back."""
        return self._next_target(UNDO)

    def redoable(self) -> Operation | None:
        """The undo that a redo would take back."""
        return self._next_target(REDO)

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
        for found in self._backwards():
            if found.id in taken_back or found.kind in _TRANSPARENT:
                continue
            if found.undoes is not None:
                taken_back.add(found.undoes)
            if found.kind in _BARRIERS or found.schema_version != SCHEMA_VERSION:
                return None
            if found.kind == UNDO:
                if wanted == REDO:
                    return found
            elif wanted == UNDO:
                return found
            elif found.kind != REDO:
                return None
        return None

    def _backwards(self) -> Iterator[Operation]:
        """The operations, newest first, read in growing portions: nearly always the first is enough."""
        before: int | None = None
        portion = 8
        while True:
            statement = select(*_OPERATION_COLUMNS).order_by(operation.c.seq.desc()).limit(portion)
            if before is not None:
                statement = statement.where(operation.c.seq < before)
            rows = self._connection.execute(statement).all()
            if not rows:
                return
            yield from map(_operation, rows)
            before = rows[-1].seq
            portion *= 4

    def _row_changes(self, seq: int) -> Iterator[RowChange]:
        statement = (
            select(change.c.table_name, change.c.row_id, change.c.before, change.c.after)
            .where(change.c.operation_seq == seq)
            .order_by(change.c.seq)
        )
        for table, row_id, before, after in self._connection.execute(statement):
            yield RowChange(table, row_id, _image(table, before), _image(table, after))


def _operation(row: Any) -> Operation:
    seq, row_id, kind, parameters, coder_name, time_us, schema_version, undoes = row
    return Operation(seq, row_id, kind, json.loads(parameters), coder_name, time_us, schema_version, undoes)


_BINARY = {table.name: tuple(c.name for c in table.columns if is_binary(c)) for table in logged_tables}


def _image(table: str, text: str | None) -> Image | None:
    if text is None:
        return None
    image: dict[str, Any] = json.loads(text)
    for column in _BINARY[table]:
        if image[column] is not None:
            image[column] = bytes.fromhex(image[column])
    return image


Action = Literal["insert", "update", "delete"]


def _action(row: RowChange) -> Action:
    if row.before is None:
        return "insert"
    return "delete" if row.after is None else "update"


def _put_back(connection: Connection, table_name: str, action: Action, rows: list[RowChange]) -> None:
    columns = [column.name for column in metadata.tables[table_name].columns]
    if action == "insert":
        statement = f"DELETE FROM {table_name} WHERE id=?"
        values: Iterable[tuple[Any, ...]] = [(row.row_id,) for row in rows]
    elif action == "delete":
        statement = f"INSERT INTO {table_name} ({', '.join(columns)}) VALUES ({', '.join('?' for _ in columns)})"
        values = [tuple(row.before[column] for column in columns) for row in rows if row.before]
    else:
        statement = f"UPDATE {table_name} SET {', '.join(f'{column}=?' for column in columns)} WHERE id=?"
        values = [(*(row.before[column] for column in columns), row.row_id) for row in rows if row.before]
    connection.exec_driver_sql(statement, list(values))


def _trigger_statements(table: Table) -> Iterator[str]:
    before, after = _json_of(table, "OLD"), _json_of(table, "NEW")
    changed = " OR ".join(f'OLD."{column.name}" IS NOT NEW."{column.name}"' for column in table.columns)
    for event, condition, row, old, new in (
        ("INSERT", "", "NEW", "NULL", after),
        ("UPDATE", f"WHEN {changed}", "OLD", before, after),
        ("DELETE", "", "OLD", before, "NULL"),
    ):
        yield (
            f"CREATE TEMP TRIGGER log_{table.name}_{event} AFTER {event} ON main.{table.name} {condition} BEGIN "
            f"INSERT INTO change (operation_seq, table_name, row_id, before, after) "
            f"VALUES ((SELECT seq FROM current_operation), '{table.name}', {row}.id, {old}, {new}); END"
        )


def _json_of(table: Table, row: str) -> str:
    def value(column: Any) -> str:
        name = f'{row}."{column.name}"'
        return f"iif({name} IS NULL, NULL, hex({name}))" if is_binary(column) else name

    return "json_object(" + ", ".join(f"'{column.name}', {value(column)}" for column in table.columns) + ")"
