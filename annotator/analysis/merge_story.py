"""A plan of a merge in words and numbers: for the page that shows it before anything happens, and the command line.

Ids become names; what is not to be read by a person stays out. Nothing here decides anything.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from annotator.project.history import SEND_COPY
from annotator.project.ids import Id, split_ids
from annotator.project.merging.choosing import Key, key_of
from annotator.project.merging.in_play import name_of
from annotator.project.merging.plan import Conflict, MergePlan, RewrittenParagraph
from annotator.project.merging.sides import references
from annotator.project.project import Project

# In this order they are told. A shift of places, the log and the texts are nobody's news.
TABLES: Final = (
    "document",
    "code",
    "coding",
    "memo",
    "participant",
    "coder",
    "attribute",
    "attribute_value",
    "speaker",
    "saved_table",
    "saved_query",
    "meeting",
    "memo_link",
    "project",
)
_MOST_NAMES = 40
_QUOTE_CHARS = 80
_REFERENCES = references()


@dataclass(frozen=True, slots=True)
class Brought:
    """So many rows of a table come, by a coder or (empty) by nobody in particular; some of their names."""

    table: str
    coder: str
    count: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """So many rows of a table that are here become others, or go; some of their names."""

    table: str
    count: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """What both made becomes one. `mine` and `theirs` say where the two come from."""

    table: str
    name: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class KeptRow:
    """What one deleted and the other needs stays."""

    table: str
    name: str
    deleted_by: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that both changed: both values in words, by whom and when (microseconds since 1970)."""

    key: Key
    table: str
    column: str
    name: str
    mine: str
    theirs: str
    mine_by: str
    theirs_by: str
    mine_us: int
    theirs_us: int
    takes_theirs: bool


@dataclass(frozen=True, slots=True)
class Author:
    """Who did how many things in the other copy that are not known here, and when the last."""

    name: str
    operations: int
    last_us: int


@dataclass(frozen=True, slots=True)
class MergeStory:
    """All that a person should see of a merge before it happens."""

    title: str
    has_common_start: bool
    authors: tuple[Author, ...]
    brings: tuple[Brought, ...]
    changes: tuple[Touched, ...]
    removes: tuple[Touched, ...]
    folds: tuple[Folded, ...]
    kept: tuple[KeptRow, ...]
    rewritten: tuple[RewrittenParagraph, ...]
    differences: tuple[Difference, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether nothing here would become another, and there is nothing to choose."""
        told = (self.brings, self.changes, self.removes, self.folds, self.kept, self.rewritten, self.differences)
        return not any(told)


def tell(plan: MergePlan, mine: Project, theirs: Project) -> MergeStory:
    """The story of a plan that was made with these two."""
    names = _Names(theirs, mine)
    return MergeStory(
        title=theirs.info.title,
        has_common_start=_has_common_start(mine, theirs),
        authors=tuple(_authors(plan, theirs)),
        brings=tuple(_brings(plan, names)),
        changes=tuple(_touched(plan, names, is_gone=False)),
        removes=tuple(_touched(plan, names, is_gone=True)),
        folds=tuple(
            Folded(fold.table, fold.name or names.of(fold.table, fold.kept_id), *names.origins(fold.table, fold))
            for fold in plan.folds
        ),
        kept=tuple(
            KeptRow(kept.table, kept.name or names.of(kept.table, kept.row_id), kept.deleted_by) for kept in plan.kept
        ),
        rewritten=plan.rewritten,
        differences=tuple(_difference(conflict, names) for conflict in plan.conflicts),
    )


def _has_common_start(mine: Project, theirs: Project) -> bool:
    """Whether both are copies of one file: an operation, or the one before the first, is in both logs."""
    here = set(mine.connection.exec_driver_sql("SELECT id FROM operation").scalars())
    rows = theirs.connection.exec_driver_sql("SELECT id, parents FROM operation")
    return any(each in here or not here.isdisjoint(split_ids(parents)) for each, parents in rows)


def _authors(plan: MergePlan, theirs: Project) -> Iterator[Author]:
    wanted = json.dumps([each.hex() for each in plan.operation_ids])
    rows = theirs.connection.exec_driver_sql(
        "SELECT coder_name, count(*), max(time_us) FROM operation WHERE coder_name != '' AND kind != ? "
        "AND lower(hex(id)) IN (SELECT value FROM json_each(?)) GROUP BY coder_name ORDER BY 2 DESC",
        (SEND_COPY, wanted),
    )
    return (Author(*row) for row in rows)


def _brings(plan: MergePlan, names: _Names) -> Iterator[Brought]:
    """By coder as the plan counts, with the names of what can be called by one."""
    shown: dict[tuple[str, str], list[str]] = {}
    for write in sorted(plan.writes, key=lambda write: write.row_id):  # as they were made
        if write.before is None and write.after is not None:
            coder = names.of("coder", write.after["coder_id"]) if write.after.get("coder_id") else ""
            listed = shown.setdefault((write.table, coder), [])
            if len(listed) < _MOST_NAMES and (name := names.in_words(write.table, write.after)):
                listed.append(name)
    for table in TABLES[:-1]:  # a file holds one project; two that become one are told as such
        for coder, count in sorted(plan.brings.get(table, Counter[str]()).items()):
            yield Brought(table, coder, count, tuple(shown.get((table, coder), ())))


def _touched(plan: MergePlan, names: _Names, *, is_gone: bool) -> Iterator[Touched]:
    folded_ids = {fold.gone_id for fold in plan.folds}
    found: dict[str, list[Mapping[str, Any]]] = {}
    for write in plan.writes:
        if write.before is not None and (write.after is None) == is_gone and write.row_id not in folded_ids:
            found.setdefault(write.table, []).append(write.before)
    for table in TABLES:
        if rows := found.get(table):
            listed = (names.in_words(table, row) for row in rows[:_MOST_NAMES])
            yield Touched(table, len(rows), tuple(filter(None, listed)))


def _difference(conflict: Conflict, names: _Names) -> Difference:
    def said(value: Any) -> str:
        return names.said(conflict.table, conflict.column, value)

    return Difference(
        key_of(conflict),
        conflict.table,
        conflict.column,
        conflict.name or names.of(conflict.table, conflict.row_id),
        said(conflict.mine),
        said(conflict.theirs),
        conflict.mine_by,
        conflict.theirs_by,
        conflict.mine_us,
        conflict.theirs_us,
        conflict.takes_theirs,
    )


class _Names:
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


def total(brings: Iterable[Brought]) -> int:
    """How many rows come in all."""
    return sum(each.count for each in brings)
