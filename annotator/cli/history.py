"""The commands about what was done: history, undo, redo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from annotator.cli.errors import NothingToRedo, NothingToUndo
from annotator.cli.opening import AsJson, CoderName, ProjectPath, coder_at_work, open_to_read, open_to_work
from annotator.cli.output import local_time, print_json_list, print_lines, utc_time

if TYPE_CHECKING:
    from annotator.project.changes import Operation


def history(path: ProjectPath, json: AsJson = False) -> None:
    """List all that was done, by whom and when, the oldest first."""
    with open_to_read(path) as project:
        operations = project.history.operations(newest_first=False)
    if json:
        print_json_list(as_json(operation) for operation in operations)
    else:
        print_lines(_line(operation) for operation in operations)


def as_json(operation: Operation) -> dict[str, Any]:
    """One operation as `history --json` gives it; `undoes` is the id of the operation that it takes back."""
    from annotator.analysis.operation_sentences import sentence
    from annotator.project.ids import shown

    return {
        "id": shown(operation.id),
        "kind": operation.kind,
        "sentence": sentence(operation),
        "parameters": dict(operation.parameters),
        "coder": operation.coder_name,
        "time": utc_time(operation.time_us),
        "undoes": shown(operation.undoes) if operation.undoes else None,
    }


def undo(context: typer.Context, path: ProjectPath, coder: CoderName = "") -> None:
    """Take back the last thing that was done."""
    from annotator.analysis.operation_sentences import subject

    with open_to_work(path, coder_at_work(context, coder)) as project:
        undone = project.undo()
    if undone is None:
        raise NothingToUndo()
    print_lines([f"Undo: {subject(undone)}"])


def redo(context: typer.Context, path: ProjectPath, coder: CoderName = "") -> None:
    """Do again what was undone last."""
    from annotator.analysis.operation_sentences import subject

    with open_to_work(path, coder_at_work(context, coder)) as project:
        redone = project.redo()
    if redone is None:
        raise NothingToRedo()
    print_lines([f"Redo: {subject(redone)}"])


def _line(operation: Operation) -> str:
    from annotator.analysis.operation_sentences import sentence

    return f"{local_time(operation.time_us)}  {operation.coder_name or '–'}  {sentence(operation)}"
