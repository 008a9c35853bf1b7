"""What tests of the project share."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.project.project import Project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed project with a document, a code and a coding."""
    made = tmp_path / "study.annot"
    with Project.create(made, title="Study", coder_name="Anna Kvam") as project:
        document = project.documents.add("Interview 1", "P1: There was soup. 🙂\n" * 2_000)
        project.codings.add(document.id, project.codes.add("Welcome").id, 4, 18)
    return made
