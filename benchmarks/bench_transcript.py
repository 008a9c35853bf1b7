"""Measures reading and coding in a transcript of 1 MB: opening, scrolling, coding, each beside a plain text widget.

Run by hand: `QT_QPA_PLATFORM=offscreen python benchmarks/bench_transcript.py`. Limits are taken in the same run, turn
by turn. What only computes is measured in the processor's time, so that other programs do not count; what also waits
for the disk in the clock's. The last part needs the large project of `bench_window.py`, and makes it if it is missing.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import statistics
import tempfile
from collections.abc import Iterator
from itertools import accumulate, count
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp()
os.environ["ANNOTATOR_BACKUPS"] = tempfile.mkdtemp()

import shiboken6
from large_project import build, default_path, transcript
from measure import header, once_cpu_ms, once_ms, show
from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit

Plain = QPlainTextEdit | QTextEdit
_TEXT_CHARS = 1_000_000
_PARAGRAPH_CHARS = 147  # some 6,800 of them
_CONTROL = Qt.KeyboardModifier.ControlModifier
_LIMITS = (QPlainTextEdit, QTextEdit)
_PLAIN = "a plain {}"
_FRAME_MS = 16.0
_PAUSE_MS = 60
_CODED = "coded throughout"
_TEXT_OF = "SELECT t.text FROM document d JOIN document_text t ON t.id = d.text_id WHERE d.id = ?"
_DOCUMENTS = {"1,000 codings": 1_000, "5,000 codings": 5_000, "20,000 codings": 20_000, "one paragraph": 5_000}


def long_text(size: int = _TEXT_CHARS) -> str:
    """An interview of `size` characters: turns of one to three paragraphs, with labels."""
    chance = random.Random(7)
    words = iter(transcript(7, size + 50_000).replace("I: ", "").replace("P1: ", "").split())
    return "\n".join(_paragraphs(words, chance))[:size]


def _paragraphs(words: Iterator[str], chance: random.Random) -> Iterator[str]:
    speaker, left = "P1", 0
    for word in words:
        if left == 0:
            speaker, left = ("I" if speaker == "P1" else "P1"), chance.randint(1, 3)
            word = f"{speaker}: {word}"
        left -= 1
        line, wanted = word, chance.gauss(_PARAGRAPH_CHARS, 40)
        while len(line) < wanted and (word := next(words, "")):
            line += f" {word}"
        yield line


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
    for name in ("5,000 codings", "20,000 codings", "one paragraph"):
        _measure_opening(application, window, name)
    for name in ("5,000 codings", "20,000 codings", "one paragraph"):
        _measure_scrolling(application, window, name)
    _measure_coding(application, window)
    _measure_keys(application, window)
    window.close()
    _measure_large_projects(application, folder)
    application.shutdown()


def _made_project(path: Path) -> Path:
    """A short document, and 1 MB with each number of codings; at last all of it as one paragraph."""
    from annotator.project.documents import NewSpeaker
    from annotator.project.project import Project

    text = long_text()
    with Project.create(path, title="Benchmark", coder_name="Bench") as project, project.operation("import.documents"):
        speakers = (NewSpeaker("I", "interviewer"), NewSpeaker("P1", "participant", "P01"))
        codes = [project.codes.add(f"Code {number}").id for number in range(200)]
        project.documents.add("Short", "I: Shall we begin?\nP1: Yes.", speakers=speakers)
        for name, codings in _DOCUMENTS.items():
            words = text.replace("\n", " ") if name == "one paragraph" else text
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
        _add_coded_throughout(project, text, codes)
    return path


def _add_coded_throughout(project, text: str, codes: list[bytes]) -> None:  # type: ignore[no-untyped-def]
    """A document of which each line has its coding."""
    document = project.documents.add(_CODED, text)
    starts = accumulate((len(line) + 1 for line in text.split("\n")), initial=0)
    rows = [
        {
            "document_id": document.id,
            "code_id": codes[start % len(codes)],
            "coder_id": project.coder.id,
            "start_char": start,
            "end_char": start + len(line),
        }
        for start, line in zip(starts, text.split("\n"), strict=False)
    ]
    project.codings.add_many(rows)


def _opened_window(path: Path):  # type: ignore[no-untyped-def]
    from annotator.gui.main_window import MainWindow

    window = MainWindow()
    window.resize(1280, 720)
    window.show()
    window.begin(path)
    _activate(window)
    window.workspace.choose_document(window.workspace.project.documents.all()[0].id)
    QApplication.processEvents()
    return window


def _activate(window) -> None:  # type: ignore[no-untyped-def]
    window.activateWindow()
    QTest.qWaitForWindowActive(window)


def _document(window, name: str) -> bytes:  # type: ignore[no-untyped-def]
    return next(bytes(each.id) for each in window.workspace.project.documents.all() if each.name == name)


def _view(window) -> QTextEdit:  # type: ignore[no-untyped-def]
    return window.rooms.go("code").transcript.view  # type: ignore[no-any-return]


def _plain(kind: type[Plain], view: QTextEdit) -> Plain:
    """A bare widget of the size and font of ours."""
    plain = kind()
    plain.setReadOnly(True)
    plain.setFont(view.font())
    plain.resize(view.size())
    return plain


def _measure_opening(application: QApplication, window, name: str) -> None:  # type: ignore[no-untyped-def]
    """From the click in the list to the first paint of the whole window; in the plain widget, of that alone.

    Both read the text from the file: the plain widget by bare SQLite.
    """
    workspace, view = window.workspace, _view(window)
    short, document = _document(window, "Short"), _document(window, name)
    bare = sqlite3.connect(workspace.path)
    ours: list[float] = []
    limits: dict[type[Plain], list[float]] = {kind: [] for kind in _LIMITS}
    for _ in range(8):
        workspace.choose_document(short)
        application.processEvents()
        ours.append(once_cpu_ms(lambda: (workspace.choose_document(document), application.processEvents())))
        for kind, limit in limits.items():
            limit.append(_open_plain(application, _plain(kind, view), bare, document))
    bare.close()
    for kind, limit in limits.items():
        beside = _PLAIN.format(kind.__name__)
        show(f"open 1 MB, {name}", statistics.median(ours[1:]), statistics.median(limit[1:]), beside)


def _open_plain(application: QApplication, plain: Plain, bare: sqlite3.Connection, document: bytes) -> float:
    def shown() -> None:
        (text,) = bare.execute(_TEXT_OF, (document,)).fetchone()
        plain.setPlainText(text)
        plain.show()
        application.processEvents()

    taken = once_cpu_ms(shown)
    plain.close()
    shiboken6.delete(plain)  # at once: else it would go on laying out while the other is measured
    return taken


def _measure_scrolling(application: QApplication, window, name: str) -> None:  # type: ignore[no-untyped-def]
    window.workspace.choose_document(_document(window, name))
    view = _view(window)
    while not view.is_dressed:  # type: ignore[attr-defined]
        application.processEvents()
    widgets = [view, *(_plain(kind, view) for kind in _LIMITS)]
    for widget in widgets[1:]:
        widget.setPlainText(view.stored_text)  # type: ignore[attr-defined]
        widget.show()
    for widget in widgets:
        widget.document().documentLayout().documentSize()  # all is laid out: the scroll bar has its whole length
    for _ in range(20):
        application.processEvents()
    times: list[list[float]] = [[] for _ in widgets]
    steps = 40 if name == "one paragraph" else 200
    for step in range(steps):
        for widget, taken in zip(widgets, times, strict=True):
            taken.append(_page(application, widget, step / steps))
    for widget, taken in zip(widgets[1:], times[1:], strict=True):
        beside = _PLAIN.format(type(widget).__name__)
        widget.close()
        show(f"scroll a page, {name}", statistics.median(times[0]), statistics.median(taken), beside)
        show("  the slowest 5 %", *(statistics.quantiles(of, n=20)[-1] for of in (times[0], taken)), beside)


def _page(application: QApplication, widget: Plain, share: float) -> float:
    """The time of one page further, from a place that is a share of the text."""
    bar = widget.verticalScrollBar()
    # The bar of a QPlainTextEdit counts lines, as its page does.
    page = bar.pageStep() if isinstance(widget, QPlainTextEdit) else widget.viewport().height()
    bar.setValue(round(share * (bar.maximum() - 2 * page)))
    application.processEvents()
    return once_cpu_ms(lambda: (bar.setValue(bar.value() + page), application.processEvents()))


def _measure_coding(application: QApplication, window) -> None:  # type: ignore[no-untyped-def]
    fewer = _coding_times(application, window, _document(window, "1,000 codings"))
    more = _coding_times(application, window, _document(window, "20,000 codings"))
    for action, figures in more.items():
        medians = (statistics.median(figures), statistics.median(fewer[action]))
        show(f"{action} among 20,000 codings, to painted", *medians, "among 1,000")
        print(f"{'  the slowest of 25':44} {max(figures):7.1f} ms")


def _coding_times(application: QApplication, window, document_id: bytes) -> dict[str, list[float]]:  # type: ignore[no-untyped-def]
    """From the key to the paint: code, undo, redo and uncode, at 25 places."""
    from annotator.gui.workspace import Passage

    workspace, view = window.workspace, _view(window)
    workspace.choose_document(document_id)
    _activate(window)
    view.setFocus()
    while not view.is_dressed:  # type: ignore[attr-defined]
        application.processEvents()
    for _ in range(20):
        application.processEvents()
    workspace.code_passage(workspace.project.codes.all()[0].id, Passage(document_id, 0, 40))
    times: dict[str, list[float]] = {"code": [], "undo": [], "redo": [], "uncode": []}

    def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> float:
        return once_ms(lambda: (QTest.keyClick(view, key, modifiers), application.processEvents()))

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
        workspace.choose_coding(max(shown.id for shown in view.layer.between(start, start + 30)))  # type: ignore[attr-defined]
        application.processEvents()
        times["uncode"].append(press(Qt.Key.Key_Delete))
    return times


def _measure_keys(application: QApplication, window) -> None:  # type: ignore[no-untyped-def]
    """From the key to the paint, in the processor's time: what has to be found in the whole text, or read anew."""
    for name in ("20,000 codings", "one paragraph"):
        for keys, what in (("S", "select the sentence"), ("P", "select the paragraph"), (".", "next sentence")):
            if (name, keys) != ("one paragraph", "P"):  # it is the whole text
                show(f"{what}, first key in {name}", *_key_times(application, window, name, keys, is_first=True))
    show("next uncoded passage, where none is left", *_key_times(application, window, _CODED, "U"))
    show("blind mode, 20,000 codings", *_key_times(application, window, "20,000 codings", "Ctrl+Shift+B"))
    show("a letter while correcting, 20,000 codings", _letter_ms(application, window), _FRAME_MS, "a frame")


def _letter_ms(application: QApplication, window) -> float:  # type: ignore[no-untyped-def]
    """The median of typing letters into the words of a document, before anything of it is stored."""
    _open_at_top(application, window, "20,000 codings")
    window.actions_["edit.correct"].trigger()
    application.processEvents()
    taken = [
        once_cpu_ms(lambda: (QTest.keyClick(_view(window), Qt.Key.Key_A), application.processEvents()))
        for _ in range(16)
    ]
    window.actions_["edit.correct"].trigger()
    return statistics.median(taken[2:])


def _key_times(
    application: QApplication, window, name: str, keys: str, *, is_first: bool = False
) -> tuple[float, float, str]:  # type: ignore[no-untyped-def]
    """The median of a key in a document that has just been opened, or in one that has been read for a while."""
    workspace, view, taken = window.workspace, _view(window), []
    key = QKeySequence(keys)[0]

    def press() -> None:
        QTest.keyClick(view, key.key(), key.keyboardModifiers())
        application.processEvents()

    for _ in range(8):
        if is_first or not taken:
            _open_at_top(application, window, name)
        while not is_first and not view.is_dressed:  # type: ignore[attr-defined]
            application.processEvents()
        taken.append(once_cpu_ms(press))
        QTest.qWait(_PAUSE_MS)  # as between two keys of somebody who types fast: the bar is counted
    workspace.choose_passage(None)
    return statistics.median(taken[0 if is_first else 2 :]), _FRAME_MS, "a frame"


def _open_at_top(application: QApplication, window, name: str) -> None:  # type: ignore[no-untyped-def]
    workspace, view = window.workspace, _view(window)
    workspace.choose_document(_document(window, name))
    view.scroll_to_top(0)  # type: ignore[attr-defined]
    view.put_caret(300)  # type: ignore[attr-defined]
    workspace.choose_document(_document(window, "Short"))
    workspace.choose_document(_document(window, name))
    application.processEvents()
    view.setFocus()


def _measure_large_projects(application: QApplication, folder: Path) -> None:
    """The same document of 60 kB with 400 codings, in a project of 200,000 codings and in one of 800."""
    if not default_path().exists():
        build(default_path())
    large = Path(shutil.copy(default_path(), folder / "large.annot"))
    build(folder / "small.annot", documents=2, codes=1_000, codings=800)
    opened, coded = {}, {}
    for name, path in (("large", large), ("small", folder / "small.annot")):
        window = _opened_window(path)
        opened[name] = _open_in_turn(application, window.workspace)
        first = window.workspace.project.documents.all()[0].id
        coded[name] = statistics.median(_coding_times(application, window, first)["code"])
        if name == "large":
            show("a new code in vivo among 1,000, to painted", _in_vivo_ms(application, window), _FRAME_MS, "a frame")
            show("a key in the codebook of 1,000, to painted", _finding_ms(application, window), _FRAME_MS, "a frame")
        window.close()
    show("open 60 kB among 200,000 codings", opened["large"], opened["small"], "among 800")
    show("code there, from key to painted", coded["large"], coded["small"], "among 800")


def _in_vivo_ms(application: QApplication, window) -> float:  # type: ignore[no-untyped-def]
    """The median of making codes whose names are words of the document that is shown; in the processor's time."""
    view, taken = _view(window), []
    for place in range(12):
        cursor = QTextCursor(view.document())
        cursor.setPosition(600 + 1_700 * place)
        cursor.setPosition(640 + 1_700 * place, QTextCursor.MoveMode.KeepAnchor)
        view.setTextCursor(cursor)
        application.processEvents()
        codes = len(window.workspace.tree)
        taken.append(once_cpu_ms(lambda: (QTest.keyClick(view, Qt.Key.Key_I), application.processEvents())))
        assert len(window.workspace.tree) == codes + 1
        QTest.qWait(_PAUSE_MS)
    return statistics.median(taken[2:])


def _finding_ms(application: QApplication, window) -> float:  # type: ignore[no-untyped-def]
    """The median of a key in the field that finds codes."""
    field, taken = window.rooms.go("code").codebook.finder.field, []
    field.setFocus()
    for letters in ("code 1", "theme", "od 77"):
        field.clear()
        application.processEvents()
        taken += [
            once_cpu_ms(lambda letter=letter: (QTest.keyClicks(field, letter), application.processEvents()))
            for letter in letters
        ]
    field.clear()
    return statistics.median(taken)


def _open_in_turn(application: QApplication, workspace) -> float:  # type: ignore[no-untyped-def]
    """The median time of going from one of two documents to the other."""
    documents, turn = [document.id for document in workspace.project.documents.all()[:2]], count()

    def open_other() -> None:
        workspace.choose_document(documents[next(turn) % 2])
        application.processEvents()

    return statistics.median([once_cpu_ms(open_other) for _ in range(16)][1:])


if __name__ == "__main__":
    main()
