"""The codings that want a look after corrections: those without words, and those that say what another one says.

The latter are looked for document by document while nobody waits: all of a large project takes a sixth of a second.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.gui.workspace import Workspace

if TYPE_CHECKING:
    from annotator.project.changes import Changes, Image
    from annotator.project.codings import Coding
    from annotator.project.ids import Id

_PORTION_S = 0.004
_MOST_AT_ONCE = 8  # documents that are looked through before the next paint


@dataclass(frozen=True, slots=True)
class Waiting:
    """A coding that wants a look. `words` are those that went, or those that carry the code twice (`is_twin`)."""

    coding: Coding
    words: str
    is_twin: bool = False


class WaitingCodings(QObject):
    """What waits in an open project, for as long as somebody asks."""

    found = Signal()  # more has come to light

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._twins: dict[Id, dict[Id, Id]] = {}
        self._unread: list[Id] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    def begin(self) -> None:
        """Look through all documents, that which is shown at once."""
        self._twins.clear()
        self._unread = [document.id for document in self._workspace.project.documents.all()]
        if (shown := self._workspace.document_id) is not None:
            self._look_into([shown])
        self._timer.start()

    def end(self) -> None:
        """Nobody asks any more."""
        self._timer.stop()
        self._twins.clear()
        self._unread.clear()

    def follow(self, changes: Changes) -> bool:
        """Follow an operation. Returns whether what waits may be another now."""
        before = list(self._twins.values())
        touched = changes.corrected_ids | changes.ids("coding", "document_id") | changes.ids("document")
        if len(touched) <= _MOST_AT_ONCE:
            self._look_into(touched)
        else:
            self._unread += touched
            self._timer.start()
        is_about_all = bool(changes.corrected_ids) or changes.touches("code", "coder", "document")
        is_about_lost = any(_is_lost(row.before) or _is_lost(row.after) for row in changes.of("coding"))
        return is_about_all or is_about_lost or list(self._twins.values()) != before

    def all(self) -> list[Waiting]:
        """All that is known to wait and may be seen: first what has no words, each sort by document and place."""
        codings, hides = self._workspace.project.codings, self._workspace.sight.hides_coder
        lost = [Waiting(each.coding, each.words) for each in codings.lost()]
        texts = self._workspace.project.documents.texts(key for key, twins in self._twins.items() if twins)
        twins = [codings.get(each) for key in texts for each in self._twins[key]]
        waiting = lost + [Waiting(one, texts[one.document_id][one.start_char : one.end_char], True) for one in twins]
        return [each for each in waiting if not hides(each.coding.coder_id)]

    def _look_into(self, document_ids: Iterable[Id]) -> bool:
        """Read the twins of some documents anew. Returns whether there are any."""
        read = {key: self._workspace.project.codings.twins(key) for key in document_ids}
        self._twins.update(read)
        return any(read.values())

    def _go_on(self) -> None:
        until, has_more = perf_counter() + _PORTION_S, False
        while self._unread and perf_counter() < until:
            has_more |= self._look_into([self._unread.pop()])
        if not self._unread:
            self._timer.stop()
        if has_more:
            self.found.emit()


def _is_lost(image: Image | None) -> bool:
    return image is not None and image["start_char"] == image["end_char"]
