"""The audit trail of the codebook as a Word file, for the days that the history shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.gui import settings
from annotator.gui.history.question import Question
from annotator.gui.history.things import CODE
from annotator.gui.messages import Notice, error_notice
from annotator.gui.pages.report_export import ExportStrip
from annotator.gui.pages.report_work import word_report
from annotator.gui.workspace import Workspace
from annotator.reports.options import ReportOptions

_FOLDER = "report_folder"


class AuditFile(QObject):
    """Asks where, and writes it in the background."""

    def __init__(self, workspace: Workspace, question: Callable[[], Question], page: QWidget) -> None:
        super().__init__(page)
        self._workspace = workspace
        self._question = question
        self._page = page
        self.export = ExportStrip()
        self.export.export_button.hide()
        self.export.hide()
        self.export.written.connect(self._on_written)
        self.export.failed.connect(lambda error: workspace.notice(error_notice(error)))

    def options(self) -> ReportOptions:
        """The table of what is asked: its days, and its code if there is one."""
        question = self._question()
        codes = (question.row_id,) if question.row_id is not None and question.thing.startswith(CODE) else None
        return ReportOptions(tables=("audit",), codes=codes, since=question.since, until=question.until)

    def export_to(self, target: Path) -> None:
        """Write the audit trail into a Word file."""
        settings.save_place(self._workspace.project_id, _FOLDER, str(target.parent))
        self.export.show()
        self.export.run(word_report(self._workspace.path, self.options(), target, None), target.name)

    def choose_file(self) -> None:
        """Ask where, then write."""
        project = self._workspace.path
        folder = settings.place(self._workspace.project_id, _FOLDER) or str(project.parent)
        dialog = QFileDialog(self._page, self.tr("Save the audit trail as a Word file"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Word documents (*.docx)"))
        dialog.setDefaultSuffix("docx")
        dialog.selectFile(self.tr("{project} audit trail.docx").format(project=project.stem))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.export_to(Path(name)))
        dialog.open()

    def close_down(self) -> None:
        """Stop writing."""
        self.export.finish()

    def _on_written(self, path: Path) -> None:
        self._workspace.notice(Notice(self.tr("The audit trail is in {file}.").format(file=path)))
