"""Who the labels are, and what participants are called in the project."""

from __future__ import annotations

import pytest

from annotator.analysis.speakers import Role, SpeakerGuess, guess_speakers, participant_labels
from annotator.analysis.turns import find_turns


def roles(text: str) -> list[tuple[str, Role]]:
    return [(guess.label, guess.role) for guess in guess_speakers(text, find_turns(text))]


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        *(("I", "P1"), ("Interviewer", "Respondent 2"), ("Researcher 1", "Ana"), ("Q", "A"), ("R", "P3"), ("I", "R")),
        *(("Intervjuer", "Deltaker 4"), ("Forsker", "Informant"), ("Intervjuare", "Deltagare"), ("Spørgsmål", "Svar")),
        *(("Forscherin", "Befragte"), ("I", "B"), ("Enquêtrice", "Répondant"), ("Entrevistadora", "Participante 1")),
        *(("访谈者", "受访者01"), ("主持人", "小林"), ("الباحثة", "المشاركة ٣"), ("INT", "RESP"), ("M", "P2")),
    ],
)
def test_words_for_interviewers_are_known(asks: str, answers: str) -> None:
    text = f"{asks}: Go on.\n{answers}: It was late.\n{asks}: Go on.\n{answers}: And cold.\n"
    assert roles(text) == [(asks, "interviewer"), (answers, "participant")]


def test_who_asks_briefly_is_taken_for_the_interviewer() -> None:
    text = (
        "Kim: And then?\nBo: I went home, slept and woke.\nKim: Why?\nBo: Because the night was long. Right?\nBo: No."
    )
    assert roles(text) == [("Kim", "interviewer"), ("Bo", "participant")]


def test_talk_among_equals_stays_unknown() -> None:
    text = "A: so it went well\nB: yes it did\nA: fine\nB: good"
    assert roles(text) == [("A", "unknown"), ("B", "unknown")]


def test_turns_and_words_are_counted_over_all_spellings_of_a_label() -> None:
    text = "P1: one two\nI: 你好吗？\np1: three\nI: so"
    assert guess_speakers(text, find_turns(text)) == (
        SpeakerGuess("P1", "participant", 2, 3),
        SpeakerGuess("I", "interviewer", 2, 4),
    )


def interview(*participants: str) -> list[SpeakerGuess]:
    people = [SpeakerGuess(label, "participant", 3, 90) for label in participants]
    return [SpeakerGuess("I", "interviewer", 3, 20), *people]


def test_numbered_label_of_one_document_is_the_participant() -> None:
    assert participant_labels([("Interview A", interview("P07"))]) == ({"P07": "P07"},)


def test_a_name_is_kept_and_a_letter_is_not() -> None:
    assert participant_labels([("Interview A", interview("Bruno"))]) == ({"Bruno": "Bruno"},)
    assert participant_labels([("Interview A", interview("B"))]) == ({"B": "Interview A"},)


def test_label_without_a_number_gives_way_to_the_document_name() -> None:
    assert participant_labels([("Interview A", interview("Respondent"))]) == ({"Respondent": "Interview A"},)


def test_same_label_in_two_documents_is_never_one_person() -> None:
    both = participant_labels([("First", interview("P1")), ("Second", interview("p1"))])
    assert both == ({"P1": "First"}, {"p1": "Second"})


def test_label_that_the_project_has_is_not_taken_again() -> None:
    assert participant_labels([("Second", interview("P1"))], ["p1"]) == ({"P1": "Second"},)


def test_group_keeps_own_labels_and_marks_shared_ones_with_the_document() -> None:
    groups = [("Group A", interview("P1", "Liv")), ("Group B", interview("P1", "P9"))]
    assert participant_labels(groups) == ({"P1": "Group A · P1", "Liv": "Liv"}, {"P1": "Group B · P1", "P9": "P9"})


def test_documents_of_the_same_name_are_still_two_people() -> None:
    both = participant_labels([("Talk", interview("P1")), ("Talk", interview("P1"))], ["talk (2)"])
    assert both == ({"P1": "Talk"}, {"P1": "Talk (3)"})


def test_interviewers_and_unknown_speakers_get_no_participant() -> None:
    assert participant_labels([("Talk", [SpeakerGuess("A", "unknown", 1, 1)]), ("Empty", [])]) == ({}, {})
