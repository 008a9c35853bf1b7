"""The sample project file that is shipped holds what its sources say, and a fresh build holds the same."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.project.errors import ProjectExists
from annotator.project.ids import Id
from annotator.project.project import Project
from sample_projects import build as sample

Content = dict[str, Any]
NOTHING = Id(b"")


@pytest.fixture(scope="module")
def study() -> sample.Study:
    return sample.read_study()


@pytest.fixture(scope="module")
def fresh_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("sample") / "fresh.annot"
    sample.build(target)
    return target


@pytest.fixture
def shipped(tmp_path: Path) -> Iterator[Project]:
    copy = tmp_path / "shipped.annot"
    shutil.copy(sample.TARGET, copy)
    with Project.open(copy, read_only=True) as project:
        yield project


@pytest.fixture
def fresh(fresh_file: Path) -> Iterator[Project]:
    with Project.open(fresh_file, read_only=True) as project:
        yield project


def content(project: Project) -> Content:
    """All that a researcher could see, without ids and times."""
    return {
        "project": (project.info.title, project.info.research_question, project.info.method, project.info.language),
        "coders": [(c.name, c.initials, c.colour, c.role, c.preunderstanding) for c in project.coders.all()],
        "attributes": [(a.name, a.kind, a.choices) for a in project.participants.attributes()],
        "participants": participants(project),
        "documents": documents(project),
        "codes": codes(project),
        "codings": sorted(readable_codings(project).values()),
        "memos": memos(project),
    }


def participants(project: Project) -> list[Any]:
    values = project.participants.values()
    attributes = project.participants.attributes()
    return [
        (one.label, one.pseudonym, one.note, {a.name: values.get((one.id, a.id), "") for a in attributes})
        for one in project.participants.all()
    ]


def documents(project: Project) -> list[Any]:
    labels = {one.id: one.label for one in project.participants.all()}
    return [
        (
            one.name,
            one.kind,
            labels.get(one.participant_id or NOTHING),
            project.documents.text(one.id),
            [(s.label, s.role, labels.get(s.participant_id or NOTHING)) for s in project.documents.speakers(one.id)],
            (one.source_name, one.source_format, one.source_sha256),
        )
        for one in project.documents.all()
    ]


def codes(project: Project) -> list[Any]:
    tree, codings = project.codes.tree(), readable_codings(project)
    return [
        (
            tree.path(code.id),
            code.colour,
            code.definition,
            code.when_to_use,
            code.when_not_to_use,
            codings.get(code.example_coding_id or NOTHING),
        )
        for code in tree
    ]


def readable_codings(project: Project) -> dict[Id, tuple[str, str, str, int, int]]:
    """Document, code path, coder's initials, start and end in code points, by the coding's id."""
    names = {document.id: document.name for document in project.documents.all()}
    initials = {coder.id: coder.initials for coder in project.coders.all()}
    tree = project.codes.tree()
    return {
        one.id: (
            names[one.document_id],
            " > ".join(tree.path(one.code_id)),
            initials[one.coder_id],
            one.start_char,
            one.end_char,
        )
        for one in project.codings.all()
    }


def memos(project: Project) -> list[Any]:
    """In the order in which they were written."""
    names = {document.id: document.name for document in project.documents.all()}
    initials = {coder.id: coder.initials for coder in project.coders.all()}
    codings, tree = readable_codings(project), project.codes.tree()
    return [
        (
            initials[one.coder_id],
            one.kind,
            one.title,
            one.text,
            names.get(one.document_id or NOTHING),
            (one.start_char, one.end_char),
            tree.path(one.code_id) if one.code_id else None,
            codings.get(one.coding_id or NOTHING),
        )
        for one in sorted(project.memos.all(), key=lambda memo: memo.created_us)
    ]


@pytest.mark.parametrize(
    "part", ["project", "coders", "attributes", "participants", "documents", "codes", "codings", "memos"]
)
def test_the_shipped_file_holds_the_same_as_a_fresh_build(shipped: Project, fresh: Project, part: str) -> None:
    assert content(shipped)[part] == content(fresh)[part]


def test_the_shipped_file_is_whole(shipped: Project) -> None:
    assert shipped.check() == []


def test_each_coding_in_the_file_covers_its_quotation(shipped: Project, study: sample.Study) -> None:
    texts = {one.name: shipped.documents.text(one.id).text for one in shipped.documents.all()}
    in_file = sorted(
        (document, code, coder, texts[document][start:end])
        for document, code, coder, start, end in readable_codings(shipped).values()
    )
    sources = {one.name: one.imported.text for one in study.documents}
    assert in_file == sorted(
        (one.document, one.code, one.coder, sources[one.document][one.start_char : one.end_char])
        for one in study.codings
    )


def test_the_file_holds_the_transcripts_letter_for_letter(shipped: Project) -> None:
    for document in shipped.documents.all():
        source = sample.SOURCES / "interviews" / document.source_name
        assert shipped.documents.text(document.id).text == source.read_text(encoding="utf-8")


def test_participants_attributes_and_codebook_are_those_of_the_sources(shipped: Project, study: sample.Study) -> None:
    values = shipped.participants.values()
    attribute_ids = {attribute.name: attribute.id for attribute in shipped.participants.attributes()}
    for one in study.participants:
        found = shipped.participants.by_label(one.label)
        assert found is not None
        assert {name: values[found.id, attribute_ids[name]] for name in one.values} == one.values
    assert [code[0] for code in codes(shipped)] == [tuple(code.path.split(" > ")) for code in study.codes]
    assert [code[1:5] for code in codes(shipped)] == [
        (code.colour, code.definition, code.when_to_use, code.when_not_to_use) for code in study.codes
    ]


def test_each_memo_in_the_file_is_by_its_coder_and_about_its_thing(shipped: Project, study: sample.Study) -> None:
    expected = [
        (
            one.coder,
            one.kind,
            one.title,
            one.text,
            one.document or None,
            one.span or (None, None),
            tuple(one.code.split(" > ")) if one.code else None,
            (one.coding.document, one.coding.code, one.coding.coder, one.coding.start_char, one.coding.end_char)
            if one.coding
            else None,
        )
        for one in study.memos
    ]
    assert memos(shipped) == expected


def test_the_file_names_no_folder_of_the_machine_that_built_it(study: sample.Study) -> None:
    data = sample.TARGET.read_bytes()
    assert study.title.encode() in data
    assert str(sample.SOURCES.parent).encode() not in data


def test_building_over_a_file_is_refused_and_leaves_it(tmp_path: Path) -> None:
    target = tmp_path / "mine.annot"
    target.write_bytes(b"mine")
    with pytest.raises(ProjectExists):
        sample.build(target)
    assert target.read_bytes() == b"mine"


def test_the_command_replaces_the_file_with_a_whole_one(tmp_path: Path) -> None:
    target = tmp_path / "study.annot"
    target.write_bytes(b"old")
    sample.main([str(target)])
    with Project.open(target, read_only=True) as project:
        assert len(project.documents.all()) == 8
    assert [path.name for path in tmp_path.iterdir() if not path.name.endswith("lock")] == ["study.annot"]
