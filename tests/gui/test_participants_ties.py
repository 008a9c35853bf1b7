"""Tying documents and speakers to participants, for a whole project in one list."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.project.documents import NewDocument, NewSpeaker
from annotator.project.project import Project
from tests.gui.people_window import SHIFT, PeopleWindow, open_room

UNKNOWN = (NewSpeaker("I", "interviewer"), NewSpeaker("P1", "unknown"), NewSpeaker("P2", "unknown"))


@pytest.fixture
def room(qtbot: QtBot, project: Project) -> Iterator[PeopleWindow]:
    """A focus group and an interview, in which nobody is known yet."""
    project.participants.ensure_many(["P01", "P02", "P03"])
    project.documents.add_many(
        [
            NewDocument("Group", "I: Well?\nP1: Rain.\nP2: Snow.", kind="focus group", speakers=UNKNOWN),
            NewDocument("Talk with P3", "Only words."),
        ]
    )
    made = open_room(qtbot, project)
    made.do("people.ties")
    made.page.setFocus()
    yield made
    made.page.close()


def tied(room: PeopleWindow) -> dict[str, str]:
    labels = {person.id: person.label for person in room.project.participants.all()}
    found = {d.name: labels.get(d.participant_id, "") for d in room.project.documents.all() if d.participant_id}
    for speaker in room.project.documents.all_speakers():
        if speaker.participant_id is not None:
            found[speaker.label] = labels[speaker.participant_id]
    return found


def test_a_row_for_each_document_and_speaker_says_who_it_is(room: PeopleWindow) -> None:
    assert room.shown("Speaker") == ["(the whole text)", "I", "P1", "P2", "(the whole text)"]
    assert room.shown("Suggestion") == ["", "", "P01", "P02", "P03"]


def test_all_suggestions_are_taken_as_one_operation(room: PeopleWindow) -> None:
    before = room.operations()
    room.do("people.suggestions")
    assert room.operations() == before + 1
    assert tied(room) == {"P1": "P01", "P2": "P02", "Talk with P3": "P03"}
    assert room.shown("Who")[1:4] == ["Interviewer", "Participant", "Participant"]
    assert room.shown("Suggestion") == ["", "", "", "", ""]
    room.workspace.undo()
    assert tied(room) == {}


def test_of_several_selected_rows_only_their_suggestions_are_taken(room: PeopleWindow) -> None:
    room.go(1, "Participant")
    room.key(Qt.Key.Key_Down, SHIFT)
    room.do("people.suggestions")
    assert tied(room) == {"P1": "P01"}


def test_a_label_is_typed_or_pasted_and_a_new_one_adds_a_participant(room: PeopleWindow) -> None:
    room.go(2, "Participant")
    room.type("P09")
    room.key(Qt.Key.Key_Return)
    assert tied(room) == {"P1": "P09"}
    assert "P09" in room.notices[-1].text
    room.clip("P02\nP03\n")
    room.go(3, "Participant")
    room.do("cells.paste")
    assert tied(room) == {"P1": "P09", "P2": "P02", "Talk with P3": "P03"}
    room.go(3, "Participant")
    room.key(Qt.Key.Key_Delete)
    assert tied(room) == {"P1": "P09", "Talk with P3": "P03"}


def test_the_space_bar_goes_through_the_roles(room: PeopleWindow) -> None:
    room.go(2, "Who")
    roles = []
    for _ in range(3):
        room.key(Qt.Key.Key_Space)
        roles.append(room.project.documents.all_speakers()[1].role)
    assert roles == ["participant", "interviewer", "unknown"]


def test_documents_and_labels_themselves_are_not_written_to(room: PeopleWindow) -> None:
    before = room.operations()
    room.clip("X\tY\tparticipant\tP01\n")
    room.go(2, "Document")
    room.do("cells.paste")
    assert room.operations() == before + 1
    assert tied(room) == {"P1": "P01"}
    assert room.project.documents.all()[0].name == "Group"
    room.go(0, "Document")
    room.key(Qt.Key.Key_Delete)
    assert room.operations() == before + 1


def test_the_list_is_filtered_and_leads_to_the_transcript(room: PeopleWindow) -> None:
    room.page.filter_field.setText("talk")
    assert room.shown("Document") == ["Talk with P3"]
    room.go(0, "Participant")
    room.do("people.open")
    assert room.workspace.document_id == room.project.documents.all()[1].id


def test_only_what_is_still_open_can_be_shown(room: PeopleWindow) -> None:
    room.do("people.suggestions")
    room.page.only_open.click()
    assert room.shown("Document") == ["Group"]
    assert room.shown("Speaker") == ["(the whole text)"]
    room.page.only_open.click()
    assert len(room.shown("Document")) == 5


def test_counts_follow_when_speakers_are_tied(room: PeopleWindow) -> None:
    room.do("people.suggestions")
    room.do("people.ties")
    room.qtbot.waitUntil(lambda: room.shown("Words")[:3] == ["1", "1", "2"], timeout=10_000)
    assert room.shown("Documents")[:3] == ["1", "1", "1"]
