"""Long changes by a second connection: saved as one operation and heard, or stopped and taken back as a whole."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from annotator.project.changes import Changes
from annotator.project.errors import ChangeNotSaved, ProjectIsBusy
from annotator.project.long_work import Stopped, run_apart
from annotator.project.project import Project
from tests.project.rows import kinds_of, many, refuses, rows_of

T = TypeVar("T")
ROOT = Path(__file__).parents[2]
COUNT = 2_000


def _nobody_stops() -> bool:
    return False


def _apart(
    project: Project,
    work: Callable[[Project], T],
    is_cancelled: Callable[[], bool] = _nobody_stops,
    tell: Callable[[int], None] = lambda _done: None,
) -> T:
    """Do it as the window does, but on this thread."""
    told: list[Changes] = []
    try:
        with project.lent():
            return run_apart(project.path, project.coder_name, work, told.append, is_cancelled, tell)
    finally:
        project.hear(told)


def _code_many(project: Project) -> int:
    return project.codings.add_many(many(project, COUNT))


@pytest.fixture
def opened(path: Path) -> Project:
    return Project.open(path, coder_name="Anna Kvam")


def test_a_long_change_is_one_operation_that_is_heard_undone_and_done_again(opened: Project) -> None:
    with opened as project:
        heard: list[Changes] = []
        project.on_change(heard.append)
        before = rows_of(project)
        assert _apart(project, _code_many) == COUNT
        after = rows_of(project)
        assert [(each.operation.kind, len(each.rows)) for each in heard] == [("coding.add_many", COUNT)]
        assert kinds_of(project)[-1] == "coding.add_many"
        _apart(project, Project.undo)
        assert rows_of(project) == before
        _apart(project, Project.redo)
        assert rows_of(project) == after
        assert project.check() == []


def test_operations_before_and_after_a_long_one_keep_their_order_in_time(opened: Project) -> None:
    with opened as project:
        _apart(project, _code_many)
        project.codes.add("Farewell")
        times = [operation.time_us for operation in project.history.operations(newest_first=False)]
        assert times == sorted(set(times))


@pytest.mark.parametrize("most", [0, 700, COUNT - 1])
def test_a_change_that_is_stopped_leaves_the_file_as_it_was_byte_for_byte(opened: Project, most: int) -> None:
    with opened as project:
        before, rows, kinds = project.path.read_bytes(), rows_of(project), kinds_of(project)
        done: list[int] = [0]
        with pytest.raises(Stopped):
            _apart(project, _code_many, lambda: done[-1] >= most, done.append)
        assert project.path.read_bytes() == before
        assert (rows_of(project), kinds_of(project)) == (rows, kinds)
        assert _apart(project, _code_many) == COUNT


def test_a_stop_in_the_last_moment_before_saving_takes_everything_back(opened: Project) -> None:
    with opened as project:
        rows, kinds = rows_of(project), kinds_of(project)
        is_wanted = [False]

        def work(other: Project) -> None:
            with other.operation("coding.add_many", count=COUNT):
                _code_many(other)
                is_wanted[0] = True

        with pytest.raises(Stopped):
            _apart(project, work, lambda: is_wanted[0])
        assert (rows_of(project), kinds_of(project)) == (rows, kinds)


def test_a_stop_after_saving_comes_too_late(opened: Project) -> None:
    with opened as project:
        is_wanted = [False]

        def work(other: Project) -> int:
            count = _code_many(other)
            is_wanted[0] = True
            return count + len(other.codings.all())

        assert _apart(project, work, lambda: is_wanted[0]) == COUNT + COUNT + 1


@pytest.mark.parametrize("reverse", [Project.undo, Project.redo])
def test_undo_and_redo_can_be_stopped(opened: Project, reverse: Callable[[Project], object]) -> None:
    with opened as project:
        _apart(project, _code_many)
        if reverse is Project.redo:
            project.undo()
        rows, kinds = rows_of(project), kinds_of(project)
        with pytest.raises(Stopped):
            _apart(project, reverse, lambda: True)
        assert (rows_of(project), kinds_of(project)) == (rows, kinds)


@pytest.mark.parametrize("verb", ["merge", "delete", "uncode", "recode"])
def test_what_goes_with_a_code_comes_back_when_that_is_stopped(opened: Project, verb: str) -> None:
    with opened as project:
        code, other = project.codes.all()[0], project.codes.add("Soup")
        _apart(project, _code_many)
        ids = [coding.id for coding in project.codings.all()]
        verbs: dict[str, Callable[[Project], None]] = {
            "merge": lambda it: it.codes.merge([code.id], other.id),
            "delete": lambda it: it.codes.delete([code.id]),
            "uncode": lambda it: it.codings.delete(ids),
            "recode": lambda it: it.codings.recode(ids, other.id),
        }
        rows, kinds = rows_of(project), kinds_of(project)
        done: list[int] = [0]
        with pytest.raises(Stopped):
            _apart(project, verbs[verb], lambda: done[-1] > 0, done.append)
        assert (rows_of(project), kinds_of(project)) == (rows, kinds)
        _apart(project, verbs[verb])
        project.undo()
        assert rows_of(project) == rows


def test_a_fault_in_the_middle_takes_everything_back(opened: Project) -> None:
    with opened as project:
        rows, kinds = rows_of(project), kinds_of(project)

        def work(other: Project) -> None:
            with other.operation("coding.add_many", count=COUNT):
                _code_many(other)
                raise ValueError("seven")

        with pytest.raises(ValueError, match="seven"):
            _apart(project, work)
        assert (rows_of(project), kinds_of(project)) == (rows, kinds)


def test_a_lent_project_reads_what_was_there_and_refuses_changes(opened: Project) -> None:
    with opened as project:
        seen: list[int] = []

        def look(done: int) -> None:
            if done > 500 and not seen:
                refuses(project, ProjectIsBusy, lambda: project.codes.add("Farewell"))
                with Project.open(project.path, read_only=True) as elsewhere:
                    seen.extend((len(project.codings.all()), len(elsewhere.codings.all())))

        _apart(project, _code_many, tell=look)
        assert seen == [1, 1]
        project.codes.add("Farewell")


def test_a_file_that_was_put_in_the_place_of_the_project_is_left_alone(opened: Project) -> None:
    with opened as project:
        other = project.path.read_bytes()
        project.path.rename(project.path.with_name("moved.annot"))
        project.path.write_bytes(other)
        with pytest.raises(ChangeNotSaved):
            _apart(project, _code_many)
        assert project.path.read_bytes() == other


def test_a_project_is_not_lent_in_the_middle_of_an_operation(opened: Project) -> None:
    with opened as project:
        rows = rows_of(project)
        with pytest.raises(RuntimeError), project.operation("code.add", code="Farewell"), project.lent():
            project.codes.add("Farewell")
        assert rows_of(project) == rows


def test_a_process_killed_in_the_middle_of_a_long_change_leaves_the_project_as_it_was(path: Path) -> None:
    with Project.open(path, coder_name="Anna Kvam") as project:
        rows, kinds = rows_of(project), kinds_of(project)
    command = [sys.executable, "-m", "tests.project.long_worker", str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as worker:
        assert worker.stdout is not None
        assert int(worker.stdout.readline()) > 500
        worker.kill()
    with Project.open(path, coder_name="Anna Kvam") as project:
        assert (rows_of(project), kinds_of(project)) == (rows, kinds)
        assert project.check() == []
