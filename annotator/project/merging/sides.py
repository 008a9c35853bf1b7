"""One side of a merge: the log of a file and the rows it led to. Only reading."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from annotator.project import schema
from annotator.project.collection import portions
from annotator.project.document_texts import DocumentText, DocumentTexts
from annotator.project.history import SEND_COPY, image_of
from annotator.project.ids import Id, split_ids
from annotator.project.merging.causality import MERGE, MIGRATE, Causality, Node
from annotator.project.place_shifts import SHIFT

if TYPE_CHECKING:
    from annotator.project.changes import Image
    from annotator.project.project import Project

Row = dict[str, Any]
_MANY_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Event:
    """What one operation did to one row, all in all; None before an insert and after a delete."""

    operation_id: Id
    table: str
    row_id: Id
    before: Image | None
    after: Image | None

    def wrote(self, column: str) -> bool:
        """Whether a column has another value afterwards."""
        if self.before is None or self.after is None:
            return self.after is not None
        return bool(self.before.get(column) != self.after.get(column))


class Side:
    """An open project as a merge reads it."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._run = project.connection.exec_driver_sql
        self._rows: dict[str, dict[Id, Row | None]] = defaultdict(
            dict
        )  # those that were read, and None where there is none
        self._read_whole: set[str] = set()
        self._new: set[Id] = set()  # rows that began in what was asked for by `touched`, and those that went there
        self._gone: set[Id] = set()
        self.seqs: dict[Id, int] = {}
        self.nodes = {node.id: node for node in self._read_nodes()}
        self._ids = {seq: node_id for node_id, seq in self.seqs.items()}
        self.head = self._head()
        self.known = Causality(self.nodes.values()).before([self.head]) if self.head is not None else set()
        parents = {parent for each in self.known for parent in self.nodes[each].parents}
        self.forgotten = parents - self.nodes.keys()  # of a copy without history: what was done before it was made

    def has_gaps(self) -> bool:
        """Whether the file was begun as a copy from which more than its history was left out."""
        at = self.head
        while at is not None and at in self.nodes:
            node = self.nodes[at]
            if node.kind == SEND_COPY and set(node.parameters.get("left_out", ())) - {"history"}:
                return True
            at = node.parents[0] if node.parents else None
        return False

    def _read_nodes(self) -> Iterator[Node]:
        rows = self._run("SELECT seq, id, kind, parameters, coder_name, time_us, parents, undoes FROM operation")
        for seq, node_id, kind, parameters, coder_name, time_us, parents, undoes in rows:
            self.seqs[node_id] = seq
            yield Node(node_id, kind, json.loads(parameters), coder_name, time_us, split_ids(parents), undoes)

    def _head(self) -> Id | None:
        """The last operation that was done in this file. That it was brought to a newer schema is no news."""
        head = self.project.history.head()
        while head is not None and self.nodes[head].kind == MIGRATE and self.nodes[head].parents:
            head = self.nodes[head].parents[0]
        return head

    def touched(self, operation_ids: Collection[Id]) -> dict[str, set[Id]]:
        """The rows that some operations changed, by table; under "shift" the documents that were corrected."""
        found: dict[str, set[Id]] = defaultdict(set)
        seqs = [self.seqs[each] for each in operation_ids]
        again = {self.seqs[each] for each in operation_ids if self._may_bring_back(self.nodes[each])}
        rows = self._bare(
            "SELECT table_name, row_id, operation_seq, before IS NULL, after IS NULL FROM change "
            "WHERE operation_seq IN (SELECT value FROM json_each(?))",
            (json.dumps(seqs),),
        )
        for table, row_id, seq, is_new, is_gone in rows:
            found[table].add(row_id)
            if table == SHIFT:
                continue
            if is_gone:
                self._gone.add(row_id)
            elif is_new and seq not in again:
                self._new.add(row_id)
        return found

    def _may_bring_back(self, node: Node) -> bool:
        return node.kind == MERGE or node.undoes is not None

    def events(self, row_ids: Collection[Id], among: Collection[Id]) -> Iterator[Event]:
        """What some of the operations did to some rows."""
        for portion in portions(row_ids):
            marks = ", ".join("?" * len(portion))
            rows = self._run(
                f"SELECT operation_seq, table_name, row_id, before, after FROM change "
                f"WHERE row_id IN ({marks}) AND table_name != '{SHIFT}' ORDER BY row_id, seq",
                tuple(portion),
            )
            named = ((self._ids[row[0]], *row[1:]) for row in rows)
            yield from _folded(row for row in named if row[0] in among)

    def ever_deleted(self, row_ids: Collection[Id]) -> set[Id]:
        """Those of some rows that an operation has deleted, whatever came later."""
        # Of a row that began in the news, all is in the news: tens of thousands need not be looked up.
        found = {row_id for row_id in row_ids if row_id in self._gone}
        for portion in portions([row_id for row_id in row_ids if row_id not in self._new]):
            marks = ", ".join("?" * len(portion))
            statement = f"SELECT row_id FROM change WHERE row_id IN ({marks}) AND after IS NULL AND before IS NOT NULL"
            found |= {row[0] for row in self._run(statement, tuple(portion))}
        return found

    def events_of(self, operation_id: Id) -> list[Event]:
        """All that one operation did."""
        rows = self._run(
            f"SELECT table_name, row_id, before, after FROM change WHERE operation_seq = ? AND table_name != '{SHIFT}' "
            "ORDER BY seq",
            (self.seqs[operation_id],),
        )
        return list(_folded((operation_id, *row) for row in rows))

    def shifts(self, document_ids: Collection[Id]) -> dict[tuple[Id, Id], list[tuple[int, int, int]]]:
        """The places of the edits of corrections, by operation and document."""
        found: dict[tuple[Id, Id], list[tuple[int, int, int]]] = {}
        for document_id in document_ids:
            rows = self._run(
                f"SELECT operation_seq, after FROM change WHERE row_id = ? AND table_name = '{SHIFT}'", (document_id,)
            )
            for seq, after in rows:
                found[self._ids[seq], document_id] = [tuple(place) for place in json.loads(after)["edits"]]
        return found

    def digest(self, text_id: Id) -> str | None:
        """The digest of a text, if it is here."""
        row = self._run("SELECT sha256 FROM document_text WHERE id = ?", (text_id,)).first()
        return None if row is None else str(row[0])

    def text(self, text_id: Id) -> DocumentText | None:
        """A version of a text, if it is here."""
        return DocumentTexts(self.project).read([text_id]).get(text_id)

    def rows(self, table: str, row_ids: Collection[Id] | None = None) -> dict[Id, Row]:
        """Some rows of a table as they are now, or all. They are read once: not to be changed by whoever asks."""
        known = self._rows[table]
        if table not in self._read_whole:
            missing = None if row_ids is None else [row_id for row_id in row_ids if row_id not in known]
            if missing is not None and self._is_most_of(table, len(missing)):
                missing = None
            self._read_rows(table, missing)
        if row_ids is None:
            return {row_id: row for row_id, row in known.items() if row is not None}
        return {row_id: row for row_id in row_ids if (row := known.get(row_id)) is not None}

    def _is_most_of(self, table: str, count: int) -> bool:
        """Whether it takes less time to read a whole table than to look up so many rows of it."""
        if count < _MANY_ROWS:
            return False
        (there,) = self._bare(f"SELECT count(*) FROM {table}")[0]
        return bool(3 * count > there)

    def _read_rows(self, table: str, row_ids: Collection[Id] | None) -> None:
        """Read some rows, or all of a table; of those that are not there it is known afterwards."""
        columns = [column.name for column in schema.metadata.tables[table].columns]
        statement, known = f"SELECT {', '.join(columns)} FROM {table}", self._rows[table]
        if row_ids is None:
            self._read_whole.add(table)
            found = self._bare(statement)
        else:
            known.update(dict.fromkeys(row_ids))
            found = []
            for portion in portions(row_ids):
                found += self._bare(f"{statement} WHERE id IN ({', '.join('?' * len(portion))})", portion)
        place = columns.index("id")
        handed_out = {row_id: row for row_id, row in known.items() if row is not None}  # the same ones stay
        known.update(zip([row[place] for row in found], map(dict, map(partial(zip, columns), found)), strict=True))
        known.update(handed_out)

    def _bare(self, statement: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """Rows as SQLite gives them: there may be hundreds of thousands, in which nothing needs converting."""
        found = self._run(statement, tuple(values))
        assert found.cursor is not None
        rows = cast("list[tuple[Any, ...]]", found.cursor.fetchall())
        found.close()
        return rows

    def codings_at(self, row: Row) -> set[Id]:
        """The codings with the span of another, in its document."""
        span = (row["document_id"], row["start_char"], row["end_char"])
        found = self._run("SELECT id FROM coding WHERE document_id = ? AND start_char = ? AND end_char = ?", span)
        return {each[0] for each in found}

    def ids_where(self, table: str, column: str, values: Collection[Id]) -> set[Id]:
        """The rows that name one of these in a column."""
        found: set[Id] = set()
        for portion in portions(values):
            marks = ", ".join("?" * len(portion))
            found |= {
                row[0] for row in self._run(f"SELECT id FROM {table} WHERE {column} IN ({marks})", tuple(portion))
            }
        return found


def _folded(rows: Iterable[tuple[Id, str, Id, str | None, str | None]]) -> Iterator[Event]:
    """All that one operation did to one row in one event: the first image before it and the last one after it."""
    open_events: dict[tuple[Id, Id], tuple[str, str | None, str | None]] = {}
    for operation_id, table, row_id, before, after in rows:
        first = open_events.get((operation_id, row_id))
        open_events[operation_id, row_id] = (table, before if first is None else first[1], after)
    for (operation_id, row_id), (table, before, after) in open_events.items():
        if before is not None or after is not None:
            yield Event(operation_id, table, row_id, image_of(table, before), image_of(table, after))


def references() -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """By table and column: which table a row names there, and what happens to it when that one is deleted."""
    return {
        table.name: {
            column.name: (key.column.table.name, key.ondelete or "")
            for column in table.columns
            for key in column.foreign_keys
        }
        for table in schema.logged_tables
    }
