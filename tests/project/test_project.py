"""The project itself: what it says of itself, and closing it."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from annotator.project.ids import new_id, shown
from annotator.project.lock import lock_path
from annotator.project.project import Project
from tests.project.rows import changes_nothing, undone_and_redone


def test_a_project_describes_itself(project: Project) -> None:
    with undone_and_redone(project):
        project.describe(title="Coming back\r", research_question="What helps?", method="thematic", language="nb")
    info = project.info
    assert (info.title, info.research_question, info.method, info.language) == (
        "Coming back\n",
        "What helps?",
        "thematic",
        "nb",
    )
    changes_nothing(project, lambda: project.describe(title="Coming back\n"))
    changes_nothing(project, lambda: project.describe())


def test_closing_twice_is_closing_once(tmp_path: Path) -> None:
    path = tmp_path / "study.annot"
    project = Project.create(path)
    assert lock_path(path).exists()
    project.close()
    with Project.open(path) as again:
        project.close()
        assert lock_path(path).exists()
        again.codes.add("Trust")
    assert not lock_path(path).exists()


def test_everything_is_on_disk_when_a_verb_returns(project: Project) -> None:
    for number in range(5):
        project.codes.add(f"Code {number}")
        with Project.open(project.path, read_only=True) as other:
            assert len(other.codes.all()) == number + 1


def test_ids_are_in_order_of_time_and_read_back() -> None:
    ids = [new_id() for _ in range(1_000)]
    assert len(set(ids)) == 1_000
    assert [row_id[:6] for row_id in ids] == sorted(row_id[:6] for row_id in ids)
    assert all(UUID(shown(row_id)).bytes == row_id for row_id in ids)
    assert {shown(row_id)[14] for row_id in ids} == {"7"}
