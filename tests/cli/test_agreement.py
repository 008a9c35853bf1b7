"""agreement: whom, which codes, where and by what; words for people and JSON for programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def coded(run: Run, study: Path) -> Path:
    """The study, coded by Anna Kvam and Bo Lind; only Anna has coded the second interview."""
    for coder, document, code, quote in (
        ("Anna Kvam", "Interview 1", "Trust > Promise", "I will be here on Friday.” And she was."),
        ("Bo Lind", "Interview 1", "Trust > Promise", "She said, “I will be here on Friday.”"),
        ("Anna Kvam", "Interview 1", "Sleep, or none", "I had not slept for a week."),
        ("Bo Lind", "Interview 1", "Sleep, or none", "I had not slept for a week."),
        ("Bo Lind", "Interview 1", "Trust", "there the Friday after"),
        ("Anna Kvam", "Interview 2", "Sleep, or none", "I slept badly"),
    ):
        done = run("code", study, document, code, "--quote", quote, "--coder", coder)
        assert (done.code, done.err) == (0, "")
    return study


def test_it_says_the_sentence_and_a_line_for_each_code_and_document(run: Run, coded: Path) -> None:
    said = run("agreement", coded, "--unit", "sentence")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0].startswith(
        "Two coders (AK, BL) coded 1 of 2 interviews independently; agreement was computed per sentence, counting "
        "uncoded text, over 27 decisions on 3 codes: 93 %, Cohen's κ = "
    )
    assert "decisions    by all   by some     by none" in lines[2]
    assert lines[3].split()[:5] == ["27", "2", "2", "23", "92.6"]
    assert any(line.endswith("  Sleep, or none") and line.split()[4:7] == ["100.0", "1.00", "1.00"] for line in lines)
    assert any(line.endswith("  Interview 1 (Anna Kvam, Bo Lind)") for line in lines)
    assert lines[-1] == "Not compared: Interview 2"


def test_every_figure_in_json_has_its_unit_what_counted_and_the_number_of_decisions(run: Run, coded: Path) -> None:
    found = run("agreement", coded, "--unit", "turn", "--count", "coded", "--json").json
    figures = [found["overall"], *found["codes"], *found["documents"], *found["pairs"]]
    assert {(one["unit"], one["counted"]) for one in figures} == {("turn", "coded")}
    assert [one["decisions"] for one in found["codes"]] == [2, 2, 2]
    assert found["coders"] == ["Anna Kvam", "Bo Lind"]
    assert found["left_out"] == ["Interview 2"]
    assert found["documents"][0]["coders"] == ["Anna Kvam", "Bo Lind"]
    trust = next(one for one in found["codes"] if one["code"] == ["Trust"])
    assert (trust["split"], trust["neither"], trust["percent"], trust["kappa"]) == (1, 1, 50.0, 0.0)
    assert found["sentence"].startswith("Two coders (AK, BL)")


def test_codes_are_named_with_commas_between_them_or_in_them(run: Run, coded: Path) -> None:
    def codes(*words: str) -> list[list[str]]:
        return [one["code"] for one in run("agreement", coded, "--json", *words).json["codes"]]

    assert codes("--codes", "Sleep, or none") == [["Sleep, or none"]]
    assert codes("--codes", "Trust > Promise,Trust") == [["Trust"], ["Trust", "Promise"]]
    assert codes("--codes", "Trust", "--codes", "Sleep, or none") == [["Trust"], ["Sleep, or none"]]


def test_a_code_counts_with_those_under_it_when_asked(run: Run, coded: Path) -> None:
    def trust(*words: str) -> dict[str, int]:
        found = run("agreement", coded, "--codes", "Trust", "--unit", "turn", "--json", *words).json
        return {name: found["overall"][name] for name in ("shared", "split")}

    assert trust() == {"shared": 0, "split": 1}
    assert trust("--below") == {"shared": 1, "split": 1}


def test_whoever_is_said_to_have_coded_a_document_decided_there(run: Run, coded: Path) -> None:
    words = ("agreement", coded, "--coders", "AK,Bo Lind", "--document", "Interview 2", "--unit", "turn")
    assert run(*words).out == "No document has been coded by two of the coders.\n"
    found = run(*words, "--json").json
    assert found["overall"]["percent"] is None
    assert found["overall"]["undefined"]["percent"] == "No document was coded by two of these coders."
    said = run(*words, "--coded-by-all", "--json").json
    assert (said["overall"]["decisions"], said["overall"]["split"]) == (2, 1)


def test_segments_have_a_percentage_and_say_why_no_more(run: Run, coded: Path) -> None:
    exact = run("agreement", coded, "--unit", "exact-segment", "--json").json["overall"]
    assert (exact["decisions"], exact["shared"], exact["percent"], exact["alpha"]) == (5, 2, 40.0, None)
    said = run("agreement", coded, "--unit", "overlapping-segment").out.splitlines()
    assert said[2].split() == ["segments", "alike", "not", "alike", "%", "of"]
    assert said[3].split() == ["5", "4", "1", "80.0", "All", "codes"]
    assert any("There is no κ and no α" in line for line in said)


def test_names_that_are_not_there_and_coders_alone_are_refused(run: Run, coded: Path) -> None:
    before = coded.read_bytes()
    assert run("agreement", coded, "--coders", "AK,Nobody").err.startswith("There is no coder called “Nobody”")
    assert run("agreement", coded, "--codes", "Horoscope").code == 1
    assert run("agreement", coded, "--document", "Interview 9").code == 1
    alone = run("agreement", coded, "--coders", "AK")
    assert (alone.code, "at least two coders" in alone.err) == (2, True)
    assert coded.read_bytes() == before
