"""Make the sample file of the present schema version: `python -m tests.format_versions.make_version`.

Run it once when the schema version rises, and commit `vN.annot` and `vN.json` (its rows, table by table). A file that
is there already is never made anew: it stands for the files that people have.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from annotator.project.documents import NewSpeaker
from annotator.project.memo_links import TalkedAbout
from annotator.project.memos import About
from annotator.project.project import Project
from annotator.project.schema import SCHEMA_VERSION
from annotator.project.stored_text import FormatSpan
from annotator.project.text_edits import Edit

FOLDER = Path(__file__).parent
TEXT = (
    "I: What was it like to come back?\n"
    "P1: I stood at the door for a while. Then she said my name, 🙂 and I went in.\n"
    "I: And then?\n"
    "P1: Then we had soup."
)


def make(path: Path) -> None:
    """A small project in which every table has rows and the log has an undo and a redo."""
    with Project.create(path, title="Coming back", coder_name="Anna Kvam") as project:
        project.describe(research_question="What helps people to come back?", method="thematic", language="en")
        project.coders.edit(project.coder.id, role="analyst", preunderstanding="I have worked at such a door.")
        project.coders.add("Bo Lind", role="peer researcher")
        _add_people(project)
        _add_documents(project)
        _add_codes(project)
        _add_memos(project)
        project.saved_tables.save("Table 2", {"table": "segments", "codes": ["Trust > Hope"], "landscape": True})
        _correct_and_ask(project)
        _meet(project)
        project.codes.add("Taken back")
        project.undo()
        project.codes.rename(project.codes.find("Hope").id, "Hope, again")
        project.undo()
        project.redo()


def rows_by_table(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table but the log, by id, with bytes as hex digits."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type='table' ORDER BY name").fetchall()
        tables = [name for (name,) in names if name not in ("operation", "change") and not name.startswith("sqlite_")]
        return {table: _rows(connection, f"SELECT * FROM {table} ORDER BY id") for table in tables}


def _rows(connection: sqlite3.Connection, statement: str) -> list[dict[str, Any]]:
    return [{key: _plain(row[key]) for key in row.keys()} for row in connection.execute(statement)]  # noqa: SIM118


def _plain(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value


def _add_people(project: Project) -> None:
    people = project.participants
    person = people.add("P01", pseudonym="Kari", note="Met twice.")
    people.set_value(person.id, people.add_attribute("Age", "number").id, "47")
    people.set_value(person.id, people.add_attribute("Setting", "choice", ["town", "country"]).id, "town")


def _add_documents(project: Project) -> None:
    project.documents.add(
        "Interview 1",
        TEXT,
        formats=[FormatSpan(0, 33, "bold")],
        participant="P01",
        speakers=[NewSpeaker("I", "interviewer"), NewSpeaker("P1", "participant", "P01")],
        source_name="interview 1.txt",
        source_format="text",
        source_sha256="00" * 32,
    )
    project.documents.add("Field notes", "Rain all day. The kitchen was full.", kind="field notes")


def _add_codes(project: Project) -> None:
    trust = project.codes.add("Trust", definition="What lets a person come closer", when_to_use="In their own words")
    hope = project.codes.add("Hope", parent_id=trust.id, when_not_to_use="Wishes for the weather")
    interview, notes = project.documents.all()
    start = TEXT.index("Then she said my name")
    coding = project.codings.add(interview.id, hope.id, start, start + len("Then she said my name, 🙂 and I went in."))
    project.codings.add(interview.id, trust.id, start, start + 4)
    project.codings.add(notes.id, trust.id, 14, 35)
    project.codes.set_example(hope.id, coding.id)


def _add_memos(project: Project) -> None:
    document = project.documents.find("Interview 1")
    project.memos.add("They wait for somebody to speak first.", title="Doors")
    project.memos.add("A long pause here.", kind="reflexive", about=About(document.id, 34, 70))
    project.memos.add("Close to welcome?", about=About(code_id=project.codes.find("Hope").id))
    project.memos.add("The name matters.", about=About(coding_id=project.codings.of_document(document.id)[0].id))
    project.memos.add("Quiet man.", about=About(participant_id=project.participants.all()[0].id))


def _correct_and_ask(project: Project) -> None:
    """A correction that moves codings, one that takes all words from a coding, and a query that is kept."""
    interview, notes = project.documents.all()
    start = TEXT.index("for a while")
    project.documents.correct(interview.id, [Edit(start, start + len("for a while"), "for a long while, in the rain")])
    lost = project.codings.add(notes.id, project.codes.find("Trust").id, 0, len("Rain all day."))
    project.documents.correct(notes.id, [Edit(0, len("Rain all day. "), "")])
    assert not project.codings.get(lost.id).has_words
    project.saved_queries.save("Hope in town", {"codes": ["Trust > Hope"], "where": [["Setting", "is", "town"]]})


def _meet(project: Project) -> None:
    """A meeting that spoke of a passage, and agreed on it."""
    coding = project.codings.all()[0]
    meeting = project.meetings.add("2026-11-20", title="Doors", present=["Anna Kvam", "Bo Lind"], text="One hour.")
    project.meetings.talk_about(
        meeting.memo_id, [TalkedAbout(coding.document_id, coding.start_char, coding.end_char, coding.id)]
    )
    project.meetings.edit(meeting.memo_id, decisions="A name is part of the welcome.")


def main() -> None:
    """Make the files of the present version."""
    path = FOLDER / f"v{SCHEMA_VERSION}.annot"
    make(path)
    text = json.dumps(rows_by_table(path), ensure_ascii=False, indent=1)
    path.with_suffix(".json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
