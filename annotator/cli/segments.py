"""The command that lists coded passages: segments."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.codings import FIELDS, as_csv, as_json, as_lines
from annotator.cli.opening import AsJson, ProjectPath, open_to_read
from annotator.cli.output import counted, print_csv, print_json_list, print_lines
from annotator.cli.segment_choice import (
    ByAbsence,
    ByAllOf,
    ByCode,
    ByCoder,
    ByDocument,
    ByNearness,
    ByOverlap,
    ByParticipant,
    ByQuery,
    ByWhose,
    SegmentChoice,
    Within,
    query_of,
    whose_wanted,
)

if TYPE_CHECKING:
    from annotator.analysis.segment_query import SegmentQuery
    from annotator.analysis.segment_sweep import Found
    from annotator.analysis.segments import Segment
    from annotator.project.project import Project

_WITHOUT = "The codings of the consensus are not in the list; --codings all lists them too."


def segments(
    path: ProjectPath,
    code: ByCode = None,
    all_of: ByAllOf = None,
    overlapping: ByOverlap = None,
    near: ByNearness = None,
    within: Within = 1,
    without: ByAbsence = None,
    participant: ByParticipant = None,
    document: ByDocument = None,
    coder: ByCoder = None,
    query: ByQuery = None,
    codings: ByWhose = None,
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
    from annotator.analysis.whose_codings import has_consensus

    whose = whose_wanted(codings, query, coder)
    choice = SegmentChoice(
        code or all_of, bool(all_of), overlapping, near, within, without, participant, document, coder, query, whose
    )
    with open_to_read(path) as project:
        asked = query_of(project, choice)
        found, named = _answer(project, asked)
        is_told = codings is None and asked.sought == "coders" and has_consensus(project.coders.all())
    _print(named, json=json, csv=csv)
    for note in (*_notes(found), *([_WITHOUT] if is_told else [])):
        print(note, file=sys.stderr)


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
