"""From each schema version to the next: one function a step, all in one transaction, on the file itself.

A step changes tables with statements of its own and never imports `schema`, which speaks of the newest version.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection

from annotator.project.history import History
from annotator.project.ids import derived_id
from annotator.project.schema import SCHEMA_VERSION

_ID = re.compile("[0-9a-f]{32}")
Step = Callable[[Connection], None]


def _add_saved_tables(connection: Connection) -> None:
    """Version 2: tables of a report keep their definitions under a name."""
    connection.exec_driver_sql(
        "CREATE TABLE saved_table (id BLOB NOT NULL PRIMARY KEY, name TEXT NOT NULL, "
        "definition TEXT NOT NULL, order_key TEXT NOT NULL)"
    )


def _add_corrections_and_queries(connection: Connection) -> None:
    """Version 3: a text can be a correction of another, a coding can lose its words, queries keep their names."""
    statements = (
        "ALTER TABLE document_text ADD COLUMN base_id BLOB REFERENCES document_text(id) ON DELETE RESTRICT",
        "CREATE INDEX document_text_by_base ON document_text (base_id)",
        "ALTER TABLE coding ADD COLUMN lost_words TEXT NOT NULL DEFAULT ''",
        "DROP INDEX coding_by_place",
        "CREATE INDEX coding_by_place ON coding (document_id, start_char, end_char, code_id, coder_id, id)",
        "CREATE TABLE saved_query (id BLOB NOT NULL PRIMARY KEY, name TEXT NOT NULL, "
        "definition TEXT NOT NULL, order_key TEXT NOT NULL)",
    )
    for statement in statements:
        connection.exec_driver_sql(statement)


def _add_parents_and_meetings(connection: Connection) -> None:
    """Version 4: an operation names the one before it, so that copies can be brought together; memos of meetings."""
    statements = (
        "ALTER TABLE operation ADD COLUMN parents BLOB",
        "ALTER TABLE operation ADD COLUMN merged_by BLOB",
        "UPDATE operation SET parents = (SELECT earlier.id FROM operation AS earlier "
        "WHERE earlier.seq < operation.seq ORDER BY earlier.seq DESC LIMIT 1)",
        "CREATE INDEX change_by_row ON change (row_id)",
        "CREATE TABLE meeting (id BLOB NOT NULL PRIMARY KEY, "
        "memo_id BLOB NOT NULL REFERENCES memo(id) ON DELETE CASCADE, day TEXT NOT NULL DEFAULT '', "
        "present TEXT NOT NULL DEFAULT '[]', decisions TEXT NOT NULL DEFAULT '')",
        "CREATE INDEX meeting_by_memo ON meeting (memo_id)",
        "CREATE TABLE memo_link (id BLOB NOT NULL PRIMARY KEY, "
        "memo_id BLOB NOT NULL REFERENCES memo(id) ON DELETE CASCADE, "
        "coding_id BLOB REFERENCES coding(id) ON DELETE SET NULL, "
        "document_id BLOB REFERENCES document(id) ON DELETE SET NULL, start_char INTEGER, end_char INTEGER, "
        "words TEXT NOT NULL DEFAULT '', order_key TEXT NOT NULL)",
        *(f"CREATE INDEX memo_link_by_{of} ON memo_link ({of}_id)" for of in ("memo", "coding", "document")),
    )
    for statement in statements:
        connection.exec_driver_sql(statement)


def _give_meetings_ids(connection: Connection) -> None:
    """Version 5: what a meeting says beside its memo has an id of its own, also in the log. It had the memo's."""
    run = connection.exec_driver_sql
    ids = run("SELECT id FROM meeting UNION SELECT row_id FROM change WHERE table_name = 'meeting'").scalars().all()
    for old in ids:
        new = derived_id("meeting", old)
        run("UPDATE meeting SET id = ? WHERE id = ?", (new, old))
        run(
            "UPDATE change SET row_id = ?, before = json_set(before, '$.id', ?), after = json_set(after, '$.id', ?) "
            "WHERE table_name = 'meeting' AND row_id = ?",
            (new, new.hex().upper(), new.hex().upper(), old),
        )
    for seq, parameters in run("SELECT seq, parameters FROM operation WHERE parameters LIKE '%\"meeting\", %'").all():
        said = {name: _with_meetings_ids(value) for name, value in json.loads(parameters).items()}
        run("UPDATE operation SET parameters = ? WHERE seq = ?", (json.dumps(said, ensure_ascii=False), seq))


def _with_meetings_ids(value: Any) -> Any:
    """What a merge says of rows: lists that begin with the table and the id."""
    if not isinstance(value, list):
        return value
    if value[:1] == ["meeting"] and len(value) > 1 and _ID.fullmatch(str(value[1])):
        return [value[0], derived_id("meeting", bytes.fromhex(value[1])).hex(), *value[2:]]
    return [_with_meetings_ids(each) for each in value]


# STEPS[n] takes a file from version n to n + 1.
STEPS: Mapping[int, Step] = {
    1: _add_saved_tables,
    2: _add_corrections_and_queries,
    3: _add_parents_and_meetings,
    4: _give_meetings_ids,
}


def migrate(connection: Connection, version: int) -> None:
    """Bring a file of schema `version` to the present one, or leave it as it was and raise what stopped it.

    The log gets a line about it, at which undo stops.
    """
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            _take_steps(connection, version)
            connection.exec_driver_sql("COMMIT")
        except BaseException:  # whatever it is, also Ctrl+C: the file stays as it was
            connection.exec_driver_sql("ROLLBACK")
            raise
    finally:
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")


def _take_steps(connection: Connection, version: int) -> None:
    for step in range(version, SCHEMA_VERSION):
        STEPS[step](connection)
    connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise RuntimeError(f"a row of {broken[0]} would be left without its {broken[2]}")
    History(connection).note("project.migrate", {"from": version, "to": SCHEMA_VERSION})
