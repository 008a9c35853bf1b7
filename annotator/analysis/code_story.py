"""The story of a code: what it was called and meant, where it stood, what went into it and out of it, and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from annotator.analysis.operation_details import RowTeller, RowTold, Translate
from annotator.project.changes import RowChange
from annotator.project.ids import Id
from annotator.project.operation_log import LogEntry, OperationLog
from annotator.project.project import Project

# By these a coding comes to carry another code; they are where codes are split and merged.
RECODING = ("coding.recode", "code.merge", "project.merge")
_WRITING = ("memo.add", "memo.edit", "memo.delete", "meeting.add", "meeting.edit")


@dataclass(frozen=True, slots=True)
class Passing:
    """Codings that came from another code (or went to it), and how many."""

    other: str
    count: int
    is_coming: bool


@dataclass(frozen=True, slots=True)
class CodeStep:
    """One operation in the story of a code. `name` is what the code was called after it, or last."""

    entry: LogEntry
    code_id: Id
    name: str
    rows: tuple[RowTold, ...]
    passings: tuple[Passing, ...] = ()


def story_of(project: Project, code_id: Id, translate: Translate = str) -> list[CodeStep]:
    """All that was done to one code, also to one that is gone, and the memos about it: the oldest first.

    Reads as much of the log as says something of codes; for a thread of its own.
    """
    return steps_of(project, [code_id], translate)


def steps_of(project: Project, code_ids: Iterable[Id], translate: Translate = str) -> list[CodeStep]:
    """The steps of several codes, by time."""
    log = OperationLog(project.connection)
    found = [step for code_id in code_ids for step in _Story(project, log, code_id, translate).steps()]
    return sorted(found, key=lambda step: (step.entry.operation.time_us, step.entry.operation.seq))


class _Story:
    def __init__(self, project: Project, log: OperationLog, code_id: Id, translate: Translate) -> None:
        self._project = project
        self._log = log
        self._code_id = code_id
        self._translate = translate

    def steps(self) -> Iterator[CodeStep]:
        own = _by_operation(self._log.changes_of_row("code", self._code_id))
        memos = _by_operation(self._log.changes_naming("memo", _WRITING, self._code_id))
        passings = self._passings()
        entries = self._log.entries(sorted({*own, *memos, *passings}))
        name = ""
        for seq, entry in sorted(entries.items()):
            name = next((str(image["name"]) for row in own.get(seq, ()) if (image := row.after or row.before)), name)
            rows = tuple(self._told(entry, [*own.get(seq, ()), *memos.get(seq, ())]))
            if rows or seq in passings:
                yield CodeStep(entry, self._code_id, name, rows, tuple(self._named(entry, passings.get(seq, {}))))

    def _told(self, entry: LogEntry, rows: Iterable[RowChange]) -> Iterator[RowTold]:
        teller = RowTeller(self._project, self._log, entry, self._translate)
        _, last = self._log.span_of(entry.operation.seq)
        return (told for row in rows if (told := teller.told(last, row)) is not None)

    def _passings(self) -> dict[int, Counter[tuple[Id, bool]]]:
        """For each operation by which codings changed between this code and another: (other code, came here)."""
        found: dict[int, Counter[tuple[Id, bool]]] = defaultdict(Counter)
        for seq, row in self._log.changes_naming("coding", RECODING, self._code_id):
            if row.before is None or row.after is None or row.before["code_id"] == row.after["code_id"]:
                continue
            is_coming = row.after["code_id"] == self._code_id
            other = row.before["code_id"] if is_coming else row.after["code_id"]
            found[seq][other, is_coming] += 1
        return found

    def _named(self, entry: LogEntry, passings: Mapping[tuple[Id, bool], int]) -> Iterator[Passing]:
        teller = RowTeller(self._project, self._log, entry, self._translate)
        first, last = self._log.span_of(entry.operation.seq)
        for (other, is_coming), count in passings.items():
            name = teller.name("code", other, first - 1 if is_coming else last)
            yield Passing(name, count, is_coming)


def _by_operation(rows: Iterable[tuple[int, RowChange]]) -> dict[int, list[RowChange]]:
    found: dict[int, list[RowChange]] = defaultdict(list)
    for seq, row in rows:
        found[seq].append(row)
    return found
