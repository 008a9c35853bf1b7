"""How much there is of each participant: documents, words and codings, document by document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from annotator.analysis.speaker_words import speaker_key
from annotator.analysis.turns import find_turns
from annotator.analysis.voices import Voices, voices_of
from annotator.project.ids import Id
from annotator.project.project import Project

CaseAndCoder = tuple[Id, Id]


@dataclass(frozen=True, slots=True)
class DocumentTally:
    """Whose words a document holds, how many, and how many codings each coder has on them; by case of `voices`."""

    voices: Voices
    words: Mapping[Id, int]
    codings: Counter[CaseAndCoder]


def tallies(
    project: Project,
    document_ids: Iterable[Id] | None = None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> dict[Id, DocumentTally]:
    """The tally of each document, or of some; those that are gone are left out. After a cancel, what had come."""
    wanted = None if document_ids is None else frozenset(document_ids)
    found: dict[Id, DocumentTally] = {}
    for document in project.documents.all():
        if is_cancelled():
            break
        if wanted is None or document.id in wanted:
            voices = voices_of(project, document)
            words = _words(project, document.id, voices)
            found[document.id] = DocumentTally(voices, words, _codings(project, document.id, voices))
    return found


def _words(project: Project, document_id: Id, voices: Voices) -> Counter[Id]:
    """Words, as spaces part them, that each participant says; all of them where nobody is known to speak."""
    text = project.documents.text(document_id)
    speakers = {speaker_key(speaker.label): speaker for speaker in project.documents.speakers(document_id)}
    counted: Counter[Id] = Counter()
    if not speakers:
        return Counter({voices.case_ids[0]: len(text.text.split())})
    for turn in find_turns(text.text, text.formats):
        speaker = speakers.get(speaker_key(turn.label))
        if speaker is None or speaker.role != "interviewer":
            case_id = voices.only_case_id or (speaker.participant_id if speaker is not None else None)
            counted[case_id or voices.case_ids[-1]] += len(text.text[turn.body_start : turn.end].split())
    return counted


def _codings(project: Project, document_id: Id, voices: Voices) -> Counter[CaseAndCoder]:
    return Counter(
        (voices.case_id_at(coding.start_char, coding.end_char), coding.coder_id)
        for coding in project.codings.of_document(document_id)
    )
