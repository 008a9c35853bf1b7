"""Who the labels of a transcript are: interviewer or participant, and what a participant is called in the project.

All of it is a proposal that a person can correct. Finding the turns is the business of `turns`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.analysis.speaker_words import AMBIGUOUS_LETTERS, Role, is_name_like, role_of, speaker_key
from annotator.analysis.turns import Turn

# Chinese and Japanese do not part words: every character counts as one.
_UNPARTED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_QUESTION_MARKS = re.compile("[?？؟;](?=\\s|$)|[?？؟]")
_ASKS_OFTEN = 0.4
_SHORTEST_NAME = 3  # letters; shorter ones are mostly abbreviations


@dataclass(frozen=True, slots=True)
class SpeakerGuess:
    """One speaker of a document: the label as first written, the likely role, how many turns and words."""

    label: str
    role: Role
    turns: int
    words: int


@dataclass(frozen=True, slots=True)
class _Speech:
    label: str
    turns: int
    words: int
    questions: int

    @property
    def question_share(self) -> float:
        return self.questions / self.turns

    @property
    def words_per_turn(self) -> float:
        return self.words / self.turns


def guess_speakers(text: str, turns: Sequence[Turn]) -> tuple[SpeakerGuess, ...]:
    """The speakers in order of appearance, with the role that their label says or their way of asking suggests."""
    speeches = _speeches(text, turns)
    roles = _roles(speeches)
    return tuple(
        SpeakerGuess(speech.label, role, speech.turns, speech.words)
        for speech, role in zip(speeches, roles, strict=True)
    )


def participant_labels(
    documents: Sequence[tuple[str, Sequence[SpeakerGuess]]], taken: Iterable[str] = ()
) -> tuple[dict[str, str], ...]:
    """For each document of one import: its participants' speaker labels → the participants' labels in the project.

    A document's only participant keeps a label that names somebody ("P07", "Ana") if nobody else has it, and else
    gets the document's name. Of several, each keeps a label of its own, and else gets "document · label". No two
    speakers of different documents, and none of the labels in `taken`, are ever made one person.
    """
    uses = Counter(key for _, guesses in documents for key in {speaker_key(guess.label) for guess in guesses})
    used = {speaker_key(label) for label in taken}
    uses.update(used)
    return tuple(_document_labels(name, guesses, uses, used) for name, guesses in documents)


def _document_labels(name: str, guesses: Sequence[SpeakerGuess], uses: Counter[str], used: set[str]) -> dict[str, str]:
    people = [guess.label for guess in guesses if guess.role == "participant"]
    labels: dict[str, str] = {}
    for label in people:
        is_own = uses[speaker_key(label)] == 1
        if len(people) == 1:
            wish = label if is_own and _names_somebody(label) else name
        else:
            wish = label if is_own else f"{name} · {label}"
        labels[label] = _unused(wish, used)
    return labels


def _names_somebody(label: str) -> bool:
    """Whether a label is a number or a name, and not just a word for those who answer."""
    if any(character.isdigit() for character in label):
        return True
    return role_of(label) is None and is_name_like(label) and len(label) >= _SHORTEST_NAME


def _unused(wish: str, used: set[str]) -> str:
    label, number = wish, 2
    while speaker_key(label) in used:
        label, number = f"{wish} ({number})", number + 1
    used.add(speaker_key(label))
    return label


def _speeches(text: str, turns: Sequence[Turn]) -> list[_Speech]:
    bodies: dict[str, list[str]] = {}
    labels: dict[str, str] = {}
    for turn in turns:
        key = speaker_key(turn.label)
        labels.setdefault(key, turn.label)
        bodies.setdefault(key, []).append(text[turn.body_start : turn.end])
    return [_speech(labels[key], said) for key, said in bodies.items()]


def _speech(label: str, said: list[str]) -> _Speech:
    words = sum(_word_count(body) for body in said)
    questions = sum(1 for body in said if _QUESTION_MARKS.search(body))
    return _Speech(label, len(said), words, questions)


def _word_count(body: str) -> int:
    parted = len(body.split())
    return parted if body.isascii() else max(parted, len(_UNPARTED.findall(body)))


def _roles(speeches: list[_Speech]) -> list[Role]:
    """What the words say; if no word names an interviewer, the one who asks most and says least is it."""
    roles = [_spoken_role(speech.label) for speech in speeches]
    if "interviewer" not in roles and (asker := _likely_interviewer(speeches, roles)) is not None:
        roles[asker] = "interviewer"
    if "interviewer" in roles:
        roles = ["participant" if role == "unknown" else role for role in roles]
    return roles


def _spoken_role(label: str) -> Role:
    return role_of(label) or "unknown"


def _likely_interviewer(speeches: list[_Speech], roles: list[Role]) -> int | None:
    open_ones = [index for index, role in enumerate(roles) if role == "unknown"]
    letters = [
        index for index in open_ones if speaker_key(speeches[index].label).rstrip("0123456789") in AMBIGUOUS_LETTERS
    ]
    if len(letters) == 1 and "participant" in roles:
        return letters[0]
    if len(speeches) < 2 or not open_ones:
        return None
    asker = max(open_ones, key=lambda index: (speeches[index].question_share, -speeches[index].words_per_turn))
    rest = [speech for index, speech in enumerate(speeches) if index != asker]
    asks = speeches[asker].question_share
    is_asking = asks >= _ASKS_OFTEN and asks > max(speech.question_share for speech in rest)
    is_brief = speeches[asker].words_per_turn <= max(speech.words_per_turn for speech in rest)
    return asker if is_asking and is_brief else None
