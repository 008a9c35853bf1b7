"""What rules are asked of, read out of a project."""

from __future__ import annotations

from annotator.analysis.auto_coding import Voice
from annotator.analysis.rule_sources import read_sources
from annotator.project.documents import NewSpeaker
from annotator.project.project import Project
from annotator.project.stored_text import FormatSpan

TEXT = "Boat\nI: Where to?\nP1: North."


def test_a_document_is_read_with_its_look_and_with_who_speaks_in_it(project: Project) -> None:
    speakers = [NewSpeaker("I", "interviewer"), NewSpeaker("P1", "participant", "Skipper"), NewSpeaker("X", "unknown")]
    formats = [FormatSpan(0, 4, "heading1")]
    document = project.documents.add("Trip", TEXT, formats=formats, speakers=speakers)
    skipper = project.participants.all()[0]
    project.documents.set_participant(document.id, skipper.id)
    (source,) = read_sources(project, {})
    assert (source.document_id, source.name, source.text, source.formats) == (document.id, "Trip", TEXT, tuple(formats))
    assert source.voices == {
        "i": Voice("label i", "I", is_interviewer=True),
        "p1": Voice(skipper.id.hex(), "Skipper"),
        "x": Voice("label x", "X"),
    }
    assert source.owner == Voice(skipper.id.hex(), "Skipper")
    assert source.interviewers == {"i"}


def test_what_is_known_is_not_read_again_and_what_is_gone_is_left_out(project: Project) -> None:
    first, second, third = (project.documents.add(name, TEXT) for name in ("One", "Two", "Three"))
    before = {source.document_id: source for source in read_sources(project, {})}
    project.documents.delete([third.id])
    del before[second.id]
    after = read_sources(project, before)
    assert [source.document_id for source in after] == [first.id, second.id]
    assert after[0] is before[first.id]


def test_reading_ends_as_soon_as_it_is_told_to(project: Project) -> None:
    for name in ("One", "Two", "Three"):
        project.documents.add(name, TEXT)
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 1

    assert len(read_sources(project, {}, tell)) == 1
    assert told == [(0, 3), (1, 3)]
