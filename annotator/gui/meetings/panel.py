"""The pane of meetings: one is open, with what was talked about, what was decided, and what followed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import settings, theme
from annotator.gui.actions import Actions
from annotator.gui.icon_button import IconButton
from annotator.gui.meetings.links_model import LinksModel
from annotator.gui.meetings.meeting_form import MeetingForm
from annotator.gui.meetings.open_meeting import OpenMeeting
from annotator.gui.meetings.outcome_list import OutcomeList
from annotator.gui.messages import Notice
from annotator.gui.two_lines import TwoLines
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes

_LAYOUT = "meeting"
_NAMED_BY = ("coding", "code", "document")


class MeetingPanel(QWidget):
    """Minutes at the left, the passages in the middle, decisions and what followed at the right."""

    left = Signal()  # Escape: back to the transcript
    _is_ready = False

    def __init__(self, workspace: Workspace, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._actions = actions
        self.open_meeting = OpenMeeting.of(workspace)
        self.choice = QComboBox()
        self.form = MeetingForm(workspace, self)
        self.model = LinksModel(workspace, self)
        self.list = QListView()
        self.nothing = QLabel(wordWrap=True)
        self.outcomes = OutcomeList(workspace)
        self.new_button = IconButton("add", self.tr("New meeting"))
        self.talk_button = IconButton("quote", self.tr("Talk about this"))
        self.delete_button = IconButton("delete")
        self.first_button = QPushButton(self.tr("New meeting"))
        self._tabs = QTabWidget()
        self._stack = QStackedWidget()
        self._sides = QSplitter()
        self._prepare()
        self._lay_out()
        self._connect()
        self.refresh()
        self._is_ready = True

    def focus_widget(self) -> QWidget:
        """What takes the keyboard in this pane."""
        return (
            self.list if self.model.links else self.form.title_field if self.open_meeting.meeting else self.first_button
        )

    def store(self) -> bool:
        """Store what is being typed. Returns whether nothing is left that could be lost."""
        return self.form.save()

    def begin(self) -> None:
        """Begin a new meeting, with the keyboard in its title."""
        if self.form.save() and self.open_meeting.begin() is not None:
            self.form.title_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show the meetings and the open one as they are now."""
        if self.isVisible():
            self.open_meeting.open_shown()
        meeting = self.open_meeting.meeting
        with QSignalBlocker(self.choice):
            self.choice.clear()
            for each in self.open_meeting.meetings:
                self.choice.addItem(" · ".join(filter(None, (each.day, each.title))), each.memo_id)
            if meeting is not None:
                self.choice.setCurrentIndex(self.open_meeting.meetings.index(meeting))
        self.form.show(meeting)
        current = self.list.currentIndex().row()
        self.model.show(self._workspace.project.memo_links.of(meeting.memo_id) if meeting is not None else [])
        self.list.setVisible(bool(self.model.links))
        self.nothing.setVisible(not self.model.links)
        if not self.list.currentIndex().isValid() and self.model.links:
            self.list.setCurrentIndex(self.model.index(min(max(current, 0), len(self.model.links) - 1)))
        self._stack.setCurrentIndex(1 if meeting is not None else 0)
        for button in (self.choice, self.talk_button, self.delete_button):
            button.setVisible(meeting is not None)
        self.new_button.setVisible(meeting is not None)
        self.outcomes.want()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and self._is_ready:
            self.form.retint()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.open_meeting.open_shown()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.form.save()
        self.outcomes.close_down()
        settings.save_layout(_LAYOUT, self._sides.saveState())
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the list of passages."""
        if watched is self.list and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            row = self.list.currentIndex().row()
            is_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
            if event.key() == Qt.Key.Key_Delete and row >= 0:
                self._unlink(row)
                return True
            if is_alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and row >= 0:
                self._move(row, -1 if event.key() == Qt.Key.Key_Up else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    # ---- doing

    def _go(self, index: QModelIndex) -> None:
        """Show a passage in the transcript, with its coding chosen."""
        passage = self.model.passage(index.row())
        if passage is None:
            words = self.tr("These words are not in the transcripts any more; the meeting still says what they were.")
            self._workspace.notice(Notice(words))
            return
        self._workspace.go_to(passage)
        coding = self.model.coding(self.model.links[index.row()])
        self._workspace.choose_coding(coding.id if coding is not None else None)

    def _look(self, index: QModelIndex) -> None:
        """Show a passage, and go on with the keyboard in the list."""
        self._go(index)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unlink(self, row: int) -> None:
        with self._workspace.attempt():
            self._workspace.project.meetings.unlink([self.model.links[row].id])
            words = self.tr("A passage was taken off the meeting.")
            self._workspace.notice(Notice(words, action="edit.undo"))

    def _move(self, row: int, by: int) -> None:
        link = self.model.links[row]
        with self._workspace.attempt():
            self._workspace.project.meetings.move_link(link.id, by)
        self.list.setCurrentIndex(self.model.index(self.model.row_of(link.id)))

    def _delete(self) -> None:
        meeting = self.open_meeting.meeting
        if meeting is None or not self.form.save():
            return
        with self._workspace.attempt():
            self._workspace.project.meetings.delete(meeting.memo_id)
            words = self.tr("Meeting “{meeting}” was deleted.").format(meeting=self.open_meeting.name(meeting))
            self._workspace.notice(Notice(words, action="edit.undo"))

    def _choose(self) -> None:
        if self.form.save():
            self.open_meeting.choose(self.choice.currentData())

    def _on_change(self, changes: Changes) -> None:
        if changes.touches(*_NAMED_BY) and self.model.is_concerned(changes):
            self.model.show(list(self.model.links))
        self.outcomes.want()

    # ---- building

    def _prepare(self) -> None:
        writable = not self._workspace.project.is_read_only
        self.choice.setAccessibleName(self.tr("Meeting"))
        self.choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.choice.setMinimumContentsLength(12)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.list.setModel(self.model)
        self.list.setItemDelegate(TwoLines(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("What was talked about"))
        self.list.setToolTip(self.tr("Return goes to the words, Alt+Up and Alt+Down move them, Del takes them off"))
        self.list.installEventFilter(self)
        words = self.tr("Nothing yet. Select the words that you talk about, or click a coding, and press {button}.")
        key = self._actions.with_keys(self.talk_button.text(), "meeting.talk")
        self.nothing.setText(words.format(button=key))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.delete_button.setAccessibleName(self.tr("Delete the meeting"))
        self.delete_button.setToolTip(self.delete_button.accessibleName())
        for button, name in ((self.new_button, "meeting.new"), (self.talk_button, "meeting.talk")):
            keys = self._actions[name].shortcut().toString(self._actions[name].shortcut().SequenceFormat.NativeText)
            button.setToolTip(f"{button.text()} ({keys})" if keys else button.text())
            button.clicked.connect(self._actions[name].trigger)
        for each in (self.new_button, self.talk_button, self.delete_button, self.first_button):
            each.setEnabled(writable)
            each.setAutoDefault(False)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(theme.GRID_PX)
        for widget in (self.choice, self.new_button, self.talk_button, self.delete_button):
            bar.addWidget(widget)
        bar.addStretch()
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(self.form.decisions_field, self.tr("Decided"))
        self._tabs.addTab(self.outcomes, self.tr("What followed"))
        for side, stretch in ((self._minutes(), 3), (self._passages(), 4), (self._tabs, 4)):
            self._sides.addWidget(side)
            self._sides.setStretchFactor(self._sides.count() - 1, stretch)
        self._sides.setChildrenCollapsible(False)
        if (state := settings.layout(_LAYOUT)) is not None:
            self._sides.restoreState(state)
        self._stack.addWidget(self._no_meeting())
        self._stack.addWidget(self._sides)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * theme.GRID_PX, theme.GRID_PX, 2 * theme.GRID_PX, 2 * theme.GRID_PX)
        column.setSpacing(theme.GRID_PX)
        column.addLayout(bar)
        column.addWidget(self._stack, 1)

    def _minutes(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID_PX)
        column.addWidget(self.form.head)
        column.addWidget(self.form.notes_field, 1)
        return side

    def _passages(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID_PX)
        heading = QLabel(self.tr("Talked about"))
        heading.setFont(theme.small_font(self.font()))
        column.addWidget(heading)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing, 1)
        return side

    def _no_meeting(self) -> QWidget:
        page = QWidget()
        words = QLabel(
            self.tr(
                "No meeting yet. Write down who was there and what was decided; add the passages that you talk about "
                "as you go through them."
            ),
            wordWrap=True,
        )
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(page)
        column.addStretch()
        column.addWidget(words)
        column.addWidget(self.first_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        return page

    def _connect(self) -> None:
        self.open_meeting.changed.connect(self.refresh)
        self._workspace.changed.connect(self._on_change)
        self.choice.activated.connect(self._choose)
        self.list.activated.connect(self._go)
        self.list.clicked.connect(self._look)
        self.first_button.clicked.connect(self._actions["meeting.new"].trigger)
        self.delete_button.clicked.connect(self._delete)
        self.form.left.connect(self.left)
