"""The meetings: when, who was there, which passages were talked about, what was decided, and what followed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from annotator.analysis.meeting_outcomes import in_lines
from annotator.analysis.operation_sentences import sentence
from annotator.project.changes import Operation
from annotator.project.meetings import Meeting
from annotator.project.memo_links import MemoLink
from annotator.reports.columns import shown
from annotator.reports.material import Material
from annotator.reports.meeting_material import MeetingMaterial
from annotator.reports.model import Column, Section, Table
from annotator.reports.quotation import shortened

NAME = "meetings"
TITLE = "Meetings"
COLUMNS = (
    Column("day", "Date", "citation", 0.9),
    Column("title", "Meeting", "name", 1.2),
    Column("present", "Present", "text", 1.3),
    Column("talked_about", "Talked about", "quotation", 3.6),
    Column("notes", "Notes", "text", 2.4),
    Column("decisions", "Decided", "text", 2.4),
    Column("followed", "What followed", "text", 2.6),
)
_COUNTED = {
    "coding.": ("coding step", "coding steps"),
    "memo.": ("change of memos", "changes of memos"),
    "document.": ("change of documents", "changes of documents"),
    "participant.": ("change of participants", "changes of participants"),
    "consensus.": ("step of the consensus", "steps of the consensus"),
}


def build(material: Material) -> Section:
    """One table with a row per meeting, the first meeting first."""
    minutes = material.minutes
    if not minutes.meetings:
        return Section(NAME, TITLE, (), "No meeting has been written down yet.")
    longest = material.options.longest_quotation_chars
    told = partial(_done, is_blind=material.options.coders is not None)
    rows = [_row(meeting, minutes, told, longest) for meeting in reversed(minutes.meetings)]
    columns, rows_shown = shown(COLUMNS, rows, NAME, material.options.columns)
    table = Table(NAME, "", "Meetings of the research team", columns, rows_shown, _NOTE, is_wide=True)
    return Section(NAME, TITLE, (table,))


_NOTE = (
    "Talked about: the words as they were at the meeting. What followed: what was done to codes from the day of the "
    "meeting until the next one and was not taken back, as the log of the project has it, and how much else."
)


def _row(
    meeting: Meeting, minutes: MeetingMaterial, told: Callable[[Operation], str], longest_chars: int | None
) -> tuple[str, ...]:
    followed = in_lines(minutes.outcomes_of(meeting), told, _counted)
    return (
        meeting.day,
        meeting.title,
        "\n".join(meeting.present),
        "\n".join(_talked_about(link, minutes, longest_chars) for link in minutes.links_of(meeting)),
        meeting.text.strip(),
        meeting.decisions.strip(),
        "\n".join(followed),
    )


def _done(operation: Operation, *, is_blind: bool) -> str:
    who, words = operation.coder_name, sentence(operation, is_blind=is_blind)
    return f"{words} ({who})" if who else words


def _counted(kind: str, count: int) -> str:
    return f"{count:,} {_COUNTED[kind][count != 1]}"


def _talked_about(link: MemoLink, minutes: MeetingMaterial, longest_chars: int | None) -> str:
    """The words as they were, the code if there is one, and where they stand."""
    words = shortened(" ".join(link.words.split()), longest_chars)
    place = minutes.place_of(link)
    return f"“{words}” ({place})" if place else f"“{words}”"
