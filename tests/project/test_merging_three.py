"""Three copies of one study whose orders of coming together once ended differently: they end alike."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from annotator.project.memo_links import TalkedAbout
from annotator.project.memos import About
from annotator.project.project import Project
from tests.project import copies
from tests.project.copies import Content, content, copy_of, merge
from tests.project.pairs import code_id, correct

Copies = dict[str, Project]


@pytest.fixture
def trio(tmp_path: Path) -> Iterator[Copies]:
    """A copy of the study for each of three people."""
    path = copies.start(tmp_path)
    with contextlib.ExitStack() as stack:
        yield {name: stack.enter_context(copy_of(path, f"{name}.annot", name)) for name in copies.PEOPLE}


def one_content(trio: Copies, folder: Path) -> Content:
    """What all orders of merging the three lead to, if that is one thing."""
    paths = [project.path for project in trio.values()]
    for project in trio.values():
        project.close()
    found: list[Content] = []
    for number, order in enumerate(permutations(paths)):
        first = folder / f"merged{number}.annot"
        shutil.copy(order[0], first)
        with contextlib.ExitStack() as stack:
            mine, *others = (stack.enter_context(Project.open(each, check=False)) for each in (first, *order[1:]))
            for other in others:
                merge(mine, other)
            assert mine.check() == []
            found.append(content(mine))
    assert all(each == found[0] for each in found)
    return found[0]


def test_what_was_put_on_a_merged_code_goes_back_where_the_codes_were_parted_again(
    trio: Copies, tmp_path: Path
) -> None:
    anna, bo, cleo = trio.values()
    trust = code_id(anna, "Trust")
    anna.codes.merge([trust], code_id(anna, "Care"))
    merge(cleo, anna)
    document = bo.documents.all()[0]
    coding = bo.codings.add(document.id, trust, 24, 40)
    bo.codes.add("Relying", parent_id=trust)
    memo = bo.memos.add("Who comes back?", about=About(code_id=trust))
    anna.undo()
    found = one_content(trio, tmp_path)
    assert {row[2] for row in found["coding"] if row[0] == coding.id} == {trust}
    assert {row[1] for row in found["code"] if row[3] == "Relying"} == {trust}
    assert {trust in row for row in found["memo"] if row[0] == memo.id} == {True}


def test_a_code_that_only_a_memo_brought_back_stays_for_it(trio: Copies, tmp_path: Path) -> None:
    anna, bo, cleo = trio.values()
    hope = code_id(anna, "Hope")
    memo = anna.memos.add("What is hoped for?", about=About(code_id=hope))
    cleo.codes.delete([hope])
    merge(cleo, anna)
    merge(anna, cleo)
    bo.codings.delete([each.id for each in bo.codings.all() if each.code_id == hope])
    found = one_content(trio, tmp_path)
    assert hope in {row[0] for row in found["code"]}
    assert {hope in row for row in found["memo"] if row[0] == memo.id} == {True}


def test_what_two_agreed_on_is_one_also_where_a_third_corrected_the_words(trio: Copies, tmp_path: Path) -> None:
    anna, bo, cleo = trio.values()
    document = anna.documents.all()[0]
    agreed = [(coding.code_id, coding.start_char, coding.end_char) for coding in anna.codings.all()]
    for project in (anna, bo):
        project.consensus.take_over(document.id, agreed)
    correct(cleo, "What came first", "Do tell me what came first")
    found = one_content(trio, tmp_path)
    assert len(found["coding"]) == 2 * len(agreed)
    assert sum("Consensus" in row for row in found["coder"]) == 1


def test_a_memo_is_on_its_coding_again_whichever_of_two_deletes_is_heard_of_first(trio: Copies, tmp_path: Path) -> None:
    anna, bo, cleo = trio.values()
    coding = anna.codings.all()[0]
    memo = anna.memos.add("Still warm?", about=About(coding_id=coding.id))
    for other in (bo, cleo):
        merge(other, anna)
    bo.codings.delete([coding.id])
    cleo.codings.move_ends(coding.id, coding.start_char, coding.end_char + 1)
    cleo.documents.delete([coding.document_id])
    found = one_content(trio, tmp_path)
    (row,) = [row for row in found["memo"] if row[0] == memo.id]
    assert coding.id in row
    assert coding.document_id not in row


def test_what_went_with_a_code_that_was_merged_elsewhere_is_with_its_heir(trio: Copies, tmp_path: Path) -> None:
    anna, bo, cleo = trio.values()
    trust, care = code_id(anna, "Trust"), code_id(anna, "Care")
    coding = anna.codings.add(anna.documents.all()[0].id, care, 5, 14)
    for other in (bo, cleo):
        merge(other, anna)
    cleo.codings.recode([coding.id], trust)
    cleo.codes.delete([trust])
    bo.codes.set_example(care, bo.codings.all()[0].id)
    anna.codes.merge([trust], care)
    found = one_content(trio, tmp_path)
    assert {row[2] for row in found["coding"] if row[0] == coding.id} == {care}


def test_what_is_tied_again_for_something_that_was_taken_back_is_parted_again(trio: Copies, tmp_path: Path) -> None:
    anna, bo, cleo = trio.values()
    document = anna.documents.all()[0]
    memo = anna.memos.add("Why here?", about=About(document_id=document.id, start_char=24, end_char=43))
    meeting = anna.meetings.add("2026-03-07")
    for other in (bo, cleo):
        merge(other, anna)
    anna.meetings.talk_about(meeting.memo_id, [TalkedAbout(document.id, 24, 43)])
    merge(cleo, anna)
    anna.undo()
    bo.documents.delete([document.id])
    found = one_content(trio, tmp_path)
    assert found["document"] == frozenset()
    assert {"Interview 1" in row for row in found["memo"] if row[0] == memo.id} == {True}


def test_a_memo_keeps_its_place_where_only_its_coding_is_gone(trio: Copies, tmp_path: Path) -> None:
    anna, bo, cleo = trio.values()
    document, coding = anna.documents.all()[0], anna.codings.all()[0]
    passage = About(document_id=document.id, start_char=24, end_char=43, coding_id=coding.id)
    memo = anna.memos.add("Here.", about=passage)
    for other in (bo, cleo):
        merge(other, anna)
    anna.codings.delete([coding.id])
    bo.documents.delete([document.id])
    cleo.documents.rename(document.id, "First talk")
    found = one_content(trio, tmp_path)
    (row,) = [row for row in found["memo"] if row[0] == memo.id]
    assert {document.id, 24, 43} <= set(row)
    assert coding.id not in row


def test_a_memo_is_on_the_passage_again_where_its_coding_came_back_for_a_while(trio: Copies, tmp_path: Path) -> None:
    anna, bo, cleo = trio.values()
    coding = anna.codings.all()[0]
    memo = anna.memos.add("Again?", about=About(coding_id=coding.id))
    meeting = anna.meetings.add("2026-03-07")
    for other in (bo, cleo):
        merge(other, anna)
    passage = TalkedAbout(coding.document_id, coding.start_char, coding.end_char, coding.id)
    (link,) = cleo.meetings.talk_about(meeting.memo_id, [passage])
    merge(bo, cleo)
    anna.codes.delete([coding.code_id])
    cleo.meetings.unlink([link.id])
    found = one_content(trio, tmp_path)
    (row,) = [row for row in found["memo"] if row[0] == memo.id]
    assert {coding.document_id, coding.start_char, coding.end_char, "Trust"} <= set(row)
