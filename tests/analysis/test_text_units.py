"""Sentences, paragraphs and turns of a transcript, at a place, in a span, and one after the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.sentences import sentences_of
from annotator.analysis.text_units import TextUnits, Unit
from tests.counting import CountedText

TEXT = (
    "Interview at the quay\n"
    "\n"
    "I: What did the first week look like? Tell me.\n"
    "P1: Grey, mostly. I kept the radio on.\n"
    "It had a voice. \n"
    "\n"
    "I: And then?\n"
    "P1: Then Signe rang the bell."
)
UNITS = TextUnits(TEXT)
KINDS: tuple[Unit, ...] = ("sentence", "paragraph", "turn")


def words(span: tuple[int, int] | None) -> str | None:
    return TEXT[slice(*span)] if span is not None else None


def test_the_sentence_at_a_place_is_of_its_paragraph() -> None:
    assert words(UNITS.sentence_at(TEXT.index("radio"))) == "I kept the radio on."
    assert words(UNITS.sentence_at(TEXT.index("on.\n") + 3)) == "I kept the radio on."


def test_a_label_is_never_part_of_a_unit() -> None:
    assert words(UNITS.sentence_at(TEXT.index("P1:"))) == "Grey, mostly."
    assert words(UNITS.paragraph_at(TEXT.index("P1:"))) == "Grey, mostly. I kept the radio on."
    assert words(UNITS.turn_at(TEXT.index("P1:"))) == "Grey, mostly. I kept the radio on.\nIt had a voice."


def test_a_turn_holds_all_its_paragraphs() -> None:
    assert words(UNITS.turn_at(TEXT.index("a voice"))) == "Grey, mostly. I kept the radio on.\nIt had a voice."
    assert words(UNITS.turn_at(TEXT.index("quay"))) == "Interview at the quay"


def test_an_empty_line_gives_what_comes_next() -> None:
    assert words(UNITS.paragraph_at(TEXT.index("\n\nI: And") + 1)) == "And then?"
    assert words(UNITS.turn_at(TEXT.index("\n\nI: And") + 1)) == "And then?"


def test_the_end_of_the_text_belongs_to_what_is_before() -> None:
    for unit in KINDS:
        assert words(UNITS.at(unit, len(TEXT))) == "Then Signe rang the bell."
    assert TextUnits("One line.\n\n").paragraph_at(11) == (0, 9)


def test_a_label_alone_on_its_line_leads_to_what_is_said_below_it() -> None:
    text = "P1:\nAlone on its line.\nI:\nYes?"
    units = TextUnits(text)
    assert [text[slice(*span)] for span in units.turns(0, len(text))] == ["Alone on its line.", "Yes?"]
    assert text[slice(*units.turn_at(0))] == "Alone on its line."


def test_a_place_in_a_label_is_told_from_the_words() -> None:
    at = TEXT.index("P1: Grey")
    assert words(UNITS.turn_of_label(at + 1)) == "Grey, mostly. I kept the radio on.\nIt had a voice."
    assert UNITS.turn_of_label(at + 4) is None
    assert UNITS.turn_of_label(0) is None
    assert [UNITS.label_at(position) for position in (0, at, len(TEXT))] == [None, "P1", "P1"]


def test_a_text_without_words_has_empty_units() -> None:
    for unit in KINDS:
        assert TextUnits("").at(unit, 0) == (0, 0)
        assert TextUnits(" \n ").at(unit, 2) == (2, 2)
        assert list(TextUnits(" \n ").of(unit, 0, 3)) == []


def test_a_span_gives_all_that_it_touches() -> None:
    start, end = TEXT.index("mostly"), TEXT.index("And then") + 1
    assert [words(span) for span in UNITS.sentences(start, end)] == [
        "Grey, mostly.", "I kept the radio on.", "It had a voice.", "And then?",
    ]  # fmt: skip
    assert [words(span) for span in UNITS.turns(start, end)] == [
        "Grey, mostly. I kept the radio on.\nIt had a voice.",
        "And then?",
    ]


@pytest.mark.parametrize("unit", KINDS)
def test_forwards_and_backwards_meet_the_same_units(unit: Unit) -> None:
    forwards, position = [], 0
    while span := UNITS.after(unit, position):
        forwards.append(span)
        position = span[1]
    backwards, position = [], len(TEXT)
    while span := UNITS.before(unit, position):
        backwards.append(span)
        position = span[0]
    assert forwards == backwards[::-1] == list(UNITS.of(unit, 0, len(TEXT)))
    assert len(forwards) == {"sentence": 8, "paragraph": 6, "turn": 5}[unit]


@given(st.text(alphabet="IP1:. \nab", max_size=40), st.integers(0, 40))
def test_units_lie_in_one_another(text: str, position: int) -> None:
    units = TextUnits(text)
    position = min(position, len(text))
    sentence, paragraph = units.sentence_at(position), units.paragraph_at(position)
    assert paragraph[0] <= sentence[0] <= sentence[1] <= paragraph[1]
    assert "\n" not in text[slice(*paragraph)]


def test_a_long_text_costs_nothing_until_it_is_asked_and_then_what_is_near() -> None:
    said = "I: And then?\nP1: Then it rained. Nobody minded.\n"
    short, long = CountedText(said * 2_100), CountedText(said * 21_000)
    for text in (short, long):
        units = TextUnits(text)
        assert text.looked_at == 0
        for position in range(50_000, 60_000, 100):
            units.sentence_at(position)
    assert 0 < long.looked_at == short.looked_at


@given(st.text(alphabet="IP1:. \n\tab", max_size=60))
def test_the_paragraphs_of_speakers_are_those_of_the_text_with_their_labels(text: str) -> None:
    units = TextUnits(text)
    for label in (None, "I", "P1"):
        found = [span for span in units.paragraphs(0, len(text)) if units.label_at(span[0]) == label]
        assert units.paragraphs_said_by(lambda said, label=label: said == label) == found


def test_in_a_paragraph_as_long_as_a_book_sentences_are_found_around_the_place() -> None:
    text = "We went on. It was no. 7, e.g. the quay! " * 1_000
    units, sentences = TextUnits(text), sentences_of(text.strip())
    for place in (0, 1, 60, 1_500, 1_999):
        start, end = sentences[place]
        assert units.sentence_at(start) == units.sentence_at(end - 1) == (start, end)
        assert units.after("sentence", start) == (start, end)
        assert units.after("sentence", start + 1) == (sentences[place + 1] if place + 1 < len(sentences) else None)
        assert units.before("sentence", end) == (start, end)
        assert units.before("sentence", start) == (sentences[place - 1] if place else None)
    assert list(units.sentences(*sentences[700])) == [sentences[700]]
    assert list(units.sentences(0, len(text))) == list(sentences)
    assert units.sentence_at(len(text)) == sentences[-1]
