"""Measures the room of comparing: two coders with 20,000 codings in one transcript of 1 MB.

Run by hand: `QT_QPA_PLATFORM=offscreen python benchmarks/bench_compare.py`. The processor's time of the window's thread
until all is painted; each decision beside the same coding made without anybody who looks.
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp()
os.environ["ANNOTATOR_BACKUPS"] = tempfile.mkdtemp()

from large_project import transcript
from measure import header, once_cpu_ms, show
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.analysis.differences import compare
from annotator.gui.compare.page import ComparePage
from annotator.gui.main_window import MainWindow
from annotator.project.consensus import Decision
from annotator.project.project import Project

_CODINGS, _CODES, _RUNS = 20_000, 50, 20
_TEXT_CHARS = 1_000_000


def main() -> None:
    """Print all figures."""
    qInstallMessageHandler(lambda *_: None)  # what the platform without a screen cannot do
    QApplication([])
    path = Path(tempfile.mkdtemp()) / "compared.annot"
    _build(path)
    header()
    _measure_comparing(path)
    _measure_room(path)


def _build(path: Path) -> None:
    """Two coders who agree on four in ten, have other ends on three, another code on some, and leave the rest out."""
    chance = random.Random(1)
    with Project.create(path, coder_name="Anna Kvam") as project:
        document = project.documents.add("Long", transcript(1, _TEXT_CHARS))
        length = project.documents.length(document.id)
        codes = [project.codes.add(f"Code {number}").id for number in range(_CODES)]
        anna, bo = project.coder.id, project.coders.add("Bo Lie").id
        rows = []
        for _ in range(_CODINGS // 2):
            start, code = chance.randrange(length - 400), chance.choice(codes)
            end, luck = start + chance.randrange(20, 300), chance.random()
            rows.append((anna, code, start, end))
            if luck < 0.4:
                rows.append((bo, code, start, end))
            elif luck < 0.7:
                rows.append((bo, code, start + 5, end + 9))
            else:
                moved = start if luck < 0.85 else chance.randrange(length - 400)
                rows.append((bo, chance.choice(codes), moved, moved + end - start))
        names = ("coder_id", "code_id", "start_char", "end_char")
        project.codings.add_many({"document_id": document.id, **dict(zip(names, row, strict=True))} for row in rows)


def _measure_comparing(path: Path) -> None:
    with Project.open(path, coder_name="Anna Kvam") as project:
        document_id = project.documents.all()[0].id
        codings, coders = project.codings.placed_in(document_id), [coder.id for coder in project.coders.all()]
        bare = _cpu_ms(lambda: sorted(codings, key=lambda each: (each.code_id, each.start_char)))
        show("compare 20,000 codings", _cpu_ms(lambda: compare(codings, coders)), bare, "sorting them")


def _cpu_ms(action: Callable[[], object]) -> float:
    return statistics.median(once_cpu_ms(action) for _ in range(5))


def _measure_room(path: Path) -> None:
    window = MainWindow()
    window.resize(1280, 800)
    window.show()
    window.open_project(path)
    QTest.qWait(500)
    window.actions_["go.compare"].trigger()
    page = window.pages.currentWidget()
    assert isinstance(page, ComparePage)
    while not page.is_fresh:
        QTest.qWait(10)
    QTest.qWait(1_000)
    show("go to the next place", _painted(lambda: page.talk.step(1)))
    kept = _painted(lambda: page.talk.keep(0))
    undone = _painted(window.actions_["edit.undo"].trigger)
    page.hide()
    bare = _painted(_bare_decision(page))
    show("decide, and look at the next place", kept, bare, "the same in the project, with the other views")
    show("undo a decision", undone)
    window.close()


def _bare_decision(page: ComparePage) -> Callable[[], object]:
    """A decision with nobody who looks at the comparison, each time about another place."""
    project, comparison = page._workspace.project, page.comparison
    document_id = comparison.document_id
    assert document_id is not None
    places = (place for place in reversed(comparison.differences) if not place.is_agreement)

    def decide() -> None:
        place = next(places)
        passage = (place.code_ids[0], place.start, place.end)
        project.consensus.decide(Decision(document_id, "keep", place.code_ids, place.start, place.end, (passage,)))

    return decide


def _painted(action: Callable[[], object]) -> float:
    """The median time of the window's thread in milliseconds, until all is painted."""
    taken = []
    for _ in range(_RUNS):
        QTest.qWait(20)
        begun = time.thread_time()
        action()
        QApplication.processEvents()
        taken.append((time.thread_time() - begun) * 1000)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
