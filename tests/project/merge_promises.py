"""What a merge promises about codings, asked of the rows and the log and not of the code that merges.

`lost` and `misplaced` give the codings for which a promise is broken; both are empty where all is well.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from annotator.project.ids import Id, split_ids
from annotator.project.project import Project

_MERGE = "project.merge"


@dataclass(frozen=True, slots=True)
class Mark:
    """A coding as a reader sees it: the lines that its words are in, and where in these it begins and ends."""

    document_id: Id
    lines: str
    start_char: int
    end_char: int

    @property
    def words(self) -> str:
        """The words that carry the code."""
        return self.lines[self.start_char : self.end_char]


@dataclass(frozen=True, slots=True)
class Reading:
    """The texts and codings of a project at one moment."""

    texts: Mapping[Id, str]
    marks: Mapping[Id, Mark]


class Log:
    """Who did what to codings, and what they knew: from the bare rows of the log."""

    def __init__(self, project: Project) -> None:
        self.parents: dict[Id, tuple[Id, ...]] = {}
        self.folded_into: dict[Id, Id] = {}
        self.writes: dict[Id, set[Id]] = defaultdict(set)  # by coding: the operations that left it there
        self.deletes: dict[Id, set[Id]] = defaultdict(set)
        run = project.connection.exec_driver_sql
        for operation_id, kind, parameters, parents in run("SELECT id, kind, parameters, parents FROM operation"):
            self.parents[operation_id] = split_ids(parents)
            if kind == _MERGE:
                for _table, gone, kept in json.loads(parameters)["folded"]:
                    self.folded_into[Id(bytes.fromhex(gone))] = Id(bytes.fromhex(kept))
        of_people = f"operation.kind != '{_MERGE}' AND ifnull(operation.parameters ->> '$.of', '') != '{_MERGE}'"
        changes = (
            "SELECT operation.id, change.row_id, change.after FROM change JOIN operation "
            f"ON operation.seq = change.operation_seq WHERE change.table_name = 'coding' AND {of_people}"
        )
        newest = run("SELECT id FROM operation WHERE merged_by IS NULL ORDER BY seq DESC LIMIT 1").scalar()
        counting = self.known_to(newest)  # what came with a merge that was taken back does not
        for operation_id, row_id, after in run(changes):
            if operation_id in counting:
                (self.deletes if after is None else self.writes)[row_id].add(operation_id)

    def stays_as(self, coding_id: Id) -> Id:
        """The coding that a coding has become, where two were one."""
        while coding_id in self.folded_into:
            coding_id = self.folded_into[coding_id]
        return coding_id

    def known_to(self, operation_id: Id) -> set[Id]:
        """All that was done before an operation where it was done, and itself."""
        found, waiting = set(), [operation_id]
        while waiting:
            each = waiting.pop()
            if each not in found:
                found.add(each)
                waiting += self.parents.get(each, ())
        return found

    def was_deleted_on_purpose(self, coding_id: Id) -> bool:
        """Whether somebody took a coding away who knew all that had been done to it."""
        same = {each for each in {*self.writes, *self.deletes} if self.stays_as(each) == self.stays_as(coding_id)}
        writes = {operation for each in same for operation in self.writes[each]}
        return any(writes <= self.known_to(delete) for each in same for delete in self.deletes[each])


def read(project: Project) -> Reading:
    """What a project says now."""
    texts = project.documents.texts([document.id for document in project.documents.all()])
    marks = {}
    for coding in project.codings.all():
        text = texts[coding.document_id]
        first = text.rfind("\n", 0, coding.start_char) + 1
        last = text.find("\n", coding.end_char)
        lines = text[first : len(text) if last < 0 else last]
        marks[coding.id] = Mark(coding.document_id, lines, coding.start_char - first, coding.end_char - first)
    return Reading(texts, marks)


def lost(sides: list[Reading], merged: Project) -> list[Id]:
    """The codings of either side that are not there any more though nobody who knew them took them away."""
    log, there = Log(merged), set(read(merged).marks)
    ids = {coding_id for side in sides for coding_id in side.marks}
    return [each for each in ids if log.stays_as(each) not in there and not log.was_deleted_on_purpose(each)]


def misplaced(side: Reading, other: Reading, merged: Project) -> list[Id]:
    """The codings of one side that stand on other words though the lines around them are those of that side.

    What the other side has elsewhere on purpose, or had there before it took it away, is left out.
    """
    log, now = Log(merged), read(merged)
    found = []
    for coding_id, mark in side.marks.items():
        after = now.marks.get(log.stays_as(coding_id))
        theirs = other.marks.get(coding_id, mark)
        if after is None or theirs != mark or coding_id in log.folded_into or log.deletes[coding_id]:
            continue
        text = now.texts.get(after.document_id, "")
        is_plain = _times(mark.lines, side.texts[mark.document_id]) == _times(mark.lines, text) == 1
        if is_plain and (after.lines, after.start_char, after.end_char) != (mark.lines, mark.start_char, mark.end_char):
            found.append(coding_id)
    return found


def _times(lines: str, text: str) -> int:
    """How often a text has just these lines, one after the other."""
    wanted, there = lines.split("\n"), text.split("\n")
    return sum(there[at : at + len(wanted)] == wanted for at in range(len(there)))
