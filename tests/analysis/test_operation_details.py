"""What an operation did, in words: before and after, verbatim or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

from annotator.analysis.operation_details import FieldChange, RowTold, details_of
from annotator.project.ids import Id
from annotator.project.memos import About
from annotator.project.merging.apply import apply_merge
from annotator.project.merging.planner import plan_merge
from annotator.project.project import Project
from annotator.project.text_edits import Edit

TALK = "I: Where did you sit?\nP1: On the third stair, out of the wind 🌬.\n"


def newest(project: Project) -> int:
    return project.history.operations(limit=1)[0].seq


def told(project: Project, seq: int | None = None) -> list[RowTold]:
    return list(details_of(project, seq or newest(project)).rows)


def fields(row: RowTold) -> list[tuple[str, str, str]]:
    return [(field.label, field.before, field.after) for field in row.fields]


def coded(project: Project, words: str = "third stair") -> tuple[Id, Id, Id]:
    """(document, code, coding)."""
    document = project.documents.add("Stair", TALK)
    code = project.codes.ensure("Place > Shelter")
    start = TALK.index(words)
    coding = project.codings.add(document.id, code.id, start, start + len(words))
    return document.id, code.id, coding.id


def test_a_definition_is_told_before_and_after(project: Project) -> None:
    code = project.codes.add("Shelter", definition="Out of the wind.")
    (added,) = told(project)
    assert (added.title, added.event) == ("Code “Shelter”", "added")
    assert ("Definition", "", "Out of the wind.") in fields(added)
    project.codes.describe(code.id, definition="Out of wind and rain.")
    (changed,) = told(project)
    assert (changed.title, changed.event) == ("Code “Shelter”", "changed")
    assert fields(changed) == [("Definition", "Out of the wind.", "Out of wind and rain.")]


def test_a_name_and_a_parent_are_told_by_names_as_they_were_then(project: Project) -> None:
    place, wind = project.codes.add("Place"), project.codes.add("Wind")
    project.codes.rename(wind.id, "Weather")
    renamed = newest(project)
    project.codes.move([wind.id], place.id)
    moved = newest(project)
    project.codes.rename(place.id, "Where")
    project.codes.delete([place.id])
    assert fields(told(project, renamed)[0]) == [("Name", "Wind", "Weather")]
    assert fields(told(project, moved)[0]) == [("Under", "at the top", "Place")]


def test_a_code_that_only_moved_among_its_neighbours_says_so(project: Project) -> None:
    one, two = project.codes.add("One"), project.codes.add("Two")
    project.codes.move([two.id], None, one.id)
    assert fields(told(project)[0]) == [("Another place among its neighbours", "", "")]


def test_the_words_of_a_coding_are_verbatim_also_after_corrections(project: Project) -> None:
    document_id, _, coding_id = coded(project)
    added = newest(project)
    end = TALK.index("🌬") + 1
    project.codings.move_ends(coding_id, TALK.index("third"), end)
    moved = newest(project)
    project.documents.correct(
        document_id, [Edit(0, 2, "Interviewer:"), Edit(TALK.index("third"), TALK.index(" stair"), "top")]
    )
    project.documents.delete([document_id])
    (row,) = told(project, added)
    assert row.title == "Coding “Shelter” in “Stair”"
    assert FieldChange("Words", "", "third stair", is_verbatim=True) in row.fields
    (row,) = told(project, moved)
    assert row.fields == (FieldChange("Words", "third stair", "third stair, out of the wind 🌬", is_verbatim=True),)


def test_a_correction_tells_the_words_around_what_changed(project: Project) -> None:
    document_id, *_ = coded(project)
    project.documents.correct(document_id, [Edit(TALK.index("wind"), TALK.index(" 🌬"), "rain")])
    (document,) = [row for row in told(project) if row.table == "document"]
    ((label, before, after),) = fields(document)
    assert label == "Words"
    assert before.endswith("out of the wind 🌬. ¶ ")
    assert after.endswith("out of the rain 🌬. ¶ ")


def test_what_another_code_took_over_is_told(project: Project) -> None:
    _, _, coding_id = coded(project)
    other = project.codes.add("Height")
    project.codings.recode([coding_id], other.id)
    (row,) = told(project)
    assert ("Code", "Shelter", "Height") in fields(row)
    assert ("Words", "third stair", "third stair") in fields(row)


def test_rows_of_coders_who_must_not_be_seen_are_left_out(project: Project) -> None:
    _, code_id, _ = coded(project)
    project.memos.add("Is it one?", about=About(code_id=code_id))
    project.codes.delete([code_id])
    everything = {row.table for row in told(project)}
    seen = details_of(project, newest(project), seen=frozenset())
    assert everything == {"code", "coding", "memo"}
    assert {row.table for row in seen.rows} == {"code"}
    assert seen.rows_by_table == {"code": 1}


def test_a_meeting_is_told_only_to_whoever_may_see_who_wrote_it_down(project: Project) -> None:
    project.meetings.add("2026-01-05", title="Between us", decisions="Keep it secret.")
    me = project.coders.join(project.coder_name)
    hidden, seen = (details_of(project, newest(project), seen=coders) for coders in (frozenset(), frozenset({me.id})))
    assert [row.title for row in hidden.rows] == []
    assert hidden.row_count == 0
    assert {row.table for row in seen.rows} == {"memo", "meeting"}


def test_who_took_it_back_is_told(project: Project) -> None:
    project.codes.add("Shelter")
    seq = newest(project)
    project.work_as("Bo Lie")
    project.undo()
    undone_by = details_of(project, seq).undone_by
    assert undone_by is not None
    assert undone_by.operation.coder_name == "Bo Lie"


def test_words_of_a_copy_are_told_only_where_their_text_is_sure(project: Project, tmp_path: Path) -> None:
    document_id, code_id, _ = coded(project)
    shutil.copyfile(project.path, tmp_path / "copy.annot")
    with Project.open(tmp_path / "copy.annot", coder_name="Bo Lie") as theirs:
        theirs.codings.add(document_id, code_id, TALK.index("wind"), TALK.index(" 🌬"))
        apply_merge(project, theirs, plan_merge(project, theirs), "copy.annot")
    (brought,) = [each for each in project.history.operations() if each.merged_by and each.kind == "coding.add"]
    details = details_of(project, brought.seq)
    assert details.merged_by is not None
    assert details.merged_by.operation.kind == "project.merge"
    assert FieldChange("Words", "", "wind", is_verbatim=True) in details.rows[0].fields
    project.documents.correct(document_id, [Edit(0, 2, "Interviewer:")])
    labels = {field.label for field in details_of(project, brought.seq).rows[0].fields}
    assert "Place" in labels
    assert "Words" not in labels


def test_an_operation_of_very_many_rows_is_told_by_its_first(project: Project) -> None:
    document_id, code_id, _ = coded(project)
    same = {"document_id": document_id, "code_id": code_id, "coder_id": project.coder.id}
    project.codings.add_many({**same, "start_char": 0, "end_char": end} for end in range(1, 60))
    details = details_of(project, newest(project))
    assert details.row_count == 59
    assert len(details.rows) == 40
