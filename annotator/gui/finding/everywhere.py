"""Searching the sources of a library while somebody types: on a thread, group by group, only the newest search."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.analysis.searched_texts import FoldedTexts, Place, Source, search
from annotator.analysis.text_search import Finder, Wanted, finder
from annotator.gui.background import Progress
from annotator.gui.finding.hit_list import HitGroup
from annotator.gui.finding.latest_task import Give, LatestTask
from annotator.gui.finding.library import Library
from annotator.project.errors import AnnotatorError

MOST_HITS = 100_000  # who sees more types on
_PAUSE_MS = 10  # keys that come together are one search
_GIVE_MS = 30.0


class Everywhere(QObject):
    """Answers the last question that was asked."""

    begun = Signal()  # what was given before belongs to an older search
    found = Signal(object)  # list of HitGroup
    ended = Signal(bool)  # whether there are more than `MOST_HITS`, which are not given
    refused = Signal(object)  # the exception

    def __init__(self, library: Library, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._wanted = Wanted("")
        self._places: frozenset[Place] = frozenset()
        self._only = ""
        self._is_new = False
        self._is_waiting = False  # for the texts
        self._task = LatestTask(self)
        self._task.given.connect(self._give)
        self._task.ended.connect(self._end)
        self._task.failed.connect(self.refused)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._start)
        library.ready.connect(self._on_ready)
        library.failed.connect(self.refused)

    @property
    def is_busy(self) -> bool:
        """Whether more may be found."""
        return self._pause.isActive() or self._is_waiting or self._task.is_running

    def ask(self, wanted: Wanted, places: frozenset[Place], only: str = "") -> None:
        """Search for something else, or in documents that are called otherwise, as soon as the keys rest."""
        self._task.cancel()
        self._is_waiting = False
        self._wanted, self._places, self._only = wanted, places, only
        self._pause.start()

    def close(self) -> None:
        """Stop."""
        self._pause.stop()
        self._is_waiting = False
        self._task.close()

    def _start(self) -> None:
        try:
            wanted_finder = finder(self._wanted)
        except AnnotatorError as error:
            self.refused.emit(error)
            return
        # Who has not typed yet soon will: the texts are read and folded by then.
        if not self._library.is_ready(self._places):
            self._is_waiting = True
            return
        self._is_waiting, self._is_new = False, True
        sources = self._library.sources(self._places, self._only)
        folded = self._library.folded

        def run(progress: Progress, give: Give) -> bool:
            return _search(wanted_finder, sources, folded, progress, give)

        self._task.start(run)

    def _on_ready(self) -> None:
        if self._is_waiting:
            self._start()

    def _give(self, groups: list[HitGroup]) -> None:
        self._begin()
        self.found.emit(groups)

    def _end(self, is_cut: bool) -> None:
        self._begin()
        self.ended.emit(is_cut)

    def _begin(self) -> None:
        """What is shown stays until there is something else to show: else the list would flicker at every key."""
        if self._is_new:
            self._is_new = False
            self.begun.emit()


def _search(wanted: Finder, sources: list[Source], folded: FoldedTexts, progress: Progress, give: Give) -> bool:
    """Give the groups as they are found. Returns whether there are more hits than are listed."""
    ready: list[HitGroup] = []
    given, count, is_cut = perf_counter(), 0, False
    for group in _groups(wanted, sources, folded, progress):
        is_cut = count + group.count > MOST_HITS
        group.cut(MOST_HITS - count)
        count += group.count
        ready += [group] if group.count else []
        if is_cut:
            break
        if (perf_counter() - given) * 1000 > _GIVE_MS:
            give(ready)
            ready, given = [], perf_counter()
    if ready:
        give(ready)
    return is_cut


def _groups(wanted: Finder, sources: list[Source], folded: FoldedTexts, progress: Progress) -> Iterator[HitGroup]:
    found = search(wanted, sources, folded)
    for (place, row_id), parts in groupby(found, key=lambda each: (each[0].place, each[0].id)):
        if progress.is_cancelled():
            return
        held = [part for part in parts if part[1]]
        if held:
            yield HitGroup(place, row_id, held)
