"""What was left out of a copy is not deleted by it: a copy that comes back brings its news and takes nothing away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.project.copy_contents import CopyWishes
from annotator.project.history import SEND_COPY
from annotator.project.memos import About
from annotator.project.merging.apply import apply_merge
from annotator.project.merging.plan import MergePlan
from annotator.project.merging.planner import plan_merge
from annotator.project.project import Project
from annotator.project.send_copy import send_copy
from annotator.project.text_edits import Edit
from tests.project.rows import rows_of

KIOSK = "I: Who came?\nP1: The man with the lamp.\n"
HARBOUR = "I: And the harbour?\nP2: Nobody sings there in winter.\n"


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Project]:
    """Anna's study: an example of a code, a memo of Bo's on a coding of Anna's, a value of an attribute."""
    with Project.create(tmp_path / "Choir.annot", title="Choir", coder_name="Anna") as project:
        kiosk = project.documents.add("Kiosk", KIOSK, participant="P1")
        harbour = project.documents.add("Harbour", HARBOUR, participant="P2")
        light, silence = project.codes.ensure("Light"), project.codes.ensure("Silence")
        lamp = project.codings.add(kiosk.id, light.id, 17, 38)
        sung = project.codings.add(harbour.id, silence.id, 24, 36)
        project.codes.set_example(light.id, lamp.id)
        project.codes.set_example(silence.id, sung.id)
        project.memos.add("On the whole study.")
        project.memos.add("On the harbour.", about=About(document_id=harbour.id))
        shoes = project.participants.add_attribute("Shoes")
        project.participants.set_values({(person.id, shoes.id): "42" for person in project.participants.all()})
        project.work_as("Bo")
        project.memos.add("Bo on Anna's lamp.", title="Lamp", about=About(coding_id=lamp.id))
        project.work_as("Anna")
        yield project


def sent(mine: Project, wishes: CopyWishes) -> Project:
    """The copy, opened by its receiver."""
    target = mine.path.with_name("Copy.annot")
    send_copy(mine.path, target, wishes)
    return Project.open(target, coder_name=wishes.receiver)


def come_home(mine: Project, copy: Project) -> MergePlan:
    plan = plan_merge(mine, copy)
    apply_merge(mine, copy, plan, copy.path.name)
    return plan


def every_way(mine: Project) -> list[CopyWishes]:
    harbour = frozenset({mine.documents.find("Harbour").id})
    return [
        CopyWishes("Bo", "Anna"),
        CopyWishes("Bo", "Anna", with_history=False),
        CopyWishes("Bo", "Anna", without_documents=harbour),
        CopyWishes("Bo", "Anna", is_blind=True),
        CopyWishes("Bo", "Anna", with_attributes=False),
        CopyWishes("Bo", "Anna", False, harbour, is_blind=True, with_attributes=False),
    ]


@pytest.mark.parametrize("way", range(6))
def test_a_copy_in_which_nothing_was_done_changes_nothing(mine: Project, way: int) -> None:
    before = rows_of(mine)
    with sent(mine, every_way(mine)[way]) as copy:
        assert plan_merge(mine, copy).writes == ()
        come_home(mine, copy)
    assert rows_of(mine) == before


@pytest.mark.parametrize("way", range(6))
def test_what_was_done_in_a_copy_comes_and_nothing_goes(mine: Project, way: int) -> None:
    before = rows_of(mine)
    with sent(mine, every_way(mine)[way]) as copy:
        kiosk, light = copy.documents.find("Kiosk"), copy.codes.find("Light")
        copy.codings.add(kiosk.id, light.id, 3, 6)
        copy.codes.describe(light.id, definition="What shines.")
        copy.documents.rename(kiosk.id, "The kiosk")
        (note,) = [memo for memo in copy.memos.all() if memo.title == "Lamp"]
        copy.memos.edit(note.id, text="Bo thought again.")
        copy.participants.edit(copy.participants.all()[0].id, note="Came late.")
        come_home(mine, copy)
    after = rows_of(mine)
    for table in ("coding", "attribute", "attribute_value", "speaker", "coder"):
        assert before[table] <= after[table], table
    assert len(after["coding"]) == len(before["coding"]) + 1
    assert mine.codes.find("Light").definition == "What shines."
    assert mine.codes.find("Light").example_coding_id is not None
    assert mine.codes.find("Silence").example_coding_id is not None
    (note,) = [memo for memo in mine.memos.all() if memo.title == "Lamp"]
    assert (note.text, note.coding_id is None) == ("Bo thought again.", False)
    assert {document.name for document in mine.documents.all()} == {"The kiosk", "Harbour"}
    assert len(mine.memos.all()) == 3
    assert mine.check() == []
    mine.undo()
    assert rows_of(mine) == before


@pytest.mark.parametrize("way", range(6))
def test_the_sender_goes_on_meanwhile_and_both_come_together(mine: Project, way: int) -> None:
    with sent(mine, every_way(mine)[way]) as copy:
        kiosk = mine.documents.find("Kiosk")
        mine.documents.correct(kiosk.id, [Edit(13, 13, "Well. ")])
        copy.codings.add(kiosk.id, copy.codes.find("Light").id, 17, 20)
        come_home(mine, copy)
        text = mine.documents.text(kiosk.id).text
        found = {text[each.start_char : each.end_char] for each in mine.codings.of_document(kiosk.id)}
        assert found == {"The man with the lamp", "The"}
        assert plan_merge(mine, copy).is_empty
        come_home(copy, mine)
        assert rows_of(copy)["coding"] >= {row for row in rows_of(mine)["coding"] if row[1] == kiosk.id}
        assert copy.check() == []


def test_the_sending_is_in_the_history_of_both_afterwards(mine: Project) -> None:
    with sent(mine, CopyWishes("Bo", "Anna", with_history=False)) as copy:
        copy.codes.add("New")
        come_home(mine, copy)
    assert SEND_COPY in [operation.kind for operation in mine.history.operations()]
    undone = mine.undo()
    assert undone is not None
    assert undone.kind == "project.merge"
    assert "New" not in [code.name for code in mine.codes.all()]
