"""What tests of the project share."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.project.project import Project
from tests.project import copies


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed project with a document, a code and a coding."""
    made = tmp_path / "study.annot"
    with Project.create(made, title="Study", coder_name="Anna Kvam") as project:
        document = project.documents.add("Interview 1", "P1: There was soup. 🙂\n" * 2_000)
        project.codings.add(document.id, project.codes.add("Welcome").id, 4, 18)
    return made


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Project, Project]]:
    """Anna's copy of a study and Bo's."""
    path = copies.start(tmp_path)
    with contextlib.ExitStack() as stack:
        anna, bo = (stack.enter_context(copies.copy_of(path, f"{name}.annot", name)) for name in ("Anna", "Bo"))
        yield anna, bo
