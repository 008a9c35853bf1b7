"""Decisions are found again from the consensus codings and memos that they left, whatever happened since."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.differences import Difference, compare
from annotator.analysis.settlements import PlacedSpans, Settlement, Settlements
from annotator.project.consensus import Decision, Outcome
from annotator.project.ids import Id
from annotator.project.memos import About
from annotator.project.project import Project
from tests.project.copies import copy_of, merge

TEXT = "P1: The ferry was late, so we sang on the quay until it came at last.\n"


class Desk:
    """Anna and Bo on one text: the places where they differ, and what has been decided about each."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.document_id = project.documents.add("Ferry", TEXT).id
        self.anna, self.bo = project.coder.id, project.coders.add("Bo Lie").id
        self.hope, self.song, self.care = (project.codes.add(name).id for name in ("Hope", "Song", "Care"))

    def code(self, coder_id: Id, code_id: Id, start: int, end: int) -> None:
        self.project.codings.add(self.document_id, code_id, start, end, coder_id=coder_id)

    def places(self) -> list[Difference]:
        return compare(self.project.codings.placed_in(self.document_id), (self.anna, self.bo))

    def settlements(self) -> Settlements:
        consensus = self.project.consensus
        return Settlements(consensus.codings_in(self.document_id), consensus.memos_in(self.document_id))

    def decided(self) -> list[Settlement | None]:
        now = self.settlements()
        found = [now.of(each) for each in self.places()]
        assert [each is not None for each in found] == [now.has_settled(each) for each in self.places()]
        return found

    def outcomes(self) -> list[str | None]:
        return [each.outcome if each is not None else None for each in self.decided()]

    def decide(self, place: Difference, outcome: Outcome, *kept: tuple[Id, int, int], note: str = "") -> None:
        self.project.consensus.decide(
            Decision(self.document_id, outcome, place.code_ids, place.start, place.end, kept, note, "Talked about")
        )


@pytest.fixture
def desk(project: Project) -> Desk:
    return Desk(project)


def test_a_kept_reading_says_whose_it_is(desk: Desk) -> None:
    desk.code(desk.anna, desk.hope, 4, 22)
    desk.code(desk.bo, desk.hope, 8, 46)
    (place,) = desk.places()
    desk.decide(place, "keep", (desk.hope, 8, 46), note="Bo hears the end of it.")
    (found,) = desk.decided()
    assert found is not None
    assert (found.outcome, found.coder_ids, found.note) == ("keep", (desk.bo,), "Bo hears the end of it.")
    assert [(c.start_char, c.end_char) for c in found.codings] == [(8, 46)]


def test_all_words_of_both_are_both_readings(desk: Desk) -> None:
    desk.code(desk.anna, desk.hope, 4, 22)
    desk.code(desk.bo, desk.hope, 8, 46)
    desk.decide(desk.places()[0], "all", (desk.hope, 4, 46))
    assert desk.outcomes() == ["all"]


def test_both_codes_on_the_same_words_can_be_kept(desk: Desk) -> None:
    desk.code(desk.anna, desk.hope, 4, 22)
    desk.code(desk.bo, desk.song, 4, 22)
    desk.decide(desk.places()[0], "all", (desk.hope, 4, 22), (desk.song, 4, 22))
    assert desk.outcomes() == ["all"]


def test_other_ends_are_a_third_reading(desk: Desk) -> None:
    desk.code(desk.anna, desk.hope, 4, 22)
    desk.code(desk.bo, desk.hope, 8, 46)
    desk.decide(desk.places()[0], "third", (desk.hope, 8, 22))
    assert desk.outcomes() == ["third"]


def test_a_third_code_is_found_by_its_memo_with_all_its_codings(desk: Desk) -> None:
    desk.code(desk.anna, desk.hope, 4, 22)
    desk.code(desk.bo, desk.song, 4, 22)
    desk.decide(desk.places()[0], "third", (desk.care, 4, 30), (desk.care, 35, 40), note="Care, twice.")
    (found,) = desk.decided()
    assert found is not None
    assert (found.outcome, found.note, len(found.codings), len(found.memos)) == ("third", "Care, twice.", 2, 2)


def test_a_decision_for_none_is_found_by_its_memo(desk: Desk) -> None:
    desk.code(desk.anna, desk.hope, 4, 22)
    desk.decide(desk.places()[0], "neither")
    (found,) = desk.decided()
    assert found is not None
    assert (found.outcome, found.codings, found.note) == ("neither", (), "")


def test_a_decision_settles_its_own_place_and_no_neighbour(desk: Desk) -> None:
    desk.code(desk.anna, desk.hope, 4, 22)
    desk.code(desk.bo, desk.hope, 30, 40)
    desk.code(desk.anna, desk.song, 14, 60)
    first, second, third = desk.places()
    desk.decide(second, "keep", (desk.song, 14, 60))
    assert desk.outcomes() == [None, "keep", None]
    desk.decide(first, "neither")
    assert desk.outcomes() == ["neither", "keep", None]
    desk.decide(third, "keep", (desk.hope, 30, 40))
    assert desk.outcomes() == ["neither", "keep", "keep"]


def test_undo_opens_a_place_again_and_redo_settles_it(desk: Desk) -> None:
    desk.code(desk.anna, desk.hope, 4, 22)
    desk.decide(desk.places()[0], "neither", note="Too thin.")
    desk.project.undo()
    assert desk.outcomes() == [None]
    desk.project.redo()
    assert desk.outcomes() == ["neither"]


def test_decisions_from_two_copies_are_found_in_one_after_a_merge(desk: Desk) -> None:
    desk.code(desk.anna, desk.hope, 4, 22)
    desk.code(desk.bo, desk.song, 30, 40)
    first, second = desk.places()
    with copy_of(desk.project.path, "Bo.annot", "Bo Lie") as theirs:
        theirs.consensus.decide(
            Decision(desk.document_id, "keep", second.code_ids, second.start, second.end, ((desk.song, 30, 40),))
        )
        desk.decide(first, "neither")
        merge(desk.project, theirs)
    assert desk.outcomes() == ["neither", "keep"]
    assert [coder.name for coder in desk.project.coders.all()].count("Consensus") == 1


def test_a_decision_is_found_after_the_transcript_was_corrected(desk: Desk) -> None:
    desk.code(desk.anna, desk.hope, 8, 22)
    desk.code(desk.bo, desk.hope, 30, 40)
    first, second = desk.places()
    desk.decide(first, "neither")
    desk.decide(second, "third", (desk.care, 28, 40))
    desk.project.documents.correct(desk.document_id, [(4, 4, "Well, you see, ")])
    assert [place.start for place in desk.places()] == [23, 45]
    assert desk.outcomes() == ["neither", "third"]


def test_a_note_on_an_open_place_does_not_settle_it(desk: Desk) -> None:
    desk.code(desk.anna, desk.hope, 4, 22)
    (place,) = desk.places()
    decision = Decision(desk.document_id, "keep", place.code_ids, place.start, place.end, note="Ask Bo.")
    desk.project.consensus.note(decision)
    assert desk.outcomes() == [None]
    memo = desk.settlements().note_on(place)
    assert memo is not None
    assert memo.text == "Ask Bo."


def test_what_is_kept_up_step_by_step_is_what_would_be_read_anew(desk: Desk) -> None:
    desk.code(desk.anna, desk.hope, 4, 22)
    desk.code(desk.bo, desk.song, 30, 40)
    first, second = desk.places()
    held = desk.settlements()
    desk.decide(first, "neither")
    (memo,) = desk.project.consensus.memos_in(desk.document_id)
    assert held.take_memo(memo.id, memo) == [(desk.hope, 4, 22)]
    desk.decide(second, "keep", (desk.song, 30, 40))
    (coding,) = desk.project.consensus.codings_in(desk.document_id)
    assert held.take_coding(coding.id, coding) == [(desk.song, 30, 40)]
    assert [held.of(each) for each in desk.places()] == desk.decided()
    moved = coding._replace(start_char=28)
    assert held.take_coding(coding.id, moved) == [(desk.song, 30, 40), (desk.song, 28, 40)]
    assert held.take_coding(coding.id, None) == [(desk.song, 28, 40)]
    assert held.take_memo(memo.id, None) == [(desk.hope, 4, 22)]
    assert [held.has_settled(each) for each in desk.places()] == [False, False]


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 9), st.booleans()), max_size=24), st.integers(0, 12))
def test_spans_that_come_and_go_are_found_as_if_they_were_placed_anew(
    steps: list[tuple[int, int, bool]], at: int
) -> None:
    held, there = PlacedSpans[int](()), list[tuple[int, int, int]]()
    for number, (start, length, goes) in enumerate(steps):
        if goes and there:
            held.remove(there.pop(start % len(there)))
        else:
            there.append((start, start + length, number))
            held.add(there[-1])
        naive = [(first, last, n) for first, last, n in sorted(there) if first < at + 2 and last > at]
        assert sorted(held.meeting(at, at + 2)) == sorted(n for _, _, n in naive)
        assert held.meets(at, at + 2) == bool(naive)


def test_no_memo_of_another_kind_settles_a_place(desk: Desk) -> None:
    desk.code(desk.anna, desk.hope, 4, 22)
    desk.project.memos.add("Hm.", kind="analytic", about=About(desk.document_id, 4, 22, code_id=desk.hope))
    assert desk.outcomes() == [None]
