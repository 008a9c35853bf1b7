"""The commands put together: what `annotator --help` lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Annotated, Any

import typer

from annotator import __version__
from annotator.cli import COMMANDS
from annotator.cli.agreement import agreement
from annotator.cli.attribute_tables import export
from annotator.cli.codings import code
from annotator.cli.copies import copy
from annotator.cli.demo import demo
from annotator.cli.ending import STOPPED
from annotator.cli.extracts import comments, extract
from annotator.cli.find import find
from annotator.cli.history import history, past, redo, undo
from annotator.cli.imports import import_documents
from annotator.cli.merging import merge
from annotator.cli.projects import check, info, new
from annotator.cli.reports import report
from annotator.cli.segments import segments

_FUNCTIONS: tuple[Callable[..., Any], ...] = (
    new,
    info,
    import_documents,
    code,
    segments,
    find,
    report,
    export,
    copy,
    merge,
    agreement,
    extract,
    comments,
    history,
    past,
    undo,
    redo,
    check,
    demo,
)


def run(words: Sequence[str]) -> int:
    """Run one command and return its exit code. Raises whatever goes wrong; `ending` tells it."""
    result = _command().main(args=list(words), prog_name="annotator", standalone_mode=False)
    if result == STOPPED:  # typer makes a code of Ctrl+C
        raise KeyboardInterrupt
    return result if isinstance(result, int) else 0


@cache
def _command() -> Any:
    """Made once for all commands of a process: reading their signatures takes longer than most of them do."""
    application = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    application.callback(help=_HELP)(_before_any_command)
    for name, function in zip(COMMANDS, _FUNCTIONS, strict=True):
        application.command(name)(function)
    return typer.main.get_command(application)


_HELP = """Code interview transcripts, write up what the codes mean, and export Word tables for the appendix.

Without a command, `annotator [PROJECT]` opens the window.

Exit codes: 0 done, 1 something in the input, 2 a mistake in the command. After 1 and 2 the project is as it was."""


def _before_any_command(
    coder: Annotated[
        str,
        typer.Option("--coder", metavar="NAME", envvar="ANNOTATOR_CODER", help="Who is working.", show_default=False),
    ] = "",
    version: Annotated[
        bool, typer.Option("--version", callback=lambda wanted: _print_version(wanted), help="Print the version.")
    ] = False,
) -> None:
    """What may stand before every command."""


def _print_version(is_wanted: bool) -> None:
    if is_wanted:
        print(f"annotator {__version__}")
        raise typer.Exit()
