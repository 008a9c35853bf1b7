"""The command that brings transcripts in: import."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

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

# Where others could be read: "Nothing was imported" would not be true.
_PARTLY = "{path} could not be read: {reason}. It was left out. {advice}"


def import_documents(
    context: typer.Context,
    path: ProjectPath,
    sources: Sources,
    encoding: Encoding = None,
    kind: Annotated[str, typer.Option(help="What they are: interview, focus group, field notes, ...")] = "interview",
    coder: CoderName = "",
    json: AsJson = False,
) -> None:
    """Bring in transcripts (.docx, .txt, .md).

    All come in as one operation. Says what was taken, what was left out and what was guessed. A text that the
    project holds already is passed over. Where a file cannot be read, the others are brought in all the same,
    and the exit code is 1.
    """
    from annotator.importers.batch import read_many
    from annotator.importers.into_project import add_documents

    with open_to_work(path, coder_at_work(context, coder)) as project:
        read = read_many(_without_wildcards(sources), encoding)
        summary = add_documents(project, read.documents, kind=kind)
    if json:
        print_json(as_json(summary, read.failures))
    else:
        print_lines(_lines(summary))
    if read.failures:
        for failure in read.failures:
            tell(failure.sentence(_PARTLY if summary.added else None))
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
