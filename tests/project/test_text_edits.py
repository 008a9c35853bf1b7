"""Edits of a text: applied, put together, and where spans are afterwards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.project.document_texts import moved_formats
from annotator.project.stored_text import FormatSpan
from annotator.project.text_edits import Edit, Shift, TextEdits, as_json, composed, from_json
from annotator.project.word_diff import changed_part, refined

WORDS = st.text(alphabet="ab 🙂\nשé.", max_size=6)
TEXT = "The soup was warm, and nobody hurried."


@st.composite
def edits_of(draw: st.DrawFn, text: str, most: int = 4) -> list[Edit]:
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=2 * most)))
    return [Edit(a, b, draw(WORDS)) for a, b in zip(places[::2], places[1::2], strict=False)]


@st.composite
def texts_with_edits(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text(alphabet="ab 🙂\nשé.", max_size=40))
    return text, draw(edits_of(text))


def applied(text: str, edits: list[Edit]) -> str:
    by = 0
    for start, end, words in edits:
        text = text[: start + by] + words + text[end + by :]
        by += len(words) - (end - start)
    return text


@given(texts_with_edits(), st.data())
def test_edits_put_together_do_what_they_do_one_after_the_other(
    made: tuple[str, list[Edit]], data: st.DataObject
) -> None:
    text, first = made
    one = TextEdits(text, first)
    two = TextEdits(one.result, data.draw(edits_of(one.result)))
    both = TextEdits(text, composed(one.edits, two.edits))
    assert both.result == two.result
    assert from_json(as_json(both.edits)) == both.edits


@given(texts_with_edits())
def test_edits_are_those_of_a_python_string(made: tuple[str, list[Edit]]) -> None:
    text, edits = made
    assert TextEdits(text, edits).result == applied(text, edits)
    assert TextEdits(text, refined(text, TextEdits(text, edits).edits)).result == applied(text, edits)


@given(texts_with_edits(), st.data())
def test_a_span_keeps_its_own_characters_and_takes_none_of_the_others(
    made: tuple[str, list[Edit]], data: st.DataObject
) -> None:
    text, given_edits = made
    edits = TextEdits(text, given_edits)
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    # Every character of the text is a number of its own, and -1 is one that was put in.
    numbers: list[int] = []
    at = 0
    for first, last, words in edits.edits:
        numbers += [*range(at, first), *[-1] * len(words)]
        at = last
    numbers += range(at, len(text))
    left, right = edits.moved(start, end)
    kept = [number for number in numbers[left:right] if number >= 0]
    own = [number for number in numbers if start <= number < end]
    assert 0 <= left <= right <= len(edits.result)
    assert kept == own or (left == right and not edits.result[left:right].strip())
    if left == right and start < end:
        assert not "".join(text[number] for number in own).strip()


@given(texts_with_edits(), st.data())
def test_what_edits_do_not_touch_moves_there_and_back(made: tuple[str, list[Edit]], data: st.DataObject) -> None:
    text, given_edits = made
    edits = TextEdits(text, given_edits)
    place = st.integers(0, len(text))
    spans = [tuple(sorted((data.draw(place), data.draw(place)))) for _ in range(6)]
    rows = [(bytes([i]), a, b) for i, (a, b) in enumerate(spans) if not edits.touches(a, b)]
    by = dict(edits.shift.moves(rows))
    moved = [(key, a + by.get(key, 0), b + by.get(key, 0)) for key, a, b in rows]
    assert [(a, b) for _, a, b in moved] == [edits.moved(a, b) for _, a, b in rows]
    back = dict(edits.shift.inverse().moves(moved))
    assert [(key, a + back.get(key, 0), b + back.get(key, 0)) for key, a, b in moved] == rows


def after(words: str, *edits: tuple[str, str], text: str = TEXT) -> str:
    """What a span is on after each first words of the text have given way to the second."""
    start = text.index(words)
    made = TextEdits(
        text, refined(text, [Edit(text.index(old), text.index(old) + len(old), new) for old, new in edits])
    )
    left, right = made.moved(start, start + len(words))
    return made.result[left:right]


@pytest.mark.parametrize(
    ("coded", "old", "new", "stays"),
    [
        ("soup was", "soup", "thick soup", "soup was"),
        ("soup was", "soup was", "soup really was", "soup really was"),
        ("soup was", "was", "wasn’t", "soup wasn’t"),
        ("soup was", "soup ", "", "was"),
        ("soup was", "The", "A", "soup was"),
        ("soup", "soup", "broth", "broth"),
        ("soup", "soup", "soups", "soups"),
        ("soup", "The soup was", "The soups were", "soups"),
        ("soup", "soup was warm", "meal", ""),
        ("soup", "soup ", "", ""),
        ("warm", "warm,", "warmish,", "warmish"),
        ("warm", "warm,", "warm;", "warm"),
        ("warm", "was warm", "was lukewarm", "lukewarm"),
        ("and nobody", "nobody hurried", "nobody at all hurried", "and nobody"),
    ],
)
def test_a_span_follows_its_words(coded: str, old: str, new: str, stays: str) -> None:
    assert after(coded, (old, new)) == stays


def test_words_put_in_beside_a_span_stay_outside() -> None:
    start = TEXT.index("soup")
    for at, words in ((start, "thick "), (start + 4, " of the day"), (start + 4, ", I think,")):
        edits = TextEdits(TEXT, [Edit(at, at, words)])
        left, right = edits.moved(start, start + 4)
        assert edits.result[left:right] == "soup"


@pytest.mark.parametrize(
    ("text", "coded", "at", "words", "stays"),
    [
        ("The hous fell.", "hous", 8, "e", "house"),
        ("The ouse fell.", "ouse", 4, "h", "house"),
        ("The hous fell.", "hous", 8, "es of clay", "houses"),
        ("We met.", "We", 2, "’ll have", "We’ll"),
        ("The  fell.", "The ", 4, "house was", "The house"),
        ("他说好。", "说好", 3, "的", "说好"),
        ("קראתי את הספ.", "הספ", 12, "ר", "הספר"),
    ],
)
def test_letters_that_complete_a_coded_word_belong_to_it(
    text: str, coded: str, at: int, words: str, stays: str
) -> None:
    start = text.index(coded)
    edits = TextEdits(text, [Edit(at, at, words)])
    left, right = edits.moved(start, start + len(coded))
    assert edits.result[left:right] == stays


def test_a_place_without_words_stays_where_they_were() -> None:
    edits = TextEdits("one two three", [Edit(0, 4, ""), Edit(4, 4, "2")])
    assert edits.moved(8, 8) == (5, 5)
    assert TextEdits("one three", [Edit(4, 4, "two ")]).moved(4, 4) == (4, 4)


def test_edits_that_overlap_or_leave_the_text_are_refused() -> None:
    for edits in ([Edit(0, 5, ""), Edit(4, 6, "")], [Edit(5, 99, "")], [Edit(-1, 0, "")], [Edit(3, 2, "")]):
        with pytest.raises(ValueError, match="overlaps"):
            TextEdits(TEXT, edits)


def test_edits_that_meet_are_one_and_those_that_change_nothing_none() -> None:
    assert TextEdits("abcdef", [Edit(0, 2, "x"), Edit(2, 3, "y"), Edit(4, 5, "e")]).edits == (Edit(0, 3, "xy"),)


def test_a_paragraph_that_is_pasted_anew_is_compared_word_by_word() -> None:
    new = TEXT.replace("soup", "tea").replace("nobody", "no one")
    assert refined(TEXT, [Edit(0, len(TEXT), new)]) == [Edit(4, 8, "tea"), Edit(25, 29, " one")]
    assert changed_part(TEXT, TEXT) is None
    assert changed_part("aaa", "aa") == Edit(2, 3, "")


def test_the_look_of_a_text_follows_its_words() -> None:
    text = "Beginnings\nP1: It was slow.\nthe rest"
    formats = (FormatSpan(0, 10, "heading1"), FormatSpan(11, 14, "bold"), FormatSpan(15, 21, "italic"))
    put_in = TextEdits(text, [Edit(10, 10, " and ends\nNote"), Edit(17, 17, " 🙂"), Edit(27, 28, " ")])
    assert put_in.result == "Beginnings and ends\nNote\nP1: It 🙂 was slow. the rest"
    assert moved_formats(formats, put_in) == (
        FormatSpan(0, 19, "heading1"),
        FormatSpan(25, 28, "bold"),
        FormatSpan(29, 37, "italic"),
    )
    split = TextEdits(text, [Edit(5, 5, "\n")])
    assert moved_formats(formats[:1], split) == (FormatSpan(0, 5, "heading1"), FormatSpan(6, 11, "heading1"))
    joined = TextEdits("body\nTitle\n", [Edit(4, 5, "")])
    assert moved_formats((FormatSpan(5, 10, "heading2"),), joined) == ()


def test_a_shift_of_nothing_moves_nothing() -> None:
    assert Shift(((2, 3, 1),)).moves([(b"a", 5, 9)]) == []


def test_a_whole_transcript_that_is_pasted_anew_is_compared_line_by_line_first() -> None:
    lines = [
        f"P{number % 3}: Line {number} of a long evening with {number * 7} words and more." for number in range(800)
    ]
    old = "\n".join(lines)
    lines[300] = lines[300].replace("long", "short")
    lines.insert(500, "P1: A line that was missed.")
    new = "\n".join(lines)
    edits = refined(old, [Edit(0, len(old), new)])
    assert TextEdits(old, edits).result == new
    assert sum(len(edit.words) + edit.end_char - edit.start_char for edit in edits) < 60


def test_other_words_that_are_pasted_over_a_long_paragraph_take_the_place_of_its_words() -> None:
    """Looked at pair by pair, they would take minutes."""
    words, others = [[f"{word}{number}" for number in range(2_000)] for word in ("soup", "tea")]
    old, new = " ".join(words), " ".join(others)
    one_by_one = refined(old, [Edit(0, len(old), new)])
    shorter = refined(old, [Edit(0, len(old), " ".join(others[:1_500]))])
    again = refined("ja nei " * 2_000, [Edit(0, 14_000, "nei ja " * 2_000)])
    assert TextEdits(old, one_by_one).result == new
    assert TextEdits(old, one_by_one).moved(0, 5) == (0, 4)
    assert TextEdits(old, shorter).result == " ".join(others[:1_500])
    assert TextEdits("ja nei " * 2_000, again).result == "nei ja " * 2_000


def test_what_is_corrected_here_and_there_in_a_long_paragraph_leaves_the_rest_alone() -> None:
    words = [f"the word{number} is" for number in range(1_200)]
    old = " ".join(words)
    new = old.replace("word7 ", "bread7 ").replace("word1100 ", "loaf ")
    edits = refined(old, [Edit(0, len(old), new)])
    assert [edit.words for edit in edits] == ["brea", "loaf"]
