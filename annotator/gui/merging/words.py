"""What a merge is told in: names of things and fields, counts, times, who."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from annotator.analysis.merge_story import Author, Becoming, Brought, Corrected, MergeStory

_MOST_FILE_CHARS = 64


def counted(table: str, count: int) -> str:
    """So many rows of a table: "12 codings"."""
    words = {
        "document": lambda: _words("%n document(s)", count),
        "code": lambda: _words("%n code(s)", count),
        "coding": lambda: _words("%n coding(s)", count),
        "memo": lambda: _words("%n memo(s)", count),
        "participant": lambda: _words("%n participant(s)", count),
        "coder": lambda: _words("%n coder(s)", count),
        "attribute": lambda: _words("%n attribute(s)", count),
        "attribute_value": lambda: _words("%n value(s) of attributes", count),
        "speaker": lambda: _words("%n speaker(s)", count),
        "saved_table": lambda: _words("%n kept table(s)", count),
        "saved_query": lambda: _words("%n kept quer(y/ies)", count),
        "meeting": lambda: _words("%n meeting(s)", count),
        "memo_link": lambda: _words("%n passage(s) of meetings", count),
        "project": lambda: _words("the description of the project"),
    }
    return words[table]() if table in words else _words("%n other thing(s)", count)


def noun(table: str) -> str:
    """One row of a table: "Code"."""
    words = {
        "document": _words("Document"),
        "code": _words("Code"),
        "coding": _words("Coding"),
        "memo": _words("Memo"),
        "participant": _words("Participant"),
        "coder": _words("Coder"),
        "attribute": _words("Attribute"),
        "attribute_value": _words("Value"),
        "speaker": _words("Speaker"),
        "saved_table": _words("Kept table"),
        "saved_query": _words("Kept query"),
        "meeting": _words("Meeting"),
        "memo_link": _words("Passage of a meeting"),
        "project": _words("Project"),
    }
    return words.get(table, table)


def field(column: str) -> str:
    """A field of a row, as it is asked about: "name"."""
    words = {
        "name": _words("name"),
        "label": _words("label"),
        "title": _words("title"),
        "text": _words("words"),
        "paragraph": _words("words of a paragraph"),
        "parent_id": _words("place in the codebook"),
        "colour": _words("colour"),
        "definition": _words("definition"),
        "when_to_use": _words("when to use it"),
        "when_not_to_use": _words("when not to use it"),
        "example_coding_id": _words("example"),
        "code_id": _words("code"),
        "participant_id": _words("participant"),
        "document_id": _words("document"),
        "coder_id": _words("coder"),
        "kind": _words("kind"),
        "value": _words("value"),
        "choices": _words("choices"),
        "role": _words("role"),
        "initials": _words("initials"),
        "preunderstanding": _words("preunderstanding"),
        "pseudonym": _words("pseudonym"),
        "note": _words("note"),
        "research_question": _words("research question"),
        "method": _words("method"),
        "language": _words("language"),
        "day": _words("day"),
        "present": _words("who was there"),
        "decisions": _words("decisions"),
    }
    return words.get(column, column.removesuffix("_id").replace("_", " "))


def brought_line(brought: Brought) -> str:
    """What comes, and by whom where that is known: "12 codings by Bo"."""
    count = counted(brought.table, brought.count)
    return _words("{count} by {coder}").format(count=count, coder=brought.coder) if brought.coder else count


def author_line(author: Author) -> str:
    """Who did how much there since: "Bo: 14 steps, the last 22 Nov 2026 14:05"."""
    steps = _words("%n step(s)", author.operations)
    return _words("{coder}: {steps}, the last {time}").format(
        coder=author.name, steps=steps, time=moment(author.last_us)
    )


def becoming_line(becoming: Becoming, *, title_is_asked: bool) -> str:
    """Which project the file is afterwards, what it is called, and where its backups are."""
    if becoming.stays_mine:
        which = _words("This project is the older of the two, so this file stays this project.")
        backups = _words("Its backups go on as before.")
    else:
        which = _words("The other project is the older of the two, so this file becomes that project.")
        backups = _words("Its backups go on under that project; those that were made until now stay where they are.")
    title = _words("Its title is then “{title}”; here it was “{mine}”, there “{theirs}”.")
    if title_is_asked:
        title = _words("Its title is chosen below; here it was “{mine}”, there “{theirs}”.")
    elif becoming.mine == becoming.theirs == becoming.title:
        title = _words("It is called “{title}”, as both were.")
    names = {"title": becoming.title or "–", "mine": becoming.mine or "–", "theirs": becoming.theirs or "–"}
    return " ".join((which, title.format(**names), backups))


def corrected_line(corrected: Iterable[Corrected], moved: Iterable[tuple[str, int]], *, is_blind: bool) -> str:
    """How many transcripts get corrected words, and what only moves along: without figures where these are hidden."""
    along = counts(moved)
    line = _words("%n corrected transcript(s)", len(list(corrected)))
    if not along:
        return line
    along = _words("codings and notes") if is_blind else along
    return _words("{transcripts}, with {what} that only moved along").format(transcripts=line, what=along)


def lost_line(corrected: Iterable[Corrected]) -> str:
    """How many codings lose all their words by corrections; empty for none."""
    lost = sum(each.lost for each in corrected)
    return _words("%n coding(s) lost all words, and wait in the list of such codings", lost) if lost else ""


def counts(rows: Iterable[tuple[str, int]]) -> str:
    """So many rows of several tables: "12 codings, 3 memos"."""
    return ", ".join(counted(table, count) for table, count in rows)


def short_name(name: str) -> str:
    """The name of a file, without its middle where it is long: for a line of words."""
    half = _MOST_FILE_CHARS // 2
    return name if len(name) <= _MOST_FILE_CHARS else f"{name[:half].rstrip()}…{name[-half:].lstrip()}"


def moment(time_us: int) -> str:
    """A time of the log (microseconds since 1970) as people here read it."""
    when = datetime.fromtimestamp(time_us / 1_000_000, UTC)
    local = QDateTime.fromSecsSinceEpoch(int(when.timestamp()))
    return QLocale().toString(local, QLocale.FormatType.ShortFormat)


def summary(story: MergeStory) -> str:
    """What a merge brings in one line: "2 documents, 14 codings by Bo"; of changes alone, how many."""
    lines = [brought_line(each) for each in story.brings]
    if not lines:
        lines = [_words("{count} changed").format(count=counted(each.table, each.count)) for each in story.changes]
        if story.corrected:
            lines.append(_words("%n corrected transcript(s)", len(story.corrected)))
    most = 3
    more = _words("and more") if len(lines) > most else ""
    return ", ".join(filter(None, (*lines[:most], more))) or _words("what was folded and chosen")


def _words(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("merging", text, None, count)
