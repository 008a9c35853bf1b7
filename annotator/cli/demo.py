"""The command that shows the program at work: demo."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from annotator.cli.errors import SampleMissing
from annotator.cli.output import print_lines
from annotator.cli.reports import write_report
from annotator.cli.window import has_screen, open_window
from annotator.project.errors import FolderNotWritable
from annotator.resources import sample_project


def demo(
    directory: Annotated[
        Path, typer.Argument(metavar="[DIRECTORY]", help="Where the copy goes.", show_default=True)
    ] = Path("annotator-demo"),
    no_window: Annotated[bool, typer.Option("--no-window", help="Do not open the window.")] = False,
) -> None:
    """Try the program on the sample study.

    Copies it, writes its Word report, and opens the window if there is a screen. A copy or a report that is
    there already stays as it is: run it again to go on where you were.
    """
    project = directory / sample_project().name
    report = directory / f"{project.stem}_report.docx"
    print_lines(
        [
            f"Sample study: {project} ({_unless_there(project, _copy_sample)})",
            f"Word report:  {report} ({_unless_there(report, lambda path: write_report(project, path))})",
        ]
    )
    if no_window:
        return
    if has_screen():
        raise typer.Exit(open_window(project))
    print_lines([f"There is no screen here, so no window. On a desktop, annotator {project} opens the study."])


def _unless_there(path: Path, make: Callable[[Path], object]) -> str:
    if path.exists():
        return "there already, left as it is"
    make(path)
    return "new"


def _copy_sample(target: Path) -> None:
    """Copy the sample study, whole or not at all. Raises SampleMissing, FolderNotWritable."""
    source = sample_project()
    if not source.is_file():
        raise SampleMissing(source)
    partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, partial)
        partial.replace(target)
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise FolderNotWritable(target, error.strerror or str(error)) from error
