"""From hit to hit, whoever found it: the bar over the transcript, or the search room."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.analysis.text_search import Wanted
from annotator.gui.actions import Actions
from annotator.gui.finding.hit_list import Hit
from annotator.gui.finding.search_page import SearchPage
from annotator.gui.workspace import Passage, Workspace

if TYPE_CHECKING:
    from annotator.gui.pages.code_page import CodePage


class HitSteps(QObject):
    """Connects the actions of finding with the room Code and the search room. `go` enters a room."""

    def __init__(self, workspace: Workspace, actions: Actions, go: Callable[[str], QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._go = go
        self._code_page: CodePage | None = None
        self._search_page: SearchPage | None = None
        self._actions = actions
        for name, command in {
            "find.in_document": self._find_in_document,
            "find.everywhere": self._find_everywhere,
            "find.code": self._code_hits,
            "go.next_hit": lambda: self._step(1),
            "go.previous_hit": lambda: self._step(-1),
        }.items():
            actions.connect(name, command)

    def take_code_page(self, page: CodePage) -> None:
        """The room Code has been made."""
        self._code_page = page
        page.transcript.find_bar.went_beyond.connect(self._go_beyond)

    def made_search_page(self) -> SearchPage:
        """Make the search room."""
        page = self._search_page = SearchPage(self._workspace, self._actions)
        page.hit_wanted.connect(self._show)
        return page

    def _find_in_document(self) -> None:
        if self._code_page is not None:
            self._go("code")
            self._code_page.transcript.find_bar.open()

    def _find_everywhere(self) -> None:
        """Enter the search room; words that are selected in the transcript are what to find."""
        words = self._selected_words()
        page = self._go("search")
        assert isinstance(page, SearchPage)
        page.open(words)

    def _selected_words(self) -> str:
        page, passage = self._code_page, self._workspace.passage
        if page is None or passage is None or not page.isVisible():
            return ""
        words = page.transcript.view.stored_text[passage.start_char : passage.end_char]
        return words if len(words) <= 100 and "\n" not in words else ""

    def _code_hits(self) -> None:
        if self._search_page is not None and self._search_page.isVisible():
            self._search_page.code_button.open_menu()
        elif self._code_page is not None:
            self._code_page.transcript.find_bar.code_button.open_menu()

    def _step(self, by: int) -> None:
        """In the document where its bar is open, else through what the search room found."""
        page = self._search_page
        bar = self._code_page.transcript.find_bar if self._code_page is not None else None
        is_in_search = page is not None and page.isVisible()
        if bar is not None and bar.is_searching and not is_in_search:
            bar.step(by)
        elif page is not None and page.has_hits:
            page.step(by)
        elif self._workspace.document_id is not None:
            self._find_in_document()
        else:
            self._find_everywhere()

    def _go_beyond(self, by: int) -> None:
        if self._search_page is not None and self._search_page.has_hits:
            self._search_page.step(by, beyond=self._workspace.document_id)

    def _show(self, hit: Hit, wanted: Wanted) -> None:
        """Go to where a hit is: its words in the transcript, its memo, its code."""
        self._go("code")
        page = self._code_page
        if page is None:
            return
        if hit.source.place == "texts":
            self._workspace.go_to(Passage(hit.source.id, hit.start, hit.end))
            page.transcript.find_bar.follow(wanted)
        elif hit.source.place == "memos":
            page.go_to_pane("memos")
            page.memos.open(hit.source.id)
        else:
            page.go_to_pane("codebook")
            self._workspace.choose_code(hit.source.id)
