"""The commands about a project as a whole: new, info, check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from annotator.cli.ending import INPUT_ERROR
from annotator.cli.opening import AsJson, CoderName, ProjectPath, checked_coder, coder_at_work, open_to_read
from annotator.cli.output import counted, print_json, print_lines
from annotator.project.errors import ProjectDamaged

if TYPE_CHECKING:
    from annotator.project.check import Problem
    from annotator.project.project import Project

_SUFFIX = ".annot"
_WITHOUT_WORDS = "codings_without_words"
_NOUNS = {
    "documents": ("document", "documents"),
    "codes": ("code", "codes"),
    "codings": ("coding", "codings"),
    "participants": ("participant", "participants"),
    "coders": ("coder", "coders"),
    "memos": ("memo", "memos"),
}


def new(
    context: typer.Context,
    path: ProjectPath,
    title: Annotated[str, typer.Option(metavar="T", help="The study's title.", show_default="the file's name")] = "",
    coder: CoderName = "",
) -> None:
    """Make an empty project.

    A file that is there already is left as it is.
    """
    from annotator.project.project import Project
    from annotator.project.stored_text import normalise_text

    path = _with_suffix(path)
    name = checked_coder(coder_at_work(context, coder))
    with Project.create(path, title=normalise_text(title or path.stem).strip(), coder_name=name) as project:
        print_lines([f"Made {path} for {project.coder.name}."])


def info(path: ProjectPath, json: AsJson = False) -> None:
    """Say what a project holds."""
    with open_to_read(path) as project:
        facts = facts_of(project)
    if json:
        print_json(facts)
        return
    counts = [counted(facts[key], *nouns) for key, nouns in _NOUNS.items()]
    lines = [facts["title"] or path.stem, ", ".join(counts), f"{path}, file format {facts['schema']}"]
    print_lines([*lines, *_waiting(facts.get(_WITHOUT_WORDS, 0))])


def _without_words(count: int) -> dict[str, int]:
    """How many codings wait for a look, where some do."""
    return {_WITHOUT_WORDS: count} if count else {}


def _waiting(count: int) -> list[str]:
    """That codings wait for a look, where some do."""
    if not count:
        return []
    noun = "coding has" if count == 1 else "codings have"
    return [f"{count} {noun} lost all words in a correction, and {'waits' if count == 1 else 'wait'} for a look."]


def facts_of(project: Project) -> dict[str, Any]:
    """What `info --json` gives: the title, the version of the file format, and how much there is of each thing."""
    from annotator.project.project_file import schema_version

    facts: dict[str, Any] = {
        "title": project.info.title,
        "schema": schema_version(project.connection),
        "documents": len(project.documents.all()),
        "codes": len(project.codes.tree()),
        "codings": sum(project.codings.counts_by_document().values()),
        "participants": len(project.participants.all()),
        "coders": len(project.coders.all()),
        "memos": len(project.memos.all()),
    }
    return facts | _without_words(len(project.codings.lost()))


def check(path: ProjectPath, json: AsJson = False) -> None:
    """Look for damage in a project file.

    Reads every page and reference, and sees that every coding is inside its text. Exit code 1 if one is not.
    """
    problems, lost = _problems_of(path)
    if json:
        found = [{"kind": one.kind, "where": one.where, "what": one.what} for one in problems]
        print_json({"ok": not problems, "problems": found} | _without_words(lost))
    elif problems:
        print_lines(f"{one.kind}: {one.where}: {one.what}" for one in problems)
    else:
        print_lines([f"{path} is whole: every page, every reference, every coding inside its text.", *_waiting(lost)])
    if problems:
        raise typer.Exit(INPUT_ERROR)


def _problems_of(path: Path) -> tuple[list[Problem], int]:
    """What is wrong, and how many codings wait for a look (0 where the file cannot be read)."""
    from annotator.project.check import Problem

    try:
        with open_to_read(path) as project:
            problems = project.check()
            return problems, 0 if problems else len(project.codings.lost())
    except ProjectDamaged as error:
        return [Problem("page", "file", error.reason)], 0


def _with_suffix(path: Path) -> Path:
    """The path of a project file: ".annot" is added where there is no suffix. Raises BadParameter for another."""
    if not path.suffix:
        return path.with_name(path.name + _SUFFIX)
    if path.suffix != _SUFFIX:
        raise typer.BadParameter(f"“{path.name}” does not end in {_SUFFIX}", param_hint="PROJECT")
    return path
