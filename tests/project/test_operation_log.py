"""Reading the log: who did what to which thing, undone or not, in portions."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annotator.project.ids import Id
from annotator.project.merging.apply import apply_merge
from annotator.project.merging.planner import plan_merge
from annotator.project.operation_log import LogQuery, OperationLog, reading
from annotator.project.project import Project

TALK = "I: Where did you sit?\nP1: On the third stair, out of the wind.\n"


@pytest.fixture
def log(project: Project) -> OperationLog:
    return OperationLog(project.connection)


def found(project: Project, query: LogQuery) -> list[str]:
    """The kinds of what answers a question, newest first."""
    log = OperationLog(project.connection)
    seqs = [each.seq for portion in log.find(query) for each in portion]
    entries = log.entries(seqs)
    return [entries[seq].operation.kind for seq in seqs]


def fill(project: Project) -> tuple[Id, Id]:
    """A coded document and two codes, by Anna and Bo. Returns the document and the first code."""
    document = project.documents.add("Stair", TALK)
    code = project.codes.add("Place")
    project.codes.add("Weather")
    project.codings.add(document.id, code.id, 26, 45)
    project.work_as("Bo Lie")
    project.codings.add(document.id, project.codes.find("Weather").id, 55, 60)
    project.memos.add("Sheltered.")
    return document.id, code.id


def test_operations_are_found_by_who_did_them(project: Project) -> None:
    fill(project)
    assert found(project, LogQuery(coder_name="Bo Lie")) == ["memo.add", "coding.add"]
    assert OperationLog(project.connection).coder_names() == ["Anna Kvam", "Bo Lie"]


def test_operations_are_found_by_what_they_are_about_undo_too(project: Project) -> None:
    fill(project)
    project.undo()
    assert found(project, LogQuery(kinds=("memo.",))) == ["undo", "memo.add"]
    assert found(project, LogQuery(kinds=("code.", "document."))) == ["code.add", "code.add", "document.add"]


def test_operations_on_a_thing_are_those_that_touched_it_or_named_it(project: Project) -> None:
    document_id, code_id = fill(project)
    assert found(project, LogQuery(row_id=code_id)) == ["coding.add", "code.add"]
    assert found(project, LogQuery(row_id=document_id)) == ["coding.add", "coding.add", "document.add"]
    project.codes.delete([code_id])
    assert found(project, LogQuery(row_id=code_id))[0] == "code.delete"


def test_operations_are_found_by_day(project: Project, log: OperationLog) -> None:
    fill(project)
    times = [each.time_us for portion in log.find(LogQuery()) for each in portion]
    assert times == sorted(times, reverse=True)
    assert found(project, LogQuery(since_us=times[0])) == ["memo.add"]
    assert found(project, LogQuery(until_us=times[-2])) == ["project.create"]


def test_what_was_undone_says_so_and_can_be_left_out(project: Project, log: OperationLog) -> None:
    fill(project)
    memo = project.history.operations(limit=1)[0]
    project.undo()
    undo = project.history.operations(limit=1)[0]
    assert log.entries([memo.seq])[memo.seq].undone_by == undo.id
    assert "memo.add" not in found(project, LogQuery(without_undone=True))
    project.redo()
    assert not log.entries([memo.seq])[memo.seq].is_undone
    assert found(project, LogQuery(without_undone=True))[0] == "memo.add"


def test_what_a_merge_brought_is_undone_with_it(project: Project, log: OperationLog, tmp_path: Path) -> None:
    fill(project)
    shutil.copyfile(project.path, tmp_path / "copy.annot")
    with Project.open(tmp_path / "copy.annot", coder_name="Cato Moe") as theirs:
        theirs.codes.add("Rain")
        apply_merge(project, theirs, plan_merge(project, theirs), "copy.annot")
    (brought,) = [each for each in project.history.operations() if each.parameters.get("code") == "Rain"]
    assert not log.entries([brought.seq])[brought.seq].is_undone
    project.undo()
    assert log.entries([brought.seq])[brought.seq].is_undone
    seqs = [each.seq for portion in log.find(LogQuery(without_undone=True)) for each in portion]
    assert brought.seq not in seqs
    project.redo()
    assert not log.entries([brought.seq])[brought.seq].is_undone


def test_in_blind_mode_nobody_sees_what_others_coded_and_wrote(project: Project) -> None:
    fill(project)
    anna = project.coders.called("Anna Kvam")
    assert anna is not None
    seen = found(project, LogQuery(seen=(anna.id,)))
    assert "memo.add" not in seen
    assert seen.count("coding.add") == 1
    assert "code.add" in seen
    assert found(project, LogQuery(seen=())).count("coding.add") == 0


def test_words_are_asked_of_each_operation(project: Project, log: OperationLog) -> None:
    fill(project)
    wanted = [
        each.seq
        for portion in log.find(LogQuery(), lambda operation: operation.parameters.get("code") == "Weather")
        for each in portion
    ]
    assert [entry.operation.kind for entry in log.entries(wanted).values()] == ["code.add", "coding.add"]


def test_a_row_is_told_as_it_was_after_a_change(project: Project, log: OperationLog) -> None:
    code = project.codes.add("Place")
    first = log.span_of(project.history.operations(limit=1)[0].seq)[1]
    project.codes.rename(code.id, "Shelter")
    second = log.span_of(project.history.operations(limit=1)[0].seq)[1]
    project.codes.delete([code.id])
    names = [(row or {}).get("name") for seq in (first, second) if (row := log.row_after("code", code.id, seq))]
    assert names == ["Place", "Shelter"]
    assert log.row_after("code", code.id, second + 1) is None
    assert log.names_of_gone("code") == {code.id: "Shelter"}


def test_the_rows_of_an_operation_are_counted_and_codings_come_last(project: Project, log: OperationLog) -> None:
    _, code_id = fill(project)
    project.codes.delete([code_id])
    seq = project.history.operations(limit=1)[0].seq
    assert log.rows_touched(seq) == {"code": 1, "coding": 1}
    assert [row.table for _, row in log.first_rows(seq, 5)] == ["code", "coding"]
    assert len(log.first_rows(seq, 1)) == 1


def test_another_thread_reads_the_file_of_an_open_project(project: Project) -> None:
    fill(project)
    with reading(project.path) as log:
        assert log.count(LogQuery()) == len(project.history.operations())


def test_an_older_file_is_read_as_if_it_were_of_today() -> None:
    with reading(Path(__file__).parent.parent / "format_versions" / "v1.annot") as log:
        portions = list(log.find(LogQuery()))
        assert sum(map(len, portions)) == log.count(LogQuery()) > 1
