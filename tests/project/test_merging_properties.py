"""Any histories of copies that part and come together: nothing is lost, nothing depends on who merges what first."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from hypothesis import given, note
from hypothesis import strategies as st

from annotator.project.merging.planner import plan_merge
from annotator.project.project import Project
from tests.project import copies
from tests.project.copies import PEOPLE, Content, content, merge
from tests.project.merge_promises import lost, misplaced, read
from tests.project.rows import rows_of

MERGE = "merge"
numbers = st.integers(0, 99)
who = st.integers(0, len(PEOPLE) - 1)
deeds = st.tuples(st.sampled_from(copies.VERBS), numbers, numbers, numbers)
meetings = st.tuples(st.just(MERGE), who, st.just(0), st.just(0))
# Who does what; now and then one takes in the copy of another.
histories = st.lists(st.tuples(who, st.one_of(*[deeds] * 7, meetings)), min_size=1, max_size=16)
_started: list[bytes] = []  # the file that all copies begin with
_serial = count()


class Study:
    """Copies of one study in a folder in memory, each with a history of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open = contextlib.ExitStack()
        if not _started:
            _started.append(copies.start(folder).read_bytes())

    def live(self, history: list[tuple[int, copies.Step]]) -> list[Path]:
        """Let everybody work on a copy, and return the closed copies."""
        paths = [self.folder / f"{name}.annot" for name in PEOPLE]
        for path in paths:
            path.write_bytes(_started[0])
        with contextlib.ExitStack() as stack:
            projects = [stack.enter_context(self._project(path)) for path in paths]
            for person, step in history:
                if step[0] == MERGE:
                    merge(projects[person], projects[step[1]])
                else:
                    copies.do(projects[person], step)
        return paths

    def read_only(self, path: Path) -> Project:
        """A copy that is only looked into, open until the study is put away."""
        return self._open.enter_context(Project.open(path, read_only=True, check=False))

    def opened(self, path: Path) -> Project:
        """A copy of a copy, open until the study is put away."""
        target = self.folder / f"{path.stem} {next(_serial)}.annot"
        shutil.copy(path, target)
        return self._open.enter_context(self._project(target))

    def close(self) -> None:
        self._open.close()

    @staticmethod
    def _project(path: Path) -> Project:
        project = Project.open(path, coder_name=path.stem.split()[0], check=False)
        project.connection.exec_driver_sql("PRAGMA synchronous=OFF")
        return project


@contextlib.contextmanager
def study() -> Iterator[Study]:
    """A place for copies that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        made = Study(Path(folder))
        try:
            yield made
        finally:
            made.close()


@given(histories)
def test_two_copies_come_together_without_loss(history: list[tuple[int, copies.Step]]) -> None:
    with study() as made:
        first, second = map(made.opened, made.live(history)[:2])
        before, sides, theirs = rows_of(first), [read(first), read(second)], rows_of(second)
        plan = merge(first, second)
        assert rows_of(second) == theirs
        assert first.check() == []
        assert lost(sides, first) == []
        if not plan.rewritten:
            assert misplaced(sides[0], sides[1], first) == []
            assert misplaced(sides[1], sides[0], first) == []
        assert plan_merge(first, second).is_empty
        undo_and_redo_are_exact(first, before, plan.is_empty)
        merge(second, first)
        assert_alike(first, second)


def undo_and_redo_are_exact(project: Project, before: dict[str, frozenset[tuple[object, ...]]], is_empty: bool) -> None:
    after = rows_of(project)
    if is_empty:
        assert after == before
        return
    project.undo()
    assert rows_of(project) == before
    project.redo()
    assert rows_of(project) == after


@given(histories)
def test_three_copies_come_to_the_same_in_any_order(history: list[tuple[int, copies.Step]]) -> None:
    with study() as made:
        paths = made.live(history)
        copied = [made.read_only(path) for path in paths]
        results = [
            in_turn(made.opened(paths[first]), copied[second], copied[third])
            for first, second, third in ((0, 1, 2), (1, 2, 0), (2, 0, 1))
        ]
        # And where two meet first, and a third takes in what they came to.
        pair = in_turn(made.opened(paths[1]), copied[2])
        last = made.opened(paths[0])
        merge(last, pair)
        for result in (*results[1:], last):
            assert_alike(results[0], result)


def in_turn(project: Project, *others: Project) -> Project:
    for other in others:
        merge(project, other)
    assert project.check() == []
    return project


def assert_alike(one: Project, other: Project) -> None:
    first, second = content(one), content(other)
    for table in first:
        tell_difference(table, first, second)
    assert first == second


def tell_difference(table: str, first: Content, second: Content) -> None:
    if first[table] != second[table]:
        note(f"{table}: {first[table] - second[table]} / {second[table] - first[table]}")
