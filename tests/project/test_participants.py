"""Participants and their attributes."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.project.documents import NewSpeaker
from annotator.project.errors import NameRefused, NameTaken, NotFound, ValueRefused
from annotator.project.ids import new_id
from annotator.project.project import Project
from tests.project.rows import changes_nothing, refuses, undone_and_redone


def test_a_participant_is_added_edited_and_removed(project: Project) -> None:
    with undone_and_redone(project):
        added = project.participants.add(" P01 ", pseudonym="Kari", note="Met\rtwice")
    assert (added.label, added.pseudonym, added.note) == ("P01", "Kari", "Met\ntwice")
    with undone_and_redone(project):
        edited = project.participants.edit(added.id, label="P1", pseudonym="Kai", note="")
    assert (edited.label, edited.pseudonym, edited.note) == ("P1", "Kai", "")
    changes_nothing(project, lambda: project.participants.edit(added.id, label="P1"))
    changes_nothing(project, lambda: project.participants.edit(added.id))
    with undone_and_redone(project):
        project.participants.delete(added.id)
    assert project.participants.all() == []


def test_labels_differ(project: Project) -> None:
    first, second = project.participants.add("P 01"), project.participants.add("P02")
    refuses(project, NameTaken, lambda: project.participants.add("p  01"))
    refuses(project, NameTaken, lambda: project.participants.edit(second.id, label="P 01"))
    refuses(project, NameRefused, lambda: project.participants.add(" "))
    refuses(project, NotFound, lambda: project.participants.edit(new_id(), note="x"))
    refuses(project, NotFound, lambda: project.participants.delete(new_id()))
    assert project.participants.ensure(" p  01") == first
    assert project.participants.by_label("P03") is None


def test_a_participant_who_goes_leaves_the_documents_and_speakers(project: Project) -> None:
    speakers = [NewSpeaker("P1", "participant", "P01")]
    document = project.documents.add("Interview 1", "P1: Soup.", participant="P01", speakers=speakers)
    (person,) = project.participants.all()
    age = project.participants.add_attribute("Age", "number")
    project.participants.set_value(person.id, age.id, "47")
    with undone_and_redone(project):
        project.participants.delete(person.id)
    assert project.documents.get(document.id).participant_id is None
    assert project.documents.speakers(document.id)[0].participant_id is None
    assert project.participants.values() == {}
    project.undo()
    assert project.documents.get(document.id).participant_id == person.id
    assert project.participants.values() == {(person.id, age.id): "47"}


def test_an_attribute_and_its_values_come_and_go(project: Project) -> None:
    person = project.participants.add("P01")
    with undone_and_redone(project):
        setting = project.participants.add_attribute("Setting", "choice", ["town", "country"])
    assert project.participants.attributes() == [setting]
    with undone_and_redone(project):
        project.participants.set_value(person.id, setting.id, "TOWN")
    with undone_and_redone(project):
        project.participants.set_value(person.id, setting.id, "country")
    assert project.participants.values() == {(person.id, setting.id): "country"}
    changes_nothing(project, lambda: project.participants.set_value(person.id, setting.id, " Country "))
    with undone_and_redone(project):
        project.participants.set_value(person.id, setting.id, " ")
    changes_nothing(project, lambda: project.participants.set_value(person.id, setting.id, ""))
    project.undo()
    with undone_and_redone(project):
        project.participants.delete_attribute(setting.id)
    assert project.participants.values() == {}
    assert project.participants.attributes() == []


@pytest.mark.parametrize(
    ("kind", "given", "kept"),
    [
        ("text", " any \r thing ", "any \n thing"),
        ("number", "47", "47"),
        ("number", "1,5", "1.5"),
        ("number", "-2e3", "-2e3"),
        ("yes/no", "Y", "yes"),
        ("yes/no", "FALSE", "no"),
        ("date", "2026-03-14", "2026-03-14"),
        ("choice", "Country", "country"),
    ],
)
def test_a_value_is_kept_as_its_kind_is_written(project: Project, kind: Any, given: str, kept: str) -> None:
    person = project.participants.add("P01")
    attribute = project.participants.add_attribute("A", kind, ["town", "country"])
    project.participants.set_value(person.id, attribute.id, given)
    assert list(project.participants.values().values()) == [kept]


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("number", "about 40"),
        ("number", "nan"),
        ("number", "inf"),
        ("number", "1_000"),
        ("number", "1.000,5"),
        ("yes/no", "perhaps"),
        ("date", "14.3.2026"),
        ("date", "2026-02-30"),
        ("choice", "sea"),
    ],
)
def test_a_value_that_does_not_fit_its_kind_is_refused(project: Project, kind: Any, given: str) -> None:
    person = project.participants.add("P01")
    attribute = project.participants.add_attribute("A", kind, ["town", "country"])
    refuses(project, ValueRefused, lambda: project.participants.set_value(person.id, attribute.id, given))


def test_what_no_attribute_can_be_is_refused(project: Project) -> None:
    project.participants.add_attribute("Age", "number")
    kind: Any = "colour"
    refuses(project, ValueRefused, lambda: project.participants.add_attribute("Hue", kind))
    refuses(project, NameTaken, lambda: project.participants.add_attribute(" AGE", "text"))
    refuses(project, NameRefused, lambda: project.participants.add_attribute(""))
    refuses(project, NotFound, lambda: project.participants.delete_attribute(new_id()))
    person = project.participants.add("P01")
    refuses(project, NotFound, lambda: project.participants.set_value(person.id, new_id(), "1"))
