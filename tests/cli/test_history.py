"""history, undo and redo."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from annotator.project.project import Project
from tests.cli.conftest import Outcome, Run


def test_history_tells_in_words_who_did_what(run: Run, study: Path) -> None:
    run("code", study, "Interview 1", "Trust", "--quote", "The nurse", "--coder", "Bo Lie")
    lines = run("history", study).out.splitlines()
    assert [line.split("  ", 1)[1] for line in lines] == [
        "–  Create the project “Friday”",
        "–  Let “Anna Kvam” join",
        "Anna Kvam  Import documents (2): Interview 1, Interview 2",
        "–  Let “Bo Lie” join",
        "Bo Lie  Code “Trust” in “Interview 1”",
    ]


def test_history_json_names_what_an_undo_takes_back(run: Run, study: Path) -> None:
    run("undo", study, "--coder", "Anna Kvam")
    listed = run("history", study, "--json").json
    imported, undone = listed[-2:]
    assert set(undone) == {"id", "kind", "sentence", "parameters", "coder", "time", "undoes", "merged_by"}
    assert (imported["kind"], imported["coder"], imported["undoes"]) == ("import.documents", "Anna Kvam", None)
    assert imported["parameters"] == {"count": 2, "document": "Interview 1, Interview 2"}
    assert (undone["kind"], undone["undoes"]) == ("undo", imported["id"])
    assert undone["sentence"] == "Undo: Import documents (2): Interview 1, Interview 2"
    times = [datetime.fromisoformat(one["time"]) for one in listed]
    assert times == sorted(times)
    assert times[0].utcoffset() is not None


def test_history_is_narrowed_to_a_person_a_code_a_document_and_days(run: Run, study: Path) -> None:
    run("code", study, "Interview 1", "Trust", "--quote", "The nurse", "--coder", "Bo Lie")
    today, tomorrow = date.today(), date.today() + timedelta(days=1)
    coded = "Bo Lie  Code “Trust” in “Interview 1”"
    assert said(run("history", study, "--coder", "bo lie")) == [coded]
    assert said(run("history", study, "--code", "Trust")) == [coded]
    assert said(run("history", study, "--document", "Interview 1")) == [
        "Anna Kvam  Import documents (2): Interview 1, Interview 2",
        coded,
    ]
    assert len(said(run("history", study, "--since", today, "--until", today))) == 5
    assert said(run("history", study, "--since", tomorrow)) == []


def said(result: Outcome) -> list[str]:
    """The lines without their times."""
    return [line.split("  ", 1)[1] for line in result.out.splitlines()]


def test_a_code_that_is_gone_is_asked_for_by_its_last_name(run: Run, study: Path) -> None:
    with Project.open(study, coder_name="Anna Kvam") as project:
        code = project.codes.add("Trust")
        project.codes.rename(code.id, "Reliance")
        project.codes.delete([code.id])
    assert said(run("history", study, "--code", "reliance"))[-1] == "Anna Kvam  Delete code “Reliance” (codings: 0)"
    refused = run("history", study, "--code", "Nowhere")
    assert (refused.code, refused.err.split(".")[0]) == (
        1,
        "There is no code called “Nowhere” in this project",
    )


def test_days_in_the_wrong_order_are_said_in_one_line(run: Run, study: Path) -> None:
    refused = run("history", study, "--since", "2026-03-02", "--until", "2026-03-01")
    assert (refused.code, refused.out) == (2, "")
    assert "2026-03-02 is after the last day, 2026-03-01" in refused.err


def test_a_day_that_is_none_is_said_in_one_line(run: Run, study: Path) -> None:
    refused = run("history", study, "--since", "last week")
    assert refused.code == 2
    assert "“last week” is no day such as 2026-03-31" in refused.err
    assert run("history", study, "--code", "A", "--document", "B").code == 2


def test_past_writes_the_project_as_it_was(run: Run, study: Path, tmp_path: Path) -> None:
    before = study.read_bytes()
    out = tmp_path / "then.annot"
    result = run("past", study, "today", out)
    assert result.out == f"Wrote {out}: study.annot as it was today.\n"
    assert study.read_bytes() == before
    assert run("history", out).out == run("history", study).out
    refused = run("past", study, "2001-03-31", tmp_path / "never.annot")
    assert (refused.code, "was not there yet on 2001-03-31 23:59" in refused.err) == (1, True)
    assert run("past", study, "today", out).err.startswith("There is a file called then.annot")
    assert run("past", study, "soon", tmp_path / "other.annot").code == 2
    assert run("past", study, "today", tmp_path / "other.docx").code == 2


def test_undo_and_redo_say_what_they_did(run: Run, study: Path) -> None:
    run("code", study, "Interview 1", "Trust", "--quote", "The nurse")
    assert run("undo", study).out == "Undo: Code “Trust” in “Interview 1”\n"
    assert run("info", study, "--json").json["codings"] == 0
    assert run("redo", study).out == "Redo: Code “Trust” in “Interview 1”\n"
    assert run("info", study, "--json").json["codings"] == 1
    assert run("undo", study).out == "Undo: Code “Trust” in “Interview 1”\n"


def test_where_nothing_can_be_undone_or_redone_it_says_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.annot"
    run("new", path)
    before = path.read_bytes()
    undone, redone = run("undo", path), run("redo", path)
    assert (undone.code, undone.err) == (1, "There is nothing to undo. Nothing was changed.\n")
    assert (redone.code, redone.err) == (1, "There is nothing to redo. Nothing was changed.\n")
    assert path.read_bytes() == before


def test_undo_waits_for_nobody_where_the_project_is_open_elsewhere(run: Run, study: Path) -> None:
    with Project.open(study, coder_name="Anna Kvam"):
        refused = run("undo", study)
    assert refused.code == 1
    assert refused.err.startswith("study.annot has been open since ")
