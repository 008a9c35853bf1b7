"""Changes: what one operation touched, read from the log. All that a view needs to know what to repaint."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from annotator.project.ids import Id

Image = Mapping[str, Any]
_ASKED = ("id", "document_id", "code_id", "coding_id", "participant_id")


class LoggedImage(Mapping[str, Any]):
    """A row as the log holds it: JSON, with bytes as hex digits, read when somebody first asks.

    Most views ask only which rows were touched, and an import touches hundreds of thousands.
    """

    __slots__ = ("_binary", "_text", "_values")

    def __init__(self, text: str, binary: Iterable[str]) -> None:
        self._text = text
        self._binary = binary
        self._values: dict[str, Any] | None = None

    def __getitem__(self, column: str) -> Any:
        return self._read()[column]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def __repr__(self) -> str:
        return f"LoggedImage({self._text!r})"

    def _read(self) -> dict[str, Any]:
        if self._values is None:
            self._values = json.loads(self._text)
            # A column that another version had may be missing here.
            for column in self._binary:
                if self._values.get(column) is not None:
                    self._values[column] = bytes.fromhex(self._values[column])
        return self._values


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that a coder did. `undoes` names the operation that it takes back, if it does."""

    seq: int
    id: Id
    kind: str
    parameters: Mapping[str, Any]
    coder_name: str
    time_us: int
    schema_version: int
    undoes: Id | None
    merged_by: Id | None = None  # the merge that brought it here from a copy


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after; None before an insert and after a delete."""

    table: str
    row_id: Id
    before: Image | None
    after: Image | None

    def values(self, column: str) -> Iterator[Any]:
        """The value of a column before and after, where there was one."""
        for image in (self.before, self.after):
            if image is not None and image.get(column) is not None:
                yield image[column]


@dataclass(frozen=True)
class Changes:
    """The rows that an operation touched, in the order in which it did."""

    operation: Operation
    rows: tuple[RowChange, ...]

    @cached_property
    def tables(self) -> frozenset[str]:
        """The names of the tables that were touched."""
        return frozenset(self._by_table)

    def touches(self, *tables: str) -> bool:
        """Whether a row in one of these tables was touched."""
        return not self.tables.isdisjoint(tables)

    def of(self, table: str) -> Iterator[RowChange]:
        """The changed rows of one table."""
        return iter(self._by_table.get(table, ()))

    def codings_in(self, document_id: Id) -> Sequence[RowChange]:
        """The changed rows of codings that are, or were, in a document."""
        return self._codings_by_document.get(document_id, ())

    @cached_property
    def coding_steps(self) -> Mapping[tuple[Id, Id, Id], int]:
        """By how many codings a coder has more or fewer with a code in a document: (coder, code, document)."""
        steps: Counter[tuple[Id, Id, Id]] = Counter()
        for row in self.of("coding"):
            for image, step in ((row.before, -1), (row.after, 1)):
                if image is not None:
                    steps[image["coder_id"], image["code_id"], image["document_id"]] += step
        return steps

    @cached_property
    def participant_values(self) -> Mapping[tuple[Id, Id], str | None]:
        """What each (participant, attribute) that was touched has now; None where there is no value any more."""
        found: dict[tuple[Id, Id], str | None] = {}
        for row in self.of("attribute_value"):
            image = row.before if row.after is None else row.after
            if image is not None and image["participant_id"] is not None:
                value = None if row.after is None else image["value"]
                found[image["participant_id"], image["attribute_id"]] = value
        return found

    def read(self) -> None:
        """Find out at once what most views ask: for another thread than theirs, where an operation touched much."""
        _ = self.coding_steps, self._codings_by_document, self.participant_values, self.corrected_ids
        for table in self._by_table:
            for column in _ASKED:
                self.ids(table, column)

    @cached_property
    def corrected_ids(self) -> frozenset[Id]:
        """The documents that have another text now; codings and memos on them may have moved without rows here."""
        return frozenset(
            row.row_id
            for row in self.of("document")
            if row.before is not None and row.after is not None and row.before["text_id"] != row.after["text_id"]
        )

    def ids(self, table: str, column: str = "id") -> frozenset[Id]:
        """The values of an id column in the changed rows of a table, before or after."""
        if (table, column) not in self._ids:
            rows = self._by_table.get(table, ())
            self._ids[table, column] = (
                frozenset(row.row_id for row in rows)
                if column == "id"
                else frozenset(value for row in rows for value in row.values(column))
            )
        return self._ids[table, column]

    def altered(self, table: str, *columns: str) -> frozenset[Id]:
        """The rows of a table that were there before, and have another value in one of these columns now."""
        both = [(row.row_id, row.before, row.after) for row in self.of(table)]
        return frozenset(
            row_id
            for row_id, before, after in both
            if before is not None and after is not None and any(before[name] != after[name] for name in columns)
        )

    @cached_property
    def _by_table(self) -> Mapping[str, Sequence[RowChange]]:
        found: dict[str, list[RowChange]] = {}
        for row in self.rows:
            found.setdefault(row.table, []).append(row)
        return found

    @cached_property
    def _codings_by_document(self) -> Mapping[Id, Sequence[RowChange]]:
        found: dict[Id, list[RowChange]] = {}
        for row in self.of("coding"):
            for document_id in dict.fromkeys(row.values("document_id")):
                found.setdefault(document_id, []).append(row)
        return found

    @cached_property
    def _ids(self) -> dict[tuple[str, str], frozenset[Id]]:
        return {}
