"""Measures what a researcher waits for, on 500 transcripts of 60 kB with 1,000 codes and 200,000 codings.

Run by hand: `QT_QPA_PLATFORM=offscreen python benchmarks/bench_window.py`. Each figure stands beside a limit that is
taken in the same run: what a bare Qt widget or a bare SQLite statement needs for the same.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp()
os.environ["ANNOTATOR_BACKUPS"] = tempfile.mkdtemp()

from large_project import CODINGS, DOCUMENTS, build, default_path
from measure import header, median_ms, once_ms, show
from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

_COMPILED = tempfile.mkdtemp()
_QT_ONLY = """
import time
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event); print(time.time(), flush=True); app.exit()
app = QApplication([]); window = Window(); window.resize(1240, 700); window.show(); app.exec()
"""
_OURS = """
import time
from annotator.gui import application, main_window
class Window(main_window.MainWindow):
    def paintEvent(self, event):
        super().paintEvent(event); print(time.time(), flush=True); app.exit()
app = application.make_application([""]); window = Window(); window.show(); app.exec()
"""


def first_paint_ms(program: str) -> float:
    """From the start of a process to its first painted window, with modules compiled before: the median of five."""
    times = []
    surroundings = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    surroundings["PYTHONPYCACHEPREFIX"] = _COMPILED
    for _ in range(6):
        begun = time.time()
        command = [sys.executable, "-c", program]
        ran = subprocess.run(command, capture_output=True, text=True, check=True, env=surroundings)
        times.append((float(ran.stdout.split()[0]) - begun) * 1000)
    return statistics.median(times[1:])


def main() -> None:
    """Print all figures."""
    qInstallMessageHandler(lambda *_: None)  # what the platform without a screen cannot do
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else default_path()
    if not path.exists():
        build(path)
    with tempfile.TemporaryDirectory() as folder:
        _measure_all(Path(shutil.copy(path, folder)))


def _measure_all(path: Path) -> None:
    header()
    show("start to first paint", first_paint_ms(_OURS), first_paint_ms(_QT_ONLY), "a window of Qt alone")
    from annotator.gui.application import make_application

    application = make_application([""])
    window = _opened_window(path)
    _measure_documents(application, window)
    _measure_coding(application, window)
    _measure_scrolling(application, window)
    _measure_segments(window, path)
    window.close()
    application.shutdown()


def _opened_window(path: Path):  # type: ignore[no-untyped-def]
    from annotator.gui.main_window import MainWindow
    from annotator.project.project import Project

    def read_all() -> None:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA quick_check(1)").fetchall()
        connection.close()

    show(
        "open the project",
        median_ms(lambda: Project.open(path).close(), 3),
        median_ms(read_all, 3),
        "SQLite's check of every page",
    )
    window = MainWindow()
    window.resize(1280, 720)
    window.show()
    window.begin()
    print(f"{'open the project in the window':44} {once_ms(lambda: window.open_project(path)):7.1f} ms")
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    return window


def _measure_documents(application: QApplication, window) -> None:  # type: ignore[no-untyped-def]
    workspace = window.workspace
    documents = workspace.project.documents.all()
    texts = [workspace.project.documents.text(document.id).text for document in documents[:20]]
    plain = QTextEdit()
    plain.setReadOnly(True)
    plain.resize(700, 600)
    plain.show()
    turn = iter(range(10_000))

    def open_ours() -> None:
        workspace.choose_document(documents[next(turn) % 20].id)
        application.processEvents()

    def open_plain() -> None:
        plain.setPlainText(texts[next(turn) % 20])
        application.processEvents()

    name = f"open a document with {CODINGS // DOCUMENTS} codings"
    show(name, median_ms(open_ours, 15), median_ms(open_plain, 15), "the same text in a plain QTextEdit")
    plain.close()


def _measure_coding(application: QApplication, window) -> None:  # type: ignore[no-untyped-def]
    from annotator.gui.workspace import Passage

    workspace = window.workspace
    view = window.rooms.go("code").transcript.view
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    view.setFocus()
    document = workspace.project.documents.all()[0]
    workspace.code_passage(workspace.project.codes.add("Measured").id, Passage(document.id, 0, 40))
    place = iter(range(200, 50_000, 37))
    times: dict[str, list[float]] = {"code": [], "uncode": [], "undo": [], "redo": []}

    def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> float:
        def to_painted() -> None:
            QTest.keyClick(view, key, modifiers)
            application.processEvents()

        return once_ms(to_painted)

    control = Qt.KeyboardModifier.ControlModifier
    for _ in range(25):
        _select(application, view, next(place))
        before = workspace.project.history.undoable()
        times["code"].append(press(Qt.Key.Key_L, control))
        assert workspace.project.history.undoable() != before
        times["undo"].append(press(Qt.Key.Key_Z, control))
        times["redo"].append(press(Qt.Key.Key_Y, control))
        workspace.choose_coding(max(shown.id for shown in view.layer.in_order()))
        application.processEvents()
        times["uncode"].append(press(Qt.Key.Key_Delete))
    limit = median_ms(lambda: _bare_commit(window.workspace.path), 9)
    for name, figures in times.items():
        show(f"{name}, from key to painted", statistics.median(figures), limit, "one row committed by SQLite alone")
        print(f"{'  the slowest of 25':44} {max(figures):7.1f} ms")


def _select(application: QApplication, view: QTextEdit, start: int) -> None:
    cursor = QTextCursor(view.document())
    cursor.setPosition(start)
    cursor.setPosition(start + 30, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    view.ensureCursorVisible()
    application.processEvents()


def _bare_commit(beside: Path) -> None:
    path = beside.with_suffix(".bare")
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, words TEXT)")
    connection.execute("INSERT INTO t (words) VALUES ('x')")
    connection.commit()
    connection.close()


def _measure_scrolling(application: QApplication, window) -> None:  # type: ignore[no-untyped-def]
    view = window.rooms.go("code").transcript.view
    plain = QTextEdit()
    plain.setReadOnly(True)
    plain.setFont(view.font())
    plain.setPlainText(view.stored_text)
    plain.resize(view.width(), view.height())
    plain.show()
    application.processEvents()

    def pages(widget: QTextEdit) -> list[float]:
        bar = widget.verticalScrollBar()
        bar.setValue(0)
        figures = []
        for _ in range(bar.maximum() // widget.viewport().height()):

            def page() -> None:
                bar.setValue(bar.value() + widget.viewport().height())
                application.processEvents()

            figures.append(once_ms(page))
        return figures

    ours, limit = pages(view), pages(plain)
    show("scroll a page", statistics.median(ours), statistics.median(limit), "a plain QTextEdit")
    worst = (statistics.quantiles(ours, n=20)[-1], statistics.quantiles(limit, n=20)[-1])
    show("  the slowest 5 %", *worst, "a plain QTextEdit")
    plain.close()


def _measure_segments(window, path: Path) -> None:  # type: ignore[no-untyped-def]
    from annotator.analysis.segments import read_segments

    project = window.workspace.project
    codes = [code.id for code in project.codes.all()][-20:]

    def bare() -> None:
        connection = sqlite3.connect(path)
        marks = ", ".join("?" * len(codes))
        rows = connection.execute(
            f"SELECT document_id, start_char, end_char FROM coding WHERE code_id IN ({marks})", codes
        ).fetchall()
        texts = dict(connection.execute("SELECT d.id, t.text FROM document d JOIN document_text t ON t.id = d.text_id"))
        assert [texts[document][start:end] for document, start, end in rows]
        connection.close()

    count = len(project.codings.of_codes(codes))
    ours = median_ms(lambda: list(read_segments(project, code_ids=codes)), 5)
    show(f"retrieve {count} segments with text", ours, median_ms(bare, 5), "the bare rows and slices")


if __name__ == "__main__":
    main()
