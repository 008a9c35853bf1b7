"""What a sheet of people is about: headings, direction, kinds of columns, and what an import would change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.importers.attribute_mapping import (
    ColumnMapping,
    TableMapping,
    guessed_attribute,
    guessed_mapping,
    undecided,
)
from annotator.importers.attribute_plan import Conflict, PlanOptions
from annotator.importers.attribute_table import AttributeTable, looks_transposed, table_of
from annotator.importers.attributes_into_project import AttributeImport, import_people
from annotator.importers.sheet_file import Row, Sheet
from annotator.project.project import Project
from tests.project.rows import changes_nothing, undone_and_redone

PEOPLE = AttributeTable(
    ("Participant", "Age", "Moved", "Met on", "Setting", "Said"),
    (
        ("P1", "47", "Y", "2026-03-14", "town", "A long road"),
        ("P2", "38,5", "N", "2026-03-15", "country", "A short one"),
        ("P3", "na", "Y", "", "town", "None at all"),
        ("P4", "61", "n", "2026-03-20", "town", "Two of them"),
    ),
)


def sheet(*rows: Row) -> Sheet:
    return Sheet("Sheet 1", rows)


def test_titles_and_empty_rows_and_columns_around_a_table_are_passed_over() -> None:
    found = table_of(sheet(("Our people",), (), ("", "ID", "", "Age"), ("", "P1", "", "47"), (), ("", "P2", "", "38")))
    assert found == AttributeTable(("ID", "Age"), (("P1", "47"), ("P2", "38")))


def test_headings_under_merged_cells_are_told_apart_by_their_group() -> None:
    rows = (("ID", "Before", "", "After", ""), ("", "Sleep", "Mood", "Sleep", "Weight"), ("P1", "1", "2", "3", "4"))
    assert table_of(sheet(*rows)).headings == ("ID", "Before · Sleep", "Mood", "After · Sleep", "Weight")
    assert table_of(sheet(*rows)).rows == (("P1", "1", "2", "3", "4"),)


def test_a_column_without_a_heading_is_called_by_its_number_and_twins_differ() -> None:
    found = table_of(sheet(("ID", "Age", "age", ""), ("P1", "47", "48", "x"), ("P2", "1", "2", "y")))
    assert found.headings == ("ID", "Age", "age (2)", "Column 4")


def test_people_side_by_side_are_noticed_and_turned() -> None:
    across = sheet(("", "P01", "P02", "P03"), ("Age", "47", "38", "61"), ("Town", "Bodø", "Voss", "Moss"))
    assert looks_transposed(across, [])
    turned = table_of(across, is_transposed=True)
    assert turned.headings == ("Column 1", "Age", "Town")
    assert turned.rows[1] == ("P02", "38", "Voss")
    assert not looks_transposed(sheet(("ID", "Age", "Town"), ("P01", "47", "Bodø"), ("P02", "38", "Voss")), ["P01"])
    named = sheet(("What", "Ana", "Ben", "Cleo"), ("Age", "47", "38", "61"))
    assert looks_transposed(named, ["Ana", "Ben", "Cleo"])
    assert not looks_transposed(named, [])


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["47", "38,5", "n/a", ""], "number"),
        (["1", "0", "1"], "number"),
        (["007", "012"], "text"),
        (["Y", "no", "Yes"], "yes/no"),
        (["2026-03-14", "15.3.2026"], "date"),
        (["4/3/2026", "5/3/2026"], "text"),
        (["town", "Town", "country", "town"], "choice"),
        (["a", "b", "c", "d"], "text"),
        (["-", ""], "text"),
    ],
)
def test_the_kind_of_a_column_is_guessed_from_its_cells(cells: list[str], kind: str) -> None:
    assert guessed_attribute("A", cells).kind == kind


def incomes(*cells: str, others: tuple[str, ...] = ("a", "b"), is_typed: bool = False) -> AttributeTable:
    rows = tuple((f"P{at}", cell, other) for at, (cell, other) in enumerate(zip(cells, others, strict=True), 1))
    return AttributeTable(("Participant", "Income", "Other"), rows, is_typed)


@pytest.mark.parametrize(
    ("table", "kind", "kept"),
    [
        (incomes("12,000", "9,5"), "number", {"P1": "12.000", "P2": "9.5"}),
        (incomes("12,000", "1,234,567"), "number", {"P1": "12000", "P2": "1234567"}),
        (incomes("12,000", "8.25"), "number", {"P1": "12000", "P2": "8.25"}),
        (incomes("12.000", "9,5"), "number", {"P1": "12000", "P2": "9.5"}),
        (incomes("12,000", "800", others=("1.5", "2.5")), "number", {"P1": "12000", "P2": "800"}),
        (incomes("12,000", "800", others=("1,5", "2.5")), "text", {"P1": "12,000", "P2": "800"}),
        (incomes("12,000", "800"), "text", {"P1": "12,000", "P2": "800"}),
        (incomes("1.234", "9,5", is_typed=True), "number", {"P1": "1.234", "P2": "9.5"}),
    ],
)
def test_commas_in_numbers_are_read_as_the_column_and_its_file_show(
    project: Project, table: AttributeTable, kind: str, kept: dict[str, str]
) -> None:
    mapping = guessed_mapping(table, [], [])
    assert mapping.columns[1].kind == kind
    import_people(project, AttributeImport("incomes.csv", table, mapping))
    income = next(each for each in project.participants.attributes() if each.name == "Income")
    labels = {person.id: person.label for person in project.participants.all()}
    values = project.participants.values()
    assert {labels[who]: value for (who, what), value in values.items() if what == income.id} == kept


def test_an_unclear_number_for_an_attribute_of_numbers_stays_out_until_its_mark_is_chosen(project: Project) -> None:
    project.participants.add_attribute("Income", "number")
    table = incomes("12,000", "800")
    mapping = guessed_mapping(table, [], project.participants.attributes())
    assert undecided(table, mapping) == [("Income", "12,000")]
    (out,) = import_people(project, AttributeImport("incomes.csv", table, mapping)).refused
    assert (out.value, "12000 or 12.000" in out.reason) == ("12,000", True)
    chosen = mapping.with_column(1, replace(mapping.columns[1], decimal_mark="."))
    assert undecided(table, chosen) == []
    assert import_people(project, AttributeImport("incomes.csv", table, chosen)).values == {("P1", "Income"): "12000"}


def test_choices_are_each_value_once() -> None:
    assert guessed_attribute("A", ["town", "Town", "country", "town", "?"]).choices == ("country", "town")


def test_the_column_of_labels_is_found_by_its_heading_or_by_people_who_are_known() -> None:
    mapping = guessed_mapping(PEOPLE, [], [])
    assert (mapping.label_place, mapping.is_sure) == (0, True)
    ids = AttributeTable(("Survey ID", "Called", "Sex"), (("88", "Ana", "F"), ("89", "Ben", "M"), ("90", "Cleo", "F")))
    assert guessed_mapping(ids, [], []).label_place == 0
    known = guessed_mapping(ids, ["Talk_Ana", "Ben"], [])
    assert (known.label_place, known.is_sure) == (1, True)
    odd = AttributeTable(("Fruit", "Tool"), (("pear", "saw"), ("plum", "axe")))
    assert not guessed_mapping(odd, [], []).is_sure
    assert guessed_mapping(odd, [], [], "tool").label_place == 1
    with pytest.raises(ValueError):
        guessed_mapping(odd, [], [], "colour")


def test_a_person_can_say_another_column_of_labels() -> None:
    mapping = guessed_mapping(PEOPLE, [], []).with_column(5, ColumnMapping("label"))
    assert [column.use for column in mapping.columns] == ["skip", *["attribute"] * 4, "label"]


def test_an_import_adds_people_attributes_and_values_as_one_operation(project: Project) -> None:
    project.participants.add("P01")
    with undone_and_redone(project):
        done = import_people(project, what(project))
    assert done.similar == [("P1", "P01")]
    assert done.new_labels == ["P2", "P3", "P4"]
    assert [p.label for p in project.participants.all()] == ["P01", "P2", "P3", "P4"]
    kinds = {a.name: a.kind for a in project.participants.attributes()}
    assert kinds == {"Age": "number", "Moved": "yes/no", "Met on": "date", "Setting": "choice", "Said": "text"}
    assert table(project)["P2"] == ["38.5", "no", "2026-03-15", "country", "A short one"]
    assert table(project)["P3"] == ["", "yes", "", "town", "None at all"]
    assert project.history.operations()[0].parameters["of"] == "participant.import"


def test_the_same_table_again_changes_nothing(project: Project) -> None:
    import_people(project, what(project))
    changes_nothing(project, lambda: import_people(project, what(project)))
    assert not import_people(project, what(project)).changes_anything


def test_what_differs_is_a_conflict_that_a_person_decides(project: Project) -> None:
    import_people(project, what(project))
    changed = replace(PEOPLE, rows=(("P1", "48", "Y", "2026-03-14", "town", ""), *PEOPLE.rows[1:]))
    kept = import_people(project, what(project, changed))
    assert kept.conflicts == [Conflict("P1", "Age", "47", "48")]
    assert table(project)["P1"][0] == "47"
    import_people(project, what(project, changed, PlanOptions(takes_theirs=True)))
    assert table(project)["P1"][0] == "48"
    assert table(project)["P1"][4] == "A long road"


def test_cells_that_do_not_fit_stay_out_and_say_why(project: Project) -> None:
    project.participants.add_attribute("Age", "number")
    project.participants.add_attribute("Setting", "choice", ["town"])
    odd = replace(PEOPLE, rows=(*PEOPLE.rows, ("P5", "old", "N", "", "sea", ""), ("P5", "", "", "", "", ""), ("", "1")))
    odd = replace(odd, rows=tuple(row + ("",) * (6 - len(row)) for row in odd.rows))
    done = import_people(project, what(project, odd, PlanOptions(adds_choices=False)))
    reasons = {(each.label, each.value): each.reason for each in done.refused}
    assert reasons[("P5", "old")] == "it takes a number"
    assert reasons[("P5", "sea")] == "it takes one of town"
    assert reasons[("P5", "")].startswith("it comes twice")
    assert reasons[("Row 7", "")].startswith("it has no label")
    grown = import_people(project, what(project, odd))
    assert list(grown.choices.values()) == [("town", "country", "sea")]
    assert table(project)["P5"][1] == "sea"


def test_without_new_people_only_those_who_are_there_get_values(project: Project) -> None:
    project.participants.ensure_many(["P2", "P03"])
    done = import_people(project, what(project, options=PlanOptions(adds_people=False, takes_similar=False)))
    assert done.passed_over == ["P1", "P3", "P4"]
    assert [p.label for p in project.participants.all()] == ["P2", "P03"]


def test_a_label_that_is_in_the_file_itself_is_never_taken_for_a_similar_one(project: Project) -> None:
    project.participants.ensure_many(["P01"])
    rows = (("P1", "47"), ("P01", "48"))
    done = import_people(project, what(project, AttributeTable(("Participant", "Age"), rows)))
    assert (done.similar, done.new_labels) == ([], ["P1"])


def test_a_label_that_comes_twice_counts_once_also_where_it_is_taken_for_another(project: Project) -> None:
    project.participants.ensure_many(["P01"])
    rows = (("P1", "Voss"), ("P1", "Moss"))
    done = import_people(project, what(project, AttributeTable(("Participant", "Town"), rows)))
    assert (done.similar, done.new_labels, len(done.refused)) == ([("P1", "P01")], [], 1)
    assert table(project) == {"P01": ["Voss"]}


def test_pseudonyms_and_notes_come_along(project: Project) -> None:
    found = AttributeTable(("Label", "Alias", "Notes", "Note"), (("P1", "Kari", "Met twice", "plain"),))
    import_people(project, what(project, found))
    (person,) = project.participants.all()
    assert (person.label, person.pseudonym, person.note) == ("P1", "Kari", "Met twice")
    assert list(project.participants.values().values()) == ["plain"]


def what(project: Project, table: AttributeTable = PEOPLE, options: PlanOptions | None = None) -> AttributeImport:
    labels = [person.label for person in project.participants.all()]
    mapping: TableMapping = guessed_mapping(table, labels, project.participants.attributes())
    return AttributeImport("people.xlsx", table, mapping, options or PlanOptions())


def table(project: Project) -> dict[str, list[str]]:
    values, attributes = project.participants.values(), project.participants.attributes()
    return {p.label: [values.get((p.id, a.id), "") for a in attributes] for p in project.participants.all()}
