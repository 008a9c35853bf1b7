"""How many codings each code and each document has, of all coders or of one, kept up by what each operation touched.

One coder's are counted from those of all: by their own or by the others', whichever are fewer. Blind mode waits for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from annotator.project.changes import Changes
from annotator.project.ids import Id
from annotator.project.project import Project


@dataclass(frozen=True, slots=True)
class Counts:
    """Codings by code, without those of codes under it, and by document."""

    by_code: Counter[Id] = field(default_factory=Counter)
    by_document: Counter[Id] = field(default_factory=Counter)


class CodingCounts:
    """Counted once for whoever is asked for, from then on at the cost of what changes."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._kept: dict[Id | None, Counts] = {}

    def of(self, coder_id: Id | None) -> Counts:
        """The counts of one coder's codings; of all for None."""
        if coder_id not in self._kept:
            self._kept[coder_id] = self._all() if coder_id is None else self._one(coder_id)
        return self._kept[coder_id]

    def take(self, changes: Changes) -> None:
        """Follow what an operation did to codings."""
        for (whose, code_id, document_id), step in changes.coding_steps.items():
            for coder_id in (None, whose):
                if (counts := self._kept.get(coder_id)) is not None:
                    counts.by_code[code_id] += step
                    counts.by_document[document_id] += step

    def _all(self) -> Counts:
        codings = self._project.codings
        return Counts(Counter(codings.counts_by_code()), Counter(codings.counts_by_document()))

    def _one(self, coder_id: Id) -> Counts:
        everything, own = self.of(None), self._project.codings.count_of(coder_id)
        if 2 * own <= everything.by_code.total():
            return self._counted([coder_id])
        others = self._counted(coder.id for coder in self._project.coders.all() if coder.id != coder_id)
        by_code, by_document = Counter(everything.by_code), Counter(everything.by_document)
        by_code.subtract(others.by_code)
        by_document.subtract(others.by_document)
        return Counts(by_code, by_document)

    def _counted(self, coder_ids: Iterable[Id]) -> Counts:
        places = self._project.codings.places_of(coder_ids)
        return Counts(Counter([code for code, _ in places]), Counter([document for _, document in places]))
