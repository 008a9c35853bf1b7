"""Saved tables: what a table of a report was made from, under a name, so that an appendix can be made again.

A definition is whatever `annotator.reports` needs to build the table, as plain JSON; this module does not read it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update

from annotator.project import schema
from annotator.project.collection import Collection, folded, one_line
from annotator.project.errors import NameTaken, NotFound
from annotator.project.ids import Id, new_id
from annotator.project.order_keys import key_between

NAME_LIMIT = 200
_table = schema.saved_table


@dataclass(frozen=True, slots=True)
class SavedTable:
    """A named definition of a table."""

    id: Id
    name: str
    definition: Mapping[str, Any]
    order_key: str


_COLUMNS = tuple(_table.c[name] for name in SavedTable.__dataclass_fields__)


class SavedTables(Collection):
    """The saved tables of a project."""

    def all(self) -> list[SavedTable]:
        """Every saved table, in order."""
        return [_as_saved_table(row) for row in self._rows(select(*_COLUMNS).order_by(_table.c.order_key, _table.c.id))]

    def get(self, table_id: Id) -> SavedTable:
        """The saved table with this id. Raises NotFound."""
        for row in self._rows(select(*_COLUMNS).where(_table.c.id == table_id)):
            return _as_saved_table(row)
        raise NotFound("table", table_id.hex())

    def by_name(self, name: str) -> SavedTable | None:
        """The saved table of this name, in capitals or not."""
        return next((table for table in self.all() if folded(table.name) == folded(name)), None)

    def save(self, name: str, definition: Mapping[str, Any]) -> SavedTable:
        """Keep a definition under a name; one that is there already is replaced. Raises NameRefused.

        The definition must be plain JSON: TypeError otherwise.
        """
        name = one_line("table", name, NAME_LIMIT)
        text = json.dumps(definition, ensure_ascii=True, sort_keys=True)
        there = self.by_name(name)
        with self._project.operation("saved_table.save", table=name):
            if there is not None:
                self._run(update(_table).where(_table.c.id == there.id).values(definition=text))
                return self.get(there.id)
            everything = self.all()
            order_key = key_between(everything[-1].order_key if everything else None, None)
            row_id = new_id()
            self._run(insert(_table).values(id=row_id, name=name, definition=text, order_key=order_key))
        return self.get(row_id)

    def rename(self, table_id: Id, name: str) -> SavedTable:
        """Another name. Raises NotFound, NameTaken, NameRefused."""
        table = self.get(table_id)
        name = one_line("table", name, NAME_LIMIT)
        namesake = self.by_name(name)
        if namesake is not None and namesake.id != table_id:
            raise NameTaken("table", name)
        with self._project.operation("saved_table.rename", table=table.name, name=name):
            self._run(update(_table).where(_table.c.id == table_id).values(name=name))
        return self.get(table_id)

    def delete(self, table_id: Id) -> None:
        """Forget a definition. Raises NotFound."""
        table = self.get(table_id)
        with self._project.operation("saved_table.delete", table=table.name):
            self._run(delete(_table).where(_table.c.id == table_id))


def _as_saved_table(row: Any) -> SavedTable:
    row_id, name, definition, order_key = row
    return SavedTable(row_id, name, json.loads(definition), order_key)
