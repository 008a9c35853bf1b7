"""Reading the story of a code off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from annotator.analysis.code_story import CodeStep, story_of
from annotator.gui.background import Progress
from annotator.gui.history.change_words import translated
from annotator.gui.history.question import Give
from annotator.project.ids import Id
from annotator.project.project import Project


def telling(path: Path, code_id: Id, seen_coders: Iterable[Id] | None) -> Callable[[Progress, Give], list[CodeStep]]:
    """A function that reads the story of a code, and of codings and memos only what these coders coded and wrote."""
    seen = None if seen_coders is None else frozenset(seen_coders)

    def work(_progress: Progress, _give: Give) -> list[CodeStep]:
        with Project.open(path, read_only=True, check=False) as project:
            return story_of(project, code_id, translated, seen)

    return work
