"""Where a consensus stands beside the coders' codings, a report counts one of the two, and says which."""

from __future__ import annotations

import pytest

from annotator.analysis.segment_query import SegmentQuery
from annotator.analysis.whose_codings import WHOSE, Whose
from annotator.project.ids import Id
from annotator.reports.material import Material
from annotator.reports.model import Report
from annotator.reports.options import ReportOptions
from annotator.reports.report import build
from tests.reports.conftest import Study

WORDS = "That was the start."


@pytest.fixture
def decided(study: Study) -> Study:
    """Ada and Mio agree on one passage of three with "Concern", and the consensus holds it and a third reading."""
    document_id = study.documents["P01"].id
    start = study.project.documents.text(document_id).text.index(WORDS)
    span = start, start + len(WORDS)
    study.project.consensus.take_over(
        document_id, [(study.codes["Concern"].id, *span), (study.codes["Rest"].id, *span)]
    )
    return study


def totals(report: Report) -> dict[str, str]:
    """What the table of codes by participant counts of each code, over all."""
    (section,) = (each for each in report.sections if each.name == "matrix")
    return {row[0].strip(): row[-1] for row in section.tables[0].rows}


def test_a_report_counts_the_coders_and_not_the_consensus_too(decided: Study) -> None:
    report = build(decided.project)
    assert totals(report) == {"Trust": "1", "Concern": "4", "Honesty": "1", "Rest": "0", "All codes": "6"}
    assert dict(report.facts)["Codings"] == "6 of the coders, without the consensus"
    assert dict(report.facts)["Coders"] == "Ada Krohn (AK), Mio Berg (MB)"
    (segments,) = (each for each in report.sections if each.name == "segments")
    assert {row[-1] for table in segments.tables for row in table.rows} == {"AK", "MB", "AK, MB"}


@pytest.mark.parametrize(
    ("whose", "concern", "rest"), [("coders", "4", "0"), ("consensus", "1", "1"), ("all", "5", "1")]
)
def test_whose_codings_count_can_be_chosen(decided: Study, whose: Whose, concern: str, rest: str) -> None:
    report = build(decided.project, ReportOptions(whose=whose))
    assert (totals(report)["Concern"], totals(report)["Rest"]) == (concern, rest)


@pytest.mark.parametrize("whose", WHOSE)
def test_every_table_that_counts_codings_says_whose(decided: Study, whose: Whose) -> None:
    told = {
        "coders": "Counted are the codings of the coders, without the consensus.",
        "consensus": "Counted are the codings of the consensus.",
        "all": "Counted are the codings of the coders and of the consensus.",
    }
    sections = build(decided.project, ReportOptions(("codebook", "themes", "matrix", "segments"), whose=whose)).sections
    for section in sections:
        assert told[whose] in section.introduction or all(told[whose] in table.note for table in section.tables)


def test_without_a_consensus_nothing_is_said_of_it(study: Study) -> None:
    report = build(study.project)
    words = [report.facts, *((each.introduction, *(table.note for table in each.tables)) for each in report.sections)]
    assert "consensus" not in str(words)


def test_a_query_says_itself_whose_codings_count(decided: Study) -> None:
    consensus = decided.project.consensus.coder()
    assert consensus is not None
    asked = {
        SegmentQuery(): 8,
        SegmentQuery(whose="coders"): 6,
        SegmentQuery(whose="consensus"): 2,
        SegmentQuery(whose="coders", coders=(consensus.id,)): 2,
    }
    for query, count in asked.items():
        assert Material(decided.project, ReportOptions(query=query)).codings_by_code.total() == count
    words = Material(decided.project, ReportOptions(query=SegmentQuery(whose="coders"))).query_words
    assert words == "every coding of the coders, without the consensus"


def test_meetings_and_agreement_are_the_coders_whosever_codings_count(decided: Study) -> None:
    decided.project.meetings.add("2026-02-03", present=["Ada Krohn"])
    names = ("agreement", "meetings")
    told = [build(decided.project, ReportOptions(names, whose=whose)).sections for whose in WHOSE]
    assert told[0] == told[1] == told[2]
    assert all(section.tables for section in told[0])


def test_of_chosen_coders_the_consensus_is_one_only_where_it_counts(decided: Study) -> None:
    ada: Id = decided.project.coders.all()[0].id
    report = build(decided.project, ReportOptions(coders=(ada,), whose="all"))
    assert totals(report)["All codes"] == "4"
    assert dict(report.facts)["Codings"] == "4"
