"""Operations under their days: what is in each row, also as more comes at both ends."""

from __future__ import annotations

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.log_days import LogDays, begin_us, day_of, end_us
from annotator.project.operation_log import Found


def at(*moment: int) -> int:
    """A local time in microseconds."""
    return int(datetime(*moment).timestamp() * 1_000_000)  # type: ignore[arg-type]


def rows(days: LogDays) -> list[date | int | None]:
    return [days.heading_at(row) or days.seq_at(row) for row in range(len(days))]


def test_each_day_has_a_heading_and_its_operations_under_it() -> None:
    days = LogDays()
    days.append([Found(9, at(2026, 5, 3, 9)), Found(8, at(2026, 5, 3, 0))])
    days.append([Found(7, at(2026, 5, 2, 23, 59)), Found(5, at(2026, 4, 1, 12))])
    assert rows(days) == [date(2026, 5, 3), 9, 8, date(2026, 5, 2), 7, date(2026, 4, 1), 5]
    assert [days.count_on(row) for row in (0, 3, 5)] == [2, 1, 1]
    assert [days.row_of(seq) for seq in (9, 8, 7, 5, 4)] == [1, 2, 4, 6, None]


def test_what_is_done_now_comes_first() -> None:
    days = LogDays()
    assert days.put_first(Found(1, at(2026, 5, 2, 10))) == 2
    assert days.put_first(Found(2, at(2026, 5, 2, 11))) == 1
    assert days.put_first(Found(3, at(2026, 5, 3, 8))) == 2
    assert rows(days) == [date(2026, 5, 3), 3, date(2026, 5, 2), 2, 1]
    days.append([Found(0, at(2026, 5, 2, 9))])
    assert rows(days)[-2:] == [1, 0]


def test_a_day_begins_and_ends_at_midnight_here() -> None:
    day = date(2026, 5, 2)
    assert day_of(begin_us(day)) == day
    assert day_of(end_us(day) - 1) == day
    assert day_of(end_us(day)) == date(2026, 5, 3)


@given(st.lists(st.integers(0, 20 * 86_400), max_size=40), st.lists(st.integers(0, 3 * 86_400), max_size=6))
def test_any_log_has_each_operation_once_under_its_day(ages: list[int], news: list[int]) -> None:
    now = at(2026, 5, 20, 12)
    older = [Found(-n, now - age * 1_000_000) for n, age in enumerate(sorted(ages))]
    newer = [Found(n + 1, now + age * 1_000_000) for n, age in enumerate(sorted(news))]
    days = LogDays()
    days.append(older)
    for found in newer:
        days.put_first(found)
    times = dict((*older, *newer))
    shown: list[int] = []
    heading = None
    for row in range(len(days)):
        heading = days.heading_at(row) or heading
        seq = days.seq_at(row)
        if seq is not None:
            assert day_of(times[seq]) == heading
            assert days.row_of(seq) == row
            shown.append(seq)
    assert shown == [each.seq for each in (*reversed(newer), *older)]
