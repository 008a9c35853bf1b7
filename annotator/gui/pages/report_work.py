"""What the report page does off the GUI thread: making the tables for the preview, and writing the Word file.

Both read a snapshot of the project file; neither touches a widget.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from annotator.exporters import docx
from annotator.exporters.progress import ExportCancelled
from annotator.gui.background import Progress
from annotator.project.project import Project
from annotator.reports.material import Material
from annotator.reports.model import Section
from annotator.reports.options import ReportOptions
from annotator.reports.registry import table_kind
from annotator.reports.report import build


def sections_of(path: Path, options: ReportOptions) -> Callable[[Progress], tuple[Section, ...]]:
    """A function that makes the sections that `reports.build` would, and stops between two where it is asked to."""

    def work(progress: Progress) -> tuple[Section, ...]:
        sections: list[Section] = []
        with Project.snapshot(path) as project:
            material = Material(project, options)
            names = options.tables or ()
            for place, name in enumerate(names):
                if progress.is_cancelled():
                    break
                kind = table_kind(name)
                progress.report(place, len(names), kind.title)
                sections.append(kind.build(material))
        return tuple(sections)

    return work


def word_report(path: Path, options: ReportOptions, target: Path, template: Path | None) -> Callable[[Progress], Path]:
    """A function that writes the report to `target` and returns it. Raises as `docx.write` and `Project.snapshot`."""

    def work(progress: Progress) -> Path:
        progress.report(0, 0, "")
        with Project.snapshot(path) as project:
            report = build(project, options)
        if progress.is_cancelled():
            raise ExportCancelled

        def on_progress(done_rows: int, total_rows: int) -> None:
            progress.report(done_rows, total_rows, "")

        docx.write(report, target, template, on_progress, progress.is_cancelled)
        return target

    return work
