"""The command that codes a passage, code; and how coded passages are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from annotator.cli.errors import NoSuchPlace, QuotationNotFound, QuotationNotUnique
from annotator.cli.opening import AsJson, CoderName, ProjectPath, coder_at_work, open_to_work
from annotator.cli.output import print_json, print_lines, utc_time

if TYPE_CHECKING:
    from annotator.analysis.segments import Segment
    from annotator.project.coders import Coder
    from annotator.project.documents import Document
    from annotator.project.ids import Id
    from annotator.project.participants import Participant
    from annotator.project.project import Project

Span = tuple[int, int]
FIELDS = ("id", "document", "participant", "code", "coder", "start", "end", "paragraph", "text", "created")
_PATH_SEPARATOR = " > "


def code(
    context: typer.Context,
    path: ProjectPath,
    document_name: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its name.", show_default=False)],
    code_path: Annotated[
        str, typer.Argument(metavar="CODE", help="Its name or path: “Trust > Hope”.", show_default=False)
    ],
    quote: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The words to be coded.", show_default=False)
    ] = None,
    span: Annotated[
        str | None, typer.Option(metavar="START:END", help="Their place, in characters from 0.", show_default=False)
    ] = None,
    nth: Annotated[
        int | None, typer.Option(min=1, help="Which place, where the words come several times.", show_default=False)
    ] = None,
    coder: CoderName = "",
    json: AsJson = False,
) -> None:
    """Give a passage a code.

    The code is added where it is missing. The words must be in the document just once; other spaces, line ends
    and quotation marks are forgiven, and the document's own words are coded. START:END counts as `segments
    --json` does; END is the first one that is out.
    """
    if (quote is None) == (span is None):
        raise typer.BadParameter("give the passage by --quote or by --span, one of them")
    if nth is not None and quote is None:
        raise typer.BadParameter("--nth goes with --quote")
    place = _span(span) if span is not None else None
    with open_to_work(path, coder_at_work(context, coder)) as project:
        document = document_called(project, document_name)
        start, end = place or _place_of(project, document, quote or "", nth)
        coding_id = _code_passage(project, document, _checked_path(code_path), start, end)
        segment = next(one for one in _segments_of(project, document) if one.coding_id == coding_id)
    if json:
        print_json(as_json(segment))
    else:
        print_lines(as_lines([segment]))


def as_json(segment: Segment) -> dict[str, Any]:
    """A coded passage as `segments --json` gives it."""
    from annotator.project.ids import shown

    return {
        "id": shown(segment.coding_id),
        "document": segment.document,
        "participant": segment.participant or None,
        "code": list(segment.code),
        "coder": segment.coder,
        "start": segment.start,
        "end": segment.end,
        "paragraph": segment.paragraph,
        "text": segment.text,
        "created": utc_time(segment.created_us),
    }


def as_csv(segment: Segment) -> tuple[Any, ...]:
    """A coded passage as a row of `segments --csv`, under the names of `FIELDS`."""
    values = as_json(segment) | {"code": _PATH_SEPARATOR.join(segment.code)}
    return tuple(values[field] for field in FIELDS)


def as_lines(segments: list[Segment]) -> Iterator[str]:
    """Coded passages for people, two lines each."""
    for one in segments:
        speaker = f", {one.participant}" if one.participant else ""
        yield f"{one.document}{speaker}, ¶ {one.paragraph} · {_PATH_SEPARATOR.join(one.code)} · {one.coder}"
        yield f"  “{one.text}”"


def _segments_of(project: Project, document: Document) -> Iterator[Segment]:
    from annotator.analysis.segments import read_segments

    return read_segments(project, document_id=document.id)


def document_called(project: Project, name: str) -> Document:
    """The document of this name, or the only one that came from a file of this name. Raises NotFound."""
    from annotator.project.errors import NotFound

    try:
        return project.documents.find(name)
    except NotFound:
        from_file = [one for one in project.documents.all() if one.source_name == name]
        if len(from_file) != 1:
            raise
        return from_file[0]


def participant_called(project: Project, label: str) -> Participant:
    """The participant of this label. Raises NotFound."""
    from annotator.project.errors import NotFound

    found = project.participants.by_label(label)
    if found is None:
        raise NotFound("participant", label)
    return found


def coder_called(project: Project, name: str) -> Coder:
    """The coder of this name or these initials. Raises NotFound."""
    from annotator.project.errors import NotFound

    found = project.coders.by_name(name)
    if found is None:
        raise NotFound("coder", name)
    return found


def _span(text: str) -> Span:
    match = re.fullmatch(r"(\d{1,12}):(\d{1,12})", text, re.ASCII)
    if match is None:
        raise typer.BadParameter(f"“{text}” is not START:END, such as 120:184", param_hint="--span")
    return int(match[1]), int(match[2])


def _place_of(project: Project, document: Document, quote: str, nth: int | None) -> Span:
    """The place of the words. Raises QuotationNotFound, QuotationNotUnique, NoSuchPlace."""
    from annotator.analysis.quotations import find_quotation
    from annotator.project.stored_text import normalise_text

    places = find_quotation(project.documents.text(document.id).text, normalise_text(quote))
    shown = quote if len(quote) <= 80 else quote[:79] + "…"
    if not places:
        raise QuotationNotFound(shown, document.name)
    if nth is None and len(places) > 1:
        raise QuotationNotUnique(shown, document.name, len(places))
    if nth is not None and nth > len(places):
        raise NoSuchPlace(shown, document.name, len(places), nth)
    return places[(nth or 1) - 1]


def _checked_path(path: str) -> str:
    """The path of a code as it is kept. Raises NameRefused before anything is changed."""
    from annotator.project.codes import NAME_LIMIT, PATH_SEPARATOR
    from annotator.project.collection import one_line

    return PATH_SEPARATOR.join(one_line("code", name, NAME_LIMIT) for name in path.split(PATH_SEPARATOR))


def _code_passage(project: Project, document: Document, code_path: str, start: int, end: int) -> Id:
    """One operation, code and coding together; the span is looked at before the coder joins. Raises SpanOutsideText."""
    from annotator.project.errors import SpanOutsideText

    length = project.documents.length(document.id)
    if not 0 <= start < end <= length:
        raise SpanOutsideText(document.name, start, end, length)
    with project.operation("coding.add", code=code_path, document=document.name):
        return project.codings.add(document.id, project.codes.ensure(code_path).id, start, end).id
