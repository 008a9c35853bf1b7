"""The rooms of an open project: one page for each kind of work, made when it is first entered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.analysis.agreement_terms import Counted, Unit
from annotator.analysis.segment_query import SegmentQuery
from annotator.gui import settings
from annotator.gui.actions import Actions
from annotator.gui.compare.page import ComparePage
from annotator.gui.documents.importing import ImportFlow
from annotator.gui.finding.steps import HitSteps
from annotator.gui.history.page import HistoryPage
from annotator.gui.meetings.open_meeting import OpenMeeting
from annotator.gui.meetings.talking import chosen_passages
from annotator.gui.merging.page import MergePage
from annotator.gui.packs.pack_files import PackFiles
from annotator.gui.pages.code_page import CodePage
from annotator.gui.pages.report_page import ReportPage
from annotator.gui.participants.page import ParticipantsPage
from annotator.gui.segments.page import SegmentsPage
from annotator.gui.workspace import Passage, Workspace
from annotator.importers.extract_pack import is_pack
from annotator.importers.sheet_file import is_sheet_file
from annotator.project.ids import Id

_PLACE = "room"


@runtime_checkable
class HasConditions(Protocol):
    """A page that knows more of what can be done now than the workspace."""

    def conditions(self) -> frozenset[str]:
        """What holds on this page, in the words in which actions say what they need."""


@runtime_checkable
class HasWords(Protocol):
    """A page in which something may be being written."""

    def store(self) -> bool:
        """Store what is being written. Returns whether nothing is left that could be lost."""


@runtime_checkable
class HasPanes(Protocol):
    """A page with several panes that take the keyboard."""

    def step_pane(self, by: int) -> None:
        """Put the keyboard into the next pane (1) or the one before (-1)."""


class Rooms(QObject):
    """The pages of one project, inside the window's stack. To add a room, add it to `_makers` and to `ACTIONS`."""

    status = Signal(str)  # where the selection is, for the status bar

    def __init__(self, workspace: Workspace, actions: Actions, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._workspace = workspace
        self._actions = actions
        self._stack = stack
        self._pages: dict[str, QWidget] = {}
        self._hits = HitSteps(workspace, actions, self.go, self)
        self._makers: dict[str, Callable[[], QWidget]] = {
            "code": self._made_code_page,
            "segments": self._made_segments_page,
            "search": self._hits.made_search_page,
            "participants": lambda: ParticipantsPage(workspace, actions),
            "merge": lambda: MergePage(workspace, actions),
            "compare": self._made_compare_page,
            "history": lambda: HistoryPage(workspace, actions),
            "report": lambda: ReportPage(workspace, actions),
        }
        self._import = ImportFlow(workspace, stack.window())
        for name in self._makers:
            actions.connect(f"go.{name}", partial(self.go, name))
        actions.connect("report.export", self._export)
        actions.connect("people.import", lambda: self._participants().choose_and_import())
        actions.connect("people.export", lambda: self._participants().choose_and_export())
        actions.connect("project.send_copy", lambda: self._merge_page().show_sending())
        actions.connect("project.merge", lambda: self._merge_page().choose_and_merge())
        self._packs = PackFiles(workspace, stack)
        actions.connect("pack.make", lambda: self._packs.make(self._stack.currentWidget()))
        actions.connect("pack.read", self._packs.choose_returned)
        actions.connect("meeting.new", lambda: self._code_page().meetings.begin())
        actions.connect("meeting.open", lambda: self._code_page().meetings.open())
        actions.connect("meeting.talk", self._talk_about)
        actions.connect("code.history", self._tell_story)
        actions.connect("document.import", self._import.choose_files)
        workspace.place_wanted.connect(self._show_place)

    def go(self, name: str) -> QWidget:
        """Enter a room."""
        if name not in self._pages:
            self._pages[name] = self._makers[name]()
            self._stack.addWidget(self._pages[name])
            self._connect_panes()
        self._stack.setCurrentWidget(self._pages[name])
        settings.save_place(self._workspace.project_id, _PLACE, name)
        self._pages[name].setFocus()
        self._actions[f"go.{name}"].setChecked(True)
        return self._pages[name]

    def go_back(self) -> QWidget:
        """Enter the room where this project was left, or the first one."""
        name = settings.place(self._workspace.project_id, _PLACE)
        return self.go(name if name in self._makers else next(iter(self._makers)))

    def conditions(self) -> frozenset[str]:
        """What else holds just now, for actions that need it."""
        page = self._stack.currentWidget()
        return page.conditions() if isinstance(page, HasConditions) else frozenset()

    @property
    def shows_transcript(self) -> bool:
        """Whether what is selected in the transcript can be seen, and so be acted on."""
        return self._stack.currentWidget() is self._pages.get("code")

    def import_files(self, paths: list[Path]) -> None:
        """Import transcripts, a table of participants or comments of readers that were dropped on the window."""
        tables = [path for path in paths if is_sheet_file(path)]
        packs = [path for path in paths if is_pack(path)]
        self._import.start([path for path in paths if path not in (*tables, *packs)])
        if packs:
            self._packs.show_comments(packs[0])
        if tables:
            self._participants().import_table(tables[0])

    def store(self) -> bool:
        """Store what is being written. Returns whether nothing is left that could be lost."""
        stored = [page.store() for page in self._pages.values() if isinstance(page, HasWords)]
        return all(stored)  # each has had its turn

    def close(self) -> None:
        """Leave for good: places and layouts are kept."""
        self._import.cancel()
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.close()
            page.deleteLater()
        self._pages.clear()
        self.deleteLater()

    def _made_code_page(self) -> QWidget:
        page = CodePage(self._workspace, self._actions)
        page.status.connect(self.status)
        page.import_wanted.connect(self._import.choose_files)
        self._hits.take_code_page(page)
        return page

    def _code_page(self) -> CodePage:
        page = self.go("code")
        assert isinstance(page, CodePage)
        return page

    def _talk_about(self) -> None:
        """Say in the meeting that what is chosen on the page in sight was talked about."""
        page = self._stack.currentWidget()
        passages = chosen_passages(page, self._workspace, shows_transcript=self.shows_transcript)
        OpenMeeting.of(self._workspace).talk_about(passages)

    def _participants(self) -> ParticipantsPage:
        page = self.go("participants")
        assert isinstance(page, ParticipantsPage)
        return page

    def _merge_page(self) -> MergePage:
        page = self.go("merge")
        assert isinstance(page, MergePage)
        return page

    def _tell_story(self) -> None:
        """Show what was done to the chosen code."""
        page = self.go("history")
        assert isinstance(page, HistoryPage)
        if self._workspace.code_id is not None:
            page.ask_about_code(self._workspace.code_id)

    def _show_place(self, passage: Passage) -> None:
        """Enter the room of the transcript; where that is only made now, let it hear of the place too."""
        is_new = "code" not in self._pages
        self.go("code")
        if is_new:
            self._workspace.place_wanted.emit(passage)

    def _made_segments_page(self) -> QWidget:
        page = SegmentsPage(self._workspace, self._actions)
        page.memo_wanted.connect(self._open_memo)
        page.sending.report_wanted.connect(self._report_on)
        return page

    def _made_compare_page(self) -> QWidget:
        page = ComparePage(self._workspace, self._actions)
        page.table_wanted.connect(self._show_agreement_table)
        return page

    def _connect_panes(self) -> None:
        """Let F6 go round the panes of the page in sight, whichever was made last."""
        self._actions.connect("go.next_pane", lambda: self._step_pane(1))
        self._actions.connect("go.previous_pane", lambda: self._step_pane(-1))

    def _step_pane(self, by: int) -> None:
        page = self._stack.currentWidget()
        if isinstance(page, HasPanes):
            page.step_pane(by)

    def _open_memo(self, coding_id: Id) -> None:
        """Open the memo on a coding, or begin one."""
        page = self.go("code")
        assert isinstance(page, CodePage)
        page.open_memo_on(coding_id)

    def _report_on(self, query: SegmentQuery) -> None:
        page = self.go("report")
        assert isinstance(page, ReportPage)
        page.restrict_to(query)

    def _show_agreement_table(self, unit: Unit, counted: Counted) -> None:
        page = self.go("report")
        assert isinstance(page, ReportPage)
        page.add_agreement(unit, counted)

    def _export(self) -> None:
        page = self.go("report")
        assert isinstance(page, ReportPage)
        page.choose_file_and_export()
