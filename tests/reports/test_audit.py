"""The audit trail of the codebook: each step with who, when, before, after and why, and nothing that was undone."""

from __future__ import annotations

from datetime import date, timedelta

from annotator.project.memos import About
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
        ("Ada Krohn", "Stair", "Add code “Stair”", "", "Definition: On stairs."),
        ("Bo Lie", "Shelter", "Rename code “Stair” to “Shelter”", "Name: Stair", "Name: Shelter"),
        (
            "Bo Lie",
            "Shelter",
            "Describe code “Shelter”",
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
    assert cells(table, "what") == [("Add code “Stair”",), ("Add code “Wind”",)]


def test_splits_merges_and_codes_that_are_gone_are_in_it(empty: Project) -> None:
    document = empty.documents.add("Talk", TALK)
    code, other = empty.codes.add("Shelter"), empty.codes.add("Wind")
    coding = empty.codings.add(document.id, code.id, 4, 10)
    empty.codings.recode([coding.id], other.id)
    empty.codes.delete([code.id])
    (table,) = trail(empty)
    assert cells(table, "code", "before", "after")[2:] == [
        ("Shelter", "", "1 coding went to “Wind”"),
        ("Wind", "", "1 coding came from “Shelter”"),
        ("Shelter", "", ""),
    ]


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
    assert ("1 coding came from “Shelter”",) in cells(hers, "after")
    assert cells(hers, "what")[-1] == ("Delete code “Wind”",)
    assert hers.note.endswith("Of codings and memos, those of Ada Krohn are told.")
