"""Coded segments: each coding with its words, its paragraph, and the names of all that it belongs to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from annotator.analysis.paragraph_numbers import ParagraphNumbers
from annotator.analysis.segment_material import Place, SegmentMaterial
from annotator.analysis.voices import Voices, voices_of
from annotator.project.codings import Coding
from annotator.project.documents import Document
from annotator.project.ids import Id
from annotator.project.project import Project

# So many texts are read at a time: few enough for the memory, enough that the queries do not count.
_TEXTS_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Segment:
    """One coded passage: `text` is the stored text from `start` to `end`, in code points, verbatim.

    `participant` is the label of the document's participant, in a group of the first one who speaks in the passage;
    empty where nobody is known. `code` is the path from the top. `created_us` counts from 1970.
    """

    coding_id: Id
    document: str
    participant: str
    code: tuple[str, ...]
    coder: str
    start: int
    end: int
    paragraph: int
    text: str
    created_us: int


def read_segments(
    project: Project,
    *,
    code_ids: Collection[Id] | None = None,
    document_id: Id | None = None,
    coder_id: Id | None = None,
) -> Iterator[Segment]:
    """The coded segments in the order of the documents, then by place; only those asked for, where something is.

    `code_ids` means just these codes: give those under them too. Codings that have lost their words are none. Some
    50 texts at a time are in memory.
    """
    names = _Names(project)
    found = _codings(project, code_ids, document_id, coder_id)
    wanted = ((each, found[each.id]) for each in project.documents.all() if each.id in found)
    while portion := list(islice(wanted, _TEXTS_AT_ONCE)):
        texts = project.documents.texts([document.id for document, _ in portion])
        for document, codings in portion:
            yield from _of_document(document, codings, texts[document.id], voices_of(project, document), names)


def name_segments(project: Project, material: SegmentMaterial, places: Iterable[Place]) -> Iterator[Segment]:
    """What a query found, with words and names, in the order in which it is given: by document.

    Some 50 texts at a time are in memory.
    """
    by_document = ((key, list(group)) for key, group in groupby(places, key=lambda place: place.document_id))
    while portion := list(islice(by_document, _TEXTS_AT_ONCE)):
        texts = project.documents.texts([document_id for document_id, _ in portion])
        for document_id, found in portion:
            numbers = ParagraphNumbers(texts[document_id])
            for place in found:
                participant = material.participant_of(place)
                yield Segment(
                    coding_id=place.id,
                    document=material.documents[document_id].name,
                    participant=participant.label if participant is not None else "",
                    code=material.paths[place.code_id],
                    coder=material.coders[place.coder_id].name,
                    start=place.start,
                    end=place.end,
                    paragraph=numbers.number_at(place.start),
                    text=texts[document_id][place.start : place.end],
                    created_us=place.created_us,
                )


class _Names:
    """What codes, coders and participants are called, by id."""

    def __init__(self, project: Project) -> None:
        tree = project.codes.tree()
        self.codes = {code.id: tree.path(code.id) for code in tree}
        self.coders = {coder.id: coder.name for coder in project.coders.all()}
        self.participants = {participant.id: participant.label for participant in project.participants.all()}


def _codings(
    project: Project, code_ids: Collection[Id] | None, document_id: Id | None, coder_id: Id | None
) -> dict[Id, list[Coding]]:
    """The codings that are asked for by document, each list by place."""
    if code_ids is not None:
        rows = project.codings.of_codes(set(code_ids))
    else:
        rows = project.codings.all() if document_id is None else project.codings.of_document(document_id)
    found: dict[Id, list[Coding]] = {}
    for row in rows:
        if row.has_words and document_id in (None, row.document_id) and coder_id in (None, row.coder_id):
            found.setdefault(row.document_id, []).append(row)
    for codings in found.values():
        codings.sort(key=lambda one: (one.start_char, -one.end_char, one.id))
    return found


def _of_document(
    document: Document, codings: list[Coding], text: str, voices: Voices, names: _Names
) -> Iterator[Segment]:
    paragraphs = ParagraphNumbers(text)
    for coding in codings:
        start, end = coding.start_char, coding.end_char
        yield Segment(
            coding_id=coding.id,
            document=document.name,
            participant=names.participants.get(voices.case_id_at(start, end), ""),
            code=names.codes[coding.code_id],
            coder=names.coders[coding.coder_id],
            start=start,
            end=end,
            paragraph=paragraphs.number_at(start),
            text=text[start:end],
            created_us=coding.created_us,
        )
