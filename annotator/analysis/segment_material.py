"""What segment queries are asked of: the codings of a project with their paragraphs, and all that they belong to.

Read once, then kept up by what each operation touched. Frozen, so that a thread may search it while the window works.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from annotator.analysis.paragraphs import Paragraphs
from annotator.analysis.voices import Voices, voices_of
from annotator.project.changes import Changes, Image
from annotator.project.code_tree import CodeTree
from annotator.project.coders import Coder
from annotator.project.codings import Coding
from annotator.project.documents import Document
from annotator.project.ids import Id
from annotator.project.participants import Attribute, Participant
from annotator.project.project import Project

# So many texts are read at a time: few enough for the memory, enough that the queries do not count.
_TEXTS_AT_ONCE = 50
IsCancelled = Callable[[], bool]
OnRead = Callable[[int, int], None]


class ReadingStopped(Exception):
    """Somebody stopped the reading or the search."""


class Place(NamedTuple):
    """A coding and where it stands, in code points and in paragraphs from 1; it ends in the paragraph `last`.

    A tuple, since a project may have 200,000: a frozen dataclass takes three times as long to make.
    """

    document_id: Id
    start: int
    end: int
    code_id: Id
    coder_id: Id
    id: Id
    first: int
    last: int
    created_us: int


Places = Mapping[Id, tuple[Place, ...]]
Row = tuple[Any, ...]  # the fields of a Coding


@dataclass(frozen=True)
class SegmentMaterial:
    """A project as queries see it. `places` are by document, each list by start, the longer first.

    `lost` are the codings whose words a correction took away: they have no place any more.
    """

    documents: Mapping[Id, Document]
    places: Places
    lost: Places
    voices: Mapping[Id, Voices]
    tree: CodeTree
    coders: Mapping[Id, Coder]
    participants: Mapping[Id, Participant]
    attributes: Mapping[Id, Attribute]
    values: Mapping[tuple[Id, Id], str]

    @cached_property
    def document_places(self) -> dict[Id, int]:
        """The place of each document among all, from 0."""
        return {document_id: place for place, document_id in enumerate(self.documents)}

    @cached_property
    def code_places(self) -> dict[Id, int]:
        """The place of each code in the tree, from 0."""
        return {code.id: place for place, code in enumerate(self.tree)}

    @cached_property
    def paths(self) -> dict[Id, tuple[str, ...]]:
        """The path of each code."""
        return {code.id: self.tree.path(code.id) for code in self.tree}

    @property
    def count(self) -> int:
        """How many codings have a place."""
        return sum(map(len, self.places.values()))

    def participant_of(self, place: Place) -> Participant | None:
        """Whose words the passage holds, in a group of the first one who speaks in it; None where nobody is known."""
        voices = self.voices[place.document_id]
        return self.participants.get(voices.only_case_id or voices.case_id_at(place.start, place.end))


def read_material(
    project: Project,
    document_ids: Collection[Id] | None = None,
    on_read: OnRead | None = None,
    is_cancelled: IsCancelled | None = None,
) -> SegmentMaterial:
    """Read all codings of a project, or of some documents, and number their paragraphs.

    200,000 codings in 500 texts take some 0.8 s. `on_read(done, total)` counts documents. Raises ReadingStopped.
    """
    documents = {
        document.id: document
        for document in project.documents.all()
        if document_ids is None or document.id in document_ids
    }
    by_document: dict[Id, list[Row]] = defaultdict(list)
    lost_rows = (astuple(each.coding) for each in project.codings.lost())
    for row in chain(project.codings.bare(document_ids), lost_rows):
        by_document[row[1]].append(row)
    places: dict[Id, tuple[Place, ...]] = {}
    lost: dict[Id, tuple[Place, ...]] = {}
    wanted = [document_id for document_id in documents if document_id in by_document]
    for begin in range(0, len(wanted), _TEXTS_AT_ONCE):
        if is_cancelled is not None and is_cancelled():
            raise ReadingStopped
        if on_read is not None:
            on_read(begin, len(wanted))
        texts = project.documents.texts(wanted[begin : begin + _TEXTS_AT_ONCE])
        for document_id in wanted[begin : begin + _TEXTS_AT_ONCE]:
            places[document_id], lost[document_id] = _placed(by_document[document_id], texts[document_id])
    return SegmentMaterial(
        documents=documents,
        places={document_id: there for document_id, there in places.items() if there},
        lost={document_id: there for document_id, there in lost.items() if there},
        voices={document.id: voices_of(project, document) for document in documents.values()},
        tree=project.codes.tree(),
        **_people(project),
    )


def followed(material: SegmentMaterial, project: Project, changes: Changes) -> SegmentMaterial:
    """The material after an operation: read anew is only what it touched."""
    if changes.touches("code"):
        material = replace(material, tree=project.codes.tree())
    if changes.touches("coder", "participant", "attribute", "attribute_value"):
        material = replace(material, **_people(project))
    if changes.touches("document", "speaker"):
        material = _with_documents(material, project, changes)
    return _with_codings(material, project, changes) if changes.touches("coding", "document") else material


def _people(project: Project) -> dict[str, Any]:
    people = project.participants
    return {
        "coders": {coder.id: coder for coder in project.coders.all()},
        "participants": {participant.id: participant for participant in people.all()},
        "attributes": {attribute.id: attribute for attribute in people.attributes()},
        "values": people.values(),
    }


def _with_documents(material: SegmentMaterial, project: Project, changes: Changes) -> SegmentMaterial:
    documents = {document.id: document for document in project.documents.all()}
    touched = changes.ids("document") | changes.ids("speaker", "document_id")
    voices = {
        document.id: voices_of(project, document)
        if document.id in touched or document.id not in material.voices
        else material.voices[document.id]
        for document in documents.values()
    }
    return replace(material, documents=documents, voices=voices)


def _with_codings(material: SegmentMaterial, project: Project, changes: Changes) -> SegmentMaterial:
    """The codings of each touched document: changed where a few were, read anew where its text is another one."""
    anew = {row.row_id for row in changes.of("document") if _text_of(row.before) != _text_of(row.after)}
    touched = changes.ids("coding", "document_id")
    texts = project.documents.texts((touched | anew) & material.documents.keys())
    gone = changes.ids("coding")
    came: dict[Id, list[Row]] = defaultdict(list)
    for row in changes.of("coding"):
        if row.after is not None:
            came[row.after["document_id"]].append(_row_of(row.after))
    places, lost = dict(material.places), dict(material.lost)
    for document_id in touched | anew:
        if document_id not in texts:
            places.pop(document_id, None)
            lost.pop(document_id, None)
            continue
        added, lost_now = _placed(came[document_id], texts[document_id])
        kept = (place for place in places.get(document_id, ()) if place.id not in gone)
        places[document_id] = tuple(sorted((*kept, *added), key=_order))
        lost[document_id] = (*(place for place in lost.get(document_id, ()) if place.id not in gone), *lost_now)
        if document_id in anew:
            places[document_id], _ = _placed(project.codings.bare([document_id]), texts[document_id])
            if lost[document_id]:  # they may have moved along without rows of their own
                rows = (astuple(each.coding) for each in project.codings.lost(document_id))
                _, lost[document_id] = _placed(rows, texts[document_id])
    ordered = {document_id: places[document_id] for document_id in material.documents if places.get(document_id)}
    return replace(material, places=ordered, lost={key: there for key, there in lost.items() if there})


def _placed(rows: Iterable[Row], text: str) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """The codings of one document with their paragraphs, in order; and those that have no words any more."""
    number_at = Paragraphs(text).number_at
    lost: list[Place] = []
    placed: list[Place] = []
    for row_id, document_id, code_id, coder_id, start, end, created_us in rows:
        first = number_at(start)
        last = number_at(end - 1) if text.find("\n", start, end) >= 0 else first
        place = Place(document_id, start, end, code_id, coder_id, row_id, first, last, created_us)
        (placed if start < end else lost).append(place)
    placed.sort(key=_order)
    return tuple(placed), tuple(lost)


def _order(place: Place) -> tuple[int, int, Id]:
    return place.start, -place.end, place.id


def _text_of(image: Image | None) -> object:
    return image["text_id"] if image is not None else None


def _row_of(image: Image) -> Row:
    return tuple(image[name] for name in Coding.__dataclass_fields__)
