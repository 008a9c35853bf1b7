"""Cells as the text of the clipboard, the order of rows, and the next label: the same back and forth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.participants.cells_text import cells_of, text_of
from annotator.gui.participants.sheet_order import next_label, sorted_ids
from annotator.project.ids import new_id

_CELLS = st.text(alphabet="ab\"'\t\n;,é🙂 ", max_size=8)


@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(_CELLS, min_size=width, max_size=width), min_size=1)))
def test_what_is_copied_is_what_is_pasted(rows: list[list[str]]) -> None:
    assert cells_of(text_of(rows)) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ('"two\nlines"\tb', [["two\nlines", "b"]]),
        ('"hello"\t“b”', [['"hello"', "“b”"]]),
        ("a\tb\n\tc\td\n", [["a", "b", ""], ["", "c", "d"]]),
        ("one", [["one"]]),
        ('5" wide\tx', [['5" wide', "x"]]),
    ],
)
def test_cells_of_other_programs_are_read_as_they_stand(text: str, rows: list[list[str]]) -> None:
    assert cells_of(text) == rows


def test_rows_are_sorted_as_people_count_and_empty_ones_come_last() -> None:
    ids = [new_id() for _ in range(5)]
    words = dict(zip(ids, ["10", "9", "", "P10", "P9"], strict=True))
    assert [words[each] for each in sorted_ids(ids, words, is_descending=False)] == ["9", "10", "P9", "P10", ""]
    assert [words[each] for each in sorted_ids(ids, words, is_descending=True)] == ["P10", "P9", "10", "9", ""]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([], "P01"),
        (["P08", "P09"], "P10"),
        (["Ana"], "P01"),
        (["K-007", "Ana"], "K-008"),
        (["P2", "P3", "P1"], "P4"),
    ],
)
def test_the_next_participant_is_called_after_the_last(labels: list[str], expected: str) -> None:
    assert next_label(labels) == expected
