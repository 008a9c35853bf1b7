"""The room where the report is put together: choices at the left, the tables as they will be at the right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.analysis.agreement_terms import Counted, Unit
from annotator.analysis.segment_query import SegmentQuery
from annotator.gui import theme
from annotator.gui.actions import Actions
from annotator.gui.background import Task
from annotator.gui.messages import Notice, error_notice
from annotator.gui.pages.report_choices import ReportChoices
from annotator.gui.pages.report_export import ExportStrip
from annotator.gui.pages.report_making import MakingLine
from annotator.gui.pages.report_preview import ReportPreview
from annotator.gui.pages.report_work import sections_of, word_report
from annotator.gui.pages.word_file import ask_for_word_file, keep_folder
from annotator.gui.transcript.quiet_strip import QuietStrip
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.reports import agreement, audit, meetings
from annotator.reports.model import Section, Table
from annotator.reports.options import ReportOptions

_DEBOUNCE_MS = 250
_IN_REPORTS = (
    "project",
    "document",
    "speaker",
    "participant",
    "attribute",
    "attribute_value",
    "code",
    "coding",
    "coder",
)
_IN_NOTES = ("memo", "meeting", "memo_link")
_WITH_NOTES = frozenset({audit.NAME, meetings.NAME})


class ReportPage(QWidget):
    """Choose, look, export. The preview is made from a snapshot in the background and follows every change."""

    _is_ready = False

    def __init__(self, workspace: Workspace, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._actions = actions
        self._task: Task[tuple[Section, ...]] | None = None
        self._is_stale = True
        self._is_stopped = False
        self._has_more_to_choose = False
        self.choices = ReportChoices(workspace)
        self.preview = ReportPreview()
        self.making = MakingLine()
        self.export = ExportStrip()
        self.blind_strip = QuietStrip("blind")
        self.empty_words = QLabel(wordWrap=True)
        self.empty_button = QPushButton()
        self._stack = QStackedWidget()
        self._soon = QTimer(self, singleShot=True, interval=_DEBOUNCE_MS)
        self._soon.timeout.connect(self._build)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.choices.tabs)
        self._show_what_there_is()
        self._is_ready = True

    @property
    def is_fresh(self) -> bool:
        """Whether the preview shows the project and the choices as they are now."""
        return not self._is_stale and self._task is None

    def choose_file_and_export(self) -> None:
        """Ask where the report should be, and write it there."""
        if not self._has_anything():
            self._workspace.notice(Notice(self.empty_words.text()))
            return
        name = self.tr("{project} report.docx").format(project=self._workspace.path.stem)
        ask_for_word_file(self._workspace, self, self.tr("Export Word report"), name, self.export_to)

    def restrict_to(self, query: SegmentQuery) -> None:
        """Let the report be the table of the segments that a query finds."""
        self.choices.restrict_to(query)

    def add_agreement(self, unit: Unit, counted: Counted) -> None:
        """Let the report have the table of agreement, made by this unit and counting this, and show it."""
        self.choices.add_agreement(unit, counted)
        self.preview.show_next(agreement.NAME)

    def export_to(self, target: Path) -> None:
        """Write the report as it is chosen to a file."""
        keep_folder(self._workspace, target)
        work = word_report(self._workspace.path, self._options(), target, self.choices.template)
        self.export.run(work, target.name)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        words = self.tr("Write the tables as they are shown here into a Word file")
        self.export.export_button.setToolTip(self._actions.with_keys(words, "report.export"))
        self._take_up()
        if self._is_stale and not self._is_stopped:
            self._soon.start(0)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and self._is_ready:
            self.preview.retint()
            self.export.retint()
            self._has_more_to_choose = True
            self._take_up()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.choices.close_down()
        self._soon.stop()
        if self._task is not None:
            self._task.cancel()
            self._task.wait()
        self.export.finish()
        event.accept()

    def _options(self) -> ReportOptions:
        """What is chosen, but in blind mode only what the coder at work coded: the page and the file are the same."""
        options = self.choices.options()
        sight = self._workspace.sight
        whose = "all" if sight.is_blind else options.whose  # of one's own codings nothing is left out
        return replace(options, coders=sight.seen_coders(options.coders), whose=whose)

    def _follow_sight(self) -> None:
        self.choices.follow_sight()
        self._say_blind()
        self._want_preview()

    def _say_blind(self) -> None:
        name = self._workspace.project.coder_name
        words = self.tr("Blind mode: this report holds only what {name} coded, on the page and in the file.")
        self.blind_strip.say(words.format(name=name) if self._workspace.sight.is_blind else "")

    # ---- the preview

    def _take_up(self) -> None:
        """Do what was left while nobody looked."""
        if not self.isVisible():
            return
        self._show_what_there_is()
        if self._has_more_to_choose:
            self._has_more_to_choose = False
            self.choices.refresh()

    def _on_change(self, changes: Changes) -> None:
        """Follow while the page is looked at; else leave all work until it is."""
        if not self.isVisible():
            self._has_more_to_choose |= changes.touches("saved_table", *_IN_REPORTS)
        else:
            self.choices.follow(changes)
        if changes.touches(*_IN_REPORTS) or (changes.touches(*_IN_NOTES) and self._has_notes()):
            self._want_preview()

    def _has_notes(self) -> bool:
        """Whether a table is chosen that tells what somebody wrote."""
        return not _WITH_NOTES.isdisjoint(self.choices.choice.chosen_tables)

    def _want_preview(self) -> None:
        """Make the preview anew soon, or when the page is next looked at."""
        self._is_stale, self._is_stopped = True, False
        if self._task is not None:
            self._task.cancel()
        if self.isVisible():
            self._show_what_there_is()
            self._soon.start(_DEBOUNCE_MS)

    def _build(self) -> None:
        if self._task is not None or not self._has_anything():
            return
        self._is_stale, self._is_stopped = False, False
        self.making.begin()
        task = self._task = Task(sections_of(self._workspace.path, self._options()), self)
        task.progressed.connect(self._on_progress)
        task.succeeded.connect(self._on_built)
        task.failed.connect(self._on_not_built)
        task.cancelled.connect(self._on_cancelled)
        task.start()

    def _on_progress(self, done: int, total: int, title: str) -> None:
        if not self._is_stopped:
            self.making.tell(done, total, title)

    def _stop(self) -> None:
        """Leave the preview as it is until something changes or a person wants it made."""
        if self._task is not None:
            self._is_stale = self._is_stopped = True
            self._soon.stop()
            self._task.cancel()
            self.making.say_stopped()

    def _on_built(self, sections: tuple[Section, ...]) -> None:
        self._task = None
        self.making.end()
        self.preview.show_sections(sections)

    def _on_not_built(self, error: Exception) -> None:
        self._task = None
        self.making.end()
        self._workspace.notice(error_notice(error))

    def _on_cancelled(self) -> None:
        self._task = None
        if self._is_stale and not self._is_stopped and self.isVisible():
            self._soon.start(_DEBOUNCE_MS)

    # ---- what is missing

    def _has_anything(self) -> bool:
        return len(self._workspace.tree) > 0 or bool(self._workspace.project.documents.lengths())

    def _show_what_there_is(self) -> None:
        has_anything = self._has_anything()
        self._stack.setCurrentIndex(0 if has_anything else 1)
        self.export.export_button.setEnabled(has_anything and not self.export.is_running)

    # ---- telling

    def _on_copied(self, table: Table) -> None:
        words = self.tr(
            "The table is on the clipboard (%n row(s)). Paste it into Word or a spreadsheet.", None, len(table.rows)
        )
        self._workspace.notice(Notice(words))

    def _on_written(self, path: Path) -> None:
        self._workspace.notice(Notice(self.tr("Report written to {file}.").format(file=path), action="report.open"))

    def _open_written(self) -> None:
        if self.export.path is None:
            self._workspace.notice(Notice(self.tr("No report has been written since the project was opened.")))
        self.export.open_written()

    # ---- building

    def _lay_out(self) -> None:
        splitter = QSplitter()
        splitter.addWidget(self.choices)
        splitter.addWidget(self._tables_side())
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([252, 900])
        splitter.setChildrenCollapsible(False)
        self._stack.addWidget(splitter)
        self._stack.addWidget(self._empty_page())
        line = QFrame(frameShape=QFrame.Shape.HLine)
        line.setForegroundRole(self.palette().ColorRole.Mid)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.blind_strip)
        whole.addWidget(self._stack, 1)
        whole.addWidget(line)
        whole.addWidget(self.export)

    def _tables_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.making)
        column.addWidget(self.preview, 1)
        return side

    def _empty_page(self) -> QWidget:
        page = QWidget()
        self.empty_words.setText(
            self.tr(
                "There is nothing to report yet. Import transcripts, code some passages, and the tables appear here."
            )
        )
        self.empty_words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty_words.setFixedWidth(420)
        self.empty_words.setMinimumHeight(self.empty_words.heightForWidth(420))
        self.empty_button.setText(self.tr("Import transcripts…"))
        self.empty_button.setIcon(theme.icon("import"))
        column = QVBoxLayout(page)
        column.setSpacing(3 * theme.GRID_PX)
        column.addStretch()
        column.addWidget(self.empty_words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.empty_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        return page

    def _connect(self) -> None:
        self._workspace.changed.connect(self._on_change)
        self._workspace.sight.changed.connect(self._follow_sight)
        self.blind_strip.offer(self._actions, "view.blind", self.tr("Reveal"))
        self._say_blind()
        self.choices.chosen.connect(self._want_preview)
        self.making.stop_wanted.connect(self._stop)
        self.making.make_wanted.connect(self._build)
        self.preview.copied.connect(self._on_copied)
        self.export.wanted.connect(self.choose_file_and_export)
        self.export.written.connect(self._on_written)
        self.export.failed.connect(lambda error: self._workspace.notice(error_notice(error)))
        self.empty_button.clicked.connect(self._actions["document.import"].trigger)
        self._actions.connect("report.open", self._open_written)
