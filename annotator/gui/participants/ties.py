"""The list of documents and speakers in its view."""

from __future__ import annotations

from PySide6.QtWidgets import QHeaderView, QWidget

from annotator.gui.participants.cell_delegate import CellDelegate
from annotator.gui.participants.cells_model import Outcome
from annotator.gui.participants.cells_view import CellsView
from annotator.gui.participants.ties_model import DOCUMENT, LABEL, PERSON, ROLE, SUGGESTION, Tie, TiesModel
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.project.ids import Id

_WIDTHS_PX = {LABEL: 150, ROLE: 120, PERSON: 200, SUGGESTION: 160}


class TiesList(CellsView):
    """Who speaks where, to be filled in for a whole project."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        self.ties = TiesModel(workspace)
        super().__init__(self.ties, parent)
        self.ties.setParent(self)
        self.is_stale = False
        self._place: tuple[Id | None, Id | None, int] = (None, None, PERSON)
        self.setItemDelegate(CellDelegate(self))
        self.setAccessibleName(self.tr("Documents and who speaks in them"))
        self.setShowGrid(False)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(DOCUMENT, QHeaderView.ResizeMode.Stretch)
        for column, width_px in _WIDTHS_PX.items():
            self.setColumnWidth(column, width_px)
        self.ties.modelAboutToBeReset.connect(self._note_place)
        self.ties.modelReset.connect(self._come_back)
        self._come_back()

    def current_tie(self) -> Tie | None:
        """The row that is the current one."""
        row = self.currentIndex().row()
        return self.ties.ties[row] if 0 <= row < len(self.ties.ties) else None

    def take_suggestions(self) -> Outcome:
        """Tie what is suggested: in the selected rows where they have any, else everywhere."""
        rows = sorted({row for row, _ in self.selected_places()})
        suggested = [row for row in rows if self.ties.ties[row].suggestion]
        everywhere = [row for row, tie in enumerate(self.ties.ties) if tie.suggestion]
        return self.ties.take_suggestions(suggested if len(rows) > 1 and suggested else everywhere)

    def take(self, changes: Changes) -> None:
        """Follow an operation."""
        self.ties.take(changes)

    def bring_up_to_date(self) -> None:
        """Read what changed while nobody looked."""
        if self.is_stale:
            self.ties.read()
            self.is_stale = False

    def _note_place(self) -> None:
        tie = self.current_tie()
        if tie is not None:
            speaker_id = tie.speaker.id if tie.speaker is not None else None
            self._place = (tie.document.id, speaker_id, self.currentIndex().column())

    def _come_back(self) -> None:
        document_id, speaker_id, column = self._place
        for row, tie in enumerate(self.ties.ties):
            if tie.document.id == document_id and (tie.speaker.id if tie.speaker is not None else None) == speaker_id:
                self.go(row, column)
                return
        self.go(0, column)
