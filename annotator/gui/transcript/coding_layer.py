"""The codings of the document that is shown: where each lies in Qt's units, and in which lane its stripe is.

Kept while codings come and go, at a cost that depends on what changes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from annotator.analysis.lanes import Lanes, Span
from annotator.gui.transcript.text_positions import TextPositions

if TYPE_CHECKING:
    from annotator.project.changes import RowChange
    from annotator.project.codings import PlacedCoding
    from annotator.project.ids import Id

# Stripes share a lane only if a whole line of text lies between them: rows of about one line each.
_ROW_UNITS = 80


class ShownCoding(NamedTuple):
    """One coding of the document, in UTF-16 units."""

    id: Id
    code_id: Id
    coder_id: Id
    start: int
    end: int


Wants = Callable[[ShownCoding], bool]


def _hides_none(_coder_id: Id) -> bool:
    return False


class CodingLayer:
    """The codings of one document by id and by place, and which of them are in sight.

    Those of coders whom `hides_coder` names are not there at all. A filter (`sift`) hides the rest, so that it takes
    no lane, or dims it. The coding that is kept in sight is shown whatever the filter says.
    """

    def __init__(
        self,
        codings: Iterable[PlacedCoding],
        positions: TextPositions,
        hides_coder: Callable[[Id], bool] = _hides_none,
    ) -> None:
        self._positions = positions
        self._hides_coder = hides_coder
        if hides_coder is not _hides_none:
            codings = list(codings)
            hidden = {coder_id for coder_id in {each.coder_id for each in codings} if hides_coder(coder_id)}
            codings = [each for each in codings if each.coder_id not in hidden] if hidden else codings
        self._shown = {each[0]: each for each in self._in_units(codings)}
        self._all_lanes: Lanes[Id] = Lanes(_rows_of(self._shown.values()).items())
        self._lanes = self._all_lanes
        self._wants: Wants | None = None
        self._dims = False
        self._unwanted: set[Id] = set()
        self._kept: Id | None = None

    def __len__(self) -> int:
        return len(self._shown)

    def get(self, coding_id: Id | None) -> ShownCoding | None:
        """The coding with this id, if it is in this document and not hidden."""
        return self._shown.get(coding_id) if coding_id is not None and not self.is_hidden(coding_id) else None

    def lane(self, coding_id: Id) -> int:
        """The lane of a coding's stripe, from 0."""
        return self._lanes[coding_id]

    @property
    def lane_count(self) -> int:
        """How many lanes all codings need: a filter leaves the words where they are."""
        return self._all_lanes.count

    def between(self, start: int, end: int) -> list[ShownCoding]:
        """The codings in sight, also dimmed ones, that share a character with this span of units.

        By start, the longer first.
        """
        found = (self._shown[key] for key in self._lanes.in_rows(start // _ROW_UNITS, end // _ROW_UNITS))
        return sorted(
            (shown for shown in found if shown.start < end and shown.end > start),
            key=lambda shown: (shown.start, -shown.end, shown.id),
        )

    def is_coded_by(self, coder_id: Id | None, start: int, end: int) -> bool:
        """Whether a coder has coded a character of this span of units, whatever the filter says."""
        rows = self._all_lanes.in_rows(start // _ROW_UNITS, end // _ROW_UNITS)
        found = map(self._shown.__getitem__, rows)
        return any(shown.coder_id == coder_id and shown.start < end and shown.end > start for shown in found)

    def in_order(self) -> list[ShownCoding]:
        """All codings in full sight by start, the longer first: neither hidden nor dimmed ones."""
        kept = [self._shown[self._kept]] if self._kept in self._unwanted else []
        return sorted([*self.wanted(), *kept], key=lambda shown: (shown.start, -shown.end, shown.id))

    # ---- filtering

    def sift(self, wants: Wants | None, *, dims: bool = False) -> None:
        """Hide, or dim, the codings that are not wanted; None wants all. O(codings)."""
        self._wants, self._dims = wants, dims
        self._unwanted = {shown.id for shown in self._shown.values() if not wants(shown)} if wants else set()
        if not self._unwanted or dims:
            self._lanes = self._all_lanes
        else:
            rest = (shown for shown in self._shown.values() if not self.is_hidden(shown.id))
            self._lanes = Lanes((shown.id, _rows(shown)) for shown in rest)

    def keep_in_sight(self, coding_id: Id | None) -> bool:
        """Show this coding in full, whatever the filter says; the one before goes back.

        Returns whether one of them looks otherwise now.
        """
        before, self._kept = self._kept, coding_id
        if before == coding_id:
            return False
        touched = [key for key in (before, coding_id) if key is not None and key in self._unwanted]
        for key in touched if self._has_own_lanes else ():
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
        before = self._taken(row.row_id)
        image = row.after
        if image is None or image["document_id"] != document_id or self._hides_coder(image["coder_id"]):
            return before, None
        shown = self._from_image(image)
        self._shown[shown.id] = shown
        self._all_lanes.add(shown.id, _rows(shown))
        if self._wants is not None and not self._wants(shown):
            self._unwanted.add(shown.id)
        if self._has_own_lanes:
            self._lay(shown)
        return before, self._if_wanted(shown)

    @property
    def _has_own_lanes(self) -> bool:
        return self._lanes is not self._all_lanes

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
        self._unwanted.discard(coding_id)
        self._all_lanes.remove(coding_id)
        if self._has_own_lanes and coding_id in self._lanes:
            self._lanes.remove(coding_id)
        return was_wanted

    def _if_wanted(self, shown: ShownCoding) -> ShownCoding | None:
        return None if shown.id in self._unwanted else shown

    def _in_units(self, codings: Iterable[PlacedCoding]) -> Iterable[ShownCoding]:
        if self._positions.are_alike:
            return map(partial(tuple.__new__, ShownCoding), codings)  # there can be tens of thousands
        return (self._shown_coding(*coding) for coding in codings)

    def _from_image(self, image: Any) -> ShownCoding:
        return self._shown_coding(
            image["id"], image["code_id"], image["coder_id"], image["start_char"], image["end_char"]
        )

    def _shown_coding(self, coding_id: Id, code_id: Id, coder_id: Id, start: int, end: int) -> ShownCoding:
        to_units = self._positions.to_units
        return ShownCoding(coding_id, code_id, coder_id, to_units(start), to_units(end))


def _rows_of(codings: Iterable[ShownCoding]) -> dict[Id, Span]:
    """The rows of each coding, by its id."""
    return {key: (start // _ROW_UNITS, (end - 1) // _ROW_UNITS + 1) for key, _code, _coder, start, end in codings}


def _rows(shown: ShownCoding) -> Span:
    return shown.start // _ROW_UNITS, (shown.end - 1) // _ROW_UNITS + 1
