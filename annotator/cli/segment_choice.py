"""Which coded passages a command is about: the options that say it, and the query that they ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.codings import coder_called, document_called, participant_called

if TYPE_CHECKING:
    from annotator.analysis.segment_query import CodeSet, Match, SegmentQuery
    from annotator.analysis.whose_codings import Whose
    from annotator.project.project import Project

Many = list[str] | None
ByCode = Annotated[
    Many,
    typer.Option(metavar="C", help="Only with this code or one under it; again: any of these.", show_default=False),
]
ByAllOf = Annotated[
    Many, typer.Option("--all-of", metavar="C", help="Again and again: all of these at one place.", show_default=False)
]
ByOverlap = Annotated[Many, typer.Option(metavar="C", help="Only where they overlap this code.", show_default=False)]
ByNearness = Annotated[Many, typer.Option(metavar="C", help="Only near this code; see --within.", show_default=False)]
Within = Annotated[int, typer.Option(min=0, max=999, metavar="N", help="How many paragraphs are near.")]
ByAbsence = Annotated[
    Many, typer.Option("--not", metavar="C", help="Only where they do not overlap this code.", show_default=False)
]
ByParticipant = Annotated[Many, typer.Option(metavar="P", help="Only what this participant says.", show_default=False)]
ByDocument = Annotated[Many, typer.Option(metavar="D", help="Only in this document.", show_default=False)]
ByCoder = Annotated[Many, typer.Option(metavar="K", help="Only by this coder (name or initials).", show_default=False)]
ByWhose = Annotated[
    str | None,
    typer.Option(
        metavar="WHOSE",
        help="Whose codings count where there is a consensus: coders, consensus or all.",
        show_default="coders",
    ),
]
ByQuery = Annotated[
    str | None, typer.Option(metavar="NAME", help="What the kept query of this name asks.", show_default=False)
]


@dataclass(frozen=True, slots=True)
class SegmentChoice:
    """What the options of a command say: names and paths as they were typed. `query` names a kept one to begin with."""

    codes: Many = None
    matches_all: bool = False
    overlapping: Many = None
    near: Many = None
    near_paragraphs: int = 1
    without: Many = None
    participants: Many = None
    documents: Many = None
    coders: Many = None
    query: str | None = None
    whose: Whose | None = None


def whose_of_option(given: str | None) -> Whose | None:
    """What `--codings` says; None where it is not given. Raises BadParameter."""
    from annotator.analysis.whose_codings import WHOSE

    found = next((whose for whose in WHOSE if whose == given), None)
    if given is not None and found is None:
        raise typer.BadParameter(f"“{given}” is none of {', '.join(WHOSE)}", param_hint="--codings")
    return found


def whose_wanted(codings: str | None, query: str | None, coders: Many) -> Whose | None:
    """Whose codings a command looks through; None where its kept query says so. Raises BadParameter."""
    from annotator.analysis.whose_codings import USUAL

    if codings is not None and coders:
        raise typer.BadParameter("choose --codings or --coder")
    return whose_of_option(codings) or (USUAL if query is None else None)


def check_whose(project: Project, whose: Whose | None) -> None:
    """Raises NoConsensus where the consensus is asked for and the project has none."""
    from annotator.cli.errors import NoConsensus

    if whose == "consensus" and project.consensus.coder() is None:
        raise NoConsensus(project.path.name)


def query_of(project: Project, choice: SegmentChoice) -> SegmentQuery:
    """What a choice asks of a project; what it says takes the place of what its kept query says on the same.

    Raises NotFound, NoConsensus.
    """
    check_whose(project, choice.whose)
    asked = _kept(project, choice.query)
    if choice.codes:
        match: Match = "all" if choice.matches_all else "any"
        asked = replace(asked, match=match, codes=_codes(project, choice.codes))
    if choice.near:
        asked = replace(asked, near=_codes(project, choice.near), near_paragraphs=choice.near_paragraphs)
    if choice.overlapping:
        asked = replace(asked, overlapping=_codes(project, choice.overlapping))
    if choice.whose:
        asked = replace(asked, whose=choice.whose)
    if choice.without:
        asked = replace(asked, without=_codes(project, choice.without))
    return _by_whom(project, asked, choice)


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


def _codes(project: Project, paths: Sequence[str]) -> CodeSet:
    """The codes at these paths. Raises NotFound."""
    from annotator.analysis.segment_query import CodeSet

    return CodeSet(tuple(dict.fromkeys(project.codes.find(path).id for path in paths)))


def _by_whom(project: Project, query: SegmentQuery, choice: SegmentChoice) -> SegmentQuery:
    """The query with people and documents. Raises NotFound."""
    documents = tuple(document_called(project, name).id for name in choice.documents or ())
    return replace(
        query,
        participants=tuple(participant_called(project, label).id for label in choice.participants or ())
        or query.participants,
        documents=documents or query.documents,
        coders=tuple(coder_called(project, name).id for name in choice.coders or ()) or query.coders,
    )
