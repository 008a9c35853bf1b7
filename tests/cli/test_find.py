"""find."""

from __future__ import annotations

from pathlib import Path

from annotator.project.memos import About
from annotator.project.project import Project
from tests.cli.conftest import BO, INGRID, Run


def test_words_are_found_with_their_document_and_paragraph(run: Run, study: Path) -> None:
    found = run("find", study, "SLEPT")
    assert found.code == 0
    assert found.out.splitlines() == [
        "Interview 1, ¶ 4: P1: I slept. I had not slept for a week. And she was",
        "Interview 1, ¶ 4: P1: I slept. I had not slept for a week. And she was",
        "Interview 2, ¶ 2: P2: Slow — like ice in April 🧊. I slept badly.",
        "3 hits",
    ]


def test_json_gives_the_place_in_code_points(run: Run, study: Path) -> None:
    hits = run("find", study, "i slept", "--json").json
    assert [(hit["document"], hit["start"], hit["text"], hit["paragraph"]) for hit in hits] == [
        ("Interview 1", INGRID.index("I slept"), "I slept", 4),
        ("Interview 2", BO.index("I slept"), "I slept", 2),
    ]


def test_case_whole_words_any_word_and_expressions_can_be_asked_for(run: Run, study: Path) -> None:
    def texts(*words: object) -> list[str]:
        return [hit["text"] for hit in run("find", study, *words, "--json").json]

    assert texts("SLEPT", "--case") == []
    assert texts("we", "--words") == []
    assert texts("nurse ice", "--any") == ["nurse", "ice"]
    assert texts(r"P\d: \w+", "--regex") == ["P1: The", "P1: I", "P2: Slow"]
    assert texts("friday", "--accents") == ["Friday", "Friday"]


def test_memos_and_codes_are_searched_on_wish(run: Run, study: Path) -> None:
    with Project.open(study, coder_name="Anna Kvam") as project:
        code = project.codes.ensure("Trust > Keeping a promise")
        project.codes.describe(code.id, definition="Somebody did as they said.")
        project.memos.add("Who says it, and who does?", title="Promises", about=About(code_id=code.id))
    found = run("find", study, "promise", "--in", "memos", "--in", "codes", "--json").json
    assert [(hit["in"], hit.get("memo", hit.get("code")), hit["part"]) for hit in found] == [
        ("memos", "Promises", "title"),
        ("codes", "Trust > Keeping a promise", "name"),
    ]
    assert run("find", study, "as they said", "--in", "codes").out.startswith("Trust > Keeping a promise, definition: ")


def test_nothing_found_is_no_mistake_but_a_broken_expression_is(run: Run, study: Path) -> None:
    assert (run("find", study, "zebra").code, run("find", study, "zebra").out) == (0, "0 hits\n")
    refused = run("find", study, "a(b", "--regex")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("The bracket ( opened at the 2nd character is not closed. Nothing was searched.")
    assert run("find", study, "a", "--regex", "--any").code == 2
