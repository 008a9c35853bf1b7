"""The commands for readers who do not use Annotator: extract makes a Word file for them, comments reads it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from annotator.cli.codings import document_called
from annotator.cli.opening import AsJson, CoderName, ProjectPath, coder_at_work, open_to_read, open_to_work
from annotator.cli.output import counted, print_json, print_lines
from annotator.cli.segment_choice import (
    ByCode,
    ByCoder,
    ByDocument,
    ByParticipant,
    ByQuery,
    ByWhose,
    Many,
    SegmentChoice,
    query_of,
    whose_wanted,
)

if TYPE_CHECKING:
    from annotator.importers.comments_into_project import BroughtIn
    from annotator.importers.comments_plan import CommentsPlan, PlannedComment
    from annotator.project.project import Project
    from annotator.reports.extract_pack import ChosenPassage

_SUFFIX = ".docx"
_LINES_ON_PAPER = 4


def extract(
    context: typer.Context,
    path: ProjectPath,
    out: Annotated[Path, typer.Argument(metavar="OUT.docx", help="The Word file to write.", show_default=False)],
    transcript: Annotated[
        Many, typer.Option(metavar="D", help="The whole of this document; may be given again.", show_default=False)
    ] = None,
    code: ByCode = None,
    document: ByDocument = None,
    participant: ByParticipant = None,
    coder: ByCoder = None,
    query: ByQuery = None,
    codings: ByWhose = None,
    title: Annotated[str, typer.Option(metavar="T", help="What stands on top.", show_default="the project's")] = "",
    instruction: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What readers are asked to do.", show_default="a few sentences")
    ] = None,
    with_codes: Annotated[bool, typer.Option("--with-codes", help="Print the codes under each passage.")] = False,
    paper: Annotated[bool, typer.Option("--paper", help="To be written on by hand: lines under each passage.")] = False,
    margin: Annotated[bool, typer.Option("--margin/--no-margin", help="A wide margin to write in.")] = True,
    size: Annotated[float, typer.Option(min=8, max=32, metavar="PT", help="The size of the words.")] = 13,
) -> None:
    """Write a Word file of passages to read and comment on.

    For people who do not use Annotator; passages or whole transcripts.
    Without a choice it holds all coded passages. What comes back is read by `comments`.
    """
    from annotator.exporters.extract_pack import write
    from annotator.reports.extract_pack import PackOptions, build

    if out.suffix.lower() != _SUFFIX:
        raise typer.BadParameter(f"“{out.name}” does not end in {_SUFFIX}", param_hint="OUT.docx")
    asked_of_readers = _instruction(paper) if instruction is None else instruction
    lines = _LINES_ON_PAPER if paper else 0
    options = PackOptions(title, asked_of_readers, shows_codes=with_codes, has_margin=margin, lines=lines, size_pt=size)
    whose = whose_wanted(codings, query, coder)
    choice = SegmentChoice(code, documents=document, participants=participant, coders=coder, query=query, whose=whose)
    with open_to_read(path) as project:
        pack = build(project, _passages(project, transcript or [], choice), options)
    write(pack, out)
    print_lines([f"Wrote {out}: {counted(len(pack.extracts), 'extract', 'extracts')}."])


def comments(
    context: typer.Context,
    path: ProjectPath,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE.docx...", help="What readers sent back.", show_default=False)
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would come in.")] = False,
    reader: Annotated[
        Many,
        typer.Option(metavar="AUTHOR=NAME", help="Who an author is among the coders.", show_default=False),
    ] = None,
    new_codes: Annotated[bool, typer.Option("--new-codes", help="Make codes of #names that are new.")] = False,
    memos_only: Annotated[bool, typer.Option("--memos-only", help="Take nothing for a code.")] = False,
    coder: CoderName = "",
    json: AsJson = False,
) -> None:
    """Bring in what readers wrote into an extract pack.

    Their comments become memos and codings under their names.
    Each file is one operation. A comment only comes to stand on the very words that it was written on; where these
    are others now, it becomes a memo on the document, and the list says so. What came in before is passed over.
    """
    from annotator.importers.comments_into_project import bring_in
    from annotator.importers.comments_plan import plan
    from annotator.importers.extract_pack import read

    names = _readers(reader or [])
    packs = [read(file) for file in files]
    told: list[dict[str, Any]] = []
    lines: list[str] = []
    with open_to_read(path) if dry_run else open_to_work(path, coder_at_work(context, coder)) as project:
        for pack in packs:
            made = _decided(plan(project, pack), names, new_codes=new_codes, memos_only=memos_only)
            came = None if dry_run else bring_in(project, made)
            told.append(_as_json(project, made, came))
            lines += _lines(project, made, came)
    print_json(told) if json else print_lines(lines)


def _instruction(on_paper: bool) -> str:
    from annotator.reports.extract_pack import IN_WORD, ON_PAPER

    return ON_PAPER if on_paper else IN_WORD


def _passages(project: Project, transcripts: Sequence[str], choice: SegmentChoice) -> list[ChosenPassage]:
    """Whole transcripts, and the coded passages that are chosen; without any choice all of these. Raises NotFound."""
    from annotator.reports.extract_pack import whole_transcripts

    found = whole_transcripts(project, [document_called(project, name).id for name in transcripts])
    chosen = (choice.codes, choice.documents, choice.participants, choice.coders, choice.query)
    return [*found, *_coded(project, choice)] if any(chosen) or not found else found


def _coded(project: Project, choice: SegmentChoice) -> Iterator[ChosenPassage]:
    """The coded passages that are asked for. Raises NotFound."""
    from annotator.analysis.segment_material import read_material
    from annotator.analysis.segment_sweep import run
    from annotator.reports.extract_pack import ChosenPassage

    asked = query_of(project, choice)
    for place in run(asked, read_material(project, asked.documents or None)).places:
        yield ChosenPassage(place.document_id, place.start, place.end, (place.code_id,))


def _readers(pairs: Sequence[str]) -> dict[str, str]:
    names = {}
    for pair in pairs:
        author, is_pair, name = pair.partition("=")
        if not is_pair or not name.strip():
            raise typer.BadParameter(f"“{pair}” is not AUTHOR=NAME", param_hint="--reader")
        names[author.strip()] = name.strip()
    return names


def _decided(made: CommentsPlan, names: dict[str, str], *, new_codes: bool, memos_only: bool) -> CommentsPlan:
    """The plan as the options want it."""

    def one(each: PlannedComment) -> PlannedComment:
        if each.becomes == "nothing":
            return each
        if memos_only:
            return replace(each, becomes="memo")
        return replace(each, becomes=each.as_coding) if new_codes and each.can_be_coding and each.is_sure else each

    readers = {author: names.get(author, name) for author, name in made.readers.items()}
    return replace(made, comments=tuple(map(one, made.comments)), readers=readers)


def _as_json(project: Project, made: CommentsPlan, came: BroughtIn | None) -> dict[str, Any]:
    names = {document.id: document.name for document in project.documents.all()}
    told: dict[str, Any] = {
        "file": made.source_name,
        "comments": [
            {
                "author": each.comment.author,
                "reader": made.readers[each.comment.author],
                "date": each.comment.date,
                "text": each.comment.text,
                "words": each.placement.words,
                "found": each.placement.found,
                "places": [
                    {"document": names[spot.document_id], "start": spot.start_char, "end": spot.end_char}
                    for spot in each.placement.spots
                ],
                "codes": [code.path for code in each.codes],
                "becomes": each.becomes,
                "is_there": each.is_there,
            }
            for each in made.comments
        ],
    }
    if came is not None:
        told |= {"memos": came.memos, "codings": came.codings, "codes": came.codes, "readers": list(came.readers)}
    return told


_BECOMES = {"memo": "a memo", "coding": "a coding", "both": "a coding and a memo", "nothing": "left out"}
_FOUND = {
    "nearest": "its words are others now; put on the document",
    "nowhere": "its place is not in this project; put on the project",
}


def _lines(project: Project, made: CommentsPlan, came: BroughtIn | None) -> Iterator[str]:
    count = counted(len(made.comments), "comment", "comments")
    if came is None:
        yield f"{made.source_name}: {count}, {len(made.taken)} would come in."
    else:
        memos, codings = counted(came.memos, "memo", "memos"), counted(came.codings, "coding", "codings")
        joined = f", with {', '.join(came.readers)} as peer researcher" if came.readers else ""
        yield f"{made.source_name}: {count}; brought in {memos} and {codings}{joined}."
    for each in made.comments:
        what = "brought in before" if each.is_there else _BECOMES[each.becomes]
        note = "" if each.becomes == "nothing" else _FOUND.get(each.placement.found, "")
        about = f"“{_short(each.placement.words)}”" if each.placement.words else "the whole"
        said = _short(each.comment.text)
        reader = made.readers[each.comment.author]
        yield f"  {reader}, on {about}: {said} → {what}" + (f" ({note})" if note else "")


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 60 else line[:59].rstrip() + "…"
