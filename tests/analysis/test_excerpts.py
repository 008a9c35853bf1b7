"""The words around a place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.excerpts import excerpt


def test_a_short_paragraph_is_shown_whole() -> None:
    text = "first\nP1: I slept\twell.\nlast"
    shown = excerpt(text, text.index("slept"), text.index("slept") + 5)
    assert shown.text == "P1: I slept well."
    assert shown.text[shown.start : shown.end] == "slept"


def test_a_long_paragraph_is_cut_between_words() -> None:
    text = "one two three four five six seven eight nine ten " * 10
    start = text.index("five", 200)
    shown = excerpt(text, start, start + 4, before_chars=12, after_chars=12)
    assert shown.text == "…three four five six seven…"
    assert shown.text[shown.start : shown.end] == "five"


def test_a_place_over_several_paragraphs_is_on_one_line() -> None:
    shown = excerpt("a b\nc d\ne f", 2, 9)
    assert shown.text == "a b c d e f"
    assert shown.text[shown.start : shown.end] == "b c d e"


@given(text=st.text("ab \n", min_size=1, max_size=80), data=st.data())
def test_the_place_is_always_the_words_that_were_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    shown = excerpt(text, start, end, 5, 5)
    assert shown.text[shown.start : shown.end] == text[start:end].replace("\n", " ")
