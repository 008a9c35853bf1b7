"""Attributes: the typed variables that describe participants, and their values."""

from __future__ import annotations

import json
from collections.abc import Collection as Some
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, get_args

from sqlalchemy import delete, insert, select, update

from annotator.project import schema
from annotator.project.attribute_values import Attribute, AttributeKind, fits, fitting_value, kept_words, wanted_words
from annotator.project.collection import Collection, folded, one_line, portions
from annotator.project.errors import NameTaken, NotFound, ValueRefused, ValuesDoNotFit
from annotator.project.ids import Id, new_id
from annotator.project.number_words import DecimalMark, decimal_mark_of
from annotator.project.order_keys import key_between, keys_for_move
from annotator.project.stored_text import normalise_text

NAME_LIMIT = 200
Cell = tuple[Id, Id]  # participant, attribute
_attribute = schema.attribute
_value = schema.attribute_value
_COLUMNS = tuple(_attribute.c[name] for name in Attribute.__dataclass_fields__)
_OF_PEOPLE = _value.c.participant_id.is_not(None)


@dataclass(frozen=True, slots=True)
class Misfit:
    """A value that an attribute would not take if it were of another kind."""

    participant_id: Id
    value: str


class Attributes(Collection):
    """What participants are described by: attributes in their order, and a value for each participant that has one."""

    def attributes(self) -> list[Attribute]:
        """Every attribute, in order."""
        order = (_attribute.c.order_key, _attribute.c.id)
        return [_as_attribute(row) for row in self._rows(select(*_COLUMNS).order_by(*order))]

    def add_attribute(self, name: str, kind: AttributeKind = "text", choices: Iterable[str] = ()) -> Attribute:
        """A new attribute, at the end. Raises NameTaken, NameRefused, ValueRefused for an unknown kind."""
        _require_kind(kind)
        name = self._free_attribute_name(name)
        existing = self.attributes()
        last = existing[-1].order_key if existing else None
        added = Attribute(new_id(), name, kind, _kept_choices(choices), key_between(last, None))
        row = asdict(added) | {"choices": _choices_as_json(added.choices)}
        with self._project.operation("attribute.add", attribute=name):
            self._run(insert(_attribute).values(**row))
        return added

    def rename_attribute(self, attribute_id: Id, name: str) -> Attribute:
        """Another name. Raises NotFound, NameTaken, NameRefused."""
        found = self._attribute(attribute_id)
        name = self._free_attribute_name(name, attribute_id)
        with self._project.operation("attribute.rename", attribute=found.name, name=name):
            self._run(update(_attribute).where(_attribute.c.id == attribute_id).values(name=name))
        return replace(found, name=name)

    def misfits(self, attribute_id: Id, kind: AttributeKind, choices: Iterable[str] = ()) -> list[Misfit]:
        """The values that fit now and would not if the attribute were of this kind, in no promised order.

        Raises NotFound.
        """
        found = self._attribute(attribute_id)
        wanted = replace(found, kind=kind, choices=_kept_choices(choices))
        values = self._values_of(attribute_id)
        mark = _mark_between(found, wanted, (value for _, value in values))
        return [
            Misfit(person, value) for person, value in values if fits(found, value) and not fits(wanted, value, mark)
        ]

    def set_kind(self, attribute_id: Id, kind: AttributeKind, choices: Iterable[str] = ()) -> Attribute:
        """Another kind; the values are kept as it writes them ("1,5" as "1.5").

        A "choice" without choices takes the values that there are. Raises NotFound, ValueRefused for an unknown kind,
        ValuesDoNotFit where a value would be lost.
        """
        _require_kind(kind)
        found = self._attribute(attribute_id)
        given = _kept_choices(choices)
        if kind == "choice" and not given:
            given = tuple(sorted({value for _, value in self._values_of(attribute_id)}, key=folded))
        wanted = replace(found, kind=kind, choices=given if kind == "choice" else found.choices)
        with self._project.operation("attribute.set_kind", attribute=found.name, kind=kind):
            self._become(wanted)
        return wanted

    def set_choices(self, attribute_id: Id, choices: Sequence[str], renamed: Mapping[str, str] | None = None) -> None:
        """Other choices, in this order; `renamed` says which old one is which new one, and the values follow.

        Raises NotFound, ValueRefused where two are the same, ValuesDoNotFit where a choice that goes is in use.
        """
        found = self._attribute(attribute_id)
        kept = _kept_choices(choices)
        if len({choice.casefold() for choice in kept}) < len(kept):
            raise ValueRefused(found.name, ", ".join(kept), "choices that differ")
        wanted = replace(found, choices=kept)
        with self._project.operation("attribute.set_choices", attribute=found.name):
            self._become(wanted, {old: normalise_text(new).strip() for old, new in (renamed or {}).items()})

    def move_attributes(self, attribute_ids: Sequence[Id], before_id: Id | None) -> None:
        """Put attributes, in this order, before another or last. Raises NotFound."""
        moving = [self._attribute(attribute_id) for attribute_id in attribute_ids]
        order_keys = keys_for_move(self.attributes(), attribute_ids, before_id)
        with self._project.operation("attribute.move", attribute=", ".join(a.name for a in moving)):
            for attribute, order_key in zip(moving, order_keys, strict=True):
                self._run(update(_attribute).where(_attribute.c.id == attribute.id).values(order_key=order_key))

    def delete_attribute(self, attribute_id: Id) -> None:
        """Remove an attribute and all its values. Raises NotFound."""
        found = self._attribute(attribute_id)
        with self._project.operation("attribute.delete", attribute=found.name):
            self._run(delete(_attribute).where(_attribute.c.id == attribute_id))

    # ---- values

    def values(self) -> dict[Cell, str]:
        """Every value by (participant, attribute)."""
        statement = select(_value.c.participant_id, _value.c.attribute_id, _value.c.value).where(_OF_PEOPLE)
        return {(row[0], row[1]): row[2] for row in self._rows(statement)}

    def set_value(self, participant_id: Id, attribute_id: Id, value: str, *, takes_misfits: bool = False) -> None:
        """Set a value; an empty one removes it. Raises NotFound, ValueRefused where it does not fit the kind.

        `takes_misfits`: what does not fit is kept as words, as a person wrote it, until somebody corrects it.
        """
        label, attribute = self._label(participant_id), self._attribute(attribute_id)
        kept = (kept_words if takes_misfits else fitting_value)(attribute, value)
        with self._project.operation("attribute.set", participant=label, attribute=attribute.name):
            self._write({(participant_id, attribute_id): kept})

    def set_values(self, values: Mapping[Cell, str], *, takes_misfits: bool = False) -> None:
        """Set many values as one operation, at a cost by their number; empty ones are removed.

        Raises NotFound, ValueRefused for the first that does not fit its kind; then none is set. `takes_misfits` as
        of `set_value`.
        """
        by_id = {attribute.id: attribute for attribute in self.attributes()}
        as_kept = kept_words if takes_misfits else fitting_value
        kept = {cell: as_kept(_found(by_id, cell[1]), value) for cell, value in values.items()}
        self._require_people({participant_id for participant_id, _ in values})
        names = ", ".join(by_id[each].name for each in dict.fromkeys(cell[1] for cell in values))
        with self._project.operation("attribute.set_many", attribute=names, count=len(values)):
            self._write(kept)

    def _write(self, values: Mapping[Cell, str]) -> None:
        """Write values that fit; what is there already stays untouched."""
        there = self._stored({participant_id for participant_id, _ in values})
        gone = [there[cell][0] for cell, value in values.items() if not value and cell in there]
        for portion in portions(gone):
            self._run(delete(_value).where(_value.c.id.in_(portion)))
        others = [(v, there[cell][0]) for cell, v in values.items() if v and cell in there and there[cell][1] != v]
        if others:  # written out, because a pasted table has tens of thousands
            self._project.connection.exec_driver_sql(f"UPDATE {_value.name} SET value=? WHERE id=?", others)
        new = [(cell, value) for cell, value in values.items() if value and cell not in there]
        columns = ("id", "participant_id", "attribute_id", "value")
        self._insert(_value, [dict(zip(columns, (new_id(), *cell, value), strict=True)) for cell, value in new])

    def _stored(self, participant_ids: Some[Id]) -> dict[Cell, tuple[Id, str]]:
        columns = (_value.c.participant_id, _value.c.attribute_id, _value.c.id, _value.c.value)
        found: dict[Cell, tuple[Id, str]] = {}
        for portion in portions(participant_ids):
            rows = self._rows(select(*columns).where(_value.c.participant_id.in_(portion)))
            found.update({(row[0], row[1]): (row[2], row[3]) for row in rows})
        return found

    def _values_of(self, attribute_id: Id) -> list[tuple[Id, str]]:
        statement = select(_value.c.participant_id, _value.c.value).where(_OF_PEOPLE)
        return [(row[0], row[1]) for row in self._rows(statement.where(_value.c.attribute_id == attribute_id))]

    def _become(self, wanted: Attribute, renamed: Mapping[str, str] | None = None) -> None:
        """Let an attribute be as it is wanted, and its values as it writes them; what did not fit before may stay.

        Raises ValuesDoNotFit.
        """
        found, before = self._attribute(wanted.id), dict(self._values_of(wanted.id))
        values = {person: (renamed or {}).get(value, value) for person, value in before.items()}
        mark = _mark_between(found, wanted, values.values())
        odd = [v for person, v in values.items() if fits(found, before[person]) and not fits(wanted, v, mark)]
        if odd:
            shown = ", ".join(f"“{value}”" for value in dict.fromkeys(odd[:3]))
            raise ValuesDoNotFit(wanted.name, len(odd), shown, wanted_words(wanted))
        row = {"kind": wanted.kind, "choices": _choices_as_json(wanted.choices)}
        self._run(update(_attribute).where(_attribute.c.id == wanted.id).values(row))
        self._write({(person, wanted.id): kept_words(wanted, value, mark) for person, value in values.items()})

    def _attribute(self, attribute_id: Id) -> Attribute:
        for row in self._rows(select(*_COLUMNS).where(_attribute.c.id == attribute_id)):
            return _as_attribute(row)
        raise NotFound("attribute", attribute_id.hex())

    def _free_attribute_name(self, name: str, own_id: Id | None = None) -> str:
        name = one_line("attribute", name, NAME_LIMIT)
        if any(folded(a.name) == folded(name) and a.id != own_id for a in self.attributes()):
            raise NameTaken("attribute", name)
        return name

    def _label(self, participant_id: Id) -> str:
        table = schema.participant
        for row in self._rows(select(table.c.label).where(table.c.id == participant_id)):
            return str(row[0])
        raise NotFound("participant", participant_id.hex())

    def _require_people(self, participant_ids: set[Id]) -> None:
        there = {row[0] for row in self._rows(select(schema.participant.c.id))}
        for missing in participant_ids - there:
            raise NotFound("participant", missing.hex())


def _as_attribute(row: Any) -> Attribute:
    row_id, name, kind, choices, order_key = row
    return Attribute(row_id, name, kind, tuple(json.loads(choices)), order_key)


def _require_kind(kind: str) -> None:
    if kind not in get_args(AttributeKind):
        raise ValueRefused("the kind of an attribute", kind, ", ".join(get_args(AttributeKind)))


def _found(by_id: Mapping[Id, Attribute], attribute_id: Id) -> Attribute:
    if attribute_id not in by_id:
        raise NotFound("attribute", attribute_id.hex())
    return by_id[attribute_id]


def _mark_between(found: Attribute, wanted: Attribute, values: Iterable[str]) -> DecimalMark:
    """How words that become numbers are written, as all of them show; what are numbers already have points."""
    return decimal_mark_of(values) if wanted.kind == "number" and found.kind != "number" else ""


def _kept_choices(choices: Iterable[str]) -> tuple[str, ...]:
    return tuple(choice for choice in (normalise_text(given).strip() for given in choices) if choice)


def _choices_as_json(choices: tuple[str, ...]) -> str:
    return json.dumps(choices, ensure_ascii=False)
