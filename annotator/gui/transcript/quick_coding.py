"""Finding a code by typing: for the passage that is selected, or for a coding that is to carry another one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint

from annotator.gui.codebook.quick_list import QuickList
from annotator.gui.messages import Notice
from annotator.gui.transcript.text_view import TextView
from annotator.gui.transcript.unmet_keys import UnmetKeys
from annotator.gui.workspace import Workspace
from annotator.project.ids import Id

_GAP_PX = 8
_NAME_CHARS = 60


class QuickCoding(QObject):
    """Opens the list beside the words that are meant, and does what is chosen in it."""

    def __init__(
        self, workspace: Workspace, view: TextView, quick_list: QuickList, unmet: UnmetKeys, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._unmet = unmet
        self._workspace = workspace
        self._view = view
        self._list = quick_list
        self._recoded_id: Id | None = None
        quick_list.chosen.connect(self._take)
        quick_list.new_wanted.connect(self._take_new)

    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        return {"code.passage": self.open_for_passage, "coding.recode": self.open_for_coding}

    def open_for_passage(self) -> None:
        """Let a code be found for the selected words."""
        if self._workspace.passage is None:
            self._workspace.notice(Notice(self._unmet.words_to_select()))
            return
        self._recoded_id = None
        cursor = self._view.textCursor()
        self._open(cursor.selectionStart(), cursor.selectionEnd(), "")

    def open_for_coding(self) -> None:
        """Let another code be found for the chosen coding."""
        shown = self._view.layer.get(self._workspace.coding_id)
        code = self._workspace.code(shown.code_id) if shown is not None else None
        if shown is None or code is None:
            return
        self._recoded_id = shown.id
        name = code.name if len(code.name) <= _NAME_CHARS else code.name[: _NAME_CHARS - 1] + "…"
        self._open(shown.start, shown.end, self.tr("Instead of “{code}”").format(code=name))

    def _open(self, start: int, end: int, heading: str) -> None:
        """Open below the words where they end in sight, else above them; never over the line that they end in."""
        viewport = self._view.viewport()
        last = self._view.rect_of_unit(end).toRect()
        first = self._view.rect_of_unit(start).toRect()
        if not viewport.rect().contains(last.center()):
            last = first if viewport.rect().contains(first.center()) else last
        bottom = min(max(last.bottom(), 0), viewport.height())
        top = min(max(min(first.top(), last.top()), 0), bottom)
        below = viewport.mapToGlobal(QPoint(last.left(), bottom + _GAP_PX))
        self._list.open_at(below, above_px=bottom - top + 2 * _GAP_PX, heading=heading)

    def _take(self, code_id: Id) -> None:
        if self._recoded_id is None:
            self._workspace.code_passage(code_id)
            return
        with self._workspace.attempt():
            self._recode(self._recoded_id, code_id)

    def _take_new(self, path: str) -> None:
        if self._recoded_id is None:
            self._workspace.code_passage_as(path)
            return
        project = self._workspace.project
        with self._workspace.attempt(), project.operation("coding.recode", code=path, count=1):
            self._recode(self._recoded_id, project.codes.ensure(path, self._workspace.tree).id)

    def _recode(self, coding_id: Id, code_id: Id) -> None:
        self._workspace.project.codings.recode([coding_id], code_id)
        self._workspace.last_code_id = code_id
