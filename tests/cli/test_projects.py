"""new, info and check."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from annotator.project.project import Project
from annotator.project.text_edits import Edit
from tests.cli.conftest import BO, Run


def test_new_makes_a_project_with_title_and_coder(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "study.annot"
    made = run("new", path, "--title", "Tro på våren", "--coder", "Anna Kvam")
    assert (made.code, made.err) == (0, "")
    with Project.open(path, coder_name="Anna Kvam") as project:
        assert project.info.title == "Tro på våren"
        assert [coder.name for coder in project.coders.all()] == ["Anna Kvam"]


def test_new_adds_the_suffix_and_takes_the_title_from_the_name(run: Run, tmp_path: Path) -> None:
    assert run("new", tmp_path / "Våren").code == 0
    assert run("info", tmp_path / "Våren.annot", "--json").json["title"] == "Våren"


def test_new_leaves_a_file_of_that_name_as_it_is(run: Run, study: Path) -> None:
    before = study.read_bytes()
    refused = run("new", study)
    assert refused.code == 1
    assert refused.err.startswith("There is a file called study.annot already.")
    assert study.read_bytes() == before


def test_new_refuses_another_suffix(run: Run, tmp_path: Path) -> None:
    assert run("new", tmp_path / "study.docx").code == 2
    assert list(tmp_path.iterdir()) == []


def test_new_in_a_folder_that_is_not_there_says_so(run: Run, tmp_path: Path) -> None:
    refused = run("new", tmp_path / "gone" / "study.annot")
    assert refused.code == 1
    assert "study.annot could not be written here" in refused.err


def test_a_coder_whose_name_is_too_long_makes_no_project(run: Run, tmp_path: Path) -> None:
    refused = run("new", tmp_path / "study.annot", "--coder", "A" * 101)
    assert (refused.code, list(tmp_path.iterdir())) == (1, [])
    assert "A coder needs a name of 1 to 100 characters." in refused.err


def test_the_coder_may_stand_before_the_command(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "study.annot"
    assert run("--coder", "Bo Lie", "new", path).code == 0
    with Project.open(path, read_only=True) as project:
        assert [coder.name for coder in project.coders.all()] == ["Bo Lie"]


def test_info_json_counts_what_there_is(run: Run, study: Path) -> None:
    run("code", study, "Interview 1", "Trust > Presence", "--quote", "The nurse", "--coder", "Anna Kvam")
    with Project.open(study, coder_name="Bo Lie") as project:
        project.memos.add("Fridays matter.")
        schema = project.connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    facts = run("info", study, "--json")
    assert facts.code == 0
    assert facts.json == {
        "title": "Friday",
        "schema": schema,
        "documents": 2,
        "codes": 2,
        "codings": 1,
        "participants": 2,
        "coders": 2,
        "memos": 1,
    }


def test_info_in_words(run: Run, study: Path) -> None:
    told = run("info", study).out
    assert told.startswith("Friday\n2 documents, 0 codes, 0 codings, 2 participants, 1 coder, 0 memos\n")


def test_info_reads_while_another_works(run: Run, study: Path) -> None:
    with Project.open(study, coder_name="Anna Kvam"):
        assert run("info", study, "--json").json["documents"] == 2


def test_info_changes_nothing(run: Run, study: Path) -> None:
    before = study.read_bytes()
    for command in ("info", "segments", "history", "check"):
        assert run(command, study).code == 0
    assert study.read_bytes() == before
    assert [one.name for one in study.parent.glob("*study.annot*")] == ["study.annot"]


def test_check_of_a_whole_project(run: Run, study: Path) -> None:
    assert run("check", study).code == 0
    assert run("check", study, "--json").json == {"ok": True, "problems": []}


def test_check_names_a_coding_outside_its_text(run: Run, study: Path) -> None:
    run("code", study, "Interview 2", "Ice", "--quote", "like ice")
    with closing(sqlite3.connect(study)) as connection, connection:
        connection.execute("UPDATE coding SET end_char = 9000")
    broken = run("check", study, "--json")
    assert (broken.code, broken.err) == (1, "")
    assert broken.json["ok"] is False
    assert [(one["kind"], one["what"]) for one in broken.json["problems"]] == [
        ("span", f"{BO.index('like ice')} to 9000 is outside 0 to {len(BO)}")
    ]
    assert run("check", study).code == 1


def test_check_names_a_damaged_page(run: Run, study: Path) -> None:
    data = bytearray(study.read_bytes())
    data[8192:12288] = b"\xff" * 4096
    study.write_bytes(data)
    broken = run("check", study, "--json")
    assert (broken.code, broken.json["ok"]) == (1, False)
    assert broken.json["problems"][0]["kind"] == "page"
    assert study.read_bytes() == bytes(data)


def test_info_and_check_tell_of_codings_that_lost_their_words(run: Run, study: Path) -> None:
    run("code", study, "Interview 2", "Ice", "--quote", "like ice")
    with Project.open(study) as project:
        document = project.documents.find("Interview 2")
        start = BO.index("like ice")
        project.documents.correct(document.id, [Edit(start - 2, start + len("like ice"), "")])
    assert run("info", study, "--json").json["codings_without_words"] == 1
    assert "1 coding has lost all words in a correction" in run("info", study).out
    checked = run("check", study)
    assert (checked.code, "waits for a look" in checked.out) == (0, True)
    assert run("check", study, "--json").json == {"ok": True, "problems": [], "codings_without_words": 1}
    assert run("segments", study, "--json").json == []
    assert "Correct “Interview 2” (changes: 1)" in run("history", study).out
    run("undo", study)
    assert [one["text"] for one in run("segments", study, "--json").json] == ["like ice"]
