"""What was made twice: rows that mean the same and were made where the other was not known become one, the older."""

from __future__ import annotations

import re
from operator import itemgetter
from typing import Any

from annotator.project.collection import folded
from annotator.project.consensus import ROLE as CONSENSUS
from annotator.project.ids import Id
from annotator.project.merging.in_play import REFERENCES, TABLES, name_of
from annotator.project.merging.plan import Fold
from annotator.project.merging.registers import Write, joined, values_of
from annotator.project.merging.sides import Row
from annotator.project.merging.telling import Telling

_NAMED_ID = re.compile(r"\b[0-9a-f]{32}\b")
DEFINED = ("saved_table", "saved_query")
_CODED = itemgetter("document_id", "code_id", "coder_id", "start_char", "end_char", "lost_words")


class Folding(Telling):
    """Finds what is one, and lets all that named the newer row name the older one."""

    def fold_all(self) -> bool:
        """Fold in the order in which rows name each other; a code under one that was folded may fold too.

        Says whether anything was made twice. Codings come later (`fold_codings`).
        """
        count = len(self.folds)
        for table in ("coder", "participant", "attribute", "document", "speaker"):
            self._fold(table)
        while self._fold("code"):
            pass
        for table in ("attribute_value", "saved_table", "saved_query"):
            self._fold(table)
        return len(self.folds) > count

    def fold_codings(self) -> None:
        """Let codings be one that both made of the same words. Their places must be in the text that results."""
        if self._fold("coding"):
            self.rename_references()

    def _fold(self, table: str) -> int:
        """Let rows that both sides made independently, and that mean the same, be one. Returns how many are gone."""
        first: dict[Any, Id] = {}
        alike: dict[Any, list[Id]] = {}
        for row in self._candidates(table):
            if row["id"] not in self.alias:
                key = self._key(table, row)
                if (other := first.setdefault(key, row["id"])) != row["id"]:
                    alike.setdefault(key, [other]).append(row["id"])
        several = [sorted(row_ids) for row_ids in alike.values()]
        self.read_registers(row_id for row_ids in several for row_id in row_ids)
        count = len(self.folds)
        for row_ids in several:
            kept_ids: list[Id] = []
            for row_id in row_ids:
                kept = next((each for each in kept_ids if self._are_independent(each, row_id)), None)
                if kept is None:
                    kept_ids.append(row_id)
                    continue
                for each in (kept, row_id):
                    if each not in self.rows[table]:
                        self.take_in(table, each)
                self._make_one(table, kept, row_id)
        return len(self.folds) - count

    def _candidates(self, table: str) -> list[Row]:
        """The rows that may have come to be one with others."""
        standing = [row for row in self.rows[table].values() if row is not None]
        if not standing:
            return []
        if table != "coding":
            others = [row for row_id, row in self.mine.rows(table).items() if row_id not in self.rows[table]]
            if table == "document":
                self.read_registers(row["id"] for row in (*standing, *others))
            return [*standing, *others]
        there = self.mine.rows(table, self.rows[table])
        reopened, elsewhere = self.reopened[table], self.there_are(self.theirs, table)
        found: dict[Id, Row] = {}
        moved: list[Row] = []
        waiting: list[Row] = []  # mine alone: only where something else has the same span
        for row in standing:
            row_id = row["id"]
            before = there.get(row_id)
            if before is not None and row is not before and self._has_moved(row, before):
                moved.append(row)
            elif before is not None and row_id not in reopened and row_id in elsewhere:
                continue
            elif row is before and row_id not in reopened:
                waiting.append(row)
                continue
            found[row_id] = row
        spans = {(row["start_char"], row["end_char"]) for row in found.values()}
        found |= {row["id"]: row for row in waiting if (row["start_char"], row["end_char"]) in spans}
        for row in moved:
            for row_id, other in self.mine.rows(table, self.mine.codings_at(row)).items():
                if row_id not in self.rows[table]:
                    found.setdefault(row_id, other)
        return list(found.values())

    def _has_moved(self, row: Row, before: Row) -> bool:
        return bool(self._coding_key(row) != self._coding_key(before))

    def _are_independent(self, one: Id, other: Id) -> bool:
        """Whether two rows were made where the other was not known, or cannot be two: a cell holds one value."""
        if frozenset((one, other)) in self.pairs or self.register(one).table == "attribute_value":
            return True
        made, made_too = self.register(one).made_by, self.register(other).made_by
        if made is None or made_too is None:
            return not self.mine.known & self.theirs.known
        return self.causality.are_concurrent(made, made_too)

    def _key(self, table: str, row: Row) -> Any:
        """What makes two rows of a table the same thing."""
        to = self.to
        if table == "coder":
            # Whoever says what was agreed is one, whatever each side calls them.
            return CONSENSUS if row["role"] == CONSENSUS else folded(row["name"])
        if table == "participant":
            return folded(row["label"])
        if table == "attribute":
            return folded(row["name"]), row["kind"]
        if table == "document":
            return self._first_text(row)
        if table == "speaker":
            return to(row["document_id"]), folded(row["label"])
        if table == "code":
            return to(row["parent_id"]), folded(row["name"])
        if table == "attribute_value":
            return to(row["attribute_id"]), to(row["participant_id"]), to(row["document_id"])
        if table == "coding":
            return self._coding_key(row)
        return row["name"], row["definition"]

    def _coding_key(self, row: Row) -> tuple[Any, ...]:
        """As `_key`, for which there may be tens of thousands: nearly all name nothing that has become another."""
        key: tuple[Any, ...] = _CODED(row)
        if not self.alias or self.alias.keys().isdisjoint(key):
            return key
        return *map(self.canonical, key[:3]), *key[3:]

    def _first_text(self, row: Row) -> str:
        """The digest of the text that a document had when it came in."""
        first = self.register(row["id"]).writes.get("text_id", ())
        text_id = next((each.value for each in first if each.is_first), row["text_id"])
        return self.mine.digest(text_id) or self.theirs.digest(text_id) or text_id.hex()

    def _make_one(self, table: str, kept_id: Id, gone_id: Id) -> None:
        kept, gone = self.rows[table][kept_id], self.rows[table][gone_id]
        assert kept is not None
        assert gone is not None
        own = [self.register(row_id).winner("value", self.causality) for row_id in (kept_id, gone_id)]
        self.alias[gone_id] = kept_id
        self.new_alias[gone_id] = table
        self.rows[table][gone_id] = None
        self.folds.append(Fold(table, kept_id, gone_id, name_of(table, kept)))
        if table == "coding":
            return
        self.registers[kept_id] = joined([self.register(kept_id), self.register(gone_id)])
        values = {**gone, **{column: value for column, value in kept.items() if value not in ("", None)}}
        self.rows[table][kept_id] = values_of(self.registers[kept_id], values, self.causality) | {"id": kept_id}
        self.tell_conflicts(table, kept_id, self.rows[table][kept_id] or kept, self.registers[kept_id])
        if table == "attribute_value":
            self._tell_cell(kept_id, own)

    def _tell_cell(self, row_id: Id, values: list[Write | None]) -> None:
        """Say which value gives way in a cell where two were put together, also by the merging of people."""
        winner = self.registers[row_id].winner("value", self.causality)
        other = next((each for each in values if each is not None and winner and each.value != winner.value), None)
        if winner is None or other is None:
            return
        if winner.operation_id in self.my_news:
            self.add_conflict("attribute_value", row_id, "value", winner.value, winner, other, takes_theirs=False)
        elif winner.operation_id in self.their_news:
            self.add_conflict("attribute_value", row_id, "value", winner.value, other, winner, takes_theirs=True)

    def rename_references(self) -> None:
        """Let rows name what the rows they named have become."""
        if not self.alias:
            return
        for table, rows in self.rows.items():
            columns = [column for column in REFERENCES[table] if column != "text_id"]
            for row_id, row in rows.items():
                if row is None:
                    continue
                moved = {c: self.canonical(row[c]) for c in columns if row[c] is not None and row[c] in self.alias}
                if moved:
                    rows[row_id] = {**row, **moved}
        self._rename_elsewhere()
        self._rename_in_definitions()

    def _rename_elsewhere(self) -> None:
        """Rows that nobody changed may name a row that has just become another."""
        gone = self.new_alias
        for table in TABLES:
            for column, (target, _) in REFERENCES[table].items():
                wanted = [row_id for row_id, of in gone.items() if of == target]
                for row_id in self.mine.ids_where(table, column, wanted) - self.rows[table].keys() if wanted else ():
                    self.take_in(table, row_id)

    def _rename_in_definitions(self) -> None:
        """Kept tables and queries name codes and people in their definitions."""
        for table in DEFINED:
            for row_id, row in {**self.mine.rows(table), **self.rows[table]}.items():
                definition = None if row is None else _NAMED_ID.sub(self._renamed, row["definition"])
                if row is not None and definition != row["definition"]:
                    self.rows[table][row_id] = {**row, "definition": definition}
                    self.table_of[row_id] = table

    def _renamed(self, found: re.Match[str]) -> str:
        return self.canonical(Id(bytes.fromhex(found[0]))).hex()

    def take_in(self, table: str, row_id: Id) -> None:
        """Take a row of mine into play that nobody changed, under the names of today."""
        row = self.mine.rows(table, [row_id]).get(row_id)
        if row is not None:
            renamed = {c: self.to(row[c]) for c in REFERENCES[table] if c != "text_id"}
            self.rows[table][row_id] = {**row, **renamed}
            self.table_of[row_id] = table
