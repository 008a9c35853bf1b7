"""Coded segments with the names of what they belong to."""

from __future__ import annotations

from annotator.analysis.segments import read_segments
from annotator.project.documents import NewSpeaker
from annotator.project.project import Project

TALK = "M: Who walks?\nAna: I do, daily.\nBea: Never 🧊.\nM: Why?\nAna: My knees.\nBea: Ice.\n"


def test_a_segment_is_verbatim_and_named(project: Project) -> None:
    text = "\nP1: שלום, said the nurse 🙂.\n\nP1: Then e\u0301clairs came.\n"
    document = project.documents.add("Interview 1", text, participant="P1")
    code = project.codes.ensure("Care > Food")
    start = text.index("Then")
    coding = project.codings.add(document.id, code.id, start, start + 14)
    (segment,) = read_segments(project)
    assert segment.coding_id == coding.id
    assert (segment.document, segment.participant, segment.coder) == ("Interview 1", "P1", "Anna Kvam")
    assert segment.code == ("Care", "Food")
    assert segment.text == text[start : start + 14] == "Then e\u0301clairs "
    assert segment.paragraph == 2


def test_segments_come_in_the_order_of_documents_and_places(project: Project) -> None:
    first, second = (project.documents.add(name, "P1: One two three four.\n") for name in ("A", "B"))
    code = project.codes.add("Counting")
    for document, start, end in ((second, 4, 7), (first, 8, 11), (first, 4, 7), (first, 4, 11)):
        project.codings.add(document.id, code.id, start, end)
    project.documents.move([second.id], first.id)
    expected = [("B", "One"), ("A", "One two"), ("A", "One"), ("A", "two")]
    assert [(one.document, one.text) for one in read_segments(project)] == expected
    assert [(one.document, one.text) for one in read_segments(project, code_ids=[code.id])] == expected


def test_only_what_is_asked_for_is_given(project: Project) -> None:
    first, second = (project.documents.add(name, "P1: One two three four.\n") for name in ("A", "B"))
    code, other = project.codes.add("Counting"), project.codes.add("Other")
    bo = project.coders.add("Bo Lie")
    project.codings.add(first.id, code.id, 4, 7)
    project.codings.add(first.id, other.id, 8, 11)
    project.codings.add(second.id, code.id, 12, 17, coder_id=bo.id)

    def texts(**choice: object) -> list[str]:
        return [one.text for one in read_segments(project, **choice)]  # type: ignore[arg-type]

    assert texts(code_ids=[other.id]) == ["two"]
    assert texts(document_id=second.id) == ["three"]
    assert texts(coder_id=bo.id, code_ids=[code.id, other.id]) == ["three"]
    assert texts(code_ids=[]) == []


def test_in_a_group_the_one_who_speaks_is_the_participant(project: Project) -> None:
    speakers = (
        NewSpeaker("M", "interviewer"),
        NewSpeaker("Ana", "participant", "P01"),
        NewSpeaker("Bea", "participant", "P02"),
    )
    document = project.documents.add("Group", TALK, speakers=speakers)
    code = project.codes.add("Walking")
    wanted = {
        "I do": "P01",
        "Never": "P02",
        "Who walks?": "",
        "Why?\nAna: My knees": "P01",
        "daily.\nBea: Never": "P01",
    }
    for words in wanted:
        start = TALK.index(words)
        project.codings.add(document.id, code.id, start, start + len(words))
    assert {one.text: one.participant for one in read_segments(project)} == wanted


def test_the_only_participant_of_a_document_says_all_of_it(project: Project) -> None:
    document = project.documents.add("Talk", TALK, speakers=(NewSpeaker("Ana", "participant", "P01"),))
    project.codings.add(document.id, project.codes.add("Walking").id, 0, 5)
    assert [one.participant for one in read_segments(project)] == ["P01"]
