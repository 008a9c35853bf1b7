"""Who has coded which document: counted once when the room is first entered, then kept up by what changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.project.coders import Coder
from annotator.project.consensus import ROLE
from annotator.project.ids import Id


class Coverage:
    """How many codings each coder has in each document. The consensus is no coder here: nobody codes as it."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._counts: Counter[tuple[Id, Id]] | None = None
        self._coders: list[Coder] | None = None

    @property
    def counts(self) -> Counter[tuple[Id, Id]]:
        """Codings by (document, coder)."""
        if self._counts is None:
            self._counts = Counter(self._workspace.project.codings.counts_by_document_and_coder())
        return self._counts

    def take(self, changes: Changes) -> None:
        """Follow what an operation did to codings and coders."""
        if changes.touches("coder"):
            self._coders = None
        for (coder_id, _code_id, document_id), step in changes.coding_steps.items():
            if self._counts is not None:
                self._counts[document_id, coder_id] += step

    def coders(self) -> list[Coder]:
        """Everybody who may have coded, in the order in which they joined."""
        if self._coders is None:
            self._coders = [coder for coder in self._workspace.project.coders.all() if coder.role != ROLE]
        return self._coders

    def coders_of(self, document_id: Id | None) -> list[Coder]:
        """Those who have coded something in a document."""
        return [coder for coder in self.coders() if document_id and self.counts[document_id, coder.id] > 0]

    def codes_given(self, coder_ids: Collection[Id]) -> frozenset[Id]:
        """The codes that these coders gave in the documents that two or more of them have coded."""
        there = Counter(doc for (doc, coder), count in self.counts.items() if count > 0 and coder in coder_ids)
        several = [document_id for document_id, coders in there.items() if coders > 1]
        return frozenset(self._workspace.project.codings.codes_given(coder_ids, several))

    def coder_counts(self) -> Counter[Id]:
        """By how many coders each document has been coded."""
        known = {coder.id for coder in self.coders()}
        return Counter(document for (document, coder), count in self.counts.items() if count > 0 and coder in known)
