"""A table of people that was read and mapped, brought into a project as one operation."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.importers.attribute_mapping import TableMapping
from annotator.importers.attribute_plan import People, Plan, PlanOptions, people_of, plan
from annotator.importers.attribute_table import AttributeTable
from annotator.project.collection import folded
from annotator.project.project import Project


@dataclass(frozen=True, slots=True)
class AttributeImport:
    """A table, what its columns become, and what a person decided."""

    source_name: str
    table: AttributeTable
    mapping: TableMapping
    options: PlanOptions = field(default_factory=PlanOptions)


def people_in(project: Project) -> People:
    """What the project holds of people."""
    participants = project.participants
    return people_of(participants.all(), participants.attributes(), participants.values())


def import_people(project: Project, what: AttributeImport) -> Plan:
    """Do what `plan` says of this table, and return the plan. Raises ProjectIsReadOnly, ChangeNotSaved."""
    made = plan(what.table, what.mapping, people_in(project), what.options)
    carry_out(project, what.source_name, made)
    return made


def carry_out(project: Project, source_name: str, made: Plan) -> None:
    """Do what a plan says, made of the project as it is now, as one operation. Raises as `import_people`."""
    count = len(made.values) + sum(map(len, made.fields.values()))
    with project.operation("participant.import", source=source_name, count=count):
        _add_attributes(project, made)
        _write(project, made)


def _add_attributes(project: Project, made: Plan) -> None:
    for attribute in made.attributes:
        project.participants.add_attribute(attribute.name, attribute.kind, attribute.choices)
    for attribute_id, choices in made.choices.items():
        project.participants.set_choices(attribute_id, choices)


def _write(project: Project, made: Plan) -> None:
    project.participants.ensure_many(made.new_labels)
    ids = {folded(person.label): person.id for person in project.participants.all()}
    attribute_ids = {folded(attribute.name): attribute.id for attribute in project.participants.attributes()}
    if made.fields:
        project.participants.edit_many({ids[folded(label)]: fields for label, fields in made.fields.items()})
    values = {(ids[folded(label)], attribute_ids[folded(name)]): value for (label, name), value in made.values.items()}
    project.participants.set_values(values)
