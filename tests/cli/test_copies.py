"""copy and merge: a copy goes out, something is done in it, and it comes home."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from annotator.project.project import Project
from annotator.project.text_edits import Edit
from tests.cli.conftest import Run

FIRST = "The nurse"


@pytest.fixture
def coded(run: Run, study: Path) -> Path:
    """Anna's study with a coding of hers."""
    assert run("code", study, "Interview 1", "Trust", "--quote", FIRST, "--coder", "Anna Kvam").code == 0
    return study


@pytest.fixture
def copied(run: Run, coded: Path) -> Path:
    """The copy for Bo, in which Bo coded."""
    path = coded.with_name("bo.annot")
    assert run("copy", coded, "--for", "Bo Lie", "--out", path).code == 0
    assert run("code", path, "Interview 2", "Sleep > Bad nights", "--quote", "I slept badly").code == 0
    return path


def test_a_copy_is_called_after_those_whom_it_concerns(run: Run, coded: Path) -> None:
    told = run("--coder", "Anna Kvam", "copy", coded, "--for", "Bo Lie")
    path = coded.with_name(f"study for Bo Lie from Anna Kvam {date.today().isoformat()}.annot")
    assert told.out == (
        f"Wrote {path} for Bo Lie: 2 documents, 1 code, 1 coding, 0 memos, 2 participants, 0 attributes, "
        "4 steps of the history.\n"
    )
    again = run("--coder", "Anna Kvam", "copy", coded, "--for", "Bo Lie")
    assert again.code == 1
    assert again.err.startswith(f"There is a file called {path.name} already.")


def test_a_copy_leaves_out_what_is_said(run: Run, coded: Path, tmp_path: Path) -> None:
    out = tmp_path / "lean.annot"
    words = ("--blind", "--without-history", "--without-attributes", "--without-document", "Interview 2")
    told = run("copy", coded, "--for", "Bo Lie", "--out", out, *words, "--json").json
    assert told["left_out"] == ["history", "documents", "others", "attributes"]
    assert (told["documents"], told["codings"], told["operations"]) == (1, 0, 0)
    facts = run("info", out, "--json").json
    assert (facts["documents"], facts["codings"], facts["codes"]) == (1, 0, 1)
    assert b"like ice in April" not in out.read_bytes()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--for", " "), "say who gets the copy"),
        (("--for", "Bo", "--out", "copy.docx"), "is neither a folder nor ends in .annot"),
        (("--for", "Bo", "--without-document", "No such"), "There is no document called “No such”"),
    ],
)
def test_what_a_copy_cannot_be_is_told(run: Run, coded: Path, words: tuple[str, ...], sentence: str) -> None:
    told = run("copy", coded, *words)
    assert told.code in (1, 2)
    assert sentence in told.err
    assert [path.name for path in coded.parent.glob("*.annot")] == ["study.annot"]


def test_a_copy_comes_home_as_one_operation(run: Run, coded: Path, copied: Path) -> None:
    bytes_there = copied.read_bytes()
    told = run("merge", coded, copied, "--coder", "Anna Kvam").out.splitlines()
    assert told[0] == "bo.annot: merged."
    assert "  comes: 2 codes" in told
    assert "  comes: 1 coding by Bo Lie" in told
    assert copied.read_bytes() == bytes_there
    assert run("info", coded, "--json").json["codings"] == 2
    assert run("undo", coded).out == "Undo: Merge “bo.annot”\n"
    assert run("info", coded, "--json").json["codings"] == 1


def test_a_dry_run_says_the_same_and_changes_nothing(run: Run, coded: Path, copied: Path) -> None:
    before = coded.read_bytes()
    dry = run("merge", coded, copied, "--dry-run", "--json").json
    assert coded.read_bytes() == before
    wet = run("merge", coded, copied, "--json").json
    assert dry[0] | {"merged": True} == wet[0]
    assert dry[0]["common_start"] is True
    assert {"what": "coding", "coder": "Bo Lie", "count": 1} in dry[0]["brings"]


def test_codings_that_only_move_with_a_correction_are_a_number_of_their_own(
    run: Run, coded: Path, copied: Path
) -> None:
    with Project.open(copied, coder_name="Bo Lie") as project:
        project.documents.correct(project.documents.find("Interview 1").id, [Edit(0, 0, "Well. ")])
    told = run("merge", coded, copied, "--dry-run", "--json").json[0]
    assert told["changes"] == []
    assert told["moved_along"] == [{"what": "coding", "count": 1}]
    assert told["corrected"] == [{"document": "Interview 1", "moved_along": {"coding": 1}, "lost_all_words": 0}]
    line = "  corrected: “Interview 1”, with 1 coding that only moved along"
    assert line in run("merge", coded, copied).out.splitlines()


def test_merging_again_says_that_there_is_nothing_new(run: Run, coded: Path, copied: Path) -> None:
    run("merge", coded, copied)
    again = run("merge", coded, copied)
    assert (again.code, again.out) == (0, "bo.annot: nothing new. All that was done there is here already.\n")


def test_where_both_renamed_a_code_either_can_be_preferred(run: Run, coded: Path, copied: Path) -> None:
    for path, name, coder in ((coded, "Faith", "Anna Kvam"), (copied, "Reliance", "Bo Lie")):
        with Project.open(path, coder_name=coder) as project:
            project.codes.rename(project.codes.find("Trust").id, name)
    mine = Path(shutil.copy(coded, coded.with_name("mine.annot")))
    line = next(each for each in run("merge", coded, copied, "--dry-run").out.splitlines() if "both changed" in each)
    assert "both changed the name of code" in line
    assert "here “Faith” by Anna Kvam" in line
    assert line.endswith("there “Reliance” by Bo Lie, " + line.split("Bo Lie, ")[1])
    assert line.endswith("theirs is taken")
    run("merge", coded, copied)
    assert "Reliance" in run("segments", coded).out
    told = run("merge", mine, copied, "--prefer", "mine", "--json").json
    assert told[0]["conflicts"][0]["taken"] == "mine"
    assert "Faith" in run("segments", mine).out
    run("merge", copied, mine)
    assert "Faith" in run("segments", copied).out


def test_several_copies_come_in_one_after_the_other(run: Run, coded: Path, copied: Path) -> None:
    other = coded.with_name("cara.annot")
    run("copy", coded, "--for", "Cara", "--out", other, "--blind")
    run("code", other, "Interview 2", "Winter", "--quote", "like ice in April")
    told = run("merge", coded, copied, other).out
    assert "bo.annot: merged." in told
    assert "cara.annot: merged." in told
    kinds = [one["kind"] for one in run("history", coded, "--json").json]
    assert kinds.count("project.merge") == 2
    assert run("info", coded, "--json").json["codings"] == 3


def test_a_file_that_cannot_be_merged_keeps_all_others_out(run: Run, coded: Path, copied: Path) -> None:
    before = coded.read_bytes()
    notes = coded.with_name("notes.annot")
    notes.write_text("no project")
    told = run("merge", coded, copied, notes)
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith("notes.annot is not an Annotator project: it is a file of another kind.")
    assert coded.read_bytes() == before
    same = run("merge", coded, coded)
    assert same.err.startswith("study.annot cannot be merged: it is this project itself. Nothing was changed.")
    assert run("merge", coded, copied, "--prefer", "newest").code == 2


def test_a_damaged_copy_and_one_of_a_newer_version_are_refused(run: Run, coded: Path, copied: Path) -> None:
    newer = Path(shutil.copy(copied, copied.with_name("newer.annot")))
    with newer.open("r+b") as file:
        file.seek(60)
        file.write((999).to_bytes(4, "big"))
    assert "a newer version of Annotator made it" in run("merge", coded, newer).err
    data = copied.read_bytes()
    copied.write_bytes(data[:4096] + bytes(len(data) - 4096))
    told = run("merge", coded, copied)
    assert told.code == 1
    assert told.err.startswith("bo.annot cannot be merged: it is damaged")
    assert told.err.endswith("Nothing was changed. Ask for the copy again, or take one of its backups.\n")


def test_projects_that_never_were_one_say_what_was_taken_for_the_same(run: Run, coded: Path, tmp_path: Path) -> None:
    strange = tmp_path / "strange.annot"
    run("new", strange, "--coder", "Dag")
    run("import", strange, coded.parent / "transcripts" / "Interview 1.txt", "--coder", "Dag")
    run("code", strange, "Interview 1", "Trust", "--quote", "I slept", "--nth", "1", "--coder", "Dag")
    told = run("merge", coded, strange, "--json").json[0]
    assert told["common_start"] is False
    assert {(fold["what"], fold["name"]) for fold in told["folds"]} >= {("document", "Interview 1"), ("code", "Trust")}
    (project,) = [fold for fold in told["folds"] if fold["what"] == "project"]
    assert (project["mine"], project["theirs"]) == ("Friday", "strange")
    assert told["project"] == {"stays": "mine", "title": "Friday", "mine": "Friday", "theirs": "strange"}
    theirs = run("merge", strange, coded, "--dry-run", "--prefer", "theirs").out
    assert "The older of the two stays: the other project, with the title “Friday” (here “strange”, " in theirs
    assert "Backups of this file go on under that project" in theirs
    assert not {"project"} & {row["what"] for key in ("brings", "removes") for row in told[key]}
    other = tmp_path / "other.annot"
    run("new", other, "--coder", "Eva")
    title = run("merge", coded, other, "--prefer", "theirs", "--json").json[0]["project"]["title"]
    assert run("info", coded, "--json").json["title"] == title
    assert run("check", coded).code == 0
    assert run("info", coded, "--json").json["documents"] == 2
    assert run("info", coded, "--json").json["codings"] == 2


def test_a_copy_that_is_open_elsewhere_is_read_all_the_same(run: Run, coded: Path, copied: Path) -> None:
    with Project.open(copied, coder_name="Bo Lie"):
        assert run("merge", coded, copied).out.startswith("bo.annot: merged.")
