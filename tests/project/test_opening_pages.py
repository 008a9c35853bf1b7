"""Reading every page of a file before it is opened, on another thread, until somebody says stop."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.project.errors import NotAProject, ProjectDamaged
from annotator.project.opening import check_pages
from annotator.project.project import Project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "study.annot"
    with Project.create(path, coder_name="Anna") as made:
        made.documents.add("Interview 1", "P1: It rained on the allotment again. " * 4_000)
    return path


def test_a_whole_file_passes(path: Path) -> None:
    before = path.read_bytes()
    assert check_pages(path, lambda: False)
    assert path.read_bytes() == before


def test_a_cancelled_look_says_nothing(path: Path) -> None:
    assert not check_pages(path, lambda: True)


def test_a_file_with_a_torn_page_is_refused(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[8_192:12_288] = b"\xa5" * 4_096
    path.write_bytes(data)
    with pytest.raises(ProjectDamaged):
        check_pages(path, lambda: False)
    assert path.read_bytes() == bytes(data)


def test_another_file_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "letter.annot"
    other.write_text("Dear Signe")
    with pytest.raises(NotAProject):
        check_pages(other, lambda: False)
