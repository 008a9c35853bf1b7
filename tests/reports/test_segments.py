"""Coded segments: verbatim, in order, cited, and of those who were chosen."""

from __future__ import annotations

from annotator.project.project import Project
from annotator.reports.model import Section, Table
from annotator.reports.options import ReportOptions
from annotator.reports.report import build
from tests.reports.conftest import TEXTS, Study


def _section(project: Project, options: ReportOptions | None = None) -> Section:
    options = options or ReportOptions(tables=("segments",))
    return build(project, options).sections[0]


def _table(study: Study, heading: str) -> Table:
    return next(table for table in _section(study.project).tables if table.heading == heading)


def test_each_code_with_passages_has_a_table_in_the_order_of_the_tree(study: Study) -> None:
    section = _section(study.project)
    assert [table.heading for table in section.tables] == ["Trust", "Trust > Concern", "Trust > Honesty"]
    assert section.introduction.endswith("Codes without a passage of their own: Rest.")


def test_passages_stand_in_the_order_of_documents_and_text(study: Study) -> None:
    rows = _table(study, "Trust > Concern").rows
    assert [(row[1], row[2], row[3]) for row in rows] == [
        ("P01", "Interview P01", "2"),
        ("P01", "Interview P01", "3"),
        ("P03", "Interview P03", "2"),
    ]


def test_every_quotation_is_verbatim(study: Study) -> None:
    for table in _section(study.project).tables:
        for quotation, participant, *_ in table.rows:
            assert quotation in TEXTS[participant]


def test_same_passage_by_two_coders_is_one_row_that_names_both(study: Study) -> None:
    table = _table(study, "Trust > Concern")
    assert [row[4] for row in table.rows] == ["AK", "AK, MB", "AK"]
    assert table.note == "3 passages from 2 participants; 4 codings, since some passages have several coders."
    assert _table(study, "Trust").note == "1 passage from 1 participant."


def test_passage_over_two_paragraphs_keeps_its_newline_and_cites_both(study: Study) -> None:
    row = _table(study, "Trust > Honesty").rows[0]
    assert row[0].split("\n") == ["He told me straight that I was lying.", "It hurt, & it helped."]
    assert row[3] == "2–3"


def test_white_space_at_the_ends_is_left_out_and_not_counted_as_a_paragraph(study: Study) -> None:
    document = study.documents["P01"]
    text = TEXTS["P01"]
    start = text.index("\n\nP01")
    study.project.codings.add(document.id, study.codes["Rest"].id, start, text.index(" came") + 1)
    row = _table(study, "Rest").rows[0]
    assert (row[0], row[3]) == ("P01: Mara", "2")


def test_just_the_chosen_codes_are_in(study: Study) -> None:
    project, trust, rest = study.project, study.codes["Trust"].id, study.codes["Rest"].id
    headings = [t.heading for t in _section(project, ReportOptions(("segments",), codes=(trust,))).tables]
    assert headings == ["Trust"]
    concern = study.codes["Concern"].id
    headings = [t.heading for t in _section(project, ReportOptions(("segments",), codes=(concern, trust))).tables]
    assert headings == ["Trust", "Trust > Concern"]
    assert _section(project, ReportOptions(("segments",), codes=(rest,))).tables == ()


def test_choice_of_participants_and_coders(study: Study) -> None:
    project = study.project
    third = study.documents["P03"].participant_id
    assert third is not None
    tables = _section(project, ReportOptions(("segments",), participants=(third,))).tables
    assert [row[1] for table in tables for row in table.rows] == ["P03"]
    second = project.coders.by_name("Mio Berg")
    assert second is not None
    tables = _section(project, ReportOptions(("segments",), coders=(second.id,))).tables
    assert [row[4] for table in tables for row in table.rows] == ["MB", "MB"]


def test_columns_can_be_chosen_and_ordered(study: Study) -> None:
    options = ReportOptions(("segments",), columns={"segments": ("paragraph", "quotation")})
    table = _section(study.project, options).tables[0]
    assert [column.key for column in table.columns] == ["paragraph", "quotation"]
    assert table.rows == (("5", "I could stop."),)


def test_long_quotations_are_shortened_only_on_request_and_marked(study: Study) -> None:
    options = ReportOptions(("segments",), longest_quotation_chars=40)
    quotation = _section(study.project, options).tables[1].rows[0][0]
    head, tail = quotation.split(" […] ")
    assert len(quotation) <= 40
    assert TEXTS["P01"].count(head) == TEXTS["P01"].count(tail) == 1


def test_words_of_a_group_belong_to_who_said_them(focus_group: Project) -> None:
    rows = _section(focus_group).tables[0].rows
    assert [(row[0], row[1]) for row in rows] == [
        ("I waited a year.", "P1"),
        ("I never waited.", "P2"),
        ("Thank you both.", ""),
    ]


def test_project_without_codings_says_so(empty: Project) -> None:
    section = _section(empty)
    assert (section.tables, section.introduction) == ((), "No passage has been coded yet.")
