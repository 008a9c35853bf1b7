"""How many codings each code and each document has, of all coders or of one, kept up by what each operation touched."""

from __future__ import annotations

from collections import Counter
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
            codings = self._project.codings
            by_code, by_document = codings.counts_by_code(coder_id), codings.counts_by_document(coder_id)
            self._kept[coder_id] = Counts(Counter(by_code), Counter(by_document))
        return self._kept[coder_id]

    def take(self, changes: Changes) -> None:
        """Follow what an operation did to codings."""
        for row in changes.of("coding"):
            for image, step in ((row.before, -1), (row.after, 1)):
                if image is None:
                    continue
                for coder_id in (None, image["coder_id"]):
                    if (counts := self._kept.get(coder_id)) is not None:
                        counts.by_code[image["code_id"]] += step
                        counts.by_document[image["document_id"]] += step
