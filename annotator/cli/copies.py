"""The command that makes a copy of a project for somebody: copy."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from annotator.cli.codings import document_called
from annotator.cli.opening import AsJson, CoderName, ProjectPath, checked_coder, coder_at_work, open_to_read
from annotator.cli.output import counted, print_json, print_lines

if TYPE_CHECKING:
    from annotator.project.copy_contents import CopyContents, CopyWishes
    from annotator.project.project import Project

_NOUNS = {
    "documents": ("document", "documents"),
    "codes": ("code", "codes"),
    "codings": ("coding", "codings"),
    "memos": ("memo", "memos"),
    "participants": ("participant", "participants"),
    "attributes": ("attribute", "attributes"),
    "operations": ("step of the history", "steps of the history"),
}


def copy(
    context: typer.Context,
    path: ProjectPath,
    receiver: Annotated[str, typer.Option("--for", metavar="NAME", help="Who gets it.", show_default=False)],
    out: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="A folder or file to write.", show_default="beside the project, by its name"),
    ] = None,
    without_history: Annotated[
        bool, typer.Option("--without-history", help="Leave out who did what when, and words that were corrected.")
    ] = False,
    without_document: Annotated[
        list[str] | None, typer.Option(metavar="D", help="Leave this document out; again: more.", show_default=False)
    ] = None,
    blind: Annotated[bool, typer.Option("--blind", help="Leave out what all others coded and wrote.")] = False,
    without_attributes: Annotated[
        bool, typer.Option("--without-attributes", help="Leave out the attributes and their values.")
    ] = False,
    coder: CoderName = "",
    json: AsJson = False,
) -> None:
    """Make a copy for somebody to work in.

    The name of the file says for whom, from whom and when. What is left out is in no byte of the copy, and
    `merge` does not take it for deleted. A file that is there already is left as it is.
    """
    from annotator.project.send_copy import send_copy

    sender = coder_at_work(context, coder)
    left_out = without_document or []
    wishes = _wishes(path, receiver, sender, left_out, not without_history, blind, not without_attributes)
    target = _target(path, out, wishes)
    contents = send_copy(path, target, wishes)
    print_json(_as_json(target, wishes, contents)) if json else print_lines([_line(target, wishes, contents)])


def _wishes(
    path: Path, receiver: str, coder: str, documents: list[str], history: bool, blind: bool, attributes: bool
) -> CopyWishes:
    from annotator.project.copy_contents import CopyWishes

    with open_to_read(path) as project:
        return CopyWishes(
            checked_coder(receiver) or _refused(),
            _sender(project, coder),
            history,
            frozenset(document_called(project, name).id for name in documents),
            blind,
            attributes,
        )


def _refused() -> str:
    raise typer.BadParameter("say who gets the copy", param_hint="--for")


def _sender(project: Project, coder: str) -> str:
    """Who sends it: as they are called in the project, where they are known there."""
    project.work_as(checked_coder(coder) or project.coder_name)
    return project.coder_name


def _target(path: Path, out: Path | None, wishes: CopyWishes) -> Path:
    from annotator.project.copy_names import copy_name
    from annotator.project.project_file import SUFFIX

    if out is not None and not out.is_dir():
        if out.suffix != SUFFIX:
            raise typer.BadParameter(f"“{out.name}” is neither a folder nor ends in {SUFFIX}", param_hint="--out")
        return out
    return (out or path.parent) / copy_name(path.stem, wishes.receiver, wishes.sender, date.today())


def _line(target: Path, wishes: CopyWishes, contents: CopyContents) -> str:
    held = ", ".join(counted(getattr(contents, name), *nouns) for name, nouns in _NOUNS.items())
    return f"Wrote {target} for {wishes.receiver}: {held}."


def _as_json(target: Path, wishes: CopyWishes, contents: CopyContents) -> dict[str, Any]:
    held = {name: getattr(contents, name) for name in _NOUNS}
    return {
        "file": str(target),
        "for": wishes.receiver,
        "from": wishes.sender,
        "left_out": list(wishes.left_out),
    } | held
