"""segments: what is asked by options, and by queries that were kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.analysis.segment_query import AttributeTest, CodeSet, SegmentQuery, to_definition
from annotator.project.ids import new_id
from annotator.project.project import Project
from tests.cli.conftest import Run


@pytest.fixture
def coded(run: Run, study: Path) -> Path:
    """The study with codings that overlap, stand near one another and stand alone."""
    for document, code, quote in (
        ("Interview 1", "Trust > Promise", "I will be here on Friday.” And she was."),
        ("Interview 1", "Keeping", "And she was."),
        ("Interview 1", "Sleep", "I had not slept for a week."),
        ("Interview 2", "Sleep", "I slept badly"),
    ):
        words = ("--nth", 1) if quote == "And she was." else ()
        done = run("code", study, document, code, "--quote", quote, "--coder", "Anna Kvam", *words)
        assert (done.code, done.err) == (0, "")
    return study


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        (["--code", "Trust", "--code", "Sleep", "--not", "Keeping"], ["I had not slept for a week.", "I slept badly"]),
        (["--all-of", "Trust", "--all-of", "Keeping"], ["I will be here on Friday.” And she was.", "And she was."]),
        (["--code", "Keeping", "--overlapping", "Trust > Promise"], ["And she was."]),
        (["--code", "Sleep", "--near", "Trust", "--within", "2"], ["I had not slept for a week."]),
        (["--code", "Sleep", "--near", "Trust"], []),
        (["--participant", "P2"], ["I slept badly"]),
        (["--document", "Interview 2", "--document", "Interview 1", "--code", "Sleep"],
         ["I had not slept for a week.", "I slept badly"]),
    ],
)  # fmt: skip
def test_options_can_be_put_together(run: Run, coded: Path, words: list[str], texts: list[str]) -> None:
    listed = run("segments", coded, "--json", *words)
    assert (listed.code, listed.err) == (0, "")
    assert [segment["text"] for segment in listed.json] == texts


def test_a_kept_query_is_asked_by_its_name_and_narrowed(run: Run, coded: Path) -> None:
    with Project.open(coded, coder_name="Anna Kvam") as project:
        sleep = project.codes.find("Sleep")
        age = project.participants.add_attribute("Age", "number")
        person = project.participants.by_label("P2")
        assert person is not None
        project.participants.set_value(person.id, age.id, "41")
        older = SegmentQuery(codes=CodeSet((sleep.id,)), attributes=(AttributeTest(age.id, ">", "40"),))
        project.saved_queries.save("Older sleepers", to_definition(older))
    assert [one["text"] for one in run("segments", coded, "--query", "older sleepers", "--json").json] == [
        "I slept badly"
    ]
    assert run("segments", coded, "--query", "older sleepers", "--document", "Interview 1", "--json").json == []


def test_a_query_that_was_never_kept_is_refused(run: Run, coded: Path) -> None:
    refused = run("segments", coded, "--query", "Horoscopes")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("There is no query called “Horoscopes” in this project. Nothing was changed.")
    assert run("segments", coded, "--participant", "P7").code == 1
    assert run("segments", coded, "--code", "Sleep", "--all-of", "Trust").code == 2


def test_the_consensus_is_left_out_unless_it_is_asked_for(run: Run, coded: Path) -> None:
    assert run("segments", coded, "--codings", "consensus").err.startswith("“study.annot” has no consensus yet.")
    with Project.open(coded, coder_name="Anna Kvam") as project:
        (slept, *_) = project.codings.of_codes([project.codes.find("Sleep").id])
        project.consensus.take_over(slept.document_id, [(slept.code_id, slept.start_char, slept.end_char)])
        project.saved_queries.save("Sleep", {"codes": {"codes": [slept.code_id.hex()]}})

    def coders(*words: str) -> list[str]:
        return [one["coder"] for one in run("segments", coded, "--code", "Sleep", "--json", *words).json]

    assert coders() == ["Anna Kvam"] * 2
    assert "--codings all" in run("segments", coded).err
    assert sorted(coders("--codings", "all")) == ["Anna Kvam", "Anna Kvam", "Consensus"]
    assert coders("--codings", "consensus") == coders("--coder", "Consensus") == ["Consensus"]
    assert len(coders("--query", "Sleep")) == 3
    assert run("segments", coded, "--codings", "everybody").code == 2
    assert run("segments", coded, "--codings", "coders", "--coder", "Consensus").code == 2


def test_what_is_gone_or_left_out_is_said_beside_the_list(run: Run, coded: Path) -> None:
    with Project.open(coded, coder_name="Anna Kvam") as project:
        (sleep, *_) = project.codings.of_codes([project.codes.find("Sleep").id])
        with project.operation("coding.move_ends"):
            project.connection.exec_driver_sql("UPDATE coding SET end_char = start_char WHERE id = ?", (sleep.id,))
        query = SegmentQuery(codes=CodeSet((project.codes.find("Sleep").id, new_id())))
        project.saved_queries.save("Sleep", to_definition(query))
    listed = run("segments", coded, "--query", "Sleep", "--json")
    assert len(listed.json) == 1
    assert listed.err.splitlines() == [
        "Left out: 1 coding whose words were taken away by a correction of the transcript.",
        "The query names 1 thing that the project does not have any more.",
    ]
