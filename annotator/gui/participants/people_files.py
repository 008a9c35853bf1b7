"""Files of people: a table of them brought in, the sheet written out."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.exporters import attribute_sheet
from annotator.gui import settings
from annotator.gui.messages import Notice
from annotator.gui.participants.import_dialog import PeopleImportDialog, read_table
from annotator.gui.waiting import wait_for
from annotator.gui.workspace import Workspace
from annotator.importers.sheet_file import SUFFIXES
from annotator.project.project import Project

_FOLDER = "people_folder"


class PeopleFiles(QObject):
    """Asks for files and reads or writes them, over the window of a page."""

    def __init__(self, workspace: Workspace, page: QWidget) -> None:
        super().__init__(page)
        self._workspace = workspace
        self._page = page

    def choose_and_import(self) -> None:
        """Ask for a table of people and show what it would bring."""
        folder = settings.choice(_FOLDER, str(Path.home()))
        kinds = f"{self.tr('Tables')} ({' '.join(f'*{suffix}' for suffix in SUFFIXES)});;{self.tr('All files')} (*)"
        name, _ = QFileDialog.getOpenFileName(self._page.window(), self.tr("Import participants"), folder, kinds)
        if name:
            settings.save_choice(_FOLDER, str(Path(name).parent))
            self.import_table(Path(name))

    def import_table(self, path: Path) -> None:
        """Show what a table of people would bring."""
        words = self.tr("Reading {file}…").format(file=path.name)
        with self._workspace.attempt():
            read = wait_for(partial(read_table, path), words, self._page.window())
            if read is not None:
                PeopleImportDialog(self._workspace, path, read.result, self._page.window()).open()

    def choose_and_export(self) -> None:
        """Ask where the sheet should be written."""
        project = self._workspace.path
        name, _ = QFileDialog.getSaveFileName(
            self._page.window(),
            self.tr("Export participants"),
            str(project.with_name(self.tr("{project} participants.xlsx").format(project=project.stem))),
            f"{self.tr('Excel and LibreOffice (*.xlsx)')};;{self.tr('Text with commas (*.csv)')}",
        )
        if name:
            self.export_to(Path(name))

    def export_to(self, path: Path) -> None:
        """Write the sheet to a .xlsx or .csv file."""
        path = path if path.suffix.lower() in attribute_sheet.SUFFIXES else path.with_name(f"{path.name}.xlsx")
        with self._workspace.attempt():
            done = wait_for(
                lambda _progress: _written(self._workspace.path, path),
                self.tr("Writing {file}…").format(file=path.name),
                self._page.window(),
            )
            if done is not None:
                self._workspace.notice(Notice(self.tr("Participants written to {file}.").format(file=path)))


def _written(project: Path, target: Path) -> int:
    """Write the sheet of a project's participants, from a picture of it. Raises ExportFailed."""
    with Project.snapshot(project) as snapshot:
        return attribute_sheet.write(snapshot, target)
