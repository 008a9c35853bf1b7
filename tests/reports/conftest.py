"""A small invented study in a real project, with its ids at hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from annotator.project.codes import Code
from annotator.project.documents import Document, NewSpeaker
from annotator.project.ids import Id
from annotator.project.project import Project

TEXTS = {
    "P01": (
        "I: What helped?\n\nP01: Mara came by each Tuesday with soup, and she never asked me to be grateful for it.\n"
        "P01: That was the start. I 🙂 slept again."
    ),
    "P02": (
        "I: And you?\nP02: He told me straight that I was lying.\nIt hurt, & it helped.\nI: How?\nP02: I could stop."
    ),
    "P03": "I: Anything else?\nP03: انتظرت عند الباب كل صباح.\nP03: Nothing more.",
}


@dataclass(frozen=True)
class Study:
    """The project with what was put into it, by name."""

    project: Project
    documents: dict[str, Document]
    codes: dict[str, Code]

    def code(self, label: str, code: str, words: str, coder: str = "Ada Krohn") -> Id:
        """Let a coder give the words of a participant's document a code; the coding's id."""
        text = self.project.documents.text(self.documents[label].id).text
        start = text.index(words)
        self.project.work_as(coder)
        coding = self.project.codings.add(self.documents[label].id, self.codes[code].id, start, start + len(words))
        return coding.id


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "empty.annot", coder_name="Ada Krohn") as project:
        yield project


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with Project.create(tmp_path / "study.annot", title="Soup on Tuesdays", coder_name="Ada Krohn") as project:
        documents = {
            label: project.documents.add(f"Interview {label}", text, participant=label) for label, text in TEXTS.items()
        }
        trust = project.codes.add("Trust", definition="Relying on somebody.", when_to_use="Being able to rely.")
        concern = project.codes.add("Concern", parent_id=trust.id, definition="Being cared for.")
        honesty = project.codes.add("Honesty", parent_id=trust.id, when_not_to_use="Being rude; see Rude.")
        rest = project.codes.add("Rest")
        codes = {code.name: code for code in (trust, concern, honesty, rest)}
        made = Study(project, documents, codes)
        made.code("P02", "Honesty", "He told me straight that I was lying.\nIt hurt, & it helped.")
        made.code(
            "P01", "Concern", "Mara came by each Tuesday with soup, and she never asked me to be grateful for it."
        )
        made.code("P01", "Concern", "That was the start.")
        made.code("P03", "Concern", "انتظرت عند الباب كل صباح.")
        made.code("P01", "Concern", "That was the start.", coder="Mio Berg")
        made.code("P02", "Trust", "I could stop.", coder="Mio Berg")
        yield made


@pytest.fixture
def focus_group(empty: Project) -> Project:
    """One talk of two participants and an interviewer, with a passage of each."""
    text = "I: Who begins?\nP1: I waited a year.\nP2: I never waited.\nI: Thank you both.\nP1: Not at all."
    speakers = [NewSpeaker("I", "interviewer"), *(NewSpeaker(p, "participant", p) for p in ("P1", "P2"))]
    document = empty.documents.add("Group", text, kind="focus group", speakers=speakers)
    code = empty.codes.add("Waiting")
    for words in ("I waited a year.", "I never waited.", "Thank you both."):
        start = text.index(words)
        empty.codings.add(document.id, code.id, start, start + len(words))
    return empty
