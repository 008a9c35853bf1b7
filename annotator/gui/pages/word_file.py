"""Asking where a Word file of tables should be: begun in the folder of the last one of the project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.gui import settings
from annotator.gui.workspace import Workspace

_FOLDER = "report_folder"


def ask_for_word_file(
    workspace: Workspace, page: QWidget, title: str, file_name: str, write: Callable[[Path], object]
) -> None:
    """Ask in a dialog of the system, with a name to begin with; `write` is called with the path if one is chosen."""
    folder = settings.place(workspace.project_id, _FOLDER) or str(workspace.path.parent)
    dialog = QFileDialog(page, title, folder)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(QCoreApplication.translate("word_file", "Word documents (*.docx)"))
    dialog.setDefaultSuffix("docx")
    dialog.selectFile(file_name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: write(Path(name)))
    dialog.open()


def keep_folder(workspace: Workspace, target: Path) -> None:
    """Begin in the folder of this file the next time."""
    settings.save_place(workspace.project_id, _FOLDER, str(target.parent))
