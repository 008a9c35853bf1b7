"""Codings: passages of a document that carry a code. All that is done to them goes through here."""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import delete, func, select, update

from annotator.project import schema
from annotator.project.collection import Collection, portions
from annotator.project.errors import NotFound, SpanOutsideText
from annotator.project.ids import Id, new_id

_table = schema.coding


@dataclass(frozen=True, slots=True)
class Coding:
    """`text[start_char:end_char]` of a document carries a code, says a coder. Positions are code points."""

    id: Id
    document_id: Id
    code_id: Id
    coder_id: Id
    start_char: int
    end_char: int
    created_us: int


_COLUMNS = tuple(_table.c[name] for name in Coding.__dataclass_fields__)


class Codings(Collection):
    """The codings of a project."""

    def of_document(self, document_id: Id) -> list[Coding]:
        """The codings of a document by start, the longer first, then by age."""
        order = (_table.c.start_char, _table.c.end_char.desc(), _table.c.id)
        rows = self._rows(select(*_COLUMNS).where(_table.c.document_id == document_id).order_by(*order))
        return [Coding(*row) for row in rows]

    def of_codes(self, code_ids: Iterable[Id]) -> list[Coding]:
        """The codings of some codes, in no promised order."""
        found: list[Coding] = []
        for portion in portions(code_ids):
            found += [Coding(*row) for row in self._rows(select(*_COLUMNS).where(_table.c.code_id.in_(portion)))]
        return found

    def all(self) -> list[Coding]:
        """Every coding, in no promised order."""
        return [Coding(*row) for row in self._rows(select(*_COLUMNS))]

    def get(self, coding_id: Id) -> Coding:
        """The coding with this id. Raises NotFound."""
        for row in self._rows(select(*_COLUMNS).where(_table.c.id == coding_id)):
            return Coding(*row)
        raise NotFound("coding", coding_id.hex())

    def counts_by_code(self) -> dict[Id, int]:
        """How many codings each code has itself, without the codes under it."""
        return {row[0]: row[1] for row in self._rows(select(_table.c.code_id, func.count()).group_by(_table.c.code_id))}

    def counts_by_document(self) -> dict[Id, int]:
        """How many codings each document has."""
        column = _table.c.document_id
        return {row[0]: row[1] for row in self._rows(select(column, func.count()).group_by(column))}

    def counts_by_code_and_document(self) -> dict[tuple[Id, Id], int]:
        """How many codings each (code, document) has; pairs without any are left out."""
        pair = (_table.c.code_id, _table.c.document_id)
        return {(row[0], row[1]): row[2] for row in self._rows(select(*pair, func.count()).group_by(*pair))}

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

    def move_ends(self, coding_id: Id, start_char: int, end_char: int) -> Coding:
        """Give a coding another span of its document. Raises SpanOutsideText, NotFound."""
        coding = self.get(coding_id)
        document = self._project.documents.get(coding.document_id)
        length = self._project.documents.length(coding.document_id)
        if not 0 <= start_char < end_char <= length:
            raise SpanOutsideText(document.name, start_char, end_char, length)
        code = self._project.codes.get(coding.code_id)
        with self._project.operation("coding.move_ends", code=code.name, document=document.name):
            values = {"start_char": start_char, "end_char": end_char}
            self._run(update(_table).where(_table.c.id == coding_id).values(values))
        return self.get(coding_id)

    def recode(self, coding_ids: Some[Id], code_id: Id) -> None:
        """Let codings carry another code. Raises NotFound."""
        code = self._project.codes.get(code_id)
        with self._project.operation("coding.recode", code=code.name, count=len(coding_ids)):
            for portion in portions(coding_ids):
                self._run(update(_table).where(_table.c.id.in_(portion)).values(code_id=code_id))

    def delete(self, coding_ids: Some[Id]) -> None:
        """Uncode. What was written about a coding stays, as a memo on its passage."""
        names = self._code_names(coding_ids)
        with self._project.operation("coding.delete", code=", ".join(names), count=len(coding_ids)):
            self._project.memos.move_to_passages(coding_ids)
            for portion in portions(coding_ids):
                self._run(delete(_table).where(_table.c.id.in_(portion)))

    def _same(self, document_id: Id, code_id: Id, coder_id: Id, start_char: int, end_char: int) -> Coding | None:
        wanted = {
            "document_id": document_id,
            "code_id": code_id,
            "coder_id": coder_id,
            "start_char": start_char,
            "end_char": end_char,
        }
        statement = select(*_COLUMNS).filter_by(**wanted).limit(1)
        return next((Coding(*row) for row in self._rows(statement)), None)

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

    def add_many(self, rows: Iterable[dict[str, Any]]) -> None:
        """Insert ready rows (all columns but id and created_us) in the operation that is open; spans are checked."""
        lengths = self._project.documents.lengths()
        ready = []
        for row in rows:
            length = lengths.get(row["document_id"], 0)
            if not 0 <= row["start_char"] < row["end_char"] <= length:
                name = self._project.documents.get(row["document_id"]).name
                raise SpanOutsideText(name, row["start_char"], row["end_char"], length)
            ready.append({"id": new_id(), "created_us": self._project.history.next_time_us(), **row})
        with self._project.operation("coding.add_many", count=len(ready)):
            self._insert(_table, ready)
