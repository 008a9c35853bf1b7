"""Meetings: memos that also say who was there on which day, which passages were talked about, and what was decided.

A meeting is known by the id of its memo, whose title and text are those of the minutes. The id of its row of `meeting`
follows from that, so that two copies of a project never make two of one; a memo of kind "meeting" without one is a
meeting too.
"""

from __future__ import annotations

import json
from collections.abc import Collection as Some
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, or_, select, update

from annotator.project import schema
from annotator.project.collection import Collection
from annotator.project.errors import NotFound, ValueRefused
from annotator.project.ids import Id, derived_id
from annotator.project.memo_links import MemoLink, TalkedAbout
from annotator.project.stored_text import normalise_text

MEETING_KIND = "meeting"
_meeting, _memo = schema.meeting, schema.memo
_MOST_PRESENT = 500


@dataclass(frozen=True, slots=True)
class Meeting:
    """The minutes of one meeting. `day` is ISO 8601, `present` are names, also of people who do not code."""

    memo_id: Id
    day: str
    present: tuple[str, ...]
    title: str
    text: str
    decisions: str
    coder_id: Id
    created_us: int


_COLUMNS = (
    _memo.c.id,
    _meeting.c.day,
    _meeting.c.present,
    _memo.c.title,
    _memo.c.text,
    _meeting.c.decisions,
    _memo.c.coder_id,
    _memo.c.created_us,
)
_IS_ONE = or_(_meeting.c.id.is_not(None), _memo.c.kind == MEETING_KIND)


class Meetings(Collection):
    """The meetings of a project."""

    def all(self) -> list[Meeting]:
        """Every meeting, the latest first; of one day the one that was written down last."""
        found = self._where(_IS_ONE)
        return sorted(found, key=lambda one: (one.day, one.created_us, one.memo_id), reverse=True)

    def get(self, memo_id: Id) -> Meeting:
        """The meeting with this memo. Raises NotFound."""
        for meeting in self._where(_memo.c.id == memo_id, _IS_ONE):
            return meeting
        raise NotFound("meeting", memo_id.hex())

    def add(
        self, day: str, *, title: str = "", present: Iterable[str] = (), text: str = "", decisions: str = ""
    ) -> Meeting:
        """A new meeting, written down by the coder at work. Raises ValueRefused where the day is none."""
        values = {"day": _checked_day(day), "present": _names_json(present), "decisions": normalise_text(decisions)}
        with self._project.operation("meeting.add", meeting=title or day):
            memo = self._project.memos.add(text, title=title, kind=MEETING_KIND)
            self._run(insert(_meeting).values(id=_id_of(memo.id), memo_id=memo.id, **values))
        return self.get(memo.id)

    def edit(
        self,
        memo_id: Id,
        *,
        day: str | None = None,
        title: str | None = None,
        present: Iterable[str] | None = None,
        text: str | None = None,
        decisions: str | None = None,
    ) -> Meeting:
        """Change what is given. Raises NotFound, ValueRefused where the day is none."""
        meeting = self.get(memo_id)
        given = {
            "day": None if day is None else _checked_day(day),
            "present": None if present is None else _names_json(present),
            "decisions": None if decisions is None else normalise_text(decisions),
        }
        before = {"day": meeting.day, "present": _names_json(meeting.present), "decisions": meeting.decisions}
        changed = {name: value for name, value in given.items() if value is not None and value != before[name]}
        with self._project.operation("meeting.edit", meeting=meeting.title or meeting.day):
            self._project.memos.edit(memo_id, title=title, text=text)
            if changed:
                self._store(memo_id, before | changed)
        return self.get(memo_id)

    def delete(self, memo_id: Id) -> None:
        """Remove a meeting with all that it says; what was talked about stays. Raises NotFound."""
        meeting = self.get(memo_id)
        with self._project.operation("meeting.delete", meeting=meeting.title or meeting.day):
            self._project.memos.delete([memo_id])

    def talk_about(self, memo_id: Id, passages: Sequence[TalkedAbout]) -> list[MemoLink]:
        """Add passages to what was talked about, with their words as they are now; the same one comes once.

        Returns the new links. Raises NotFound, SpanOutsideText; then none is linked.
        """
        meeting = self.get(memo_id)
        with self._project.operation("meeting.talk_about", meeting=meeting.title or meeting.day, count=len(passages)):
            return self._project.memo_links.add(memo_id, passages)

    def unlink(self, link_ids: Some[Id]) -> None:
        """Take passages off the list of what was talked about. Raises NotFound."""
        meetings = dict.fromkeys(self.get(self._project.memo_links.get(link_id).memo_id) for link_id in link_ids)
        name = ", ".join(meeting.title or meeting.day for meeting in meetings)
        with self._project.operation("meeting.unlink", meeting=name, count=len(link_ids)):
            self._project.memo_links.remove(link_ids)

    def move_link(self, link_id: Id, by: int) -> None:
        """Put a passage so many places later in the list, or earlier where `by` is negative. Raises NotFound."""
        meeting = self.get(self._project.memo_links.get(link_id).memo_id)
        with self._project.operation("meeting.move_link", meeting=meeting.title or meeting.day):
            self._project.memo_links.move(link_id, by)

    def _store(self, memo_id: Id, values: dict[str, str]) -> None:
        there = self._rows(select(_meeting.c.id).where(_meeting.c.memo_id == memo_id))
        if there:
            self._run(update(_meeting).where(_meeting.c.memo_id == memo_id).values(values))
        else:
            self._run(insert(_meeting).values(id=_id_of(memo_id), memo_id=memo_id, **values))
        changed_us = self._project.history.next_time_us()
        self._run(update(_memo).where(_memo.c.id == memo_id).values(changed_us=changed_us))

    def _where(self, *conditions: Any) -> list[Meeting]:
        joined = _memo.outerjoin(_meeting, _meeting.c.memo_id == _memo.c.id)
        found = {row[0]: _made(row) for row in self._rows(select(*_COLUMNS).select_from(joined).where(*conditions))}
        return list(found.values())


def day_of(time_us: int) -> str:
    """The local day of a time of the log, in ISO 8601."""
    return datetime.fromtimestamp(time_us / 1_000_000).date().isoformat()


def _made(row: Any) -> Meeting:
    memo_id, day, present, title, text, decisions, coder_id, created_us = row
    names = tuple(map(str, json.loads(present or "[]")))
    return Meeting(memo_id, day or day_of(created_us), names, title, text, decisions or "", coder_id, created_us)


def _checked_day(day: str) -> str:
    try:
        return date.fromisoformat(day.strip()).isoformat()
    except ValueError as error:
        raise ValueRefused("the day of a meeting", day, "a date such as 2026-03-31") from error


def _names_json(names: Iterable[str]) -> str:
    """Names on one line each, every one once, as JSON."""
    kept = dict.fromkeys(" ".join(normalise_text(name).split()) for name in names)
    return json.dumps([name for name in kept if name][:_MOST_PRESENT], ensure_ascii=False)


def _id_of(memo_id: Id) -> Id:
    """A memo has one row of what was decided, whoever writes it down first."""
    return derived_id("meeting", memo_id)
