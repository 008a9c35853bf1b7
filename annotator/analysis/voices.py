"""Whose words a document holds: one participant's, nobody's, or several people's, told apart by their turns."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from annotator.analysis.speaker_words import speaker_key
from annotator.analysis.turns import find_turns
from annotator.project.documents import Document
from annotator.project.ids import Id
from annotator.project.project import Project


@dataclass(frozen=True, slots=True)
class Voices:
    """The people in one document, by id, then the document's own id where some words are of nobody among them.

    `turns` are (start, end, person) in order, in code points, where there are several people.
    """

    case_ids: tuple[Id, ...]
    turns: tuple[tuple[int, int, Id], ...] = ()

    @property
    def only_case_id(self) -> Id | None:
        """The one whose words they all are, if there is such a one."""
        return self.case_ids[0] if len(self.case_ids) == 1 else None

    def case_id_at(self, start: int, end: int) -> Id:
        """Who says the first words of the passage that a participant says; else the last of `case_ids`."""
        place = max(bisect_right(self.turns, start, key=lambda turn: turn[0]) - 1, 0)
        spoken = (person for first, last, person in self.turns[place:] if first < end and last > start)
        return next(spoken, self.case_ids[-1])


def voices_of(project: Project, document: Document) -> Voices:
    """Whose words a document holds. A document with a participant is that participant's, whoever else speaks.

    The text is read and its turns are found only where there are several people.
    """
    if document.participant_id is not None:
        return Voices((document.participant_id,))
    speakers = project.documents.speakers(document.id)
    by_label = {speaker_key(s.label): s.participant_id for s in speakers if s.participant_id is not None}
    people = tuple(dict.fromkeys(by_label.values()))
    if len(people) < 2:
        return Voices(people or (document.id,))
    text = project.documents.text(document.id)
    turns = (turn for turn in find_turns(text.text, text.formats) if speaker_key(turn.label) in by_label)
    return Voices((*people, document.id), tuple((t.start, t.end, by_label[speaker_key(t.label)]) for t in turns))
