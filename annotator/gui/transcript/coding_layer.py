"""The codings of the document that is shown: where each lies in Qt's units, and in which lane its stripe is.

Kept while codings come and go, at a cost that depends on what changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from annotator.analysis.lanes import Lanes, Span
from annotator.gui.transcript.text_positions import TextPositions

if TYPE_CHECKING:
    from annotator.project.changes import RowChange
    from annotator.project.codings import Coding
    from annotator.project.ids import Id

# Stripes share a lane only if a whole line of text lies between them: rows of about one line each.
_ROW_UNITS = 80


@dataclass(frozen=True, slots=True)
class ShownCoding:
    """One coding of the document, in UTF-16 units."""

    id: Id
    code_id: Id
    coder_id: Id
    start: int
    end: int


class CodingLayer:
    """The shown codings, by id and by place."""

    def __init__(self, codings: Iterable[Coding], positions: TextPositions) -> None:
        self._positions = positions
        self._shown = {
            coding.id: self._shown_coding(
                coding.id, coding.code_id, coding.coder_id, coding.start_char, coding.end_char
            )
            for coding in codings
        }
        self._lanes: Lanes[Id] = Lanes((shown.id, _rows(shown)) for shown in self._shown.values())

    def __len__(self) -> int:
        return len(self._shown)

    def get(self, coding_id: Id | None) -> ShownCoding | None:
        """The coding with this id, if it is in this document."""
        return self._shown.get(coding_id) if coding_id is not None else None

    def lane(self, coding_id: Id) -> int:
        """The lane of a coding's stripe, from 0."""
        return self._lanes[coding_id]

    @property
    def lane_count(self) -> int:
        """How many lanes there are."""
        return self._lanes.count

    def between(self, start: int, end: int) -> list[ShownCoding]:
        """The codings that share a character with this span of units, by start, the longer first."""
        found = (self._shown[key] for key in self._lanes.in_rows(start // _ROW_UNITS, end // _ROW_UNITS))
        return sorted(
            (shown for shown in found if shown.start < end and shown.end > start),
            key=lambda shown: (shown.start, -shown.end, shown.id),
        )

    def in_order(self) -> list[ShownCoding]:
        """All codings by start, the longer first."""
        return sorted(self._shown.values(), key=lambda shown: (shown.start, -shown.end, shown.id))

    def apply(self, row: RowChange, document_id: Id) -> None:
        """Take in what happened to one coding's row."""
        if row.row_id in self._shown:
            self._lanes.remove(row.row_id)
            del self._shown[row.row_id]
        if row.after is not None and row.after["document_id"] == document_id:
            shown = self._from_image(row.after)
            self._shown[shown.id] = shown
            self._lanes.add(shown.id, _rows(shown))

    def _from_image(self, image: Any) -> ShownCoding:
        return self._shown_coding(
            image["id"], image["code_id"], image["coder_id"], image["start_char"], image["end_char"]
        )

    def _shown_coding(self, coding_id: Id, code_id: Id, coder_id: Id, start: int, end: int) -> ShownCoding:
        to_units = self._positions.to_units
        return ShownCoding(coding_id, code_id, coder_id, to_units(start), to_units(end))


def _rows(shown: ShownCoding) -> Span:
    return shown.start // _ROW_UNITS, (shown.end - 1 + _ROW_UNITS) // _ROW_UNITS
