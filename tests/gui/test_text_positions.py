from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.transcript.text_positions import TextPositions

texts = st.text(alphabet=st.sampled_from("aé\u0301ب漢👍🏽𠮷\n"), max_size=60)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(texts)
def test_every_position_has_the_units_that_encoding_gives(text: str) -> None:
    positions = TextPositions(text)
    for at in range(len(text) + 1):
        assert positions.to_units(at) == units(text[:at])
        assert positions.to_code_points(units(text[:at])) == at


@given(texts)
def test_a_unit_inside_a_character_goes_before_it(text: str) -> None:
    positions = TextPositions(text)
    for at, character in enumerate(text):
        if ord(character) > 0xFFFF:
            assert positions.to_code_points(units(text[:at]) + 1) == at


@given(
    st.text(alphabet="a🙂é\n", max_size=20),
    st.text(alphabet="b👍🏽", max_size=5),
    st.integers(0, 20),
    st.integers(0, 20),
)
def test_positions_after_words_were_replaced_are_those_of_the_new_text(text: str, words: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    new = text[:start] + words + text[end:]
    kept, read = TextPositions(text).replaced(start, end, words), TextPositions(new)
    assert [kept.to_units(at) for at in range(len(new) + 1)] == [read.to_units(at) for at in range(len(new) + 1)]
    units = range(len(new.encode("utf-16-le")) // 2 + 1)
    assert [kept.to_code_points(unit) for unit in units] == [read.to_code_points(unit) for unit in units]
