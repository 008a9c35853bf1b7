"""The questions of an interviewer and what is answered to each: the same question is found in many interviews.

Who is an interviewer is told by whoever asks; finding turns and sentences is the business of `text_units`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from annotator.analysis.speaker_words import speaker_key
from annotator.analysis.text_units import TextUnits
from annotator.analysis.turns import Turn

# Two questions are similar if they share so much of their words: Dice (1945), twice the shared words by all words.
LEAST_LIKENESS = 0.75
# 2s / (n + w) >= 0.75 with n >= s shared words needs s >= 0.6 w.
_LEAST_SHARE = LEAST_LIKENESS / (2 - LEAST_LIKENESS)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ASKS = re.compile("[?？؟;\u037e]")
# A turn without a question mark and of at most so many words ("Mm, I see.") does not end an answer.
_MOST_WORDS_OF_A_NOD = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said between a question and the next, `text[start:end]`; `asked` is the question as it was put."""

    asked: str
    start: int
    end: int


def question_words(question: str) -> tuple[str, ...]:
    """What two ways of writing a question are compared by: its words without case and punctuation."""
    return tuple(_WORD.findall(question.casefold()))


def likeness(first: Collection[str], second: Collection[str]) -> float:
    """How much of their words two questions share, from 0 to 1: Dice's coefficient on sets of words."""
    one, other = set(first), set(second)
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def questions_asked(text: str, units: TextUnits, interviewers: Collection[str]) -> Iterator[str]:
    """Every sentence with a question mark in the turns of the interviewers (keys of their labels), in order."""
    for turn in units.spoken:
        if speaker_key(turn.label) in interviewers:
            for sentence in _sentences(text, units, turn):
                if _ASKS.search(sentence):
                    yield " ".join(sentence.split())


def answers(
    text: str, units: TextUnits, interviewers: Collection[str], question: str, *, also_similar: bool
) -> Iterator[Answer]:
    """What is answered wherever an interviewer asks this question: all that is said until the next one is asked.

    The span begins with the first words after the interviewer's and ends with the last before the next question;
    labels inside it belong to it. A question that nobody answers is left out.
    """
    wanted = question_words(question)
    turns = units.spoken
    asks = [place for place, turn in enumerate(turns) if _is_question(text, turn, interviewers)]
    for number, place in enumerate(asks):
        asked = _asked_here(text, units, turns[place], wanted, also_similar=also_similar)
        until = asks[number + 1] if number + 1 < len(asks) else len(turns)
        said = [turn for turn in turns[place + 1 : until] if speaker_key(turn.label) not in interviewers]
        if asked and said:
            span = _trimmed(text, said[0].body_start, said[-1].end)
            if span[0] < span[1]:
                yield Answer(asked, *span)


def _is_question(text: str, turn: Turn, interviewers: Collection[str]) -> bool:
    if speaker_key(turn.label) not in interviewers:
        return False
    words = text[turn.body_start : turn.end]
    return bool(_ASKS.search(words)) or len(_WORD.findall(words)) > _MOST_WORDS_OF_A_NOD


def _asked_here(text: str, units: TextUnits, turn: Turn, wanted: tuple[str, ...], *, also_similar: bool) -> str:
    """The words in which a turn asks the question; nothing where it asks another."""
    if not wanted:
        return ""
    said = text[turn.body_start : turn.end]
    words = question_words(said)
    if _holds(words, wanted):
        sentences = _sentences(text, units, turn)
        return next((s for s in sentences if _holds(question_words(s), wanted)), " ".join(said.split()))
    # No sentence of this turn can be similar enough if the turn has too few of the wanted words: saves parting it.
    if not also_similar or len(set(wanted).intersection(words)) < _LEAST_SHARE * len(set(wanted)):
        return ""
    found = [(likeness(question_words(s), wanted), s) for s in _sentences(text, units, turn)]
    best = max(found, key=lambda pair: pair[0], default=(0.0, ""))
    return best[1] if best[0] >= LEAST_LIKENESS else ""


def _holds(words: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether the wanted words stand in these, one after the other."""
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1))


def _sentences(text: str, units: TextUnits, turn: Turn) -> list[str]:
    return [text[start:end] for start, end in units.sentences(turn.body_start, turn.end)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())
