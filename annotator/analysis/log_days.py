"""A long list of operations as people read it: the newest first, under the days on which they were done."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from annotator.project.operation_log import Found

_US = 1_000_000


@dataclass(slots=True)
class LogDays:
    """The numbers of operations and the days over them, as rows: a heading for each day, and under it its operations.

    200,000 operations take 3 MB. Grows at its end as more is read, and at its beginning as more is done.
    """

    seqs: array[int] = field(default_factory=lambda: array("q"))
    days: list[date] = field(default_factory=list)
    _firsts: list[int] = field(default_factory=list)  # of each day: the place of its first operation
    _heads: list[int] | None = None  # of each day: the row of its heading, once somebody has asked
    _day_begins_us: int = 0

    def __len__(self) -> int:
        return len(self.seqs) + len(self.days)

    def append(self, found: Iterable[Found]) -> None:
        """Take in operations that are older than all that are there, the newest first."""
        self._heads = None
        for seq, time_us in found:
            if not self.days or time_us < self._day_begins_us:
                self.days.append(day_of(time_us))
                self._firsts.append(len(self.seqs))
                self._day_begins_us = begin_us(self.days[-1])
            self.seqs.append(seq)

    def put_first(self, found: Found) -> int:
        """Take in an operation that is newer than all that are there. Returns how many rows that makes more."""
        self._heads = None
        day = day_of(found.time_us)
        is_new = not self.days or day != self.days[0]
        if not self.days:
            self._day_begins_us = begin_us(day)
        self.seqs.insert(0, found.seq)
        self._firsts = [first + 1 if first or is_new else 0 for first in self._firsts]
        if is_new:
            self.days.insert(0, day)
            self._firsts.insert(0, 0)
        return 2 if is_new else 1

    def is_other_day(self, time_us: int) -> bool:
        """Whether a time is not on the newest day that is there."""
        return not self.days or day_of(time_us) != self.days[0]

    def heading_at(self, row: int) -> date | None:
        """The day whose heading is this row; None of a row of an operation."""
        day = self._day_at(row)
        return self.days[day] if self._firsts[day] + day == row else None

    def seq_at(self, row: int) -> int | None:
        """The number of the operation in a row; None of a heading."""
        day = self._day_at(row)
        place = row - day - 1
        return self.seqs[place] if place >= self._firsts[day] else None

    def count_on(self, row: int) -> int:
        """How many operations are under the heading in a row."""
        day = self._day_at(row)
        end = self._firsts[day + 1] if day + 1 < len(self.days) else len(self.seqs)
        return end - self._firsts[day]

    def row_of(self, seq: int) -> int | None:
        """The row of an operation. O(n), in C."""
        try:
            place = self.seqs.index(seq)
        except ValueError:
            return None
        return place + bisect_right(self._firsts, place)

    def _day_at(self, row: int) -> int:
        if self._heads is None:
            self._heads = [first + day for day, first in enumerate(self._firsts)]
        return bisect_right(self._heads, row) - 1


def day_of(time_us: int) -> date:
    """The day of a time of the log, where we are."""
    return datetime.fromtimestamp(time_us // _US).date()


def begin_us(day: date) -> int:
    """The time at which a day begins, where we are."""
    return int(datetime.combine(day, datetime.min.time()).timestamp()) * _US


def end_us(day: date) -> int:
    """The time at which a day is over."""
    return begin_us(day + timedelta(days=1))
