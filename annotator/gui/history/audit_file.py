"""The audit trail of the codebook as a Word file, for the days, the person and the code that the history shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.gui import theme
from annotator.gui.actions import Actions
from annotator.gui.history.question import Question
from annotator.gui.history.things import CODE
from annotator.gui.icon_button import IconButton
from annotator.gui.messages import Notice, error_notice
from annotator.gui.pages.report_export import ExportStrip
from annotator.gui.pages.report_work import word_report
from annotator.gui.pages.word_file import ask_for_word_file, keep_folder
from annotator.gui.workspace import Workspace
from annotator.reports.options import ReportOptions


class AuditFile(QObject):
    """Asks where, and writes it in the background."""

    def __init__(self, workspace: Workspace, question: Callable[[], Question], page: QWidget) -> None:
        super().__init__(page)
        self._workspace = workspace
        self._question = question
        self._page = page
        self.button = IconButton("export", self.tr("Audit trail…"))
        self.export = ExportStrip()
        self.export.export_button.hide()
        self.export.hide()
        self.export.written.connect(self._on_written)
        self.export.failed.connect(lambda error: workspace.notice(error_notice(error)))

    def foot(self, figures: QWidget, actions: Actions) -> QHBoxLayout:
        """The line under the list: how much is listed, and the button that writes it."""
        words = self.tr("Write what was done to the codes in these days into a Word file, as a table")
        self.button.setToolTip(actions.with_keys(words, "history.audit"))
        self.button.setFlat(True)
        self.button.clicked.connect(actions["history.audit"].trigger)
        row = QHBoxLayout()
        row.setContentsMargins(3 * theme.GRID_PX, theme.GRID_PX, 2 * theme.GRID_PX, theme.GRID_PX)
        row.addWidget(figures, 1)
        row.addWidget(self.button)
        return row

    def options(self) -> ReportOptions:
        """The table of what is asked: its days, its person, and its code if there is one; of what may be seen."""
        question, coders = self._question(), self._workspace.sight.seen_coders()
        codes = (question.row_id,) if question.row_id is not None and question.thing.startswith(CODE) else None
        return ReportOptions(
            tables=("audit",),
            codes=codes,
            coders=coders,
            since=question.since,
            until=question.until,
            done_by=question.coder_name,
        )

    def export_to(self, target: Path) -> None:
        """Write the audit trail into a Word file."""
        keep_folder(self._workspace, target)
        self.export.show()
        self.export.run(word_report(self._workspace.path, self.options(), target, None), target.name)

    def choose_file(self) -> None:
        """Ask where, then write."""
        name = self.tr("{project} audit trail.docx").format(project=self._workspace.path.stem)
        title = self.tr("Save the audit trail as a Word file")
        ask_for_word_file(self._workspace, self._page, title, name, self.export_to)

    def close_down(self) -> None:
        """Stop writing."""
        self.export.finish()

    def _on_written(self, path: Path) -> None:
        self._workspace.notice(Notice(self.tr("The audit trail is in {file}.").format(file=path)))
