"""How much there is of each participant."""

from __future__ import annotations

from annotator.analysis.tallies import tallies
from annotator.project.documents import NewSpeaker
from annotator.project.project import Project


def test_words_are_those_that_a_participant_says(project: Project) -> None:
    speakers = (NewSpeaker("I", "interviewer"), NewSpeaker("P1", "participant", "P01"))
    text = "I: What was it like there?\nP1: Like a long corridor.\nP1: Lighter."
    document = project.documents.add("Talk", text, participant="P01", speakers=speakers)
    (person,) = project.participants.all()
    assert dict(tallies(project)[document.id].words) == {person.id: 5}


def test_in_a_group_each_has_their_own_words_and_codings(project: Project) -> None:
    speakers = (NewSpeaker("P1", "participant", "P01"), NewSpeaker("P2", "participant", "P02"))
    text = "P1: Rain and snow.\nP2: Sun.\nP1: More rain."
    document = project.documents.add("Group", text, speakers=speakers)
    first, second = project.participants.all()
    code = project.codes.add("Weather")
    project.codings.add(document.id, code.id, text.index("Rain"), text.index("Rain") + 4)
    project.codings.add(document.id, code.id, text.index("Sun"), text.index("Sun") + 3)
    project.codings.add(document.id, code.id, text.index("More"), text.index("More") + 4)
    tally = tallies(project)[document.id]
    assert (tally.words[first.id], tally.words[second.id]) == (5, 1)
    coder_id = project.coder.id
    assert tally.codings == {(first.id, coder_id): 2, (second.id, coder_id): 1}


def test_a_text_without_speakers_is_counted_whole(project: Project) -> None:
    document = project.documents.add("Notes", "Rain all day.", participant="P01")
    other = project.documents.add("Other", "Sun.")
    (person,) = project.participants.all()
    assert dict(tallies(project)[document.id].words) == {person.id: 3}
    assert dict(tallies(project)[other.id].words) == {other.id: 1}


def test_only_what_is_wanted_is_counted_and_a_cancel_ends_it(project: Project) -> None:
    first, second = project.documents.add("A", "One."), project.documents.add("B", "Two.")
    assert tallies(project, [second.id]).keys() == {second.id}
    assert tallies(project, is_cancelled=lambda: True) == {}
    assert tallies(project).keys() == {first.id, second.id}
