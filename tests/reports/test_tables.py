"""Codebook, themes, matrix and participants: what they count and whom they quote."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.project.project import Project
from annotator.reports.model import Section
from annotator.reports.options import ReportOptions
from annotator.reports.registry import TABLE_NAMES, TABLES, TableKind
from annotator.reports.report import build
from tests.reports.conftest import TEXTS, Study


def _section(project: Project, name: str, options: ReportOptions | None = None) -> Section:
    return build(project, replace(options or ReportOptions(), tables=(name,))).sections[0]


def test_codebook_has_every_code_with_its_rules_and_counts(study: Study) -> None:
    table = _section(study.project, "codebook").tables[0]
    assert [column.title for column in table.columns][:4] == ["Code", "Definition", "When to use", "When not to use"]
    assert [(row[0], *row[-2:]) for row in table.rows] == [
        ("Trust", "1", "1"),
        ("\u2003Concern", "4", "2"),
        ("\u2003Honesty", "1", "1"),
        ("Rest", "0", "0"),
    ]
    assert table.is_wide


def test_codebook_quotes_the_chosen_example(study: Study) -> None:
    chosen = study.code("P03", "Concern", "Nothing more.")
    assert "Tuesday" in _section(study.project, "codebook").tables[0].rows[1][4]
    study.project.codes.set_example(study.codes["Concern"].id, chosen)
    row = _section(study.project, "codebook").tables[0].rows[1]
    assert row[4:6] == ("Nothing more.", "P03, ¶ 3")


def test_columns_without_a_word_are_left_out_unless_chosen(empty: Project) -> None:
    empty.codes.add("Alone")
    table = _section(empty, "codebook").tables[0]
    assert [column.key for column in table.columns] == ["code", "codings", "participants"]
    assert not table.is_wide
    options = ReportOptions(columns={"codebook": ("code", "definition")})
    assert _section(empty, "codebook", options).tables[0].rows == (("Alone", ""),)


def test_code_chosen_without_the_one_above_shows_its_path(study: Study) -> None:
    options = ReportOptions(codes=(study.codes["Honesty"].id,))
    assert [row[0] for row in _section(study.project, "codebook", options).tables[0].rows] == ["Trust > Honesty"]
    assert _section(study.project, "themes", options).tables[0].rows[0][0] == "Trust > Honesty"


def test_theme_chosen_without_its_subthemes_counts_only_its_own(study: Study) -> None:
    only = ReportOptions(codes=(study.codes["Trust"].id,))
    assert [row[:2] for row in _section(study.project, "themes", only).tables[0].rows] == [("Trust", "1 of 3")]
    with_one = ReportOptions(codes=(study.codes["Trust"].id, study.codes["Concern"].id))
    counted = [row[:3] for row in _section(study.project, "themes", with_one).tables[0].rows if row[2]]
    assert counted == [("Trust", "", "3 of 3"), ("", "Concern", "2 of 3")]
    matrix = _section(study.project, "matrix", only).tables[0]
    assert [row[-1] for row in matrix.rows] == ["1", "1"]


def test_code_between_two_chosen_ones_is_still_named(study: Study) -> None:
    concern = study.codes["Concern"]
    soup = study.project.codes.add("Soup", parent_id=concern.id)
    options = ReportOptions(codes=(study.codes["Trust"].id, soup.id))
    names = [row[0] for row in _section(study.project, "codebook", options).tables[0].rows]
    assert names == ["Trust", "\u2003Concern > Soup"]
    assert [row[:2] for row in _section(study.project, "themes", options).tables[0].rows if row[2]] == [
        ("Trust", ""),
        ("", "Concern > Soup"),
    ]


def test_theme_counts_participants_of_its_subthemes_once(study: Study) -> None:
    table = _section(study.project, "themes").tables[0]
    counted = [row[:3] for row in table.rows if row[2]]
    assert counted == [
        ("Trust", "", "3 of 3"),
        ("", "Concern", "2 of 3"),
        ("", "Honesty", "1 of 3"),
        ("Rest", "", "0 of 3"),
    ]
    assert "N = 3 participants" in table.note


def test_themes_quote_several_people_with_their_paragraphs(study: Study) -> None:
    rows = [row for row in _section(study.project, "themes").tables[0].rows if row[3]]
    assert [row[4] for row in rows] == ["P02, ¶ 5", "P01, ¶ 2", "P03, ¶ 2", "P02, ¶ 2–3"]
    for row in rows:
        assert row[3] in TEXTS[row[4][:3]]


def test_more_quotations_per_theme_begin_a_second_round(study: Study) -> None:
    rows = _section(study.project, "themes", ReportOptions(quotations_per_theme=9)).tables[0].rows
    cited = [row[4] for row in rows if row[4].startswith(("P01", "P03"))]
    assert cited == ["P01, ¶ 2", "P03, ¶ 2", "P01, ¶ 3"]


def test_matrix_counts_codings_per_participant_with_totals(study: Study) -> None:
    table = _section(study.project, "matrix").tables[0]
    assert [column.title for column in table.columns] == ["Code", "P01", "P02", "P03", "All"]
    assert table.rows == (
        ("Trust", "0", "1", "0", "1"),
        ("\u2003Concern", "3", "0", "1", "4"),
        ("\u2003Honesty", "0", "1", "0", "1"),
        ("Rest", "0", "0", "0", "0"),
        ("All codes", "3", "2", "1", "6"),
    )


def test_matrix_is_split_where_participants_do_not_fit(study: Study) -> None:
    tables = _section(study.project, "matrix", ReportOptions(participants_per_matrix=2)).tables
    assert [table.heading for table in tables] == ["P01 to P02", "P03"]
    assert [row[-1] for row in tables[0].rows] == [row[-1] for row in tables[1].rows]


def test_matrix_of_one_coder_counts_that_coder_alone(study: Study) -> None:
    coder = study.project.coders.by_name("Mio Berg")
    assert coder is not None
    rows = _section(study.project, "matrix", ReportOptions(coders=(coder.id,))).tables[0].rows
    assert rows[-1] == ("All codes", "1", "1", "0", "2")


def test_grouped_and_counted_ways_agree(study: Study) -> None:
    everyone = tuple(coder.id for coder in study.project.coders.all())
    grouped = _section(study.project, "matrix")
    assert _section(study.project, "matrix", ReportOptions(coders=everyone)) == grouped


def test_study_of_documents_counts_documents(empty: Project) -> None:
    code = empty.codes.add("Citizenship")
    for name in ("Guide A", "Guide B"):
        empty.documents.add(name, "Work and housing come first.", kind="guidance document")
    empty.codings.add(empty.documents.find("Guide B").id, code.id, 0, 4)
    section = _section(empty, "matrix")
    assert section.heading == "Codes by document"
    assert section.tables[0].rows[0] == ("Citizenship", "0", "1", "1")
    themes = _section(empty, "themes").tables[0]
    assert themes.rows[0] == ("Citizenship", "1 of 2", "Work", "Guide B, ¶ 1")
    assert "N = 2 documents" in themes.note


def test_group_talk_is_a_column_only_for_words_of_no_participant(focus_group: Project) -> None:
    table = _section(focus_group, "matrix").tables[0]
    assert [column.title for column in table.columns] == ["Code", "P1", "P2", "Group", "All"]
    assert table.rows[0] == ("Waiting", "1", "1", "1", "3")
    assert _section(focus_group, "themes").tables[0].rows[0][1] == "2 of 2"


@pytest.fixture
def described(study: Study) -> Study:
    people = study.project.participants
    age = people.add_attribute("Age", "number")
    role = people.add_attribute("Role", "choice", ["Peer", "Nurse"])
    for label, years, what in (("P01", "41", "Nurse"), ("P02", "30", "Nurse"), ("P03", "", "Peer")):
        person = people.by_label(label)
        assert person is not None
        people.set_value(person.id, age.id, years)
        people.set_value(person.id, role.id, what)
    return study


def test_participants_have_a_row_each_with_their_attributes(described: Study) -> None:
    table = _section(described.project, "participants").tables[0]
    assert [column.title for column in table.columns] == ["Participant", "Age", "Role", "Documents", "Codings"]
    assert table.rows[0] == ("P01", "41", "Nurse", "1", "3")
    assert table.rows[2] == ("P03", "", "Peer", "1", "1")


def test_summary_gives_ranges_and_counts_and_says_what_is_missing(described: Study) -> None:
    table = _section(described.project, "participants").tables[1]
    assert table.rows == (
        ("Age", "Range 30–41; median 35.5; mean 35.5", "2", ""),
        ("", "Not known", "1", ""),
        ("Role", "Peer", "1", "33"),
        ("", "Nurse", "2", "67"),
    )


def test_summary_counts_words_among_numbers_apart(described: Study) -> None:
    people = described.project.participants
    age = next(each for each in people.attributes() if each.name == "Age")
    last = people.by_label("P03")
    assert last is not None
    people.set_value(last.id, age.id, "about 50", takes_misfits=True)
    rows = _section(described.project, "participants").tables[1].rows
    assert rows[0][1:] == ("Range 30–41; median 35.5; mean 35.5", "2", "")
    assert rows[1] == ("", "Other words: about 50", "1", "")


def test_summary_passes_over_free_text_that_is_different_for_each(described: Study) -> None:
    people = described.project.participants
    note = people.add_attribute("living with", "text")
    for person, value in zip(people.all(), ("a cat", "two sons", "nobody"), strict=True):
        people.set_value(person.id, note.id, value)
    characteristics, summary = _section(described.project, "participants").tables
    assert "Living with" in [column.title for column in characteristics.columns]
    assert "Living with" not in [row[0] for row in summary.rows]


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_empty_project_gives_a_sentence_and_no_empty_table(empty: Project, name: str) -> None:
    section = _section(empty, name)
    assert section.tables == ()
    assert section.introduction.endswith("yet.")


@pytest.mark.parametrize("kind", [kind for kind in TABLES if kind.column_keys], ids=lambda kind: kind.name)
def test_column_keys_of_the_registry_are_those_of_the_table(study: Study, kind: TableKind) -> None:
    study.project.meetings.add("2026-03-03")
    options = ReportOptions(columns={kind.name: kind.column_keys})
    columns = _section(study.project, kind.name, options).tables[0].columns
    assert tuple(column.key for column in columns) == kind.column_keys


def test_matrix_turns_the_page_only_for_labels_that_have_no_room(empty: Project) -> None:
    empty.codes.add("Hope")
    for number in range(1, 9):
        empty.documents.add(f"Interview {number}", "Words.", participant=f"P{number:02}")
    assert not _section(empty, "matrix").tables[0].is_wide
    for number in range(9, 13):
        empty.documents.add(f"Interview {number}", "Words.", participant=f"P{number:02}")
    assert _section(empty, "matrix").tables[0].is_wide
