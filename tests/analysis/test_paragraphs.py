"""Paragraph numbers as reports cite them."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.paragraphs import Paragraphs
from tests.counting import calls_of

_TEXT = "\nOne.\n \u00a0\nTwo\n\nThree"


def test_empty_lines_are_not_counted() -> None:
    paragraphs = Paragraphs(_TEXT)
    assert paragraphs.count == 3
    assert [paragraphs.number_of_line(line) for line in range(-1, 7)] == [None, None, 1, None, 2, None, 3, None]
    assert [_TEXT[slice(*paragraphs.span_of(number))] for number in (1, 2, 3)] == ["One.", "Two", "Three"]
    assert paragraphs.line_starts == (0, 1, 6, 9, 13, 14)


def test_position_on_an_empty_line_belongs_to_the_paragraph_before() -> None:
    paragraphs = Paragraphs(_TEXT)
    assert [paragraphs.number_at(position) for position in (0, 1, 5, 6, 8, 9, 12, 13, 14, 19)] == [
        *(1, 1, 1, 1, 1, 2, 2, 2, 3, 3)
    ]


@pytest.mark.parametrize("text", ["", "\n\n", " \t"])
def test_text_without_paragraphs_has_number_zero(text: str) -> None:
    assert (Paragraphs(text).count, Paragraphs(text).number_at(0)) == (0, 0)


@pytest.mark.parametrize("number", [0, -1, 4])
def test_number_that_is_not_there_is_an_error(number: int) -> None:
    with pytest.raises(IndexError, match="no paragraph"):
        Paragraphs(_TEXT).span_of(number)


@given(st.text("a \n😀", max_size=60))
def test_every_position_agrees_with_counting_by_hand(text: str) -> None:
    paragraphs = Paragraphs(text)
    for position in range(len(text) + 1):
        line = text.count("\n", 0, position)
        by_hand = sum(1 for words in text.split("\n")[: line + 1] if words.strip())
        assert paragraphs.number_at(position) == max(by_hand, min(1, paragraphs.count))
    for number in range(1, paragraphs.count + 1):
        start, end = paragraphs.span_of(number)
        assert text[start:end].strip()
        assert paragraphs.number_at(start) == paragraphs.number_at(end) == number


def test_lines_are_counted_without_a_step_of_python_for_each() -> None:
    line = "I said that it was fine, and then it was, for a while at least.\n"
    one, many = (calls_of(partial(Paragraphs, line * lines)) for lines in (1, 16_000))
    assert many == one
