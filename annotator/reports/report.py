"""From a project and a choice to a whole report."""

from __future__ import annotations

from collections.abc import Iterator

import annotator
from annotator.project.project import Project
from annotator.reports.material import Material
from annotator.reports.model import Report
from annotator.reports.options import ReportOptions
from annotator.reports.registry import TABLE_NAMES, table_kind


def build(project: Project, options: ReportOptions | None = None) -> Report:
    """The report that the options choose (all tables of everything by default).

    The same project and options give the same report but for the date. Raises KeyError for a table's name that
    is not in the registry.
    """
    options = options or ReportOptions()
    material = Material(project, options)
    kinds = [table_kind(name) for name in (TABLE_NAMES if options.tables is None else options.tables)]
    info = project.info
    return Report(
        title=info.title or project.path.stem,
        subtitle=info.research_question,
        facts=tuple(_facts(project, material)),
        sections=tuple(kind.build(material) for kind in kinds),
        generator=f"Annotator {annotator.__version__}",
        date=options.day(),
        language=options.language or info.language,
    )


def _facts(project: Project, material: Material) -> Iterator[tuple[str, str]]:
    """The lines of the title page: what it is about, when, and how much of it is in the report."""
    yield "Project", project.path.name
    yield "Date", material.options.day()
    if method := project.info.method:
        yield "Method", method
    yield "Documents", _part(len(material.used_documents), len(material.documents))
    if people := len(project.participants.all()):
        yield "Participants", _part(len(material.participants), people)
    yield "Codes", _part(len(material.codes), len(material.tree))
    yield "Codings", f"{sum(material.counts.values()):,}"
    if material.coders:
        yield "Coders", ", ".join(_coder(coder.name, coder.initials) for coder in material.coders.values())


def _part(chosen: int, every: int) -> str:
    return f"{every:,}" if chosen == every else f"{chosen:,} of {every:,}"


def _coder(name: str, initials: str) -> str:
    return f"{name} ({initials})" if initials and initials != name else name
