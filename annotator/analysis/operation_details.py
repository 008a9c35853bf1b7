"""What one operation did, row by row and in words: what was there before, and what after.

Words of a transcript are told verbatim or not at all: where it is not sure in which version of a text a span was
counted, only its place is told.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any, Literal

from annotator.analysis import row_fields
from annotator.project.changes import Image, RowChange
from annotator.project.document_texts import DocumentTexts
from annotator.project.ids import Id
from annotator.project.operation_log import LogEntry, OperationLog
from annotator.project.place_shifts import SHIFT
from annotator.project.project import Project

Event = Literal["added", "changed", "removed"]
Translate = Callable[[str], str]
MOST_ROWS = 40
_MOST_EDITS = 20
_AROUND_CHARS = 40
_OF_CODERS = ("coding", "memo", "meeting", "memo_link")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after; the same on both sides where it is only told so that one knows what it is about."""

    label: str
    before: str
    after: str
    is_verbatim: bool = False


@dataclass(frozen=True, slots=True)
class RowTold:
    """What happened to one row."""

    table: str
    row_id: Id
    title: str
    event: Event
    fields: tuple[FieldChange, ...] = ()
    document_id: Id | None = None
    code_id: Id | None = None


@dataclass(frozen=True, slots=True)
class OperationDetails:
    """An operation with the first of its rows; `rows_by_table` counts all of them ("" where they are too many)."""

    entry: LogEntry
    rows: tuple[RowTold, ...]
    rows_by_table: Counter[str]
    undone_by: LogEntry | None
    merged_by: LogEntry | None

    @property
    def row_count(self) -> int:
        """How many rows the operation touched."""
        return self.rows_by_table.total()


def details_of(
    project: Project,
    seq: int,
    translate: Translate = str,
    seen: Set[Id] | None = None,
    undone: Mapping[Id, Id] | None = None,
) -> OperationDetails:
    """What an operation did. Of codings and memos only those of the `seen` coders are told, None means of all.

    A few milliseconds, if `undone` is given as `OperationLog.undone` gave it.
    """
    log = OperationLog(project.connection)
    undone = log.undone() if undone is None else undone
    entry = log.entries([seq], undone)[seq]
    teller = RowTeller(project, log, entry, translate)
    rows = [each for each in log.first_rows(seq, MOST_ROWS) if seen is None or _is_seen(log, *each, seen)]
    return OperationDetails(
        entry,
        tuple(told for number, row in rows if (told := teller.told(number, row)) is not None),
        _counted(log.rows_touched(seq), is_blind=seen is not None),
        log.with_id(entry.undone_by, undone) if entry.undone_by is not None else None,
        log.with_id(entry.operation.merged_by, undone) if entry.operation.merged_by is not None else None,
    )


class RowTeller:
    """Tells the rows of one operation."""

    def __init__(self, project: Project, log: OperationLog, entry: LogEntry, translate: Translate = str) -> None:
        self._texts = DocumentTexts(project)
        self._log = log
        self._entry = entry
        self._say = translate
        self._span = log.span_of(entry.operation.seq)
        self._words: dict[Id, str] = {}
        self._names: dict[tuple[str, Any, bool], str] = {}
        self._text_ids: dict[tuple[Id, int], Id | None] = {}

    def told(self, number: int, row: RowChange) -> RowTold | None:
        """A row, which is the change of this number in the log; None where there is nothing to tell of it."""
        if row.table == SHIFT or row.table not in row_fields.FIELDS:
            return None
        event: Event = "added" if row.before is None else "removed" if row.after is None else "changed"
        image = row.after or row.before
        assert image is not None
        fields = tuple(self._fields(number, row))
        if event == "changed" and not any(field.before != field.after for field in fields):
            if not _has_other(row, "order_key"):
                return None
            fields = (FieldChange(self._say(row_fields.OF_ANOTHER_ORDER), "", ""),)
        about = image.get("document_id"), image.get("code_id")
        return RowTold(row.table, row.row_id, self._title(number, row), event, fields, *about)

    def name(self, table: str, row_id: Any, number: int, column: str = "name") -> str:
        """What a row was called before the operation, or after it where a change of the log within it is given.

        What it is called now, or was last, where it was not there then.
        """
        if row_id is None:
            return ""
        key = (table, row_id, number < self._span[0])
        if key not in self._names:
            self._names[key] = self._found_name(table, Id(row_id), number, column)
        return self._names[key]

    def _found_name(self, table: str, row_id: Id, number: int, column: str) -> str:
        found = self._log.row_after(table, row_id, number)
        if found is None:
            logged = reversed(self._log.changes_of_row(table, row_id))
            found = next((row.before or row.after for _, row in logged), None)
        return str(found.get(column, "")) if found is not None else ""

    def _title(self, number: int, row: RowChange) -> str:
        image = row.before or row.after
        assert image is not None
        own = image.get(row_fields.OWN_NAME.get(row.table, "name"), "") or ""
        values = {"name": str(own)}
        if row.table == "coding":
            values["name"] = self.name("code", image["code_id"], number)
        if row.table in ("coding", "speaker"):
            values["document"] = self.name("document", image["document_id"], number)
        if row.table == "attribute_value":
            values["attribute"] = self.name("attribute", image["attribute_id"], number)
            values["name"] = self.name("participant", image["participant_id"], number, "label") or self.name(
                "document", image["document_id"], number
            )
        template = row_fields.THINGS[row.table] if values["name"] else row_fields.NAMELESS.get(row.table, "")
        return self._say(template or row_fields.THINGS[row.table]).format(**values)

    def _fields(self, number: int, row: RowChange) -> Iterator[FieldChange]:
        for column, label in row_fields.FIELDS[row.table].items():
            if not any(image is not None and image.get(column) is not None for image in (row.before, row.after)):
                continue
            before, after = (self._value(number, column, image) for image in (row.before, row.after))
            if before != after and not self._goes_without_saying(column, row, before or after):
                yield FieldChange(self._say(label), before, after)
        if row.table == "coding":
            yield from self._spans(row)
        if row.table == "document" and _has_other(row, "text_id"):
            yield from self._corrections(row)

    def _goes_without_saying(self, column: str, row: RowChange, value: str) -> bool:
        """What is new or gone has a title that says most of it."""
        if row.before is not None and row.after is not None:
            return False
        is_own = column == "coder_id" and value == self._entry.operation.coder_name
        return column == "colour" or (row.table == "coding" and column == "code_id") or is_own

    def _value(self, number: int, column: str, image: Image | None) -> str:
        if image is None:
            return ""
        value = image.get(column)
        if column in row_fields.NAMED_BY:
            table, name = row_fields.NAMED_BY[column]
            if value is None:
                return self._say(row_fields.AT_THE_TOP if column == "parent_id" else row_fields.NOWHERE)
            return self.name(table, value, number, name)
        if column == "example_coding_id":
            return self._example(value)
        if column in ("choices", "present"):
            return "; ".join(map(str, json.loads(value or "[]")))
        return "" if value is None else str(value)

    def _example(self, coding_id: Any) -> str:
        """The words of an example as it stands after this operation."""
        if coding_id is None:
            return self._say(row_fields.NOWHERE)
        row = self._log.row_after("coding", Id(coding_id), self._span[1])
        return self._words_of(row, self._span[1]) if row is not None else "…"

    # ---- words of transcripts

    def _spans(self, row: RowChange) -> Iterator[FieldChange]:
        """The words of a coding, before and after; its places where the words cannot be told."""
        sides = [(row.before, self._span[0] - 1), (row.after, self._span[1])]
        words = [self._words_of(image, number) for image, number in sides]
        is_verbatim = all(word or image is None for word, (image, _) in zip(words, sides, strict=True))
        if is_verbatim:
            yield FieldChange(self._say(row_fields.WORDS), words[0], words[1], is_verbatim=True)
            return
        places = ["" if image is None else self._place(image) for image, _ in sides]
        yield FieldChange(self._say(row_fields.PLACE), places[0], places[1])

    def _place(self, image: Image) -> str:
        template = self._say(row_fields.CHARACTERS)
        return template.format(start=image["start_char"] + 1, end=image["end_char"])

    def _words_of(self, image: Image | None, number: int) -> str:
        """The words of a span as they stood right after a change of the log; "" where that is not sure."""
        if image is None:
            return ""
        if image["start_char"] == image["end_char"]:
            return str(image.get("lost_words") or "")
        place = (image["document_id"], number)
        if place not in self._text_ids:
            self._text_ids[place] = self._text_id(*place)
        text_id = self._text_ids[place]
        text = self._text(text_id) if text_id is not None else ""
        return text[image["start_char"] : image["end_char"]]

    def _text_id(self, document_id: Id, number: int) -> Id | None:
        """The version of a text that a span was counted in. In a copy it may have been one that never was here."""
        if self._entry.operation.merged_by is None:
            document = self._log.row_after("document", document_id, number)
            return document["text_id"] if document is not None else None
        rows = [row for _, row in self._log.changes_of_row("document", document_id)]
        versions = {image["text_id"] for row in rows for image in (row.before, row.after) if image is not None}
        now = self._log.row_after("document", document_id, self._span[1])
        versions |= {now["text_id"]} if now is not None else set()
        return versions.pop() if len(versions) == 1 else None

    def _corrections(self, row: RowChange) -> Iterator[FieldChange]:
        """The places that a correction changed, each with some words around it."""
        assert row.before is not None
        assert row.after is not None
        old, new = self._text(row.before["text_id"]), self._text(row.after["text_id"])
        places = self._edits(row.row_id)
        by = 0
        for start, end, length in places[:_MOST_EDITS]:
            at = start + by
            yield FieldChange(
                self._say(row_fields.WORDS),
                _with_words_around(old, start, end),
                _with_words_around(new, at, at + length),
            )
            by += length - (end - start)

    def _edits(self, document_id: Id) -> list[tuple[int, int, int]]:
        """The edits of a correction, as they were logged for what moved along: (start, end, new length)."""
        for number, row in self._log.first_rows(self._entry.operation.seq, MOST_ROWS):
            if row.table == SHIFT and number and row.row_id == document_id and row.after is not None:
                return [(edit[0], edit[1], edit[2]) for edit in row.after["edits"]]
        return []

    def _text(self, text_id: Id) -> str:
        if text_id not in self._words:
            self._words |= self._texts.words([text_id])
        return self._words.get(text_id, "")


def _with_words_around(text: str, start: int, end: int) -> str:
    first, last = max(start - _AROUND_CHARS, 0), min(end + _AROUND_CHARS, len(text))
    head, tail = "…" if first else "", "…" if last < len(text) else ""
    return f"{head}{text[first:last]}{tail}".replace("\n", " ¶ ")


def _has_other(row: RowChange, column: str) -> bool:
    return row.before is not None and row.after is not None and row.before.get(column) != row.after.get(column)


def _counted(rows: Counter[str], *, is_blind: bool) -> Counter[str]:
    """How many rows may be told of: not what only moved along, and not even a number where some must not be seen."""
    unsaid = (SHIFT, "", *_OF_CODERS) if is_blind else (SHIFT,)
    return Counter({table: count for table, count in rows.items() if table not in unsaid})


def _is_seen(log: OperationLog, number: int, row: RowChange, seen: Set[Id]) -> bool:
    """Whether a row may be told: what somebody coded or wrote only where that coder is among these."""
    if row.table not in _OF_CODERS:
        return True
    coder_ids = set(row.values("coder_id"))
    for memo_id in row.values("memo_id"):
        memo = log.row_after("memo", memo_id, number)
        written = [memo] if memo is not None else [each.before for _, each in log.changes_of_row("memo", memo_id)]
        coder_ids |= {image["coder_id"] for image in written if image is not None}
    return bool(coder_ids) and seen >= coder_ids
