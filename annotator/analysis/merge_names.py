"""What rows are called in the story of a merge: names, paths, quotations instead of ids."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from annotator.project.ids import Id
from annotator.project.merging.in_play import name_of
from annotator.project.merging.sides import references
from annotator.project.project import Project

_QUOTE_CHARS = 80
_REFERENCES = references()


class Names:
    """What rows are called, in whichever of the projects they are."""

    def __init__(self, *projects: Project) -> None:
        self._projects = projects
        self._known: dict[tuple[str, Id], str] = {}

    def of(self, table: str, row_id: Id) -> str:
        """The name of a row; the path of a code, the words of a coding."""
        if (table, row_id) not in self._known:
            row = next(filter(None, (_row(project, table, row_id) for project in self._projects)), None)
            self._known[table, row_id] = "" if row is None else self.in_words(table, row)
        return self._known[table, row_id]

    def sides_with(self, table: str, row_id: Id) -> int:
        """In how many of the projects a row is."""
        return sum(_row(project, table, row_id) is not None for project in self._projects)

    def in_words(self, table: str, row: Mapping[str, Any]) -> str:
        """What a row is called."""
        if table == "code":
            above = self.of("code", row["parent_id"]) if row["parent_id"] else ""
            return " > ".join(filter(None, (above, row["name"])))
        if table == "coding":
            return self._quoted(row)
        if table == "coder":
            return str(row["name"])
        if table == "attribute_value":
            whose = ("participant", "document")
            owner = next((self.of(each, row[f"{each}_id"]) for each in whose if row[f"{each}_id"]), "")
            return f"{owner}: {self.of('attribute', row['attribute_id'])} = {row['value']}"
        if table == "memo":
            return _shortened(row["title"] or row["text"])
        return _shortened(name_of(table, dict(row)))

    def said(self, table: str, column: str, value: Any) -> str:
        """A value of a column in words; empty for none."""
        if value is None or value == "":
            return ""
        if column in _REFERENCES[table]:
            return self.of(_REFERENCES[table][column][0], value)
        if column in ("choices", "present"):
            return ", ".join(str(each) for each in json.loads(value))
        return str(value)

    def origins(self, table: str, fold: Any) -> tuple[str, str]:
        """How the two were called that become one: here and there."""
        theirs, mine = self._projects
        found = []
        for project in (mine, theirs):
            rows = (_row(project, table, each) for each in (fold.kept_id, fold.gone_id))
            found.append(next((self.in_words(table, row) for row in rows if row is not None), ""))
        return found[0], found[1]

    def _quoted(self, row: Mapping[str, Any]) -> str:
        """The code of a coding and the words it stands on, in the copy that has it."""
        code = self.of("code", row["code_id"])
        for project in self._projects:
            there = _row(project, "coding", row["id"])
            if there is not None and _row(project, "document", there["document_id"]) is not None:
                words = project.documents.text(there["document_id"]).text[there["start_char"] : there["end_char"]]
                return f"{code}: “{_shortened(words or there['lost_words'])}”"
        return code


def _row(project: Project, table: str, row_id: Id) -> Mapping[str, Any] | None:
    found = project.connection.exec_driver_sql(f"SELECT * FROM {table} WHERE id=?", (row_id,)).mappings().first()
    return None if found is None else dict(found)


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _QUOTE_CHARS else f"{line[: _QUOTE_CHARS - 1].rstrip()}…"
