"""Sentences of a paragraph, in the scripts and habits of real transcripts."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.sentences import sentences_around, sentences_of
from tests.counting import CountedText, calls_of


def cut(words: str) -> list[str]:
    return [words[start:end] for start, end in sentences_of(words)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["We left early.", "Nobody saw us!", "Did they?", "No."],
        ["She said, “Come in.”", "I did."],
        ["“Is it far?” she asked.", "It was."],
        ["It cost 3.50 in all.", "Version 2.0 was dearer."],
        ["I met Dr. Berg and Mrs. Lund, e.g. at the pier.", "They waved."],
        ["J. R. Moe wrote to A. Lie.", "He did not answer."],
        ["Vi tok f.eks. ferja, bl.a. fordi det var mørkt.", "Det gikk bra."],
        ["Det var den 3. mai, kl. 10 om morgenen.", "Så kom brevet osv.", "Ingen leste det."],
        ["It was… well, strange.", "And then… I don’t know… I left.", "Then silence…", "Nobody moved."],
        ["He came . . . and went.", "That was all."],
        ["So ... so I stayed.", "Yes."],
        ["Really?!", "Yes!!!", "Fine."],
        ["(We laughed.)", "[pause] Then it rained."],
        ["He stopped.", "[laughs] He went on."],
        ["¿Vino ayer?", "¡Claro!", "Se fue."],
        ["冬天很冷。", "你去吗？", "“不去！”", "他说完就走了。"],
        ["كان الجو باردا.", "هل ذهبت؟", "لا."],
        ["यह घर है।", "वह गया।"],
        ["یہ گھر ہے۔", "وہ گیا۔"],
        ["Look at www.harbour.example for it.", "It is there."],
        ["1. First the kettle, then the cups.", "2 came."],
        ["i went home.", "then i slept.", "nobody rang"],
        ["He is older than I.", "We know."],
        ["Tom said no.", "Then he sat by no. 7, on Oct. 3, with Tom.", "My ex."],
        ["one without an end"],
    ],
)
def test_sentences_are_told_apart(sentences: list[str]) -> None:
    glue = "" if sentences[0].startswith(("冬", "यह", "یہ")) else " "
    assert cut(glue.join(sentences)) == sentences


def test_space_around_sentences_belongs_to_none() -> None:
    assert cut("   We left.   Nobody saw us.  ") == ["We left.", "Nobody saw us."]
    assert cut(" \t ") == []


@given(st.text(alphabet="Aa1 .!?…。“”)\t\u200f", max_size=60))
def test_no_word_is_lost_and_none_is_twice(words: str) -> None:
    pieces = sentences_of(words)
    assert "".join(words.split()) == "".join("".join(words[start:end].split()) for start, end in pieces)
    assert all(first[1] <= second[0] for first, second in pairwise(pieces))


def test_a_long_paragraph_costs_by_its_length_and_no_more() -> None:
    words = "We took the boat to Dr. Berg, e.g. on Sundays. Nobody asked… why. "
    short, long = CountedText(words * 300), CountedText(words * 3_000)
    short_calls, long_calls = (calls_of(partial(sentences_of, text)).total() for text in (short, long))
    assert len(sentences_of(long)) == 6_000
    assert long_calls < 10.5 * short_calls
    assert long.looked_at < 10.5 * short.looked_at


_PIECES = [
    "Dr.",
    "e.g.",
    "12.",
    "no.",
    "A.",
    "Yes",
    "we did",
    "。",
    "…",
    "...",
    ". .",
    "?",
    "!",
    "”",
    ")",
    " ",
    " ",
    " ",
    "I",
    "।",
]


@given(st.lists(st.sampled_from(_PIECES), min_size=20, max_size=60).map("".join), st.integers(0, 4_000))
def test_around_a_place_the_sentences_are_those_of_the_whole_paragraph(words: str, position: int) -> None:
    words *= 30
    position = min(position, len(words))
    whole, around = sentences_of(words), tuple(sentences_around(words, position))
    assert whole[len(whole) - len(around) :] == around
    assert not whole or whole[0][0] >= position or around[0][0] < position
