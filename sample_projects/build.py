"""Builds the project file of the sample study from its readable sources, through the program's own verbs.

    python sample_projects/build.py [TARGET]

The first half reads the sources into plain records and finds each quotation in its paragraph; it touches no
project. The second half makes the project. What the columns and keys mean is in README.md.
"""

from __future__ import annotations

import csv
import sys
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.analysis.paragraphs import Paragraphs
from annotator.importers import registry
from annotator.importers.model import ImportedDocument
from annotator.project.documents import NewSpeaker
from annotator.project.ids import Id
from annotator.project.memos import About
from annotator.project.participants import AttributeKind
from annotator.project.project import Project

SOURCES = Path(__file__).parent / "trust_in_recovery"
TARGET = Path(__file__).parent / "trust_in_recovery.annot"

Span = tuple[int, int]


class SourceProblem(ValueError):
    """The sources contradict each other; the message says where."""


@dataclass(frozen=True, slots=True)
class SourceCoder:
    """A row of [[coders]] in study.toml."""

    name: str
    initials: str
    colour: str
    role: str
    preunderstanding: str


@dataclass(frozen=True, slots=True)
class SourceAttribute:
    """A row of [[attributes]] in attributes.toml."""

    name: str
    kind: AttributeKind
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceParticipant:
    """A line of participants.csv. `values` are by the attribute's name."""

    label: str
    pseudonym: str
    note: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A row of [[documents]] in study.toml, and the transcript that it names."""

    name: str
    kind: str
    participant: str
    speakers: tuple[NewSpeaker, ...]
    imported: ImportedDocument


@dataclass(frozen=True, slots=True)
class SourceCode:
    """A line of codebook.csv. `path` is written "Trust > Being trusted"."""

    path: str
    colour: str
    definition: str
    when_to_use: str
    when_not_to_use: str


@dataclass(frozen=True, slots=True)
class SourceCoding:
    """A line of codings.csv with its quotation found: code points in the document's stored text."""

    document: str
    paragraph: int
    code: str
    coder: str
    start_char: int
    end_char: int
    is_example: bool


@dataclass(frozen=True, slots=True)
class SourceMemo:
    """A row of [[memos]] in memos.toml. At most one of `document`, `code`, `coding` and `participant` is set."""

    kind: str
    title: str
    text: str
    coder: str
    document: str = ""
    span: Span | None = None
    code: str = ""
    coding: SourceCoding | None = None
    participant: str = ""


@dataclass(frozen=True, slots=True)
class Study:
    """All that the sources say."""

    title: str
    research_question: str
    method: str
    language: str
    coders: tuple[SourceCoder, ...]
    attributes: tuple[SourceAttribute, ...]
    participants: tuple[SourceParticipant, ...]
    documents: tuple[SourceDocument, ...]
    codes: tuple[SourceCode, ...]
    codings: tuple[SourceCoding, ...]
    memos: tuple[SourceMemo, ...]


def read_study(folder: Path = SOURCES) -> Study:
    """The study in a folder. Raises SourceProblem where a quotation is not in the paragraph that is named."""
    about = tomllib.loads((folder / "study.toml").read_text(encoding="utf-8"))
    documents = tuple(_document(folder, row) for row in about["documents"])
    texts = {document.name: document.imported.text for document in documents}
    codings = tuple(_coding(row, texts) for row in _rows(folder / "codings.csv"))
    memos = tomllib.loads((folder / "memos.toml").read_text(encoding="utf-8"))["memos"]
    return Study(
        title=about["title"],
        research_question=about["research_question"],
        method=about["method"],
        language=about["language"],
        coders=tuple(SourceCoder(**{key: text.strip() for key, text in row.items()}) for row in about["coders"]),
        attributes=_attributes(folder / "attributes.toml"),
        participants=tuple(_participant(row) for row in _rows(folder / "participants.csv")),
        documents=documents,
        codes=tuple(SourceCode(**row) for row in _rows(folder / "codebook.csv")),
        codings=codings,
        memos=tuple(memo_of(row, texts, codings) for row in memos),
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _attributes(path: Path) -> tuple[SourceAttribute, ...]:
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["attributes"]
    return tuple(SourceAttribute(row["name"], row["kind"], tuple(row.get("choices", ()))) for row in rows)


def _participant(row: dict[str, str]) -> SourceParticipant:
    own = {key: row.pop(key) for key in ("label", "pseudonym", "note")}
    return SourceParticipant(**own, values=row)


def _document(folder: Path, row: Mapping[str, Any]) -> SourceDocument:
    speakers = tuple(
        NewSpeaker(label, role, row["participant"] if role == "participant" else None)
        for label, role in row["speakers"].items()
    )
    imported = registry.read(folder / row["file"], "utf-8")
    return SourceDocument(row["name"], row["kind"], row["participant"], speakers, imported)


def _coding(row: Mapping[str, str], texts: Mapping[str, str]) -> SourceCoding:
    paragraph = int(row["paragraph"])
    text = texts[row["document"]]
    if row["quote"]:
        start_char, end_char = quoted(text, paragraph, row["quote"])
    else:
        start_char, first_words_end = quoted(text, paragraph, row["start_quote"])
        end_char = _end_of(text, row["end_quote"], first_words_end)
    is_example = row["example"] == "yes"
    return SourceCoding(row["document"], paragraph, row["code"], row["coder"], start_char, end_char, is_example)


def quoted(text: str, paragraph: int, quote: str) -> Span:
    """Where the quotation stands in its paragraph, in code points of the whole text. It must stand there once."""
    start_char, end_char = Paragraphs(text).span_of(paragraph)
    times = text.count(quote, start_char, end_char)
    if times != 1:
        raise SourceProblem(f"stands {times} times, not once, in paragraph {paragraph}: {quote}")
    found = text.index(quote, start_char)
    return found, found + len(quote)


def _end_of(text: str, last_words: str, after_char: int) -> int:
    found = text.find(last_words, after_char)
    if found < 0:
        raise SourceProblem(f"no passage ends with these words: {last_words}")
    return found + len(last_words)


def memo_of(row: Mapping[str, Any], texts: Mapping[str, str], codings: tuple[SourceCoding, ...]) -> SourceMemo:
    """A memo as memos.toml has it. `texts` are by the document's name. Raises SourceProblem."""
    own = {key: row[key].strip() for key in ("kind", "title", "text", "coder")}
    about = row.get("about", {})
    if "coder" in about:
        return SourceMemo(**own, coding=_only_coding(about, codings))
    if "quote" in about:
        span = quoted(texts[about["document"]], about["paragraph"], about["quote"])
        return SourceMemo(**own, document=about["document"], span=span)
    return SourceMemo(**own, **about)


def _only_coding(about: Mapping[str, Any], codings: tuple[SourceCoding, ...]) -> SourceCoding:
    found = [coding for coding in codings if all(getattr(coding, key) == value for key, value in about.items())]
    if len(found) != 1:
        raise SourceProblem(f"{len(found)} codings, not one, are {dict(about)}")
    return found[0]


def build(target: Path, study: Study | None = None) -> None:
    """Make the project file of the study. Raises ProjectExists where the file is there, SourceProblem."""
    study = study or read_study()
    with Project.create(target, title=study.title, coder_name=study.coders[0].name) as project:
        project.describe(research_question=study.research_question, method=study.method, language=study.language)
        _add_coders(project, study)
        _add_participants(project, study)
        _add_documents(project, study)
        add_codes(project, study)
        add_codings(project, study)
        add_memos(project, study)


def _add_coders(project: Project, study: Study) -> None:
    for coder in study.coders:
        added = project.coders.join(coder.name)
        project.coders.edit(
            added.id,
            initials=coder.initials,
            colour=coder.colour,
            role=coder.role,
            preunderstanding=coder.preunderstanding,
        )


def _add_participants(project: Project, study: Study) -> None:
    for attribute in study.attributes:
        project.participants.add_attribute(attribute.name, attribute.kind, attribute.choices)
    attribute_ids = {attribute.name: attribute.id for attribute in project.participants.attributes()}
    for one in study.participants:
        with project.operation("participant.add", participant=one.label):
            added = project.participants.add(one.label, pseudonym=one.pseudonym, note=one.note)
            for name, value in one.values.items():
                project.participants.set_value(added.id, attribute_ids[name], value)


def _add_documents(project: Project, study: Study) -> None:
    names = ", ".join(document.name for document in study.documents)
    with project.operation("import.documents", count=len(study.documents), document=names):
        for one in study.documents:
            project.documents.add(
                one.name,
                one.imported.text,
                formats=one.imported.formats,
                kind=one.kind,
                participant=one.participant,
                speakers=one.speakers,
                source_name=one.imported.source_name,
                source_format=one.imported.source_format,
                source_sha256=one.imported.source_sha256,
            )


def add_codes(project: Project, study: Study) -> None:
    """Add the codes of a study; a parent is there already, or stands above its children."""
    for one in study.codes:
        *above, name = one.path.split(" > ")
        project.codes.add(
            name,
            parent_id=project.codes.find(" > ".join(above)).id if above else None,
            colour=one.colour,
            definition=one.definition,
            when_to_use=one.when_to_use,
            when_not_to_use=one.when_not_to_use,
        )


def add_codings(project: Project, study: Study) -> None:
    """Each coder's codings of a document are one operation by that coder: they worked through it in one sitting."""
    sittings: dict[tuple[str, str], list[SourceCoding]] = defaultdict(list)
    for coding in study.codings:
        sittings[coding.document, coding.coder].append(coding)
    for (_, coder), codings in sittings.items():
        _let_work(project, coder)
        with project.operation("coding.add_many", count=len(codings)):
            for coding in codings:
                _add_coding(project, coding)


def _add_coding(project: Project, coding: SourceCoding) -> None:
    code_id = project.codes.find(coding.code).id
    document_id = project.documents.find(coding.document).id
    added = project.codings.add(document_id, code_id, coding.start_char, coding.end_char)
    if coding.is_example:
        project.codes.set_example(code_id, added.id)


def _let_work(project: Project, initials: str) -> None:
    """The sources name coders by their initials, a project by their names."""
    coder = project.coders.by_name(initials)
    if coder is None:
        raise SourceProblem(f"no coder has the initials {initials}")
    project.work_as(coder.name)


def add_memos(project: Project, study: Study) -> None:
    """Add the memos of a study, each by its coder."""
    for memo in study.memos:
        _let_work(project, memo.coder)
        project.memos.add(memo.text, title=memo.title, kind=memo.kind, about=_about(project, memo))


def _about(project: Project, memo: SourceMemo) -> About:
    if memo.coding is not None:
        return About(coding_id=_coding_id(project, memo.coding))
    if memo.document:
        start_char, end_char = memo.span or (None, None)
        return About(document_id=project.documents.find(memo.document).id, start_char=start_char, end_char=end_char)
    if memo.participant:
        return About(participant_id=project.participants.ensure(memo.participant).id)
    return About(code_id=project.codes.find(memo.code).id) if memo.code else About()


def _coding_id(project: Project, coding: SourceCoding) -> Id:
    coder = project.coders.by_name(coding.coder)
    wanted = (project.codes.find(coding.code).id, coder and coder.id, coding.start_char, coding.end_char)
    there = project.codings.of_document(project.documents.find(coding.document).id)
    return next(one.id for one in there if (one.code_id, one.coder_id, one.start_char, one.end_char) == wanted)


def main(arguments: list[str]) -> None:
    """Build the file beside the sources, or at the path that is given; an old one is replaced once the new is whole."""
    target = Path(arguments[0]) if arguments else TARGET
    fresh = target.with_name(f".{target.name}.new")
    fresh.unlink(missing_ok=True)
    build(fresh)
    fresh.replace(target)


if __name__ == "__main__":
    main(sys.argv[1:])
