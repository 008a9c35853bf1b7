"""Opening a project for a command: for reading beside a window that works on it, or for work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from annotator.project.project import Project

ProjectPath = Annotated[Path, typer.Argument(metavar="PROJECT", help="The project file (.annot).", show_default=False)]
CoderName = Annotated[
    str, typer.Option("--coder", metavar="NAME", help="Who is working. Also by ANNOTATOR_CODER.", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def open_to_read(path: Path) -> Project:
    """The project for reading, even while somebody works on it. Raises as `Project.open`."""
    from annotator.project.project import Project

    return Project.open(path, read_only=True)


def open_to_work(path: Path, coder: str) -> Project:
    """The project for changes by this coder. Raises as `Project.open`, NameRefused for the coder."""
    from annotator.project.project import Project

    return Project.open(path, coder_name=checked_coder(coder))


def coder_at_work(context: typer.Context, coder: str) -> str:
    """Who is working: as the command says, or else as said before it or in the environment."""
    return coder or str(context.find_root().params.get("coder") or "")


def checked_coder(name: str) -> str:
    """A coder's name as it is kept; empty for whoever is logged in. Raises NameRefused where it is too long."""
    from annotator.project.coders import NAME_LIMIT
    from annotator.project.collection import one_line

    return one_line("coder", name, NAME_LIMIT) if name.strip() else ""
