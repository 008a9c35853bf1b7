"""Correcting a transcript: its words, and who speaks in it where the labels are others now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from annotator.analysis.speaker_words import speaker_key
from annotator.analysis.speakers import SpeakerGuess, guess_speakers
from annotator.analysis.turns import Opening, Turn, find_turns, openings_of_line
from annotator.project.corrections import Correction, planned
from annotator.project.document_texts import DocumentText
from annotator.project.ids import Id
from annotator.project.project import Project
from annotator.project.speakers import NewSpeaker, Speaker
from annotator.project.stored_text import FormatSpan
from annotator.project.text_edits import Edit, TextEdits


def correct(
    project: Project, document_id: Id, edits: Iterable[Edit], turns: Sequence[Turn] | None = None
) -> Correction:
    """As `project.documents.correct`, and the document's speakers follow its labels, in the same operation.

    A label that only changed keeps its role and participant. One that is new gets the role that an import would guess;
    one that went is dropped, unless it names a participant. `turns` are those of the text as it is, if they are known.
    Raises as `documents.correct`.
    """
    before = project.documents.text(document_id)
    plan = planned(project, document_id, edits)
    name = project.documents.get(document_id).name
    with project.operation("document.correct", document=name, count=len(plan.edits)):
        correction = project.documents.take_edits(document_id, plan)
        if may_change_labels(plan):
            old = _turns_of(before) if turns is None else turns
            _follow_labels(project, document_id, old, project.documents.text(document_id))
    return correction


def may_change_labels(plan: TextEdits) -> bool:
    """Whether a line that was edited begins, or began, like a turn that another speaker opens."""
    by = 0
    for start, end, words in plan.edits:
        now = start + by, start + by + len(words)
        by += len(words) - (end - start)
        if _openings_in(plan.text, start, end) != _openings_in(plan.result, *now):
            return True
    return False


def turns_after(turns: Sequence[Turn], edits: TextEdits, formats: Iterable[FormatSpan]) -> tuple[Turn, ...]:
    """The turns of a text after edits, given those before; `formats` are those of the text after them.

    Looks through the whole text only where something before a turn's words is edited. Else 1 MB takes some 10 ms.
    """
    if may_change_labels(edits) or any(edits.touches(turn.start, turn.body_start) for turn in turns):
        return _turns_of(DocumentText(edits.result, tuple(formats)))
    text, moved = edits.result, []
    next_start = len(text)
    for index in reversed(range(len(turns))):
        turn = turns[index]
        behind = turns[index + 1].start if index + 1 < len(turns) else len(edits.text)
        if edits.touches(turn.start, behind):
            turn = _moved_turn(turn, edits, next_start)
        elif by := edits.moved(turn.start, turn.start)[0] - turn.start:
            turn = _shifted(turn, by)
        next_start = turn.start
        moved.append(turn)
    return tuple(reversed(moved))


def _shifted(turn: Turn, by: int) -> Turn:
    label_start, label_end = turn.label_start + by, turn.label_end + by
    return Turn(turn.start + by, turn.end + by, turn.label, label_start, label_end, turn.body_start + by)


def _moved_turn(turn: Turn, edits: TextEdits, next_start: int) -> Turn:
    """A turn that edits touch, whose label is as it was. It ends with the last word before the next one."""
    text = edits.result
    by = edits.moved(turn.start, turn.start)[0] - turn.start
    moved = _shifted(turn, by)
    said = text[moved.body_start : next_start].rstrip()
    return replace(moved, end=max(moved.body_start + len(said), moved.label_end))


def _openings_in(text: str, start: int, end: int) -> list[tuple[Opening | None, ...]]:
    """How the lines that a span touches may open turns."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    lines = text[first : last if last >= 0 else len(text)].split("\n")
    return [ways for line in lines if any(ways := openings_of_line(line))]


def _follow_labels(project: Project, document_id: Id, turns: Sequence[Turn], after: DocumentText) -> None:
    old, new = _labels(turns), _labels(_turns_of(after))
    there = {speaker_key(speaker.label): speaker for speaker in project.documents.speakers(document_id)}
    came = [key for key in new if key not in old and key not in there]
    went = [there[key] for key in old if key not in new and key in there]
    if len(came) == len(went) == 1:
        project.documents.follow_labels(document_id, (), {went[0].id: new[came[0]]}, ())
    elif came or went:
        guesses = _guesses(after) if came else {}
        added = [NewSpeaker(guesses[key].label, guesses[key].role) for key in came]
        project.documents.follow_labels(document_id, added, {}, _droppable(went))


def _droppable(went: Sequence[Speaker]) -> list[Id]:
    return [speaker.id for speaker in went if speaker.participant_id is None]


def _guesses(text: DocumentText) -> dict[str, SpeakerGuess]:
    """The speakers of a text in order of appearance, by what their labels are compared by."""
    guesses = guess_speakers(text.text, _turns_of(text))
    return {speaker_key(guess.label): guess for guess in guesses}


def _labels(turns: Sequence[Turn]) -> dict[str, str]:
    """The labels in order of appearance, by what they are compared by; of several spellings the first."""
    labels: dict[str, str] = {}
    for label in dict.fromkeys(turn.label for turn in turns):
        labels.setdefault(speaker_key(label), label)
    return labels


@lru_cache(maxsize=1)  # who corrects asks for those of the new text when it is stored and when it is shown
def _turns_of(text: DocumentText) -> tuple[Turn, ...]:
    return find_turns(text.text, text.formats)
