"""Sending a copy: what is asked, what the file will hold, and writing it beside the window."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import settings, theme
from annotator.gui.background import Progress
from annotator.gui.finding.latest_task import Give, LatestTask
from annotator.gui.icon_button import IconButton
from annotator.gui.memos.elided_label import ElidedLabel
from annotator.gui.merging import words
from annotator.gui.merging.column_scroll import ColumnScroll
from annotator.gui.merging.section import HairLine, quiet_label
from annotator.gui.merging.send_form import SendForm
from annotator.gui.messages import error_notice
from annotator.gui.waiting import wait_for
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.project.copy_contents import CopyContents, CopyMaterial, CopyWishes, read_material
from annotator.project.copy_names import copy_name
from annotator.project.project import Project
from annotator.project.project_file import SUFFIX
from annotator.project.send_copy import send_copy

_FOLDER = "copy_folder"
_COLUMN_PX = 620


class SendView(QWidget):
    """One form, a line that says what the copy will hold, and a button that asks where to put it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._material: CopyMaterial | None = None
        self._is_stale = True
        self._written: Path | None = None
        self._task = LatestTask(self)
        self.form = SendForm(workspace)
        self.holds = ElidedLabel(is_quiet=False)
        self.file_name = ElidedLabel()
        self.save_button = IconButton("export", self.tr("Save the copy…"))
        self.done = ElidedLabel(is_quiet=False)
        self.folder_button = QPushButton(self.tr("Show in its folder"))
        self._lay_out()
        self._connect()
        self._show_wishes()

    @property
    def is_fresh(self) -> bool:
        """Whether the counts are those of the project as it is."""
        return not self._is_stale and not self._task.is_running

    def save(self) -> None:
        """Ask where the copy should be, and write it there."""
        wishes = self.form.wishes()
        if not wishes.receiver:
            self.form.receiver.setFocus()
            return
        project_id = self._workspace.project_id
        folder = Path(settings.place(project_id, _FOLDER) or self._workspace.path.parent)
        kinds = self.tr("Projects (*.annot)")
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save the copy"), str(folder / self._name(wishes)), kinds)
        if chosen:
            target = Path(chosen)
            settings.save_place(project_id, _FOLDER, str(target.parent))
            self.save_to(target if target.suffix.lower() == SUFFIX else target.with_name(target.name + SUFFIX), wishes)

    def save_to(self, target: Path, wishes: CopyWishes) -> None:
        """Write the copy; a file of this name is replaced, as was agreed to in the dialog."""
        source = self._workspace.path

        def work(progress: Progress) -> CopyContents:
            return send_copy(
                source,
                target,
                wishes,
                replaces=True,
                is_cancelled=progress.is_cancelled,
                tell=lambda done, total: progress.report(done, total, ""),
            )

        with self._workspace.attempt():
            text = self.tr("Writing {file}…").format(file=words.short_name(target.name))
            if wait_for(work, text, self.window()) is not None:
                self.form.keep()
                self._tell_written(target)

    def close_down(self) -> None:
        """Stop what is being read."""
        self._task.close()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()

    def _read(self) -> None:
        if self._is_stale and self.isVisible():
            self._is_stale = False
            path = self._workspace.path

            def work(progress: Progress, give: Give) -> CopyMaterial:
                with Project.snapshot(path) as project:
                    return read_material(project)

            self._task.start(work)

    def _take(self, material: CopyMaterial) -> None:
        self._material = material
        self.form.show_material(material)
        self._show_wishes()

    def _show_wishes(self) -> None:
        wishes = self.form.wishes()
        self.save_button.setEnabled(bool(wishes.receiver))
        self.file_name.say(
            self._name(wishes) if wishes.receiver else self.tr("Say who gets the copy; the file is called after them.")
        )
        if self._material is not None:
            self.holds.say(self.tr("The copy holds {what}.").format(what=", ".join(self._held(wishes))))
        self._forget_written()

    def _held(self, wishes: CopyWishes) -> list[str]:
        """What it holds in numbers; those that blind mode hides are left out."""
        assert self._material is not None
        project = self._workspace.project
        receiver = project.coders.called(wishes.receiver) if wishes.receiver else None
        contents = self._material.contents(wishes, receiver.id if receiver else None)
        told = [words.counted("document", contents.documents), words.counted("code", contents.codes)]
        if not self._workspace.sight.is_blind:
            told += [words.counted("coding", contents.codings), words.counted("memo", contents.memos)]
        told.append(words.counted("participant", contents.participants))
        if wishes.with_attributes:
            told.append(words.counted("attribute", contents.attributes))
        if wishes.with_history:
            told.append(self.tr("%n step(s) of the history", None, contents.operations))
        return told

    def _name(self, wishes: CopyWishes) -> str:
        return copy_name(self._workspace.path.stem, wishes.receiver, wishes.sender, date.today())

    def _tell_written(self, target: Path) -> None:
        self._written = target
        self.done.say(self.tr("Saved {file} in {folder}").format(file=target.name, folder=target.parent))
        for widget in (self.done, self.folder_button):
            widget.show()
        self.folder_button.setFocus()

    def _forget_written(self) -> None:
        for widget in (self.done, self.folder_button):
            widget.hide()

    def _show_folder(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))

    def _on_changed(self, _changes: Changes) -> None:
        self._is_stale = True
        self._read()

    def _connect(self) -> None:
        self.form.changed.connect(self._show_wishes)
        field = self.form.receiver.lineEdit()
        assert field is not None
        # Queued, else the same key would go on to the button that has the keyboard when all is saved.
        field.returnPressed.connect(self.save, Qt.ConnectionType.QueuedConnection)
        self.save_button.clicked.connect(self.save)
        self.folder_button.clicked.connect(self._show_folder)
        self._task.ended.connect(self._take)
        self._task.failed.connect(lambda error: self._workspace.notice(error_notice(error)))
        self._workspace.changed.connect(self._on_changed)
        self._workspace.sight.changed.connect(self._show_wishes)
        self._workspace.coder_changed.connect(self._show_wishes)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("A copy for somebody to work in"))
        title.setFont(theme.heading_font(title.font()))
        intro = quiet_label(
            self.tr(
                "They code in the copy while you go on here. When it comes back, merge it. What is left out is in "
                "no part of the file, and merging does not take it for deleted."
            )
        )
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.GRID_PX)
        for widget in (title, intro, self.form):
            column.addWidget(widget)
        column.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._made_scroll(inner), 1)
        outer.addWidget(HairLine())
        outer.addWidget(self._made_foot())

    def _made_foot(self) -> QWidget:
        foot = QWidget()
        grid = QGridLayout(foot)
        grid.setContentsMargins(6 * theme.GRID_PX, 2 * theme.GRID_PX, 6 * theme.GRID_PX, 2 * theme.GRID_PX)
        grid.setVerticalSpacing(theme.GRID_PX)
        grid.setColumnStretch(0, 1)
        for row, widget in enumerate((self.holds, self.file_name, self.done)):
            grid.addWidget(widget, row, 0)
        grid.addWidget(self.save_button, 0, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.folder_button, 2, 1)
        return foot

    def _made_scroll(self, inner: QWidget) -> ColumnScroll:
        scroll = ColumnScroll(_COLUMN_PX)
        scroll.setAccessibleName(self.tr("A copy for somebody to work in"))
        scroll.show_column(inner)
        return scroll
