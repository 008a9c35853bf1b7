"""What followed from a meeting, read from the log on another thread: codes first, the rest counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimer
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from annotator.analysis.meeting_outcomes import COUNTED, DAY_US, Outcomes, Period, period_of, what_followed
from annotator.gui import theme
from annotator.gui.background import Progress
from annotator.gui.finding.latest_task import LatestTask
from annotator.gui.history.question import operation_sentence
from annotator.gui.meetings.open_meeting import OpenMeeting
from annotator.gui.two_lines import IS_QUIET, SECOND_LINE, TwoLines
from annotator.gui.workspace import Workspace
from annotator.project.ids import Id
from annotator.project.operation_log import reading

_SOON_MS = 400  # whoever codes does it again and again
_WEEK_DAYS = 7


class OutcomeList(QWidget):
    """The list, and until when it looks."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._open = OpenMeeting.of(workspace)
        self.until = QComboBox()
        self.list = QListWidget()
        self.nothing = QLabel(wordWrap=True)
        self._task = LatestTask(self)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.read)
        self._task.ended.connect(self._show)
        self._prepare()

    @property
    def lines(self) -> list[str]:
        """What it says just now."""
        return [self.list.item(row).text() for row in range(self.list.count())]

    @property
    def is_fresh(self) -> bool:
        """Whether nothing is still being read."""
        return not self._soon.isActive() and not self._task.is_running

    def want(self) -> None:
        """Read the log anew soon, if somebody looks."""
        if self.isVisible():
            self._soon.start()

    def read(self) -> None:
        """Read the log anew."""
        meeting = self._open.meeting
        if meeting is None:
            self._task.cancel()
            self._show(None)
            return
        every = self._workspace.project.meetings.all()
        period = self._period(period_of(meeting, every))
        self._task.start(_reading(self._workspace.path, period, self._workspace.sight.seen_coders()))

    def close_down(self) -> None:
        """End all work, for good."""
        self._soon.stop()
        self._task.close()

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self._soon.start(0)

    def _period(self, until_next: Period) -> Period:
        match self.until.currentData():
            case "day":
                return Period(until_next.since_us, until_next.since_us + DAY_US)
            case "week":
                return Period(until_next.since_us, until_next.since_us + _WEEK_DAYS * DAY_US)
            case "all":
                return Period(until_next.since_us, None)
        return until_next

    def _show(self, outcomes: Outcomes | None) -> None:
        self.list.clear()
        for operation in outcomes.on_codes if outcomes is not None else ():
            words = operation_sentence(operation, is_blind=self._workspace.sight.is_blind)
            item = QListWidgetItem(words)
            moment = QDateTime.fromMSecsSinceEpoch(operation.time_us // 1_000)
            when = QLocale().toString(moment, QLocale.FormatType.ShortFormat)
            by = " · ".join(filter(None, (operation.coder_name, when)))
            item.setData(SECOND_LINE, by)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}, {by}")
            item.setToolTip(f"{words}\n{by}")
            self.list.addItem(item)
        for kind in COUNTED if outcomes is not None else ():
            if outcomes is not None and (count := outcomes.others[kind]):
                item = QListWidgetItem(self._counted(kind, count))
                item.setData(SECOND_LINE, self.tr("all of that time together"))
                item.setData(IS_QUIET, True)
                self.list.addItem(item)
        self.list.setVisible(self.list.count() > 0)
        self.nothing.setVisible(self.list.count() == 0)

    def _counted(self, kind: str, count: int) -> str:
        named = {
            "coding.": self.tr("%n step(s) of coding", None, count),
            "memo.": self.tr("%n change(s) of memos", None, count),
            "document.": self.tr("%n change(s) of documents", None, count),
            "participant.": self.tr("%n change(s) of participants", None, count),
            "consensus.": self.tr("%n step(s) of the consensus", None, count),
        }
        return named[kind]

    def _prepare(self) -> None:
        for words, value in (
            (self.tr("until the next meeting"), "next"),
            (self.tr("on that day"), "day"),
            (self.tr("within a week"), "week"),
            (self.tr("until now"), "all"),
        ):
            self.until.addItem(words, value)
        self.until.setAccessibleName(self.tr("Until when"))
        self.until.currentIndexChanged.connect(self.read)
        self.list.setItemDelegate(TwoLines(self.list))
        self.list.setAccessibleName(self.tr("What followed"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.nothing.setText(self.tr("Nothing was done to codes, codings or memos in this time."))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GRID_PX, 0, 0)
        column.setSpacing(theme.GRID_PX)
        column.addWidget(self.until)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing, 1)


def _reading(path: Path, period: Period, seen: tuple[Id, ...] | None) -> Callable[[Progress, Any], Outcomes]:
    def work(_progress: Progress, _give: Any) -> Outcomes:
        with reading(path) as log:
            return what_followed(log, period, seen)

    return work
