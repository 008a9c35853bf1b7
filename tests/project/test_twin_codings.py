"""Codings that a correction brought onto the very same words: found, left alone, and made one when a person says so."""

from __future__ import annotations

import pytest

from annotator.project.codings import Coding
from annotator.project.documents import Document
from annotator.project.memos import About
from annotator.project.project import Project
from annotator.project.text_edits import Edit
from tests.project.rows import changes_nothing, undone_and_redone

TEXT = "P1: We rowed home, slowly home, before the rain.\n"


@pytest.fixture
def document(project: Project) -> Document:
    return project.documents.add("Interview 1", TEXT)


def code(project: Project, document: Document, words: str, name: str = "Boats", coder: str = "") -> Coding:
    start = project.documents.text(document.id).text.index(words)
    coder_id = project.coders.add(coder).id if coder else None
    return project.codings.add(document.id, project.codes.ensure(name).id, start, start + len(words), coder_id=coder_id)


def take_out(project: Project, document: Document, words: str) -> tuple[bytes, ...]:
    start = project.documents.text(document.id).text.index(words)
    return project.documents.correct(document.id, [Edit(start, start + len(words), "")]).twin_coding_ids


def test_a_correction_names_codings_that_now_say_the_same_and_removes_none(
    project: Project, document: Document
) -> None:
    short, long = code(project, document, "rowed home"), code(project, document, "rowed home, slowly home")
    code(project, document, "rowed home, slowly home", "Rain")
    code(project, document, "rowed home, slowly home", coder="Bo Lind")
    assert project.codings.twins(document.id) == {}
    assert take_out(project, document, ", slowly home") == (long.id,)
    assert project.codings.twins(document.id) == {long.id: short.id}
    assert len(project.codings.all()) == 4
    assert take_out(project, document, "ed") == ()  # they are known already
    project.undo()
    project.undo()
    assert project.codings.twins(document.id) == {}


def test_codings_without_words_are_no_twins(project: Project, document: Document) -> None:
    code(project, document, "slowly")
    code(project, document, "slowly home")
    assert take_out(project, document, "slowly home") == ()
    assert project.codings.twins(document.id) == {}


def test_twins_become_one_that_keeps_what_hangs_on_both(project: Project, document: Document) -> None:
    short, long = code(project, document, "rowed home"), code(project, document, "rowed home, slowly home")
    other = code(project, document, "rain")
    project.memos.add("A quiet way back", about=About(coding_id=long.id))
    project.codes.set_example(long.code_id, long.id)
    take_out(project, document, ", slowly home")
    with undone_and_redone(project):
        assert project.codings.join([long.id, other.id]) == 1
    assert {each.id for each in project.codings.all()} == {short.id, other.id}
    assert [memo.about.coding_id for memo in project.memos.all()] == [short.id]
    assert project.codes.get(short.code_id).example_coding_id == short.id
    changes_nothing(project, lambda: project.codings.join([short.id, other.id]))


def test_of_three_that_say_the_same_one_is_left(project: Project, document: Document) -> None:
    first = code(project, document, "rowed home")
    others = [code(project, document, words) for words in ("rowed home, slowly", "rowed home, slowly home")]
    take_out(project, document, ", slowly home")
    assert set(project.codings.twins(document.id)) == {each.id for each in others}
    project.codings.join([first.id, *(each.id for each in others)])
    (left,) = project.codings.all()
    assert (left.start_char, left.end_char) == (first.start_char, first.end_char)
