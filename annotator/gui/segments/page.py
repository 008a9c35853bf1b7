"""The room where coded segments are looked for: the question at the left, what it finds at the right."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.analysis.segment_material import Place
from annotator.analysis.segment_query import SegmentQuery
from annotator.gui import settings, theme
from annotator.gui.actions import Actions
from annotator.gui.finding.latest_task import LatestTask
from annotator.gui.icon_button import IconButton
from annotator.gui.memos.elided_label import ElidedLabel
from annotator.gui.memos.presence import MemoPresence
from annotator.gui.messages import error_notice
from annotator.gui.segments.answering import Answer, answering
from annotator.gui.segments.commands import SegmentCommands
from annotator.gui.segments.context_pane import ContextPane
from annotator.gui.segments.held_material import HeldMaterial
from annotator.gui.segments.kept_queries import KeptQueries
from annotator.gui.segments.list_bar import ListBar
from annotator.gui.segments.nothing_found import NothingFound
from annotator.gui.segments.query_editor import QueryEditor
from annotator.gui.segments.remembered import FRESH, keep_order, keep_query, kept_order, kept_query
from annotator.gui.segments.result_model import COLUMNS, ResultModel
from annotator.gui.segments.result_view import ResultView
from annotator.gui.segments.sending import SegmentSending
from annotator.gui.segments.stored_texts import StoredTexts
from annotator.gui.transcript.quiet_strip import QuietStrip
from annotator.gui.workspace import Passage, Workspace
from annotator.project.changes import Changes
from annotator.project.ids import Id

_LAYOUT = "segments"
_SOON_MS = 40
_EDITOR_PX = 316


class SegmentsPage(QWidget):
    """Ask, look, go there, recode. The list follows every change while it is looked at."""

    memo_wanted = Signal(object)  # the id of a coding
    _is_ready = False

    def __init__(self, workspace: Workspace, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._actions = actions
        self._texts = StoredTexts(workspace)
        self._presence = MemoPresence.of(workspace)
        self._held = HeldMaterial(workspace, self)
        self._task = LatestTask(self)
        self._is_stale = True
        self.editor = QueryEditor(workspace)
        self.kept = KeptQueries(workspace, lambda: self.editor.query)
        self.clear_button = IconButton("close", self.tr("Empty the query"))
        self.bar = ListBar(actions)
        self.model = ResultModel(workspace, self._texts, self)
        self.view = ResultView(self.model)
        self.context = ContextPane(self._texts)
        self.nothing = NothingFound()
        self.notes = ElidedLabel()
        self.blind_strip = QuietStrip("blind")
        self.sending = SegmentSending(workspace, actions, self.query_in_sight, self)
        self.export = self.sending.export
        self.commands = SegmentCommands(workspace, actions, self.view, self)
        self._stack = QStackedWidget()
        self._sides = QSplitter()
        self._list = QSplitter(Qt.Orientation.Vertical)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._lay_out()
        self._remember_back()
        self._connect()
        self.setFocusProxy(self.view)
        self._is_ready = True

    @property
    def is_fresh(self) -> bool:
        """Whether the list is the answer to the query as it stands, in the project as it is."""
        return not self._is_stale and self._held.is_fresh and not self._task.is_running

    @property
    def found_count(self) -> int:
        """How many segments are in the list."""
        return self.model.answer.count if self.model.answer is not None else 0

    def conditions(self) -> frozenset[str]:
        """What is found and chosen, for actions that need it."""
        answer = self.model.answer
        found = {"segments"} if answer is not None and answer.count else set[str]()
        return frozenset(found | ({"segment"} if self.view.has_choice else set()))

    def ask(self, query: SegmentQuery) -> None:
        """Put another question."""
        self.editor.show_query(query)

    def _begin_anew(self) -> None:
        """Ask for all segments, and let a kept query be as it was kept."""
        self.ask(FRESH)
        self.kept.recognise()

    def step_pane(self, by: int) -> None:
        """Put the keyboard into the next pane (1) or the one before (-1)."""
        panes = [pane for pane in (self.editor, self.view, self.context) if pane.isVisible()]
        focus = QApplication.focusWidget()
        here = next((n for n, pane in enumerate(panes) if focus is not None and _holds(pane, focus)), -by)
        self._enter(panes[(here + by) % len(panes)])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.bar.name_keys()
        self._held.take_up()
        if self._is_stale:
            self._soon.start(0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._is_ready:
            self.editor.retint()
            self.kept.refresh()
            self.export.retint()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._soon.stop()
        self._task.close()
        self._held.close()
        self.export.finish()
        settings.save_layout(_LAYOUT, self._sides.saveState())
        settings.save_layout(f"{_LAYOUT}_list", self._list.saveState())
        settings.save_layout(f"{_LAYOUT}_columns", self.view.columns())
        event.accept()

    # ---- asking

    def _want_answer(self) -> None:
        """Ask soon, or when the page is next looked at."""
        self._is_stale = True
        if self.isVisible():
            self._soon.start()

    def _on_query(self) -> None:
        keep_query(self._workspace.project_id, self.editor.query)
        self.clear_button.setEnabled(self.editor.query != FRESH)
        self._want_answer()

    def _on_order(self) -> None:
        keep_order(self._workspace.project_id, self.bar.order)
        self._want_answer()

    def _ask(self) -> None:
        material = self._held.material
        if material is None:
            return
        self._is_stale = False
        self._task.start(
            answering(
                self.editor.query,
                material,
                self.bar.order,
                hidden=self._hidden(),
                with_memo=frozenset(self._presence.coding_ids),
                path=self._workspace.path,
            )
        )

    def _hidden(self) -> frozenset[Id]:
        """The coders whose codings must not be seen now."""
        coders = self._held.material.coders if self._held.material is not None else {}
        return frozenset(coder_id for coder_id in coders if self._workspace.sight.hides_coder(coder_id))

    def _on_answer(self, answer: Answer) -> None:
        had_keyboard = self.view.hasFocus()
        self.view.show_answer(answer, self.bar.order.grouped_by)
        self._say(answer)
        if not answer.material.count:
            self.nothing.say_no_codings()
        elif not answer.count:
            self.nothing.say_nothing_found(answer)
        self._stack.setCurrentWidget(self._list if answer.count else self.nothing)
        if had_keyboard and not answer.count:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        elif had_keyboard:
            self.view.choose_some()
        self._on_choice()

    def _say(self, answer: Answer) -> None:
        count = self.tr("%n segment(s)", None, answer.count)
        documents = self.tr("in %n document(s)", None, answer.documents)
        self.bar.words.say(f"{count} {documents}" if answer.count else count)
        notes = [told] if (told := self.editor.told_whose) else []
        if not self._held.is_whole:
            notes.append(self.tr("Still reading: more may follow."))
        if answer.found.gone:
            notes.append(
                self.tr("%n thing(s) that the query names are not in the project any more.", None, answer.found.gone)
            )
        if answer.found.lost:
            notes.append(
                self.tr("%n coding(s) without words are left out: a correction took them.", None, answer.found.lost)
            )
        self.notes.say(" ".join(notes))
        self.notes.setVisible(bool(notes))
        self._say_blind()

    def _say_blind(self) -> None:
        words = self.tr("Blind mode: only what {name} coded is looked through.")
        is_blind = self._workspace.sight.is_blind
        self.blind_strip.say(words.format(name=self._workspace.project.coder_name) if is_blind else "")

    # ---- choosing and going

    def _on_choice(self) -> None:
        answer = self.model.answer
        self.context.show_place(self.view.current, answer.material if answer is not None else None)
        self._workspace.conditions_changed.emit()

    def _go(self, place: Place) -> None:
        """Show a segment in the transcript, with its coding chosen."""
        self._workspace.go_to(Passage(place.document_id, place.start, place.end))
        self._workspace.choose_coding(place.id)

    def _go_to_current(self) -> None:
        if (place := self.view.current) is not None:
            self._go(place)

    def _open_memo(self) -> None:
        if (place := self.view.current) is not None:
            self._go(place)
            self.memo_wanted.emit(place.id)

    def _show_context(self) -> None:
        is_wanted = self._actions["segments.context"].isChecked()
        settings.save_choice(f"{_LAYOUT}_has_context", "yes" if is_wanted else "no")
        self.context.setVisible(is_wanted)

    def _enter(self, pane: QWidget) -> None:
        if pane is self.view:
            self.view.take_keyboard()
        elif pane is self.context:
            self.context.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.editor.codes.chips.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_menu(self, position: QPoint) -> None:
        names = ("segments.place", "", "segments.recode", "segments.add_code", "segments.uncode", "segments.memo",
                 "meeting.talk", "", "segments.copy", "segments.copy_table", "pack.make")  # fmt: skip
        menu = self._actions.context_menu(self, names)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.viewport().mapToGlobal(position))

    # ---- sending

    def query_in_sight(self) -> SegmentQuery:
        """The query, narrowed to the coders whose codings are shown."""
        query, hidden = self.editor.query, self._hidden()
        if not hidden or self._held.material is None:
            return query
        coders = query.coders or tuple(self._held.material.coders)
        return replace(query, coders=tuple(each for each in coders if each not in hidden))

    # ---- following

    def _on_change(self, changes: Changes) -> None:
        self._texts.follow(changes)
        self.kept.follow(changes)
        self.editor.follow(changes)
        if self.isVisible():
            self._held.take_up()

    def _on_memos(self) -> None:
        self.view.viewport().update()

    def _remember_back(self) -> None:
        """The query, the order and the layout as they were the last time."""
        self.editor.show_query(kept_query(self._workspace.project_id))
        self.kept.recognise()
        self.bar.show_order(kept_order(self._workspace.project_id))
        for splitter, name in ((self._sides, _LAYOUT), (self._list, f"{_LAYOUT}_list")):
            if (state := settings.layout(name)) is not None:
                splitter.restoreState(state)
        if (columns := settings.layout(f"{_LAYOUT}_columns")) is not None:
            self.view.restore_columns(columns)
        has_context = settings.choice(f"{_LAYOUT}_has_context", "yes") == "yes"
        self._actions["segments.context"].setChecked(has_context)
        self.context.setVisible(has_context)
        self.clear_button.setEnabled(self.editor.query != FRESH)

    # ---- building

    def _lay_out(self) -> None:
        self._list.addWidget(self.view)
        self._list.addWidget(self.context)
        self._list.setChildrenCollapsible(False)
        self._list.setStretchFactor(0, 1)
        self._list.setSizes([420, 170])
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self._list)
        self._sides.addWidget(self._question_side())
        self._sides.addWidget(self._answer_side())
        self._sides.setStretchFactor(1, 1)
        self._sides.setSizes([_EDITOR_PX, 900])
        self._sides.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.blind_strip)
        column.addWidget(self._sides, 1)

    def _question_side(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2 * theme.GRID_PX, 2 * theme.GRID_PX, 2 * theme.GRID_PX, 2 * theme.GRID_PX)
        column.setSpacing(2 * theme.GRID_PX)
        column.addWidget(self.kept)
        column.addWidget(self.editor)
        column.addWidget(self.clear_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch()
        self.clear_button.setFlat(True)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumWidth(260)
        return area

    def _answer_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        column.addWidget(self.notes)
        column.addWidget(self.export)
        self.notes.setContentsMargins(3 * theme.GRID_PX, 0, 3 * theme.GRID_PX, 0)
        self.notes.hide()
        return side

    def _connect(self) -> None:
        workspace = self._workspace
        workspace.changed.connect(self._on_change)
        workspace.sight.changed.connect(self.editor.follow_sight)
        workspace.sight.changed.connect(self._want_answer)
        self._presence.changed.connect(self._on_memos)
        self._held.changed.connect(self._want_answer)
        self.blind_strip.offer(self._actions, "view.blind", self.tr("Reveal"))
        self._soon.timeout.connect(self._ask)
        self._task.ended.connect(self._on_answer)
        self._task.failed.connect(lambda error: workspace.notice(error_notice(error)))
        self.editor.changed.connect(self._on_query)
        self.kept.chosen.connect(self.ask)
        self.clear_button.clicked.connect(self._begin_anew)
        self.bar.changed.connect(self._on_order)
        self.view.sort_wanted.connect(lambda column: self.bar.sort_by(COLUMNS[column]))
        self.view.place_wanted.connect(self._go)
        self.view.chosen.connect(self._on_choice)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.context.place_wanted.connect(self._go)
        self.nothing.code_wanted.connect(self._actions["go.code"].trigger)
        self.nothing.removal_wanted.connect(self.editor.drop)
        self.nothing.empty_wanted.connect(self._begin_anew)
        self._actions.bind("segments", self.view)
        commands = {
            "segments.place": self._go_to_current,
            "segments.memo": self._open_memo,
            "segments.context": self._show_context,
        }
        for name, command in commands.items():
            self._actions.connect(name, command)


def _holds(pane: QWidget, widget: QWidget) -> bool:
    return widget is pane or pane.isAncestorOf(widget)
