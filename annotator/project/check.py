"""What can be wrong with a project file: its pages, its references, and spans that leave their text."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from annotator.project.document_texts import sha256_of
from annotator.project.ids import shown
from annotator.project.text_edits import TextEdits, from_json


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `kind` is "page", "reference", "span" or "text"; `where` names the row."""

    kind: str
    where: str
    what: str


def find_problems(connection: Connection) -> list[Problem]:
    """All problems of an open file, worst kind first."""
    return [*_bad_pages(connection), *_bad_references(connection), *_bad_spans(connection), *_bad_texts(connection)]


def _bad_pages(connection: Connection) -> list[Problem]:
    rows = connection.exec_driver_sql("PRAGMA integrity_check(20)").all()
    return [Problem("page", "file", str(row[0])) for row in rows if row[0] != "ok"]


def _bad_references(connection: Connection) -> list[Problem]:
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [Problem("reference", f"{row[0]} {row[1]}", f"its {row[2]} is missing") for row in rows]


# A correction leaves an empty span where all words went: a coding that remembers them, or a memo at the place.
_UNTOLD_EMPTY = {
    "coding": "(s.start_char = s.end_char AND s.lost_words = '')",
    "memo": "0",
    "memo_link": "(s.start_char = s.end_char AND s.words = '')",
}


def _bad_spans(connection: Connection) -> list[Problem]:
    problems = []
    for table in _UNTOLD_EMPTY:
        rows = connection.exec_driver_sql(
            f"SELECT s.id, s.start_char, s.end_char, t.length FROM {table} s "
            "JOIN document d ON d.id = s.document_id JOIN document_text t ON t.id = d.text_id "
            f"WHERE s.start_char < 0 OR s.end_char > t.length OR s.end_char < s.start_char OR {_UNTOLD_EMPTY[table]}"
        )
        for row_id, start, end, length in rows:
            problems.append(Problem("span", f"{table} {shown(row_id)}", f"{start} to {end} is outside 0 to {length}"))
    return problems


def _bad_texts(connection: Connection) -> list[Problem]:
    """Documents whose words, or the edits that make them of others, are not those that were stored."""
    rows = connection.exec_driver_sql(
        "SELECT d.id, t.text, t.length, t.sha256, t.base_id, b.text, b.base_id FROM document d "
        "JOIN document_text t ON t.id = d.text_id LEFT JOIN document_text b ON b.id = t.base_id"
    )
    return [
        Problem("text", f"document {shown(document_id)}", "its text is not as it was stored")
        for document_id, stored, length, digest, base_id, base, base_of_base in rows
        if base_of_base is not None
        or not _is_as_stored(stored if base_id is None else _result(base, stored), length, digest)
    ]


def _is_as_stored(text: str | None, length: int, digest: str) -> bool:
    return text is not None and len(text) == length and sha256_of(text) == digest


def _result(base: str, edits: str) -> str | None:
    try:
        return TextEdits(base, from_json(edits)).result
    except (ValueError, TypeError):  # no edits at all, such as do not fit, or nothing that they are edits of
        return None
