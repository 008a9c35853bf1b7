"""The meeting that is held just now: the one that is open, or else the latest; and talking about passages in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDate, QObject, Qt, Signal

from annotator.gui import settings
from annotator.gui.messages import Notice
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.project.ids import Id
from annotator.project.meetings import Meeting
from annotator.project.memo_links import TalkedAbout

_PLACE = "meeting"


class OpenMeeting(QObject):
    """The meetings that may be seen, the latest first, and which of them is open. One for each workspace."""

    changed = Signal()  # another one is open, or what a meeting says has changed

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self.meetings: list[Meeting] = []
        self._memo_id = self._remembered()
        self._read()
        workspace.changed.connect(self._on_change)
        workspace.sight.changed.connect(self._look_anew)

    @classmethod
    def of(cls, workspace: Workspace) -> OpenMeeting:
        """The one of a workspace, made when it is first asked for."""
        return workspace.findChild(cls) or cls(workspace)

    @property
    def meeting(self) -> Meeting | None:
        """The open one, or else the latest."""
        chosen = (each for each in self.meetings if each.memo_id == self._memo_id)
        return next(chosen, self.meetings[0] if self.meetings else None)

    @property
    def held(self) -> Meeting | None:
        """The one in which passages are talked about: the open one, or the latest if it is of today.

        What is said today would be wrong in the minutes of an earlier day that nobody is looking at.
        """
        meeting = self.meeting
        is_open = meeting is not None and meeting.memo_id == self._memo_id
        return meeting if is_open or (meeting is not None and meeting.day == _today()) else None

    def open_shown(self) -> None:
        """The pane shows a meeting: somebody looks at it, whichever day it was."""
        if (meeting := self.meeting) is not None:
            self._memo_id = meeting.memo_id

    def choose(self, memo_id: Id | None) -> None:
        """Open another one."""
        if memo_id != self._memo_id:
            self._memo_id = memo_id
            settings.save_place(self._workspace.project_id, _PLACE, memo_id.hex() if memo_id else "")
            self.changed.emit()

    def begin(self) -> Meeting | None:
        """A new meeting of today, with whoever is at work; None where it cannot be stored."""
        made: Meeting | None = None
        with self._workspace.attempt():
            made = self._workspace.project.meetings.add(_today(), present=[self._workspace.project.coder_name])
            self.choose(made.memo_id)
        return made

    def talk_about(self, passages: Sequence[TalkedAbout]) -> None:
        """Add passages to what the meeting talked about; where none is held yet, it begins now."""
        if not passages:
            words = self.tr("Select words, choose a coding, or choose segments first: then talk about them.")
            self._workspace.notice(Notice(words))
            return
        workspace = self._workspace
        with workspace.attempt():
            project, meeting = workspace.project, self.held
            with project.operation("meeting.talk_about", meeting=self.name(meeting), count=len(passages)):
                memo_id = meeting.memo_id if meeting is not None else self._new_id()
                new = project.meetings.talk_about(memo_id, passages)
            self.choose(memo_id)
            self._say(len(new), memo_id)

    def name(self, meeting: Meeting | None) -> str:
        """The title of a meeting, or its day."""
        return (meeting.title or meeting.day) if meeting is not None else self.tr("today")

    def _new_id(self) -> Id:
        project = self._workspace.project
        return project.meetings.add(_today(), present=[project.coder_name]).memo_id

    def _say(self, count: int, memo_id: Id) -> None:
        name = self.name(self._workspace.project.meetings.get(memo_id))
        if count:
            words = self.tr("%n passage(s) added to what meeting “{meeting}” talked about.", None, count)
            self._workspace.notice(Notice(words.replace("{meeting}", name), action="edit.undo"))
        else:
            words = self.tr("Meeting “{meeting}” has talked about this already.")
            self._workspace.notice(Notice(words.format(meeting=name), action="meeting.open"))

    def _on_change(self, changes: Changes) -> None:
        if changes.touches("meeting", "memo_link") or (changes.touches("memo") and self._concerns(changes)):
            self._read()
            self.changed.emit()

    def _concerns(self, changes: Changes) -> bool:
        """Whether a memo that is, was or becomes a meeting was touched."""
        known = {each.memo_id for each in self.meetings}
        return any(row.row_id in known or "meeting" in row.values("kind") for row in changes.of("memo"))

    def _look_anew(self) -> None:
        self._read()
        self.changed.emit()

    def _read(self) -> None:
        hides = self._workspace.sight.hides_coder
        self.meetings = [each for each in self._workspace.project.meetings.all() if not hides(each.coder_id)]

    def _remembered(self) -> Id | None:
        kept = settings.place(self._workspace.project_id, _PLACE)
        try:
            return Id(bytes.fromhex(kept)) if kept else None
        except ValueError:
            return None


def _today() -> str:
    return QDate.currentDate().toString(Qt.DateFormat.ISODate)
