"""Codings: spans in code points, the same coding only once, and what hangs on them."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.project.codings import Coding
from annotator.project.documents import Document
from annotator.project.errors import NotFound, SpanOutsideText
from annotator.project.ids import Id, new_id
from annotator.project.memos import About
from annotator.project.project import Project
from tests.counting import database_steps
from tests.project.rows import changes_nothing, refuses, undone_and_redone

TEXT = "P1: Soup 🙂 and bre\u0301ad; שלום.\n" * 30


@pytest.fixture
def document(project: Project) -> Document:
    """A transcript with emoji, combining marks and text from right to left."""
    return project.documents.add("Interview 1", TEXT)


@pytest.fixture
def welcome(project: Project) -> Id:
    """A code."""
    return project.codes.add("Welcome").id


@pytest.mark.parametrize("words", ["Soup 🙂", "🙂", "bre\u0301ad", "\u0301", "שלום", "; ש"])
def test_a_coding_is_just_the_words_that_were_coded(
    project: Project, document: Document, welcome: Id, words: str
) -> None:
    start = TEXT.index(words)
    with undone_and_redone(project):
        coding = project.codings.add(document.id, welcome, start, start + len(words))
    text = project.documents.text(document.id).text
    assert text[coding.start_char : coding.end_char] == words
    assert project.codings.get(coding.id) == coding
    assert coding.coder_id == project.coder.id


@pytest.mark.parametrize("span", [(0, 0), (5, 4), (-1, 4), (0, len(TEXT) + 1), (len(TEXT), len(TEXT) + 1)])
def test_a_span_outside_the_text_is_refused(
    project: Project, document: Document, welcome: Id, span: tuple[int, int]
) -> None:
    coding = project.codings.add(document.id, welcome, 0, len(TEXT))
    refuses(project, SpanOutsideText, lambda: project.codings.add(document.id, welcome, *span))
    refuses(project, SpanOutsideText, lambda: project.codings.move_ends(coding.id, *span))
    refuses(project, SpanOutsideText, lambda: project.codings.add_many([row(project, document, welcome, *span)]))


def test_what_is_not_there_cannot_be_coded(project: Project, document: Document, welcome: Id) -> None:
    codings = project.codings
    refuses(project, NotFound, lambda: codings.add(new_id(), welcome, 0, 4))
    refuses(project, NotFound, lambda: codings.add(document.id, new_id(), 0, 4))
    refuses(project, NotFound, lambda: codings.add(document.id, welcome, 0, 4, coder_id=new_id()))
    refuses(project, NotFound, lambda: codings.move_ends(new_id(), 0, 4))
    refuses(project, NotFound, lambda: codings.recode([], new_id()))
    refuses(project, NotFound, lambda: codings.get(new_id()))
    changes_nothing(project, lambda: codings.delete([new_id()]))


def test_the_same_coding_twice_is_one(project: Project, document: Document, welcome: Id) -> None:
    coding = project.codings.add(document.id, welcome, 4, 8)
    changes_nothing(project, lambda: project.codings.add(document.id, welcome, 4, 8))
    changes_nothing(project, lambda: project.codings.add_many([row(project, document, welcome, 4, 8)]))
    assert project.codings.add(document.id, welcome, 4, 8) == coding
    bo = project.coders.add("Bo Lind")
    assert project.codings.add(document.id, welcome, 4, 8, coder_id=bo.id) != coding
    assert len(project.codings.all()) == 2


def test_ends_can_be_moved(project: Project, document: Document, welcome: Id) -> None:
    coding = project.codings.add(document.id, welcome, 4, 8)
    with undone_and_redone(project):
        moved = project.codings.move_ends(coding.id, 2, 10)
    assert (moved.id, moved.start_char, moved.end_char) == (coding.id, 2, 10)
    changes_nothing(project, lambda: project.codings.move_ends(coding.id, 2, 10))


def test_ends_moved_onto_the_same_coding_make_them_one(project: Project, document: Document, welcome: Id) -> None:
    kept, moving = project.codings.add(document.id, welcome, 4, 8), project.codings.add(document.id, welcome, 4, 9)
    project.memos.add("Here!", about=About(coding_id=moving.id))
    project.codes.set_example(welcome, moving.id)
    with undone_and_redone(project):
        assert project.codings.move_ends(moving.id, 4, 8) == kept
    assert project.codings.all() == [kept]
    assert len(project.memos.on(About(coding_id=kept.id))) == 1
    assert project.codes.get(welcome).example_coding_id == kept.id


def test_recoding_carries_codings_over_and_makes_alike_ones_one(
    project: Project, document: Document, welcome: Id
) -> None:
    other, third = project.codes.add("Warmth").id, project.codes.add("Soup").id
    kept = project.codings.add(document.id, other, 4, 8)
    alike, alike_too = (project.codings.add(document.id, code, 4, 8) for code in (welcome, third))
    apart = project.codings.add(document.id, welcome, 4, 9)
    project.memos.add("Here!", about=About(coding_id=alike_too.id))
    with undone_and_redone(project):
        project.codings.recode([alike.id, alike_too.id, apart.id, kept.id], other)
    assert {coding.id for coding in project.codings.of_codes([other])} == {kept.id, apart.id}
    assert len(project.memos.on(About(coding_id=kept.id))) == 1
    changes_nothing(project, lambda: project.codings.recode([kept.id], other))


def test_recoding_costs_what_is_coded_in_the_document_and_not_elsewhere(project: Project, document: Document) -> None:
    other, code_id = project.documents.add("Long", "word " * 4_000), project.codes.add("Farewell").id

    def cost_of_recoding() -> int:
        coding = project.codings.add(document.id, project.codes.ensure("Welcome").id, 4, 8)
        steps = database_steps(project, lambda: project.codings.recode([coding.id], code_id))
        project.undo()
        return steps

    before = cost_of_recoding()
    project.codings.add_many(row(project, other, code_id, at * 5, at * 5 + 4) for at in range(4_000))
    assert cost_of_recoding() <= before + 10


def test_uncoding_keeps_what_was_written_on_its_passage(project: Project, document: Document, welcome: Id) -> None:
    coding = project.codings.add(document.id, welcome, 4, 8)
    project.memos.add("Here!", about=About(coding_id=coding.id))
    with undone_and_redone(project):
        project.codings.delete([coding.id])
    (memo,) = project.memos.all()
    assert memo.about == About(document.id, 4, 8)
    assert memo.once_about == "Welcome"
    project.undo()
    assert project.memos.all()[0].about == About(coding_id=coding.id)


def test_many_codings_are_one_operation(project: Project, document: Document, welcome: Id) -> None:
    rows = [row(project, document, welcome, start, start + 5) for start in range(400)]
    with undone_and_redone(project):
        project.codings.add_many([*rows, *rows])
    assert len(project.codings.all()) == 400
    assert project.history.operations(limit=1)[0].kind == "redo"


def test_one_bad_row_among_many_adds_none(project: Project, document: Document, welcome: Id) -> None:
    rows = [row(project, document, welcome, 0, 5), row(project, document, welcome, 5, len(TEXT) + 9)]
    refuses(project, SpanOutsideText, lambda: project.codings.add_many(rows))


def test_many_passages_are_not_coded_with_a_code_that_is_not_there(
    project: Project, document: Document, welcome: Id
) -> None:
    rows = [row(project, document, welcome, 0, 4), row(project, document, new_id(), 4, 8)]
    refuses(project, NotFound, lambda: project.codings.add_many(rows))


def test_many_passages_are_not_coded_by_somebody_who_is_not_there(
    project: Project, document: Document, welcome: Id
) -> None:
    rows = [row(project, document, welcome, 0, 4), row(project, document, welcome, 4, 8) | {"coder_id": new_id()}]
    refuses(project, NotFound, lambda: project.codings.add_many(rows))


def test_coding_many_passages_says_how_many_are_new(project: Project, document: Document, welcome: Id) -> None:
    rows = [row(project, document, welcome, at, at + 4) for at in range(0, 12, 4)]
    project.codings.add_many(rows[:1])
    with undone_and_redone(project):
        assert project.codings.add_many(rows) == 2


def test_codings_are_listed_and_counted(project: Project, document: Document, welcome: Id) -> None:
    second, other = project.documents.add("Interview 2", TEXT), project.codes.add("Soup").id
    short, long = (project.codings.add(document.id, welcome, 4, end) for end in (8, 20))
    early = project.codings.add(document.id, other, 0, 3)
    elsewhere = project.codings.add(second.id, other, 1, 3)
    assert project.codings.of_document(document.id) == [early, long, short]
    assert set(project.codings.of_codes([other])) == {early, elsewhere}
    assert project.codings.of_codes([]) == []
    assert project.codings.counts_by_code() == {welcome: 2, other: 2}
    assert project.codings.counts_by_document() == {document.id: 3, second.id: 1}
    assert project.codings.counts_by_code_and_document() == {
        (welcome, document.id): 2,
        (other, document.id): 1,
        (other, second.id): 1,
    }


def test_more_ids_than_one_statement_takes_are_no_limit(project: Project, document: Document, welcome: Id) -> None:
    coding: Coding = project.codings.add(document.id, welcome, 0, 4)
    ids = [new_id() for _ in range(70_000)]
    assert project.codings.of_codes([*ids, welcome]) == [coding]
    project.codings.delete([*ids, coding.id])
    assert project.codings.all() == []


def row(project: Project, document: Document, code_id: Id, start: int, end: int) -> dict[str, Any]:
    return {
        "document_id": document.id,
        "code_id": code_id,
        "coder_id": project.coder.id,
        "start_char": start,
        "end_char": end,
    }


def test_a_view_gets_the_places_of_all_codings_of_a_document(project: Project, document: Document, welcome: Id) -> None:
    other = project.documents.add("Interview 2", TEXT)
    made = project.codings.add(document.id, welcome, 4, 10)
    project.codings.add(other.id, welcome, 4, 10)
    (placed,) = project.codings.placed_in(document.id)
    assert placed == (made.id, welcome, project.coder.id, 4, 10)
    assert placed.start_char == 4


def test_bare_codings_are_the_same_ones(project: Project) -> None:
    first, second = (project.documents.add(name, "P1: One two three.\n") for name in ("A", "B"))
    code = project.codes.add("Counting")
    for document in (first, second):
        project.codings.add(document.id, code.id, 4, 7)
    assert {Coding(*row) for row in project.codings.bare()} == set(project.codings.all())
    assert [Coding(*row) for row in project.codings.bare([second.id])] == project.codings.of_document(second.id)
    assert project.codings.bare([]) == []
