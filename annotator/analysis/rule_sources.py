"""Reading all that rules are asked of out of a project: texts, how they look, and who speaks in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from annotator.analysis.auto_coding import Source, Voice
from annotator.analysis.speaker_words import speaker_key
from annotator.project.documents import Document, Speaker
from annotator.project.ids import Id
from annotator.project.project import Project

Told = Callable[[int, int], bool]


def read_sources(
    project: Project, known: Mapping[Id, Source], tell: Told = lambda _done, _total: True
) -> tuple[Source, ...]:
    """Every document, in order; of those that are known already the record that is given.

    `tell` hears how many are read, and of how many; once it says no, no more are read.
    """
    people = {participant.id: participant.label for participant in project.participants.all()}
    speakers: dict[Id, list[Speaker]] = {}
    for speaker in project.documents.all_speakers():
        speakers.setdefault(speaker.document_id, []).append(speaker)
    documents = project.documents.all()
    found: list[Source] = []
    for done, document in enumerate(documents):
        if not tell(done, len(documents)):
            break
        source = known.get(document.id)
        found.append(source or _source(project, document, speakers.get(document.id, []), people))
    return tuple(found)


def _source(project: Project, document: Document, speakers: list[Speaker], people: dict[Id, str]) -> Source:
    stored = project.documents.text(document.id)
    voices = dict(_voices(speakers, people))
    owner = None
    if document.participant_id is not None:
        owner = Voice(document.participant_id.hex(), people.get(document.participant_id, document.name))
    return Source(document.id, document.name, stored.text, stored.formats, voices, owner)


def _voices(speakers: list[Speaker], people: dict[Id, str]) -> Iterator[tuple[str, Voice]]:
    for speaker in speakers:
        key = speaker_key(speaker.label)
        is_interviewer = speaker.role == "interviewer"
        if speaker.participant_id is not None and speaker.participant_id in people:
            yield key, Voice(speaker.participant_id.hex(), people[speaker.participant_id], is_interviewer)
        else:
            yield key, Voice(f"label {key}", speaker.label, is_interviewer)
