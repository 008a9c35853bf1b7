"""One writer at a time: who has the project open, and what becomes of a lock that nobody holds any more."""

from __future__ import annotations

import contextlib
import getpass
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from annotator.project.errors import ProjectLocked
from annotator.project.lock import ProjectLock, lock_path
from annotator.project.project import Project

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project that nobody has open."""
    made = tmp_path / "study.annot"
    Project.create(made, coder_name="Anna Kvam").close()
    return made


@contextmanager
def held(path: Path) -> Iterator[subprocess.Popen[str]]:
    """The project, open in another process."""
    command = [sys.executable, "-m", "tests.project.holder", str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == "open\n"
        yield holder
        holder.stdin.close()


def lock_of_another_machine(path: Path) -> None:
    holder = {"user": "bo", "host": "attic", "since": time.mktime((2026, 3, 14, 9, 5, 0, 0, 0, -1))}
    lock_path(path).write_text(json.dumps(holder), encoding="utf-8")


def test_a_project_that_another_process_has_open_is_locked_and_says_by_whom(path: Path) -> None:
    with held(path), pytest.raises(ProjectLocked) as refused:
        Project.open(path)
    assert refused.value.user == getpass.getuser()
    assert refused.value.host == socket.gethostname()
    assert refused.value.since.startswith(time.strftime("%Y-"))
    assert not refused.value.may_be_taken_over
    assert refused.value.user in str(refused.value)


def test_a_living_process_cannot_be_robbed_of_its_lock(path: Path) -> None:
    with held(path) as holder:
        with pytest.raises(ProjectLocked):
            Project.open(path, take_over=True)
        assert holder.poll() is None
        assert lock_path(path).exists()


def test_a_locked_project_can_be_read_meanwhile(path: Path) -> None:
    with held(path), Project.open(path, read_only=True) as project:
        assert [code.name for code in project.codes.all()] == ["Held"]
        assert project.is_read_only


def test_a_project_is_free_again_when_it_is_closed(path: Path) -> None:
    with held(path):
        pass
    assert not lock_path(path).exists()
    with Project.open(path) as project:
        assert not project.is_read_only


def test_a_lock_that_a_crash_left_behind_is_recovered(path: Path) -> None:
    with held(path) as holder:
        holder.kill()
        holder.wait()
        assert lock_path(path).exists()
        with Project.open(path) as project:
            assert not project.is_read_only
            assert [code.name for code in project.codes.all()] == ["Held"]
    assert not lock_path(path).exists()


def test_the_same_process_cannot_open_a_project_twice_for_writing(path: Path) -> None:
    with Project.open(path), pytest.raises(ProjectLocked):
        Project.open(path)


def test_a_symbolic_link_leads_to_the_same_lock(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    link = folder / "link.annot"
    link.symlink_to(path)
    with Project.open(link) as project:
        project.codes.add("Through the link")
        with pytest.raises(ProjectLocked):
            Project.open(path)
    assert list(folder.iterdir()) == [link]
    with Project.open(path) as project:
        assert [code.name for code in project.codes.all()] == ["Through the link"]


def test_a_lock_of_another_machine_asks_and_can_be_taken_over(path: Path) -> None:
    lock_of_another_machine(path)
    before = path.read_bytes()
    with pytest.raises(ProjectLocked) as refused:
        Project.open(path)
    assert (refused.value.user, refused.value.host, refused.value.since) == ("bo", "attic", "2026-03-14 09:05")
    assert refused.value.may_be_taken_over
    assert path.read_bytes() == before
    assert json.loads(lock_path(path).read_text(encoding="utf-8"))["host"] == "attic"
    with Project.open(path, take_over=True) as project:
        project.codes.add("Trust")
        assert json.loads(lock_path(path).read_text(encoding="utf-8"))["host"] == socket.gethostname()


@pytest.mark.parametrize("left", ["", "{", "[1]", '"text"', "\udcff", '{"since": "long ago"}'])
def test_a_garbled_lock_file_never_leaks_an_error(path: Path, left: str) -> None:
    lock_path(path).write_bytes(left.encode("utf-8", "surrogateescape"))
    with contextlib.suppress(ProjectLocked):
        Project.open(path).close()
    Project.open(path, take_over=True).close()
    assert not lock_path(path).exists()


def test_a_lock_file_that_vanished_is_no_obstacle_to_closing(path: Path) -> None:
    with Project.open(path) as project:
        project.codes.add("Trust")
        lock_path(path).unlink()
    with Project.open(path) as project:
        assert len(project.codes.all()) == 1


def test_releasing_twice_takes_nobody_elses_lock(path: Path) -> None:
    first = ProjectLock(path)
    first.release()
    second = ProjectLock(path)
    first.release()
    with pytest.raises(ProjectLocked):
        ProjectLock(path)
    second.release()
