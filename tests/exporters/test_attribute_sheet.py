"""The sheet of participants as a file: typed, safe to open, and the same again when it comes back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from annotator.exporters.attribute_sheet import write
from annotator.importers.attribute_mapping import guessed_mapping
from annotator.importers.attribute_table import table_of
from annotator.importers.attributes_into_project import AttributeImport, import_people
from annotator.importers.sheet_file import read
from annotator.project.errors import ExportFailed
from annotator.project.project import Project
from tests.project.rows import rows_of


@pytest.fixture
def study(project: Project) -> Project:
    """Two people with every kind of value, and words that a spreadsheet would calculate with."""
    first, second = project.participants.ensure_many(["P01", "=P02"])
    project.participants.edit(first.id, pseudonym="Ingunn", note="Said “no”,\nthen; yes\t!")
    kinds = ("text", "number", "yes/no", "date", "choice")
    attributes = [project.participants.add_attribute(f"A {kind}", kind, ["-none", "some"]) for kind in kinds]
    values = ("=1+1", "-1.5", "no", "1899-03-14", "-none"), ("'=x", "1234567890123456789", "yes", "2026-03-14", "some")
    project.participants.set_values(
        {
            (person.id, attribute.id): value
            for person, row in zip((first, second), values, strict=True)
            for attribute, value in zip(attributes, row, strict=True)
        }
    )
    return project


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_the_file_imported_again_changes_nothing(study: Project, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"people.{suffix}"
    assert write(study, path) == 2
    before = rows_of(study)
    found = table_of(read(path).sheets[0])
    labels = [person.label for person in study.participants.all()]
    mapping = guessed_mapping(found, labels, study.participants.attributes())
    assert mapping.is_sure
    done = import_people(study, AttributeImport(path.name, found, mapping))
    assert (done.changes_anything, done.refused, done.conflicts) == (False, [], [])
    assert done.same_values == 12
    assert rows_of(study) == before


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_words_in_a_column_of_numbers_are_written_as_words_and_come_back(
    project: Project, tmp_path: Path, suffix: str
) -> None:
    people = project.participants.ensure_many(["P01", "P02"])
    age = project.participants.add_attribute("Age", "number")
    odd = {(people[0].id, age.id): "=1+1", (people[1].id, age.id): "about 50"}
    project.participants.set_values(odd, takes_misfits=True)
    path = tmp_path / f"people.{suffix}"
    write(project, path)
    found = table_of(read(path).sheets[0])
    assert [row[-1] for row in found.rows] == ["=1+1", "about 50"]
    if suffix == "csv":
        assert "'=1+1" in path.read_text("utf-8-sig")
    mapping = guessed_mapping(found, ["P01", "P02"], project.participants.attributes())
    done = import_people(project, AttributeImport(path.name, found, mapping))
    assert (done.changes_anything, done.refused, done.same_values) == (False, [], 2)


def test_excel_gets_numbers_and_days_and_never_a_formula(study: Project, tmp_path: Path) -> None:
    path = tmp_path / "people.xlsx"
    write(study, path)
    sheet = load_workbook(path).active
    assert sheet is not None
    first, second = ([cell.value for cell in row] for row in sheet.iter_rows(min_row=2))
    assert first[3:] == ["=1+1", -1.5, "no", "1899-03-14", "-none"]
    assert second[4:7] == ["1234567890123456789", "yes", datetime(2026, 3, 14)]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s", "n", "d"}


def test_csv_has_a_mark_for_excel_and_guards_its_formulas(study: Project, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    write(study, path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    text = path.read_text("utf-8-sig")
    assert "'=1+1,-1.5,no,1899-03-14,'-none" in text
    assert "\n'=P02," in text


def test_another_suffix_is_refused(study: Project, tmp_path: Path) -> None:
    with pytest.raises(ExportFailed) as raised:
        write(study, tmp_path / "people.pdf")
    assert ".xlsx or .csv" in raised.value.sentence()


def test_what_no_cell_of_a_workbook_holds_is_not_cut_off(project: Project, tmp_path: Path) -> None:
    note = "She waited. " * 3_000
    project.participants.add("P01", note=note)
    with pytest.raises(ExportFailed, match="P01"):
        write(project, tmp_path / "people.xlsx")
    assert list(tmp_path.glob("people*")) == []
    write(project, tmp_path / "people.csv")
    assert note in (tmp_path / "people.csv").read_text(encoding="utf-8-sig")
