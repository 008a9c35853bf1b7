"""The check: finds what is wrong, and only that."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from annotator.project.memos import About
from annotator.project.project import Project
from annotator.project.text_edits import Edit


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed project with a coding and a memo on a passage."""
    made = tmp_path / "study.annot"
    with Project.create(made, coder_name="Anna Kvam") as project:
        document = project.documents.add("One", "P1: There was soup.")
        project.codings.add(document.id, project.codes.add("Soup").id, 4, 18)
        project.memos.add("Here.", about=About(document.id, 0, 2))
    return made


@contextmanager
def tampered(path: Path) -> Iterator[sqlite3.Connection]:
    """The file in the hands of another program, which minds neither references nor the log."""
    with closing(sqlite3.connect(path)) as connection:
        yield connection
        connection.commit()


def problems(path: Path) -> list[tuple[str, str]]:
    with Project.open(path, read_only=True, check=False) as project:
        return [(problem.kind, problem.where.split()[0]) for problem in project.check()]


def test_a_sound_file_has_no_problems(path: Path) -> None:
    assert problems(path) == []


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE coding SET end_char = 999", ("span", "coding")),
        ("UPDATE coding SET start_char = -1", ("span", "coding")),
        ("UPDATE coding SET start_char = end_char", ("span", "coding")),
        ("UPDATE memo SET end_char = 20", ("span", "memo")),
        ("DELETE FROM document_text", ("reference", "document")),
        ("UPDATE document_text SET text = replace(text, 'was', 'is')", ("text", "document")),
        ("UPDATE document_text SET length = length + 1", ("text", "document")),
        ("DELETE FROM code", ("reference", "coding")),
        ("DELETE FROM coder", ("reference", "coding")),
    ],
)
def test_what_is_wrong_is_found_and_named(path: Path, statement: str, found: tuple[str, str]) -> None:
    with tampered(path) as connection:
        connection.execute(statement)
    assert found in problems(path)


def test_a_broken_index_is_found(path: Path) -> None:
    with tampered(path) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'memo_by_code') "
            "WHERE name = 'coding_by_code'"
        )
    assert ("page", "file") in problems(path)


def test_a_corrected_text_that_cannot_be_put_together_is_found(path: Path) -> None:
    with Project.open(path) as project:
        (document,) = project.documents.all()
        project.documents.correct(document.id, [Edit(10, 13, "is")])
        project.documents.correct(document.id, [Edit(4, 17, "")])
        assert [lost.words for lost in project.codings.lost()] == ["There is soup"]
    assert problems(path) == []
    for edits in ('[[0,1,"x"]]', '[[0,999,""]]', "no edits"):
        with tampered(path) as connection:
            connection.execute("UPDATE document_text SET text = ? WHERE base_id IS NOT NULL", (edits,))
        assert ("text", "document") in problems(path)
