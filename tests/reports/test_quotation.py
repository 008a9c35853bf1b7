"""Quotations: verbatim slices, honest shortening, and a choice of examples that can be explained."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.paragraphs import Paragraphs
from annotator.project.ids import Id
from annotator.reports.quotation import ELLIPSIS, illustrations, quotation_of, shortened

A, B, C = Id(b"a"), Id(b"b"), Id(b"c")


@dataclass(frozen=True)
class _Passage:
    case_id: Id
    length_chars: int


@given(st.text("ab 🙂ا\n", min_size=1), st.data())
def test_quotation_is_a_slice_of_the_text_whatever_the_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quotation = quotation_of(text, Paragraphs(text), start, end, "P01")
    assert quotation.text == text[start:end].strip()
    assert quotation.citation == f"P01, ¶ {quotation.paragraph}"


@given(st.text("ab c", max_size=80), st.integers(1, 80))
def test_shortening_keeps_beginning_and_end_and_is_always_marked(words: str, longest: int) -> None:
    short = shortened(words, longest)
    if len(words) <= longest:
        assert short == words
    else:
        head, tail = short.split(ELLIPSIS)
        assert words.startswith(head)
        assert words.endswith(tail)


def test_first_example_is_of_median_length_by_who_said_most() -> None:
    passages = [_Passage(A, 200), _Passage(B, 10), _Passage(B, 90), _Passage(B, 150), _Passage(B, 390)]
    assert illustrations(passages, [B, A], 1) == [_Passage(B, 150)]


def test_everyone_is_heard_once_before_anyone_twice() -> None:
    passages = [_Passage(case, length) for case in (A, B, C) for length in (100, 110, 120)]
    assert [passage.case_id for passage in illustrations(passages, [A, B, C], 5)] == [A, B, C, A, B]


def test_chosen_example_comes_first_and_its_speaker_not_again_before_the_others() -> None:
    chosen = _Passage(A, 100)
    passages = [chosen, _Passage(A, 110), _Passage(B, 120)]
    assert illustrations(passages, [A, B], 3, chosen) == [chosen, _Passage(B, 120), _Passage(A, 110)]


def test_passages_of_an_odd_length_are_taken_only_where_there_are_no_others() -> None:
    assert illustrations([_Passage(A, 5), _Passage(A, 70)], [A], 1) == [_Passage(A, 70)]
    assert illustrations([_Passage(A, 5), _Passage(A, 7)], [A], 1) == [_Passage(A, 5)]
    assert illustrations([], [A], 1) == []
