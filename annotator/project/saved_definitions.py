"""Definitions under names: what saved tables and saved queries have in common.

A definition is plain JSON, for whoever builds something from it; nothing here reads it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import Table, delete, insert, select, update

from annotator.project.collection import Collection, folded, one_line
from annotator.project.errors import NameTaken, NotFound
from annotator.project.ids import Id, new_id
from annotator.project.order_keys import key_between

NAME_LIMIT = 200


@dataclass(frozen=True, slots=True)
class SavedDefinition:
    """Something that was kept under a name."""

    id: Id
    name: str
    definition: Mapping[str, Any]
    order_key: str


S = TypeVar("S", bound=SavedDefinition)
_FIELDS = ("id", "name", "definition", "order_key")


class SavedDefinitions(Collection, Generic[S]):
    """The kept definitions of one kind. A kind says what it is called, where it is kept and what its record is."""

    word: ClassVar[str]
    table: ClassVar[Table]
    record: type[S]

    def all(self) -> list[S]:
        """Every one, in order."""
        return [self._made(row) for row in self._rows(self._select().order_by(self.table.c.order_key, self.table.c.id))]

    def get(self, row_id: Id) -> S:
        """The one with this id. Raises NotFound."""
        for row in self._rows(self._select().where(self.table.c.id == row_id)):
            return self._made(row)
        raise NotFound(self.word, row_id.hex())

    def by_name(self, name: str) -> S | None:
        """The one of this name, in capitals or not."""
        return next((saved for saved in self.all() if folded(saved.name) == folded(name)), None)

    def save(self, name: str, definition: Mapping[str, Any]) -> S:
        """Keep a definition under a name; one that is there already is replaced. Raises NameRefused.

        The definition must be plain JSON: TypeError otherwise.
        """
        name = one_line(self.word, name, NAME_LIMIT)
        text = json.dumps(definition, ensure_ascii=True, sort_keys=True)
        there = self.by_name(name)
        with self._project.operation(f"{self.table.name}.save", **{self.word: name}):
            if there is not None:
                self._run(update(self.table).where(self.table.c.id == there.id).values(definition=text))
                return self.get(there.id)
            everything = self.all()
            order_key = key_between(everything[-1].order_key if everything else None, None)
            row_id = new_id()
            self._run(insert(self.table).values(id=row_id, name=name, definition=text, order_key=order_key))
        return self.get(row_id)

    def rename(self, row_id: Id, name: str) -> S:
        """Another name. Raises NotFound, NameTaken, NameRefused."""
        saved = self.get(row_id)
        name = one_line(self.word, name, NAME_LIMIT)
        namesake = self.by_name(name)
        if namesake is not None and namesake.id != row_id:
            raise NameTaken(self.word, name)
        with self._project.operation(f"{self.table.name}.rename", **{self.word: saved.name, "name": name}):
            self._run(update(self.table).where(self.table.c.id == row_id).values(name=name))
        return self.get(row_id)

    def delete(self, row_id: Id) -> None:
        """Forget a definition. Raises NotFound."""
        saved = self.get(row_id)
        with self._project.operation(f"{self.table.name}.delete", **{self.word: saved.name}):
            self._run(delete(self.table).where(self.table.c.id == row_id))

    def _select(self) -> Any:
        return select(*(self.table.c[name] for name in _FIELDS))

    def _made(self, row: Any) -> S:
        row_id, name, definition, order_key = row
        return self.record(row_id, name, json.loads(definition), order_key)
