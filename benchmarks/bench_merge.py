"""Measures the merging of copies, in a project of 500 transcripts of 60 kB with 1,000 codes.

Run by hand: `python benchmarks/bench_merge.py`. The limit beside each figure is taken in the same run: the bare rows,
read from one file and written to the other by plain sqlite3. Processor time, and the clock's in brackets.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["ANNOTATOR_BACKUPS"] = tempfile.mkdtemp()

from large_project import CODES, DOCUMENTS, TEXT_BYTES, build
from measure import header, once_cpu_ms, show

from annotator.project.merging.apply import apply_merge
from annotator.project.merging.plan import MergePlan
from annotator.project.merging.planner import plan_merge
from annotator.project.project import Project
from annotator.project.text_edits import Edit

RUNS = 3


def main() -> None:
    """Print all figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = folder / "start.annot"
        build(start, codings=0)
        header()
        _measure_codings(folder, start, 20_000, 20_000)
        _measure_codings(folder, start, 0, 20_000)
        _measure_corrections(folder, start, 3_000)
        full = folder / "full.annot"
        build(full)
        _measure_codings(folder, full, 100, 100)


def _measure_codings(folder: Path, start: Path, mine: int, theirs: int) -> None:
    """Two copies that parted; then each coded so many passages."""
    paths = [_coded(folder, start, who, count) for who, count in (("Anna", mine), ("Bo", theirs))]
    rows = _codings(paths[0])
    _show(f"{theirs} codings into {mine} new of {rows}", paths, lambda path: _bare(path, paths[1], theirs))


def _measure_corrections(folder: Path, start: Path, count: int) -> None:
    """One corrects a transcript step by step, the other codes in it meanwhile."""
    anna, bo = (Path(shutil.copy(start, folder / f"{who}.annot")) for who in ("Anna", "Bo"))
    chance = random.Random(3)
    with Project.open(anna, coder_name="Anna") as project:
        project.connection.exec_driver_sql("PRAGMA synchronous=OFF")
        document = project.documents.all()[0]
        for _ in range(count):
            at = chance.randrange(TEXT_BYTES - 500)
            project.documents.correct(
                document.id, [Edit(at, at + chance.randint(0, 3), chance.choice(["", "e", "so "]))]
            )
    with Project.open(bo, coder_name="Bo") as project:
        project.codings.add_many(_passages(project, 500, only_first=True))
    _show(f"500 codings into {count} corrections of one text", [anna, bo], None)
    _show(f"{count} corrections of one text into 500 codings", [bo, anna], None)


def _show(what: str, paths: list[Path], bare: Callable[[Path], object] | None) -> None:
    spent = [_merged(*paths) for _ in range(RUNS)]
    plan_ms, apply_ms, clock_ms = (sorted(each[n] for each in spent)[RUNS // 2] for n in range(3))
    limit = None
    if bare is not None:
        limit = min(once_cpu_ms(lambda copy=_fresh(paths[0]): bare(copy)) for _ in range(RUNS))
    show(what, plan_ms + apply_ms, limit, "the bare rows, read and written")
    print(f"    plan {plan_ms:.0f} ms, apply {apply_ms:.0f} ms; by the clock {clock_ms:.0f} ms")


def _merged(mine: Path, theirs: Path) -> tuple[float, float, float]:
    """The processor's time of plan and apply, and the clock's of both."""
    plans: list[MergePlan] = []
    with Project.open(_fresh(mine), coder_name="Anna", check=False) as one, Project.snapshot(theirs) as other:
        begun = time.perf_counter()
        plan_ms = once_cpu_ms(lambda: plans.append(plan_merge(one, other)))
        apply_ms = once_cpu_ms(lambda: apply_merge(one, other, plans[0], theirs.name))
        return plan_ms, apply_ms, (time.perf_counter() - begun) * 1000


def _fresh(path: Path) -> Path:
    return Path(shutil.copy(path, path.with_name("fresh.annot")))


def _coded(folder: Path, start: Path, who: str, count: int) -> Path:
    path = Path(shutil.copy(start, folder / f"{who}.annot"))
    with Project.open(path, coder_name=who) as project:
        project.codings.add_many(_passages(project, count))
    return path


def _passages(project: Project, count: int, only_first: bool = False) -> list[dict[str, object]]:
    chance = random.Random(len(project.coder.name))
    documents = [document.id for document in project.documents.all()][: 1 if only_first else DOCUMENTS]
    codes = [code.id for code in project.codes.all()][:CODES]
    starts = [chance.randrange(TEXT_BYTES - 4_000) for _ in range(count)]
    return [
        {
            "document_id": documents[number % len(documents)],
            "code_id": chance.choice(codes),
            "coder_id": project.coder.id,
            "start_char": start,
            "end_char": start + chance.randint(20, 400),
        }
        for number, start in enumerate(starts)
    ]


def _codings(path: Path) -> int:
    connection = sqlite3.connect(path)
    (found,) = connection.execute("SELECT count(*) FROM coding").fetchone()
    connection.close()
    return int(found)


def _bare(mine: Path, theirs: Path, count: int) -> None:
    """The newest codings of one file, and their rows of the log, read and written with nothing asked."""
    reading, writing = sqlite3.connect(theirs), sqlite3.connect(mine)
    for table in ("coding", "change"):
        newest = reading.execute(f"SELECT * FROM {table} ORDER BY rowid DESC LIMIT ?", (count,)).fetchall()
        if table == "change":
            newest = [(None, 1, *row[2:]) for row in newest]
            newest += [(None, 1, *row[2:]) for row in newest]  # that they were made, and that they came
        writing.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(newest[0]))})", newest)
    writing.commit()
    reading.close()
    writing.close()


if __name__ == "__main__":
    main()
