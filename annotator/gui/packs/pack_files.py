"""Extract packs in the window: the dialog that makes one, and the way of what comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.gui import settings
from annotator.gui.background import Progress
from annotator.gui.messages import Notice
from annotator.gui.packs.comments_dialog import CommentsDialog
from annotator.gui.packs.pack_dialog import PackDialog
from annotator.gui.segments.page import SegmentsPage
from annotator.gui.waiting import wait_for
from annotator.gui.workspace import Workspace
from annotator.importers.comments_plan import CommentsPlan, plan
from annotator.importers.extract_pack import read
from annotator.project.project import Project
from annotator.reports.extract_pack import ChosenPassage

_FOLDER = "comments_folder"


class PackFiles(QObject):
    """Opens the dialogs over the window."""

    def __init__(self, workspace: Workspace, stack: QWidget) -> None:
        super().__init__(stack)
        self._workspace = workspace
        self._stack = stack

    def make(self, page: QWidget | None) -> None:
        """Ask what a new pack should be; on the page of segments, what is chosen or found there is offered first."""
        if not isinstance(page, SegmentsPage):
            PackDialog(self._workspace, self._stack.window()).open()
            return
        chosen = [ChosenPassage(each.document_id, each.start, each.end, (each.code_id,)) for each in page.view.places]
        PackDialog(
            self._workspace,
            self._stack.window(),
            chosen=chosen if len(chosen) > 1 else (),
            query=page.query_in_sight(),
            found=page.found_count,
        ).open()

    def choose_returned(self) -> None:
        """Ask for a file that readers sent back."""
        folder = settings.place(self._workspace.project_id, _FOLDER) or str(self._workspace.path.parent)
        kinds = self.tr("Word documents (*.docx)")
        name, _ = QFileDialog.getOpenFileName(self._stack.window(), self.tr("Comments from readers"), folder, kinds)
        if name:
            settings.save_place(self._workspace.project_id, _FOLDER, str(Path(name).parent))
            self.show_comments(Path(name))

    def show_comments(self, path: Path) -> None:
        """Show what the comments in a returned pack would become."""
        words = self.tr("Reading {file}…").format(file=path.name)
        with self._workspace.attempt():
            done = wait_for(_planning(self._workspace.path, path), words, self._stack.window())
            if done is None:
                return
            if not done.result.comments:
                text = self.tr("{file} is an extract pack in which nobody has written a comment. Nothing was changed.")
                self._workspace.notice(Notice(text.format(file=path.name)))
                return
            CommentsDialog(self._workspace, done.result, self._stack.window()).open()


def _planning(project_path: Path, path: Path) -> Callable[[Progress], CommentsPlan]:
    def work(_progress: Progress) -> CommentsPlan:
        returned = read(path)
        with Project.snapshot(project_path) as project:
            return plan(project, returned)

    return work
