"""report and demo."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from docx import Document

from annotator.cli.window import has_screen
from annotator.project.project import Project
from annotator.reports.registry import TABLES
from annotator.resources import sample_project
from tests.cli.conftest import Run


@pytest.fixture
def coded(run: Run, study: Path) -> Path:
    run("code", study, "Interview 1", "Trust > Keeping a promise", "--quote", "I will be here on Friday.")
    return study


def words_of(path: Path) -> str:
    return "\n".join(cell.text for table in Document(str(path)).tables for row in table.rows for cell in row.cells)


def test_report_holds_the_quotation_verbatim(run: Run, coded: Path, tmp_path: Path) -> None:
    out = tmp_path / "appendix.docx"
    done = run("report", coded, out)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Wrote {out}: ")
    assert "I will be here on Friday." in words_of(out)


def test_report_prints_only_the_tables_asked_for(run: Run, coded: Path, tmp_path: Path) -> None:
    out = tmp_path / "codebook.docx"
    assert run("report", coded, out, "--table", "codebook").out == f"Wrote {out}: 1 table.\n"
    assert len(Document(str(out)).tables) == 1


def test_a_report_says_whose_codings_it_counts_where_there_is_a_consensus(
    run: Run, coded: Path, tmp_path: Path
) -> None:
    out = tmp_path / "counts.docx"
    assert run("report", coded, out, "--codings", "consensus").err.startswith("“study.annot” has no consensus yet.")
    assert not out.exists()
    with Project.open(coded, coder_name="Anna Kvam") as project:
        one = project.codings.all()[0]
        project.consensus.take_over(one.document_id, [(one.code_id, one.start_char, one.end_char)])
    told = {(): "1 of the coders, without the consensus", ("--codings", "all"): "2 of the coders and of the consensus"}
    for words, codings in told.items():
        assert run("report", coded, out, "--table", "matrix", *words).code == 0
        assert codings in "\n".join(paragraph.text for paragraph in Document(str(out)).paragraphs)
    assert run("report", coded, out, "--codings", "nobody").code == 2


def test_report_takes_the_styles_of_a_template(run: Run, coded: Path, tmp_path: Path) -> None:
    template = tmp_path / "journal.docx"
    journal = Document()
    journal.styles["Normal"].font.name = "Courier New"
    journal.save(str(template))
    out = tmp_path / "appendix.docx"
    assert run("report", coded, out, "--template", template).code == 0
    with zipfile.ZipFile(out) as parts:
        assert b"Courier New" in parts.read("word/styles.xml")


def test_an_unknown_table_is_a_mistake_that_names_the_known_ones(run: Run, coded: Path, tmp_path: Path) -> None:
    refused = run("report", coded, tmp_path / "out.docx", "--table", "poem")
    assert refused.code == 2
    assert all(table.name in refused.err for table in TABLES)
    assert not (tmp_path / "out.docx").exists()


def test_the_audit_trail_has_days_and_a_person(run: Run, coded: Path, tmp_path: Path) -> None:
    out, ada = tmp_path / "trail.docx", ("--coder", "Ada Krohn")
    run("code", coded, "Interview 2", "Sleep", "--quote", "I slept badly.", *ada)
    asked = ("report", coded, out, "--table", "audit", "--done-by", "ada krohn")
    assert run(*asked).code == 0
    assert "Sleep" in words_of(out)
    assert "Trust" not in words_of(out)
    assert run(*asked, "--until", "2001-01-01").out == f"Wrote {out}: 0 tables.\n"
    assert "after the last day" in run(*asked, "--since", "2026-03-02", "--until", "2026-03-01").err
    assert "Nobody Here" in run("report", coded, out, "--done-by", "Nobody Here").err


def test_a_report_is_a_word_file(run: Run, coded: Path, tmp_path: Path) -> None:
    before = coded.read_bytes()
    assert run("report", coded, tmp_path / "out.pdf").code == 2
    assert run("report", coded, coded).code == 2
    assert coded.read_bytes() == before


def test_a_report_that_fails_leaves_the_older_one(run: Run, coded: Path, tmp_path: Path) -> None:
    out = tmp_path / "appendix.docx"
    assert run("report", coded, out).code == 0
    before = out.read_bytes()
    refused = run("report", coded, out, "--template", tmp_path / "gone.docx")
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert out.read_bytes() == before
    assert run("report", coded, tmp_path / "gone" / "appendix.docx").code == 1


def test_demo_copies_the_sample_and_writes_its_report(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "try"
    shown = run("demo", folder, "--no-window")
    project, report = folder / sample_project().name, folder / "trust_in_recovery_report.docx"
    assert (shown.code, shown.err) == (0, "")
    assert f"{project} (new)" in shown.out
    assert f"{report} (new)" in shown.out
    assert project.read_bytes() == sample_project().read_bytes()
    first = run("segments", project, "--json").json[0]["text"]
    assert first.split("\n")[0] in words_of(report)


def test_demo_leaves_a_copy_that_is_worked_in_as_it_is(run: Run, tmp_path: Path) -> None:
    run("demo", tmp_path, "--no-window")
    project, report = tmp_path / "trust_in_recovery.annot", tmp_path / "trust_in_recovery_report.docx"
    document = run("segments", project, "--json").json[0]["document"]
    assert run("code", project, document, "My own code", "--span", "0:10", "--coder", "Anna Kvam").code == 0
    report.write_bytes(b"my own words")
    before = project.read_bytes()
    again = run("demo", tmp_path, "--no-window")
    assert again.out.count("(there already, left as it is)") == 2
    assert (project.read_bytes(), report.read_bytes()) == (before, b"my own words")


def test_demo_without_a_screen_says_so(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    shown = run("demo", tmp_path / "try")
    assert shown.code == 0
    assert "There is no screen here" in shown.out


def test_demo_where_nothing_can_be_written_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    refused = run("demo", tmp_path / "file" / "try")
    assert refused.code == 1
    assert "could not be written here" in refused.err
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(
    ("environment", "platform", "is_there"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_where_there_is_a_screen(environment: dict[str, str], platform: str, is_there: bool) -> None:
    assert has_screen(environment, platform) is is_there
