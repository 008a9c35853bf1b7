"""What participants say in a transcript and the coder at work has not coded."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from annotator.analysis.text_units import TextUnits
from annotator.gui.transcript.text_view import TextView
from annotator.gui.workspace import Workspace

if TYPE_CHECKING:
    from annotator.project.documents import SpeakerRole

Span = tuple[int, int]


class Uncoded:
    """The paragraphs of what a view shows. They are found once for a text and its speakers; codings are asked anew."""

    def __init__(self, workspace: Workspace, view: TextView) -> None:
        self._workspace = workspace
        self._view = view
        self._units: TextUnits | None = None
        self._roles: Mapping[str, SpeakerRole] = {}
        self._starts: list[int] = []
        self._ends: list[int] = []

    def next(self, place: int, step: int) -> Span | None:
        """The first paragraph that begins at a place (code point) or after it, or with step -1 the last before it.

        Some 10 ms at first in a text of 1 MB, then 3 ms where all of it is coded.
        """
        self._find_paragraphs()
        first = bisect_left(self._starts, place)
        ahead = slice(first, None) if step > 0 else slice(first - 1 if first else -len(self._starts) - 1, None, -1)
        starts, ends = self._starts[ahead], self._ends[ahead]
        places = self._view.layer.places_of(self._workspace.sight.own_id)
        index = places.first_apart(self._in_units(starts), self._in_units(ends))
        return (starts[index], ends[index]) if index is not None else None

    def _find_paragraphs(self) -> None:
        units, roles = self._view.units, self._view.roles
        if units is not self._units or roles is not self._roles:
            self._units, self._roles = units, roles
            found = units.paragraphs_said_by(lambda label: label is None or roles.get(label) != "interviewer")
            self._starts, self._ends = [start for start, _ in found], [end for _, end in found]

    def _in_units(self, places: list[int]) -> Iterable[int]:
        positions = self._view.positions
        return places if positions.are_alike else map(positions.to_units, places)
