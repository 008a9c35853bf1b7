"""Where in the shown text a memo on a passage begins, for the signs in the gutter and the bar."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from annotator.gui.memos.presence import MemoPresence
from annotator.gui.transcript.laid_text import LaidText
from annotator.gui.workspace import Workspace

if TYPE_CHECKING:
    from annotator.project.ids import Id


class PassageMemos:
    """The beginnings of one document's memos, in units, in order."""

    def __init__(self, workspace: Workspace, view: LaidText) -> None:
        self._view = view
        self._presence = MemoPresence.of(workspace)
        self.starts: list[int] = []

    def read(self, document_id: Id | None) -> None:
        """Take the memos of this document as they are, on the words as they are on the screen."""
        passages = self._presence.passages(document_id) if document_id is not None else []
        self.starts = [self._view.positions.to_units(passage.start_char) for passage in passages]

    def has_one(self, start: int, end: int) -> bool:
        """Whether a memo begins in this span of units."""
        index = bisect_left(self.starts, start)
        return index < len(self.starts) and self.starts[index] < end
