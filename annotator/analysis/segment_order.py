"""The order in which found segments are listed: by any column, in groups or in one."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from annotator.analysis.segment_material import Place, SegmentMaterial
from annotator.project.ids import Id

Column = Literal["words", "code", "participant", "document", "paragraph", "coder", "memo"]
GroupedBy = Literal["", "code", "participant", "document", "coder"]
Texts = Callable[[Collection[Id]], Mapping[Id, str]]
_Key = Callable[[Place], Any]
_SORTED_CHARS = 120


@dataclass(frozen=True, slots=True)
class Order:
    """How a list is sorted and grouped. By document is the order of the documents and of the places in each."""

    column: Column = "document"
    is_descending: bool = False
    grouped_by: GroupedBy = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Segments that belong together: by a code, participant, document or coder, None for those without one."""

    key: Id | None
    places: tuple[Place, ...]


def arranged(
    places: Iterable[Place],
    material: SegmentMaterial,
    order: Order,
    *,
    texts: Texts,
    with_memo: Collection[Id] = (),
) -> list[Group]:
    """The segments in groups, one for all where nothing is grouped; codes, people and documents in their own order.

    What is equal stays in the order in which it is given. `texts` is only asked where words are sorted.
    """
    keys = _Keys(material)
    given = list(places)
    if order.column == "words":
        words = texts({place.document_id for place in given})
        given.sort(key=lambda place: _sorted_words(words, place), reverse=order.is_descending)
    elif order.column == "memo":
        given.sort(key=lambda place: place.id not in with_memo, reverse=order.is_descending)
    elif order != Order(grouped_by=order.grouped_by):
        given.sort(key=keys.sort_key(order.column), reverse=order.is_descending)
    if not order.grouped_by:
        return [Group(None, tuple(given))] if given else []
    by_key: dict[Id | None, list[Place]] = {}
    belongs_to = keys.group_key(order.grouped_by)
    for place in given:
        by_key.setdefault(belongs_to(place), []).append(place)
    rank = keys.ranks(order.grouped_by)
    return [Group(key, tuple(by_key[key])) for key in sorted(by_key, key=lambda key: rank.get(key, len(rank)))]


class _Keys:
    """What segments are sorted and grouped by."""

    def __init__(self, material: SegmentMaterial) -> None:
        self._material = material

    def ranks(self, what: str) -> Mapping[Id | None, int]:
        """The place of each code, participant, document or coder in its own order."""
        material = self._material
        ordered: Mapping[str, Iterable[Id]] = {
            "code": material.code_places,
            "participant": material.participants,
            "document": material.documents,
            "coder": material.coders,
        }
        return {key: rank for rank, key in enumerate(ordered[what])}

    def group_key(self, what: GroupedBy) -> Callable[[Place], Id | None]:
        """Whose or of what a segment is."""
        keys: dict[str, Callable[[Place], Id | None]] = {
            "code": lambda place: place.code_id,
            "participant": self._person,
            "document": lambda place: place.document_id,
            "coder": lambda place: place.coder_id,
        }
        return keys[what]

    def sort_key(self, column: Column) -> _Key:
        """What a column is sorted by."""
        if column == "paragraph":
            return lambda place: place.first
        if column == "document":
            documents = self.ranks("document")
            return lambda place: (documents[place.document_id], place.start, -place.end)
        ranks, belongs_to = self.ranks(column), self.group_key(column)  # type: ignore[arg-type]
        return lambda place: ranks.get(belongs_to(place), len(ranks))

    def _person(self, place: Place) -> Id | None:
        found = self._material.participant_of(place)
        return found.id if found is not None else None


def _sorted_words(texts: Mapping[Id, str], place: Place) -> str:
    """The first words without case and accents: Äpfel stands with the apples, as in a dictionary."""
    words = texts[place.document_id][place.start : min(place.end, place.start + _SORTED_CHARS)].strip().casefold()
    if words.isascii():
        return words
    return "".join(letter for letter in unicodedata.normalize("NFKD", words) if not unicodedata.combining(letter))
