"""Project files as tests need them: refused, half written, seen by another process or without root's rights."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator.project.errors import (
    AnnotatorError,
)
from annotator.project.project import Project

NOBODY = 65534


def refused(path: Path, error: type[AnnotatorError], **options: bool) -> AnnotatorError:
    """The error with which a file is refused, which leaves the file and its folder as they were."""
    before, beside = path.read_bytes(), sorted(path.parent.iterdir())
    with pytest.raises(error) as raised:
        Project.open(path, **options).close()
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == beside
    assert "\n" not in raised.value.sentence()
    return raised.value


def without_rights(action: Callable[[], object]) -> object:
    """What `action` gives, or its error's name and sentence, in a child process without root's rights if need be."""
    if os.geteuid() != 0:
        return _answer(action)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.setuid(NOBODY)
        answer = _answer(action)
        os.write(writing, json.dumps(answer).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = json.loads(pipe.read())
    os.waitpid(child, 0)
    return answer


def _answer(action: Callable[[], object]) -> object:
    try:
        return action()
    except Exception as error:
        return [type(error).__name__, str(error)]


def set_version(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version={version}")


def leave_half_written(path: Path) -> None:
    """The file as a power cut leaves it: pages of a change that never ended, and the journal to take them back."""
    other = path.with_name("other")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=5")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE document_text SET text = upper(text) || text")
        connection.execute("UPDATE code SET name = 'Half'")
        connection.execute(
            "INSERT INTO memo SELECT randomblob(16), 'x', '', hex(randomblob(90000)), id, NULL, NULL, "
            "NULL, NULL, NULL, NULL, '', 1, 1 FROM coder"
        )
        journal = Path(f"{path}-journal")
        shutil.copy(path, other)
        shutil.copy(journal, other.with_name("other-journal"))
        connection.execute("ROLLBACK")
    other.rename(path)
    other.with_name("other-journal").rename(journal)


def heard_by_another_process(path: Path, statement: str) -> str:
    """What another process hears when it runs a statement on the file."""
    program = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None).execute(sys.argv[2])"
    command = [sys.executable, "-c", program, str(path), statement]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr.strip().splitlines()[-1]
