"""Finding the place of a quotation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.quotations import find_quotation

TEXT = "P1: She said, “I’ll be here – on Friday…”\nAnd  she was.\nAnd she was\u00a0glad.\n"


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("she was", ["she was", "she was"]),
        ("And  she was", ["And  she was"]),
        ('"I\'ll be here - on Friday..."', ["“I’ll be here – on Friday…”"]),
        ("Friday…”\r\nAnd she was.", ["Friday…”\nAnd  she was."]),
        ("  she was glad ", ["she was\u00a0glad"]),
        ("SHE WAS", []),
        ("she was sad", []),
        ("", []),
    ],
)
def test_verbatim_first_then_other_spaces_and_signs(quote: str, words: list[str]) -> None:
    assert [TEXT[start:end] for start, end in find_quotation(TEXT, quote)] == words


def test_a_verbatim_place_hides_the_similar_ones() -> None:
    text = "It's cold. It’s cold."
    assert find_quotation(text, "It’s cold.") == ((11, 21),)
    assert find_quotation(text, "It`s cold.") == ((0, 10), (11, 21))


def test_places_do_not_overlap() -> None:
    assert find_quotation("no no no no", "no no") == ((0, 5), (6, 11))


def test_signs_of_patterns_are_only_signs() -> None:
    assert find_quotation("What? (laughs) [pause] a.b*", "(laughs) [pause] a.b*") == ((6, 27),)
    assert find_quotation("axbb", "a.b*") == ()


def test_spaces_alone_are_found_only_verbatim() -> None:
    assert find_quotation("a  b c", "  ") == ((1, 3),)
    assert find_quotation("a b c", "\n") == ()


@given(st.text(max_size=60), st.text(min_size=1, max_size=12), st.text(max_size=60))
def test_what_is_there_is_found_verbatim(before: str, quote: str, after: str) -> None:
    text = before + quote + after
    places = find_quotation(text, quote)
    assert places
    assert all(text[start:end] == quote for start, end in places)


def test_a_long_text_of_near_misses_is_searched_in_no_time() -> None:
    assert find_quotation("a " * 500_000, "a " * 40 + "b") == ()
