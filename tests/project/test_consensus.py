"""Decisions about differences become codings of the consensus; what the coders coded stays."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.analysis.operation_sentences import sentence
from annotator.project.codings import Coding
from annotator.project.consensus import Decision
from annotator.project.errors import SpanOutsideText
from annotator.project.project import Project
from tests.project.rows import kinds_of, refuses, undone_and_redone

TEXT = "P1: The ferry was late, so we sang on the quay.\n"


class Table:
    """A project with one coding by Anna and one by Bo, and short ways to decide about them."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.document = project.documents.add("Ferry", TEXT)
        self.hope, self.song = project.codes.add("Hope"), project.codes.add("Song")
        self.bo = project.coders.add("Bo Lie")
        self.annas = project.codings.add(self.document.id, self.hope.id, 4, 22)
        self.bos = project.codings.add(self.document.id, self.hope.id, 8, 46, coder_id=self.bo.id)

    def decision(self, **given: object) -> Decision:
        values: dict[str, object] = {
            "document_id": self.document.id,
            "outcome": "keep",
            "code_ids": (self.hope.id,),
            "start_char": 4,
            "end_char": 46,
            "kept": ((self.hope.id, 4, 22),),
            "coder": "Anna Kvam",
            "title": "Hope",
        }
        return Decision(**(values | given))  # type: ignore[arg-type]

    def consensus(self) -> list[tuple[str, int, int]]:
        names = {code.id: code.name for code in self.project.codes.all()}
        found = self.project.consensus.codings_in(self.document.id)
        return [(names[each.code_id], each.start_char, each.end_char) for each in found]

    def memos(self) -> list[tuple[str, str]]:
        return [(memo.title, memo.text) for memo in self.project.consensus.memos_in(self.document.id)]

    def originals(self) -> list[Coding]:
        return [self.project.codings.get(each.id) for each in (self.annas, self.bos)]


@pytest.fixture
def table(project: Project) -> Table:
    return Table(project)


def test_a_kept_reading_becomes_a_coding_of_the_consensus_and_the_originals_stay(table: Table) -> None:
    with undone_and_redone(table.project):
        table.project.consensus.decide(table.decision())
    assert table.consensus() == [("Hope", 4, 22)]
    assert table.memos() == []
    assert table.originals() == [table.annas, table.bos]


def test_the_coder_of_the_consensus_is_made_once_and_goes_with_undo(table: Table) -> None:
    assert table.project.consensus.coder() is None
    table.project.consensus.decide(table.decision())
    made = table.project.consensus.coder()
    assert made is not None
    assert (made.name, made.role) == ("Consensus", "consensus")
    table.project.consensus.take_over(table.document.id, [(table.song.id, 30, 36)])
    assert [coder.name for coder in table.project.coders.all()].count("Consensus") == 1
    table.project.undo()
    table.project.undo()
    assert table.project.consensus.coder() is None


def test_a_coder_who_is_called_consensus_already_is_taken_for_it(table: Table) -> None:
    there = table.project.coders.add("consensus", role="analyst")
    table.project.consensus.decide(table.decision())
    found = table.project.consensus.coder()
    assert found is not None
    assert (found.id, found.role) == (there.id, "consensus")


def test_a_renamed_consensus_is_still_the_consensus(table: Table) -> None:
    table.project.consensus.decide(table.decision())
    made = table.project.consensus.coder()
    assert made is not None
    table.project.coders.edit(made.id, name="What we agreed on")
    table.project.consensus.take_over(table.document.id, [(table.song.id, 30, 36)])
    assert table.consensus() == [("Hope", 4, 22), ("Song", 30, 36)]


def test_a_note_is_a_memo_of_its_own_kind_on_the_consensus_coding(table: Table) -> None:
    with undone_and_redone(table.project):
        table.project.consensus.decide(table.decision(note="She laughs as she says it."))
    (memo,) = table.project.consensus.memos_in(table.document.id)
    (coding,) = table.project.consensus.codings_in(table.document.id)
    assert (memo.kind, memo.title, memo.text) == ("consensus", "Hope", "She laughs as she says it.")
    assert (memo.coding_id, memo.code_id) == (coding.id, table.hope.id)
    assert memo.coder_id == table.project.coder.id, "whoever wrote it"


def test_where_nothing_is_kept_a_memo_on_the_passage_says_so(table: Table) -> None:
    with undone_and_redone(table.project):
        table.project.consensus.decide(table.decision(outcome="neither", kept=(), title="Not coded: Hope"))
    assert table.consensus() == []
    (memo,) = table.project.consensus.memos_in(table.document.id)
    assert (memo.title, memo.text, memo.coding_id) == ("Not coded: Hope", "", None)
    assert (memo.start_char, memo.end_char, memo.code_id) == (4, 46, table.hope.id)


def test_a_third_code_carries_a_memo_that_names_the_code_that_was_talked_about(table: Table) -> None:
    kept = ((table.song.id, 24, 36), (table.hope.id, 4, 22))
    with undone_and_redone(table.project):
        table.project.consensus.decide(table.decision(outcome="third", kept=kept, note="It is the singing."))
    assert table.consensus() == [("Hope", 4, 22), ("Song", 24, 36)]
    (memo,) = table.project.consensus.memos_in(table.document.id)
    song = next(c for c in table.project.consensus.codings_in(table.document.id) if c.code_id == table.song.id)
    assert (memo.coding_id, memo.code_id, memo.text) == (song.id, table.hope.id, "It is the singing.")


def test_another_decision_takes_the_place_of_the_first(table: Table) -> None:
    table.project.consensus.decide(table.decision(note="At first."))
    ids = [each.id for each in table.project.consensus.codings_in(table.document.id)]
    memo_ids = [memo.id for memo in table.project.consensus.memos_in(table.document.id)]
    again = table.decision(kept=((table.hope.id, 8, 46),), coder="Bo Lie", note="On second thoughts.")
    with undone_and_redone(table.project):
        table.project.consensus.decide(again, instead_of=ids, memo_ids=memo_ids)
    assert table.consensus() == [("Hope", 8, 46)]
    assert table.memos() == [("Hope", "On second thoughts.")]


def test_an_opened_difference_leaves_neither_coding_nor_memo(table: Table) -> None:
    table.project.consensus.decide(table.decision(note="Because."))
    ids = [each.id for each in table.project.consensus.codings_in(table.document.id)]
    memo_ids = [memo.id for memo in table.project.consensus.memos_in(table.document.id)]
    with undone_and_redone(table.project):
        table.project.consensus.reopen(table.document.id, [table.hope.id], ids, memo_ids)
    assert (table.consensus(), table.memos()) == ([], [])
    assert table.project.memos.all() == []


def test_only_what_is_of_the_consensus_can_be_replaced(table: Table) -> None:
    theirs = table.project.memos.add("Bo's own thought.")
    table.project.consensus.decide(table.decision(), instead_of=[table.annas.id, table.bos.id], memo_ids=[theirs.id])
    assert table.originals() == [table.annas, table.bos]
    assert table.project.memos.get(theirs.id) == theirs


def test_a_note_on_an_open_difference_is_kept_and_can_be_emptied(table: Table) -> None:
    with undone_and_redone(table.project):
        table.project.consensus.note(table.decision(note="Ask Bo on Friday.", title="Open: Hope"))
    (memo,) = table.project.consensus.memos_in(table.document.id)
    assert (memo.title, memo.text, memo.code_id) == ("Open: Hope", "Ask Bo on Friday.", None)
    table.project.consensus.note(table.decision(), memo_ids=[memo.id])
    assert table.memos() == []


@pytest.mark.parametrize("kept", ["Hope", "Song", ""])
def test_another_note_leaves_the_decision_as_it_is(table: Table, kept: str) -> None:
    code_id = table.song.id if kept == "Song" else table.hope.id
    decision = table.decision(kept=((code_id, 4, 22),) if kept else (), note="At first.")
    table.project.consensus.decide(decision)
    before = table.project.consensus.codings_in(table.document.id)
    for words in ("On second thoughts.", ""):
        memo_ids = [memo.id for memo in table.project.consensus.memos_in(table.document.id)]
        with undone_and_redone(table.project):
            table.project.consensus.note(replace(decision, note=words), memo_ids, coding_ids=[c.id for c in before])
        assert table.project.consensus.codings_in(table.document.id) == before
        told_by_the_coding_alone = kept == "Hope" and not words
        assert table.memos() == ([] if told_by_the_coding_alone else [("Hope", words)])


def test_agreements_are_taken_over_as_one_operation(table: Table) -> None:
    agreed = [(table.hope.id, 4, 13), (table.song.id, 27, 34)]
    with undone_and_redone(table.project):
        assert table.project.consensus.take_over(table.document.id, agreed) == 2
    assert table.consensus() == [("Hope", 4, 13), ("Song", 27, 34)]
    assert table.project.consensus.take_over(table.document.id, agreed) == 0
    assert kinds_of(table.project)[-1] == "redo"


def test_a_decision_outside_the_text_is_refused_whole(table: Table) -> None:
    wrong = table.decision(kept=((table.hope.id, 4, 900),))
    refuses(table.project, SpanOutsideText, lambda: table.project.consensus.decide(wrong))
    assert table.project.consensus.coder() is None


def test_what_was_decided_is_there_after_reopening(table: Table) -> None:
    table.project.consensus.decide(table.decision(note="Because."))
    path: Path = table.project.path
    table.project.close()
    with Project.open(path, coder_name="Anna Kvam") as again:
        assert len(again.consensus.codings_in(table.document.id)) == 1
        assert [memo.text for memo in again.consensus.memos_in(table.document.id)] == ["Because."]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "Keep Anna Kvam’s reading of “Hope” in “Ferry”"),
        ({"outcome": "all"}, "Keep all readings of “Hope” in “Ferry”"),
        ({"outcome": "third"}, "Decide on another reading of “Hope” in “Ferry”"),
        ({"outcome": "neither", "kept": ()}, "Keep no reading of “Hope” in “Ferry”"),
    ],
)
def test_the_history_says_what_was_decided(table: Table, given: dict[str, object], told: str) -> None:
    table.project.consensus.decide(table.decision(**given))
    (newest,) = table.project.history.operations(limit=1)
    assert sentence(newest) == told


def test_the_history_says_what_was_noted_taken_over_and_opened_again(table: Table) -> None:
    consensus = table.project.consensus
    consensus.note(table.decision(note="Ask Bo."))
    consensus.take_over(table.document.id, [(table.song.id, 27, 34)])
    consensus.reopen(table.document.id, [table.song.id], [consensus.codings_in(table.document.id)[0].id], [])
    assert [sentence(operation) for operation in table.project.history.operations(limit=3)] == [
        "Open the difference about “Song” in “Ferry” again",
        "Take over agreements (1) in “Ferry”",
        "Write a note on the difference about “Hope” in “Ferry”",
    ]
