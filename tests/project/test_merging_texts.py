"""A text that two corrected: paragraph by paragraph, where neighbours do not disturb each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.project.merging.texts import PlacedWords, Revision, TextReplay, edits_between, edits_of, three_way
from annotator.project.text_edits import Edit, TextEdits

lines = st.lists(st.sampled_from(["P1: Yes.\n", "I: Why?\n", "P1: No.\n", "\n", "P1: Soup 🙂.\n"]), max_size=6)


@pytest.mark.parametrize(
    ("base", "earlier", "later", "expected"),
    [
        ("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n", "A\nb\nC\n"),
        ("a\nb\nc\n", "A\nb\nc\n", "a\nB\nc\n", "A\nB\nc\n"),
        ("a\nb\n", "a\nnew\nb\n", "a\nB\n", "a\nnew\nB\n"),
        ("a\nb\n", "A\nb\n", "a\nnew\nb\n", "A\nnew\nb\n"),
        ("a\nb\nc\n", "b\nc\n", "a\nb\nC\n", "b\nC\n"),
        ("a\nb\n", "A\nb\n", "A\nb\n", "A\nb\n"),
    ],
)
def test_changes_in_different_paragraphs_are_both_made(base: str, earlier: str, later: str, expected: str) -> None:
    assert three_way(base, earlier, later) == (expected, [])
    assert three_way(base, later, earlier) == (expected, [])


@pytest.mark.parametrize(
    ("base", "earlier", "later", "expected", "gave_way"),
    [
        ("a\nb\n", "A\nb\n", "aa\nb\n", "aa\nb\n", [("A\n", "aa\n", 0, 0)]),
        ("a\nb\n", "a\none\nb\n", "a\ntwo\nb\n", "a\ntwo\nb\n", [("one\n", "two\n", 2, 2)]),
        ("a\nb\nc\n", "A and b\nc\n", "a\nB\nc\n", "a\nB\nc\n", [("A and b\n", "a\nB\n", 0, 0)]),
        ("a\nb\n", "b\n", "aa\nb\n", "aa\nb\n", [("", "aa\n", 0, 0)]),
    ],
)
def test_of_two_changes_of_one_paragraph_the_later_stands_and_the_other_is_told(
    base: str, earlier: str, later: str, expected: str, gave_way: list[tuple[str, str, int, int]]
) -> None:
    assert three_way(base, earlier, later) == (expected, gave_way)


@given(lines, lines, lines)
def test_who_changed_nothing_has_no_say(base: list[str], earlier: list[str], later: list[str]) -> None:
    first, one, other = ("".join(each) for each in (base, earlier, later))
    assert three_way(first, one, first) == (one, [])
    assert three_way(first, first, other) == (other, [])
    assert three_way(first, one, one) == (one, [])
    made, gave_way = three_way(first, one, other)
    turned, gave_way_too = three_way(first, other, one)
    assert bool(gave_way) == bool(gave_way_too)
    assert gave_way or made == turned
    for earlier_words, later_words, earlier_start, start in gave_way:
        assert one[earlier_start : earlier_start + len(earlier_words)] == earlier_words
        assert made[start : start + len(later_words)] == later_words


@given(lines, lines)
def test_the_edits_between_two_texts_make_one_of_the_other(before: list[str], after: list[str]) -> None:
    assert edits_between("".join(before), "".join(after)).result == "".join(after)


def test_a_span_begins_in_the_text_where_it_was_put_and_moves_with_what_comes_later() -> None:
    first, second = "I: Why?\nP1: Soup.\n", "I: But why?\nP1: Soup.\n"
    third = "I: But why?\nP1: Good soup.\n"
    replay = TextReplay(first, [Revision(b"2", (20, b"2"), second, third), Revision(b"1", (10, b"1"), first, second)])  # type: ignore[arg-type]
    assert replay.text == third
    start = first.index("Soup")
    placed = replay.place(PlacedWords(start, start + 4, ""), first, (5, b"0"))  # type: ignore[arg-type]
    assert third[placed.start : placed.end] == "Good soup"
    start = third.index("soup")
    assert replay.place(PlacedWords(start, start + 4, ""), third, (30, b"3")) == (start, start + 4, "")  # type: ignore[arg-type]


def test_the_edits_of_a_logged_correction_have_their_words_from_the_text_that_they_made() -> None:
    before = "I: Why?\nP1: Soup.\n"
    edits = TextEdits(before, [Edit(3, 6, "But why"), Edit(12, 16, "")])
    assert edits_of(edits.shift.places, edits.result) == tuple(edits.edits)
