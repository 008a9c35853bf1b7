"""import and export of tables of participants."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook, load_workbook

from annotator.project.project import Project
from tests.cli.conftest import Run

PEOPLE = "Participant;Age;Town\nP01;47;Bodø\nP2;38,5;Voss\nP9;na;Moss\n"


def people(path: Path) -> dict[str, list[str]]:
    with Project.open(path, read_only=True) as project:
        values, attributes = project.participants.values(), project.participants.attributes()
        return {p.label: [values.get((p.id, a.id), "") for a in attributes] for p in project.participants.all()}


def test_a_table_of_participants_comes_in_as_one_operation(run: Run, study: Path, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    told = run("import", study, tmp_path / "people.csv")
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("people.csv: people by “Participant”, 1 participant added, 5 values new, 0 unchanged.\n")
    assert "“P01” was taken for “P1”" in told.out
    assert people(study) == {"P1": ["47", "Bodø"], "P2": ["38.5", "Voss"], "P9": ["", "Moss"]}
    assert run("undo", study).out == "Undo: Import participants from “people.csv” (values: 5)\n"
    assert people(study) == {"P1": [], "P2": []}


def test_json_says_what_was_done_and_what_differs(run: Run, study: Path, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    first = run("import", study, tmp_path / "people.csv", "--json").json["tables"][0]
    assert (first["label_column"], first["participants_added"]) == ("Participant", ["P9"])
    assert first["columns"][1] == {"column": "Age", "use": "attribute", "attribute": "Age", "kind": "number"}
    (tmp_path / "people.csv").write_text(PEOPLE.replace("47", "48").replace("na", "old"), encoding="utf-8")
    again = run("import", study, tmp_path / "people.csv", "--json").json["tables"][0]
    assert again["conflicts"] == [{"participant": "P1", "attribute": "Age", "project": "47", "file": "48"}]
    assert again["left_out"] == [
        {"participant": "P9", "attribute": "Age", "value": "old", "reason": "it takes a number"}
    ]
    assert people(study)["P1"][0] == "47"
    run("import", study, tmp_path / "people.csv", "--replace")
    assert people(study)["P1"][0] == "48"


def test_where_it_is_not_clear_who_is_who_nothing_is_done(run: Run, study: Path, tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("Fruit,Tool\npear,saw\nplum,axe\n", encoding="utf-8")
    before = study.read_bytes()
    unsure = run("import", study, tmp_path / "odd.csv")
    assert unsure.code == 1
    assert "--label-column" in unsure.err
    assert "Fruit, Tool" in unsure.err
    assert "no column “Colour”" in run("import", study, tmp_path / "odd.csv", "--label-column", "Colour").err
    assert study.read_bytes() == before
    assert run("import", study, tmp_path / "odd.csv", "--label-column", "fruit").code == 0
    assert people(study)["plum"] == ["axe"]


def test_another_sheet_can_be_chosen(run: Run, study: Path, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Nothing of use", "here"])
    sheet = book.create_sheet("People")
    for row in (["", "P1", "P2"], ["Age", 47, 38]):
        sheet.append(row)
    book.save(tmp_path / "people.xlsx")
    assert "no sheet “Folk”" in run("import", study, tmp_path / "people.xlsx", "--sheet", "Folk").err
    done = run("import", study, tmp_path / "people.xlsx", "--sheet", "people", "--label-column", "Column 1")
    assert done.code == 0
    assert people(study) == {"P1": ["47"], "P2": ["38"]}


def test_tables_and_transcripts_come_together(run: Run, study: Path, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "Talk 3.txt").write_text("P9: I stayed for the winter.\n", encoding="utf-8")
    both = run("import", study, tmp_path / "people.csv", tmp_path / "Talk 3.txt", "--json")
    assert [one["document"] for one in both.json["imported"]] == ["Talk 3"]
    assert len(both.json["tables"]) == 1


def test_a_broken_table_leaves_the_project_as_it_was(run: Run, study: Path, tmp_path: Path) -> None:
    (tmp_path / "people.xlsx").write_bytes(b"PK\x03\x04 no more")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    before = study.read_bytes()
    refused = run("import", study, tmp_path / "people.csv", tmp_path / "people.xlsx")
    assert refused.code == 1
    assert refused.err.count("\n") == 1
    assert "people.xlsx could not be read: it is damaged." in refused.err
    assert study.read_bytes() == before


def test_what_was_exported_comes_back_without_a_change(run: Run, study: Path, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    run("import", study, tmp_path / "people.csv")
    for name in ("out.xlsx", "out.csv"):
        assert run("export", study, tmp_path / name).out.endswith(f"{name}: 3 participants.\n")
        again = run("import", study, tmp_path / name, "--json").json["tables"][0]
        assert (again["values_added"], again["values_unchanged"], again["conflicts"]) == (0, 5, [])
    assert load_workbook(tmp_path / "out.xlsx").active["D3"].value == 38.5
    assert run("export", study, tmp_path / "out.pdf").code == 2


def test_a_number_that_may_be_two_is_told_and_stays_as_it_was_written(run: Run, study: Path, tmp_path: Path) -> None:
    (tmp_path / "incomes.csv").write_text("Participant;Income\nP1;12,000\nP2;800\n", encoding="utf-8")
    told = run("import", study, tmp_path / "incomes.csv")
    assert "“Income”: 12,000 may be 12000 or 12.000" in told.out
    assert people(study) == {"P1": ["12,000"], "P2": ["800"]}
