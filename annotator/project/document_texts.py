"""The immutable texts behind the documents: whole ones, and corrections that hold only what is other than in these.

A corrected text is one row: its `text` is a list of edits (JSON) of the text that `base_id` names, which is always a
whole one; its `formats` are empty, since the spans of the base move with the same edits. Where the edits have become
long, the next version is whole again. So an hour of corrections costs the file little, and reading one text never
takes more than two rows. `length` and `sha256` are always those of the text as it is read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from annotator.project import schema
from annotator.project.collection import Collection, portions
from annotator.project.ids import Id, new_id
from annotator.project.stored_text import FormatSpan
from annotator.project.text_edits import Span, TextEdits, as_json, composed, from_json

_text = schema.document_text
_document = schema.document
_COLUMNS = (_text.c.id, _text.c.text, _text.c.formats, _text.c.base_id)
# A correction that holds more than this share of the text is stored as a whole text.
_LARGEST_SHARE = 1 / 16
_SMALLEST_WHOLE_CHARS = 2_000
_IN_LINE = frozenset({"bold", "italic", "underline"})


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A text as it is stored, and how it looks: spans in code points."""

    text: str
    formats: tuple[FormatSpan, ...]


class DocumentTexts(Collection):
    """The versions of the texts of a project's documents."""

    def read(self, text_ids: Iterable[Id]) -> dict[Id, DocumentText]:
        """Some versions with their formats."""
        rows = self._versions(text_ids)
        bases = {row.id: row for row in self._versions({row.base_id for row in rows if row.base_id is not None})}
        return {row.id: _resolved(row, bases.get(row.base_id)) for row in rows}

    def words(self, text_ids: Iterable[Id]) -> dict[Id, str]:
        """Some versions without their formats, which takes half the time."""
        rows = self._versions(text_ids)
        bases = {row.id: row.text for row in self._versions({row.base_id for row in rows if row.base_id is not None})}
        return {
            row.id: row.text if row.base_id is None else TextEdits(bases[row.base_id], from_json(row.text)).result
            for row in rows
        }

    def store(self, text: str, formats: Sequence[FormatSpan]) -> Id:
        """A whole version; the same text with the same look is stored once."""
        spans = formats_json(formats)
        digest = sha256_of(text)
        same = select(_text.c.id).where((_text.c.sha256 == digest) & (_text.c.formats == spans))
        for row in self._rows(same):
            return Id(row[0])
        return self._insert_version(text, text, spans, None)

    def store_corrected(self, text_id: Id, edits: TextEdits) -> Id:
        """The version that edits make of another one."""
        (row,) = self._versions([text_id])
        base_id = row.id if row.base_id is None else row.base_id
        before = () if row.base_id is None else from_json(row.text)
        base = row if row.base_id is None else self._versions([base_id])[0]
        since_base = TextEdits(base.text, composed(before, edits.edits))
        if not since_base.edits:
            return Id(base_id)
        difference = as_json(since_base.edits)
        if len(difference) > max(_SMALLEST_WHOLE_CHARS, len(edits.result) * _LARGEST_SHARE):
            return self.store(edits.result, moved_formats(_formats_of(base.formats), since_base))
        return self._insert_version(edits.result, difference, "", Id(base_id))

    def make_whole(self) -> None:
        """Let no version need another one, so that words which were corrected can be left behind.

        Only for a file that is about to be sent: in an open project a text is stored once and for all.
        """
        later = self._rows(select(_text.c.id).where(_text.c.base_id.is_not(None)))
        for text_id, whole in self.read(row.id for row in later).items():
            values = {"text": whole.text, "formats": formats_json(whole.formats), "base_id": None}
            self._run(update(_text).where(_text.c.id == text_id).values(values))

    def _insert_version(self, text: str, stored: str, formats: str, base_id: Id | None) -> Id:
        text_id = new_id()
        row = {
            "id": text_id,
            "text": stored,
            "formats": formats,
            "length": len(text),
            "sha256": sha256_of(text),
            "created_us": self._project.history.next_time_us(),
            "base_id": base_id,
        }
        self._insert(_text, [row])
        return text_id

    def _versions(self, text_ids: Iterable[Id]) -> list[Any]:
        found: list[Any] = []
        for portion in portions(set(text_ids)):
            found += self._rows(select(*_COLUMNS).where(_text.c.id.in_(portion)))
        return found


def sha256_of(text: str) -> str:
    """The digest by which the same text is noticed."""
    return hashlib.sha256(text.encode()).hexdigest()


def moved_formats(formats: Iterable[FormatSpan], edits: TextEdits) -> tuple[FormatSpan, ...]:
    """The look of a text after edits: what is put inside emphasis carries it, and a line stays a heading."""
    moved = [span for each in formats for span in _moved_format(each, edits)]
    return tuple(sorted(moved, key=lambda span: (span.start, span.end, span.style)))


def _moved_format(span: FormatSpan, edits: TextEdits) -> Iterable[FormatSpan]:
    if span.style in _IN_LINE or not edits.touches(span.start, span.end):
        spans: Iterable[Span] = [edits.moved(span.start, span.end)]
    else:
        spans = _lines(edits.result, *edits.moved_paragraphs(span.start, span.end))
    return (FormatSpan(start, end, span.style) for start, end in spans if start < end)


def _lines(text: str, start: int, end: int) -> Iterable[Span]:
    """The whole lines whose beginning a span holds, cut at the newlines."""
    at = start if start == 0 or text[start - 1] == "\n" else text.find("\n", start, end) + 1
    while 0 < at < end or at == start < end:
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        yield at, stop
        at = stop + 1


def _resolved(row: Any, base: Any) -> DocumentText:
    if row.base_id is None:
        return DocumentText(row.text, _formats_of(row.formats))
    edits = TextEdits(base.text, from_json(row.text))
    return DocumentText(edits.result, moved_formats(_formats_of(base.formats), edits))


def _formats_of(stored: str) -> tuple[FormatSpan, ...]:
    return tuple(FormatSpan(*span) for span in json.loads(stored))


def formats_json(formats: Iterable[FormatSpan]) -> str:
    """The look of a text as it is stored."""
    return json.dumps([[span.start, span.end, span.style] for span in formats])
