"""The table of agreement: its figures, the sentence for a methods section, and what stands beside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from annotator.analysis.agreement_terms import AgreementQuestion
from annotator.analysis.coefficients import Undefined, Why
from annotator.project.documents import Document
from annotator.project.project import Project
from annotator.reports.agreement_words import coefficient_words, percent_words
from annotator.reports.model import Section
from annotator.reports.options import ReportOptions
from annotator.reports.report import build

TEXT = "A: The bus was late. It rained. Nobody minded.\nB: Nobody? I did. I walked. It was cold. I sang."
Coded = Callable[[str, str, str], None]


def section(project: Project, question: AgreementQuestion, options: ReportOptions | None = None) -> Section:
    asked = replace(options or ReportOptions(), tables=("agreement",), agreement=question)
    return build(project, asked).sections[0]


def sentence(found: Section) -> str:
    """The sentence for a methods section, which stands first below the first table."""
    return found.tables[0].note.split("\n")[0]


@pytest.fixture
def talks(empty: Project) -> dict[str, Document]:
    """Three interviews of eight sentences."""
    return {name: empty.documents.add(name, TEXT, kind="interview") for name in ("One", "Two", "Three")}


@pytest.fixture
def code(empty: Project, talks: dict[str, Document]) -> Coded:
    """Let a coder give the words of a talk a code: (coder, talk, words)."""
    weather = empty.codes.add("Weather")

    def coded(coder: str, talk: str, words: str) -> None:
        empty.work_as(coder)
        start = TEXT.index(words)
        empty.codings.add(talks[talk].id, weather.id, start, start + len(words))

    return coded


def test_the_sentence_says_who_coded_what_by_which_unit_and_how_far_they_agree(empty: Project, code: Coded) -> None:
    for words in ("It rained.", "It was cold.", "late"):
        code("Ada Krohn", "One", words)
    for words in ("It rained.", "cold"):
        code("Mio Berg", "One", words)
    code("Ada Krohn", "Two", "It rained.")
    found = section(empty, AgreementQuestion(unit="sentence"))
    assert sentence(found) == (
        "Two coders (AK, MB) coded 1 of 3 interviews independently; agreement was computed per sentence, counting "
        "uncoded text, over 8 decisions on 1 code: 88 %, Cohen's κ = 0.71, Krippendorff's α = 0.73."
    )
    by_code, by_document = found.tables
    assert by_code.caption == "Agreement between coders by code, per sentence, counting uncoded text"
    assert by_code.rows == (
        ("Weather", "8", "2", "1", "5", "87.5", "0.71", "0.73"),
        ("All codes", "8", "2", "1", "5", "87.5", "0.71", "0.73"),
    )
    assert by_document.rows == (("One", "AK, MB", *by_code.rows[0][1:]),)
    assert "fewer than two of the coders have coded them: Two; Three." in by_document.note


def test_three_coders_have_the_mean_of_their_pairs_and_a_table_of_them(empty: Project, code: Coded) -> None:
    for coder, words in (("Ada Krohn", "It rained."), ("Mio Berg", "It rained."), ("Eva Lo", "It was cold.")):
        code(coder, "One", words)
    code("Ada Krohn", "Two", "I sang.")
    code("Mio Berg", "Two", "I sang.")
    found = section(empty, AgreementQuestion(unit="sentence"))
    assert sentence(found).startswith(
        "Three coders (AK, MB, EL) coded 2 of 3 interviews independently, each by at least two of them; "
    )
    assert "mean Cohen's κ of 3 pairs = " in sentence(found)
    by_code, by_document, by_pair = found.tables
    assert [column.title for column in by_code.columns][2:7] == ["By all", "By some", "By none", "%", "Mean κ"]
    assert [row[1] for row in by_document.rows] == ["AK, MB, EL", "AK, MB"]
    assert [row[:2] for row in by_pair.rows] == [("AK, MB", "16"), ("AK, EL", "8"), ("MB, EL", "8")]
    assert "Light 1971" in by_code.note


def test_what_is_undefined_is_said_in_words_with_its_reason(empty: Project, code: Coded) -> None:
    code("Ada Krohn", "One", TEXT)
    code("Mio Berg", "One", TEXT)
    unused = empty.codes.add("Unused")
    chosen = ReportOptions(codes=(empty.codes.find("Weather").id, unused.id))
    found = section(empty, AgreementQuestion(unit="sentence"), chosen)
    assert sentence(found).endswith(
        f"on 1 code: 100 %, Cohen's κ undefined, Krippendorff's α undefined. {Why.ALWAYS_GIVEN}"
    )
    by_code = found.tables[0]
    assert [row[-2:] for row in by_code.rows] == [("undefined", "undefined")] * 3
    assert f"Undefined for Weather; All codes: {Why.ALWAYS_GIVEN}" in by_code.note
    assert f"Undefined for Unused: {Why.NEVER_GIVEN}" in by_code.note


def test_segments_have_a_percentage_and_no_coefficient(empty: Project, code: Coded) -> None:
    code("Ada Krohn", "One", "It rained.")
    code("Mio Berg", "One", "It rained. Nobody minded.")
    code("Mio Berg", "One", "cold")
    found = section(empty, AgreementQuestion(unit="overlapping_segment"))
    assert sentence(found).endswith("over 3 segments on 1 code: 67 %.")
    by_code = found.tables[0]
    assert [column.title for column in by_code.columns] == ["Code", "Segments", "Alike", "Not alike", "%"]
    assert by_code.rows[-1] == ("All codes", "3", "2", "1", "66.7")
    assert "There is no κ and no α: nobody can count the segments that no coder chose" in by_code.note


def test_codes_of_one_name_under_two_others_keep_a_row_each(empty: Project, talks: dict[str, Document]) -> None:
    for parent in ("Then", "Now"):
        top = empty.codes.add(parent)
        below = empty.codes.add("Rain", parent_id=top.id)
        for coder in ("Ada Krohn", "Mio Berg"):
            empty.work_as(coder)
            empty.codings.add(talks["One"].id, below.id, 0, 10)
    found = section(empty, AgreementQuestion(with_codes_below=True))
    assert [row[0] for row in found.tables[0].rows] == ["Then", "\u2003Rain", "Now", "\u2003Rain", "All codes"]
    assert "on 2 codes, with the codes under each:" in sentence(found)


def test_the_report_gives_its_coders_and_documents_where_the_question_names_none(empty: Project, code: Coded) -> None:
    for coder in ("Ada Krohn", "Mio Berg", "Eva Lo"):
        code(coder, "One", "It rained.")
        code(coder, "Two", "It was cold.")
    keeper = empty.coders.add("Consensus", role="consensus")
    code("Consensus", "One", "It rained.")
    people = {coder.name: coder.id for coder in empty.coders.all()}
    options = ReportOptions(
        coders=(people["Ada Krohn"], people["Eva Lo"], keeper.id), participants=(empty.documents.find("Two").id,)
    )
    found = section(empty, AgreementQuestion(), options)
    assert sentence(found).startswith("Two coders (AK, EL) coded one interview independently;")
    asked = AgreementQuestion(coders=(keeper.id, people["Mio Berg"]), documents=(empty.documents.find("One").id,))
    assert sentence(section(empty, asked, options)).startswith("Two coders (CO, MB) coded one interview")


def test_coders_of_the_same_initials_are_named_in_full(empty: Project, code: Coded) -> None:
    code("Ada Krohn", "One", "It rained.")
    code("Arne Kvam", "One", "It rained.")
    assert "Two coders (Ada Krohn, Arne Kvam)" in sentence(section(empty, AgreementQuestion()))


def test_chosen_columns_of_figures_hold_for_every_table_of_the_section(empty: Project, code: Coded) -> None:
    code("Ada Krohn", "One", "It rained.")
    code("Mio Berg", "One", "It rained.")
    options = ReportOptions(columns={"agreement": ("code", "percent", "alpha")})
    by_code, by_document = section(empty, AgreementQuestion(), options).tables
    assert [column.key for column in by_code.columns] == ["code", "percent", "alpha"]
    assert [column.key for column in by_document.columns] == ["document", "coders", "percent", "alpha"]


def test_figures_are_never_rounded_to_what_they_are_not() -> None:
    assert [percent_words(value) for value in (100.0, 99.7, 86.5, 0.3, 0.0)] == ["100", "> 99", "87", "< 1", "0"]
    assert [percent_words(value, 1) for value in (99.97, 99.94)] == ["> 99.9", "99.9"]
    assert [coefficient_words(value) for value in (1.0, 0.998, 0.736, -0.004, -0.016)] == [
        "1.00",
        "> 0.99",
        "0.74",
        "0.00",
        "−0.02",
    ]
    assert percent_words(Undefined(Why.NO_SEGMENTS)) == coefficient_words(Undefined(Why.NEVER_GIVEN)) == "undefined"
