"""What a line and its neighbours tell of the turns is what the whole text tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.near_turns import NearTurns, OnlyWhole
from annotator.analysis.text_units import TextUnits, Unit
from annotator.analysis.turns import find_turns
from annotator.project.stored_text import FormatSpan

_LABELS = [
    "P1",
    "I",
    "Ada",
    "Bo Lund",
    "Interviewer",
    "Date",
    "the thing is",
    "[Ada]",
    "**Ada**",
    "1. Ada",
    "Ada (0:12)",
]
_PIECES = [*_LABELS, ": ", ":", "\t", " ", "\n", "\n", "\n\n", "0:07", "Yes. We did.", "no", "*", "： ", "好。"]
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=60).map("".join)
_UNITS: tuple[Unit, ...] = ("sentence", "paragraph", "turn")


def _bold(text: str, cuts: list[int]) -> tuple[FormatSpan, ...]:
    ends = sorted({cut % (len(text) + 1) for cut in cuts})
    return tuple(FormatSpan(start, end, "bold") for start, end in zip(ends[::2], ends[1::2], strict=False))


@given(_TEXTS, st.lists(st.integers(0, 400), max_size=8), st.integers(0, 400))
def test_a_place_has_the_turn_that_the_whole_text_gives_it(text: str, cuts: list[int], at: int) -> None:
    formats, position = _bold(text, cuts), at % (len(text) + 1)
    turns = find_turns(text, formats)
    expected = next((turn for turn in reversed(turns) if turn.start <= position), None)
    try:
        assert NearTurns(text, formats).turn_at(position) == expected
    except OnlyWhole:
        assert ":" in text or "：" in text or "[" in text or "\t" in text or formats


@given(_TEXTS, st.lists(st.integers(0, 400), max_size=8), st.integers(0, 400))
def test_units_are_the_same_before_and_after_all_turns_are_found(text: str, cuts: list[int], at: int) -> None:
    formats, position = _bold(text, cuts), at % (len(text) + 1)
    whole = TextUnits(text, formats, find_turns(text, formats))
    for unit in _UNITS:
        for ask in ("at", "after", "before"):
            assert getattr(TextUnits(text, formats), ask)(unit, position) == getattr(whole, ask)(unit, position)
    assert TextUnits(text, formats).label_at(position) == whole.label_at(position)
    assert TextUnits(text, formats).turn_of_label(position) == whole.turn_of_label(position)


def test_the_first_question_about_a_long_text_reads_only_what_is_near() -> None:
    text = "I: And then? Go on.\nP1: We went down to the quay. It rained.\n" * 20_000
    units = TextUnits(text)
    middle = text.index("quay", len(text) // 2)
    assert text[slice(*units.sentence_at(middle))] == "We went down to the quay."
    assert text[slice(*units.turn_at(middle))] == "We went down to the quay. It rained."
    assert units.label_at(middle) == "P1"
    assert "spoken" not in vars(units)


def test_only_the_whole_text_tells_whether_a_name_that_comes_once_speaks() -> None:
    text = "P1: Yes.\n" * 300 + "Mother: look at this.\n" + "P1: No.\n" * 300
    with pytest.raises(OnlyWhole):
        NearTurns(text).body_start(text.index("Mother"))
    assert text[slice(*TextUnits(text).paragraph_at(text.index("look")))] == "Mother: look at this."
