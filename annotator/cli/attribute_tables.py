"""Tables of participants on the command line: brought in by `import`, written by `export`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from annotator.cli.errors import LabelsUnsure, NoSuchColumn, NoSuchSheet
from annotator.cli.opening import ProjectPath, open_to_read
from annotator.cli.output import counted, print_lines

if TYPE_CHECKING:
    from annotator.importers.attribute_mapping import TableMapping
    from annotator.importers.attribute_plan import Plan
    from annotator.importers.attribute_table import AttributeTable
    from annotator.importers.sheet_file import Sheet, SheetFile
    from annotator.project.project import Project

_SUFFIXES = (".xlsx", ".csv")
_MOST_TOLD = 10


@dataclass(frozen=True, slots=True)
class TableWishes:
    """What the command says about tables, where a guess is not enough."""

    label_column: str = ""
    sheet: str = ""
    takes_theirs: bool = False
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class ImportedTable:
    """A table that is in the project now."""

    path: Path
    label_column: str
    table: AttributeTable
    mapping: TableMapping
    plan: Plan


def import_tables(project: Project, paths: Sequence[Path], wishes: TableWishes) -> list[ImportedTable]:
    """Bring tables of participants in, each as one operation; none of them where one cannot be read.

    Raises ImportFailed, LabelsUnsure, NoSuchColumn, NoSuchSheet.
    """
    from annotator.importers.attribute_plan import PlanOptions
    from annotator.importers.attributes_into_project import AttributeImport, import_people

    options = PlanOptions(takes_theirs=wishes.takes_theirs)
    wanted = [_mapped(project, path, wishes) for path in paths]
    done = []
    for path, (table, mapping) in zip(paths, wanted, strict=True):
        made = import_people(project, AttributeImport(path.name, table, mapping, options))
        done.append(ImportedTable(path, table.headings[mapping.label_place or 0], table, mapping, made))
    return done


def table_as_json(one: ImportedTable) -> dict[str, Any]:
    """A table as `import --json` gives it."""
    return {
        "source": one.path.name,
        "label_column": one.label_column,
        "columns": [
            {"column": heading, "use": column.use, "attribute": column.name or None, "kind": column.kind}
            for heading, column in zip(one.table.headings, one.mapping.columns, strict=True)
        ],
        "participants_added": one.plan.new_labels,
        "taken_for": [{"label": theirs, "participant": mine} for theirs, mine in one.plan.similar],
        "attributes_added": [attribute.name for attribute in one.plan.attributes],
        "values_added": one.plan.new_values,
        "values_unchanged": one.plan.same_values,
        "conflicts": [
            {"participant": each.label, "attribute": each.name, "project": each.mine, "file": each.theirs}
            for each in one.plan.conflicts
        ],
        "left_out": [
            {"participant": each.label, "attribute": each.name, "value": each.value, "reason": each.reason}
            for each in one.plan.refused
        ],
    }


def table_lines(one: ImportedTable, takes_theirs: bool) -> Iterator[str]:
    """What came of a table, for people."""
    from annotator.importers.attribute_mapping import undecided
    from annotator.project.number_words import readings

    made = one.plan
    yield (
        f"{one.path.name}: people by “{one.label_column}”, "
        f"{counted(len(made.new_labels), 'participant', 'participants')} added, "
        f"{counted(made.new_values, 'value', 'values')} new, {made.same_values:,} unchanged."
    )
    for attribute in made.attributes:
        yield f"  new attribute “{attribute.name}” ({attribute.kind})"
    for heading, number in undecided(one.table, one.mapping):
        either = " or ".join(readings(number).values())
        yield f"  “{heading}”: {number} may be {either}; write it so in the file, or import it in the window"
    for theirs, mine in made.similar:
        yield f"  “{theirs}” was taken for “{mine}”"
    for clash in made.conflicts[:_MOST_TOLD]:
        verdict = "replaced" if takes_theirs else "kept; --replace takes the file's"
        yield f"  {clash.label}, {clash.name}: “{clash.mine}” here, “{clash.theirs}” in the file ({verdict})"
    for cell in made.refused[:_MOST_TOLD]:
        place = ", ".join(filter(None, (cell.label, cell.name)))
        yield f"  {place}: left out{f' “{cell.value}”' if cell.value else ''}, {cell.reason}"
    more = sum(max(0, len(each) - _MOST_TOLD) for each in (made.conflicts, made.refused))
    if more:
        yield f"  and {more:,} more; --json gives all"


def export(
    path: ProjectPath,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The .xlsx or .csv file to write.", show_default=False)],
) -> None:
    """Write the participants as a spreadsheet.

    One row for each, with all attributes, as .xlsx or .csv. Imported again, the file changes nothing.
    A file that is there already is replaced once the new one is whole.
    """
    if out.suffix.lower() not in _SUFFIXES:
        raise typer.BadParameter(f"“{out.name}” does not end in {' or '.join(_SUFFIXES)}", param_hint="OUT")
    from annotator.exporters import attribute_sheet

    with open_to_read(path) as project:
        count = attribute_sheet.write(project, out)
    print_lines([f"Wrote {out}: {counted(count, 'participant', 'participants')}."])


def _mapped(project: Project, path: Path, wishes: TableWishes) -> tuple[AttributeTable, TableMapping]:
    from annotator.importers import sheet_file
    from annotator.importers.attribute_mapping import guessed_mapping
    from annotator.importers.attribute_table import looks_transposed, table_of

    sheet = _sheet(sheet_file.read(path, wishes.encoding), path, wishes.sheet)
    labels = [person.label for person in project.participants.all()]
    table = table_of(sheet, is_transposed=looks_transposed(sheet, labels))
    attributes = project.participants.attributes()
    try:
        mapping = guessed_mapping(table, labels, attributes, wishes.label_column or None)
    except ValueError:
        raise NoSuchColumn(path, wishes.label_column, ", ".join(table.headings)) from None
    if not mapping.is_sure:
        raise LabelsUnsure(path, ", ".join(table.headings))
    return table, mapping


def _sheet(file: SheetFile, path: Path, name: str) -> Sheet:
    for sheet in file.sheets:
        if not name or sheet.name.casefold() == name.casefold():
            return sheet
    raise NoSuchSheet(path, name, ", ".join(sheet.name for sheet in file.sheets))
