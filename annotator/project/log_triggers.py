"""The temporary triggers that write the log, generated from the schema.

They live as long as the connection does, so they never need migrating. `History` decides under which operation they
write; without one the row of the log has no operation, which the file refuses, and the change fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import Table

from annotator.project.place_shifts import SHIFTED_TABLES
from annotator.project.schema import document_text, is_binary, logged_tables


@cache
def log_triggers() -> tuple[str, ...]:
    """The statements that make a connection log its changes."""
    return tuple(_statements())


def _statements() -> Iterator[str]:
    yield "CREATE TEMP TABLE current_operation (seq INTEGER NOT NULL, is_shifting INTEGER NOT NULL DEFAULT 0)"
    for table in logged_tables:
        yield from _of_logged(table)
    yield from _of_immutable(document_text)


def _of_logged(table: Table) -> Iterator[str]:
    before, after = _json_of(table, "OLD"), _json_of(table, "NEW")
    changed = " OR ".join(f'OLD."{column.name}" IS NOT NEW."{column.name}"' for column in table.columns)
    if table.name in SHIFTED_TABLES:
        changed = f"({changed}) AND NOT EXISTS (SELECT 1 FROM current_operation WHERE is_shifting)"
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


def _of_immutable(table: Table) -> Iterator[str]:
    """Rows that the log names but does not hold: they come with an operation, and never change or go."""
    for event, condition in (
        ("INSERT", "WHEN NOT EXISTS (SELECT 1 FROM current_operation)"),
        ("UPDATE", ""),
        ("DELETE", ""),
    ):
        yield (
            f"CREATE TEMP TRIGGER keep_{table.name}_{event} BEFORE {event} ON main.{table.name} {condition} BEGIN "
            f"SELECT RAISE(ABORT, 'a text is stored once and for all'); END"
        )


def _json_of(table: Table, row: str) -> str:
    def value(column: Any) -> str:
        name = f'{row}."{column.name}"'
        return f"iif({name} IS NULL, NULL, hex({name}))" if is_binary(column) else name

    return "json_object(" + ", ".join(f"'{column.name}', {value(column)}" for column in table.columns) + ")"
