"""Meetings: written down with who was there, what was talked about and decided; the words said then stay said."""

from __future__ import annotations

import pytest

from annotator.project.documents import Document
from annotator.project.errors import NotFound, SpanOutsideText, ValueRefused
from annotator.project.ids import new_id
from annotator.project.meetings import MEETING_KIND
from annotator.project.memo_links import TalkedAbout
from annotator.project.memos import About
from annotator.project.project import Project
from annotator.project.text_edits import Edit
from tests.project.rows import changes_nothing, refuses, undone_and_redone

TEXT = "I: What helped?\nP1: The bus driver knew my name. 🙂\nP1: That was new.\n"
NAME = "The bus driver"


@pytest.fixture
def document(project: Project) -> Document:
    return project.documents.add("Interview 1", TEXT)


def passage(document: Document, words: str) -> TalkedAbout:
    start = TEXT.index(words)
    return TalkedAbout(document.id, start, start + len(words))


def test_a_meeting_is_one_operation_and_a_memo_that_is_found_with_the_others(project: Project) -> None:
    with undone_and_redone(project):
        meeting = project.meetings.add(
            "2026-03-03", title="Third", present=["Anna", " Bo  Li ", "Anna"], text="Long talk", decisions="Split Hope"
        )
    assert meeting.present == ("Anna", "Bo Li")
    assert project.meetings.get(meeting.memo_id) == meeting
    memo = project.memos.get(meeting.memo_id)
    assert (memo.kind, memo.title, memo.text, memo.about) == (MEETING_KIND, "Third", "Long talk", About())
    assert project.memos.search("long TALK") == [memo]


def test_the_latest_day_comes_first(project: Project) -> None:
    days = ["2026-02-01", "2026-03-01", "2025-12-31"]
    for day in days:
        project.meetings.add(day, title=day)
    later = project.meetings.add("2026-03-01", title="the same day")
    assert [one.title for one in project.meetings.all()] == ["the same day", "2026-03-01", "2026-02-01", "2025-12-31"]
    assert project.meetings.all()[0] == later


def test_editing_changes_what_is_given_as_one_operation(project: Project) -> None:
    meeting = project.meetings.add("2026-03-03", title="Third")
    with undone_and_redone(project):
        edited = project.meetings.edit(meeting.memo_id, day="2026-03-04", present=["Bo"], text="T\r\n", decisions="D")
    assert (edited.day, edited.present, edited.text, edited.decisions) == ("2026-03-04", ("Bo",), "T\n", "D")
    assert edited.title == "Third"
    changes_nothing(project, lambda: project.meetings.edit(meeting.memo_id, decisions="D", title="Third"))


def test_an_edit_counts_as_a_change_of_the_memo(project: Project) -> None:
    meeting = project.meetings.add("2026-03-03")
    before = project.memos.get(meeting.memo_id).changed_us
    project.meetings.edit(meeting.memo_id, decisions="Split Hope")
    assert project.memos.get(meeting.memo_id).changed_us > before


def test_a_memo_of_the_kind_is_a_meeting_on_the_day_on_which_it_was_written(project: Project) -> None:
    memo = project.memos.add("Minutes", kind=MEETING_KIND)
    project.memos.add("No minutes")
    (meeting,) = project.meetings.all()
    assert (meeting.memo_id, meeting.text, meeting.present) == (memo.id, "Minutes", ())
    with undone_and_redone(project):
        project.meetings.edit(memo.id, present=["Anna"])
    assert project.meetings.get(memo.id).present == ("Anna",)


def test_what_was_talked_about_keeps_its_words_and_its_order(project: Project, document: Document) -> None:
    meeting = project.meetings.add("2026-03-03")
    code = project.codes.add("Being known")
    coding = project.codings.add(document.id, code.id, 16, 30)
    with undone_and_redone(project):
        first, second = project.meetings.talk_about(
            meeting.memo_id, [TalkedAbout(document.id, 16, 30, coding.id), passage(document, "knew my name. 🙂")]
        )
    assert [first.words, second.words] == [TEXT[16:30], "knew my name. 🙂"]
    assert project.memo_links.of(meeting.memo_id) == [first, second]
    assert project.memo_links.all() == {meeting.memo_id: [first, second]}
    again = [TalkedAbout(document.id, 16, 30, coding.id), passage(document, "knew my name. 🙂")]
    changes_nothing(project, lambda: project.meetings.talk_about(meeting.memo_id, again))
    with undone_and_redone(project):
        project.meetings.move_link(second.id, -1)
    assert [link.id for link in project.memo_links.of(meeting.memo_id)] == [second.id, first.id]
    changes_nothing(project, lambda: project.meetings.move_link(second.id, -1))
    with undone_and_redone(project):
        project.meetings.unlink([second.id])
    assert project.memo_links.of(meeting.memo_id) == [first]


def test_a_link_still_says_its_words_when_the_coding_and_then_the_document_go(
    project: Project, document: Document
) -> None:
    meeting = project.meetings.add("2026-03-03")
    coding = project.codings.add(document.id, project.codes.add("Being known").id, 16, 30)
    project.meetings.talk_about(meeting.memo_id, [TalkedAbout(document.id, 16, 30, coding.id)])
    with undone_and_redone(project):
        project.codings.delete([coding.id])
    (link,) = project.memo_links.of(meeting.memo_id)
    assert (link.coding_id, link.document_id, link.words) == (None, document.id, TEXT[16:30])
    with undone_and_redone(project):
        project.documents.delete([document.id])
    (link,) = project.memo_links.of(meeting.memo_id)
    assert (link.document_id, link.words) == (None, TEXT[16:30])


def test_a_link_goes_with_its_words_when_the_transcript_is_corrected(project: Project, document: Document) -> None:
    meeting = project.meetings.add("2026-03-03")
    (link,) = project.meetings.talk_about(meeting.memo_id, [passage(document, "That was new")])
    with undone_and_redone(project):
        project.documents.correct(document.id, [Edit(0, 0, "A long first line.\n")])
    (moved,) = project.memo_links.of(meeting.memo_id)
    text = project.documents.text(document.id).text
    assert text[moved.start_char : moved.end_char] == "That was new"
    start = text.index("That was new")
    with undone_and_redone(project):
        project.documents.correct(document.id, [Edit(start, start + len("That was new"), "")])
    (lost,) = project.memo_links.of(meeting.memo_id)
    assert (lost.id, lost.words) == (link.id, "That was new")
    assert lost.start_char == lost.end_char
    assert project.check() == []


def test_a_deleted_meeting_takes_its_links_along_and_comes_back_with_them(project: Project, document: Document) -> None:
    meeting = project.meetings.add("2026-03-03", decisions="Split Hope")
    project.meetings.talk_about(meeting.memo_id, [passage(document, "knew my name")])
    with undone_and_redone(project):
        project.meetings.delete(meeting.memo_id)
    assert project.meetings.all() == []
    assert project.memo_links.all() == {}


def test_what_is_no_day_no_passage_or_no_meeting_is_refused(project: Project, document: Document) -> None:
    meeting = project.meetings.add("2026-03-03")
    refuses(project, ValueRefused, lambda: project.meetings.add("in spring"))
    refuses(project, ValueRefused, lambda: project.meetings.edit(meeting.memo_id, day="2026-13-01"))
    outside = TalkedAbout(document.id, 5, len(TEXT) + 1)
    refuses(project, SpanOutsideText, lambda: project.meetings.talk_about(meeting.memo_id, [outside]))
    gone = TalkedAbout(document.id, 0, 2, new_id())
    refuses(project, NotFound, lambda: project.meetings.talk_about(meeting.memo_id, [gone]))
    memo = project.memos.add("Not one")
    refuses(project, NotFound, lambda: project.meetings.get(memo.id))
