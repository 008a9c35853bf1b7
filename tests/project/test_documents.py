"""Documents: texts kept as they stand, names, places, speakers, and what goes with them."""

from __future__ import annotations

import pytest

from annotator.project.documents import NewDocument, NewSpeaker
from annotator.project.errors import NameRefused, NameTaken, NotFound
from annotator.project.ids import Id, new_id
from annotator.project.memos import About
from annotator.project.project import Project
from annotator.project.stored_text import FormatSpan, is_normal, normalise_text
from tests.project.rows import changes_nothing, kinds_of, refuses, rows_of, undone_and_redone

TEXT = "I: And then?\nP1: Then we had soup. 🙂 It was e\u0301nough.\n"


def names(project: Project) -> list[str]:
    return [document.name for document in project.documents.all()]


def test_a_document_keeps_its_text_and_its_look(project: Project) -> None:
    with undone_and_redone(project):
        added = project.documents.add("Interview 1", TEXT, formats=[FormatSpan(0, 12, "bold")], kind="interview")
    kept = project.documents.text(added.id)
    assert kept.text == TEXT
    assert kept.formats == (FormatSpan(0, 12, "bold"),)
    assert project.documents.length(added.id) == len(TEXT)
    assert project.documents.lengths() == {added.id: len(TEXT)}
    assert project.documents.texts([added.id]) == {added.id: TEXT}


@pytest.mark.parametrize(
    ("source", "stored"),
    [
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("\ufeffone\u2028two\u2029three\x0bfour\x85", "one\ntwo\nthree\nfour\n"),
        ("nul\x00 and half \ud83d of an emoji", "nul and half  of an emoji"),
        ("שלום 🙂 e\u0301 \u00a0 名前\t.", "שלום 🙂 e\u0301 \u00a0 名前\t."),
        ("", ""),
    ],
)
def test_a_text_is_stored_in_one_normal_form(project: Project, source: str, stored: str) -> None:
    document = project.documents.add("Interview 1", source)
    assert project.documents.text(document.id).text == stored
    assert is_normal(stored)
    assert normalise_text(stored) == stored


def test_a_name_that_is_taken_gets_a_number(project: Project) -> None:
    for _ in range(3):
        project.documents.add("Interview 1", TEXT)
    project.documents.add("INTERVIEW  1", "Another.")
    assert names(project) == ["Interview 1", "Interview 1 (2)", "Interview 1 (3)", "INTERVIEW 1 (4)"]


def test_a_name_of_a_file_that_is_no_text_is_kept_as_far_as_it_goes(project: Project) -> None:
    document = project.documents.add("soup \udcff.txt", TEXT, source_name="soup \udcff.txt")
    assert document.name == "soup .txt"
    assert project.documents.get(document.id) == document
    assert kinds_of(project)[-1] == "document.add"


def test_the_same_text_is_noticed_and_stored_once(project: Project) -> None:
    first = project.documents.add("Interview 1", TEXT)
    second = project.documents.add("Interview 2", TEXT.replace("\n", "\r\n"))
    assert first.text_id == second.text_id
    assert [d.id for d in project.documents.with_text("\ufeff" + TEXT)] == [first.id, second.id]
    assert project.documents.with_text("Other.") == []
    project.documents.delete([first.id])
    assert project.documents.text(second.id).text == TEXT


def test_participants_and_speakers_come_with_a_document(project: Project) -> None:
    speakers = [NewSpeaker("I", "interviewer"), NewSpeaker("P1", "participant", "P01"), NewSpeaker("?", "unknown")]
    with undone_and_redone(project):
        document = project.documents.add("Interview 1", TEXT, participant="P01", speakers=speakers)
    (person,) = project.participants.all()
    assert document.participant_id == person.id
    kept = project.documents.speakers(document.id)
    assert [(s.label, s.role, s.participant_id) for s in kept] == [
        ("I", "interviewer", None),
        ("P1", "participant", person.id),
        ("?", "unknown", None),
    ]


def test_a_wrong_guess_about_a_speaker_can_be_corrected(project: Project) -> None:
    document = project.documents.add("Interview 1", TEXT, speakers=[NewSpeaker("P1", "unknown")])
    person = project.participants.add("P01")
    (speaker,) = project.documents.speakers(document.id)
    with undone_and_redone(project):
        project.documents.set_speaker(speaker.id, "participant", person.id)
    assert project.documents.speakers(document.id)[0].participant_id == person.id
    with undone_and_redone(project):
        project.documents.set_speaker(speaker.id, "interviewer", person.id)
    assert project.documents.speakers(document.id)[0].participant_id is None
    refuses(project, NotFound, lambda: project.documents.set_speaker(speaker.id, "participant", new_id()))
    refuses(project, NotFound, lambda: project.documents.set_speaker(new_id(), "unknown"))


def test_renaming_keeps_names_apart(project: Project) -> None:
    first, _ = project.documents.add("One", TEXT), project.documents.add("Two", TEXT)
    with undone_and_redone(project):
        project.documents.rename(first.id, " First  one ")
    assert project.documents.find("first one").id == first.id
    refuses(project, NameTaken, lambda: project.documents.rename(first.id, "TWO"))
    refuses(project, NameRefused, lambda: project.documents.rename(first.id, " \n "))
    refuses(project, NameRefused, lambda: project.documents.rename(first.id, "x" * 201))
    refuses(project, NotFound, lambda: project.documents.rename(new_id(), "Three"))
    changes_nothing(project, lambda: project.documents.rename(first.id, "First one"))


def test_kind_and_participant_can_be_set(project: Project) -> None:
    document, person = project.documents.add("One", TEXT), project.participants.add("P01")
    with undone_and_redone(project):
        project.documents.set_kind(document.id, "field notes")
    with undone_and_redone(project):
        project.documents.set_participant(document.id, person.id)
    with undone_and_redone(project):
        project.documents.set_participant(document.id, None)
    refuses(project, NotFound, lambda: project.documents.set_participant(document.id, new_id()))


@pytest.mark.parametrize(
    ("moving", "before", "expected"),
    [
        ("C", "A", "CABDE"),
        ("A", None, "BCDEA"),
        ("DB", "A", "DBACE"),
        ("BC", "C", "ABCDE"),
        ("CB", "C", "ACBDE"),
        ("AE", "E", "BCDAE"),
        ("ABCDE", "C", "ABCDE"),
        ("EDCBA", None, "EDCBA"),
    ],
)
def test_documents_move_to_any_place_in_their_order(
    project: Project, moving: str, before: str | None, expected: str
) -> None:
    ids = {name: project.documents.add(name, TEXT).id for name in "ABCDE"}
    start = rows_of(project)
    project.documents.move([ids[name] for name in moving], ids[before] if before else None)
    assert "".join(names(project)) == expected
    while "".join(names(project)) != "ABCDE" or rows_of(project) != start:
        assert project.undo() is not None


def test_deleting_a_document_takes_its_codings_and_keeps_what_was_written(project: Project) -> None:
    document = project.documents.add("One", TEXT, speakers=[NewSpeaker("P1", "unknown")])
    coding = project.codings.add(document.id, project.codes.add("Soup").id, 17, 21)
    project.codes.set_example(coding.code_id, coding.id)
    for about in (About(document.id), About(document.id, 0, 5), About(coding_id=coding.id)):
        project.memos.add("Written with care.", about=about)
    with undone_and_redone(project):
        project.documents.delete([document.id])
    assert project.codings.all() == []
    assert project.codes.find("Soup").example_coding_id is None
    kept = project.memos.all()
    assert {(m.document_id, m.start_char) for m in kept} == {(None, None)}
    assert sorted(m.once_about for m in kept) == ["One", "One", "Soup · One"]
    project.undo()
    assert len(project.memos.on(About(coding_id=coding.id))) == 1
    assert project.documents.text(document.id).text == TEXT


def test_forty_documents_are_one_operation(project: Project) -> None:
    with undone_and_redone(project), project.operation("document.import", count=40):
        for number in range(40):
            project.documents.add(f"Interview {number}", f"P1: Number {number}.", participant=f"P{number:02}")
    assert len(project.documents.all()) == 40


def test_what_is_not_there_is_named(project: Project) -> None:
    missing: Id = new_id()
    for verb in (project.documents.get, project.documents.text, project.documents.length):
        refuses(project, NotFound, lambda verb=verb: verb(missing))  # type: ignore[misc]
    refuses(project, NotFound, lambda: project.documents.find("Nowhere"))
    refuses(project, NotFound, lambda: project.documents.delete([missing]))
    assert project.documents.speakers(missing) == []


def test_many_documents_come_in_as_one_operation_with_names_and_people_of_their_own(project: Project) -> None:
    project.documents.add("Talk", "P1: Soup.", participant="P01")
    new = [
        NewDocument("Talk", "P1: Bread.", participant="p01", speakers=(NewSpeaker("P1", "participant", "P01"),)),
        NewDocument("talk", "P1: Rice.", participant="P02", source_name="talk.txt"),
        NewDocument("Talk", "P1: Bread."),
    ]
    with undone_and_redone(project):
        added = project.documents.add_many(new)
    assert [document.name for document in project.documents.all()] == ["Talk", "Talk (2)", "talk (3)", "Talk (4)"]
    first, second = project.participants.all()
    assert [document.participant_id for document in added] == [first.id, second.id, None]
    assert added[0].text_id == added[2].text_id
    assert [speaker.participant_id for speaker in project.documents.all_speakers()] == [first.id]
    refuses(project, NameRefused, lambda: project.documents.add_many([NewDocument("A", "a"), NewDocument(" ", "b")]))


def test_a_whole_project_is_tied_to_its_people_as_one_operation(project: Project) -> None:
    speakers = (NewSpeaker("I", "interviewer"), NewSpeaker("P1", "unknown"))
    added = project.documents.add_many([NewDocument(name, "P1: Soup.", speakers=speakers) for name in ("A", "B", "C")])
    person = project.participants.add("P01")
    labelled = [speaker for speaker in project.documents.all_speakers() if speaker.label == "P1"]
    asking = [speaker for speaker in project.documents.all_speakers() if speaker.label == "I"]
    with undone_and_redone(project):
        project.documents.set_people(
            {speaker.id: ("participant", person.id) for speaker in labelled} | {asking[0].id: ("unknown", person.id)},
            {document.id: person.id for document in added[:2]},
        )
    assert [document.participant_id for document in project.documents.all()] == [person.id, person.id, None]
    found = {(speaker.label, speaker.participant_id) for speaker in project.documents.all_speakers()}
    assert found == {("I", None), ("P1", person.id)}
    refuses(project, NotFound, lambda: project.documents.set_people({}, {added[0].id: None, new_id(): None}))
    refuses(project, NotFound, lambda: project.documents.set_people({new_id(): ("unknown", None)}, {}))
    refuses(project, NotFound, lambda: project.documents.set_people({}, {added[0].id: new_id()}))
