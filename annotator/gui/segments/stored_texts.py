"""The texts of the documents whose segments are in sight: read when first asked, kept while they are looked at."""

from __future__ import annotations

from annotator.analysis.segment_material import Place
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.project.ids import Id

_KEPT_CHARS = 4_000_000


class StoredTexts:
    """Stored texts by document, those asked last first; some 4 million characters are kept."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._texts: dict[Id, str] = {}
        self._chars = 0

    def of(self, document_id: Id) -> str:
        """The text of a document; nothing where it is gone."""
        text = self._texts.pop(document_id, None)
        if text is None:
            text = self._workspace.project.documents.texts([document_id]).get(document_id, "")
            self._chars += len(text)
            while self._chars > _KEPT_CHARS and self._texts:
                self._chars -= len(self._texts.pop(next(iter(self._texts))))
        self._texts[document_id] = text
        return text

    def words(self, place: Place) -> str:
        """The verbatim words of a segment."""
        return self.of(place.document_id)[place.start : place.end]

    def follow(self, changes: Changes) -> None:
        """Forget the texts that an operation may have changed."""
        for document_id in changes.ids("document"):
            self._chars -= len(self._texts.pop(document_id, ""))
