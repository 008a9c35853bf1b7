"""What an import of a table of people would change, worked out before anything is; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotator.analysis.label_matching import Labels
from annotator.importers.attribute_mapping import ColumnMapping, TableMapping, is_unknown, mark_in
from annotator.importers.attribute_table import AttributeTable
from annotator.project.attribute_values import Attribute, fitting_value, is_same_value
from annotator.project.collection import folded
from annotator.project.errors import ValueRefused
from annotator.project.ids import Id
from annotator.project.participants import NAME_LIMIT, Participant

NOBODY = Id(b"")


@dataclass(frozen=True, slots=True)
class People:
    """What the project holds of people, as read once."""

    participants: tuple[Participant, ...]
    attributes: tuple[Attribute, ...]
    values: Mapping[tuple[Id, Id], str]


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """What a person decides. `takes_theirs`: where both say something, what the file says stands."""

    adds_people: bool = True
    takes_similar: bool = True
    takes_theirs: bool = False
    leaves_unknown: bool = True
    adds_choices: bool = True


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place where the project says `mine` and the file `theirs`."""

    label: str
    name: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A cell that stays out, and why."""

    label: str
    name: str
    value: str
    reason: str


@dataclass(slots=True)
class Plan:
    """What would change. Values and fields are by label, so that people who are still to be added have them too."""

    new_labels: list[str] = field(default_factory=list)
    similar: list[tuple[str, str]] = field(default_factory=list)  # (in the file, in the project)
    passed_over: list[str] = field(default_factory=list)  # labels of rows that nobody fits
    attributes: list[Attribute] = field(default_factory=list)  # new, without an id of their own
    choices: dict[Id, tuple[str, ...]] = field(default_factory=dict)  # all choices of attributes that get more
    values: dict[tuple[str, str], str] = field(default_factory=dict)  # (label, attribute) → value as it is kept
    fields: dict[str, dict[str, str]] = field(default_factory=dict)  # label → pseudonym and note
    new_values: int = 0
    same_values: int = 0
    conflicts: list[Conflict] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    @property
    def changes_anything(self) -> bool:
        """Whether the import would do anything at all."""
        return bool(self.new_labels or self.attributes or self.choices or self.values or self.fields)


def plan(table: AttributeTable, mapping: TableMapping, people: People, options: PlanOptions) -> Plan:
    """What importing this table in this way would change."""
    return _Planner(table, mapping, people, options).made()


class _Planner:
    def __init__(self, table: AttributeTable, mapping: TableMapping, people: People, options: PlanOptions) -> None:
        self._table = table
        self._mapping = mapping
        self._people = people
        self._options = options
        self._plan = Plan()
        self._labels = Labels(person.label for person in people.participants)
        self._by_label = {folded(person.label): person for person in people.participants}
        self._seen: set[str] = set()  # labels of the project that a row is about
        self._written: set[str] = set()  # labels as the rows before had them

    def made(self) -> Plan:
        place = self._mapping.label_place
        if place is None:
            return self._plan
        columns = self._target_columns()
        in_file = {folded(row[place]) for row in self._table.rows}
        for number, row in enumerate(self._table.rows, 1):
            label = self._label_of(row[place], number, in_file)
            if label is not None:
                for at, column, attribute in columns:
                    self._take(label, column, attribute, row[at])
        return self._plan

    def _target_columns(self) -> list[tuple[int, ColumnMapping, Attribute | None]]:
        by_name = {folded(attribute.name): attribute for attribute in self._people.attributes}
        columns: list[tuple[int, ColumnMapping, Attribute | None]] = []
        for at, column in enumerate(self._mapping.columns):
            if column.use in ("pseudonym", "note"):
                columns.append((at, column, None))
            if column.use == "attribute":
                attribute = by_name.get(folded(column.name))
                if attribute is None:
                    attribute = Attribute(NOBODY, column.name.strip(), column.kind, column.choices, "")
                    by_name[folded(column.name)] = attribute
                    self._plan.attributes.append(attribute)
                columns.append((at, column, self._with_more_choices(attribute, at)))
        return columns

    def _with_more_choices(self, attribute: Attribute, at: int) -> Attribute:
        """The attribute as it will be, with the choices that the column brings."""
        if attribute.kind != "choice" or not self._options.adds_choices:
            return attribute
        known = {choice.casefold(): choice for choice in attribute.choices}
        for cell in self._table.column(at):
            if cell and not self._is_left(cell):
                known.setdefault(cell.casefold(), cell)
        grown = replace(attribute, choices=tuple(known.values()))
        if len(grown.choices) > len(attribute.choices):
            if attribute.id == NOBODY:
                self._plan.attributes[self._plan.attributes.index(attribute)] = grown
            else:
                self._plan.choices[attribute.id] = grown.choices
        return grown

    def _label_of(self, cell: str, number: int, in_file: set[str]) -> str | None:
        """The label of the participant whom a row is about, as the project writes it; None where the row stays out."""
        cell = " ".join(cell.split())
        if not cell or len(cell) > NAME_LIMIT:
            reason = "it has no label of 1 to 200 characters"
            self._plan.refused.append(Refused(cell or f"Row {number}", "", "", reason))
            return None
        is_second = folded(cell) in self._written
        self._written.add(folded(cell))
        label = None if is_second else self._labels.same(cell) or self._similar(cell, in_file)
        if is_second or folded(label or cell) in self._seen:
            self._plan.refused.append(Refused(cell, "", "", "it comes twice; its first row counts"))
            return None
        self._seen.add(folded(label or cell))
        if label is None and not self._options.adds_people:
            self._plan.passed_over.append(cell)
            return None
        if label is None:
            self._plan.new_labels.append(cell)
        return label or cell

    def _similar(self, cell: str, in_file: set[str]) -> str | None:
        found = self._labels.similar(cell) if self._options.takes_similar else None
        if found is None or folded(found) in in_file or folded(found) in self._seen:
            return None
        self._plan.similar.append((cell, found))
        return found

    def _is_left(self, cell: str) -> bool:
        return self._options.leaves_unknown and is_unknown(cell)

    def _take(self, label: str, column: ColumnMapping, attribute: Attribute | None, cell: str) -> None:
        if not cell or self._is_left(cell):
            return
        person = self._by_label.get(folded(label))
        if attribute is None:
            mine = getattr(person, column.use) if person is not None else ""
            self._weigh(label, column.use, mine, cell, mine == cell)
            return
        mine = self._people.values.get((person.id, attribute.id), "") if person is not None else ""
        if mine == cell:  # also words that do not fit, kept until somebody corrects them
            self._plan.same_values += 1
            return
        try:
            kept = fitting_value(attribute, cell, mark_in(column, self._table, cell))
        except ValueRefused as refusal:
            self._plan.refused.append(Refused(label, attribute.name, cell, f"it takes {refusal.wanted}"))
            return
        self._weigh(label, attribute.name, mine, kept, is_same_value(attribute, mine, kept), is_field=False)

    def _weigh(self, label: str, name: str, mine: str, theirs: str, is_same: bool, *, is_field: bool = True) -> None:
        """Count a cell as the same, new or a conflict, and write down what will be set."""
        if mine and is_same:
            self._plan.same_values += 1
            return
        if mine:
            self._plan.conflicts.append(Conflict(label, name, mine, theirs))
            if not self._options.takes_theirs:
                return
        else:
            self._plan.new_values += 1
        if is_field:
            self._plan.fields.setdefault(label, {})[name] = theirs
        else:
            self._plan.values[(label, name)] = theirs


def people_of(
    participants: Sequence[Participant], attributes: Sequence[Attribute], values: Mapping[tuple[Id, Id], str]
) -> People:
    """What a project holds of people, frozen for `plan`."""
    return People(tuple(participants), tuple(attributes), dict(values))
