"""Numbering a few places gives what numbering the whole text gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.paragraph_numbers import ParagraphNumbers
from annotator.analysis.paragraphs import Paragraphs

TEXTS = st.text(st.sampled_from("ab \n\n\t\u00a0\u3000é🧊\u0301"), max_size=40)


@given(TEXTS, st.lists(st.integers(0, 45), max_size=8))
def test_every_place_has_the_number_that_the_gutter_shows(text: str, places: list[int]) -> None:
    numbers, whole = ParagraphNumbers(text), Paragraphs(text)
    for place in (*places, *range(len(text) + 1)):
        assert numbers.number_at(place) == whole.number_at(place)
