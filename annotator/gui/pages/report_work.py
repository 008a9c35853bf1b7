"""What the report page does off the GUI thread: making the tables for the preview, and writing the Word file.

Both read a snapshot of the project file; neither touches a widget.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from annotator.exporters import docx
from annotator.gui.background import Progress
from annotator.project.project import Project
from annotator.reports.model import Section
from annotator.reports.options import ReportOptions
from annotator.reports.report import build, build_sections


def sections_of(path: Path, options: ReportOptions) -> Callable[[Progress], tuple[Section, ...]]:
    """A function that makes the sections that `reports.build` would. Raises `BuildStopped` when it is stopped."""

    def work(progress: Progress) -> tuple[Section, ...]:
        with Project.snapshot(path) as project:
            return build_sections(project, options, progress)

    return work


def word_report(path: Path, options: ReportOptions, target: Path, template: Path | None) -> Callable[[Progress], Path]:
    """A function that writes the report to `target` and returns it.

    Making the tables is the first half of its progress, writing them the second. Raises as `docx.write` and
    `Project.snapshot`, and `BuildStopped`.
    """

    def work(progress: Progress) -> Path:
        with Project.snapshot(path) as project:
            report = build(project, options, _half(progress, 0))
        docx.write(report, target, template, _rows(_half(progress, 1)), progress.is_cancelled)
        return target

    return work


def _half(progress: Progress, half: int) -> Progress:
    """A progress that fills only the first half (0) or the second (1) of another."""
    return Progress(
        lambda done, total, words: progress.report(done + half * total, 2 * total, words), progress.is_cancelled
    )


def _rows(progress: Progress) -> Callable[[int, int], None]:
    return lambda done_rows, total_rows: progress.report(done_rows, max(total_rows, 1), "")
