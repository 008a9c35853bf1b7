"""A report that is restricted to what a query finds."""

from __future__ import annotations

from dataclasses import replace

from annotator.analysis.segment_query import AttributeTest, CodeSet, SegmentQuery
from annotator.project.ids import Id
from annotator.project.project import Project
from annotator.project.text_edits import Edit
from annotator.reports.model import Section
from annotator.reports.options import ReportOptions
from annotator.reports.report import build

TALK = "P1: The lake froze early and we walked across.\nP1: Nobody fell in that year.\n"


def study(project: Project) -> dict[str, Id]:
    """Two codes that overlap, one that stands apart, and a participant of 40."""
    document = project.documents.add("Lake", TALK, participant="P01")
    for path, words in (
        ("Winter > Ice", "The lake froze early"),
        ("Walking", "early and we walked across"),
        ("Luck", "Nobody fell in"),
    ):
        start = TALK.index(words)
        project.codings.add(document.id, project.codes.ensure(path).id, start, start + len(words))
    age = project.participants.add_attribute("Age", "number")
    (person,) = project.participants.all()
    project.participants.set_value(person.id, age.id, "40")
    return {code.name: code.id for code in project.codes.all()} | {"Age": age.id, "P01": person.id}


def segments(project: Project, query: SegmentQuery) -> Section:
    (section,) = build(project, ReportOptions(("segments",), query=query)).sections
    return section


def test_only_the_passages_of_the_query_are_printed_and_said(project: Project) -> None:
    ids = study(project)
    query = SegmentQuery(codes=CodeSet((ids["Winter"],)), overlapping=CodeSet((ids["Walking"],)))
    section = segments(project, query)
    assert [(table.heading, table.rows) for table in section.tables] == [
        ("Winter > Ice", (("The lake froze early", "P01", "Lake", "1", "AK"),))
    ]
    assert section.introduction.startswith(
        "The passages coded with “Winter” and codes under it, overlapping “Walking”. "
    )


def test_the_words_of_the_extent_are_printed(project: Project) -> None:
    ids = study(project)
    query = SegmentQuery(codes=CodeSet((ids["Ice"],)), overlapping=CodeSet((ids["Walking"],)), extent="shared")
    assert segments(project, query).tables[0].rows[0][0] == "early"
    together = SegmentQuery(codes=CodeSet((ids["Ice"],)), overlapping=CodeSet((ids["Walking"],)), extent="together")
    assert segments(project, together).tables[0].rows[0][0] == "The lake froze early and we walked across"


def test_other_tables_count_only_the_passages_of_the_query(project: Project) -> None:
    ids = study(project)
    query = SegmentQuery(codes=CodeSet((ids["Luck"],)))
    report = build(project, ReportOptions(("codebook",), query=query))
    rows = report.sections[0].tables[0].rows
    assert {row[0].strip(): row[-2:] for row in rows}["Luck"] == ("1", "1")
    assert {row[0].strip(): row[-2:] for row in rows}["Walking"] == ("0", "0")
    assert ("Passages", "coded with “Luck”") in report.facts


def test_a_query_that_finds_nothing_says_what_it_was(project: Project) -> None:
    ids = study(project)
    younger = AttributeTest(ids["Age"], "<", "30")
    section = segments(project, SegmentQuery(participants=(ids["P01"],), attributes=(younger,)))
    assert section.tables == ()
    assert section.introduction == "There are no passages by P01 with Age < 30."


def test_a_query_is_said_whole(project: Project) -> None:
    ids = study(project)
    query = SegmentQuery(
        match="all",
        codes=CodeSet((ids["Walking"], ids["Ice"]), with_under=False),
        near=CodeSet((ids["Luck"],)),
        near_paragraphs=2,
        without=CodeSet((Id(b"gone"),)),
        extent="shared",
        attributes=(AttributeTest(ids["Age"], "has a value"), AttributeTest(ids["Age"], "=", "3", "or")),
        coders=(project.coder.id,),
        kinds=("interview",),
    )
    assert segments(project, query).introduction.removesuffix(" In full, by code, in the order of the documents.") == (
        "The passages coded with all of “Walking”, “Winter > Ice”, within 2 ¶ of “Luck”, "
        "but not something that is gone, only the words that they share; by participants with Age has a value "
        "or Age = 3; by coder Anna Kvam; in documents of kind interview."
    )


def test_only_lost_codings_that_the_query_asks_for_are_said_to_be_left_out(project: Project) -> None:
    ids = study(project)
    (document,) = project.documents.all()
    start = TALK.index(" Nobody fell in")
    project.documents.correct(document.id, [Edit(start, start + len(" Nobody fell in"), "")])
    for name, said in (
        ("Luck", ["1 coding whose words were taken out by a correction of the transcript"]),
        ("Ice", []),
    ):
        options = ReportOptions(("segments",), query=SegmentQuery(codes=CodeSet((ids[name],))))
        report = build(project, options)
        assert [words for label, words in report.facts if label == "Left out"] == said
        nobody = build(project, replace(options, coders=()))
        assert "Left out" not in dict(nobody.facts)
