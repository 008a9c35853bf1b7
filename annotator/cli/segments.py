"""The command that lists coded passages: segments."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.codings import FIELDS, as_csv, as_json, as_lines, document_called
from annotator.cli.opening import AsJson, ProjectPath, open_to_read
from annotator.cli.output import counted, print_csv, print_json_list, print_lines

if TYPE_CHECKING:
    from annotator.analysis.segment_query import CodeSet, SegmentQuery
    from annotator.analysis.segment_sweep import Found
    from annotator.analysis.segments import Segment
    from annotator.project.ids import Id
    from annotator.project.project import Project

_Codes = list[str] | None


def segments(
    path: ProjectPath,
    code: Annotated[
        _Codes,
        typer.Option(metavar="C", help="Only with this code or one under it; again: any of these.", show_default=False),
    ] = None,
    all_of: Annotated[
        _Codes,
        typer.Option("--all-of", metavar="C", help="Again and again: all of these at one place.", show_default=False),
    ] = None,
    overlapping: Annotated[
        _Codes, typer.Option(metavar="C", help="Only where they overlap this code.", show_default=False)
    ] = None,
    near: Annotated[
        _Codes, typer.Option(metavar="C", help="Only near this code; see --within.", show_default=False)
    ] = None,
    within: Annotated[int, typer.Option(min=0, max=999, metavar="N", help="How many paragraphs are near.")] = 1,
    without: Annotated[
        _Codes, typer.Option("--not", metavar="C", help="Only where they do not overlap this code.", show_default=False)
    ] = None,
    participant: Annotated[
        list[str] | None, typer.Option(metavar="P", help="Only what this participant says.", show_default=False)
    ] = None,
    document: Annotated[
        list[str] | None, typer.Option(metavar="D", help="Only in this document.", show_default=False)
    ] = None,
    coder: Annotated[
        list[str] | None, typer.Option(metavar="K", help="Only by this coder (name or initials).", show_default=False)
    ] = None,
    query: Annotated[
        str | None, typer.Option(metavar="NAME", help="What the kept query of this name asks.", show_default=False)
    ] = None,
    json: AsJson = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV, in UTF-8.")] = False,
) -> None:
    """List coded passages, verbatim.

    They come in the order of the documents, and of the places in each. Options on codes, people and documents may be
    given again for one more of them; beside --query they take the place of what the kept query says on the same.
    """
    if json and csv:
        raise typer.BadParameter("choose --json or --csv")
    if code and all_of:
        raise typer.BadParameter("choose --code or --all-of")
    with open_to_read(path) as project:
        asked = _kept(project, query)
        if code or all_of:
            asked = replace(asked, match="all" if all_of else "any", codes=_codes(project, code or all_of or []))
        if near:
            asked = replace(asked, near=_codes(project, near), near_paragraphs=within)
        if overlapping:
            asked = replace(asked, overlapping=_codes(project, overlapping))
        if without:
            asked = replace(asked, without=_codes(project, without))
        asked = _by_whom(project, asked, participant or [], document or [], coder or [])
        found, named = _answer(project, asked)
    _print(named, json=json, csv=csv)
    for note in _notes(found):
        print(note, file=sys.stderr)


def found_segments(
    project: Project,
    codes: list[str],
    documents: list[str],
    participants: list[str],
    coders: list[str],
    query: str | None,
) -> Found:
    """The coded passages with any of these codes, of these people, or of a kept query. Raises NotFound."""
    from annotator.analysis.segment_material import read_material
    from annotator.analysis.segment_sweep import run

    asked = _kept(project, query)
    if codes:
        asked = replace(asked, match="any", codes=_codes(project, codes))
    asked = _by_whom(project, asked, participants, documents, coders)
    return run(asked, read_material(project, asked.documents or None))


def _print(found: list[Segment], *, json: bool, csv: bool) -> None:
    if json:
        print_json_list(as_json(segment) for segment in found)
    elif csv:
        print_csv(FIELDS, (as_csv(segment) for segment in found))
    else:
        print_lines(as_lines(found))


def _answer(project: Project, query: SegmentQuery) -> tuple[Found, list[Segment]]:
    from annotator.analysis.segment_material import read_material
    from annotator.analysis.segment_sweep import run
    from annotator.analysis.segments import name_segments

    material = read_material(project, query.documents or None)
    found = run(query, material)
    return found, list(name_segments(project, material, found.places))


def _notes(found: Found) -> Iterator[str]:
    """What the reader should know beside the list."""
    if found.lost:
        lost = counted(found.lost, "coding", "codings")
        yield f"Left out: {lost} whose words were taken away by a correction of the transcript."
    if found.gone:
        yield f"The query names {counted(found.gone, 'thing', 'things')} that the project does not have any more."


def _kept(project: Project, name: str | None) -> SegmentQuery:
    """The kept query of this name, or one that asks nothing. Raises NotFound."""
    from annotator.analysis.segment_query import SegmentQuery, from_definition
    from annotator.project.errors import NotFound

    if name is None:
        return SegmentQuery()
    saved = project.saved_queries.by_name(name)
    if saved is None:
        raise NotFound("query", name)
    return from_definition(saved.definition)


def _codes(project: Project, paths: list[str]) -> CodeSet:
    """The codes at these paths. Raises NotFound."""
    from annotator.analysis.segment_query import CodeSet

    return CodeSet(tuple(dict.fromkeys(project.codes.find(path).id for path in paths)))


def _by_whom(
    project: Project, query: SegmentQuery, participants: list[str], documents: list[str], coders: list[str]
) -> SegmentQuery:
    """The query with people and documents. Raises NotFound."""
    from annotator.project.errors import NotFound

    def participant_id(label: str) -> Id:
        found = project.participants.by_label(label)
        if found is None:
            raise NotFound("participant", label)
        return found.id

    def coder_id(name: str) -> Id:
        found = project.coders.by_name(name)
        if found is None:
            raise NotFound("coder", name)
        return found.id

    return replace(
        query,
        participants=tuple(map(participant_id, participants)) or query.participants,
        documents=tuple(document_called(project, name).id for name in documents) or query.documents,
        coders=tuple(map(coder_id, coders)) or query.coders,
    )
