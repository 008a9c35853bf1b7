"""Changes: what a view hears after every operation, undo and redo."""

from __future__ import annotations

import pytest

from annotator.project.changes import Changes
from annotator.project.project import Project


@pytest.fixture
def heard(project: Project) -> list[Changes]:
    """What a listener hears."""
    changes: list[Changes] = []
    project.on_change(changes.append)
    return changes


def test_a_listener_hears_of_every_operation_once_it_is_saved(project: Project, heard: list[Changes]) -> None:
    with project.operation("test.both"):
        code = project.codes.add("Trust")
        document = project.documents.add("One", "P1: Soup.")
        assert heard == []
    coding = project.codings.add(document.id, code.id, 4, 8)
    project.undo()
    project.redo()
    assert [changes.operation.kind for changes in heard] == ["test.both", "coding.add", "undo", "redo"]
    assert heard[0].tables == {"code", "document"}
    for changes in heard[1:]:
        assert changes.tables == {"coding"}
        assert changes.ids("coding") == {coding.id}
        assert changes.ids("coding", "document_id") == {document.id}
        assert changes.ids("coding", "code_id") == {code.id}
        assert changes.touches("memo", "coding")
        assert not changes.touches("memo")
    assert [row.after is None for changes in heard[1:] for row in changes.of("coding")] == [False, True, False]


def test_ids_before_and_after_a_change_are_both_told(project: Project, heard: list[Changes]) -> None:
    one, two = project.codes.add("One"), project.codes.add("Two")
    document = project.documents.add("D", "P1: Soup.")
    coding = project.codings.add(document.id, one.id, 4, 8)
    project.codings.recode([coding.id], two.id)
    assert heard[-1].ids("coding", "code_id") == {one.id, two.id}


def test_a_cascade_is_told_whole(project: Project, heard: list[Changes]) -> None:
    hope = project.codes.ensure("Trust > Hope")
    document = project.documents.add("D", "P1: Soup.")
    coding = project.codings.add(document.id, hope.id, 4, 8)
    trust = project.codes.find("Trust")
    project.codes.delete([trust.id])
    assert heard[-1].ids("code") == {trust.id, hope.id}
    assert heard[-1].ids("coding") == {coding.id}


def test_a_listener_that_has_left_hears_nothing(project: Project) -> None:
    changes: list[Changes] = []
    leave = project.on_change(changes.append)
    project.codes.add("A")
    leave()
    project.codes.add("B")
    assert len(changes) == 1


def test_a_listener_may_act_and_is_heard_in_turn(project: Project, heard: list[Changes]) -> None:
    def answer(changes: Changes) -> None:
        if changes.operation.kind == "code.add":
            project.memos.add("A new code")

    project.on_change(answer)
    project.codes.add("Trust")
    assert [changes.operation.kind for changes in heard] == ["code.add", "memo.add"]
    assert len(project.memos.all()) == 1


def test_a_listener_that_fails_keeps_neither_the_change_nor_the_others_from_going_on(project: Project) -> None:
    heard: list[Changes] = []

    def fail(changes: Changes) -> None:
        raise RuntimeError("a fault in a view")

    project.on_change(fail)
    project.on_change(heard.append)
    with pytest.raises(RuntimeError, match="a fault in a view"):
        project.codes.add("Trust")
    assert [changes.operation.kind for changes in heard] == ["code.add"]
    assert [code.name for code in project.codes.all()] == ["Trust"]


def test_a_row_reads_like_a_record_of_its_columns(project: Project, heard: list[Changes]) -> None:
    code = project.codes.add("Trust")
    (row,) = heard[-1].rows
    assert row.after is not None
    assert dict(row.after)["id"] == code.id
    assert row.after["parent_id"] is None
    assert list(row.values("parent_id")) == []
    assert list(row.values("name")) == ["Trust"]
    assert len(row.after) == 9
    assert "Trust" in repr(row.after)


def test_what_was_read_at_once_is_what_is_found_when_asked(project: Project, heard: list[Changes]) -> None:
    here, there = (project.documents.add(name, "There was soup.") for name in ("Here", "There"))
    soup, bread = (project.codes.add(name) for name in ("Soup", "Bread"))
    coder = project.coder.id
    with project.operation("coding.add", code="Soup", document="Here"):
        first = project.codings.add(here.id, soup.id, 0, 5)
        second = project.codings.add(here.id, soup.id, 6, 9)
        project.codings.add(there.id, bread.id, 0, 5)
    asked = heard[-1]
    assert dict(asked.coding_steps) == {(coder, soup.id, here.id): 2, (coder, bread.id, there.id): 1}
    assert {row.row_id for row in asked.codings_in(here.id)} == {first.id, second.id}
    assert asked.codings_in(bread.id) == ()
    read = Changes(asked.operation, asked.rows)
    read.read()
    assert read.coding_steps == asked.coding_steps
    assert read.ids("coding", "code_id") == asked.ids("coding", "code_id") == {soup.id, bread.id}
    project.codings.recode([first.id], bread.id)
    assert {key: step for key, step in heard[-1].coding_steps.items() if step} == {
        (coder, soup.id, here.id): -1,
        (coder, bread.id, here.id): 1,
    }


def test_values_of_participants_are_told_as_they_are_now(project: Project, heard: list[Changes]) -> None:
    person = project.participants.add("P01")
    age, town = (project.participants.add_attribute(name) for name in ("Age", "Town"))
    with project.operation("participant.sheet", count=3):
        project.participants.set_value(person.id, age.id, "40")
        project.participants.set_value(person.id, age.id, "41")
        project.participants.set_value(person.id, town.id, "Moss")
    assert heard[-1].participant_values == {(person.id, age.id): "41", (person.id, town.id): "Moss"}
    project.undo()
    assert heard[-1].participant_values == {(person.id, age.id): None, (person.id, town.id): None}
