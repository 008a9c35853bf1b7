"""The command that brings transcripts and tables of participants in: import."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from annotator.cli.attribute_tables import TableWishes, import_tables, table_as_json, table_lines
from annotator.cli.ending import INPUT_ERROR, tell
from annotator.cli.opening import AsJson, CoderName, ProjectPath, coder_at_work, open_to_work
from annotator.cli.output import counted, print_json, print_lines

if TYPE_CHECKING:
    from annotator.importers.into_project import AddedDocument, ImportSummary
    from annotator.project.errors import ImportFailed

Sources = Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders.", show_default=False)]
Encoding = Annotated[
    str | None, typer.Option(metavar="E", help="The encoding of text files, such as cp1252.", show_default="found out")
]
LabelColumn = Annotated[
    str, typer.Option(metavar="NAME", help="The column of a table that names the participants.", show_default="guessed")
]
SheetName = Annotated[str, typer.Option(metavar="NAME", help="The sheet of an .xlsx file.", show_default="the first")]
Replace = Annotated[bool, typer.Option("--replace", help="Where a table says something else, let it replace a value.")]

# Where others could be read: "Nothing was imported" would not be true.
_PARTLY = "{path} could not be read: {reason}. It was left out. {advice}"


def import_documents(
    context: typer.Context,
    path: ProjectPath,
    sources: Sources,
    encoding: Encoding = None,
    kind: Annotated[str, typer.Option(help="What they are: interview, focus group, field notes, ...")] = "interview",
    label_column: LabelColumn = "",
    sheet: SheetName = "",
    replace: Replace = False,
    coder: CoderName = "",
    json: AsJson = False,
) -> None:
    """Bring in transcripts and tables of people.

    Transcripts (.docx, .txt, .md) come in as one operation, each table (.xlsx, .csv) as one more. Says what was
    taken, what was left out and what was guessed. A text that the project holds already is passed over. Where a
    transcript cannot be read, the others are brought in all the same, and the exit code is 1.
    """
    from annotator.importers.batch import read_many
    from annotator.importers.into_project import add_documents
    from annotator.importers.sheet_file import is_sheet_file

    paths = _without_wildcards(sources)
    transcripts = [each for each in paths if not is_sheet_file(each)]
    wishes = TableWishes(label_column, sheet, replace, encoding)
    with open_to_work(path, coder_at_work(context, coder)) as project:
        tables = import_tables(project, [each for each in paths if is_sheet_file(each)], wishes)
        read = read_many(transcripts, encoding)
        summary = add_documents(project, read.documents, kind=kind)
    if json:
        print_json(as_json(summary, read.failures) | {"tables": [table_as_json(table) for table in tables]})
    else:
        print_lines(line for table in tables for line in table_lines(table, replace))
        print_lines(_lines(summary) if transcripts else ())
    if read.failures:
        for failure in read.failures:
            tell(failure.sentence(_PARTLY if summary.added or tables else None))
        raise typer.Exit(INPUT_ERROR)


def as_json(summary: ImportSummary, failures: tuple[ImportFailed, ...]) -> dict[str, Any]:
    """An import as `import --json` gives it: what is in the project now, what was there already, what failed."""
    return {
        "imported": [_document_as_json(one) for one in summary.added],
        "same_text": [{"source": same.source.source_name, "document": same.twin} for same in summary.same_text],
        "failed": [{"path": str(one.path), "reason": one.reason, "advice": one.advice} for one in failures],
    }


def _document_as_json(one: AddedDocument) -> dict[str, Any]:
    return {
        "document": one.document.name,
        "source": one.source.source_name,
        "format": one.source.source_format,
        "participant": one.participant or None,
        "speakers": [{"label": s.label, "role": s.role, "participant": s.participant} for s in one.speakers],
        "encoding": one.source.encoding,
        "encoding_is_guess": one.source.encoding_is_guess,
        "left_out": list(one.source.left_out),
    }


def _lines(summary: ImportSummary) -> Iterator[str]:
    yield f"Imported {counted(len(summary.added), 'document', 'documents')}."
    for one in summary.added:
        yield f"  {one.document.name}: {_speakers_in_words(one)}"
    for document, encoding in summary.guessed_encodings:
        yield f"  {document}: read as {encoding}, which is a guess. Look at it; --encoding sets another."
    for document, note in summary.left_out:
        yield f"  {document}: left out {note}"
    for same in summary.same_text:
        yield f"  {same.source.source_name}: passed over, its text is in the project already as “{same.twin}”."


def _speakers_in_words(one: AddedDocument) -> str:
    if not one.speakers:
        return "no speakers found"
    return ", ".join(f"{s.label} ({s.participant or s.role})" for s in one.speakers)


def _without_wildcards(sources: list[Path]) -> list[Path]:
    """The files that each pattern stands for: not every shell resolves *.docx itself."""
    from annotator.importers.batch import natural_key

    paths: list[Path] = []
    for source in sources:
        is_pattern = set("*?") & set(source.name) and not source.exists()
        found = source.parent.glob(source.name) if is_pattern else ()
        paths += sorted(found, key=lambda file: natural_key(file.name)) or [source]
    return paths
