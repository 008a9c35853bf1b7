"""Rows that are left out of a copy, with every trace of them in its log.

They are removed from a private copy of the file, and nothing logs it: absence is no deletion, so that a merge brings
the copy home without taking anything away.
"""

from __future__ import annotations

import json
from collections.abc import Set
from typing import Any

from sqlalchemy import Connection

from annotator.project.copy_contents import CopyWishes
from annotator.project.ids import Id
from annotator.project.place_shifts import SHIFT
from annotator.project.schema import logged_tables

# Besides what goes with a document by itself: what people wrote about it.
_ABOUT_DOCUMENT = {
    "memo": {"document_id": "document", "coding_id": "coding"},
    "memo_link": {"document_id": "document", "coding_id": "coding"},
}
_HANGING_ON = {
    table.name: {
        column.name: key.column.table.name
        for column in table.columns
        for key in column.foreign_keys
        if key.ondelete == "CASCADE"
    }
    for table in logged_tables
}
_BY_CODER = ("coding", "memo")
_NAMING_ATTRIBUTES = ("saved_query", "saved_table")
_GONE = "SELECT row_id FROM temp.left_out WHERE table_name"
# These, ids and numbers name nobody, and a merge asks for them.
_KEPT_PARAMETERS = frozenset({"of", "folded", "revived", "moved"})
_OF_ROWS = ("chosen", "heirs", "rewrote")  # lists of what is said of rows, with their ids


class LeftOut:
    """What is left out of a file that nobody else sees. Say what, then `remove` it."""

    def __init__(self, connection: Connection) -> None:
        self._run = connection.exec_driver_sql
        self._run("CREATE TEMP TABLE left_out (table_name TEXT, row_id BLOB, PRIMARY KEY (table_name, row_id))")
        self._is_about_documents = False

    def take(self, wishes: CopyWishes, receiver_id: Id | None) -> None:
        """All that the wishes leave out. `receiver_id` is the coder whose work stays in a blind copy."""
        if wishes.without_documents:
            self._take_documents(wishes.without_documents)
        if wishes.is_blind:
            self._take_others(receiver_id)
        if not wishes.with_attributes:
            self._take_attributes()

    def remove(self) -> None:
        """Remove the rows, and what the log says of them."""
        self._forget_in_log()
        for table in reversed(logged_tables):
            self._run(f"DELETE FROM {table.name} WHERE id IN ({_GONE} = '{table.name}')")
        if self._is_about_documents:
            remove_texts(self._run)

    def _take_documents(self, document_ids: frozenset[Id]) -> None:
        self._is_about_documents = True
        self._run("INSERT INTO temp.left_out VALUES ('document', ?)", [(each,) for each in document_ids])
        self._run(f"INSERT INTO temp.left_out SELECT '{SHIFT}', row_id FROM temp.left_out")
        self._take_what_hangs_on(_ABOUT_DOCUMENT)

    def _take_others(self, receiver_id: Id | None) -> None:
        kept = receiver_id or b""
        for table in _BY_CODER:
            self._take(table, "coder_id != ?", kept)
            self._take_logged(table, "json_extract({image}, '$.coder_id') != ?", kept.hex().upper())
        self._take_what_hangs_on({})

    def _take_attributes(self) -> None:
        for table in _NAMING_ATTRIBUTES:
            for (attribute_id,) in self._run("SELECT id FROM attribute").all():
                self._take(table, "instr(definition, ?)", attribute_id.hex())
        for table in ("attribute", "attribute_value"):
            self._take(table, "?", 1)
            self._take_logged(table, "?", 1)

    def _take_what_hangs_on(self, also: dict[str, dict[str, str]]) -> None:
        """The rows that name one of those, tables in the order in which they hang on each other."""
        for table in logged_tables:
            for column, target in {**_HANGING_ON[table.name], **also.get(table.name, {})}.items():
                self._take(table.name, f"{column} IN ({_GONE} = ?)", target)
                names_one = f"json_extract({{image}}, '$.{column}') IN (SELECT hex(row_id) FROM ({_GONE} = ?))"
                self._take_logged(table.name, names_one, target)

    def _take(self, table: str, condition: str, value: Any) -> None:
        self._run(f"INSERT OR IGNORE INTO temp.left_out SELECT '{table}', id FROM {table} WHERE {condition}", (value,))

    def _take_logged(self, table: str, condition: str, value: Any) -> None:
        """Rows that were deleted since, by what the log says of them."""
        for image in ("before", "after"):
            self._run(
                f"INSERT OR IGNORE INTO temp.left_out SELECT '{table}', row_id FROM change "
                f"WHERE table_name = '{table}' AND {image} IS NOT NULL AND {condition.format(image=image)} "
                f"AND row_id NOT IN (SELECT id FROM {table})",
                (value,),
            )

    def _forget_in_log(self) -> None:
        gone = "(table_name, row_id) IN (SELECT table_name, row_id FROM temp.left_out)"
        poorer = self._run(f"SELECT DISTINCT operation_seq FROM change WHERE {gone}").scalars().all()
        self._run(f"DELETE FROM change WHERE {gone}")
        seqs = json.dumps(list(poorer))
        rows = self._run(
            "SELECT seq, parameters FROM operation WHERE seq IN (SELECT value FROM json_each(?))", (seqs,)
        ).all()
        gone_ids = (
            {row_id.hex() for row_id in self._run("SELECT row_id FROM temp.left_out").scalars()} if rows else set()
        )
        scrubbed = [(_nameless(parameters, gone_ids), seq) for seq, parameters in rows]
        if scrubbed:
            self._run("UPDATE operation SET parameters = ? WHERE seq = ?", scrubbed)


def remove_texts(run: Any) -> None:
    """Remove the texts that neither a document nor the log names."""
    run("CREATE TEMP TABLE needed_text (id BLOB PRIMARY KEY)")
    run("INSERT OR IGNORE INTO temp.needed_text SELECT text_id FROM document")
    for image in ("before", "after"):
        named = run(f"SELECT DISTINCT json_extract({image}, '$.text_id') FROM change WHERE table_name = 'document'")
        ids = [(bytes.fromhex(each),) for each in named.scalars() if each is not None]
        if ids:
            run("INSERT OR IGNORE INTO temp.needed_text VALUES (?)", ids)
    run(
        "INSERT OR IGNORE INTO temp.needed_text SELECT base_id FROM document_text "
        "WHERE base_id IS NOT NULL AND id IN (SELECT id FROM temp.needed_text)"
    )
    for which in ("base_id IS NOT NULL", "base_id IS NULL"):
        run(f"DELETE FROM document_text WHERE {which} AND id NOT IN (SELECT id FROM temp.needed_text)")
    run("DROP TABLE temp.needed_text")


def _nameless(parameters: str, gone_ids: Set[str]) -> str:
    """The parameters of an operation without words: they could name what is left out."""
    stored = json.loads(parameters)
    kept = {
        name: value
        for name, value in stored.items()
        if name in _KEPT_PARAMETERS or name.endswith("_id") or isinstance(value, int)
    }
    for name in _OF_ROWS:
        if name in stored:
            kept[name] = [each for each in stored[name] if gone_ids.isdisjoint(map(str, each))]
    return json.dumps(kept | {"left_out": True})
