"""A real main window over a small study, and the hands of somebody who searches."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from annotator.analysis.hit_extents import EXTENTS, Extent
from annotator.gui.codebook.quick_list import QuickList
from annotator.gui.finding.find_bar import FindBar
from annotator.gui.finding.search_page import SearchPage
from annotator.gui.pages.code_page import CodePage
from annotator.project.memos import About
from annotator.project.project import Project
from tests.gui.whole_window import WholeWindow

PLAIN, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
FERRY = (
    "I: What was the ferry like?\n"
    "P1: Cold. The ferry was late, and nobody told us why. We waited.\n"
    "P1: Then the Ferry came, and someone gave me tea.\n"
)
ISLAND = "I: And the island?\nP2: Quiet. No ferry on Sundays. I went for a café and found a goat.\n"
NIGHT = "P2: At night the lamps went out.\n"


def make_study(path: Path) -> Path:
    """Three interviews, three codes and two memos, by Anna; one memo by Bo."""
    with Project.create(path, title="Crossing", coder_name="Anna") as project:
        first = project.documents.add("Ferry", FERRY, participant="P1")
        project.documents.add("Island", ISLAND, participant="P2")
        project.documents.add("Night", NIGHT)
        waiting = project.codes.ensure("Time > Waiting for the ferry")
        project.codes.ensure("Kindness")
        project.codes.describe(waiting.id, definition="Somebody waits and does not know how long.")
        start = FERRY.index("We waited")
        project.codings.add(first.id, waiting.id, start, start + len("We waited"))
        project.memos.add("The ferry comes up before I ask.", title="Weather", about=About(document_id=first.id))
        project.work_as("Bo")
        project.memos.add("I do not see the ferry as waiting.", title="Another view")
    return path


class SearchWindow(WholeWindow):
    """Somebody who searches."""

    @property
    def code_page(self) -> CodePage:
        assert self.window.rooms is not None
        page = self.window.rooms.go("code")
        assert isinstance(page, CodePage)
        return page

    @property
    def bar(self) -> FindBar:
        assert self.window.rooms is not None
        page = self.window.rooms._pages["code"]
        assert isinstance(page, CodePage)
        return page.transcript.find_bar

    @property
    def page(self) -> SearchPage:
        assert self.window.rooms is not None
        page = self.window.rooms._pages["search"]
        assert isinstance(page, SearchPage)
        return page

    def read(self, name: str) -> None:
        """Open a document, with the keyboard in its words."""
        self.workspace.choose_document(self.project.documents.find(name).id)
        self.code_page.transcript.view.setFocus()
        QApplication.processEvents()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        """Press a key where the keyboard is."""
        self.qtbot.keyClick(
            QApplication.activePopupWidget() or QApplication.focusWidget() or self.window, key, modifier
        )

    def type(self, text: str) -> None:
        """Type where the keyboard is."""
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    def find_here(self, text: str, count: str) -> None:
        """Ctrl+F, type, and wait until the bar says so."""
        self.key(Qt.Key.Key_F, CTRL)
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is self.bar.wanted_field.field)
        self.type(text)
        self.until_count(count)

    def until_count(self, words: str) -> None:
        """Wait until the find bar counts so."""
        self.qtbot.waitUntil(lambda: self.bar.count.text() == words)

    def find_everywhere(self, text: str, hits: int) -> None:
        """Ctrl+Shift+F, type, and wait for so many hits."""
        self.key(Qt.Key.Key_F, CTRL | SHIFT)
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is self.page.wanted_field.field)
        self.type(text)
        self.until_hits(hits)

    def until_hits(self, hits: int) -> None:
        """Wait until a search that is over has found so many."""
        page = self.page
        self.qtbot.waitUntil(lambda: not page._search.is_busy and page.hits.hit_count == hits)

    def rows(self) -> list[str]:
        """The rows of the search room: groups as a screen reader says them, hits by their words."""
        hits = self.page.hits
        return [str(hits.index(row).data()) for row in range(hits.rowCount())]

    def selected(self) -> str:
        """The words that are selected in the transcript."""
        passage = self.workspace.passage
        if passage is None:
            return ""
        return self.project.documents.text(passage.document_id).text[passage.start_char : passage.end_char]

    def codings(self, path: str) -> list[str]:
        """The words that carry a code, in the order of the documents."""
        code_id = self.project.codes.find(path).id
        texts = {
            document.id: self.project.documents.text(document.id).text for document in self.project.documents.all()
        }
        return [
            texts[coding.document_id][coding.start_char : coding.end_char]
            for document_id in texts
            for coding in sorted(self.project.codings.of_document(document_id), key=lambda one: one.start_char)
            if coding.code_id == code_id
        ]

    def choose_extent(self, extent: Extent) -> None:
        """Go down in the menu of what is to be coded for each hit, and press Enter."""
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        for _ in range(EXTENTS.index(extent)):
            self.key(Qt.Key.Key_Down)
        self.key(Qt.Key.Key_Return)

    def give_code(self, name: str) -> None:
        """Type the name of a code into the list that is open, and press Enter."""
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QuickList))
        popup = QApplication.activePopupWidget()
        assert isinstance(popup, QuickList)
        self.qtbot.keyClicks(popup.field, name)
        self.qtbot.keyClick(popup.field, Qt.Key.Key_Return)
