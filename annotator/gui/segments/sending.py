"""Where found segments go: to the report, or straight into a Word file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.analysis.segment_query import SegmentQuery
from annotator.gui.actions import Actions
from annotator.gui.messages import Notice, error_notice
from annotator.gui.pages.report_export import ExportStrip
from annotator.gui.pages.report_work import word_report
from annotator.gui.pages.word_file import ask_for_word_file, keep_folder
from annotator.gui.workspace import Workspace
from annotator.reports.options import ReportOptions


class SegmentSending(QObject):
    """Sends what a query finds. `query` is asked anew each time: it leaves out the coders who are hidden."""

    report_wanted = Signal(object)  # SegmentQuery

    def __init__(
        self, workspace: Workspace, actions: Actions, query: Callable[[], SegmentQuery], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._query = query
        self._page = parent
        self.export = ExportStrip()
        self.export.export_button.hide()
        self.export.hide()
        self.export.written.connect(self._on_written)
        self.export.failed.connect(lambda error: workspace.notice(error_notice(error)))
        actions.connect("segments.report", lambda: self.report_wanted.emit(self._query()))
        actions.connect("segments.word", self._choose_file)

    def export_to(self, target: Path) -> None:
        """Write the segments of the query into a Word file."""
        keep_folder(self._workspace, target)
        options = ReportOptions(tables=("segments",), query=self._query())
        self.export.show()
        self.export.run(word_report(self._workspace.path, options, target, None), target.name)

    def _choose_file(self) -> None:
        name = self.tr("{project} segments.docx").format(project=self._workspace.path.stem)
        title = self.tr("Save segments as a Word file")
        ask_for_word_file(self._workspace, self._page, title, name, self.export_to)

    def _on_written(self, path: Path) -> None:
        self._workspace.notice(Notice(self.tr("The segments are in {file}.").format(file=path)))
