"""What auto-coding does off the GUI thread: reading the texts, finding what a rule means, looking for what is coded.

The functions read a snapshot of the project file or frozen records; none touches a widget or the open project.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from annotator.analysis.auto_coding import Hit, Search, Source, Voice, questions_of, voices_in
from annotator.analysis.rule_sources import read_sources
from annotator.gui.background import Progress
from annotator.project.ids import Id
from annotator.project.project import Project

# More than these are not listed: nobody looks through them, and a narrower rule is what is wanted.
MOST_HITS = 50_000
_MOST_QUESTIONS = 300


@dataclass(frozen=True, slots=True)
class Corpus:
    """All documents as rules read them, and who speaks in them: (who, in how many documents)."""

    sources: tuple[Source, ...] = ()
    voices: tuple[tuple[Voice, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The passages of each document that has any, in order. `is_cut`: there are more than are listed."""

    groups: tuple[tuple[Source, tuple[Hit, ...]], ...] = ()
    is_cut: bool = False

    @property
    def count(self) -> int:
        """How many passages there are."""
        return sum(len(hits) for _, hits in self.groups)


Spans = dict[Id, list[tuple[int, int]]]


def reading(path: Path, known: Mapping[Id, Source]) -> Callable[[Progress], Corpus]:
    """A function that reads every document but those that are known already."""

    def work(progress: Progress) -> Corpus:
        def tell(done: int, total: int) -> bool:
            progress.report(done, total, "")
            return not progress.is_cancelled()

        with Project.snapshot(path) as project:
            sources = read_sources(project, known, tell)
        return Corpus(sources, tuple(voices_in(sources)))

    return work


def finding(search: Search, sources: Collection[Source]) -> Callable[[Progress], Found]:
    """A function that asks a rule of these documents. Raises PatternTooSlow."""

    def work(progress: Progress) -> Found:
        groups: list[tuple[Source, tuple[Hit, ...]]] = []
        left = MOST_HITS
        for done, source in enumerate(sources):
            if progress.is_cancelled():
                break
            progress.report(done, len(sources), source.name)
            hits = tuple(search.hits(source))
            if hits:
                groups.append((source, hits[:left]))
            if len(hits) > left:
                return Found(tuple(group for group in groups if group[1]), is_cut=True)
            left -= len(hits)
        return Found(tuple(groups))

    return work


def asking(sources: Collection[Source]) -> Callable[[Progress], list[tuple[str, int]]]:
    """A function that lists the questions of the interviewers, those in most documents first."""

    def work(progress: Progress) -> list[tuple[str, int]]:
        # Asked before each text, so that it stops soon when it has to.
        return questions_of(source for source in sources if not progress.is_cancelled())[:_MOST_QUESTIONS]

    return work


def looking_up(path: Path, code_ids: Collection[Id], coder_name: str) -> Callable[[Progress], dict[Id, Spans]]:
    """A function that reads where a coder used these codes: code to document to spans in order."""

    def work(_progress: Progress) -> dict[Id, Spans]:
        with Project.snapshot(path) as project:
            coder = project.coders.called(coder_name)
            codings = project.codings.of_codes(code_ids) if coder is not None else []
        found: dict[Id, Spans] = {}
        for coding in codings:
            if coder is not None and coding.coder_id == coder.id:
                spans = found.setdefault(coding.code_id, {}).setdefault(coding.document_id, [])
                spans.append((coding.start_char, coding.end_char))
        for in_documents in found.values():
            for spans in in_documents.values():
                spans.sort()
        return found

    return work
