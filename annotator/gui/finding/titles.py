"""What the things in which something was found are called."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.analysis.searched_texts import Part
from annotator.gui.finding.hit_list import HitGroup
from annotator.gui.finding.library import Library, Title
from annotator.gui.memos.memo_words import MemoWords
from annotator.gui.memos.presence import MemoPresence
from annotator.gui.workspace import Workspace
from annotator.project.ids import Id


class Titles(QObject):
    """Names of documents with their participants, of memos with what they are about, of codes with their paths."""

    def __init__(self, workspace: Workspace, library: Library, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._library = library
        self._presence = MemoPresence.of(workspace)
        self._memo_words = MemoWords(workspace, self)
        workspace.changed.connect(self._memo_words.forget)

    def of(self, group: HitGroup) -> Title:
        """The title of a group; an empty one where it is gone."""
        if group.place == "texts":
            return self._of_document(group.id)
        if group.place == "memos":
            memo = self._presence.memos.get(group.id)
            return Title(self._memo_words.title(memo), self._memo_words.about(memo)) if memo else Title("")
        path = self._workspace.tree.path(group.id) if group.id in self._workspace.tree else ("",)
        return Title(path[-1], " > ".join(path[:-1]))

    def part(self, part: Part) -> str:
        """Which part of a memo or code a hit is in."""
        words = {
            "text": self.tr("text of the memo"),
            "title": self.tr("title of the memo"),
            "decisions": self.tr("decisions of the meeting"),
            "name": self.tr("name"),
            "definition": self.tr("definition"),
            "when to use": self.tr("when to use"),
            "when not to use": self.tr("when not to use"),
        }
        return words[part]

    def _of_document(self, document_id: Id) -> Title:
        document = self._library.document(document_id)
        if document is None:
            return Title("")
        about = (self._library.participant(document), document.kind)
        return Title(document.name, "  ·  ".join(part for part in about if part))
