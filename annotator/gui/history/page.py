"""The room where one sees who did what: the list of all that was done, what each did, and ways back to see it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.analysis.code_story import CodeStep
from annotator.analysis.log_days import LogDays
from annotator.analysis.operation_details import OperationDetails, details_of
from annotator.gui import settings
from annotator.gui.actions import Actions
from annotator.gui.finding.latest_task import LatestTask
from annotator.gui.history import past_copies
from annotator.gui.history.audit_file import AuditFile
from annotator.gui.history.change_words import translated
from annotator.gui.history.details_pane import DetailsPane
from annotator.gui.history.filter_bar import FilterBar
from annotator.gui.history.log_model import LogModel
from annotator.gui.history.log_view import LogView
from annotator.gui.history.nothing_done import NothingDone
from annotator.gui.history.places import Place, place_of, show_place
from annotator.gui.history.question import LogAnswer, LogPart, Question, asking
from annotator.gui.history.story import telling
from annotator.gui.history.things import CODE, Things
from annotator.gui.memos.elided_label import ElidedLabel
from annotator.gui.messages import error_notice
from annotator.gui.transcript.quiet_strip import QuietStrip
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.project.history import MERGE, REDO, UNDO
from annotator.project.ids import Id
from annotator.project.operation_log import Found, LogEntry, OperationLog

_LAYOUT = "history"
_PLACE = "history"
_MOST_NAMED = 4
_MOST_ROWS = 2_000  # of an operation, looked through at once for the code or document that is asked about


class HistoryPage(QWidget):
    """Ask, look, go there, go back. What is done while it is looked at comes in at the top."""

    def __init__(self, workspace: Workspace, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._actions = actions
        self._task = LatestTask(self)
        self._story_task = LatestTask(self)
        self._is_stale = True
        self._waiting: LogDays | None = None  # where the list is read anew behind the one that is shown
        self._wanted_seq: int | None = None
        self._details: OperationDetails | None = None
        self._story_code: Id | None = None
        self._total = 0
        self._hidden_people: Sequence[str] = ()
        self.things = Things(workspace)
        self.bar = FilterBar(self.things)
        self.model = LogModel(workspace, self)
        self.view = LogView(self.model)
        self.pane = DetailsPane(actions)
        self.figures = ElidedLabel()
        self.blind_strip = QuietStrip("blind")
        self.nothing = NothingDone()
        self.audit = AuditFile(workspace, lambda: self.bar.question, self)
        self._stack = QStackedWidget()
        self._sides = QSplitter()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._lay_out()
        self._connect()
        self.bar.show_question(Question.from_json(settings.place(workspace.project_id, _PLACE)))
        self.setFocusProxy(self.view)

    @property
    def is_fresh(self) -> bool:
        """Whether the list is the answer to the question, in the project as it is."""
        return not (self._is_stale or self._task.is_running or self._story_task.is_running)

    def conditions(self) -> frozenset[str]:
        """What is chosen, for actions that need it."""
        found = {"history_page"}
        found |= {"done"} if self.view.entry is not None else set()
        found |= {"done_place"} if self._place() is not None else set()
        found |= {"done_code"} if self._code_id() is not None else set()
        return frozenset(found)

    def step_pane(self, by: int) -> None:
        """Put the keyboard into the next pane (1) or the one before (-1)."""
        panes: list[QWidget] = [self.bar.who, self.view, self.pane.text]
        areas: list[QWidget] = [self.bar, self.view, self.pane]
        focus = QApplication.focusWidget()
        inside = [focus is not None and (area is focus or area.isAncestorOf(focus)) for area in areas]
        here = inside.index(True) if True in inside else -by
        panes[(here + by) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask_about_code(self, code_id: Id) -> None:
        """Show all that was done to a code, and its story."""
        self.bar.show_question(Question(thing=f"{CODE}{code_id.hex()}"))
        self._wanted_seq = None
        self._tell_story(code_id)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.pane.name_buttons()
        if self._is_stale:
            self._soon.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._soon.stop()
        self.bar.close_down()
        self._task.close()
        self._story_task.close()
        self.audit.close_down()
        settings.save_layout(_LAYOUT, self._sides.saveState())
        event.accept()

    # ---- asking

    def _on_question(self) -> None:
        settings.save_place(self._workspace.project_id, _PLACE, self.bar.question.to_json())
        self._wanted_seq = self._seq
        self._waiting = self._story_code = None
        self._want_answer()

    def _follow_sight(self) -> None:
        """What must not be seen goes at once; then all is asked and told anew."""
        self._wanted_seq, story = self._seq, self._story_code
        self._story_task.cancel()
        self.model.clear()
        self.pane.show_nothing()
        self._want_answer()
        if story is not None:
            self._tell_story(story)

    def _want_answer(self) -> None:
        """Ask now, or when the page is next looked at."""
        self._is_stale = True
        if self.isVisible():
            self._soon.start()

    def _ask(self, *, quietly: bool = False) -> None:
        """Read the list; `quietly` behind the one that is shown, which then gives way at once."""
        self._is_stale = False
        self._waiting = LogDays() if quietly else None
        if not quietly:
            self.model.clear()
            self.figures.say(self.tr("Reading…"))
        question, sight = self.bar.question, self._workspace.sight
        query = question.query(sight.seen_coders())
        self._task.start(asking(self._workspace.path, question, query))

    def _on_part(self, part: LogPart) -> None:
        if self._waiting is not None:
            self._waiting.append(part.found)
            return
        self.model.append(part)
        self._stack.setCurrentWidget(self._sides)
        self._choose_again()
        self.figures.say(self.tr("{count}, and reading on…").format(count=self._count_words()))

    def _on_answer(self, answer: LogAnswer) -> None:
        if self._waiting is not None:
            self._wanted_seq = self._seq
            at = self.view.verticalScrollBar().value()
            self.model.show_all(self._waiting, answer.undone)
            self._waiting = None
            self._choose_again()
            self.view.verticalScrollBar().setValue(at)
        self._total = answer.total
        self._hidden_people = answer.hidden_people
        self.things.know_gone(answer.gone_codes, answer.gone_documents)
        self.bar.offer_people(answer.people)
        self._say()
        if self._story_code is None:
            self._choose_or_say_none()

    def _choose_or_say_none(self) -> None:
        """Who comes with the keyboard stands on something; beside the list is only what is listed."""
        if self.view.hasFocus():
            self.view.choose_some()
        if self.view.entry is None:
            self._on_choice()

    def _choose_again(self) -> None:
        """The operation that was chosen before stays so, where it is listed."""
        if self._wanted_seq is not None and (row := self.model.row_of(self._wanted_seq)) is not None:
            self._wanted_seq = None
            self.view.choose(row)

    def _say(self) -> None:
        count, total = self.model.count, max(self._total, self.model.count)
        words = self._count_words()
        some = self.tr("{count} of {total}").format(count=words, total=total)
        self.figures.say(words if count == total else some)
        self._stack.setCurrentWidget(self._sides if count else self.nothing)
        self.blind_strip.say(self._blind_words() if self._workspace.sight.is_blind else "")

    def _blind_words(self) -> str:
        """That something is hidden, and whose it is, but not how much."""
        names = list(self._hidden_people)
        if not names:
            return self.tr("Blind mode: what others code and write is left out. There is nothing of it yet.")
        if len(names) > _MOST_NAMED:
            names[_MOST_NAMED:] = ["…"]
        return self.tr("Blind mode: what {names} coded and wrote is left out.").format(names=", ".join(names))

    def _count_words(self) -> str:
        return self.tr("%n thing(s) done", None, self.model.count)

    # ---- choosing

    @property
    def _seq(self) -> int | None:
        entry = self.view.entry
        return entry.operation.seq if entry is not None else self._wanted_seq

    def _on_choice(self) -> None:
        entry = self.view.entry
        self._details = None
        self._story_code = None
        self._story_task.cancel()
        if entry is None:
            self.pane.show_nothing()
        else:
            self._details = self._details_of(entry)
            self.pane.show_details(self._details, is_blind=self._workspace.sight.is_blind)
        self._workspace.conditions_changed.emit()

    def _details_of(self, entry: LogEntry) -> OperationDetails:
        seen = self._workspace.sight.seen_coders()
        only = frozenset(seen) if seen is not None else None
        return details_of(self._workspace.project, entry.operation.seq, translated, only, self.model.undone)

    def _place(self) -> Place | None:
        return place_of(self._workspace, self._details) if self._details is not None else None

    def _code_id(self) -> Id | None:
        """The code whose story can be told: the one that was touched, or else the one that is asked about."""
        rows = self._details.rows if self._details is not None else ()
        touched = next((row.row_id for row in rows if row.table == "code"), None)
        thing = self.bar.question.thing
        asked = self.bar.question.row_id if thing.startswith(CODE) else None
        return touched or asked or next((row.code_id for row in rows if row.code_id is not None), None)

    # ---- going

    def _show_there(self) -> None:
        if (place := self._place()) is not None:
            show_place(self._workspace, self._actions, place)

    def _tell_story_of_chosen(self) -> None:
        if self.pane.is_showing_story:
            self._on_choice()
        elif (code_id := self._code_id()) is not None:
            self._tell_story(code_id)

    def _tell_story(self, code_id: Id) -> None:
        self._story_code = code_id
        self._story_task.start(telling(self._workspace.path, code_id, self._workspace.sight.seen_coders()))

    def _on_story(self, steps: list[CodeStep]) -> None:
        code = self._workspace.code(self._story_code) if self._story_code is not None else None
        self.pane.show_story(steps, code.name if code is not None else "", is_blind=self._workspace.sight.is_blind)

    def _see_past(self) -> None:
        if (entry := self.view.entry) is not None:
            past_copies.see(self._workspace, entry, self.window())

    def _save_past(self) -> None:
        if (entry := self.view.entry) is not None:
            past_copies.choose_and_save(self._workspace, entry, self)

    def _show_menu(self, position: QPoint) -> None:
        names = ("history.show", "history.story", "", "history.past", "history.save_past")
        menu = self._actions.context_menu(self, names)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.viewport().mapToGlobal(position))

    # ---- following

    def _on_change(self, changes: Changes) -> None:
        """What is done comes in at the top; what takes something back, or brings much, lets all be read anew."""
        self.things.follow(changes)
        if not self.isVisible():
            self._is_stale = True
            return
        operation = changes.operation
        if operation.kind in (UNDO, REDO, MERGE) or self._task.is_running or len(changes.rows) > _MOST_ROWS:
            self._ask(quietly=True)
        elif self._answers(changes):
            self.model.put_first(Found(operation.seq, operation.time_us))
            self._total += 1
            self._say()
        self.bar.offer_people([operation.coder_name])

    def _answers(self, changes: Changes) -> bool:
        question, sight = self.bar.question, self._workspace.sight
        row_id = question.row_id
        if row_id is not None and not _names(changes, row_id):
            return False
        query = question.query(sight.seen_coders())
        log = OperationLog(self._workspace.project.connection)
        return log.answers(query, changes.operation.seq) and question.wants(changes.operation, is_blind=sight.is_blind)

    # ---- building

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addLayout(self.audit.foot(self.figures, self._actions))
        self._sides.addWidget(left)
        self._sides.addWidget(self.pane)
        self._sides.setStretchFactor(0, 1)
        self._sides.setSizes([720, 460])
        self._sides.setChildrenCollapsible(False)
        self._stack.addWidget(self._sides)
        self._stack.addWidget(self.nothing)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        for widget in (self.bar, self.blind_strip):
            page.addWidget(widget)
        page.addWidget(self._stack, 1)
        page.addWidget(self.audit.export)
        if (state := settings.layout(_LAYOUT)) is not None:
            self._sides.restoreState(state)

    def _connect(self) -> None:
        workspace = self._workspace
        workspace.changed.connect(self._on_change)
        workspace.sight.changed.connect(self._follow_sight)
        self.blind_strip.offer(self._actions, "view.blind", self.tr("Reveal"))
        self._soon.timeout.connect(self._ask)
        self._task.given.connect(self._on_part)
        self._task.ended.connect(self._on_answer)
        self._story_task.ended.connect(self._on_story)
        for task in (self._task, self._story_task):
            task.failed.connect(lambda error: workspace.notice(error_notice(error)))
        self.bar.changed.connect(self._on_question)
        self.nothing.all_wanted.connect(self.bar.clear_button.click)
        self.view.chosen.connect(self._on_choice)
        self.view.place_wanted.connect(self._show_there)
        self.view.customContextMenuRequested.connect(self._show_menu)
        for pane in (self.view, self.pane):  # not the bar: there letters choose in its lists
            self._actions.bind("history", pane)
        commands = {
            "history.show": self._show_there,
            "history.story": self._tell_story_of_chosen,
            "history.past": self._see_past,
            "history.save_past": self._save_past,
            "history.audit": self.audit.choose_file,
            "history.undone": self.bar.hide_undone.click,
            "history.clear": self.bar.clear_button.click,
        }
        for name, command in commands.items():
            self._actions.connect(name, command)


def _names(changes: Changes, row_id: Id) -> bool:
    """Whether a row was touched, or rows that name it."""
    images = (image for row in changes.rows for image in (row.before, row.after) if image is not None)
    return any(row_id in image.values() for image in images)
