"""The report page on a screen, over a real project, and the hands of its user."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from annotator.gui.actions import Actions
from annotator.gui.messages import Notice
from annotator.gui.pages.report_lists import TickList
from annotator.gui.pages.report_page import ReportPage
from annotator.gui.workspace import Workspace
from annotator.project.documents import Document as Transcript
from annotator.project.project import Project
from annotator.reports.model import Table

WORDS = "I: What helped?\n\nP1: The ferry was late, so we talked. “Stay,” she said, 12\u00a0times.\n"


@dataclass
class Desk:
    """A window with the page in it, over two transcripts with two codes under one theme."""

    qtbot: QtBot
    project: Project
    workspace: Workspace
    actions: Actions
    page: ReportPage
    notices: list[Notice]

    def table(self, name: str, heading: str = "") -> Table | None:
        return next((t for t in self.page.preview._tables if (t.name, t.heading) == (name, heading)), None)

    def headings(self, name: str) -> list[str]:
        return [table.heading for table in self.page.preview._tables if table.name == name]

    def names(self) -> list[str]:
        return list(dict.fromkeys(table.name for table in self.page.preview._tables))

    def until_fresh(self) -> None:
        self.qtbot.waitUntil(lambda: self.page.is_fresh, timeout=10_000)

    def tick(self, ticks: TickList, words: str, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Move a tick by mouse, as a person does, and wait for the preview."""
        item = next(item for item in ticks.items() if item.text(0) == words)
        ticks.scrollToItem(item)
        place = ticks.visualItemRect(item)
        self.qtbot.mouseClick(
            ticks.viewport(), Qt.MouseButton.LeftButton, keys, QPoint(place.left() + 9, place.center().y())
        )
        self.until_changed()

    def until_changed(self) -> None:
        self.qtbot.waitUntil(lambda: not self.page.is_fresh, timeout=5_000)
        self.until_fresh()

    def row_of(self, words: str) -> int:
        """The row of the list of tables that ends in these words; a heading has no number."""
        preview = self.page.preview.list
        return next(row for row in range(preview.count()) if preview.item(row).text().strip().endswith(f". {words}"))


def code_all(project: Project, document: Transcript, quotes: dict[str, str]) -> None:
    text = project.documents.text(document.id).text
    for quote, path in quotes.items():
        start = text.index(quote)
        project.codings.add(document.id, project.codes.ensure(path).id, start, start + len(quote))


def open_page(qtbot: QtBot, project: Project) -> Desk:
    workspace = Workspace(project)
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(window)
    page = ReportPage(workspace, actions, window)
    window.setCentralWidget(page)
    window.resize(1200, 640)
    notices: list[Notice] = []
    workspace.noticed.connect(notices.append)
    window.show()
    qtbot.waitExposed(window)
    return Desk(qtbot, project, workspace, actions, page, notices)


def two_interviews(qtbot: QtBot, project: Project) -> Desk:
    """The page over two interviews of two participants that one coder has coded."""
    first = project.documents.add("Interview 1", WORDS, participant="P01")
    second = project.documents.add("Interview 2", WORDS.replace("ferry", "bus"), participant="P02")
    code_all(
        project, first, {"The ferry was late": "Time > Waiting", "“Stay,” she said, 12\u00a0times": "Time > Staying"}
    )
    code_all(project, second, {"The bus was late": "Time > Waiting"})
    made = open_page(qtbot, project)
    made.until_fresh()
    return made
