"""Sorts the rows that a merge writes: what comes, what somebody changed, and what only follows others.

A word that is corrected moves every coding behind it, and what became one with something else takes along all that
named it. Nobody changed these rows, so they are counted apart.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from annotator.project.collection import portions
from annotator.project.history import MERGE, REDO, UNDO
from annotator.project.ids import Id
from annotator.project.merging.plan import MergePlan, RowWrite
from annotator.project.place_shifts import SHIFTED_TABLES
from annotator.project.project import Project

_ENDS: Final = frozenset({"start_char", "end_char", "lost_words"})
# What two rows that become one may have of their own, without anybody having said so.
_OWN: Final = frozenset({"id", "order_key", "created_us", "changed_us"})
_SOURCE: Final = frozenset({"source_name", "source_format", "source_sha256"})
_CORRECT: Final = "document.correct"


@dataclass(slots=True)
class MovedAlong:
    """What goes with the corrected words of one document: rows by table, and how many of the codings lose all."""

    counts: Counter[str] = field(default_factory=Counter)
    lost: int = 0


@dataclass(slots=True)
class SortedWrites:
    """The writes of a plan by what they are to a person."""

    comes: list[RowWrite] = field(default_factory=list)
    changed: list[RowWrite] = field(default_factory=list)
    goes: list[RowWrite] = field(default_factory=list)
    corrected: dict[Id, MovedAlong] = field(default_factory=dict)  # by document, also where nothing stands in it
    follows: Counter[str] = field(default_factory=Counter)  # by table: name what they named under another id


def sort_writes(plan: MergePlan, mine: Project, theirs: Project) -> SortedWrites:
    """Sort what a plan that was made with these two writes."""
    return _Sorting(plan, mine, theirs).sorted


class _Sorting:
    def __init__(self, plan: MergePlan, mine: Project, theirs: Project) -> None:
        self._plan = plan
        self._projects = (theirs, mine)
        self._kept = {fold.gone_id: fold.kept_id for fold in plan.folds}
        self.sorted = SortedWrites()
        moved = [write for write in self._as_one() if self._is_moved(write)]
        by_hand = _put_by_hand({write.row_id for write in moved}, plan, theirs)
        for write in moved:
            if write.row_id in by_hand:
                self.sorted.changed.append(write)
            else:
                self._move(write)

    def _as_one(self) -> list[RowWrite]:
        """The rows that are here before and after. What takes the place of a row that it is one with is no news."""
        here = {write.row_id: write for write in self._plan.writes}
        taken_over: dict[Id, Mapping[str, Any]] = {}
        for gone_id in self._kept:
            gone, kept = here.get(gone_id), here.get(self._to(gone_id))
            if gone is not None and gone.before is not None and kept is not None and kept.before is None:
                taken_over[kept.row_id] = gone.before
        found: list[RowWrite] = []
        for write in self._plan.writes:
            if write.before is None and write.row_id not in taken_over:
                self.sorted.comes.append(write)
            elif write.after is None:
                if write.row_id not in self._kept:
                    self.sorted.goes.append(write)
            else:
                before = write.before if write.before is not None else dict(taken_over[write.row_id])
                found.append(RowWrite(write.table, write.row_id, before, write.after))
        return found

    def _is_moved(self, write: RowWrite) -> bool:
        """Whether only the place of a row is another; all else is put where it belongs."""
        columns = self._other_columns(write)
        if write.table == "document" and "text_id" in columns:
            columns.discard("text_id")
            if not self._is_same_text(write):
                self.sorted.corrected.setdefault(write.row_id, MovedAlong())
                if not columns:
                    return False
        follows = {column for column in columns if self._only_follows(write, column)}
        if columns - follows - _ENDS:
            self.sorted.changed.append(write)
        elif columns & _ENDS:
            return True
        elif follows:
            self.sorted.follows[write.table] += 1
        return False

    def _other_columns(self, write: RowWrite) -> set[str]:
        assert write.before is not None
        assert write.after is not None
        is_other_row = write.before["id"] != write.after["id"]
        unsaid = _OWN | _SOURCE if is_other_row else frozenset({"changed_us"})
        if write.table == "project" and is_other_row:
            unsaid |= {"title"}  # told with which project it is
        return {column for column, value in write.after.items() if write.before[column] != value} - unsaid

    def _only_follows(self, write: RowWrite, column: str) -> bool:
        assert write.before is not None
        assert write.after is not None
        before = write.before[column]
        return isinstance(before, bytes) and self._to(Id(before)) == write.after[column]

    def _to(self, row_id: Id) -> Id:
        while row_id in self._kept:
            row_id = self._kept[row_id]
        return row_id

    def _is_same_text(self, write: RowWrite) -> bool:
        assert write.before is not None
        assert write.after is not None
        digests = {self._digest(row["text_id"]) for row in (write.before, write.after)}
        return len(digests) == 1 and None not in digests

    def _digest(self, text_id: Id) -> str | None:
        for project in self._projects:
            row = project.connection.exec_driver_sql("SELECT sha256 FROM document_text WHERE id=?", (text_id,)).first()
            if row is not None:
                return str(row[0])
        return None

    def _move(self, write: RowWrite) -> None:
        assert write.after is not None
        moved = self.sorted.corrected.setdefault(write.after["document_id"], MovedAlong())
        moved.counts[write.table] += 1
        moved.lost += bool(write.after.get("lost_words")) and not (write.before or {}).get("lost_words")


def _put_by_hand(row_ids: Collection[Id], plan: MergePlan, theirs: Project) -> set[Id]:
    """Those of some rows of which somebody there has put the ends elsewhere: not by a correction, nor by a merge."""
    if not row_ids:
        return set()
    news = set(plan.operation_ids)
    found: dict[int, set[Id]] = defaultdict(set)
    run = theirs.connection.exec_driver_sql
    for portion in portions(row_ids):
        rows = run(
            f"SELECT operation_seq, row_id FROM change WHERE row_id IN ({', '.join('?' * len(portion))}) "
            f"AND table_name IN ({', '.join('?' * len(SHIFTED_TABLES))}) "
            "AND before IS NOT NULL AND after IS NOT NULL "
            "AND (json_extract(before, '$.start_char') IS NOT json_extract(after, '$.start_char') "
            "OR json_extract(before, '$.end_char') IS NOT json_extract(after, '$.end_char'))",
            (*portion, *SHIFTED_TABLES),
        )
        for seq, row_id in rows:
            found[seq].add(row_id)
    operations = run(
        "SELECT seq, id, kind, parameters FROM operation WHERE seq IN (SELECT value FROM json_each(?))",
        (json.dumps(list(found)),),
    )
    by_hand: set[Id] = set()
    for seq, operation_id, kind, parameters in operations:
        what = json.loads(parameters).get("of", kind) if kind in (UNDO, REDO) else kind
        if operation_id in news and what not in (_CORRECT, MERGE):
            by_hand |= found[seq]
    return by_hand
