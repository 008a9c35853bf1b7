"""Coded segments: each coding with its words, its paragraph, and the names of all that it belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from annotator.analysis.paragraphs import Paragraphs
from annotator.analysis.speaker_words import speaker_key
from annotator.analysis.turns import Turn, find_turns
from annotator.project.codings import Coding
from annotator.project.documents import Document, DocumentText
from annotator.project.ids import Id
from annotator.project.project import Project

LabelAt = Callable[[int, int], str]


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

    `code_ids` means just these codes: give those under them too. One text at a time is in memory.
    """
    tree = project.codes.tree()
    paths = {code.id: tree.path(code.id) for code in tree}
    coders = {coder.id: coder.name for coder in project.coders.all()}
    labels = {participant.id: participant.label for participant in project.participants.all()}
    codings_of = project.codings.of_document if code_ids is None else _of_codes(project, code_ids)
    for document in project.documents.all():
        if document_id is None or document.id == document_id:
            codings = [one for one in codings_of(document.id) if coder_id is None or one.coder_id == coder_id]
            if codings:
                yield from _of_document(project, document, codings, paths, coders, labels)


def _of_codes(project: Project, code_ids: Collection[Id]) -> Callable[[Id], list[Coding]]:
    """From a document to its codings with these codes, read at once."""
    found: dict[Id, list[Coding]] = {}
    for coding in sorted(
        project.codings.of_codes(set(code_ids)), key=lambda one: (one.start_char, -one.end_char, one.id)
    ):
        found.setdefault(coding.document_id, []).append(coding)
    return lambda document_id: found.get(document_id, [])


def _of_document(
    project: Project,
    document: Document,
    codings: list[Coding],
    paths: dict[Id, tuple[str, ...]],
    coders: dict[Id, str],
    participants: dict[Id, str],
) -> Iterator[Segment]:
    stored = project.documents.text(document.id)
    paragraphs = Paragraphs(stored.text)
    label_at = _participants_of(project, document, stored, participants)
    for coding in codings:
        start, end = coding.start_char, coding.end_char
        yield Segment(
            coding_id=coding.id,
            document=document.name,
            participant=label_at(start, end),
            code=paths[coding.code_id],
            coder=coders[coding.coder_id],
            start=start,
            end=end,
            paragraph=paragraphs.number_at(start),
            text=stored.text[start:end],
            created_us=coding.created_us,
        )


def _participants_of(project: Project, document: Document, text: DocumentText, label_of: dict[Id, str]) -> LabelAt:
    """From a span to the participant's label."""
    if document.participant_id is not None:
        return _always(label_of[document.participant_id])
    labels = {
        speaker_key(speaker.label): label_of[speaker.participant_id]
        for speaker in project.documents.speakers(document.id)
        if speaker.participant_id is not None
    }
    if len(set(labels.values())) < 2:
        return _always(next(iter(labels.values()), ""))
    return _by_turn(find_turns(text.text, text.formats), labels)


def _always(label: str) -> LabelAt:
    return lambda start, end: label


def _by_turn(turns: Sequence[Turn], labels: dict[str, str]) -> LabelAt:
    spoken = [(turn, labels[speaker_key(turn.label)]) for turn in turns if speaker_key(turn.label) in labels]

    def label_at(start: int, end: int) -> str:
        place = max(bisect_right(spoken, start, key=lambda said: said[0].start) - 1, 0)
        heard = (label for turn, label in spoken[place : place + 2] if turn.start < end and turn.end > start)
        return next(heard, "")

    return label_at
