"""Memos: written on anything, found again, and never lost with what they are about."""

from __future__ import annotations

import pytest

from annotator.project.errors import NotFound, SpanOutsideText
from annotator.project.ids import new_id
from annotator.project.memos import MEMO_KINDS, About, Memo
from annotator.project.project import Project
from tests.project.rows import changes_nothing, refuses, undone_and_redone

TEXT = "P1: There was soup, and somebody had kept a chair for me."


def everything(project: Project) -> dict[str, About]:
    """One of each thing that a memo can be about."""
    document = project.documents.add("Interview 1", TEXT, participant="P01")
    code = project.codes.add("Welcome")
    coding = project.codings.add(document.id, code.id, 4, 18)
    return {
        "project": About(),
        "document": About(document.id),
        "passage": About(document.id, 20, 30),
        "code": About(code_id=code.id),
        "coding": About(coding_id=coding.id),
        "participant": About(participant_id=project.participants.all()[0].id),
    }


@pytest.mark.parametrize("thing", ["project", "document", "passage", "code", "coding", "participant"])
def test_a_memo_can_be_about_anything(project: Project, thing: str) -> None:
    about = everything(project)[thing]
    with undone_and_redone(project):
        memo = project.memos.add("They wait.\r\n🙂", title="Doors", kind="reflexive", about=about)
    kept = project.memos.get(memo.id)
    assert kept == memo
    assert (kept.text, kept.title, kept.kind, kept.about) == ("They wait.\n🙂", "Doors", "reflexive", about)
    assert kept.coder_id == project.coder.id
    assert project.memos.on(about) == [memo]
    with undone_and_redone(project):
        project.memos.delete([memo.id])
    assert project.memos.on(about) == []


def test_there_is_a_memo_on_each_thing_and_none_is_taken_for_another(project: Project) -> None:
    memos = {thing: project.memos.add(thing, about=about) for thing, about in everything(project).items()}
    for memo in memos.values():
        assert project.memos.on(memo.about) == [memo]
    document_id = project.documents.all()[0].id
    found = {memo.text for memo in project.memos.of_document(document_id)}
    assert found == {"document", "passage", "coding"}


def test_editing_changes_what_is_given_and_when(project: Project) -> None:
    memo = project.memos.add("First", title="T")
    with undone_and_redone(project):
        edited = project.memos.edit(memo.id, text="Second\r", kind="meeting")
    assert (edited.text, edited.title, edited.kind) == ("Second\n", "T", "meeting")
    assert edited.changed_us > memo.changed_us
    assert edited.created_us == memo.created_us
    changes_nothing(project, lambda: project.memos.edit(memo.id, text="Second\n", title="T"))
    changes_nothing(project, lambda: project.memos.edit(memo.id))


def test_the_memo_that_changed_last_comes_first(project: Project) -> None:
    first, second = project.memos.add("First"), project.memos.add("Second")
    assert [memo.id for memo in project.memos.all()] == [second.id, first.id]
    project.memos.edit(first.id, text="First again")
    assert [memo.id for memo in project.memos.all()] == [first.id, second.id]


def test_memos_are_found_by_words_in_title_or_text(project: Project) -> None:
    in_text, in_title = project.memos.add("The Kettle sings"), project.memos.add("x", title="KETTLE and cup")
    project.memos.add("Nothing")
    assert {memo.id for memo in project.memos.search("kettle")} == {in_text.id, in_title.id}
    assert project.memos.search("100%_") == []


def test_a_memo_outlives_the_participant_it_is_about(project: Project) -> None:
    about = everything(project)["participant"]
    memo = project.memos.add("Quiet.", about=about)
    assert about.participant_id is not None
    with undone_and_redone(project):
        project.participants.delete(about.participant_id)
    kept: Memo = project.memos.get(memo.id)
    assert (kept.about, kept.once_about, kept.text) == (About(), "P01", "Quiet.")


def test_a_memo_on_what_is_not_there_is_refused(project: Project) -> None:
    things = everything(project)
    document_id = things["document"].document_id
    for about in (
        About(document_id=new_id()),
        About(code_id=new_id()),
        About(coding_id=new_id()),
        About(participant_id=new_id()),
    ):
        refuses(project, NotFound, lambda about=about: project.memos.add("x", about=about))  # type: ignore[misc]
    for about in (
        About(document_id, 0, len(TEXT) + 1),
        About(document_id, 9, 9),
        About(document_id, start_char=3),
        About(document_id, end_char=3),
        About(start_char=0, end_char=3),
    ):
        refuses(project, SpanOutsideText, lambda about=about: project.memos.add("x", about=about))  # type: ignore[misc]
    refuses(project, NotFound, lambda: project.memos.edit(new_id(), text="x"))
    refuses(project, NotFound, lambda: project.memos.delete([new_id()]))


def test_every_kind_of_memo_can_be_written(project: Project) -> None:
    for kind in MEMO_KINDS:
        project.memos.add(kind, kind=kind)
    assert {memo.kind for memo in project.memos.all()} == set(MEMO_KINDS)


def test_a_memo_with_half_a_character_is_kept_without_it(project: Project) -> None:
    memo = project.memos.add("soup \ud83d and bread", title="\ud83d!")
    assert (project.memos.get(memo.id).text, project.memos.get(memo.id).title) == ("soup  and bread", "!")
