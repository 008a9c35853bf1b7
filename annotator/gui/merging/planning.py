"""Working a merge out beside the window: two pictures of the files, a plan, and its story."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from annotator.analysis.merge_story import MergeStory, tell
from annotator.gui.background import Progress
from annotator.gui.finding.latest_task import Give
from annotator.project.merging.apply import PlanIsOld
from annotator.project.merging.choosing import Choices, merge_chosen
from annotator.project.merging.others import is_in_use, other_copy, stopping
from annotator.project.merging.plan import MergePlan
from annotator.project.merging.planner import plan_merge
from annotator.project.project import Project
from annotator.project.project_file import stop_when

Stamp = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Look:
    """What a merge with a file would do, and which state of the file that is about."""

    path: Path
    plan: MergePlan
    story: MergeStory
    is_in_use: bool
    stamp: Stamp


def planning(mine: Path, path: Path) -> Callable[[Progress, Give], Look]:
    """A function that works out what a merge of the file at `path` into the project at `mine` would do."""

    def work(progress: Progress, give: Give) -> Look:
        with other_copy(mine, path, progress.is_cancelled) as theirs, Project.snapshot(mine) as own:
            stamp = _stamp(path)
            stop_when(own.connection, progress.is_cancelled)
            with stopping():
                plan = plan_merge(own, theirs)
                return Look(path, plan, tell(plan, own, theirs), is_in_use(path), stamp)

    return work


def merging(look: Look, choices: Choices) -> Callable[[Project], int]:
    """A function that does what was looked at, and returns how many chosen values could not be taken.

    Raises PlanIsOld where either file was changed since.
    """

    def work(project: Project) -> int:
        with other_copy(project.path, look.path, lambda: False) as theirs:
            if _stamp(look.path) != look.stamp:
                raise PlanIsOld
            return merge_chosen(project, theirs, look.plan, look.path.name, choices)

    return work


def _stamp(path: Path) -> Stamp:
    """Another value after each time that a file was written."""
    found = path.stat()
    return found.st_mtime_ns, found.st_size
