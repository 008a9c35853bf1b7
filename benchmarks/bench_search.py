"""Measures searching 36 MB of transcripts as somebody types: alone, and in the window from the key to the whole list.

Run by hand: `QT_QPA_PLATFORM=offscreen python benchmarks/bench_search.py`. The limit, taken in the same run, is what
nobody can do without: all texts loaded by bare SQLite, and `str.find` through them.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp()
os.environ["ANNOTATOR_BACKUPS"] = tempfile.mkdtemp()

from large_project import build
from measure import header, median_ms, once_ms, show
from PySide6.QtCore import QEventLoop, Qt, QTimer, qInstallMessageHandler
from PySide6.QtTest import QTest

from annotator.analysis.searched_texts import FoldedTexts, Source, of_document, search
from annotator.analysis.text_search import Wanted, finder
from annotator.project.project import Project

DOCUMENTS = 600
_LIMIT = "load by SQLite and str.find"


def main() -> None:
    """Print all figures."""
    qInstallMessageHandler(lambda *_: None)  # what the platform without a screen cannot do
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "study.annot"
        build(path, documents=DOCUMENTS, codes=100, codings=6_000)
        word = _rare_word(path)
        header()
        # The limit is taken beside each: a machine with other work to do is not equally fast all the time.
        _measure_searching(path, word, median_ms(lambda: _load_and_find(path, word)))
        _measure_window(path, word, median_ms(lambda: _load_and_find(path, word)))


def _load_and_find(path: Path, word: str) -> int:
    with sqlite3.connect(path) as connection:
        texts = [row[0] for row in connection.execute("SELECT text FROM document_text")]
    connection.close()
    count = 0
    for text in texts:
        place = text.find(word)
        while place >= 0:
            count += 1
            place = text.find(word, place + 1)
    return count


def _rare_word(path: Path) -> str:
    """A word of some length from the middle of the texts, found about a hundred times."""
    with Project.open(path, read_only=True) as project:
        text = project.documents.text(project.documents.all()[DOCUMENTS // 2].id).text
    return max(text[20_000:21_000].split()[1:-1], key=len).strip(".").lower()


def _measure_searching(path: Path, word: str, limit: float) -> None:
    with Project.open(path, read_only=True) as project:
        show("the first search: read, fold, find", median_ms(lambda: _first(project, word), 5), limit, _LIMIT)
        sources = _sources(project)
        kept = FoldedTexts()
        for words, wanted in (
            ("each further key, without case", Wanted(word)),
            ("with case", Wanted(word, ignores_case=False)),
            ("without accents, whole words", Wanted(word, whole_words=True, ignores_accents=True)),
            ("any of three words", Wanted(f"{word} {word[1:]} {word[:-1]}x", "any_word")),
            ("a regular expression", Wanted(rf"\b{word}\w*", "pattern")),
        ):
            show(f"  {words}", median_ms(lambda wanted=wanted: _find(sources, kept, wanted), 5), limit, _LIMIT)
    accented = [_accented(source) for source in sources]
    plain = once_ms(lambda: _find(accented, FoldedTexts(), Wanted("bée", ignores_accents=True)))
    show("first in texts full of accents, without them", plain, limit, _LIMIT)


def _sources(project: Project) -> list[Source]:
    documents = project.documents.all()
    texts = project.documents.texts([document.id for document in documents])
    return [of_document(document, texts[document.id]) for document in documents]


def _first(project: Project, word: str) -> int:
    return _find(_sources(project), FoldedTexts(), Wanted(word))


def _find(sources: list[Source], kept: FoldedTexts, wanted: Wanted) -> int:
    return sum(len(spans) for _, spans in search(finder(wanted), sources, kept))


def _accented(source: Source) -> Source:
    return Source(source.place, source.id, source.part, source.text.replace("be", "bé").replace("ka", "kå"))


def _measure_window(path: Path, word: str, limit: float) -> None:
    from annotator.gui.application import make_application

    application = make_application([""])
    from annotator.gui.finding.search_page import SearchPage
    from annotator.gui.main_window import MainWindow

    window = MainWindow()
    window.show()
    window.begin()
    window.open_project(path)
    assert window.rooms is not None
    longest = _LongestPause()
    begun = time.perf_counter()
    page = window.rooms.go("search")
    assert isinstance(page, SearchPage)
    page.open()
    _until_ended(page, lambda: None)
    ready = (time.perf_counter() - begun) * 1000
    show("enter the search room, until all texts are ready", ready, limit, _LIMIT)
    first = _typed(page, word[:-1])
    show("  until then the window stood still for at most", longest.end_ms())
    longest = _LongestPause()
    show("  the first key to the whole list", first, limit, _LIMIT)
    later = []
    for letter in (word[-1], None, word[-1], None, word[-1]):
        later.append(_typed(page, letter) if letter else _pressed(page, Qt.Key.Key_Backspace))
    show("  each further key", statistics.median(later), limit, _LIMIT)
    page.wanted_field.field.clear()
    show("  one letter: the first 100,000 hits", _typed(page, "e"), limit, _LIMIT)
    show("  the longest that the window stood still", longest.end_ms())
    window.close()
    application.shutdown()


class _LongestPause(QTimer):
    """How long no event was heard, at most."""

    def __init__(self) -> None:
        super().__init__(interval=1)
        self._last, self._longest_ms = time.perf_counter(), 0.0
        self.timeout.connect(self._tick)
        self.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self._longest_ms = max(self._longest_ms, (now - self._last) * 1000)
        self._last = now

    def end_ms(self) -> float:
        self.stop()
        return self._longest_ms


def _typed(page, text: str) -> float:  # type: ignore[no-untyped-def]
    return _until_ended(page, lambda: QTest.keyClicks(page.wanted_field.field, text))


def _pressed(page, key: Qt.Key) -> float:  # type: ignore[no-untyped-def]
    return _until_ended(page, lambda: QTest.keyClick(page.wanted_field.field, key))


def _until_ended(page, act: Callable[[], object]) -> float:  # type: ignore[no-untyped-def]
    """From the key until the list is whole and painted, in milliseconds."""
    loop = QEventLoop()
    page._search.ended.connect(loop.quit)
    begun = time.perf_counter()
    act()
    loop.exec()
    page.view.viewport().repaint()
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
