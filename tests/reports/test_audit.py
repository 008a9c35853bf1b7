"""The audit trail of the codebook: each step with who, when, before, after and why, and nothing that was undone."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

from annotator.project.memos import About
from annotator.project.merging.apply import apply_merge
from annotator.project.merging.planner import plan_merge
from annotator.project.project import Project
from annotator.reports.model import Table
from annotator.reports.options import ReportOptions
from annotator.reports.report import build_sections

TALK = "P1: On the third stair, out of the wind.\n"


def trail(project: Project, **options: object) -> tuple[Table, ...]:
    (section,) = build_sections(project, ReportOptions(tables=("audit",), **options))  # type: ignore[arg-type]
    return section.tables


def cells(table: Table, *keys: str) -> list[tuple[str, ...]]:
    """Some columns of each row; a column that is not shown is empty."""
    places = {column.key: place for place, column in enumerate(table.columns)}
    return [tuple(row[places[key]] if key in places else "" for key in keys) for row in table.rows]


def test_each_step_is_told_with_before_after_and_why(empty: Project) -> None:
    code = empty.codes.add("Stair", definition="On stairs.")
    empty.work_as("Bo Lie")
    empty.codes.rename(code.id, "Shelter")
    empty.codes.describe(code.id, definition="Out of wind and rain.")
    empty.memos.add("Stairs were too narrow.", kind="methodological", about=About(code_id=code.id))
    empty.memos.add("Not this one.", kind="analytic", about=About(code_id=code.id))
    (table,) = trail(empty)
    assert cells(table, "who", "code", "what", "before", "after") == [
        ("Ada Krohn", "Stair", "Added", "", "Definition: On stairs."),
        ("Bo Lie", "Shelter", "Renamed", "Name: Stair", "Name: Shelter"),
        (
            "Bo Lie",
            "Shelter",
            "Described anew",
            "Definition: On stairs.",
            "Definition: Out of wind and rain.",
        ),
    ]
    assert cells(table, "why") == [("Stairs were too narrow.",)] * 3
    today = date.today().isoformat()
    assert all(day.startswith(today) for (day,) in cells(table, "date"))


def test_what_was_undone_and_colours_and_order_are_left_out(empty: Project) -> None:
    code, other = empty.codes.add("Stair"), empty.codes.add("Wind")
    empty.codes.recolour([code.id], "#123456")
    empty.codes.move([other.id], None, code.id)
    empty.codes.rename(code.id, "Step")
    empty.undo()
    (table,) = trail(empty)
    assert cells(table, "what") == [("Added",), ("Added",)]


def test_splits_merges_and_codes_that_are_gone_are_in_it(empty: Project) -> None:
    document = empty.documents.add("Talk", TALK)
    code, other = empty.codes.add("Shelter"), empty.codes.add("Wind")
    coding = empty.codings.add(document.id, code.id, 4, 10)
    empty.codings.recode([coding.id], other.id)
    empty.memos.add("Not every shelter is one.", kind="methodological", about=About(code_id=other.id))
    empty.codes.delete([code.id])
    (table,) = trail(empty)
    assert cells(table, "why")[2:] == [("Not every shelter is one.",), ("",)]
    assert cells(table, "code", "before", "after")[2:] == [
        ("Shelter", "", "1 coding went to “Wind”"),
        ("Shelter", "", ""),
    ]
    of_wind = trail(empty, audit_by_code=True)[1]
    assert cells(of_wind, "what", "after")[1:] == [("Codings recoded", "1 coding came from “Shelter”")]


def test_a_long_example_is_shortened_and_none_is_not_told(empty: Project) -> None:
    document = empty.documents.add("Talk", "P1: " + "On and on it went. " * 40)
    code = empty.codes.add("Length")
    coding = empty.codings.add(document.id, code.id, 4, 600)
    empty.codes.set_example(code.id, coding.id)
    ((before, after),) = cells(trail(empty)[0], "before", "after")[1:]
    assert before == ""
    assert after.startswith("Example: On and on it went.")
    assert " […] " in after
    assert len(after) < 200


def test_what_copies_brought_is_told_where_it_was_done_and_of_a_merge_only_what_it_decided(
    empty: Project, tmp_path: Path
) -> None:
    document = empty.documents.add("Talk", TALK)
    pace, wind = empty.codes.add("Pace", definition="Slow."), empty.codes.add("Wind")
    shutil.copyfile(empty.path, tmp_path / "copy.annot")
    with Project.open(tmp_path / "copy.annot", coder_name="Bo Lie") as theirs:
        theirs.codes.add("Rain", when_to_use="Any water.")
        theirs.codes.rename(pace.id, "Keeping pace")
        theirs.codes.describe(pace.id, definition="Side by side.")
        theirs.codes.delete([wind.id])
        empty.codes.add("Rain", definition="From above.")
        empty.codings.add(document.id, wind.id, 4, 10)
        empty.codes.describe(pace.id, definition="Uneven.")
        apply_merge(empty, theirs, plan_merge(empty, theirs), "copy.annot")
    tables = {table.heading: table for table in trail(empty, audit_by_code=True)}
    by_code = {name: cells(table, "who", "what", "after") for name, table in tables.items()}
    assert by_code["Keeping pace"] == [
        ("Ada Krohn", "Added", "Definition: Slow."),
        ("Bo Lie", "Renamed", "Name: Keeping pace"),
        ("Bo Lie", "Described anew", "Definition: Side by side."),
        ("Ada Krohn", "Described anew", "Definition: Uneven."),
    ]
    assert by_code["Rain"] == [
        ("Bo Lie", "Added", "When to use: Any water."),
        ("Ada Krohn", "Added", "Definition: From above."),
        (
            "Ada Krohn",
            "Copies merged: one with the code of the same name",
            "Definition: From above.\nWhen to use: Any water.",
        ),
    ]
    assert [who for who, *_ in by_code["Wind"]] == ["Ada Krohn", "Bo Lie"]


def test_days_and_codes_narrow_it(empty: Project) -> None:
    code, _ = empty.codes.add("Stair"), empty.codes.add("Wind")
    today, tomorrow = date.today(), date.today() + timedelta(days=1)
    assert cells(trail(empty, codes=(code.id,))[0], "code") == [("Stair",)]
    assert len(trail(empty, since=today.isoformat(), until=tomorrow.isoformat())[0].rows) == 2
    assert trail(empty, since=tomorrow.isoformat()) == ()
    assert trail(empty, until=(today - timedelta(days=1)).isoformat()) == ()


def test_by_code_there_is_a_table_for_each(empty: Project) -> None:
    code, _ = empty.codes.add("Stair"), empty.codes.add("Wind")
    empty.codes.rename(code.id, "Step")
    tables = trail(empty, audit_by_code=True)
    assert [table.heading for table in tables] == ["Step", "Wind"]
    assert [("code" in [column.key for column in table.columns]) for table in tables] == [True, False]
    assert [bool(table.note) for table in tables] == [True, False]
    assert tables[0].caption == "Audit trail of the code “Step”"
    assert len(tables[0].rows) == 2


def test_one_person_narrows_it_whatever_she_is_called_by_now_and_the_caption_says_so(empty: Project) -> None:
    empty.codes.add("Stair")
    empty.work_as("Bo Lie")
    bo = empty.coders.join("Bo Lie")
    empty.codes.add("Wind")
    empty.coders.edit(bo.id, name="Bo Lie-Moe")
    empty.codes.add("Rain")
    (table,) = trail(empty, done_by="bo lie-moe")
    assert cells(table, "who", "code") == [("Bo Lie", "Wind"), ("Bo Lie-Moe", "Rain")]
    assert table.caption == "Audit trail of the codebook, steps by bo lie-moe"
    (table,) = trail(empty, since="2001-02-03", done_by="Ada Krohn")
    assert table.caption == "Audit trail of the codebook, since 2001-02-03, steps by Ada Krohn"
    assert trail(empty, done_by="Cato Moe") == ()


def test_it_says_nothing_of_what_coders_coded_and_wrote_who_are_left_out(empty: Project) -> None:
    document = empty.documents.add("Talk", TALK)
    shelter, wind = empty.codes.add("Shelter"), empty.codes.add("Wind")
    ada = empty.coders.join("Ada Krohn")
    empty.codings.add(document.id, shelter.id, 4, 10)
    empty.work_as("Bo Lie")
    theirs = [empty.codings.add(document.id, shelter.id, start, start + 3).id for start in (4, 12, 20)]
    empty.codings.recode(theirs, wind.id)
    empty.memos.add("A secret reason.", kind="methodological", about=About(code_id=shelter.id))
    empty.codes.merge([shelter.id], wind.id)
    empty.codes.delete([wind.id])
    every, hers = trail(empty)[0], trail(empty, coders=(ada.id,))[0]
    assert ("3 codings went to “Wind”",) in cells(every, "after")
    assert "A secret reason." in str(every.rows)
    assert "codings" not in str(hers.rows)
    assert "secret" not in str(hers.rows)
    assert cells(hers, "what", "after")[-2:] == [("Merged into “Wind”", "1 coding went to “Wind”"), ("Deleted", "")]
    assert hers.note.endswith("Of codings and memos, those of Ada Krohn are told.")
