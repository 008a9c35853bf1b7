"""Measures reading and coding in a transcript of 1 MB: opening, scrolling, coding, each beside a plain text widget.

Run by hand: `QT_QPA_PLATFORM=offscreen python benchmarks/bench_transcript.py`. Limits are taken in the same run. The
last part needs the large project of `bench_window.py`, and makes it where it is missing.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import tempfile
from itertools import count
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp()
os.environ["ANNOTATOR_BACKUPS"] = tempfile.mkdtemp()

from large_project import build, default_path, transcript
from measure import header, median_ms, once_ms, show
from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

_TEXT_CHARS = 1_000_000
_PARAGRAPH_CHARS = 147  # some 6,800 of them
_CONTROL = Qt.KeyboardModifier.ControlModifier
_PLAIN_WIDGET = "a plain QTextEdit"


def long_text(size: int = _TEXT_CHARS) -> str:
    """An interview of `size` characters: turns of one to three paragraphs, with labels."""
    chance = random.Random(7)
    words = transcript(7, size).replace("I: ", "").replace("P1: ", "").split()
    lines, line, length, left = [], "", 0, 0
    speaker = "P1"
    for word in words:
        if not line:
            if left == 0:
                speaker, left = ("I" if speaker == "P1" else "P1"), chance.randint(1, 3)
                line = f"{speaker}:"
            left -= 1
        line = f"{line} {word}".lstrip()
        if len(line) > chance.gauss(_PARAGRAPH_CHARS, 40):
            lines.append(line)
            line = ""
    return "\n".join(lines)[:size]


def main() -> None:
    """Print all figures."""
    qInstallMessageHandler(lambda *_: None)  # what the platform without a screen cannot do
    with tempfile.TemporaryDirectory() as folder:
        _measure_all(Path(folder))


def _measure_all(folder: Path) -> None:
    from annotator.gui.application import make_application

    header()
    application = make_application([""])
    window = _opened_window(_made_project(folder / "long.annot"))
    _measure_opening(application, window)
    _measure_scrolling(application, window)
    _measure_coding(application, window)
    window.close()
    _measure_large_projects(application, folder)
    application.shutdown()


def _made_project(path: Path) -> Path:
    """A short document; 1 MB with 1,000, 5,000 and 20,000 codings; one paragraph of 1 MB with 1,000."""
    from annotator.project.documents import NewSpeaker
    from annotator.project.project import Project

    text = long_text()
    with Project.create(path, title="Benchmark", coder_name="Bench") as project, project.operation("import.documents"):
        speakers = (NewSpeaker("I", "interviewer"), NewSpeaker("P1", "participant", "P01"))
        codes = [project.codes.add(f"Code {number}").id for number in range(200)]
        project.documents.add("Short", "I: Shall we begin?\nP1: Yes.", speakers=speakers)
        for name, words, codings in (
            ("1,000", text, 1_000),
            ("5,000", text, 5_000),
            ("20,000", text, 20_000),
            ("One paragraph", text.replace("\n", " "), 1_000),
        ):
            document = project.documents.add(name, words, speakers=speakers)
            chance = random.Random(codings)
            starts = [chance.randrange(len(words) - 500) for _ in range(codings)]
            project.codings.add_many(
                {
                    "document_id": document.id,
                    "code_id": chance.choice(codes),
                    "coder_id": project.coder.id,
                    "start_char": start,
                    "end_char": start + chance.randint(20, 400),
                }
                for start in starts
            )
    return path


def _opened_window(path: Path):  # type: ignore[no-untyped-def]
    from annotator.gui.main_window import MainWindow

    window = MainWindow()
    window.resize(1280, 720)
    window.show()
    window.begin(path)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.workspace.choose_document(_document(window, 0))
    QApplication.processEvents()
    return window


def _document(window, number: int) -> bytes:  # type: ignore[no-untyped-def]
    return bytes(window.workspace.project.documents.all()[number].id)


def _plain(view: QTextEdit) -> QTextEdit:
    """A bare widget of the size and font of ours."""
    plain = QTextEdit()
    plain.setReadOnly(True)
    plain.setFont(view.font())
    plain.resize(view.viewport().size())
    return plain


def _measure_opening(application: QApplication, window) -> None:  # type: ignore[no-untyped-def]
    from annotator.gui import settings

    workspace, view = window.workspace, window.rooms.go("code").transcript.view
    for name, number in (("5,000 codings", 2), ("20,000 codings", 3), ("one paragraph", 4)):
        document = workspace.project.documents.all()[number]
        text = workspace.project.documents.text(document.id).text

        def open_ours() -> float:
            workspace.choose_document(_document(window, 0))
            application.processEvents()
            settings.save_place(workspace.project_id, f"top/{document.id.hex()}", "0")

            def to_painted() -> None:
                workspace.choose_document(document.id)
                application.processEvents()

            return once_ms(to_painted)

        def open_plain() -> float:
            plain = _plain(view)

            def to_painted() -> None:
                plain.setPlainText(text)
                plain.show()
                application.processEvents()

            taken = once_ms(to_painted)
            plain.close()
            return taken

        ours, limit = [], []
        for _ in range(8):
            ours.append(open_ours())
            limit.append(open_plain())
        show(f"open 1 MB, {name}", statistics.median(ours[1:]), statistics.median(limit[1:]), _PLAIN_WIDGET)


def _measure_scrolling(application: QApplication, window) -> None:  # type: ignore[no-untyped-def]
    view = window.rooms.go("code").transcript.view
    for name, number in (("5,000 codings", 2), ("20,000 codings", 3), ("one paragraph", 4)):
        window.workspace.choose_document(_document(window, number))
        plain = _plain(view)
        plain.setPlainText(view.stored_text)
        plain.show()
        for widget in (view, plain):
            widget.document().documentLayout().documentSize()  # all is laid out: the scroll bar has its whole length
        application.processEvents()
        ours, limit = _pages(application, view), _pages(application, plain)
        show(f"scroll a page, {name}", statistics.median(ours), statistics.median(limit), _PLAIN_WIDGET)
        show("  the slowest 5 %", *(statistics.quantiles(of, n=20)[-1] for of in (ours, limit)), _PLAIN_WIDGET)
        plain.close()


def _pages(application: QApplication, widget: QTextEdit) -> list[float]:
    """The time of each of 200 pages, spread over the text."""
    bar = widget.verticalScrollBar()
    height = widget.viewport().height()
    figures = []
    for step in range(200):
        bar.setValue(round(step / 200 * (bar.maximum() - 2 * height)))
        application.processEvents()

        def page() -> None:
            bar.setValue(bar.value() + height)
            application.processEvents()

        figures.append(once_ms(page))
    return figures


def _measure_coding(application: QApplication, window) -> None:  # type: ignore[no-untyped-def]
    taken = {
        name: _coding_times(application, window, _document(window, number))
        for name, number in (("1,000", 1), ("20,000", 3))
    }
    for action, fewer in taken["1,000"].items():
        more = taken["20,000"][action]
        show(f"{action} at 20,000 codings, to painted", statistics.median(more), statistics.median(fewer), "at 1,000")
        print(f"{'  the slowest of 25':44} {max(more):7.1f} ms")


def _coding_times(application: QApplication, window, document_id: bytes) -> dict[str, list[float]]:  # type: ignore[no-untyped-def]
    """From the key to the paint: code, undo, redo and uncode, at 25 places."""
    from annotator.gui.workspace import Passage

    workspace = window.workspace
    workspace.choose_document(document_id)
    view = window.rooms.go("code").transcript.view
    view.setFocus()
    application.processEvents()
    workspace.code_passage(workspace.project.codes.all()[0].id, Passage(document_id, 0, 40))
    times: dict[str, list[float]] = {"code": [], "undo": [], "redo": [], "uncode": []}

    def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> float:
        def to_painted() -> None:
            QTest.keyClick(view, key, modifiers)
            application.processEvents()

        return once_ms(to_painted)

    for place in range(25):
        start = 200 + place * 1_700
        cursor = QTextCursor(view.document())
        cursor.setPosition(start)
        cursor.setPosition(start + 30, QTextCursor.MoveMode.KeepAnchor)
        view.setTextCursor(cursor)
        view.ensureCursorVisible()
        application.processEvents()
        before = workspace.project.history.undoable()
        times["code"].append(press(Qt.Key.Key_L, _CONTROL))
        assert workspace.project.history.undoable() != before
        times["undo"].append(press(Qt.Key.Key_Z, _CONTROL))
        times["redo"].append(press(Qt.Key.Key_Y, _CONTROL))
        workspace.choose_coding(max(shown.id for shown in view.layer.between(start, start + 30)))
        application.processEvents()
        times["uncode"].append(press(Qt.Key.Key_Delete))
    return times


def _measure_large_projects(application: QApplication, folder: Path) -> None:
    """The same document of 60 kB with 400 codings, in a project of 200,000 codings and in one of 400."""
    if not default_path().exists():
        build(default_path())
    large = Path(shutil.copy(default_path(), folder / "large.annot"))
    build(folder / "small.annot", documents=2, codes=1_000, codings=800)
    opened, coded = {}, {}
    for name, path in (("large", large), ("small", folder / "small.annot")):
        window = _opened_window(path)
        workspace = window.workspace
        documents = [document.id for document in workspace.project.documents.all()[:2]]
        turn = count()

        def open_other() -> None:
            workspace.choose_document(documents[next(turn) % 2])
            application.processEvents()

        opened[name] = median_ms(open_other, 15)
        coded[name] = statistics.median(_coding_times(application, window, documents[0])["code"])
        window.close()
    show("open 60 kB among 200,000 codings", opened["large"], opened["small"], "among 800")
    show("code there, from key to painted", coded["large"], coded["small"], "among 800")


if __name__ == "__main__":
    main()
