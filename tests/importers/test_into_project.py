"""Documents that were read, brought into a project."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.importers.into_project import add_documents, find_speakers
from annotator.importers.model import ImportedDocument
from annotator.project.errors import AnnotatorError
from annotator.project.project import Project
from annotator.project.stored_text import FormatSpan
from annotator.project.text_edits import Edit

ANA = "I: Who came?\nP1: My sister came. She brought plums.\nI: And then?\nP1: We ate them.\n"
BO = "I: Who came?\nP1: Nobody came that winter.\nI: Nobody?\nP1: The postman.\n"
GROUP = "M: Who walks?\nAna: I do, daily.\nBea: Never.\nM: Why?\nAna: My knees.\nBea: Ice.\n"


def read(
    name: str, text: str, formats: tuple[FormatSpan, ...] = (), left_out: tuple[str, ...] = (), guess: bool = False
) -> ImportedDocument:
    return ImportedDocument(name, text, formats, f"{name}.txt", "txt", "ab" * 32, "cp1252", guess, left_out)


def test_a_document_is_stored_as_it_was_read(project: Project) -> None:
    summary = add_documents(project, [read("Ana", ANA, (FormatSpan(0, 2, "bold"),))], kind="focus group")
    (document,) = project.documents.all()
    assert summary.added[0].document == document
    assert (document.name, document.kind) == ("Ana", "focus group")
    assert (document.source_name, document.source_format, document.source_sha256) == ("Ana.txt", "txt", "ab" * 32)
    stored = project.documents.text(document.id)
    assert (stored.text, stored.formats) == (ANA, (FormatSpan(0, 2, "bold"),))


def test_speakers_are_mapped_and_the_only_participant_owns_the_document(project: Project) -> None:
    summary = add_documents(project, [read("Ana", ANA)])
    (document,) = project.documents.all()
    (participant,) = project.participants.all()
    interviewer, ana = project.documents.speakers(document.id)
    assert participant.label == "P1"
    assert document.participant_id == participant.id
    assert (interviewer.label, interviewer.role, interviewer.participant_id) == ("I", "interviewer", None)
    assert (ana.label, ana.role, ana.participant_id) == ("P1", "participant", participant.id)
    assert summary.added[0].participant == "P1"


def test_a_group_belongs_to_nobody_and_each_keeps_a_label(project: Project) -> None:
    summary = add_documents(project, [read("Group", GROUP)])
    (document,) = project.documents.all()
    assert document.participant_id is None
    assert [participant.label for participant in project.participants.all()] == ["Ana", "Bea"]
    assert summary.added[0].participant == ""


def test_the_same_label_in_two_documents_is_not_made_one_person(project: Project) -> None:
    add_documents(project, [read("Ana", ANA), read("Bo", BO)])
    owners = {document.name: document.participant_id for document in project.documents.all()}
    assert None not in owners.values()
    assert owners["Ana"] != owners["Bo"]
    add_documents(project, [read("Cy", ANA.replace("plums", "pears"))])
    assert len(project.participants.all()) == 3


def test_a_text_without_speakers_has_no_participant(project: Project) -> None:
    add_documents(project, [read("Notes", "The ward was quiet.\nNobody spoke.\n")])
    (document,) = project.documents.all()
    assert (document.participant_id, project.documents.speakers(document.id)) == (None, [])
    assert project.participants.all() == []


def test_an_import_is_one_operation_that_undo_and_redo_know(project: Project) -> None:
    before = len(project.history.operations())
    add_documents(project, [read("Ana", ANA), read("Bo", BO), read("Group", GROUP)])
    after = project.history.operations()
    assert len(after) == before + 1
    assert (after[0].kind, after[0].parameters["count"]) == ("import.documents", 3)
    names = [document.name for document in project.documents.all()]
    project.undo()
    assert (project.documents.all(), project.participants.all()) == ([], [])
    project.redo()
    assert [document.name for document in project.documents.all()] == names == ["Ana", "Bo", "Group"]


def test_the_same_text_is_noticed_in_the_project_and_in_the_import(project: Project) -> None:
    add_documents(project, [read("Ana", ANA)])
    summary = add_documents(project, [read("Copy", ANA), read("Bo", BO), read("Bo again", BO)])
    assert [one.document.name for one in summary.added] == ["Bo"]
    assert [(one.source.name, one.twin) for one in summary.same_text] == [("Copy", "Ana"), ("Bo again", "Bo")]
    assert [document.name for document in project.documents.all()] == ["Ana", "Bo"]


def test_the_twin_is_called_what_it_is_called_in_the_project(project: Project) -> None:
    add_documents(project, [read("Talk", ANA)])
    summary = add_documents(project, [read("Talk", BO), read("Talk", BO)])
    assert [(one.source.name, one.twin) for one in summary.same_text] == [("Talk", "Talk (2)")]


def test_a_file_whose_text_was_corrected_since_is_not_brought_in_again(project: Project) -> None:
    bo = replace(read("Bo", BO), source_sha256="cd" * 32)
    (ana, _) = add_documents(project, [read("Ana", ANA), bo]).added
    project.documents.rename(ana.document.id, "Ana, read again")
    project.documents.correct(ana.document.id, [Edit(0, 1, "Interviewer")])
    in_another_encoding = read("Ana", ANA.replace("plums", "pl\u00fcms"))
    summary = add_documents(project, [read("Ana", ANA), in_another_encoding, bo])
    assert [(one.source.name, one.twin) for one in summary.same_text] == [("Ana", "Ana, read again"), ("Bo", "Bo")]
    assert [one.source for one in summary.added] == [in_another_encoding]
    project.documents.delete([one.id for one in project.documents.all()])
    assert len(add_documents(project, [read("Ana", ANA)]).added) == 1


def test_an_import_of_nothing_new_leaves_no_trace(project: Project) -> None:
    add_documents(project, [read("Ana", ANA)])
    before = project.history.operations()
    assert add_documents(project, [read("Ana", ANA)]).added == ()
    assert add_documents(project, []).same_text == ()
    assert project.history.operations() == before


def test_what_was_left_out_and_guessed_is_in_the_summary(project: Project) -> None:
    documents = [read("Ana", ANA, left_out=("2 pictures",)), read("Ana", BO, guess=True)]
    summary = add_documents(project, documents)
    assert summary.left_out == (("Ana", "2 pictures"),)
    assert summary.guessed_encodings == (("Ana (2)", "cp1252"),)


def test_names_at_the_limit_of_file_names_are_taken(project: Project) -> None:
    long = "ø" * 255
    add_documents(project, [read(long, ANA), read(long, BO), read(long, GROUP.replace("Ana", "P1"))])
    names = [document.name for document in project.documents.all()]
    assert len(set(names)) == 3
    assert max(map(len, names)) <= 200
    assert len({participant.label for participant in project.participants.all()}) == 4


def test_speakers_that_were_found_before_are_taken_as_they_are(project: Project) -> None:
    documents = [read("Ana", ANA), read("Bo", BO)]
    found = find_speakers(documents)
    assert [[guess.label for guess in guesses] for guesses in found] == [["I", "P1"], ["I", "P1"]]
    summary = add_documents(project, documents, speakers=((), found[1]))
    assert [len(one.speakers) for one in summary.added] == [0, 2]


def test_a_cancel_stops_between_two_documents() -> None:
    answers = iter([False, True])
    found = find_speakers([read("Ana", ANA), read("Bo", BO), read("Group", GROUP)], lambda: next(answers))
    assert [[guess.label for guess in guesses] for guesses in found] == [["I", "P1"]]


def test_a_failure_adds_nothing_at_all(tmp_path: Path, project: Project) -> None:
    def refuse(changes: object) -> None:
        raise AssertionError(f"told of {changes}")

    before = (project.documents.all(), project.participants.all(), project.history.operations())
    stop: Callable[[], None] = project.on_change(refuse)
    with pytest.raises(AnnotatorError):
        add_documents(project, [read("Ana", ANA), read(" ", BO)])
    stop()
    assert (project.documents.all(), project.participants.all(), project.history.operations()) == before


def test_a_project_that_is_read_only_refuses(project: Project) -> None:
    with Project.open(project.path, read_only=True) as reader, pytest.raises(AnnotatorError):
        add_documents(reader, [read("Ana", ANA)])
    assert project.documents.all() == []
