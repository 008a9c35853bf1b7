"""A command line to type into, and a small study to type about."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from annotator.__main__ import main


@dataclass(frozen=True)
class Outcome:
    """What a command gave: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output, read as JSON."""
        return json.loads(self.out)


Run = Callable[..., Outcome]

INGRID = (
    "I: Who helped you most?\n"
    "P1: The nurse. She said, “I will be here on Friday.” And she was.\n"
    "\n"
    "I: What did that do?\n"
    "P1: I slept. I had not slept for a week. And she was\nthere the Friday after, too.\n"
)
BO = "I: How was it for you?\nP2: Slow — like ice in April 🧊. I slept badly.\n"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Type a command, and see what it gives."""

    def typed(*words: object) -> Outcome:
        capsys.readouterr()
        code = main([str(word) for word in words])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return typed


@pytest.fixture
def transcripts(tmp_path: Path) -> Path:
    """A folder with two interviews."""
    folder = tmp_path / "transcripts"
    folder.mkdir()
    (folder / "Interview 1.txt").write_text(INGRID, encoding="utf-8")
    (folder / "Interview 2.txt").write_text(BO, encoding="utf-8")
    return folder


@pytest.fixture
def study(run: Run, tmp_path: Path, transcripts: Path) -> Path:
    """A project of Anna's that holds both interviews."""
    path = tmp_path / "study.annot"
    assert run("new", path, "--title", "Friday", "--coder", "Anna Kvam").code == 0
    assert run("import", path, transcripts, "--coder", "Anna Kvam").code == 0
    return path
