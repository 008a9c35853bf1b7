"""From a project and a choice to a whole report."""

from __future__ import annotations

from collections.abc import Iterator

import annotator
from annotator.project.consensus import ROLE as CONSENSUS_ROLE
from annotator.project.project import Project
from annotator.reports.material import Material
from annotator.reports.model import Report, Section
from annotator.reports.options import ReportOptions
from annotator.reports.progress import Progress, Steps
from annotator.reports.registry import USUAL_TABLE_NAMES, table_kind


def build(project: Project, options: ReportOptions | None = None, progress: Progress | None = None) -> Report:
    """The report that the options choose (all usual tables of everything by default).

    The same project and options give the same report but for the date. Raises KeyError for a table's name that
    is not in the registry, `BuildStopped` when the progress says so. 200,000 codings take some seconds.
    """
    options = options or ReportOptions()
    material = _material(project, options, progress)
    info = project.info
    return Report(
        title=info.title or project.path.stem,
        subtitle=info.research_question,
        sections=_sections(material),
        facts=tuple(_facts(project, material)),
        generator=f"Annotator {annotator.__version__}",
        date=options.day(),
        language=options.language or info.language,
    )


def build_sections(project: Project, options: ReportOptions, progress: Progress | None = None) -> tuple[Section, ...]:
    """The sections of `build` alone. Raises as it does."""
    return _sections(_material(project, options, progress))


def _names(options: ReportOptions) -> tuple[str, ...]:
    return USUAL_TABLE_NAMES if options.tables is None else options.tables


def _material(project: Project, options: ReportOptions, progress: Progress | None) -> Material:
    return Material(project, options, Steps(len(_names(options)), progress))


def _sections(material: Material) -> tuple[Section, ...]:
    sections: list[Section] = []
    for place, kind in enumerate([table_kind(name) for name in _names(material.options)]):
        material.steps.begin(place, kind.title)
        sections.append(kind.build(material))
    return tuple(sections)


def _facts(project: Project, material: Material) -> Iterator[tuple[str, str]]:
    """The lines of the title page: what it is about, when, and how much of it is in the report."""
    yield "Project", project.path.name
    yield "Date", material.options.day()
    if method := project.info.method:
        yield "Method", method
    if material.query_words:
        yield "Passages", material.query_words
    yield "Documents", _part(len(material.used_documents), len(material.documents))
    if people := len(project.participants.all()):
        yield "Participants", _part(len(material.participants), people)
    yield "Codes", _part(len(material.codes), len(material.tree))
    yield "Codings", f"{material.codings_by_code.total():,} {material.whose_words}".rstrip()
    if lost := material.lost_count:
        what = "coding whose words were" if lost == 1 else "codings whose words were"
        yield "Left out", f"{lost:,} {what} taken out by a correction of the transcript"
    coders = [one for one in material.people.values() if one.role != CONSENSUS_ROLE or material.options.whose == "all"]
    if coders:
        yield "Coders", ", ".join(_coder(coder.name, coder.initials) for coder in coders)


def _part(chosen: int, every: int) -> str:
    return f"{every:,}" if chosen == every else f"{chosen:,} of {every:,}"


def _coder(name: str, initials: str) -> str:
    return f"{name} ({initials})" if initials and initials != name else name
