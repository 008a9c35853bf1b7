"""Codings: passages of a document that carry a code. All that is done to them goes through here."""

from __future__ import annotations

import json
from collections.abc import Collection as Some
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Column, bindparam, delete, func, select, text, update

from annotator.project import schema
from annotator.project.collection import portions
from annotator.project.errors import NotFound, SpanOutsideText
from annotator.project.ids import Id, new_id
from annotator.project.twin_codings import TwinCodings

_table = schema.coding
_HAS_WORDS = "start_char < end_char"
# The places of all are in one index; looking at 200,000 rows for them takes eight times as long.
_IS_LOST = "coding.rowid IN (SELECT rowid FROM coding WHERE start_char = end_char)"
_IN_WORDS = f"coding WHERE document_id = ? AND {_HAS_WORDS}"
_BY_PLACE = "ORDER BY start_char, end_char, code_id, coder_id, id"  # the order of an index: nothing is sorted
_FAR = 1 << 62
_IN_ONE = _table.c.start_char == _table.c.end_char
_MOST_IDS = 10_000
_KEY = ("code_id", "document_id", "coder_id", "start_char", "end_char")


@dataclass(frozen=True, slots=True)
class Coding:
    """`text[start_char:end_char]` of a document carries a code, says a coder. Positions are code points.

    The span is empty where a correction took all of its words: then it is only a place, and waits for a look.
    """

    id: Id
    document_id: Id
    code_id: Id
    coder_id: Id
    start_char: int
    end_char: int
    created_us: int

    @property
    def has_words(self) -> bool:
        """Whether there are words that carry the code."""
        return self.start_char < self.end_char


@dataclass(frozen=True, slots=True)
class LostCoding:
    """A coding whose words a correction took away, and these words."""

    coding: Coding
    words: str


class PlacedCoding(NamedTuple):
    """What a view of a document needs of a coding; a document can have tens of thousands."""

    id: Id
    code_id: Id
    coder_id: Id
    start_char: int
    end_char: int


_Place = tuple[Id, Id, int, int, Id | None]
_COLUMNS = tuple(_table.c[name] for name in Coding.__dataclass_fields__)
# Made once: each coding asks.
_ONE = select(*_COLUMNS).where(_table.c.id == bindparam("wanted"))
_SAME = select(*_COLUMNS).where(*(_table.c[name] == bindparam(name) for name in _KEY)).limit(1)


class Codings(TwinCodings):
    """The codings of a project."""

    def of_document(self, document_id: Id) -> list[Coding]:
        """The codings of a document by start, the longer first, then by age."""
        order = (_table.c.start_char, _table.c.end_char.desc(), _table.c.id)
        rows = self._rows(select(*_COLUMNS).where(_table.c.document_id == document_id).order_by(*order))
        return [Coding(*row) for row in rows]

    def placed_in(self, document_id: Id, start_char: int = 0, end_char: int = _FAR) -> list[PlacedCoding]:
        """The codings of a document that have words, by place; only those that share a character with a span."""
        columns, where = ", ".join(PlacedCoding._fields), f"{_IN_WORDS} AND start_char < ? AND end_char > ?"
        # Written out, because nothing in a row needs converting and somebody waits for the document.
        rows = self._bare(f"SELECT {columns} FROM {where} {_BY_PLACE}", (document_id, end_char, start_char))
        return list(map(partial(tuple.__new__, PlacedCoding), rows))  # a third of the time of `_make`

    def spans_in(self, document_id: Id) -> tuple[list[int], list[int]]:
        """The starts and the ends of what `placed_in` gives, in the same order, in a third of its time."""
        spans = f"SELECT start_char, end_char FROM {_IN_WORDS} {_BY_PLACE}"
        arrays = f"SELECT json_group_array(start_char), json_group_array(end_char) FROM ({spans})"
        ((starts, ends),) = self._bare(arrays, (document_id,))
        return json.loads(starts), json.loads(ends)

    def bare(self, document_ids: Iterable[Id] | None = None) -> list[tuple[Any, ...]]:
        """Every coding that has words, or those of some documents, as bare tuples of the fields of `Coding`.

        For whoever reads hundreds of thousands: a third of the time of `all`.
        """
        statement = f"SELECT {', '.join(Coding.__dataclass_fields__)} FROM coding WHERE {_HAS_WORDS}"
        if document_ids is None:
            return self._bare(statement, ())
        found: list[tuple[Any, ...]] = []
        for portion in portions(document_ids):
            marks = ", ".join("?" * len(portion))
            found += self._bare(f"{statement} AND document_id IN ({marks})", tuple(portion))
        return found

    def _bare(self, statement: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        found = self._project.connection.exec_driver_sql(statement, values)
        assert found.cursor is not None
        rows: list[tuple[Any, ...]] = list(found.cursor.fetchall())
        found.close()
        return rows

    def of_codes(self, code_ids: Iterable[Id]) -> list[Coding]:
        """The codings of some codes, in no promised order."""
        found: list[Coding] = []
        for portion in portions(code_ids):
            found += [Coding(*row) for row in self._rows(select(*_COLUMNS).where(_table.c.code_id.in_(portion)))]
        return found

    def all(self) -> list[Coding]:
        """Every coding, in no promised order."""
        return [Coding(*row) for row in self._rows(select(*_COLUMNS))]

    def lost(self, document_id: Id | None = None) -> list[LostCoding]:
        """The codings whose words a correction took away, of all documents or one, by document and place."""
        order = (_table.c.document_id, _table.c.start_char, _table.c.id)
        statement = select(*_COLUMNS, _table.c.lost_words).where(text(_IS_LOST) if document_id is None else _IN_ONE)
        if document_id is not None:
            statement = statement.where(_table.c.document_id == document_id)
        return [LostCoding(Coding(*row[:-1]), row[-1]) for row in self._rows(statement.order_by(*order))]

    def get(self, coding_id: Id) -> Coding:
        """The coding with this id. Raises NotFound."""
        for row in self._rows(_ONE, wanted=coding_id):
            return Coding(*row)
        raise NotFound("coding", coding_id.hex())

    def of_ids(self, coding_ids: Some[Id]) -> list[Coding]:
        """Those of these codings that are there, in no promised order."""
        found: list[Coding] = []
        for portion in portions(coding_ids):
            found += [Coding(*row) for row in self._rows(select(*_COLUMNS).where(_table.c.id.in_(portion)))]
        return found

    def count_of(self, coder_id: Id) -> int:
        """How many codings a coder has made."""
        statement = select(func.count()).where(_table.c.coder_id == coder_id)
        return int(self._project.connection.execute(statement).scalar_one())

    def places_of(self, coder_ids: Iterable[Id]) -> list[tuple[Id, Id]]:
        """(code, document) of every coding that these coders have made, in no promised order. 100,000 take 80 ms."""
        found: list[tuple[Any, ...]] = []
        for coder_id in coder_ids:
            found += self._bare("SELECT code_id, document_id FROM coding WHERE coder_id = ?", (coder_id,))
        return found

    def codes_given(self, coder_ids: Some[Id], document_ids: Some[Id]) -> set[Id]:
        """The codes that one of these coders gave words of these documents; 1,000 codes take some milliseconds."""
        if not coder_ids or not document_ids:
            return set()
        people, there = (", ".join("?" * len(ids)) for ids in (coder_ids, document_ids))
        # The plus keeps the documents out of the search: it goes through the codings of a code until one fits.
        fits = f"code_id = code.id AND {_HAS_WORDS} AND coder_id IN ({people}) AND +document_id IN ({there})"
        asked = f"SELECT id FROM code WHERE EXISTS (SELECT 1 FROM coding INDEXED BY coding_by_code WHERE {fits})"
        return {row[0] for row in self._bare(asked, (*coder_ids, *document_ids))}

    def counts_by_code(self, coder_id: Id | None = None) -> dict[Id, int]:
        """How many codings each code has itself, without the codes under it; only one coder's, if one is given."""
        return self._counts(_table.c.code_id, coder_id)

    def counts_by_document(self, coder_id: Id | None = None) -> dict[Id, int]:
        """How many codings each document has; only one coder's, if one is given."""
        return self._counts(_table.c.document_id, coder_id)

    def counts_by_document_and_coder(self) -> dict[tuple[Id, Id], int]:
        """How many codings each (document, coder) has; pairs without any are left out. 200,000 take some 60 ms."""
        counted = "SELECT document_id, coder_id, count(*) FROM coding GROUP BY document_id, coder_id"
        return {(row[0], row[1]): row[2] for row in self._bare(counted, ())}

    def counts_by_code_and_document(self) -> dict[tuple[Id, Id], int]:
        """How many codings that have words each (code, document) has; pairs without any are left out."""
        pair = (_table.c.code_id, _table.c.document_id)
        counted = select(*pair, func.count()).where(_table.c.start_char < _table.c.end_char)
        return {(row[0], row[1]): row[2] for row in self._rows(counted.group_by(*pair))}

    def add(
        self, document_id: Id, code_id: Id, start_char: int, end_char: int, *, coder_id: Id | None = None
    ) -> Coding:
        """Code a passage as the coder at work (or another). The same coding twice is one coding.

        Raises SpanOutsideText where the span is empty or outside the text, NotFound.
        """
        document = self._project.documents.get(document_id)
        length = self._project.documents.length(document_id)
        if not 0 <= start_char < end_char <= length:
            raise SpanOutsideText(document.name, start_char, end_char, length)
        code = self._project.codes.get(code_id)
        if coder_id is not None:
            self._project.coders.get(coder_id)
        with self._project.operation("coding.add", code=code.name, document=document.name):
            coder_id = coder_id or self._project.coder.id
            same = self._same(document_id, code_id, coder_id, start_char, end_char)
            if same is not None:
                return same
            coding = Coding(
                new_id(), document_id, code_id, coder_id, start_char, end_char, self._project.history.next_time_us()
            )
            self._insert(_table, [asdict(coding)])
        return coding

    def add_many(self, rows: Iterable[dict[str, Any]]) -> int:
        """Code many passages: rows of all columns but id and created_us. The same coding twice is one coding.

        Returns how many were added. 20,000 take half a second.
        Raises SpanOutsideText, NotFound; then none is added.
        """
        lengths = self._project.documents.lengths()
        given = list(rows)
        there = self._there({row["code_id"] for row in given}, {row["document_id"] for row in given})
        ready: list[dict[str, Any]] = []
        for row in given:
            self._require_inside(row, lengths)
            if _key(row) not in there:
                there.add(_key(row))
                ready.append({"id": new_id(), "created_us": self._project.history.next_time_us(), **row})
        for code_id in {row["code_id"] for row in ready}:
            self._project.codes.get(code_id)
        for coder_id in {row["coder_id"] for row in ready}:
            self._project.coders.get(coder_id)
        with self._project.operation("coding.add_many", count=len(ready)):
            self._insert(_table, ready)
        return len(ready)

    def move_ends(self, coding_id: Id, start_char: int, end_char: int) -> Coding:
        """Give a coding another span of its document; where that is coded alike already, the two become one.

        Returns the coding that is left. Raises SpanOutsideText, NotFound.
        """
        coding = self.get(coding_id)
        document = self._project.documents.get(coding.document_id)
        length = self._project.documents.length(coding.document_id)
        if not 0 <= start_char < end_char <= length:
            raise SpanOutsideText(document.name, start_char, end_char, length)
        code = self._project.codes.get(coding.code_id)
        with self._project.operation("coding.move_ends", code=code.name, document=document.name):
            twin = self._same(coding.document_id, coding.code_id, coding.coder_id, start_char, end_char)
            if twin is not None and twin.id != coding_id:
                self._fold({coding_id: twin.id})
                return twin
            values = {"start_char": start_char, "end_char": end_char, "lost_words": ""}
            self._run(update(_table).where(_table.c.id == coding_id).values(values))
        return self.get(coding_id)

    def recode(self, coding_ids: Some[Id], code_id: Id) -> None:
        """Let codings carry another code; a passage that its coder gave that code already keeps one coding.

        Raises NotFound.
        """
        code = self._project.codes.get(code_id)
        with self._project.operation("coding.recode", code=code.name, count=len(coding_ids)):
            codings = self.of_ids(coding_ids)
            there = self._placed_with(code_id, {coding.document_id for coding in codings})
            twins: dict[Id, Id] = {}
            for coding in codings:
                kept = there.setdefault(_place(coding), coding.id)
                if kept != coding.id:
                    twins[coding.id] = kept
            self._fold(twins)
            for portion in portions(coding_ids):
                self._run(update(_table).where(_table.c.id.in_(portion)).values(code_id=code_id))

    def delete(self, coding_ids: Some[Id]) -> None:
        """Uncode. What was written about a coding stays, as a memo on its passage."""
        names = self._code_names(coding_ids)
        with self._project.operation("coding.delete", code=", ".join(names), count=len(coding_ids)):
            self._project.memos.move_to_passages(coding_ids)
            for portion in portions(coding_ids):
                self._run(delete(_table).where(_table.c.id.in_(portion)))

    def _counts(self, column: Column[Any], coder_id: Id | None) -> dict[Id, int]:
        statement = select(column, func.count()).group_by(column)
        if coder_id is not None:
            statement = statement.where(_table.c.coder_id == coder_id)
        return {row[0]: row[1] for row in self._rows(statement)}

    def _there(self, code_ids: Some[Id], document_ids: Some[Id]) -> set[tuple[Any, ...]]:
        """The keys of the codings of these codes in these documents, as `_key` gives them for rows."""
        columns = tuple(_table.c[name] for name in _KEY)
        return {
            tuple(row)
            for codes in portions(code_ids, _MOST_IDS)
            for documents in portions(document_ids, _MOST_IDS)
            for row in self._rows(
                select(*columns).where(_table.c.code_id.in_(codes) & _table.c.document_id.in_(documents))
            )
        }

    def _placed_with(self, code_id: Id, document_ids: Some[Id]) -> dict[_Place, Id]:
        """The codings of a code in some documents, by what makes two of them one."""
        found: dict[_Place, Id] = {}
        for documents in portions(document_ids):
            is_there = (_table.c.code_id == code_id) & _table.c.document_id.in_(documents)
            for row in self._rows(select(*_COLUMNS).where(is_there)):
                coding = Coding(*row)
                found[_place(coding)] = coding.id
        return found

    def _require_inside(self, row: Mapping[str, Any], lengths: Mapping[Id, int]) -> None:
        length = lengths.get(row["document_id"], 0)
        if not 0 <= row["start_char"] < row["end_char"] <= length:
            name = self._project.documents.get(row["document_id"]).name
            raise SpanOutsideText(name, row["start_char"], row["end_char"], length)

    def _same(self, document_id: Id, code_id: Id, coder_id: Id, start_char: int, end_char: int) -> Coding | None:
        values = (code_id, document_id, coder_id, start_char, end_char)
        rows = self._rows(_SAME, **dict(zip(_KEY, values, strict=True)))
        return next((Coding(*row) for row in rows), None)

    def _code_names(self, coding_ids: Some[Id]) -> list[str]:
        """The names of the first few codes of these codings."""
        statement = (
            select(schema.code.c.name)
            .distinct()
            .join(_table, _table.c.code_id == schema.code.c.id)
            .where(_table.c.id.in_(next(portions(coding_ids), [])))
            .order_by(schema.code.c.name)
            .limit(3)
        )
        return [row[0] for row in self._rows(statement)]


def _place(coding: Coding) -> _Place:
    """Where a coding is and whose it is: with the same code, all that makes two codings one.

    Two that have no words left are never one: each stood on words of its own.
    """
    own = None if coding.has_words else coding.id
    return (coding.document_id, coding.coder_id, coding.start_char, coding.end_char, own)


_key = itemgetter(*_KEY)
