"""The codings of a document while its words are being typed: where they are just now, before anything is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.transcript.coding_layer import CodingLayer
from annotator.gui.transcript.shown_coding import ROW_UNITS, ShownCoding
from annotator.gui.transcript.text_positions import TextPositions
from annotator.project.text_edits import TextEdits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.analysis.lanes import Lanes
    from annotator.project.ids import Id


class MovedLayer(CodingLayer):
    """Another layer, seen through edits that are not stored yet. Only what is asked for is moved.

    `before` are the positions of the text without the edits, `now` those of the text with them. The stripes stay in
    their lanes.
    """

    def __init__(self, layer: CodingLayer, edits: TextEdits, before: TextPositions, now: TextPositions) -> None:
        len(layer)  # all are read before the words are others,
        _ = layer.lane_count  # and have their lanes once, not anew for each layer that is made from this one
        self.__dict__.update(layer.__dict__)
        self._edits, self._before, self._now = edits, before, now

    def get(self, coding_id: Id | None) -> ShownCoding | None:
        found = super().get(coding_id)
        moved = self._moved(found) if found is not None else None
        return moved if moved is not None and moved.start < moved.end else None

    def in_order(self) -> list[ShownCoding]:
        moved = map(self._moved, super().in_order())
        return sorted(
            (shown for shown in moved if shown.start < shown.end), key=lambda shown: (shown.start, -shown.end, shown.id)
        )

    def between(self, start: int, end: int) -> list[ShownCoding]:
        return sorted(self._moved_near(self._lanes, start, end), key=lambda shown: (shown.start, -shown.end, shown.id))

    def is_coded_by(self, coder_id: Id | None, start: int, end: int) -> bool:
        return any(shown.coder_id == coder_id for shown in self._moved_near(self._all_lanes, start, end))

    def _moved_near(self, lanes: Lanes[Id], start: int, end: int) -> Iterator[ShownCoding]:
        """The codings that share a character with a span of units of the text as it is now."""
        first, last = self._edits.source_of(self._now.to_code_points(start), self._now.to_code_points(end))
        rows = self._before.to_units(first) // ROW_UNITS, self._before.to_units(last) // ROW_UNITS
        moved = (self._moved(self._shown[key]) for key in lanes.in_rows(*rows))
        return (shown for shown in moved if shown.start < min(end, shown.end) and shown.end > start)

    def _moved(self, shown: ShownCoding) -> ShownCoding:
        to_code_points = self._before.to_code_points
        start, end = self._edits.moved(to_code_points(shown.start), to_code_points(shown.end))
        return shown._replace(start=self._now.to_units(start), end=self._now.to_units(end))
