"""Who speaks follows the labels of a transcript that is corrected."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.correcting import correct, turns_after
from annotator.analysis.turns import find_turns
from annotator.project.documents import Document, NewSpeaker
from annotator.project.project import Project
from annotator.project.text_edits import Edit, TextEdits
from tests.project.rows import kinds_of, undone_and_redone

TEXT = "I: Who was there?\nP1: Only Marit.\nI: And then?\nP1: Then Henrik came.\nP1: That was all.\n"


@pytest.fixture
def document(project: Project) -> Document:
    speakers = [NewSpeaker("I", "interviewer"), NewSpeaker("P1", "participant", "P01")]
    return project.documents.add("Interview 1", TEXT, speakers=speakers)


def speakers(project: Project, document: Document) -> list[tuple[str, str, bool]]:
    return [(s.label, s.role, s.participant_id is not None) for s in project.documents.speakers(document.id)]


def swapped(project: Project, document: Document, old: str, new: str) -> list[Edit]:
    text = project.documents.text(document.id).text
    places = [at for at in range(len(text)) if text.startswith(old, at)]
    return [Edit(at, at + len(old), new) for at in places]


def test_words_alone_leave_the_speakers_alone(project: Project, document: Document) -> None:
    before = project.documents.speakers(document.id)
    correct(project, document.id, swapped(project, document, "Marit", "Marit: and Bo"))
    assert project.documents.speakers(document.id) == before
    assert kinds_of(project)[-1] == "document.correct"


def test_a_label_that_is_another_now_keeps_its_role_and_participant(project: Project, document: Document) -> None:
    with undone_and_redone(project):
        correct(project, document.id, swapped(project, document, "P1:", "P01:"))
    assert speakers(project, document) == [("I", "interviewer", False), ("P01", "participant", True)]


def test_a_label_that_is_new_gets_the_role_that_an_import_would_guess(project: Project, document: Document) -> None:
    with undone_and_redone(project):
        correct(project, document.id, swapped(project, document, "P1: That", "P2: That"))
    assert speakers(project, document) == [
        ("I", "interviewer", False),
        ("P1", "participant", True),
        ("P2", "participant", False),
    ]
    with undone_and_redone(project):
        correct(project, document.id, swapped(project, document, "P2: That", "That"))
    assert [label for label, _, _ in speakers(project, document)] == ["I", "P1"]


def test_a_label_that_went_stays_known_where_it_names_a_participant(project: Project, document: Document) -> None:
    correct(project, document.id, swapped(project, document, "P1: ", ""))
    assert ("P1", "participant", True) in speakers(project, document)


SPOKEN = (
    "Notes\n\nI: Who was there?\nP1: Only Marit.\nShe waited.\n\n"
    "[0:12] I: And then? 🙂\nP1: Then Henrik came.\nP1: All.\n"
)


@given(st.data())
def test_turns_that_are_moved_are_those_that_are_found_anew(data: st.DataObject) -> None:
    place = st.integers(0, len(SPOKEN))
    places = sorted(data.draw(st.lists(place, min_size=2, max_size=6)))
    words = st.text(alphabet="ab: I1P\n🙂.", max_size=5)
    edits = TextEdits(SPOKEN, [Edit(a, b, data.draw(words)) for a, b in zip(places[::2], places[1::2], strict=False)])
    assert turns_after(find_turns(SPOKEN), edits, ()) == find_turns(edits.result)


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("Interviewer: Shall we.\nP1: Yes.\nI: And?\nP1: No.\n", "we.", "we"),  # reads like a header now
        ("P1: Yes.\nI: And?\nP1: No.\nI\n  \nP1: So.\n", "I\n  ", "I: ok"),
    ],
)
def test_a_line_whose_label_is_the_same_may_open_a_turn_only_now(text: str, old: str, new: str) -> None:
    start = text.index(old)
    edits = TextEdits(text, [Edit(start, start + len(old), new)])
    assert turns_after(find_turns(text), edits, ()) == find_turns(edits.result)
