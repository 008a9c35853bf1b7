"""Participants: the people who were interviewed. What describes them is in `attributes`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update

from annotator.project import schema
from annotator.project.attribute_values import Attribute, AttributeKind, fitting_value
from annotator.project.attributes import NAME_LIMIT, Attributes
from annotator.project.collection import folded, one_line, portions
from annotator.project.errors import NameTaken, NotFound
from annotator.project.ids import Id, new_id
from annotator.project.order_keys import key_between, keys_between, keys_for_move
from annotator.project.stored_text import normalise_text

__all__ = ["NAME_LIMIT", "Attribute", "AttributeKind", "Participant", "Participants", "fitting_value"]

FIELDS = ("label", "pseudonym", "note")
_table = schema.participant
_TIED = (schema.document, schema.speaker)


@dataclass(frozen=True, slots=True)
class Participant:
    """A person who was interviewed. `label` ("P03") is what reports print."""

    id: Id
    label: str
    pseudonym: str
    note: str
    order_key: str


_COLUMNS = tuple(_table.c[name] for name in Participant.__dataclass_fields__)


class Participants(Attributes):
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

    def ensure_many(self, labels: Iterable[str]) -> list[Participant]:
        """The participants with these labels, each as `ensure`, as one operation that reads the others once."""
        wanted = [one_line("participant", label, NAME_LIMIT) for label in labels]
        everyone = self.all()
        by_label = {folded(person.label): person for person in everyone}
        new: dict[str, str] = {}
        for label in wanted:
            if folded(label) not in by_label:
                new.setdefault(folded(label), label)
        order_keys = keys_between(everyone[-1].order_key if everyone else None, None, len(new))
        for label, order_key in zip(new.values(), order_keys, strict=True):
            by_label[folded(label)] = Participant(new_id(), label, "", "", order_key)
        with self._project.operation("participant.add_many", participant=", ".join(new.values()), count=len(new)):
            self._insert(_table, [asdict(by_label[key]) for key in new])
        return [by_label[folded(label)] for label in wanted]

    def edit(
        self, participant_id: Id, *, label: str | None = None, pseudonym: str | None = None, note: str | None = None
    ) -> Participant:
        """Change what is given. Raises NotFound, NameTaken, NameRefused."""
        participant = self.get(participant_id)
        given = {"label": label, "pseudonym": pseudonym, "note": note}
        fields = {name: value for name, value in given.items() if value is not None}
        if fields:
            with self._project.operation("participant.edit", participant=participant.label, fields=sorted(fields)):
                self.edit_many({participant_id: fields})
        return self.get(participant_id)

    def edit_many(self, changes: Mapping[Id, Mapping[str, str]]) -> None:
        """Change fields ("label", "pseudonym", "note") of several participants, as one operation.

        Labels may change places. Raises NotFound, NameTaken, NameRefused; then nothing is changed.
        """
        everyone = {person.id: person for person in self.all()}
        for missing in changes.keys() - everyone.keys():
            raise NotFound("participant", missing.hex())
        kept = {each: _kept_fields(fields) for each, fields in changes.items()}
        _require_different({each: kept.get(each, {}).get("label", p.label) for each, p in everyone.items()}, kept)
        names = ", ".join(everyone[each].label for each in changes)
        with self._project.operation("participant.edit_many", participant=names, count=len(changes)):
            for each, fields in kept.items():
                if any(getattr(everyone[each], name) != value for name, value in fields.items()):
                    self._run(update(_table).where(_table.c.id == each).values(fields))

    def move(self, participant_ids: Sequence[Id], before_id: Id | None) -> None:
        """Put participants, in this order, before another or last. Raises NotFound."""
        moving = [self.get(each) for each in participant_ids]
        order_keys = keys_for_move(self.all(), participant_ids, before_id)
        with self._project.operation("participant.move", participant=", ".join(p.label for p in moving)):
            for person, order_key in zip(moving, order_keys, strict=True):
                self._run(update(_table).where(_table.c.id == person.id).values(order_key=order_key))

    def merge(self, participant_ids: Sequence[Id], into_id: Id) -> Participant:
        """Make several participants one: `into` gets their documents, speakers, memos and values.

        Where both say something (a value, a pseudonym, a note), that of `into` stands, and the other goes into its
        note, so that nothing is lost. Raises NotFound.
        """
        going = [self.get(each) for each in dict.fromkeys(participant_ids) if each != into_id]
        into = self.get(into_id)
        names = ", ".join(person.label for person in going)
        with self._project.operation("participant.merge", participant=names, into=into.label):
            for person in going:
                self._take_over(person, self.get(into_id))
                self._project.give_place("participant", person.id, into_id)
            self._remove([person.id for person in going])
        return self.get(into_id)

    def delete(self, participant_id: Id) -> None:
        """Remove a participant and their attributes; documents and memos stay. Raises NotFound."""
        self.delete_many([participant_id])

    def delete_many(self, participant_ids: Iterable[Id]) -> None:
        """Remove participants and their attributes, as one operation; documents and memos stay. Raises NotFound."""
        going = {each: self.get(each).label for each in participant_ids}
        with self._project.operation("participant.delete", participant=", ".join(going.values())):
            self._project.memos.detach("participant_id", going)
            self._remove(list(going))

    def _remove(self, participant_ids: list[Id]) -> None:
        for portion in portions(participant_ids):
            self._run(delete(_table).where(_table.c.id.in_(portion)))

    def _take_over(self, person: Participant, into: Participant) -> None:
        for table in (*_TIED, schema.memo):
            mine = table.c.participant_id == person.id
            self._run(update(table).where(mine).values(participant_id=into.id))
        stored = self._stored({person.id, into.id})
        theirs = {cell[1]: value for cell, (_, value) in stored.items() if cell[0] == person.id}
        own = {cell[1]: value for cell, (_, value) in stored.items() if cell[0] == into.id}
        self._write({(into.id, each): value for each, value in theirs.items() if each not in own})
        names = {attribute.id: attribute.name for attribute in self.attributes()}
        kept = [f"{names[each]}: {value}" for each, value in theirs.items() if own.get(each, value) != value]
        if person.pseudonym and into.pseudonym not in ("", person.pseudonym):
            kept.append(person.pseudonym)
        if person.note:
            kept.append(person.note)
        note = "\n".join([*filter(None, [into.note]), *(f"{person.label}: {line}" for line in kept)])
        fields = {"note": note, "pseudonym": into.pseudonym or person.pseudonym}
        self._run(update(_table).where(_table.c.id == into.id).values(fields))


def _kept_fields(fields: Mapping[str, str]) -> dict[str, Any]:
    """Fields as they are kept. Raises NameRefused for a label, KeyError for a field that there is not."""
    keepers = {
        "label": lambda text: one_line("participant", text, NAME_LIMIT),
        "pseudonym": normalise_text,
        "note": normalise_text,
    }
    return {name: keepers[name](text) for name, text in fields.items()}


def _require_different(labels: Mapping[Id, str], changed: Mapping[Id, Mapping[str, str]]) -> None:
    """Raises NameTaken where a label that was changed is that of somebody else as well."""
    owners: dict[str, list[Id]] = {}
    for each, label in labels.items():
        owners.setdefault(folded(label), []).append(each)
    for ids in owners.values():
        if len(ids) > 1 and any("label" in changed.get(each, {}) for each in ids):
            raise NameTaken("participant", labels[ids[-1]])
