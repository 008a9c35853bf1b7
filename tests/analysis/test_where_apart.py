"""Two long texts are shown where they differ."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.where_apart import where_apart

LONG = "She came every evening, and " * 20


def test_short_texts_are_whole() -> None:
    assert where_apart("The stove", "The oven", 20) == ("The stove", "The oven")
    assert where_apart("", LONG, 10) == ("", f"{LONG[:10]}…")


def test_long_texts_begin_a_little_before_they_differ() -> None:
    here, there = where_apart(f"{LONG}left early. {LONG}", f"{LONG}stayed on. {LONG}", 100)
    assert here.startswith("…")
    assert "evening, and left early." in here
    assert "evening, and stayed on." in there
    assert here.endswith("…")


@given(st.text("ab 🙂", max_size=300), st.text("ab 🙂", max_size=300), st.integers(120, 200))
def test_what_is_shown_differs_where_the_texts_do_and_is_no_longer_than_asked(one: str, other: str, most: int) -> None:
    shown = where_apart(one, other, most)
    assert (shown[0] == shown[1]) == (one == other)
    for words, whole in zip(shown, (one, other), strict=True):
        assert len(words) <= most + 2
        assert words.strip("…") in whole
