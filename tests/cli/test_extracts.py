"""extract and comments."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from annotator.project.project import Project
from tests.cli.conftest import Run
from tests.importers.returned_packs import Remark, comment

QUOTE = "I will be here on Friday."


@pytest.fixture
def coded(run: Run, study: Path) -> Path:
    assert run("code", study, "Interview 1", "Trust > Keeping a promise", "--quote", QUOTE).code == 0
    assert run("code", study, "Interview 2", "Sleep", "--quote", "I slept badly.").code == 0
    return study


def words_of(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def test_extract_writes_what_is_asked_for(run: Run, coded: Path, tmp_path: Path) -> None:
    out = tmp_path / "readers.docx"
    assert run("extract", coded, out).out == f"Wrote {out}: 2 extracts.\n"
    before = coded.read_bytes()
    assert run("extract", coded, out, "--code", "Trust", "--title", "First round", "--with-codes", "--paper").code == 0
    assert QUOTE in words_of(out)
    assert "slept badly" not in words_of(out)
    assert "First round" in words_of(out)
    assert "Trust > Keeping a promise" in words_of(out)
    assert run("extract", coded, out, "--transcript", "Interview 2").out == f"Wrote {out}: 1 extract.\n"
    assert "like ice in April" in words_of(out)
    assert coded.read_bytes() == before


def test_extract_leaves_the_consensus_out_unless_it_is_asked_for(run: Run, coded: Path, tmp_path: Path) -> None:
    out = tmp_path / "readers.docx"
    with Project.open(coded, coder_name="Anna Kvam") as project:
        (slept,) = project.codings.of_codes([project.codes.find("Sleep").id])
        end = slept.end_char - len(" badly.")
        project.consensus.take_over(slept.document_id, [(slept.code_id, slept.start_char, end)])
    for words, count in (((), 2), (("--codings", "all"), 3), (("--codings", "consensus"), 1)):
        assert run("extract", coded, out, *words).out == f"Wrote {out}: {count} extract{'s' * (count > 1)}.\n"


def test_extract_without_passages_is_told_and_writes_nothing(run: Run, study: Path, tmp_path: Path) -> None:
    out = tmp_path / "readers.docx"
    refused = run("extract", study, out)
    assert refused.code == 1
    assert "no words in what was chosen" in refused.err
    assert not out.exists()
    assert run("extract", study, tmp_path / "readers.pdf").code == 2


def test_comments_come_back_under_the_names_of_their_readers(run: Run, coded: Path, tmp_path: Path) -> None:
    out = tmp_path / "readers.docx"
    run("extract", coded, out)
    comment(
        out,
        Remark("Would she?", "here on Friday"),
        Remark("#trust\nAs one knows the tram.", "I will be"),
        Remark("#ice", "badly", author="Ali"),
    )
    before = coded.read_bytes()
    dry = run("comments", coded, out, "--dry-run")
    assert dry.out.startswith("readers.docx: 3 comments, 3 would come in.\n")
    assert "Tove Lind, on “here on Friday”: Would she? → a memo\n" in dry.out
    assert coded.read_bytes() == before
    done = run("comments", coded, out, "--reader", "Ali=Ali Ek", "--new-codes", "--json").json
    assert [(one["memos"], one["codings"], one["codes"], one["readers"]) for one in done] == [
        (2, 2, 1, ["Tove Lind", "Ali Ek"])  # what stands beside a code is not lost
    ]
    listed = run("segments", coded, "--coder", "Ali Ek", "--json").json
    assert [(one["code"], one["text"]) for one in listed] == [(["ice"], "badly")]
    assert "brought in 0 memos and 0 codings" in run("comments", coded, out).out
    assert run("undo", coded).code == 0
    assert [one["text"] for one in run("segments", coded, "--code", "Trust", "--json").json] == [QUOTE]
    assert len(run("segments", coded, "--json").json) == 2


def test_comments_of_no_pack_are_refused(run: Run, coded: Path, tmp_path: Path) -> None:
    other = tmp_path / "letter.docx"
    made = docx.Document()
    made.add_paragraph("Dear all")
    made.save(str(other))
    refused = run("comments", coded, other)
    assert (refused.code, refused.out) == (1, "")
    assert "it is no extract pack" in refused.err
    assert run("comments", coded, other, "--reader", "Ali").code == 2


def test_a_returned_pack_is_not_imported_as_a_transcript(run: Run, coded: Path, tmp_path: Path) -> None:
    out = tmp_path / "readers.docx"
    run("extract", coded, out)
    refused = run("import", coded, out)
    assert refused.code == 1
    assert "annotator comments" in refused.err
    assert run("info", coded, "--json").json["documents"] == 2
