"""history, undo and redo."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from annotator.project.project import Project
from tests.cli.conftest import Run


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
    assert set(undone) == {"id", "kind", "sentence", "parameters", "coder", "time", "undoes"}
    assert (imported["kind"], imported["coder"], imported["undoes"]) == ("import.documents", "Anna Kvam", None)
    assert imported["parameters"] == {"count": 2, "document": "Interview 1, Interview 2"}
    assert (undone["kind"], undone["undoes"]) == ("undo", imported["id"])
    assert undone["sentence"] == "Undo: Import documents (2): Interview 1, Interview 2"
    times = [datetime.fromisoformat(one["time"]) for one in listed]
    assert times == sorted(times)
    assert times[0].utcoffset() is not None


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
