"""The story of a code: what it was called and meant, where it stood, what went into it and out of it, and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from annotator.analysis.operation_details import RowTeller, RowTold, Translate
from annotator.analysis.row_fields import FIELDS
from annotator.project.changes import Image, RowChange
from annotator.project.history import MERGE
from annotator.project.ids import Id
from annotator.project.operation_log import LogEntry, OperationLog
from annotator.project.project import Project

# By these a coding comes to carry another code; they are where codes are split and merged.
RECODING = ("coding.recode", "code.merge", "project.merge")
_WRITING = ("memo.add", "memo.edit", "memo.delete", "meeting.add", "meeting.edit")
Numbered = Iterable[tuple[int, RowChange]]


@dataclass(frozen=True, slots=True)
class Passing:
    """Codings that came from another code (or went to it), and how many."""

    other: str
    count: int
    is_coming: bool
    other_id: Id = field(default=Id(b""), compare=False)


@dataclass(frozen=True, slots=True)
class CodeStep:
    """One operation in the story of a code, which was called `name` after it. `memos` are as they were written."""

    entry: LogEntry
    code_id: Id
    name: str
    rows: tuple[RowTold, ...]
    passings: tuple[Passing, ...] = ()
    memos: tuple[Image, ...] = ()

    @property
    def is_fold(self) -> bool:
        """Whether a merge made the code one with another that means the same."""
        code, folded = self.code_id.hex(), self.entry.operation.parameters.get("folded", ())
        return self.entry.operation.kind == MERGE and any(kept == code for _, _, kept in folded)

    @property
    def is_return(self) -> bool:
        """Whether a merge brought the code back, which one copy had deleted and the other used."""
        revived = self.entry.operation.parameters.get("revived", ())
        return self.entry.operation.kind == MERGE and ["code", self.code_id.hex()] in revived


def story_of(project: Project, code_id: Id, translate: Translate = str, seen: Set[Id] | None = None) -> list[CodeStep]:
    """All that was done to one code, also to one that is gone, and the memos about it: the oldest first.

    A code that a merge made one with another has the story of that one. Of codings and memos only those of the `seen`
    coders are told, None means of all. Reads as much of the log as says something of the code; for a thread of its own.
    """
    log = OperationLog(project.connection)
    about = _Logged(seen, log.folds())
    same_ids = log.same_as(code_id)
    for row_id in same_ids:
        about.take_codes(log.changes_of_row("code", row_id))
        about.take_memos(log.changes_by(_WRITING, "memo", row_id))
        about.take_recoded(log.changes_by(RECODING, "coding", row_id))
    return _by_time(_Story(project, log, about, translate).steps(same_ids[0]))


def all_stories(project: Project, translate: Translate = str, seen: Set[Id] | None = None) -> list[CodeStep]:
    """The stories of all codes that are or were there, by time, as `story_of` tells them. Reads all of the log once."""
    log = OperationLog(project.connection)
    about = _Logged(seen, log.folds())
    about.take_codes(log.changes_of_table("code"))
    about.take_memos(log.changes_by(_WRITING, "memo"))
    about.take_recoded(log.changes_by(RECODING, "coding"))
    story = _Story(project, log, about, translate)
    return _by_time(step for code_id in about.codes for step in story.steps(code_id))


@dataclass(slots=True)
class _Logged:
    """What the log says of codes: by code, and by the number of the operation.

    What was said of a code that was folded into another is said of that one.
    """

    seen: Set[Id] | None = None
    folds: Mapping[Id, Id] = field(default_factory=dict)
    codes: dict[Id, dict[int, list[RowChange]]] = field(default_factory=dict)
    memos: dict[Id, dict[int, list[RowChange]]] = field(default_factory=dict)
    passings: dict[Id, dict[int, Counter[tuple[Id, bool]]]] = field(default_factory=dict)

    def take_codes(self, rows: Numbered) -> None:
        for seq, row in rows:
            self.codes.setdefault(self._kept(row.row_id), {}).setdefault(seq, []).append(row)

    def take_memos(self, rows: Numbered) -> None:
        for seq, row in self._of_seen(rows):
            for code_id in dict.fromkeys(map(self._kept, row.values("code_id"))):
                self.memos.setdefault(code_id, {}).setdefault(seq, []).append(row)

    def take_recoded(self, rows: Numbered) -> None:
        for seq, row in self._of_seen(rows):
            if row.before is None or row.after is None:
                continue
            old, new = self._kept(row.before["code_id"]), self._kept(row.after["code_id"])
            if old == new:
                continue
            for code_id, other, is_coming in ((old, new, False), (new, old, True)):
                of_code = self.passings.setdefault(code_id, defaultdict(Counter))
                of_code[seq][other, is_coming] += 1

    def _kept(self, code_id: Id) -> Id:
        return self.folds.get(code_id, code_id)

    def _of_seen(self, rows: Numbered) -> Numbered:
        """The codings and memos that may be told of."""
        seen = self.seen
        return rows if seen is None else (each for each in rows if seen >= set(each[1].values("coder_id")))


class _Story:
    def __init__(self, project: Project, log: OperationLog, about: _Logged, translate: Translate) -> None:
        self._project = project
        self._log = log
        self._about = about
        self._translate = translate
        self._undone = log.undone()

    def steps(self, code_id: Id) -> Iterator[CodeStep]:
        own, memos = self._about.codes.get(code_id, {}), self._about.memos.get(code_id, {})
        passings = self._about.passings.get(code_id, {})
        entries = self._log.entries(sorted({*own, *memos, *passings}), self._undone)
        own, passings = _decided(code_id, entries, own), _passed(entries, passings)
        name = ""
        for seq, entry in sorted(entries.items()):
            name = next((str(image["name"]) for row in own.get(seq, ()) if (image := row.after or row.before)), name)
            rows = tuple(self._told(entry, [*own.get(seq, ()), *memos.get(seq, ())]))
            if rows or seq in passings:
                passed = tuple(self._named(entry, passings.get(seq, {})))
                written = tuple(row.after for row in memos.get(seq, ()) if row.after is not None)
                yield CodeStep(entry, code_id, name, rows, passed, written)

    def _told(self, entry: LogEntry, rows: Iterable[RowChange]) -> Iterator[RowTold]:
        teller = RowTeller(self._project, self._log, entry, self._translate)
        _, last = self._log.span_of(entry.operation.seq)
        return (told for row in rows if (told := teller.told(last, row)) is not None)

    def _named(self, entry: LogEntry, passings: Mapping[tuple[Id, bool], int]) -> Iterator[Passing]:
        if not passings:
            return
        teller = RowTeller(self._project, self._log, entry, self._translate)
        first, last = self._log.span_of(entry.operation.seq)
        for (other, is_coming), count in passings.items():
            name = teller.name("code", other, first - 1 if is_coming else last)
            yield Passing(name, count, is_coming, other)


def _decided(
    code_id: Id, entries: Mapping[int, LogEntry], own: Mapping[int, list[RowChange]]
) -> dict[int, list[RowChange]]:
    """What was done to a code; of merges only what was not done in the copies, which is told where it was done."""
    told = dict(own)
    for seq, brought in _brought(entries):
        there = [row for each in brought for row in own.get(each, ())]
        net = _net(there[0].before, there[-1].after) if there else {}
        rows = [row for row in own.get(seq, ()) if row.row_id == code_id]
        told[seq] = [row for row in rows if not _net(row.before, row.after).items() <= net.items()]
    return told


def _passed(
    entries: Mapping[int, LogEntry], passings: Mapping[int, Counter[tuple[Id, bool]]]
) -> dict[int, Counter[tuple[Id, bool]]]:
    """The codings that came and went; of merges only those that did not come and go in the copies."""
    told = dict(passings)
    for seq, brought in _brought(entries):
        if seq in passings:
            told[seq] = passings[seq] - sum((passings.get(each, Counter()) for each in brought), Counter())
    return {seq: passed for seq, passed in told.items() if passed}


def _brought(entries: Mapping[int, LogEntry]) -> Iterator[tuple[int, list[int]]]:
    """The number of each merge, and those of the operations that it brought, by their time."""
    for seq, entry in entries.items():
        if entry.operation.kind == MERGE:
            of = [each.operation for each in entries.values() if each.operation.merged_by == entry.operation.id]
            yield seq, [each.seq for each in sorted(of, key=lambda one: (one.time_us, one.seq))]


def _net(before: Image | None, after: Image | None) -> dict[str, tuple[Any, Any]]:
    """What people are told of a code, before and after, where it is not the same."""
    sides = {name: ((before or {}).get(name), (after or {}).get(name)) for name in FIELDS["code"]}
    return {name: side for name, side in sides.items() if side[0] != side[1]}


def _by_time(steps: Iterable[CodeStep]) -> list[CodeStep]:
    return sorted(steps, key=lambda step: (step.entry.operation.time_us, step.entry.operation.seq))
