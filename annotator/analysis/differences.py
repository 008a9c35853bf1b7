"""Where two or more coders of one document agree and where they differ: a list in reading order.

The rules, for the coders who are compared and nobody else:

- Codings of one code that share characters, directly or through others between them, are one *place*. What a coder
  coded there is the union of their codings; where two only touch they count as one.
- All coded the very same characters of a place: "same".
- All coded some of it, but not the same characters: "ends".
- Somebody coded none of it: "some".
- Two or more places of kind "some" with different codes, where no coder is in two of them and each shares more than
  half of the longer one with another: "codes", the same words with other codes. The nearest in extent are paired first.

So every (character, code) on which the coders differ lies in exactly one difference, and `apart` says where in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Literal, NamedTuple

from annotator.analysis.overlaps import pieces
from annotator.analysis.span_sets import Run
from annotator.project.codings import PlacedCoding
from annotator.project.ids import Id

Kind = Literal["same", "ends", "some", "codes"]


class Reading(NamedTuple):
    """What one coder coded with one code at a place: spans in order that do not touch, and the codings themselves."""

    coder_id: Id
    code_id: Id
    spans: tuple[Run, ...]
    coding_ids: tuple[Id, ...]


class Apart(NamedTuple):
    """Characters that not all coders gave this code, and those who did."""

    start: int
    end: int
    code_id: Id
    coder_ids: frozenset[Id]


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where coders agree ("same") or differ, from its first character to its last (code points).

    Each coder has one reading at most; who has none gave none of these codes here. The first reading begins first.
    """

    kind: Kind
    start: int
    end: int
    readings: tuple[Reading, ...]

    @property
    def is_agreement(self) -> bool:
        """Whether all coders coded the very same."""
        return self.kind == "same"

    @property
    def code_ids(self) -> tuple[Id, ...]:
        """The codes, each once, in the order of the readings."""
        return tuple(dict.fromkeys(reading.code_id for reading in self.readings))

    @property
    def coder_ids(self) -> frozenset[Id]:
        """Those who coded something here."""
        return frozenset(reading.coder_id for reading in self.readings)

    def reading_of(self, coder_id: Id) -> Reading | None:
        """What a coder coded here, if they did."""
        return next((reading for reading in self.readings if reading.coder_id == coder_id), None)

    def union_of(self, code_id: Id) -> tuple[Run, ...]:
        """All words that anybody here gave a code."""
        return joined(span for reading in self.readings if reading.code_id == code_id for span in reading.spans)

    def apart(self, coder_ids: Sequence[Id]) -> tuple[Apart, ...]:
        """Where these coders, all who were compared, differ: by place, then by code."""
        found: list[Apart] = []
        for code_id in self.code_ids:
            marked = (
                (start, end, reading.coder_id)
                for reading in self.readings
                if reading.code_id == code_id
                for start, end in reading.spans
            )
            found += [
                Apart(start, end, code_id, frozenset(coders))
                for start, end, coders in pieces(marked)
                if len(coders) < len(coder_ids)
            ]
        return tuple(sorted(found, key=itemgetter(0, 1, 2)))


def compare(codings: Iterable[PlacedCoding], coder_ids: Sequence[Id]) -> list[Difference]:
    """The agreements and differences of these coders in one document, in reading order, the longer first.

    Others' codings are passed over. With fewer than two coders there is nothing to compare. O(n log n); 20,000 codings
    take some 0.1 s.
    """
    coders = frozenset(coder_ids)
    if len(coders) < 2:
        return []
    ours = sorted((each for each in codings if each.coder_id in coders), key=_by_code_and_place)
    places = [
        _difference(place, len(coders))
        for _, group in groupby(ours, key=attrgetter("code_id"))
        for place in _places(group)
    ]
    alone = [place for place in places if place.kind == "some"]
    found = [place for place in places if place.kind != "some"] + _other_codes(alone)
    return sorted(found, key=_reading_order)


def joined(spans: Iterable[Run]) -> tuple[Run, ...]:
    """The characters of some spans as spans in order that do not touch."""
    made: list[Run] = []
    for start, end in sorted(spans):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return tuple(made)


def _places(codings: Iterable[PlacedCoding]) -> Iterator[list[PlacedCoding]]:
    """The codings of one code, by start, in groups that hang together by characters that they share."""
    group: list[PlacedCoding] = []
    reach = 0
    for coding in codings:
        if group and coding.start_char >= reach:
            yield group
            group, reach = [], 0
        group.append(coding)
        reach = max(reach, coding.end_char)
    if group:
        yield group


def _difference(place: list[PlacedCoding], coder_count: int) -> Difference:
    start, end = place[0].start_char, max(coding.end_char for coding in place)
    by_coder: dict[Id, list[PlacedCoding]] = {}
    for coding in place:
        by_coder.setdefault(coding.coder_id, []).append(coding)
    readings = tuple(_reading(coder_id, codings) for coder_id, codings in by_coder.items())
    kind: Kind = "some"
    if len(readings) == coder_count:
        kind = "same" if all(reading.spans == ((start, end),) for reading in readings) else "ends"
    return Difference(kind, start, end, readings)


def _reading(coder_id: Id, codings: list[PlacedCoding]) -> Reading:
    spans = joined((coding.start_char, coding.end_char) for coding in codings)
    return Reading(coder_id, codings[0].code_id, spans, tuple(coding.id for coding in codings))


def _other_codes(alone: list[Difference]) -> list[Difference]:
    """Places that some coders left out, put together where the others gave the same words other codes."""
    group_of: dict[int, list[int]] = {}
    for _share, one, other in sorted(_pairs(alone)):
        first, second = group_of.get(one, [one]), group_of.get(other, [other])
        if first is not second and _coders(alone, first).isdisjoint(_coders(alone, second)):
            together = sorted(first + second)
            group_of.update(dict.fromkeys(together, together))
    grouped = {min(group): group for group in group_of.values()}
    return [
        _together([alone[n] for n in grouped[number]]) if number in grouped else place
        for number, place in enumerate(alone)
        if number in grouped or number not in group_of
    ]


def _pairs(alone: list[Difference]) -> Iterator[tuple[float, int, int]]:
    """Places of different codes and coders that share more than half of the longer one; the nearest has the least."""
    alone.sort(key=_reading_order)
    near: list[int] = []
    for number, place in enumerate(alone):
        # Who begins in the second half of another cannot share more than half of it, nor can any that follows.
        near = [n for n in near if 2 * (place.start - alone[n].start) < alone[n].end - alone[n].start]
        for n in near:
            shared = min(alone[n].end, place.end) - place.start
            longer = max(alone[n].end - alone[n].start, place.end - place.start)
            is_other = alone[n].readings[0].code_id != place.readings[0].code_id
            if is_other and 2 * shared > longer and alone[n].coder_ids.isdisjoint(place.coder_ids):
                yield -shared / (max(alone[n].end, place.end) - alone[n].start), n, number
        near.append(number)


def _coders(alone: list[Difference], numbers: list[int]) -> set[Id]:
    return {reading.coder_id for number in numbers for reading in alone[number].readings}


def _together(places: list[Difference]) -> Difference:
    readings = tuple(reading for place in places for reading in place.readings)
    return Difference("codes", min(p.start for p in places), max(p.end for p in places), readings)


def _reading_order(place: Difference) -> tuple[int, int, Id]:
    return place.start, -place.end, place.readings[0].code_id


_by_code_and_place = attrgetter("code_id", "start_char", "end_char", "coder_id", "id")
