"""What a meeting talked about, as a list: the words as they were then, and below them the code and the place."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.analysis.paragraph_numbers import ParagraphNumbers
from annotator.gui.two_lines import SECOND_LINE, SIGN
from annotator.gui.workspace import Passage, Workspace
from annotator.project.changes import Changes
from annotator.project.codings import Coding
from annotator.project.errors import NotFound
from annotator.project.ids import Id
from annotator.project.memo_links import MemoLink

Index = QModelIndex | QPersistentModelIndex


class LinksModel(QAbstractListModel):
    """The links of one meeting, in order."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._places: dict[Id, str] = {}
        self.links: list[MemoLink] = []

    def show(self, links: list[MemoLink]) -> None:
        """Show these, with the names that things have now."""
        self._places.clear()
        if links == self.links:
            if links:
                self.dataChanged.emit(self.index(0), self.index(len(links) - 1))
            return
        self.beginResetModel()
        self.links = links
        self.endResetModel()

    def is_concerned(self, changes: Changes) -> bool:
        """Whether an operation may have changed what the list says; most codings do not."""
        if not self.links or not changes.touches("coding", "code", "document"):
            return False
        codings = {link.coding_id for link in self.links}
        documents = {link.document_id for link in self.links}
        return (
            changes.touches("code")
            or not codings.isdisjoint(changes.ids("coding"))
            or not documents.isdisjoint(changes.ids("document"))
        )

    def row_of(self, link_id: Id) -> int:
        """Where a link is; -1 where it is not."""
        return next((row for row, link in enumerate(self.links) if link.id == link_id), -1)

    def passage(self, row: int) -> Passage | None:
        """Where the words of a link are now; None where they, or their document, are gone."""
        link = self.links[row]
        coding = self.coding(link)
        if coding is not None and coding.has_words:
            return Passage(coding.document_id, coding.start_char, coding.end_char)
        if link.document_id is None or link.start_char is None or link.end_char is None:
            return None
        return Passage(link.document_id, link.start_char, link.end_char) if link.start_char < link.end_char else None

    def coding(self, link: MemoLink) -> Coding | None:
        """The coding that was talked about, if there was one, it is there still, and it may be seen."""
        if link.coding_id is None:
            return None
        try:
            coding = self._workspace.project.codings.get(link.coding_id)
        except NotFound:
            return None
        return None if self._workspace.sight.hides_coder(coding.coder_id) else coding

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.links)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        link = self.links[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(link.words[:400].split())
        if role == SECOND_LINE:
            return self._place(link)
        if role == SIGN:
            return "" if self.passage(index.row()) is not None else "warning"
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            words = link.words if len(link.words) <= 1_000 else link.words[:999] + "…"
            return f"{words}\n{self._place(link)}"
        return None

    def _place(self, link: MemoLink) -> str:
        if link.id not in self._places:
            self._places[link.id] = self._looked_up(link)
        return self._places[link.id]

    def _looked_up(self, link: MemoLink) -> str:
        coding = self.coding(link)
        code = self._workspace.path_of(coding.code_id) if coding is not None else ""
        passage = self.passage(self.row_of(link.id))
        if passage is None:
            gone = self.tr("these words are not in the transcripts any more")
            return " · ".join(filter(None, (gone, code)))
        project = self._workspace.project
        text = project.documents.text(passage.document_id).text
        number = ParagraphNumbers(text).number_at(passage.start_char)
        place = self.tr("{document} ¶ {number}").format(
            document=project.documents.get(passage.document_id).name, number=number
        )
        return " · ".join(filter(None, (place, code)))
