"""The pane of memos: find one in the list, write below it. What is chosen in the window says which are listed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import settings
from annotator.gui.actions import Actions
from annotator.gui.meetings.open_meeting import OpenMeeting
from annotator.gui.memos.editor import MemoEditor
from annotator.gui.memos.find_bar import FindBar
from annotator.gui.memos.memo_list import MemoDelegate, MemoList
from annotator.gui.memos.memo_scope import MemoScope
from annotator.gui.memos.memo_words import MemoWords
from annotator.gui.memos.no_memos import NoMemos
from annotator.gui.memos.presence import MemoPresence
from annotator.gui.messages import Notice
from annotator.gui.workspace import Passage, Workspace
from annotator.project.changes import Changes
from annotator.project.errors import NotFound
from annotator.project.ids import Id
from annotator.project.meetings import MEETING_KIND
from annotator.project.memos import About

_LAYOUT = "memos"
_LIST_PX = 100
_NAMED_BY = ("code", "document", "participant", "coder")


class MemosPanel(QWidget):
    """Memos on what is chosen, or all; one of them is open in the editor."""

    memo_chosen = Signal()  # memo_id is another one, or None
    _is_ready = False

    def __init__(self, workspace: Workspace, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._actions = actions
        self._presence = MemoPresence.of(workspace)
        self._words = MemoWords(workspace, self)
        self._scope = MemoScope(workspace, self)
        self._told: Id | None = None
        self._gone: Id | None = None
        self.find_bar = FindBar()
        self._scope.name = self.find_bar.scope
        self.model = MemoList(self._presence, self._words, self)
        self.list = QListView()
        self.editor = MemoEditor(workspace)
        self._empty = NoMemos()
        self._stack = QStackedWidget()
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._prepare()
        self._lay_out()
        self._connect()
        self._refresh()
        self._is_ready = True

    @property
    def memo_id(self) -> Id | None:
        """The memo that is open, if one is and it has been stored."""
        return self.editor.memo_id

    def focus_widget(self) -> QWidget:
        """What takes the keyboard in this pane."""
        return self.list if self.model.ids else self.find_bar.search_field

    def begin(self, about: About) -> None:
        """Open an empty memo in the editor, with the keyboard in it."""
        self._actions["go.code"].trigger()
        self._actions["go.memos"].trigger()
        self.editor.begin(about)
        self._scope.look_where(about)
        self._refresh()
        self._show_editor()

    def open(self, memo_id: Id) -> None:
        """Open a memo in the editor."""
        if memo_id != self.editor.memo_id and memo_id in self._presence.memos:
            self.editor.open(self._presence.memos[memo_id])
            self._refresh()
            self._show_editor()

    def store(self) -> bool:
        """Store what is being typed. Returns whether nothing is left that could be lost."""
        return self.editor.save()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and self._is_ready:
            self.editor.retint()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.editor.save()
        settings.save_layout(_LAYOUT, self._splitter.saveState())
        event.accept()

    # ---- commands

    def _begin_on_selection(self) -> None:
        workspace = self._workspace
        if workspace.coding_id is not None:
            self.begin(About(coding_id=workspace.coding_id))
        elif (passage := workspace.passage) is not None:
            self.begin(About(passage.document_id, passage.start_char, passage.end_char))
        else:
            self.begin(About(document_id=workspace.document_id))

    def _find(self) -> None:
        self._actions["go.code"].trigger()
        self._actions["go.memos"].trigger()
        self.find_bar.take_keyboard()

    def _delete(self) -> None:
        self.editor.save()
        memo_id = self.memo_id
        if memo_id is None:
            return
        row = self.model.row_of(memo_id).row()
        title = self._words.title(self._presence.memos[memo_id])
        with self._workspace.attempt():
            self._workspace.project.memos.delete([memo_id])
            words = self.tr("Memo “{title}” was deleted.").format(title=_shortened(title))
            self._workspace.notice(Notice(words, action="edit.undo"))
        if self.model.ids and self.list.isVisible():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.list.setCurrentIndex(self.model.index(min(max(row, 0), len(self.model.ids) - 1)))

    def _go_to_place(self) -> None:
        try:
            self._go_to(self.editor.about)
        except NotFound:  # it was removed while a new memo on it was being begun
            self._workspace.notice(Notice(self.tr("What this memo is about is not in the project any more.")))

    def _go_to(self, about: About) -> None:
        workspace = self._workspace
        memo = self._presence.memos.get(self.memo_id) if self.memo_id is not None else None
        if memo is not None and memo.kind == MEETING_KIND and not _has_place(about):
            OpenMeeting.of(workspace).choose(memo.id)
            self._actions["meeting.open"].trigger()
            return
        project = workspace.project
        if about.coding_id is not None:
            coding = project.codings.get(about.coding_id)
            workspace.go_to(Passage(coding.document_id, coding.start_char, coding.end_char))
            workspace.choose_coding(coding.id)
        elif about.code_id is not None and about.document_id is None:
            workspace.choose_code(project.codes.get(about.code_id).id)
        elif about.document_id is not None:
            document_id = project.documents.get(about.document_id).id
            if about.start_char is not None and about.end_char is not None:
                workspace.go_to(Passage(document_id, about.start_char, about.end_char))
            else:
                workspace.choose_document(document_id)

    # ---- following

    def _on_change(self, changes: Changes) -> None:
        self._words.forget(changes)
        self._scope.forget(changes)
        for row in changes.of("memo"):
            if row.after is None and row.row_id == self.editor.memo_id:
                self._gone = row.row_id
                self.editor.lose()
            elif row.row_id == self.editor.memo_id:
                self.editor.follow(self._presence.memos[row.row_id])
            elif row.before is None and row.row_id == self._gone and not self.editor.is_open:
                self.open(row.row_id)
        if changes.touches("memo") or not self._presence.coding_ids.isdisjoint(changes.ids("coding")):
            self._refresh()
            self._show_editor()
        elif changes.touches(*_NAMED_BY):
            self.list.viewport().update()
            self._show_editor()

    def _on_sight(self) -> None:
        """Store what was being written; close a memo that may not be seen any more."""
        self.editor.save()
        if self.memo_id is not None and self.memo_id not in self._presence.memos:
            self.editor.lose()
        self._refresh()
        self._show_editor()

    def _on_choice(self) -> None:
        if self._scope.name in ("chosen", "document", "code"):
            self._refresh()

    def _refresh(self) -> None:
        """List what is in scope and found, with the open memo as the current row."""
        top = self.list.verticalScrollBar().value()
        has_moved = self.model.show(self._scope.memo_ids(self.find_bar.words))
        here = self.model.row_of(self.memo_id)
        if here != self.list.currentIndex():
            self.list.setCurrentIndex(here)
        if has_moved and not here.isValid():
            self.list.verticalScrollBar().setValue(top)
        self._show_emptiness()

    def _show_emptiness(self) -> None:
        scope, workspace = self._scope.effective, self._workspace
        chosen = {"code": workspace.code_id, "document": workspace.document_id}
        self._empty.tell(
            scope,
            is_searching=bool(self.find_bar.words),
            is_chosen=chosen.get(scope) is not None,
            can_write=not workspace.project.is_read_only,
        )
        is_writing = self.editor.is_open and not self.find_bar.words
        self._stack.setCurrentIndex(0 if self.model.ids or is_writing else 1)

    def _show_editor(self) -> None:
        """Show the editor where a memo is open, and say what that memo is about."""
        editor = self.editor
        focus = QApplication.focusWidget()
        had_focus = focus is not None and editor.isAncestorOf(focus)
        editor.setVisible(editor.is_open)
        self._show_emptiness()
        if had_focus and not editor.is_open:
            self.focus_widget().setFocus(Qt.FocusReason.OtherFocusReason)
        memo = self._presence.memos.get(editor.memo_id) if editor.memo_id is not None else None
        words = self._words.about_words(editor.about)
        if memo is not None:
            words = " · ".join(filter(None, (self._words.about(memo), self._words.further(memo))))
        editor.say_about(words, can_go=_has_place(editor.about) or (memo is not None and memo.kind == MEETING_KIND))
        if self.memo_id != self._told:
            self._told = self.memo_id
            writable = not self._workspace.project.is_read_only
            self._actions["memo.delete"].setEnabled(writable and self.memo_id is not None)
            self.memo_chosen.emit()

    def _on_identified(self) -> None:
        self._refresh()
        self._show_editor()

    def _on_selection(self) -> None:
        for index in self.list.selectionModel().selectedIndexes():
            self.open(self.model.ids[index.row()])

    def _on_activated(self, index: QModelIndex) -> None:
        self.open(self.model.ids[index.row()])
        self.editor.text_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_menu(self, position: QPoint) -> None:
        menu = self._actions.context_menu(self, ("memo.new", "", "memo.delete"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.list.viewport().mapToGlobal(position))

    def _on_find(self) -> None:
        self._scope.name = self.find_bar.scope
        self._refresh()

    def _to_list(self) -> None:
        if self.model.ids:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.list.selectionModel().hasSelection():
                self.list.setCurrentIndex(self.model.index(0))

    # ---- building

    def _prepare(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(MemoDelegate(self._words, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName(self.tr("Memos"))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._actions.bind("memos", self.list)

    def _lay_out(self) -> None:
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self._splitter.addWidget(self._stack)
        self._splitter.addWidget(self.editor)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([_LIST_PX, 2 * _LIST_PX])
        self._stack.setMinimumHeight(_LIST_PX // 2)  # less than what it says when it is empty: one row is enough
        self.editor.hide()
        if (state := settings.layout(_LAYOUT)) is not None:
            self._splitter.restoreState(state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_bar)
        column.addWidget(self._splitter, 1)

    def _connect(self) -> None:
        workspace = self._workspace
        workspace.changed.connect(self._on_change)
        workspace.sight.changed.connect(self.editor.save)
        self._presence.others_seen.connect(self._on_sight)
        for signal in (workspace.document_chosen, workspace.code_chosen, workspace.coding_chosen):
            signal.connect(self._on_choice)
        self.find_bar.changed.connect(self._on_find)
        self.find_bar.list_wanted.connect(self._to_list)
        self._empty.new_wanted.connect(self._begin_on_selection)
        self._empty.everywhere_wanted.connect(lambda: self.find_bar.set_scope("project"))
        self.list.selectionModel().selectionChanged.connect(self._on_selection)
        self.list.activated.connect(self._on_activated)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.editor.identified.connect(self._on_identified)
        self.editor.place_wanted.connect(self._go_to_place)
        self.editor.left.connect(self._actions["go.transcript"].trigger)
        commands = {
            "memo.new": self._begin_on_selection,
            "memo.on_document": lambda: self.begin(About(document_id=workspace.document_id)),
            "memo.on_code": lambda: self.begin(About(code_id=workspace.code_id)),
            "memo.on_project": lambda: self.begin(About()),
            "memo.find": self._find,
            "memo.delete": self._delete,
        }
        for name, command in commands.items():
            self._actions.connect(name, command)


def _has_place(about: About) -> bool:
    """Whether there is something in the window to go to."""
    return any((about.document_id, about.code_id, about.coding_id))


def _shortened(words: str) -> str:
    return words if len(words) <= 60 else words[:59].rstrip() + "…"
