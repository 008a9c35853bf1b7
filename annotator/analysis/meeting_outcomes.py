"""What followed from a meeting: the operations from its day until the next one, as the log tells them.

What happened to codes comes first, each thing by itself; of the rest it is told how much there was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import Final

from annotator.project.changes import Operation
from annotator.project.ids import Id
from annotator.project.meetings import Meeting
from annotator.project.operation_log import LogQuery, OperationLog

_FIRST = ("code.",)
# Kinds by the beginning of their names, as they are counted together; all other kinds are housekeeping.
COUNTED: Final = ("coding.", "memo.", "document.", "participant.", "consensus.")
_MOST_ON_CODES = 2_000
DAY_US: Final = 24 * 60 * 60 * 1_000_000


@dataclass(frozen=True, slots=True)
class Period:
    """A time in microseconds since 1970, up to but without `until_us`; None where it goes on."""

    since_us: int
    until_us: int | None


@dataclass(frozen=True, slots=True)
class Outcomes:
    """`on_codes` are the operations on codes that stand, the oldest first. `others` counts those of `COUNTED`."""

    on_codes: tuple[Operation, ...]
    others: Counter[str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was done."""
        return not self.on_codes and not self.others


def period_of(meeting: Meeting, meetings: Sequence[Meeting]) -> Period:
    """From the morning of its day, or from when it was written down if it is not the first of that day, until the next.

    `meetings` are all, the latest first.
    """
    place = next(n for n, each in enumerate(meetings) if each.memo_id == meeting.memo_id)
    earlier = meetings[place + 1] if place + 1 < len(meetings) else None
    later = meetings[place - 1] if place else None
    return Period(_begin(meeting, earlier), _begin(later, meeting) if later is not None else None)


def what_followed(log: OperationLog, period: Period, seen: tuple[Id, ...] | None = None) -> Outcomes:
    """What was done in a time and stands. Of codings and memos, those of the `seen` coders; None for all."""
    query = LogQuery(
        since_us=period.since_us,
        until_us=period.until_us,
        without_undone=True,
        seen=seen,
    )
    seqs = [found.seq for portion in log.find(replace(query, kinds=_FIRST)) for found in portion]
    entries = log.entries(seqs[:_MOST_ON_CODES])
    on_codes = sorted((entry.operation for entry in entries.values()), key=lambda one: (one.time_us, one.seq))
    counts = {kind: sum(map(len, log.find(replace(query, kinds=(kind,))))) for kind in COUNTED}
    return Outcomes(tuple(on_codes), Counter({kind: count for kind, count in counts.items() if count}))


def in_lines(outcomes: Outcomes, sentence: Callable[[Operation], str], counted: Callable[[str, int], str]) -> list[str]:
    """A line for each thing that was done to codes, then how much else there was."""
    others = (counted(kind, outcomes.others[kind]) for kind in COUNTED if outcomes.others[kind])
    return list(chain((sentence(operation) for operation in outcomes.on_codes), others))


def _begin(meeting: Meeting, earlier: Meeting | None) -> int:
    if earlier is not None and earlier.day == meeting.day:
        return meeting.created_us
    return int(datetime.fromisoformat(meeting.day).timestamp() * 1_000_000)
