"""A coding as the transcript shows it, and the codings near the place at which a document is opened."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from annotator.analysis.lanes import lane_count, lanes_down_to
from annotator.gui.transcript.text_positions import TextPositions

if TYPE_CHECKING:
    from annotator.project.codings import Codings, PlacedCoding
    from annotator.project.ids import Id

# Stripes share a lane only if a whole line of text lies between them: rows of about one line each.
ROW_UNITS = 80


class ShownCoding(NamedTuple):
    """One coding of the document, in UTF-16 units."""

    id: Id
    code_id: Id
    coder_id: Id
    start: int
    end: int


class NearCodings:
    """The codings of one span of a document (code points): all that a view needs to paint it.

    Of the others only the places are read, which say in which lane each lies and how many lanes there are.
    """

    def __init__(self, codings: Codings, document_id: Id, span: tuple[int, int], positions: TextPositions) -> None:
        self._start, self._end = map(positions.to_units, span)
        starts, ends = codings.spans_in(document_id)
        if not positions.are_alike:
            starts, ends = list(map(positions.to_units, starts)), list(map(positions.to_units, ends))
        firsts, lasts = [unit // ROW_UNITS for unit in starts], [(unit - 1) // ROW_UNITS + 1 for unit in ends]
        self.lane_count = lane_count(firsts, lasts)
        lanes = lanes_down_to(self._end // ROW_UNITS, firsts, lasts)
        near = [
            lane
            for lane, start, end in zip(lanes, starts, ends, strict=False)
            if start < self._end and end > self._start
        ]
        shown = in_units(codings.placed_in(document_id, *span), positions)
        self._found = {each.id: (each, lane) for each, lane in zip(shown, near, strict=True)}

    def __contains__(self, coding_id: object) -> bool:
        return coding_id in self._found

    def __getitem__(self, coding_id: Id) -> ShownCoding:
        return self._found[coding_id][0]

    def lane(self, coding_id: Id) -> int:
        """The lane of a coding's stripe, from 0."""
        return self._found[coding_id][1]

    def hold(self, start: int, end: int) -> bool:
        """Whether all codings that share a character with this span of units are here."""
        return self._start <= max(start, 0) and end <= self._end

    def between(self, start: int, end: int) -> list[ShownCoding]:
        """Those that share a character with this span of units, in no promised order."""
        return [shown for shown, _ in self._found.values() if shown.start < end and shown.end > start]


def in_units(codings: Iterable[PlacedCoding], positions: TextPositions) -> Iterable[ShownCoding]:
    """Codings as they are stored, placed in units."""
    if positions.are_alike:
        return map(partial(tuple.__new__, ShownCoding), codings)  # there can be tens of thousands
    to_units = positions.to_units
    return (ShownCoding(*each[:3], to_units(each.start_char), to_units(each.end_char)) for each in codings)
