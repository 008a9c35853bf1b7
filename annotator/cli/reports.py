"""The command that writes a Word report: report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from annotator.cli.history import days_of_options, known_coder
from annotator.cli.opening import ProjectPath, open_to_read
from annotator.cli.output import counted, print_lines
from annotator.cli.segment_choice import ByWhose, check_whose, whose_of_option

_SUFFIX = ".docx"


def report(
    path: ProjectPath,
    out: Annotated[Path, typer.Argument(metavar="OUT.docx", help="The Word file to write.", show_default=False)],
    tables: Annotated[
        list[str] | None,
        typer.Option("--table", metavar="NAME", help="A table to print; may be given again.", show_default="all"),
    ] = None,
    codings: ByWhose = None,
    template: Annotated[
        Path | None,
        typer.Option(metavar="T.docx", help="A Word file whose styles and page it takes.", show_default=False),
    ] = None,
    since: Annotated[str, typer.Option(metavar="DAY", help="First day of the audit trail (2026-03-31).")] = "",
    until: Annotated[str, typer.Option(metavar="DAY", help="Last day of the audit trail.")] = "",
    done_by: Annotated[str, typer.Option(metavar="K", help="Whose steps the audit trail tells.")] = "",
    by_code: Annotated[bool, typer.Option("--by-code", help="An audit trail for each code.")] = False,
) -> None:
    """Write a report with Word tables. A file that is there already is replaced once the new one is whole."""
    if out.suffix.lower() != _SUFFIX:
        raise typer.BadParameter(f"“{out.name}” does not end in {_SUFFIX}", param_hint="OUT.docx")
    names = _known(tables)
    first, last = (day.isoformat() if day else "" for day in days_of_options(since, until))
    choices = {"since": first, "until": last, "done_by": done_by, "audit_by_code": by_code}
    count = write_report(path, out, names, template, whose=whose_of_option(codings) or "coders", **choices)
    print_lines([f"Wrote {out}: {counted(count, 'table', 'tables')}."])


def write_report(
    path: Path, out: Path, tables: Sequence[str] | None = None, template: Path | None = None, **choices: Any
) -> int:
    """Write the report of a project with these tables, or all, and return how many there are.

    `choices` are further fields of `ReportOptions`. Raises as `Project.open`, ExportFailed, NoConsensus, and
    NotFound for a `done_by` who did nothing.
    """
    from annotator.exporters import docx
    from annotator.reports.options import ReportOptions
    from annotator.reports.report import build

    options = ReportOptions(tables=None if tables is None else tuple(tables), **choices)
    with open_to_read(path) as project:
        check_whose(project, options.whose)
        if options.done_by:
            options = replace(options, done_by=known_coder(project, options.done_by))
        built = build(project, options)
    docx.write(built, out, template)
    return sum(len(section.tables) for section in built.sections)


def _known(tables: list[str] | None) -> tuple[str, ...] | None:
    """The tables' names, each once. Raises BadParameter for one that does not exist."""
    from annotator.reports.registry import TABLES

    if not tables:
        return None
    names = [table.name for table in TABLES]
    for name in tables:
        if name not in names:
            raise typer.BadParameter(f"“{name}” is none of {', '.join(names)}", param_hint="--table")
    return tuple(dict.fromkeys(tables))
