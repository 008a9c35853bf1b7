"""Copies from which something was left out, as they come home and as they take in more."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.project.copy_contents import CopyWishes
from annotator.project.errors import MergeRefused
from annotator.project.memos import About
from annotator.project.merging.planner import plan_merge
from annotator.project.project import Project
from annotator.project.send_copy import send_copy
from tests.project import copies
from tests.project.copies import content, copy_of, merge
from tests.project.pairs import DOCUMENT, code_id, code_words, coded, correct, text_of
from tests.project.rows import rows_of

TO_BO = CopyWishes("Bo", is_blind=True)
ANNAS = {("Trust", "The soup came first", "Anna"), ("Hope", "n the talk.\nP", "Anna")}


class Study:
    """Anna's project, and the copies she sends."""

    def __init__(self, folder: Path, stack: contextlib.ExitStack) -> None:
        self._stack = stack
        self.anna = stack.enter_context(copy_of(copies.start(folder), "Anna.annot", "Anna"))

    def sent(self, wishes: CopyWishes) -> Project:
        path = self.anna.path.with_name(f"{wishes.receiver}.annot")
        send_copy(self.anna.path, path, wishes)
        return self._stack.enter_context(Project.open(path, coder_name=wishes.receiver, check=False))


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with contextlib.ExitStack() as stack:
        yield Study(tmp_path, stack)


def test_what_a_blind_copy_has_not_moves_with_the_words_that_were_corrected_there(study: Study) -> None:
    anna = study.anna
    document = anna.documents.find(DOCUMENT)
    memo = anna.memos.add("So soon.", about=About(document_id=document.id, start_char=24, end_char=43))
    bo = study.sent(TO_BO)
    correct(bo, "What came first", "So please tell me what came first of all")
    merge(anna, bo)
    assert coded(anna) == ANNAS
    (found,) = [each for each in anna.memos.all() if each.id == memo.id]
    text = anna.documents.text(document.id).text
    assert text[found.start_char : found.end_char] == "The soup came first"
    assert anna.check() == []


def test_what_was_left_out_of_a_copy_comes_when_the_whole_project_is_merged_into_it(study: Study) -> None:
    anna = study.anna
    bo = study.sent(TO_BO)
    correct(bo, "I: What came first?\n", "")
    code_words(bo, "Care", "helped me")
    merge(anna, bo)
    before = rows_of(bo)
    merge(bo, anna)
    assert coded(bo) == ANNAS | {("Care", "helped me", "Bo")}
    assert content(bo) == content(anna)
    assert plan_merge(bo, anna).is_empty
    bo.undo()
    assert rows_of(bo) == before


def test_it_comes_also_where_the_sender_did_nothing_since(study: Study) -> None:
    bo = study.sent(CopyWishes("Bo", is_blind=True, with_attributes=False))
    merge(bo, study.anna)
    assert coded(bo) == ANNAS
    assert list(bo.participants.values().values()) == ["40"]
    assert content(bo) == content(study.anna)
    assert merge(study.anna, bo).writes == ()


def test_what_a_blind_copy_deleted_stays_for_what_was_hidden_from_it(study: Study) -> None:
    bo = study.sent(TO_BO)
    bo.codes.delete([code_id(bo, "Hope")])
    correct(study.anna, "What came", "What had come")
    merge(bo, study.anna)
    assert coded(bo) == ANNAS
    assert "What had come first?" in bo.documents.text(bo.documents.find(DOCUMENT).id).text
    merge(study.anna, bo)
    assert content(bo) == content(study.anna)
    assert bo.check() == []


def test_a_transcript_that_a_blind_copy_deleted_and_coded_before_comes_home(study: Study) -> None:
    anna, bo = study.anna, study.sent(TO_BO)
    correct(bo, "What came", "What had come")
    code_words(bo, "Care", "helped me")
    bo.documents.delete([bo.documents.find(DOCUMENT).id])
    for mine, theirs in ((anna, bo), (bo, anna)):
        merge(mine, theirs)
        assert mine.check() == []
    assert coded(anna) >= ANNAS
    assert content(bo) == content(anna)


def test_copies_without_history_of_different_days_are_refused_and_untouched(study: Study) -> None:
    bo = study.sent(CopyWishes("Bo", with_history=False))
    correct(study.anna, "What came first", "So please tell me what came first of all")
    cleo = study.sent(CopyWishes("Cleo", with_history=False))
    code_words(bo, "Care", "helped me")
    code_words(cleo, "Care", "the talk")
    before = rows_of(bo)
    for mine, theirs in ((bo, cleo), (cleo, bo)):
        with pytest.raises(MergeRefused, match="without its history"):
            plan_merge(mine, theirs)
    assert rows_of(bo) == before
    for copy in (bo, cleo):
        merge(study.anna, copy)
    assert coded(study.anna) == ANNAS | {("Care", "helped me", "Bo"), ("Care", "the talk", "Cleo")}


def test_copies_without_history_of_one_moment_can_be_merged(study: Study) -> None:
    bo, cleo = (study.sent(CopyWishes(name, with_history=False)) for name in ("Bo", "Cleo"))
    code_words(bo, "Care", "helped me")
    code_words(cleo, "Care", "the talk")
    merge(bo, cleo)
    assert coded(bo) == ANNAS | {("Care", "helped me", "Bo"), ("Care", "the talk", "Cleo")}


def test_a_correction_of_a_text_that_is_whole_only_in_the_copy_can_be_read_at_home(study: Study) -> None:
    anna = study.anna
    correct(anna, "What came", "What had come")
    bo = study.sent(CopyWishes("Bo", with_history=False))
    correct(bo, "than I knew", "than anyone knew")
    merge(anna, bo)
    assert "What had come first?" in text_of(anna)
    assert "than anyone knew" in text_of(anna)
    assert anna.check() == []
    assert coded(anna) == ANNAS
    correct(anna, "helped", "saved")
    assert anna.check() == []


def test_what_was_taken_away_and_put_back_before_it_was_left_out_comes_too(study: Study) -> None:
    anna = study.anna
    anna.codings.delete([anna.codings.all()[0].id])
    anna.undo()
    bo = study.sent(TO_BO)
    merge(bo, anna)
    assert coded(bo) == ANNAS


def test_a_hidden_coding_that_comes_for_a_change_is_its_codes_example_again(study: Study) -> None:
    anna = study.anna
    (coding, _other) = anna.codings.all()
    anna.codes.set_example(coding.code_id, coding.id)
    bo = study.sent(TO_BO)
    anna.codings.move_ends(coding.id, coding.start_char, coding.end_char - 1)
    merge(bo, anna)
    assert bo.codes.get(coding.code_id).example_coding_id == coding.id
    assert content(bo) == content(anna)
