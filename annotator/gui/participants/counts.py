"""How many documents, words and codings each participant has: counted in the background, then kept up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from annotator.analysis.tallies import DocumentTally, tallies
from annotator.gui.background import Progress, Task
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.project.ids import Id
from annotator.project.project import Project

_Found = dict[Id, DocumentTally]


class Counts(QObject):
    """Says what is known; `changed` says that it is more or something else."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tallies: _Found = {}
        self._documents: Counter[Id] = Counter()
        self._words: Counter[Id] = Counter()
        self._codings: defaultdict[Id, Counter[Id]] = defaultdict(Counter)  # by participant, then coder
        self._stale: set[Id] | None = None  # documents to be counted anew; None for all
        self._has_stale = True
        self._missed: list[Changes] = []  # codings that came while documents were being counted
        self._task: Task[_Found] | None = None
        self._is_known = False
        workspace.sight.changed.connect(self.changed)

    @property
    def is_fresh(self) -> bool:
        """Whether all is counted as the project is now."""
        return self._is_known and not self._has_stale and self._task is None

    def of(self, participant_id: Id, name: str) -> str:
        """The count of this name ("documents", "words", "codings") in digits; nothing while it is not known."""
        if not self._is_known:
            return ""
        if name == "codings":
            hides = self._workspace.sight.hides_coder
            by_coder = self._codings.get(participant_id, Counter[Id]())
            return str(sum(count for coder_id, count in by_coder.items() if not hides(coder_id)))
        return str((self._documents if name == "documents" else self._words)[participant_id])

    def begin(self) -> None:
        """Count what is not counted yet."""
        if self._task is not None or not self._has_stale:
            return
        wanted, self._stale, self._has_stale = self._stale, set(), False
        self._missed.clear()
        task = self._task = Task(partial(_counted, self._workspace.path, wanted), self)
        task.succeeded.connect(partial(self._take, wanted))
        task.failed.connect(lambda _error: self._give_up())
        task.cancelled.connect(self._give_up)
        task.start()

    def follow(self, changes: Changes, *, is_looked_at: bool) -> None:
        """Keep up with an operation: codings are added up at once, documents counted when somebody looks."""
        touched = set(changes.ids("document")) | set(changes.ids("speaker", "document_id"))
        if touched:
            self._has_stale = True
            self._stale = None if self._stale is None else self._stale | touched
        if self._task is not None:
            self._missed.append(changes)
        elif changes.touches("coding"):
            self._add_up(changes, touched)
        if is_looked_at:
            self.begin()

    def finish(self) -> None:
        """Stop counting, and wait until that is so."""
        if self._task is not None:
            self._task.cancel()
            self._task.wait()

    def _take(self, wanted: set[Id] | None, found: _Found) -> None:
        self._task = None
        gone = self._tallies.keys() if wanted is None else wanted
        self._tallies = {each: kept for each, kept in self._tallies.items() if each not in gone} | found
        self._is_known = True
        self._sum_up()
        if self._missed:  # the picture that was counted may be older or newer than they are
            self._has_stale = True
            documents = {each for changes in self._missed for each in changes.ids("coding", "document_id")}
            self._stale = None if self._stale is None else self._stale | documents
        self.changed.emit()
        self.begin()

    def _give_up(self) -> None:
        self._task = None
        self._has_stale, self._stale = True, None

    def _sum_up(self) -> None:
        self._documents, self._words, self._codings = Counter(), Counter(), defaultdict(Counter)
        for tally in self._tallies.values():
            self._documents.update(tally.voices.case_ids)
            self._words.update(tally.words)
            for (case_id, coder_id), count in tally.codings.items():
                self._codings[case_id][coder_id] += count

    def _add_up(self, changes: Changes, counted_anew: Iterable[Id]) -> None:
        skipped = set(counted_anew)
        for row in changes.of("coding"):
            for image, step in ((row.before, -1), (row.after, 1)):
                if image is not None and image["document_id"] in self._tallies.keys() - skipped:
                    tally = self._tallies[image["document_id"]]
                    case_id = tally.voices.case_id_at(image["start_char"], image["end_char"])
                    tally.codings[(case_id, image["coder_id"])] += step
                    self._codings[case_id][image["coder_id"]] += step
        self.changed.emit()


def _counted(path: Path, document_ids: set[Id] | None, progress: Progress) -> _Found:
    with Project.snapshot(path) as project:
        return tallies(project, document_ids, progress.is_cancelled)
