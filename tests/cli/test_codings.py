"""code and segments."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from annotator.project.project import Project
from tests.cli.conftest import BO, INGRID, Run


def coded(run: Run, study: Path, document: str, code: str, quote: str, *more: object) -> dict[str, object]:
    done = run("code", study, document, code, "--quote", quote, "--coder", "Anna Kvam", "--json", *more)
    assert (done.code, done.err) == (0, "")
    return dict(done.json)


def test_a_quotation_is_coded_and_the_path_of_codes_made(run: Run, study: Path) -> None:
    segment = coded(run, study, "Interview 1", "Trust > Keeping a promise", "I will be here on Friday")
    start = INGRID.index("I will be here on Friday")
    assert segment["code"] == ["Trust", "Keeping a promise"]
    assert (segment["start"], segment["end"]) == (start, start + len("I will be here on Friday"))
    assert (segment["document"], segment["participant"], segment["coder"]) == ("Interview 1", "P1", "Anna Kvam")
    assert segment["paragraph"] == 2
    assert run("undo", study).out == "Undo: Code “Trust > Keeping a promise” in “Interview 1”\n"
    assert run("info", study, "--json").json["codes"] == 0


def test_other_quotes_and_line_ends_are_forgiven_but_the_stored_words_are_coded(run: Run, study: Path) -> None:
    quote = 'She said, "I will be  here\non Friday." And she was.'
    assert coded(run, study, "interview 1", "Trust", quote)["text"] == (
        "She said, “I will be here on Friday.” And she was."
    )
    assert coded(run, study, "Interview 1", "Trust", "And she was there")["text"] == "And she was\nthere"
    assert coded(run, study, "Interview 2.txt", "Slow", "Slow - like ice")["text"] == "Slow — like ice"


def test_a_quotation_that_is_not_there_is_refused(run: Run, study: Path) -> None:
    before = study.read_bytes()
    refused = run("code", study, "Interview 1", "Trust", "--quote", "the doctor")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("“the doctor” is not in “Interview 1”.")
    assert study.read_bytes() == before


def test_a_quotation_that_is_there_twice_needs_a_number(run: Run, study: Path) -> None:
    before = study.read_bytes()
    refused = run("code", study, "Interview 1", "Trust", "--quote", "And she was")
    assert refused.code == 1
    assert "is in “Interview 1” 2 times" in refused.err
    assert run("code", study, "Interview 1", "Trust", "--quote", "And she was", "--nth", 3).code == 1
    assert study.read_bytes() == before
    second = coded(run, study, "Interview 1", "Trust", "And she was", "--nth", 2)
    assert second["start"] == INGRID.rindex("And she was")


def test_a_span_counts_code_points(run: Run, study: Path) -> None:
    start = BO.index("I slept")
    done = run("code", study, "Interview 2", "Sleep", "--span", f"{start}:{start + 7}", "--json")
    assert done.json["text"] == "I slept"


@pytest.mark.parametrize("span", ["0:0", "5:2", "0:99999", "99998:99999"])
def test_a_span_outside_the_text_is_refused(run: Run, study: Path, span: str) -> None:
    before = study.read_bytes()
    refused = run("code", study, "Interview 2", "New", "--span", span, "--coder", "Somebody new")
    assert refused.code == 1
    assert "no passage of “Interview 2”" in refused.err
    assert study.read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ["--span", "here"],
        ["--span", "-1:5"],
        [],
        ["--span", "0:5", "--quote", "I"],
        ["--span", "0:5", "--nth", "1"],
        ["--quote", "I", "--nth", "0"],
    ],
)
def test_words_that_make_no_passage_are_a_mistake_of_usage(run: Run, study: Path, words: list[str]) -> None:
    before = study.read_bytes()
    refused = run("code", study, "Interview 2", "New", *words)
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert study.read_bytes() == before


@pytest.mark.parametrize(
    ("document", "code"), [("Interview 9", "Trust"), ("Interview 1", " "), ("Interview 1", "A > ")]
)
def test_an_unknown_document_or_an_empty_code_changes_nothing(run: Run, study: Path, document: str, code: str) -> None:
    before = study.read_bytes()
    assert run("code", study, document, code, "--quote", "The nurse", "--coder", "Somebody new").code == 1
    assert study.read_bytes() == before


def test_the_same_coding_twice_is_one(run: Run, study: Path) -> None:
    first = coded(run, study, "Interview 1", "Trust", "The nurse")
    assert coded(run, study, "Interview 1", "Trust", "The nurse") == first
    assert run("info", study, "--json").json["codings"] == 1


@pytest.fixture
def coded_study(run: Run, study: Path) -> Path:
    coded(run, study, "Interview 2", "Sleep", "I slept badly")
    coded(run, study, "Interview 1", "Trust > Presence", "And she was\nthere the Friday after")
    coded(run, study, "Interview 1", "Sleep", "I slept")
    run("code", study, "Interview 1", "Trust", "--quote", "The nurse", "--coder", "Bo Lie")
    return study


def test_segments_come_by_document_and_place(run: Run, coded_study: Path) -> None:
    listed = run("segments", coded_study, "--json").json
    assert [one["text"] for one in listed] == [
        "The nurse",
        "I slept",
        "And she was\nthere the Friday after",
        "I slept badly",
    ]
    assert set(listed[0]) == {
        "id",
        "document",
        "participant",
        "code",
        "coder",
        "start",
        "end",
        "paragraph",
        "text",
        "created",
    }
    texts = {"Interview 1": INGRID, "Interview 2": BO}
    assert all(texts[one["document"]][one["start"] : one["end"]] == one["text"] for one in listed)
    assert [one["paragraph"] for one in listed] == [2, 4, 4, 2]


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        (["--code", "Trust"], ["The nurse", "And she was\nthere the Friday after"]),
        (["--code", "Trust > Presence"], ["And she was\nthere the Friday after"]),
        (["--code", "presence"], ["And she was\nthere the Friday after"]),
        (["--document", "Interview 2"], ["I slept badly"]),
        (["--coder", "BL"], ["The nurse"]),
        (["--code", "Sleep", "--document", "Interview 1", "--coder", "Anna Kvam"], ["I slept"]),
        (["--code", "Sleep", "--coder", "Bo Lie"], []),
    ],
)
def test_segments_can_be_chosen(run: Run, coded_study: Path, words: list[str], texts: list[str]) -> None:
    listed = run("segments", coded_study, "--json", *words)
    assert (listed.code, [one["text"] for one in listed.json]) == (0, texts)


@pytest.mark.parametrize("words", [["--code", "Hope"], ["--document", "Hope"], ["--coder", "Hope"]])
def test_a_choice_that_is_not_there_is_named(run: Run, coded_study: Path, words: list[str]) -> None:
    refused = run("segments", coded_study, *words)
    assert (refused.code, refused.out) == (1, "")
    assert f"There is no {words[0].removeprefix('--')} called “Hope”" in refused.err


def test_segments_as_csv_keep_every_character(run: Run, coded_study: Path) -> None:
    coded(run, coded_study, "Interview 1", 'Say, "so"', "She said, “I will be here on Friday.”")
    printed = run("segments", coded_study, "--csv").out
    rows = list(csv.DictReader(io.StringIO(printed, newline="")))
    listed = run("segments", coded_study, "--json").json
    assert [row["text"] for row in rows] == [one["text"] for one in listed]
    assert [row["code"] for row in rows] == [" > ".join(one["code"]) for one in listed]
    assert [int(row["start"]) for row in rows] == [one["start"] for one in listed]


def test_json_and_csv_together_are_a_mistake(run: Run, coded_study: Path) -> None:
    assert run("segments", coded_study, "--csv", "--json").code == 2


def test_a_passage_of_a_group_belongs_to_who_speaks_in_it(run: Run, study: Path, tmp_path: Path) -> None:
    talk = tmp_path / "Group.txt"
    talk.write_text(
        "M: Who walks?\nAna: I do, daily.\nBea: Never.\nM: Why?\nAna: My knees.\nBea: Ice.\n", encoding="utf-8"
    )
    run("import", study, talk)
    with Project.open(study, read_only=True) as project:
        group = project.documents.find("Group")
        assert group.participant_id is None
    assert coded(run, study, "Group", "Walking", "I do, daily")["participant"] == "Ana"
    assert coded(run, study, "Group", "Walking", "Never")["participant"] == "Bea"
    assert coded(run, study, "Group", "Walking", "Why?\nAna: My knees")["participant"] == "Ana"
    assert coded(run, study, "Group", "Walking", "Who walks?")["participant"] is None
