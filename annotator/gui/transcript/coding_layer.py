"""The codings of the document that is shown: where each lies in Qt's units, and in which lane its stripe is.

Kept while codings come and go, at a cost that depends on what changes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from annotator.analysis.lanes import Lanes, Span
from annotator.analysis.span_sets import ComingSpans
from annotator.gui.transcript.shown_coding import ROW_UNITS, NearCodings, ShownCoding, in_units
from annotator.gui.transcript.text_positions import TextPositions

if TYPE_CHECKING:
    from annotator.project.changes import RowChange
    from annotator.project.codings import PlacedCoding
    from annotator.project.ids import Id

Wants = Callable[[ShownCoding], bool]


def hides_none(_coder_id: Id) -> bool:
    """Every coder may be seen."""
    return False


class CodingLayer:
    """The codings of one document by id and by place, and which of them are in sight.

    Those of coders whom `hides_coder` names are not there at all. A filter (`sift`) hides the rest, so that it takes
    no lane, or dims it. The coding that is kept in sight is shown whatever the filter says.

    `codings` reads them, by place, when somebody asks for one that is not among the `near` ones: these are enough to
    paint a document that is opened. The project may not have changed until then.
    """

    def __init__(
        self,
        codings: Callable[[], Iterable[PlacedCoding]],
        positions: TextPositions,
        hides_coder: Callable[[Id], bool] = hides_none,
        near: NearCodings | None = None,
    ) -> None:
        self._read = codings
        self._positions = positions
        self._hides_coder = hides_coder
        self._near = near
        self._own_lanes: Lanes[Id] | None = None  # of those in sight, where some are hidden
        self._wants: Wants | None = None
        self._dims = False
        self._unwanted: set[Id] = set()
        self._kept: Id | None = None
        self._room_for = 0  # lanes, whatever these codings need
        self._places: dict[Id | None, ComingSpans] = {}  # of the coders who were asked for
        self._last_found: tuple[Span, list[ShownCoding]] | None = None  # each painting asks for the same span again

    @classmethod
    def of(cls, codings: Iterable[PlacedCoding], positions: TextPositions) -> CodingLayer:
        """The layer of codings that have been read already."""
        return cls(lambda: codings, positions)

    def without(self, hides_coder: Callable[[Id], bool]) -> CodingLayer:
        """The layer of the same codings but for some coders'; from then on each of both follows by itself."""
        made = CodingLayer(lambda: (), self._positions, hides_coder)
        hidden = {coder_id for coder_id in {each.coder_id for each in self._shown.values()} if hides_coder(coder_id)}
        made._shown = {key: shown for key, shown in self._shown.items() if shown.coder_id not in hidden}
        return made

    def __len__(self) -> int:
        return len(self._shown)

    @property
    def is_read(self) -> bool:
        """Whether all codings have been read."""
        return "_shown" in vars(self)

    @cached_property
    def _shown(self) -> dict[Id, ShownCoding]:
        codings = self._read()
        if self._hides_coder is not hides_none:
            codings = list(codings)
            hidden = {coder_id for coder_id in {each.coder_id for each in codings} if self._hides_coder(coder_id)}
            codings = [each for each in codings if each.coder_id not in hidden] if hidden else codings
        self._near = None
        return {each[0]: each for each in in_units(codings, self._positions)}

    @cached_property
    def _all_lanes(self) -> Lanes[Id]:
        return Lanes(_rows_of(self._shown.values()).items())

    @property
    def _lanes(self) -> Lanes[Id]:
        return self._all_lanes if self._own_lanes is None else self._own_lanes

    def get(self, coding_id: Id | None) -> ShownCoding | None:
        """The coding with this id, if it is in this document and not hidden."""
        if self._near is not None and coding_id is not None and coding_id in self._near:
            return self._near[coding_id]
        return self._shown.get(coding_id) if coding_id is not None and not self.is_hidden(coding_id) else None

    def known(self, coding_id: Id) -> ShownCoding | None:
        """The coding with this id, if it is in this document and its coder not hidden, whatever the filter says."""
        return self._shown.get(coding_id)

    def lane(self, coding_id: Id) -> int:
        """The lane of a coding's stripe, from 0."""
        if self._near is not None and coding_id in self._near:
            return self._near.lane(coding_id)
        return self._lanes[coding_id]

    @property
    def lane_count(self) -> int:
        """How many lanes all codings need: a filter leaves the words where they are."""
        return max(self._room_for, self._all_lanes.count if self._near is None else self._near.lane_count)

    def leave_room_for(self, lanes: int) -> None:
        """Count at least so many lanes, so that the words stay where they were beside another layer."""
        self._room_for = max(self._room_for, lanes)

    def between(self, start: int, end: int) -> list[ShownCoding]:
        """The codings in sight, also dimmed ones, that share a character with this span of units.

        By start, the longer first.
        """
        if self._last_found is None or self._last_found[0] != (start, end):
            self._last_found = (start, end), self._found_between(start, end)
        return list(self._last_found[1])

    def _found_between(self, start: int, end: int) -> list[ShownCoding]:
        found: Iterable[ShownCoding]
        if self._near is not None and self._near.hold(start, end):
            found = self._near.between(start, end)
        else:
            rows = self._lanes.in_rows(start // ROW_UNITS, end // ROW_UNITS)
            found = (shown for shown in map(self._shown.__getitem__, rows) if shown.start < end and shown.end > start)
        return sorted(found, key=lambda shown: (shown.start, -shown.end, shown.id))

    def is_coded_by(self, coder_id: Id | None, start: int, end: int) -> bool:
        """Whether a coder has coded a character of this span of units, whatever the filter says."""
        if self._near is not None and self._near.hold(start, end):
            return any(shown.coder_id == coder_id for shown in self._near.between(start, end))
        return self.places_of(coder_id).first_apart((start,), (end,)) is None

    def places_of(self, coder_id: Id | None) -> ComingSpans:
        """Where a coder has coded, in units, whatever the filter says; kept up from the first question on."""
        if coder_id not in self._places:
            spans = [(start, end) for _id, _code, coder, start, end in self._shown.values() if coder == coder_id]
            self._places[coder_id] = ComingSpans(spans)
        return self._places[coder_id]

    def in_order(self) -> list[ShownCoding]:
        """All codings in full sight by start, the longer first: neither hidden nor dimmed ones."""
        kept = [self._shown[self._kept]] if self._kept in self._unwanted else []
        return sorted([*self.wanted(), *kept], key=lambda shown: (shown.start, -shown.end, shown.id))

    # ---- filtering

    def sift(self, wants: Wants | None, *, dims: bool = False) -> None:
        """Hide, or dim, the codings that are not wanted; None wants all. O(codings)."""
        self._last_found = None
        self._wants, self._dims = wants, dims
        self._unwanted = {shown.id for shown in self._shown.values() if not wants(shown)} if wants else set()
        if not self._unwanted or dims:
            self._own_lanes = None
        else:
            rest = (shown for shown in self._shown.values() if not self.is_hidden(shown.id))
            self._own_lanes = Lanes((shown.id, _rows(shown)) for shown in rest)

    def keep_in_sight(self, coding_id: Id | None) -> bool:
        """Show this coding in full, whatever the filter says; the one before goes back.

        Returns whether one of them looks otherwise now.
        """
        before, self._kept = self._kept, coding_id
        if before == coding_id:
            return False
        self._last_found = None
        touched = [key for key in (before, coding_id) if key is not None and key in self._unwanted]
        for key in touched if self._own_lanes is not None else ():
            self._lay(self._shown[key])
        return bool(touched)

    def is_hidden(self, coding_id: Id) -> bool:
        """Whether the filter leaves nothing of a coding to be seen."""
        return not self._dims and coding_id in self._unwanted and coding_id != self._kept

    def is_unwanted(self, coding_id: Id) -> bool:
        """Whether the filter leaves a coding out, also if it is kept in sight."""
        return coding_id in self._unwanted

    def is_dimmed(self, coding_id: Id) -> bool:
        """Whether the filter leaves only a faint sign of a coding."""
        return self._dims and coding_id in self._unwanted and coding_id != self._kept

    @property
    def wanted_count(self) -> int:
        """How many codings the filter lets through."""
        return len(self._shown) - len(self._unwanted)

    def wanted(self) -> Collection[ShownCoding]:
        """The codings that the filter lets through, in no promised order."""
        if not self._unwanted:
            return self._shown.values()
        return [shown for key, shown in self._shown.items() if key not in self._unwanted]

    # ---- following

    def apply(self, row: RowChange, document_id: Id) -> tuple[ShownCoding | None, ShownCoding | None]:
        """Take in what happened to one coding's row; the coding as it was wanted before, and as it is now."""
        lanes = self._all_lanes
        self._last_found = None
        before = self._taken(row.row_id)
        image = row.after
        if image is None or image["document_id"] != document_id or self._hides_coder(image["coder_id"]):
            return before, None
        shown = _from_image(image, self._positions)
        self._shown[shown.id] = shown
        lanes.add(shown.id, _rows(shown))
        if (places := self._places.get(shown.coder_id)) is not None:
            places.add(shown.start, shown.end)
        if self._wants is not None and not self._wants(shown):
            self._unwanted.add(shown.id)
        if self._own_lanes is not None:
            self._lay(shown)
        return before, self._if_wanted(shown)

    def _lay(self, shown: ShownCoding) -> None:
        """Give a coding in sight a lane among those in sight, and take that of a hidden one away."""
        if shown.id in self._lanes:
            self._lanes.remove(shown.id)
        if not self.is_hidden(shown.id):
            self._lanes.add(shown.id, _rows(shown))

    def _taken(self, coding_id: Id) -> ShownCoding | None:
        shown = self._shown.get(coding_id)
        if shown is None:
            return None
        was_wanted = self._if_wanted(shown)
        del self._shown[coding_id]
        if (places := self._places.get(shown.coder_id)) is not None:
            places.remove(shown.start, shown.end)
        self._unwanted.discard(coding_id)
        self._all_lanes.remove(coding_id)
        if self._own_lanes is not None and coding_id in self._lanes:
            self._lanes.remove(coding_id)
        return was_wanted

    def _if_wanted(self, shown: ShownCoding) -> ShownCoding | None:
        return None if shown.id in self._unwanted else shown


def _rows_of(codings: Iterable[ShownCoding]) -> dict[Id, Span]:
    """The rows of each coding, by its id."""
    return {key: (start // ROW_UNITS, (end - 1) // ROW_UNITS + 1) for key, _code, _coder, start, end in codings}


def _rows(shown: ShownCoding) -> Span:
    return shown.start // ROW_UNITS, (shown.end - 1) // ROW_UNITS + 1


def _from_image(image: Any, positions: TextPositions) -> ShownCoding:
    to_units = positions.to_units
    start, end = to_units(image["start_char"]), to_units(image["end_char"])
    return ShownCoding(image["id"], image["code_id"], image["coder_id"], start, end)
