"""Measures the asking for coded segments, in a project of 500 transcripts of 60 kB with 200,000 codings.

Run by hand: `QT_QPA_PLATFORM=offscreen python benchmarks/bench_segments.py`. Each figure stands beside a limit that is
taken in the same run: the bare rows from SQLite, and a bare loop over them.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp()
os.environ["ANNOTATOR_BACKUPS"] = tempfile.mkdtemp()

from large_project import build, default_path
from measure import header, median_ms, once_ms, show
from PySide6.QtCore import qInstallMessageHandler

from annotator.analysis.segment_material import SegmentMaterial, followed, read_material
from annotator.analysis.segment_order import Order, arranged
from annotator.analysis.segment_query import CodeSet, SegmentQuery
from annotator.analysis.segment_sweep import run
from annotator.project.changes import Changes
from annotator.project.project import Project


def main() -> None:
    """Print all figures."""
    qInstallMessageHandler(lambda *_: None)  # what the platform without a screen cannot do
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else default_path()
    if not path.exists():
        build(path)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(path, folder))
        header()
        with Project.open(copy, coder_name="Bench") as project:
            material = _measure_reading(project, copy)
            _measure_queries(project, material)
            _measure_following(project, material)
        _measure_page(copy)


def _measure_reading(project: Project, path: Path) -> SegmentMaterial:
    def bare() -> None:
        connection = sqlite3.connect(path)
        rows = connection.execute("SELECT document_id, start_char, end_char, code_id, coder_id, id FROM coding")
        assert sorted(rows.fetchall())
        connection.execute("SELECT text FROM document_text").fetchall()
        connection.close()

    material = read_material(project)
    ours = median_ms(lambda: read_material(project), 3)
    show(
        f"read {material.count} codings and their paragraphs",
        ours,
        median_ms(bare, 3),
        "the bare rows, sorted, and texts",
    )
    return material


def _measure_queries(project: Project, material: SegmentMaterial) -> None:
    themes = [code.id for code in project.codes.all() if code.parent_id is None]
    one, many, others = CodeSet(tuple(themes[:1])), CodeSet(tuple(themes[1:20])), CodeSet(tuple(themes[30:32]))
    queries = {
        "any of 1 theme": SegmentQuery(codes=one),
        "any of 19 themes": SegmentQuery(codes=many),
        "all of 2 themes": SegmentQuery(match="all", codes=CodeSet(tuple(themes[:2]))),
        "overlapping": SegmentQuery(codes=many, overlapping=one),
        "overlapping, the shared words": SegmentQuery(codes=many, overlapping=others, extent="shared"),
        "near within 2 paragraphs": SegmentQuery(codes=many, near=one, near_paragraphs=2),
        "but not": SegmentQuery(codes=many, without=others),
        "by 100 participants": SegmentQuery(participants=tuple(material.participants)[:100]),
    }
    places = [place for each in material.places.values() for place in each]
    wanted = frozenset(code.id for code_id in many.codes for code in material.tree.subtree(code_id))
    limit = median_ms(lambda: [place for place in places if place.code_id in wanted], 5)
    for name, query in queries.items():
        found = len(run(query, material).places)
        ours = median_ms(lambda query=query: run(query, material), 5)
        show(f"{name} ({found} found)", ours, limit, "one loop over all codings")
    texts = project.documents.texts
    for order in (Order("code"), Order(grouped_by="participant"), Order("words")):
        name = f"sort by {order.column}" if not order.grouped_by else f"group by {order.grouped_by}"
        ours = median_ms(lambda order=order: arranged(places, material, order, texts=texts), 3)
        show(f"{name}, all", ours, median_ms(lambda: sorted(places), 3), "sorting the bare tuples")


def _measure_following(project: Project, material: SegmentMaterial) -> None:
    heard: list[Changes] = []
    stop = project.on_change(heard.append)
    document = list(material.documents)[len(material.documents) // 2]
    project.codings.add(document, project.codes.all()[-1].id, 100, 180)
    stop()
    show("take up one coding more", median_ms(lambda: followed(material, project, heard[-1])))


def _measure_page(path: Path) -> None:
    from annotator.gui.application import make_application
    from annotator.gui.main_window import MainWindow

    application = make_application([""])
    window = MainWindow()
    window.resize(1280, 720)
    window.show()
    window.begin()
    window.open_project(path)

    def until(holds) -> None:  # type: ignore[no-untyped-def]
        while not holds():
            application.processEvents()
            time.sleep(0.001)

    page = window.rooms.go("segments")  # type: ignore[union-attr]
    show("enter the room: the first segments in sight", once_ms(lambda: until(lambda: page.model.rowCount() > 0)))
    show("  all of them in the list", once_ms(lambda: until(lambda: page.is_fresh)))
    answer = page.model.answer

    def show_all() -> None:
        page.view.show_answer(answer, "")
        application.processEvents()

    show(f"put {page.model.rowCount()} rows into the list", median_ms(show_all, 5))
    bar = page.view.verticalScrollBar()

    def scroll() -> None:
        bar.setValue(bar.value() + page.view.viewport().height())
        application.processEvents()

    show("scroll a page of the list", median_ms(scroll, 25))
    window.close()
    application.shutdown()


if __name__ == "__main__":
    main()
