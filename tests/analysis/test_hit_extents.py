"""What is coded for the places that a search found."""

from __future__ import annotations

import pytest

from annotator.analysis.hit_extents import Extent, extents

TEXT = "I: What helped?\nP1: The tea helped. The tea was warm.\nIt was tea.\nI: And then?\n"


@pytest.mark.parametrize(
    ("extent", "words"),
    [
        ("passage", ["tea", "tea", "tea"]),
        ("sentence", ["The tea helped.", "The tea was warm.", "It was tea."]),
        ("paragraph", ["The tea helped. The tea was warm.", "It was tea."]),
        ("turn", ["The tea helped. The tea was warm.\nIt was tea."]),
    ],
)
def test_each_unit_is_taken_once(extent: Extent, words: list[str]) -> None:
    hits = [(at, at + 3) for at in range(len(TEXT)) if TEXT.startswith("tea", at)]
    assert [TEXT[start:end] for start, end in extents(TEXT, (), hits, extent)] == words


def test_a_hit_over_two_sentences_takes_both_and_space_at_its_ends_is_left() -> None:
    start = TEXT.index(" helped. The")
    hit = (start, start + len(" helped. The "))
    assert [TEXT[a:b] for a, b in extents(TEXT, (), [hit], "sentence")] == ["The tea helped. The tea was warm."]
    assert [TEXT[a:b] for a, b in extents(TEXT, (), [hit], "passage")] == ["helped. The"]
    assert extents(TEXT, (), [(TEXT.index("\n"), TEXT.index("\n") + 1)], "passage") == []
