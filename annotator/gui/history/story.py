"""Reading the story of a code off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from annotator.analysis.code_story import CodeStep, story_of
from annotator.gui.background import Progress
from annotator.gui.history.change_words import translated
from annotator.gui.history.question import Give
from annotator.project.ids import Id
from annotator.project.project import Project


def telling(path: Path, code_id: Id, is_blind: bool) -> Callable[[Progress, Give], list[CodeStep]]:
    """A function that reads the story of a code; in blind mode without memos."""

    def work(_progress: Progress, _give: Give) -> list[CodeStep]:
        with Project.open(path, read_only=True, check=False) as project:
            steps = story_of(project, code_id, translated)
        return [seen for step in steps if (seen := _without_memos(step)) is not None] if is_blind else steps

    return work


def _without_memos(step: CodeStep) -> CodeStep | None:
    rows = tuple(row for row in step.rows if row.table == "code")
    return replace(step, rows=rows) if rows or step.passings else None
