"""What the page of segments does off the GUI thread: reading the codings, and answering a query about them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from annotator.analysis.segment_material import ReadingStopped, SegmentMaterial, read_material
from annotator.analysis.segment_order import Group, Order, arranged
from annotator.analysis.segment_query import CodeSet, SegmentQuery
from annotator.analysis.segment_sweep import Found, run
from annotator.gui.background import Progress
from annotator.project.ids import Id
from annotator.project.project import Project

# With more codings than this, the first documents are read alone at first, so that there is something to look at.
_READ_SOON = 20_000
_READ_FIRST = 1_000
_CONDITIONS = ("codes", "overlapping", "near", "without", "participants", "attributes", "coders", "documents", "kinds")
Give = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query finds, as it is listed. `without` says of a query that finds nothing how many segments there would
    be without one of its conditions, where that would help. `documents` counts those with something."""

    query: SegmentQuery
    material: SegmentMaterial
    groups: tuple[Group, ...]
    found: Found
    documents: int = 0
    without: tuple[tuple[str, int], ...] = ()

    @property
    def count(self) -> int:
        """How many segments were found."""
        return len(self.found.places)


def reading(path: Path) -> Callable[[Progress, Give], SegmentMaterial]:
    """A function that reads the material of a project."""

    def work(progress: Progress, give: Give) -> SegmentMaterial:
        with Project.snapshot(path) as project:
            return read_material(
                project,
                on_read=lambda done, total: progress.report(done, total, ""),
                is_cancelled=progress.is_cancelled,
            )

    return work


def answering(
    query: SegmentQuery,
    material: SegmentMaterial,
    order: Order,
    *,
    hidden: Collection[Id],
    with_memo: Collection[Id],
    path: Path,
) -> Callable[[Progress, Give], Answer]:
    """A function that answers a query."""

    def texts(document_ids: Collection[Id]) -> dict[Id, str]:
        with Project.snapshot(path) as project:
            return project.documents.texts(document_ids)

    def work(progress: Progress, give: Give) -> Answer:
        found = run(query, material, hidden=hidden, is_cancelled=progress.is_cancelled)
        if progress.is_cancelled():
            raise ReadingStopped
        groups = arranged(found.places, material, order, texts=texts, with_memo=with_memo)
        without = () if found.places else _helpful(query, material, hidden)
        documents = len({place.document_id for place in found.places})
        return Answer(query, material, tuple(groups), found, documents, without)

    return work


def first_part(project: Project, counts: Mapping[Id, int]) -> SegmentMaterial | None:
    """Of a large project the first documents that have some codings, in 20 ms; None where all is read in no time.

    `counts` are the codings of each document.
    """
    if sum(counts.values()) <= _READ_SOON:
        return None
    first: set[Id] = set()
    total = 0
    for document in project.documents.all():
        if total >= _READ_FIRST:
            break
        first.add(document.id)
        total += counts.get(document.id, 0)
    return read_material(project, first)


def _helpful(query: SegmentQuery, material: SegmentMaterial, hidden: Collection[Id]) -> tuple[tuple[str, int], ...]:
    """Which conditions, left out alone, would let something be found, and how many."""
    empty = SegmentQuery()
    counts: list[tuple[str, int]] = []
    for condition in _CONDITIONS:
        nothing: Any = CodeSet() if condition in _CONDITIONS[:4] else ()
        changes: dict[str, Any] = {condition: nothing}
        eased = replace(query, **changes)
        if getattr(query, condition) and eased != empty and (count := len(run(eased, material, hidden=hidden).places)):
            counts.append((condition, count))
    if query.sought != "all" and (count := len(run(replace(query, whose="all"), material, hidden=hidden).places)):
        counts.insert(0, ("whose", count))
    return tuple(counts)
