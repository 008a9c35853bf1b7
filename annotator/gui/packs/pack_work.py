"""Making an extract pack off the GUI thread: which passages go in, and writing the Word file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.analysis.segment_material import read_material
from annotator.analysis.segment_query import SegmentQuery
from annotator.analysis.segment_sweep import run
from annotator.analysis.whose_codings import USUAL, counts
from annotator.exporters.extract_pack import write
from annotator.gui.background import Progress
from annotator.project.ids import Id
from annotator.project.project import Project
from annotator.reports.extract_pack import ChosenPassage, PackOptions, build, whole_transcripts


@dataclass(frozen=True, slots=True)
class PackChoice:
    """What goes into a pack: whole documents, what has some codes, what a query finds, or just these passages.

    `coder_ids` are those whose codings may be seen; None is all. Of a code the coders' passages go in, not those of the
    consensus: they come by a query which asks for them.
    """

    document_ids: tuple[Id, ...] = ()
    code_ids: tuple[Id, ...] = ()
    query: SegmentQuery | None = None
    passages: tuple[ChosenPassage, ...] = ()
    coder_ids: tuple[Id, ...] | None = None


def pack_writer(path: Path, choice: PackChoice, options: PackOptions, target: Path) -> Callable[[Progress], int]:
    """A function that writes the pack to `target` and returns how many extracts it has.

    Raises as `extract_pack.write` and `Project.snapshot`, and NotFound where something has gone meanwhile.
    """

    def work(progress: Progress) -> int:
        with Project.snapshot(path) as project:
            pack = build(project, list(_passages(project, choice)), options)
        write(pack, target, lambda done, total: progress.report(done, total, ""), progress.is_cancelled)
        return len(pack.extracts)

    return work


def _passages(project: Project, choice: PackChoice) -> Iterator[ChosenPassage]:
    yield from choice.passages
    yield from whole_transcripts(project, choice.document_ids)
    coders = (coder for coder in project.coders.all() if counts(coder, USUAL))
    seen = {coder.id for coder in coders if choice.coder_ids is None or coder.id in choice.coder_ids}
    for coding in project.codings.of_codes(choice.code_ids) if choice.code_ids else ():
        if coding.has_words and coding.coder_id in seen:
            yield ChosenPassage(coding.document_id, coding.start_char, coding.end_char, (coding.code_id,))
    if choice.query is not None:
        for place in run(choice.query, read_material(project)).places:
            yield ChosenPassage(place.document_id, place.start, place.end, (place.code_id,))
