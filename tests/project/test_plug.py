"""Pulling the plug: a process that codes is killed at random moments, and nothing that had returned is lost."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from annotator.project.lock import lock_path
from annotator.project.place_shifts import SHIFT, SHIFTED_TABLES
from annotator.project.project import Project
from annotator.project.schema import is_binary, logged_tables
from annotator.project.text_edits import Shift

ROOT = Path(__file__).parents[2]
ROUNDS_A_FILE = 6


def test_a_killed_process_loses_nothing_that_had_returned(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    chance = random.Random(5)
    kills = pytestconfig.getoption("--kills")
    half_written = acknowledged = 0
    for turn in range(kills):
        path = tmp_path / f"study {turn // ROUNDS_A_FILE}.annot"
        if not path.exists():
            Project.create(path, coder_name="Anna Kvam").close()
        returned = _code_until_killed(path, turn, chance)
        half_written += Path(f"{path}-journal").exists()
        acknowledged += len(returned)
        assert lock_path(path).exists(), "the worker was killed too late"
        with Project.open(path, coder_name="Cato Lie") as project:
            assert not project.is_read_only
            assert project.check() == []
            _require_logged(project, returned)
            _require_rows_as_logged(project)
        assert not lock_path(path).exists()
    print(f"{kills} kills, {acknowledged} operations had returned, {half_written} were cut in the middle of a write")
    assert acknowledged > kills


def _code_until_killed(path: Path, seed: int, chance: random.Random) -> list[bytes]:
    """The ids of the operations that had returned when the process was killed."""
    command = [sys.executable, "-m", "tests.project.plug_worker", str(path), str(seed)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as worker:
        assert worker.stdout is not None
        first = worker.stdout.readline()
        assert first, "the worker ended before its first operation"
        with pytest.raises(subprocess.TimeoutExpired):
            worker.wait(chance.uniform(0, 0.25))
        worker.send_signal(signal.SIGKILL)
        rest = worker.stdout.read()
    assert worker.returncode == -signal.SIGKILL
    # A line that was cut short was not yet said.
    return [bytes.fromhex(line.decode()) for line in (first + rest).split(b"\n")[:-1]]


def _require_logged(project: Project, returned: list[bytes]) -> None:
    log = [operation.id for operation in project.history.operations(newest_first=False)]
    at = log.index(returned[0])
    assert log[at : at + len(returned)] == returned
    assert len(log) - at - len(returned) <= 1, "more than the operation that was under way"


def _require_rows_as_logged(project: Project) -> None:
    """Each row that the log speaks of is just as the log left it, and there is no other."""
    run = project.connection.exec_driver_sql
    last: dict[str, dict[bytes, dict[str, Any] | None]] = {table.name: {} for table in logged_tables}
    for table_name, row_id, after in run("SELECT table_name, row_id, after FROM change ORDER BY seq"):
        image = json.loads(after) if after is not None else None
        if table_name == SHIFT:
            _shift(last, image)
        else:
            last[table_name][row_id] = image
    for table in logged_tables:
        names = [column.name for column in table.columns]
        binary = [column.name for column in table.columns if is_binary(column)]
        logged = {row_id: _row(image, binary) for row_id, image in last[table.name].items() if image is not None}
        there = {row[0]: dict(zip(names, row, strict=True)) for row in run(f"SELECT {', '.join(names)} FROM {table}")}
        assert there == logged


def _shift(last: dict[str, dict[bytes, dict[str, Any] | None]], image: dict[str, Any]) -> None:
    """Move along what the log says in one line."""
    shift = Shift(tuple(tuple(place) for place in image["edits"]))
    for table in SHIFTED_TABLES:
        rows = {key: row for key, row in last[table].items() if row is not None and row["start_char"] is not None}
        spans = [
            (key, row["start_char"], row["end_char"])
            for key, row in rows.items()
            if row["document_id"] == image["document_id"].upper() and key.hex() not in image["on_their_own"]
        ]
        for key, by in shift.moves(spans):
            rows[key]["start_char"] += by
            rows[key]["end_char"] += by


def _row(row: dict[str, Any], binary: list[str]) -> dict[str, Any]:
    return row | {name: bytes.fromhex(row[name]) for name in binary if row[name] is not None}
