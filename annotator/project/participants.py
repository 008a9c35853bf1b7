"""Participants: the people who were interviewed, and the typed attributes that describe them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from math import isfinite
from typing import Any, Literal, get_args

from sqlalchemy import delete, insert, select, update

from annotator.project import schema
from annotator.project.collection import Collection, folded, one_line
from annotator.project.errors import NameTaken, NotFound, ValueRefused
from annotator.project.ids import Id, new_id
from annotator.project.order_keys import key_between
from annotator.project.stored_text import normalise_text

NAME_LIMIT = 200
AttributeKind = Literal["text", "number", "yes/no", "date", "choice"]
_table = schema.participant
_attribute = schema.attribute
_value = schema.attribute_value


@dataclass(frozen=True, slots=True)
class Participant:
    """A person who was interviewed. `label` ("P03") is what reports print."""

    id: Id
    label: str
    pseudonym: str
    note: str
    order_key: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """A variable that participants have. `choices` are the values of a "choice"."""

    id: Id
    name: str
    kind: AttributeKind
    choices: tuple[str, ...]
    order_key: str


_COLUMNS = tuple(_table.c[name] for name in Participant.__dataclass_fields__)
_ATTRIBUTE_COLUMNS = tuple(_attribute.c[name] for name in Attribute.__dataclass_fields__)


class Participants(Collection):
    """The participants of a project and their attributes."""

    def all(self) -> list[Participant]:
        """Every participant, in order."""
        return [Participant(*row) for row in self._rows(select(*_COLUMNS).order_by(_table.c.order_key, _table.c.id))]

    def get(self, participant_id: Id) -> Participant:
        """The participant with this id. Raises NotFound."""
        for row in self._rows(select(*_COLUMNS).where(_table.c.id == participant_id)):
            return Participant(*row)
        raise NotFound("participant", participant_id.hex())

    def by_label(self, label: str) -> Participant | None:
        """The participant with this label, in capitals or not."""
        wanted = folded(label)
        return next((p for p in self.all() if folded(p.label) == wanted), None)

    def add(self, label: str, *, pseudonym: str = "", note: str = "") -> Participant:
        """A new participant, at the end. Raises NameTaken, NameRefused."""
        label = one_line("participant", label, NAME_LIMIT)
        everyone, wanted = self.all(), folded(label)
        if any(folded(p.label) == wanted for p in everyone):
            raise NameTaken("participant", label)
        last = everyone[-1].order_key if everyone else None
        added = Participant(new_id(), label, normalise_text(pseudonym), normalise_text(note), key_between(last, None))
        with self._project.operation("participant.add", participant=label):
            self._run(insert(_table).values(**asdict(added)))
        return added

    def ensure(self, label: str) -> Participant:
        """The participant with this label, who is added where there is none."""
        return self.by_label(label) or self.add(label)

    def edit(
        self, participant_id: Id, *, label: str | None = None, pseudonym: str | None = None, note: str | None = None
    ) -> Participant:
        """Change what is given. Raises NotFound, NameTaken, NameRefused."""
        participant = self.get(participant_id)
        values: dict[str, Any] = {}
        if label is not None:
            values["label"] = one_line("participant", label, NAME_LIMIT)
            namesake = self.by_label(values["label"])
            if namesake is not None and namesake.id != participant_id:
                raise NameTaken("participant", values["label"])
        if pseudonym is not None:
            values["pseudonym"] = normalise_text(pseudonym)
        if note is not None:
            values["note"] = normalise_text(note)
        if values:
            with self._project.operation("participant.edit", participant=participant.label, fields=sorted(values)):
                self._run(update(_table).where(_table.c.id == participant_id).values(values))
        return self.get(participant_id)

    def delete(self, participant_id: Id) -> None:
        """Remove a participant and their attributes; documents and memos stay. Raises NotFound."""
        participant = self.get(participant_id)
        with self._project.operation("participant.delete", participant=participant.label):
            self._project.memos.detach("participant_id", {participant_id: participant.label})
            self._run(delete(_table).where(_table.c.id == participant_id))

    def attributes(self) -> list[Attribute]:
        """Every attribute, in order."""
        order = (_attribute.c.order_key, _attribute.c.id)
        return [_as_attribute(row) for row in self._rows(select(*_ATTRIBUTE_COLUMNS).order_by(*order))]

    def add_attribute(self, name: str, kind: AttributeKind = "text", choices: Iterable[str] = ()) -> Attribute:
        """A new attribute, at the end. Raises NameTaken, NameRefused, ValueRefused for an unknown kind."""
        name = one_line("attribute", name, NAME_LIMIT)
        if kind not in get_args(AttributeKind):
            raise ValueRefused("the kind of an attribute", kind, ", ".join(get_args(AttributeKind)))
        existing = self.attributes()
        if any(folded(a.name) == folded(name) for a in existing):
            raise NameTaken("attribute", name)
        last = existing[-1].order_key if existing else None
        added = Attribute(new_id(), name, kind, tuple(map(normalise_text, choices)), key_between(last, None))
        row = asdict(added) | {"choices": json.dumps(added.choices, ensure_ascii=False)}
        with self._project.operation("attribute.add", attribute=name):
            self._run(insert(_attribute).values(**row))
        return added

    def delete_attribute(self, attribute_id: Id) -> None:
        """Remove an attribute and all its values. Raises NotFound."""
        found = self._attribute(attribute_id)
        with self._project.operation("attribute.delete", attribute=found.name):
            self._run(delete(_attribute).where(_attribute.c.id == attribute_id))

    def values(self) -> dict[tuple[Id, Id], str]:
        """Every value by (participant, attribute)."""
        statement = select(_value.c.participant_id, _value.c.attribute_id, _value.c.value).where(
            _value.c.participant_id.is_not(None)
        )
        return {(row[0], row[1]): row[2] for row in self._rows(statement)}

    def set_value(self, participant_id: Id, attribute_id: Id, value: str) -> None:
        """Set a value; an empty one removes it. Raises NotFound, ValueRefused where it does not fit the kind."""
        participant, attribute = self.get(participant_id), self._attribute(attribute_id)
        kept = fitting_value(attribute, value)
        place = (_value.c.participant_id == participant_id) & (_value.c.attribute_id == attribute_id)
        with self._project.operation("attribute.set", participant=participant.label, attribute=attribute.name):
            if not kept:
                self._run(delete(_value).where(place))
            elif self._run(update(_value).where(place).values(value=kept)).rowcount == 0:
                row = {"id": new_id(), "participant_id": participant_id, "attribute_id": attribute_id, "value": kept}
                self._run(insert(_value).values(row))

    def _attribute(self, attribute_id: Id) -> Attribute:
        for row in self._rows(select(*_ATTRIBUTE_COLUMNS).where(_attribute.c.id == attribute_id)):
            return _as_attribute(row)
        raise NotFound("attribute", attribute_id.hex())


def _as_attribute(row: Any) -> Attribute:
    row_id, name, kind, choices, order_key = row
    return Attribute(row_id, name, kind, tuple(json.loads(choices)), order_key)


def fitting_value(attribute: Attribute, value: str) -> str:
    """The value as it is kept: numbers with a point, yes or no, ISO dates. Raises ValueRefused."""
    kept = normalise_text(value).strip()
    if not kept or attribute.kind == "text":
        return kept
    fits: dict[str, Callable[[str], str]] = {
        "number": _number,
        "yes/no": _yes_or_no,
        "date": _date,
        "choice": partial(_choice, attribute.choices),
    }
    try:
        return fits[attribute.kind](kept)
    except ValueError:
        wanted = {
            "number": "a number",
            "yes/no": "yes or no",
            "date": "a date such as 2026-03-14",
            "choice": "one of " + ", ".join(attribute.choices),
        }
        raise ValueRefused(attribute.name, kept, wanted[attribute.kind]) from None


def _number(text: str) -> str:
    shown = text.replace(",", ".")
    if "_" in shown or not isfinite(float(shown)):
        raise ValueError(text)
    return shown


def _yes_or_no(text: str) -> str:
    if text.casefold() in {"yes", "y", "true", "1"}:
        return "yes"
    if text.casefold() in {"no", "n", "false", "0"}:
        return "no"
    raise ValueError(text)


def _date(text: str) -> str:
    return date.fromisoformat(text).isoformat()


def _choice(choices: tuple[str, ...], text: str) -> str:
    for choice in choices:
        if choice.casefold() == text.casefold():
            return choice
    raise ValueError(text)
