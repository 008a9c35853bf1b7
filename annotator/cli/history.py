"""The commands about what was done: history, past, undo, redo."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from annotator.cli.errors import NothingToRedo, NothingToUndo
from annotator.cli.opening import AsJson, CoderName, ProjectPath, coder_at_work, open_to_read, open_to_work
from annotator.cli.output import local_time, print_json_list, print_lines, utc_time

if TYPE_CHECKING:
    from annotator.project.changes import Operation
    from annotator.project.ids import Id
    from annotator.project.operation_log import OperationLog
    from annotator.project.project import Project

_DAYS_AGO = {"today": 0, "yesterday": 1}


def history(
    path: ProjectPath,
    code: Annotated[str, typer.Option(metavar="C", help="Only what was done to this code, or with it.")] = "",
    document: Annotated[str, typer.Option(metavar="D", help="Only what was done to this document, or in it.")] = "",
    coder: Annotated[str, typer.Option(metavar="K", help="Only what this person did.")] = "",
    since: Annotated[str, typer.Option(metavar="DAY", help="From this day on (2026-03-31).")] = "",
    until: Annotated[str, typer.Option(metavar="DAY", help="Up to this day.")] = "",
    json: AsJson = False,
) -> None:
    """List what was done, by whom and when, the oldest first. A code or document may be gone by now."""
    from annotator.analysis.log_days import begin_us, end_us
    from annotator.project.operation_log import LogQuery, OperationLog

    first, last = days_of_options(since, until)
    with open_to_read(path) as project:
        log = OperationLog(project.connection)
        query = LogQuery(
            coder_name=known_coder(project, coder) if coder else None,
            row_id=_known_thing(project, log, code, document),
            since_us=begin_us(first) if first else None,
            until_us=end_us(last) if last else None,
        )
        seqs = [found.seq for portion in log.find(query) for found in portion]
        entries = log.entries(seqs)
        chosen = [entries[seq].operation for seq in reversed(seqs)]
    if json:
        print_json_list(as_json(operation) for operation in chosen)
    else:
        print_lines(_line(operation) for operation in chosen)


def past(
    path: ProjectPath,
    moment: Annotated[str, typer.Argument(metavar="DAY", help="2026-03-31, “2026-03-31 14:05”, today or yesterday.")],
    out: Annotated[Path, typer.Argument(metavar="OUT.annot", help="The file to write.", show_default=False)],
) -> None:
    """Write the project as it was on a day.

    As it was at the end of the day, or at a minute, into a file of its own.
    """
    from annotator.project.past import write_as_of_time

    if out.suffix.lower() != ".annot":
        raise typer.BadParameter(f"“{out.name}” does not end in .annot", param_hint="OUT.annot")
    write_as_of_time(path, out, _end_of(moment))
    print_lines([f"Wrote {out}: {path.name} as it was {moment if moment in _DAYS_AGO else f'on {moment}'}."])


def days_of_options(since: str, until: str) -> tuple[date | None, date | None]:
    """The first and the last day as --since and --until give them, None where they do not. Raises BadParameter."""
    first, last = _day(since, "--since"), _day(until, "--until")
    if first and last and first > last:
        raise typer.BadParameter(f"{since} is after the last day, {until}", param_hint="--since")
    return first, last


def _day(text: str, option: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise typer.BadParameter(f"“{text}” is no day such as 2026-03-31", param_hint=option) from error


def _end_of(moment: str) -> int:
    """The last microsecond of a day or of a minute, here."""
    from annotator.analysis.log_days import end_us

    try:
        if moment in _DAYS_AGO:
            return end_us(date.today() - timedelta(days=_DAYS_AGO[moment])) - 1
        if len(moment) <= len("2026-03-31"):
            return end_us(date.fromisoformat(moment)) - 1
        minute = datetime.fromisoformat(moment)
    except ValueError as error:
        words = f"“{moment}” is neither a day such as 2026-03-31 nor a minute such as “2026-03-31 14:05”"
        raise typer.BadParameter(words, param_hint="DAY") from error
    return int((minute + timedelta(minutes=1)).timestamp() * 1_000_000) - 1


def known_coder(project: Project, name: str) -> str:
    """Somebody who did something, in capitals or not. Raises NotFound."""
    from annotator.project.collection import folded
    from annotator.project.errors import NotFound
    from annotator.project.operation_log import OperationLog

    names = OperationLog(project.connection).coder_names()
    found = next((each for each in names if folded(each) == folded(name)), None)
    if found is None:
        raise NotFound("coder", name)
    return found


def _known_thing(project: Project, log: OperationLog, code: str, document: str) -> Id | None:
    """The code or document that is asked about, or the last of that name that has gone. Raises NotFound."""
    from annotator.project.collection import folded
    from annotator.project.errors import NotFound

    if code and document:
        raise typer.BadParameter("ask for a code or for a document, not for both", param_hint="--code")
    if not (code or document):
        return None
    try:
        return project.codes.find(code).id if code else project.documents.find(document).id
    except NotFound:
        gone = log.names_of_gone("code" if code else "document")
        found = next((row_id for row_id, name in gone.items() if folded(name) == folded(code or document)), None)
        if found is None:
            raise
        return found


def as_json(operation: Operation) -> dict[str, Any]:
    """One operation as `history --json` gives it; `undoes` and `merged_by` are ids of operations."""
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
        "merged_by": shown(operation.merged_by) if operation.merged_by else None,
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
