"""A whole report: its title page, its order, and that it comes out the same each time."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

import annotator
from annotator.exporters.docx import write
from annotator.project.project import Project
from annotator.project.text_edits import Edit
from annotator.reports.options import ReportOptions
from annotator.reports.progress import BuildStopped
from annotator.reports.registry import USUAL_TABLE_NAMES, table_kind
from annotator.reports.report import build
from tests.reports.conftest import Study


def test_title_page_tells_what_the_report_is_made_from(study: Study) -> None:
    study.project.describe(research_question="What carries?", method="Thematic analysis", language="nb")
    report = build(study.project, ReportOptions(date="2026-02-03"))
    assert (report.title, report.subtitle, report.language) == ("Soup on Tuesdays", "What carries?", "nb")
    assert report.facts == (
        ("Project", "study.annot"),
        ("Date", "2026-02-03"),
        ("Method", "Thematic analysis"),
        ("Documents", "3"),
        ("Participants", "3"),
        ("Codes", "4"),
        ("Codings", "6"),
        ("Coders", "Ada Krohn (AK), Mio Berg (MB)"),
    )
    assert report.generator == f"Annotator {annotator.__version__}"


def test_title_page_says_where_only_a_part_was_chosen(study: Study) -> None:
    first = study.documents["P01"].participant_id
    assert first is not None
    options = ReportOptions(codes=(study.codes["Concern"].id, study.codes["Rest"].id), participants=(first,))
    facts = dict(build(study.project, options).facts)
    assert (facts["Documents"], facts["Participants"], facts["Codes"]) == ("1 of 3", "1 of 3", "2 of 4")
    assert facts["Codings"] == "3"


def test_tables_come_in_the_order_asked_for(study: Study) -> None:
    names = [section.name for section in build(study.project, ReportOptions(("themes", "codebook"))).sections]
    assert names == ["themes", "codebook"]
    assert tuple(section.name for section in build(study.project).sections) == USUAL_TABLE_NAMES


def test_unknown_table_is_refused(study: Study) -> None:
    with pytest.raises(KeyError):
        build(study.project, ReportOptions(("tea leaves",)))


def test_same_project_gives_the_same_report(study: Study, tmp_path: Path) -> None:
    options = ReportOptions(date="2026-02-03")
    first = build(study.project, options)
    study.project.close()
    with Project.open(tmp_path / "study.annot") as again:
        assert build(again, options) == first


def test_report_can_be_made_from_a_snapshot_on_another_thread(study: Study, tmp_path: Path) -> None:
    options = ReportOptions(date="2026-02-03")
    with Project.snapshot(tmp_path / "study.annot") as picture:
        assert build(picture, options) == build(study.project, options)


def test_report_of_a_study_goes_into_word_whole(study: Study, tmp_path: Path) -> None:
    report = build(study.project)
    write(report, tmp_path / "report.docx")
    tables = [table for section in report.sections for table in section.tables]
    read = docx.Document(str(tmp_path / "report.docx")).tables
    assert [len(table.rows) for table in read] == [len(table.rows) + 1 for table in tables]
    assert [cell.text for cell in read[-1].rows[1].cells] == list(tables[-1].rows[0])


class _Follower:
    """Takes down how far a build is, and stops it at a table."""

    def __init__(self, stops_at: str = "") -> None:
        self.told: list[tuple[int, int, str]] = []
        self._stops_at = stops_at

    def report(self, done: int, total: int, title: str) -> None:
        self.told.append((done, total, title))

    def is_cancelled(self) -> bool:
        return bool(self.told) and self.told[-1][2] == self._stops_at


def test_a_build_tells_how_far_it_is_table_by_table(study: Study) -> None:
    follower = _Follower()
    assert build(study.project, ReportOptions(date="2026-01-02"), follower) == build(
        study.project, ReportOptions(date="2026-01-02")
    )
    assert list(dict.fromkeys(title for _, _, title in follower.told)) == [
        table_kind(name).title for name in USUAL_TABLE_NAMES
    ]
    done = [done for done, _, _ in follower.told]
    assert done == sorted(set(done))
    assert all(0 <= done < total == 100 * len(USUAL_TABLE_NAMES) for done, total, _ in follower.told)


def test_a_build_stops_when_it_is_asked_to(study: Study) -> None:
    follower = _Follower(stops_at="Themes")
    with pytest.raises(BuildStopped):
        build(study.project, ReportOptions(), follower)
    assert follower.told[-1][2] == "Themes"


def test_codings_that_lost_their_words_are_left_out_and_the_title_page_says_so(study: Study) -> None:
    document = study.documents["P02"]
    text = study.project.documents.text(document.id).text
    start = text.index("I could stop.")
    study.project.documents.correct(document.id, [Edit(start - 1, len(text), "")])
    report = build(study.project, ReportOptions(date="2026-02-03"))
    facts = dict(report.facts)
    assert facts["Codings"] == "5"
    assert facts["Left out"] == "1 coding whose words were taken out by a correction of the transcript"
    cells = [cell for section in report.sections for table in section.tables for row in table.rows for cell in row]
    assert not [cell for cell in cells if "could stop" in cell]
    study.project.undo()
    assert dict(build(study.project, ReportOptions(date="2026-02-03")).facts)["Codings"] == "6"
