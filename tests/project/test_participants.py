"""Participants and their attributes."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.project.attribute_values import is_same_value
from annotator.project.documents import NewSpeaker
from annotator.project.errors import NameRefused, NameTaken, NotFound, ValueRefused, ValuesDoNotFit
from annotator.project.ids import new_id
from annotator.project.memos import About
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
        ("number", "12,000.50", "12000.50"),
        ("number", "1.000,5", "1000.5"),
        ("number", "1,234,567", "1234567"),
        ("number", "0,125", "0.125"),
        ("number", "12.000", "12.000"),
        ("date", "14.3.2026", "2026-03-14"),
        ("date", "2026/3/4", "2026-03-04"),
        ("date", "2026-03-14 00:00:00", "2026-03-14"),
        ("date", "14/3/2026", "2026-03-14"),
        ("date", "3/14/2026", "2026-03-14"),
        ("date", "14 March 2026", "2026-03-14"),
        ("date", "Mar. 14, 2026", "2026-03-14"),
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
        ("number", "12,000"),
        ("number", "1.000,50.1"),
        ("yes/no", "perhaps"),
        ("date", "4/3/2026"),
        ("date", "14.3.26"),
        ("date", "14 Nonsense 2026"),
        ("date", "2026-02-30"),
        ("choice", "sea"),
    ],
)
def test_a_value_that_does_not_fit_its_kind_is_refused(project: Project, kind: Any, given: str) -> None:
    person = project.participants.add("P01")
    attribute = project.participants.add_attribute("A", kind, ["town", "country"])
    refuses(project, ValueRefused, lambda: project.participants.set_value(person.id, attribute.id, given))


def test_what_does_not_fit_can_be_kept_as_words_until_it_is_corrected(project: Project) -> None:
    people = project.participants
    first, second = people.ensure_many(["P01", "P02"])
    age = people.add_attribute("Age", "number")
    with undone_and_redone(project):
        people.set_value(first.id, age.id, " about 50 ", takes_misfits=True)
    with undone_and_redone(project):
        people.set_values({(second.id, age.id): "38,5"}, takes_misfits=True)
    assert people.values() == {(first.id, age.id): "about 50", (second.id, age.id): "38.5"}
    assert people.misfits(age.id, "number") == []
    assert [each.value for each in people.misfits(age.id, "date")] == ["38.5"]
    people.set_value(second.id, age.id, "")
    people.set_kind(age.id, "choice", ["young"])
    assert people.values() == {(first.id, age.id): "about 50"}
    people.set_choices(age.id, ["young", "About 50"])
    assert people.values() == {(first.id, age.id): "About 50"}
    refuses(project, ValuesDoNotFit, lambda: people.set_choices(age.id, ["young"]))


def test_words_become_numbers_as_all_of_them_show(project: Project) -> None:
    people = project.participants
    first, second = people.ensure_many(["P01", "P02"])
    income = people.add_attribute("Income")
    people.set_values({(first.id, income.id): "12,000", (second.id, income.id): "800"})
    assert [each.value for each in people.misfits(income.id, "number")] == ["12,000"]
    people.set_value(second.id, income.id, "1,234,567")
    with undone_and_redone(project):
        people.set_kind(income.id, "number")
    assert sorted(people.values().values()) == ["12000", "1234567"]


def test_a_number_that_may_be_two_is_refused_with_both(project: Project) -> None:
    person = project.participants.add("P01")
    income = project.participants.add_attribute("Income", "number")
    refusal = refuses(project, ValueRefused, lambda: project.participants.set_value(person.id, income.id, "12,000"))
    assert "12000 or 12.000" in refusal.sentence()


def test_what_no_attribute_can_be_is_refused(project: Project) -> None:
    project.participants.add_attribute("Age", "number")
    kind: Any = "colour"
    refuses(project, ValueRefused, lambda: project.participants.add_attribute("Hue", kind))
    refuses(project, NameTaken, lambda: project.participants.add_attribute(" AGE", "text"))
    refuses(project, NameRefused, lambda: project.participants.add_attribute(""))
    refuses(project, NotFound, lambda: project.participants.delete_attribute(new_id()))
    person = project.participants.add("P01")
    refuses(project, NotFound, lambda: project.participants.set_value(person.id, new_id(), "1"))


def test_many_participants_are_found_or_added_as_one_operation(project: Project) -> None:
    first = project.participants.add("P01")
    with undone_and_redone(project):
        found = project.participants.ensure_many(["p01", "P03", "P02", " p03 "])
    assert [person.label for person in found] == ["P01", "P03", "P02", "P03"]
    assert found[0] == first
    assert [person.label for person in project.participants.all()] == ["P01", "P03", "P02"]
    changes_nothing(project, lambda: project.participants.ensure_many(["P02", "P01"]))
    refuses(project, NameRefused, lambda: project.participants.ensure_many(["P09", " "]))


def test_many_values_are_set_as_one_operation_or_not_at_all(project: Project) -> None:
    people = project.participants.ensure_many(["P01", "P02", "P03"])
    age = project.participants.add_attribute("Age", "number")
    town = project.participants.add_attribute("Town")
    with undone_and_redone(project):
        project.participants.set_values({(p.id, age.id): str(40 + n) for n, p in enumerate(people)})
    with undone_and_redone(project):
        project.participants.set_values(
            {(people[0].id, age.id): "", (people[1].id, age.id): "50", (people[2].id, town.id): "Bodø"}
        )
    assert project.participants.values() == {
        (people[1].id, age.id): "50",
        (people[2].id, age.id): "42",
        (people[2].id, town.id): "Bodø",
    }
    odd = {(people[0].id, town.id): "Voss", (people[1].id, age.id): "about 50"}
    refuses(project, ValueRefused, lambda: project.participants.set_values(odd))
    refuses(project, NotFound, lambda: project.participants.set_values({(new_id(), town.id): "Voss"}))
    refuses(project, NotFound, lambda: project.participants.set_values({(people[0].id, new_id()): "Voss"}))
    changes_nothing(project, lambda: project.participants.set_values({(people[1].id, age.id): "50"}))


def test_labels_can_change_places_but_never_be_the_same(project: Project) -> None:
    first, second, third = project.participants.ensure_many(["P01", "P02", "P03"])
    with undone_and_redone(project):
        project.participants.edit_many({first.id: {"label": "P02"}, second.id: {"label": "P01", "note": "Swapped"}})
    assert [p.label for p in project.participants.all()] == ["P02", "P01", "P03"]
    same = {first.id: {"note": "x"}, third.id: {"label": "p02"}}
    refuses(project, NameTaken, lambda: project.participants.edit_many(same))
    refuses(project, NotFound, lambda: project.participants.edit_many({new_id(): {"note": "x"}}))


def test_participants_are_put_in_order(project: Project) -> None:
    first, second, third = project.participants.ensure_many(["P01", "P02", "P03"])
    with undone_and_redone(project):
        project.participants.move([third.id, second.id], first.id)
    assert [p.label for p in project.participants.all()] == ["P03", "P02", "P01"]
    refuses(project, NotFound, lambda: project.participants.move([new_id()], None))


def test_a_merge_brings_everything_together_and_loses_nothing(project: Project) -> None:
    speakers = [NewSpeaker("A", "participant", "P3"), NewSpeaker("B", "participant", "P03")]
    mine = project.documents.add("Talk 1", "A: Soup.", participant="P3", speakers=speakers)
    twin, kept = project.participants.by_label("P3"), project.participants.by_label("P03")
    assert twin is not None
    assert kept is not None
    project.participants.edit(twin.id, pseudonym="Kai", note="Met twice")
    project.participants.edit(kept.id, pseudonym="Kari", note="Shy")
    age, town = project.participants.add_attribute("Age", "number"), project.participants.add_attribute("Town")
    project.participants.set_values({(twin.id, age.id): "47", (kept.id, age.id): "48", (twin.id, town.id): "Voss"})
    memo = project.memos.add("A thought", about=About(participant_id=twin.id))
    with undone_and_redone(project):
        merged = project.participants.merge([twin.id, kept.id], kept.id)
    assert project.participants.all() == [merged]
    assert (merged.label, merged.pseudonym) == ("P03", "Kari")
    assert merged.note.splitlines() == ["Shy", "P3: Age: 47", "P3: Kai", "P3: Met twice"]
    assert project.participants.values() == {(kept.id, age.id): "48", (kept.id, town.id): "Voss"}
    assert project.documents.get(mine.id).participant_id == kept.id
    assert {speaker.participant_id for speaker in project.documents.speakers(mine.id)} == {kept.id}
    assert project.memos.get(memo.id).participant_id == kept.id


def test_several_participants_go_as_one_operation(project: Project) -> None:
    first, second, third = project.participants.ensure_many(["P01", "P02", "P03"])
    with undone_and_redone(project):
        project.participants.delete_many([first.id, third.id])
    assert project.participants.all() == [second]


def test_an_attribute_is_renamed_and_moved(project: Project) -> None:
    age, town = project.participants.add_attribute("Age", "number"), project.participants.add_attribute("Town")
    with undone_and_redone(project):
        assert project.participants.rename_attribute(age.id, " Years ").name == "Years"
    refuses(project, NameTaken, lambda: project.participants.rename_attribute(age.id, "town"))
    changes_nothing(project, lambda: project.participants.rename_attribute(town.id, "Town"))
    with undone_and_redone(project):
        project.participants.move_attributes([town.id], age.id)
    assert [a.name for a in project.participants.attributes()] == ["Town", "Years"]


def test_another_kind_keeps_every_value_or_is_refused(project: Project) -> None:
    first, second = project.participants.ensure_many(["P01", "P02"])
    age = project.participants.add_attribute("Age")
    project.participants.set_values({(first.id, age.id): "41,5", (second.id, age.id): "about 50"})
    assert [m.value for m in project.participants.misfits(age.id, "number")] == ["about 50"]
    refusal = refuses(project, ValuesDoNotFit, lambda: project.participants.set_kind(age.id, "number"))
    assert "“about 50”" in refusal.sentence()
    project.participants.set_value(second.id, age.id, "50")
    with undone_and_redone(project):
        project.participants.set_kind(age.id, "number")
    assert sorted(project.participants.values().values()) == ["41.5", "50"]
    with undone_and_redone(project):
        chosen = project.participants.set_kind(age.id, "choice")
    assert chosen.choices == ("41.5", "50")
    kind: Any = "colour"
    refuses(project, ValueRefused, lambda: project.participants.set_kind(age.id, kind))


def test_values_follow_a_choice_that_gets_another_name(project: Project) -> None:
    person = project.participants.add("P01")
    setting = project.participants.add_attribute("Setting", "choice", ["town", "country"])
    project.participants.set_value(person.id, setting.id, "town")
    with undone_and_redone(project):
        project.participants.set_choices(setting.id, ["country", "city", "sea"], {"town": "city"})
    assert project.participants.attributes()[0].choices == ("country", "city", "sea")
    assert list(project.participants.values().values()) == ["city"]
    refuses(project, ValuesDoNotFit, lambda: project.participants.set_choices(setting.id, ["country"]))
    refuses(project, ValueRefused, lambda: project.participants.set_choices(setting.id, ["a", "A", "city"]))


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [("1.50", "1.5", True), ("1e3", "1000", True), ("٣", "3", True), ("12345678901234567", "12345678901234568", False)],
)
def test_numbers_are_the_same_by_what_they_say(project: Project, one: str, other: str, is_same: bool) -> None:
    number = project.participants.add_attribute("Number", "number")
    assert is_same_value(number, one, other) is is_same
