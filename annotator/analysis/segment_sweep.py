"""Answering a segment query: one sweep over each document's codings, in the order in which they stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotator.analysis.attribute_tests import people_with
from annotator.analysis.segment_material import IsCancelled, Place, ReadingStopped, SegmentMaterial
from annotator.analysis.segment_query import CodeSet, SegmentQuery
from annotator.analysis.span_sets import Run, SpanSet, common, meets, within
from annotator.analysis.whose_codings import counts
from annotator.project.ids import Id


@dataclass(frozen=True, slots=True)
class Found:
    """What a query finds: passages in the order of the documents, then by place.

    A passage is a coding's place, or with another extent than "own" a part of it or more than it. `lost` counts the
    codings that have no words any more, and would have been looked at. `gone` counts what the query names and the
    project does not have any more.
    """

    places: list[Place]
    lost: int
    gone: int


def run(
    query: SegmentQuery,
    material: SegmentMaterial,
    *,
    hidden: Collection[Id] = (),
    is_cancelled: IsCancelled | None = None,
) -> Found:
    """Answer a query, as if the codings of the `hidden` coders were not there. O(n log n), some 0.1 s per 200,000.

    Raises ReadingStopped.
    """
    sweep = _Sweep(query, material, frozenset(hidden))
    found: list[Place] = []
    for document_id in sweep.document_ids():
        if is_cancelled is not None and is_cancelled():
            raise ReadingStopped
        found += sweep.of_document(document_id)
    return Found(found, len(sweep.lost()), gone_from(query, material))


def lost_to(query: SegmentQuery, material: SegmentMaterial) -> list[Place]:
    """The codings that `Found.lost` counts."""
    return _Sweep(query, material, frozenset()).lost()


def gone_from(query: SegmentQuery, material: SegmentMaterial) -> int:
    """How many codes, people, attributes, coders and documents of a query are not in the project any more."""
    named: list[tuple[Iterable[Id], Collection[Id]]] = [
        ({code_id for codes in query.code_sets for code_id in codes.codes}, material.code_places),
        (query.participants, material.participants),
        ({test.attribute_id for test in query.attributes}, material.attributes),
        (query.coders, material.coders),
        (query.documents, material.documents),
    ]
    return sum(each not in there for ids, there in named for each in ids)


def widened(codes: CodeSet, material: SegmentMaterial) -> frozenset[Id]:
    """The codes of a set that are there, and those under them where it says so."""
    there = [code_id for code_id in codes.codes if code_id in material.tree]
    if not codes.with_under:
        return frozenset(there)
    return frozenset(code.id for code_id in there for code in material.tree.subtree(code_id))


class _Sweep:
    """A query made ready: codes widened, people looked up."""

    def __init__(self, query: SegmentQuery, material: SegmentMaterial, hidden: frozenset[Id]) -> None:
        self._query = query
        self._material = material
        self._seen = _seen(query, material, hidden)
        self._bases = self._made_bases()
        self._anchors = self._made_anchors()
        self._overlapping = widened(query.overlapping, material)
        self._near = widened(query.near, material)
        self._without = widened(query.without, material)
        self._people = self._made_people()
        self._groups = self._made_groups()
        self._memberships: dict[Id, tuple[bool, ...]] = {}

    def document_ids(self) -> Iterator[Id]:
        """The documents to be looked at, in order."""
        documents, kinds = frozenset(self._query.documents), frozenset(self._query.kinds)
        for document_id, document in self._material.documents.items():
            if (not documents or document_id in documents) and (not kinds or document.kind in kinds):
                yield document_id

    def lost(self) -> list[Place]:
        """The codings without words that have a code that is asked for."""
        return [
            coding
            for document_id in self.document_ids()
            for coding in self._material.lost.get(document_id, ())
            if self._is_seen(coding.coder_id) and (self._anchors is None or coding.code_id in self._anchors)
        ]

    def of_document(self, document_id: Id) -> list[Place]:
        """What is found in one document, by place."""
        places: Sequence[Place] = self._material.places.get(document_id, ())
        if self._seen is not None:
            places = [place for place in places if self._is_seen(place.coder_id)]
        anchors = self._anchors
        found = list(places) if anchors is None else [place for place in places if place.code_id in anchors]
        if found and self._query.without:
            found = self._not_meeting(found, places)
        if found and self._query.near:
            found = self._near_to(found, places)
        if found and self._query.has_overlaps:
            found = self._sharing(found, places)
        return self._by_people(found) if self._people is not None else found

    def _is_seen(self, coder_id: Id) -> bool:
        return self._seen is None or coder_id in self._seen

    def _made_bases(self) -> tuple[frozenset[Id], ...]:
        """The codes that are asked for: one set for any of them, one for each where all must be there."""
        codes = self._query.codes
        if self._query.match == "any" or not codes:
            return (widened(codes, self._material),) if codes else ()
        return tuple(widened(CodeSet((code_id,), codes.with_under), self._material) for code_id in codes.codes)

    def _made_anchors(self) -> frozenset[Id] | None:
        """The codes whose codings can be found; None for all."""
        if not self._bases:
            return None
        return frozenset().union(*self._bases) if self._query.extent == "own" else self._bases[0]

    def _made_groups(self) -> tuple[frozenset[Id], ...]:
        """The sets of codes that must be at one place."""
        bases = self._bases if self._query.match == "all" else ()
        return (*bases, self._overlapping) if self._query.overlapping else bases

    def _made_people(self) -> frozenset[Id] | None:
        query, material = self._query, self._material
        if not query.participants and not query.attributes:
            return None
        people = material.participants.keys()
        chosen = people & set(query.participants) if query.participants else people
        return people_with(query.attributes, chosen, material.attributes, material.values)

    def _by_people(self, found: list[Place]) -> list[Place]:
        people, whose = self._people or frozenset(), self._material.participant_of
        return [place for place in found if (person := whose(place)) is not None and person.id in people]

    def _not_meeting(self, found: list[Place], places: Iterable[Place]) -> list[Place]:
        others = SpanSet((place.start, place.end) for place in places if place.code_id in self._without)
        return [place for place in found if not others.count_meeting(place.start, place.end)]

    def _near_to(self, found: list[Place], places: Iterable[Place]) -> list[Place]:
        """Those with another coding of the near codes within so many paragraphs."""
        near, reach = self._near, self._query.near_paragraphs
        others = [place for place in places if place.code_id in near]
        firsts, lasts = sorted(place.first for place in others), sorted(place.last for place in others)
        return [
            place
            for place in found
            if bisect_right(firsts, place.last + reach) - bisect_left(lasts, place.first - reach)
            > (place.code_id in near)
        ]

    def _sharing(self, found: list[Place], places: Iterable[Place]) -> list[Place]:
        """Those that share a place with a coding of each set that they must overlap, in the words asked for."""
        bases = len(self._bases) if self._query.match == "all" else 0
        if self._query.extent == "own" and not bases:
            others = SpanSet((place.start, place.end) for place in places if place.code_id in self._overlapping)
            met = others.count_meeting
            return [p for p in found if met(p.start, p.end) > (p.code_id in self._overlapping)]
        sharing = _Sharing(places, self._groups, bases, self._memberships)
        give = {"own": sharing.own, "shared": sharing.shared, "together": sharing.together}[self._query.extent]
        passages = [passage for place in found for passage in give(place)]
        return passages if self._query.extent == "own" else sorted(passages, key=_order)


class _Sharing:
    """The codings of one document that overlap those of several sets of codes at one place.

    The first `bases` sets are the ones that a coding can itself be of; it then has to overlap the other sets. A coding
    never overlaps itself: where its code is in a set, there must be another coding of that set.
    """

    def __init__(
        self,
        places: Iterable[Place],
        groups: Sequence[frozenset[Id]],
        bases: int,
        memberships: dict[Id, tuple[bool, ...]],
    ) -> None:
        self._groups = groups
        self._bases = bases
        self._memberships = memberships  # in which sets each code is, kept from one document to the next
        every = list(places)
        self._sets = [SpanSet((p.start, p.end) for p in every if p.code_id in group) for group in groups]
        self._runs: dict[tuple[int, tuple[bool, ...]], list[Run]] = {}

    def own(self, place: Place) -> Iterator[Place]:
        """The coding's own words."""
        runs = (self._common(base, place.code_id) for base in self._bases_of(place))
        if any(meets(each, place.start, place.end) for each in runs):
            yield place

    def shared(self, place: Place) -> Iterator[Place]:
        """The words that it shares with all."""
        for start, end in self._pieces(place):
            yield place._replace(start=start, end=end)

    def together(self, place: Place) -> Iterator[Place]:
        """From where the first of those that overlap begins to where the last one ends."""
        if self._pieces(place):
            others = self._others(self._first_base)
            spans = [self._sets[number].hull(place.start, place.end) for number in others]
            yield place._replace(start=min(start for start, _ in spans), end=max(end for _, end in spans))

    @property
    def _first_base(self) -> int:
        return 0 if self._bases else -1

    def _pieces(self, place: Place) -> list[Run]:
        return within(self._common(self._first_base, place.code_id), place.start, place.end)

    def _bases_of(self, place: Place) -> Iterable[int]:
        """The base sets that the coding is of; -1 stands for being of none of the sets it must overlap."""
        if not self._bases:
            return (-1,)
        return (number for number in range(self._bases) if place.code_id in self._groups[number])

    def _others(self, base: int) -> list[int]:
        return [number for number in range(len(self._groups)) if number != base]

    def _common(self, base: int, code_id: Id) -> list[Run]:
        """Where all sets but one are, for a coding of this code: one that is in a set does not count for itself."""
        is_in = self._memberships.get(code_id)
        if is_in is None:
            is_in = self._memberships[code_id] = tuple(code_id in group for group in self._groups)
        key = base, is_in
        if key not in self._runs:
            self._runs[key] = common([self._sets[n].runs(1 + is_in[n]) for n in self._others(base)])
        return self._runs[key]


def _seen(query: SegmentQuery, material: SegmentMaterial, hidden: frozenset[Id]) -> frozenset[Id] | None:
    """The coders whose codings are looked through; None for all."""
    asked = frozenset(query.coders) or material.coders.keys()
    seen = {key for key in material.coders if key in asked and key not in hidden}
    seen = {key for key in seen if counts(material.coders[key], query.sought)}
    return None if len(seen) == len(material.coders) else frozenset(seen)


def _order(place: Place) -> tuple[int, int, Id]:
    return place.start, -place.end, place.id
