"""The sample project file that is shipped holds what its sources say, and a fresh build holds the same."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.project.errors import ProjectExists
from annotator.project.project import Project
from sample_projects import build as sample
from tests.sample_content import codes, content, memos, readable_codings


@pytest.fixture(scope="module")
def study() -> sample.Study:
    return sample.read_study()


@pytest.fixture(scope="module")
def fresh_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command makes where an older file is."""
    target = tmp_path_factory.mktemp("sample") / "fresh.annot"
    target.write_bytes(b"old")
    sample.main([str(target)])
    return target


@pytest.fixture
def shipped(tmp_path: Path) -> Iterator[Project]:
    copy = tmp_path / "shipped.annot"
    shutil.copy(sample.TARGET, copy)
    with Project.open(copy, read_only=True) as project:
        yield project


def test_the_shipped_file_holds_the_same_as_a_fresh_build(shipped: Project, fresh_file: Path) -> None:
    with Project.open(fresh_file, read_only=True) as fresh:
        expected = content(fresh)
    found = content(shipped)
    assert len(expected["documents"]) == 8
    for part in expected:
        assert found[part] == expected[part]


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


def test_the_command_replaces_the_file_with_a_whole_one(fresh_file: Path) -> None:
    with Project.open(fresh_file, read_only=True) as project:
        assert project.check() == []
    beside = [path.name for path in fresh_file.parent.iterdir() if not path.name.endswith("lock")]
    assert beside == [fresh_file.name]
