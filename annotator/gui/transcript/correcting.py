"""Correcting the words of the transcript: entering and leaving the mode, and storing what is typed at every pause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from annotator.analysis.correcting import correct
from annotator.gui.actions import Actions
from annotator.gui.messages import Notice, error_notice
from annotator.gui.transcript.correctable_text import CorrectableText
from annotator.gui.transcript.quiet_strip import QuietStrip
from annotator.gui.workspace import Workspace
from annotator.project.errors import AnnotatorError

if TYPE_CHECKING:
    from annotator.project.corrections import Correction
    from annotator.project.ids import Id

_PAUSE_MS = 1_000
_LONGEST_WITHOUT_STORING_MS = 15_000
_TRY_AGAIN_MS = 10_000


class Correcting(QObject):
    """The mode in which the words of the open document can be changed. Each pause is one operation."""

    def __init__(self, workspace: Workspace, view: CorrectableText, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._view = view
        self._actions = actions
        self._document_id: Id | None = None
        self._is_storing = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.store)
        self._since_stored = QElapsedTimer()
        self.strip = QuietStrip("rename")
        self.strip.offer(actions, "edit.correct", self.tr("Done"))
        workspace.keepers.append(self.store)
        actions.connect("edit.correct", self.toggle)
        view.typed.connect(self._wait_for_pause)
        view.pasted.connect(lambda: self._pause.start(0))
        view.storing_wanted.connect(self.store)
        view.done.connect(self.stop)

    @property
    def is_on(self) -> bool:
        """Whether the words can be changed just now."""
        return self._workspace.is_correcting

    @property
    def has_unstored_words(self) -> bool:
        """Whether something that was typed is not stored yet."""
        return bool(self._view.edits)

    def toggle(self) -> None:
        """Begin to correct the open document, or leave off."""
        if self.is_on:
            self.stop()
        else:
            self._actions["go.transcript"].trigger()
            self.start()
        self._actions["edit.correct"].setChecked(self.is_on)

    def start(self) -> None:
        """Let the words of the open document be changed."""
        if self._workspace.document_id is None or self._workspace.project.is_read_only or self.is_on:
            return
        self._document_id = self._workspace.document_id
        self._view.set_correcting(True)
        self._tell(is_on=True)

    def stop(self) -> bool:
        """Store what was typed, and let the words only be read again. Returns whether that was possible."""
        if not self.is_on:
            return True
        if not self.store():
            return False
        self._view.set_correcting(False)
        self._document_id = None
        self._tell(is_on=False)
        return True

    def store(self) -> bool:
        """Store what was typed since the last pause, as one operation. Returns whether nothing is left to store."""
        self._pause.stop()
        if not self._view.edits or self._document_id is None or self._is_storing:
            return True
        if self._workspace.is_writing:
            self._pause.start(_PAUSE_MS)
            return False
        self._is_storing = True
        try:
            turns = self._view.stored_turns
            correction = correct(self._workspace.project, self._document_id, self._view.edits, turns)
        except AnnotatorError as error:
            self._workspace.notice(error_notice(error))
            self._pause.start(_TRY_AGAIN_MS)
            return False
        finally:
            self._is_storing = False
        if self._view.edits:  # typed and taken out again: nobody told the view that it is as it was
            self._view.forget_edits()
        self._tell_of_waiting(correction)
        return True

    def abandon(self) -> None:
        """The page goes: leave without storing what cannot be stored."""
        self._pause.stop()
        self._workspace.keepers.remove(self.store)
        self._workspace.is_correcting = False

    def open_menu(self, place: QPoint) -> None:
        """The menu of the text while it is corrected: Qt's own without its undo, which is not the project's."""
        menu = self._view.createStandardContextMenu()
        for action in menu.actions()[:3]:
            menu.removeAction(action)
        menu.addSeparator()
        menu.addAction(self._actions["edit.correct"])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._view.viewport().mapToGlobal(place))

    def _wait_for_pause(self) -> None:
        if not self._pause.isActive():
            self._since_stored.start()
        is_long_ago = self._since_stored.hasExpired(_LONGEST_WITHOUT_STORING_MS)
        self._pause.start(0 if is_long_ago else _PAUSE_MS)

    def _tell(self, *, is_on: bool) -> None:
        self._workspace.is_correcting = is_on
        words = self.tr("You are correcting the words. Codings move with them. Esc when you are done.")
        self.strip.say(words if is_on else "")
        said = words if is_on else self.tr("The words are only read again.")
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, said))
        self._actions["edit.correct"].setChecked(is_on)
        self._workspace.conditions_changed.emit()

    def _tell_of_waiting(self, correction: Correction) -> None:
        project, hides = self._workspace.project, self._workspace.sight.hides_coder
        seen = [
            [each for each in ids if not hides(project.codings.get(each).coder_id)]
            for ids in (correction.lost_coding_ids, correction.twin_coding_ids)
        ]
        if count := len(seen[0]):
            words = self.tr("%n coding(s) lost their words. They are kept, and wait for a look.", None, count)
            self._workspace.notice(Notice(words, action="code.lost"))
        elif count := len(seen[1]):
            words = self.tr("%n coding(s) now say what another one says on the same words.", None, count)
            self._workspace.notice(Notice(words, action="code.lost"))
