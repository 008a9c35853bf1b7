"""What queries are asked of: read once, and after every operation the same as if it had been read anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

import pytest

from annotator.analysis.segment_material import ReadingStopped, SegmentMaterial, followed, read_material
from annotator.analysis.segment_query import AttributeTest, CodeSet, SegmentQuery
from annotator.analysis.segment_sweep import run
from annotator.project.documents import NewSpeaker
from annotator.project.project import Project
from annotator.project.text_edits import Edit

TALK = "M: Who rows?\n\nAna: I do, at six.\nBea: Never 🧊.\nM: Why?\nAna: The quiet.\nBea: Ice.\n"
GROUP = (
    NewSpeaker("M", "interviewer"),
    NewSpeaker("Ana", "participant", "P01"),
    NewSpeaker("Bea", "participant", "P02"),
)


@pytest.fixture
def study(project: Project) -> Project:
    """A focus group and an interview, coded by two, with ages."""
    group = project.documents.add("Group", TALK, speakers=GROUP, kind="focus group")
    alone = project.documents.add("Alone", "P3: I swim.\nP3: In June.\n", participant="P03")
    rowing, ice = project.codes.ensure("Water > Rowing"), project.codes.ensure("Ice")
    bo = project.coders.add("Bo Lie")
    for document, words, code, coder in (
        (group, "I do, at six", rowing, None),
        (group, "Never 🧊", ice, None),
        (group, "six.\nBea: Never", ice, bo.id),
        (alone, "In June", rowing, None),
    ):
        text = project.documents.text(document.id).text
        start = text.index(words)
        project.codings.add(document.id, code.id, start, start + len(words), coder_id=coder)
    age = project.participants.add_attribute("Age", "number")
    for label, years in (("P01", "31"), ("P02", "29,5")):
        person = project.participants.by_label(label)
        assert person is not None
        project.participants.set_value(person.id, age.id, years)
    return project


def words(project: Project, query: SegmentQuery) -> list[str]:
    """The words that a query finds."""
    material = read_material(project)
    texts = project.documents.texts(material.documents)
    return [texts[place.document_id][place.start : place.end] for place in run(query, material).places]


def test_places_know_their_paragraphs_and_stand_in_order(study: Project) -> None:
    material = read_material(study)
    found = [(place.first, place.last) for places in material.places.values() for place in places]
    assert found == [(2, 2), (2, 3), (3, 3), (2, 2)]
    assert [material.documents[key].name for key in material.places] == ["Group", "Alone"]


def test_only_the_documents_asked_for_are_read(study: Project) -> None:
    alone = study.documents.find("Alone")
    material = read_material(study, {alone.id})
    assert list(material.documents) == list(material.places) == [alone.id]


def test_in_a_group_the_one_who_speaks_is_the_participant(study: Project) -> None:
    bea = study.participants.by_label("P02")
    assert bea is not None
    assert words(study, SegmentQuery(participants=(bea.id,))) == ["Never 🧊"]


def test_people_are_found_by_their_attributes(study: Project) -> None:
    (age,) = study.participants.attributes()
    older = AttributeTest(age.id, ">", "30")
    unknown = AttributeTest(age.id, "has no value", joined_by="or")
    assert words(study, SegmentQuery(attributes=(older,))) == ["I do, at six", "six.\nBea: Never"]
    assert words(study, SegmentQuery(attributes=(older, unknown))) == ["I do, at six", "six.\nBea: Never", "In June"]


def test_documents_are_chosen_by_name_and_by_kind(study: Project) -> None:
    assert words(study, SegmentQuery(kinds=("interview",))) == ["In June"]
    group = study.documents.find("Group").id
    assert len(words(study, SegmentQuery(documents=(group,)))) == 3
    assert words(study, SegmentQuery(documents=(group,), kinds=("interview",))) == []


def test_a_coding_without_words_is_left_out_and_counted(study: Project) -> None:
    coding = study.codings.all()[0]
    with study.operation("coding.move_ends"):
        study.connection.exec_driver_sql("UPDATE coding SET end_char = start_char WHERE id = ?", (coding.id,))
    found = run(SegmentQuery(), read_material(study))
    assert (len(found.places), found.lost) == (3, 1)
    other = next(code for code in study.codes.all() if code.id != coding.code_id and code.parent_id is None)
    assert run(SegmentQuery(codes=CodeSet((other.id,), with_under=False)), read_material(study)).lost == 0


def test_reading_can_be_stopped(study: Project) -> None:
    with pytest.raises(ReadingStopped):
        read_material(study, is_cancelled=lambda: True)


def test_after_every_operation_it_is_as_if_it_were_read_anew(study: Project) -> None:
    held = read_material(study)

    def follow(changes: object) -> None:
        nonlocal held
        held = followed(held, study, changes)  # type: ignore[arg-type]

    stop = study.on_change(follow)
    for step in _steps(study):
        step()
        assert_same(held, read_material(study))
    while study.undo() is not None:
        assert_same(held, read_material(study))
    stop()


def assert_same(held: SegmentMaterial, anew: SegmentMaterial) -> None:
    for each in fields(SegmentMaterial):
        one, other = getattr(held, each.name), getattr(anew, each.name)
        if each.name == "tree":
            one, other = list(one), list(other)
        elif each.name in ("documents", "places"):
            one, other = list(one.items()), list(other.items())
        assert one == other, each.name


def _steps(study: Project) -> list[Callable[[], object]]:
    group, alone = study.documents.find("Group"), study.documents.find("Alone")
    water, ice = study.codes.find("Water"), study.codes.find("Ice")
    ana = study.participants.by_label("P01")
    assert ana is not None
    codings = study.codings.of_document(group.id)
    return [
        lambda: study.codings.add(alone.id, ice.id, 4, 6),
        lambda: study.codings.move_ends(codings[0].id, 4, 20),
        lambda: study.codings.recode([codings[0].id, codings[1].id], water.id),
        lambda: study.codings.delete([codings[2].id]),
        lambda: study.documents.correct(alone.id, [Edit(0, 2, "Person 3")]),
        lambda: study.documents.correct(alone.id, [Edit(21, 30, "")]),
        lambda: study.documents.correct(alone.id, [Edit(0, 8, "P3")]),
        lambda: study.documents.move([alone.id], group.id),
        lambda: study.documents.set_participant(group.id, ana.id),
        lambda: study.documents.set_speaker(study.documents.speakers(group.id)[1].id, "interviewer"),
        lambda: study.documents.add("New", "P9: Fog.\n", participant="P09"),
        lambda: study.coders.add("Cy Dahl"),
        lambda: study.participants.delete(ana.id),
        lambda: study.codes.delete([water.id]),
        lambda: study.documents.delete([group.id]),
    ]
