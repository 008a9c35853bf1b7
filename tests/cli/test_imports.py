"""import."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.project.project import Project
from tests.cli.conftest import INGRID, Run


@pytest.fixture
def empty(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "empty.annot"
    assert run("new", path, "--coder", "Anna Kvam").code == 0
    return path


def test_import_json_says_what_was_taken(run: Run, empty: Path, transcripts: Path) -> None:
    taken = run("import", empty, transcripts, "--json", "--coder", "Anna Kvam")
    assert (taken.code, taken.err) == (0, "")
    first, second = taken.json["imported"]
    assert first == {
        "document": "Interview 1",
        "source": "Interview 1.txt",
        "format": "txt",
        "participant": "P1",
        "speakers": [
            {"label": "I", "role": "interviewer", "participant": None},
            {"label": "P1", "role": "participant", "participant": "P1"},
        ],
        "encoding": "utf-8",
        "encoding_is_guess": False,
        "left_out": [],
    }
    assert second["document"] == "Interview 2"
    assert (taken.json["same_text"], taken.json["failed"]) == ([], [])


def test_an_import_is_one_operation(run: Run, empty: Path, transcripts: Path) -> None:
    run("import", empty, transcripts)
    assert run("undo", empty).out == "Undo: Import documents (2): Interview 1, Interview 2\n"
    assert run("info", empty, "--json").json["documents"] == 0
    assert run("info", empty, "--json").json["participants"] == 0


def test_the_same_text_again_is_passed_over(run: Run, study: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_text(INGRID.replace("\n", "\r\n"), encoding="utf-16", newline="")
    again = run("import", study, tmp_path / "copy.txt", "--json")
    assert again.code == 0
    assert again.json["imported"] == []
    assert again.json["same_text"] == [{"source": "copy.txt", "document": "Interview 1"}]
    assert "text is in the project already as “Interview 1”" in run("import", study, tmp_path / "copy.txt").out


def test_a_guessed_encoding_is_told_and_another_can_be_set(run: Run, empty: Path, tmp_path: Path) -> None:
    source = tmp_path / "gammel.txt"
    source.write_bytes("I: Hvordan gikk det på øya?\nP3: Vi måtte vente på båten i går.\n".encode("cp1252"))
    told = run("import", empty, source)
    assert "read as cp1252, which is a guess" in told.out
    run("undo", empty)
    forced = run("import", empty, source, "--encoding", "cp1252", "--json").json["imported"][0]
    assert (forced["encoding"], forced["encoding_is_guess"]) == ("cp1252", False)
    with Project.open(empty, read_only=True) as project:
        assert "Vi måtte vente på båten" in project.documents.text(project.documents.find("gammel").id).text


def test_a_file_that_cannot_be_read_does_not_stop_the_others(run: Run, empty: Path, transcripts: Path) -> None:
    (transcripts / "broken.docx").write_bytes(b"PK\x03\x04 no more")
    partly = run("import", empty, transcripts, "--json")
    assert partly.code == 1
    assert [one["document"] for one in partly.json["imported"]] == ["Interview 1", "Interview 2"]
    assert [Path(one["path"]).name for one in partly.json["failed"]] == ["broken.docx"]
    assert partly.err.startswith("broken.docx could not be read: ")
    assert "It was left out." in partly.err
    assert partly.err.count("\n") == 1


def test_where_nothing_can_be_read_the_project_stays_as_it_was(run: Run, empty: Path, tmp_path: Path) -> None:
    before = empty.read_bytes()
    refused = run("import", empty, tmp_path / "gone.txt", tmp_path / "picture.png")
    assert refused.code == 1
    assert refused.err.count("Nothing was imported.") == 2
    assert empty.read_bytes() == before


def test_a_pattern_stands_for_its_files_in_natural_order(run: Run, empty: Path, tmp_path: Path) -> None:
    for number in (10, 2, 1):
        (tmp_path / f"Talk {number}.txt").write_text(f"P{number}: It was day {number}.\n", encoding="utf-8")
    names = [one["document"] for one in run("import", empty, tmp_path / "Talk *.txt", "--json").json["imported"]]
    assert names == ["Talk 1", "Talk 2", "Talk 10"]


def test_the_kind_is_kept(run: Run, empty: Path, transcripts: Path) -> None:
    run("import", empty, transcripts, "--kind", "field notes")
    with Project.open(empty, read_only=True) as project:
        assert {document.kind for document in project.documents.all()} == {"field notes"}
