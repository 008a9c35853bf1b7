"""Which number people mean: by the words alone, and by the column they stand in."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from annotator.project.number_words import DecimalMark, TwoReadings, decimal_mark_of, number_in


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["12,000", "12,5"], ","),
        (["12,000", "1,234,567"], "."),
        (["12,000", "12,000.50"], "."),
        (["12,000", "9.5"], "."),
        (["12.000", "1.234.567"], ","),
        (["12,000", "800"], ""),
        (["12,5", "12.5"], ""),
        ([], ""),
    ],
)
def test_a_column_says_its_mark_by_the_numbers_that_can_only_be_read_so(cells: list[str], mark: str) -> None:
    assert decimal_mark_of(cells) == mark


def test_the_mark_of_a_column_decides_what_may_be_two_numbers() -> None:
    assert number_in("12,000", ".") == "12000"
    assert number_in("12,000", ",") == "12.000"
    assert number_in("12.000", ",") == "12000"
    with pytest.raises(TwoReadings) as unclear:
        number_in("12,000")
    assert unclear.value.readings == ("12000", "12.000")


def test_what_can_only_be_read_the_other_way_is_read_so() -> None:
    assert number_in("9.5", ",") == "9.5"
    assert number_in("12,5", ".") == "12.5"


@pytest.mark.parametrize("words", ["", ",", "1,2,3", "12,000,5", "14.3.2026", "1_0", "nan", "ten"])
def test_other_words_are_no_number(words: str) -> None:
    with pytest.raises(ValueError):
        number_in(words)


@given(some.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=2))
def test_a_number_written_with_thousands_is_read_back(number: Decimal) -> None:
    english = f"{number:,}"
    marks: tuple[DecimalMark, ...] = (".", "")
    for mark in marks:
        assert Decimal(number_in(english, mark)) == number
    norwegian = english.translate(str.maketrans(",.", ".,"))
    assert Decimal(number_in(norwegian, ",")) == number
