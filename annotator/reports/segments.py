"""The coded segments: every passage in full, one table per code."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.project.codes import PATH_SEPARATOR, Code
from annotator.reports.cases import Segment
from annotator.reports.columns import shown
from annotator.reports.material import Material
from annotator.reports.model import Column, Section, Table

NAME = "segments"
TITLE = "Coded segments"
COLUMNS = (
    Column("quotation", "Quotation", "quotation", 6),
    Column("participant", "Participant", "name", 1),
    Column("document", "Document", "name", 1.5),
    Column("paragraph", "¶", "number", 0.6),
    Column("coder", "Coder", "name", 0.7),
)


def build(material: Material) -> Section:
    """A table for each chosen code that has segments, in the order of the tree."""
    tables = tuple(_tables(material))
    if not tables:
        return Section(NAME, TITLE, (), _nothing(material) + material.whose_note)
    if material.query_words:
        words = f"The passages {material.query_words}. In full, by code, in the order of the documents."
        return Section(NAME, TITLE, tables, words)
    without = [material.tree.path(code.id) for code in material.codes if not material.segments(code.id)]
    words = _introduction([PATH_SEPARATOR.join(path) for path in without]) + material.whose_note
    return Section(NAME, TITLE, tables, words)


def _tables(material: Material) -> Iterator[Table]:
    for place, code in enumerate(material.codes):
        material.steps.tell(place, len(material.codes))
        if material.segments(code.id):
            yield _table(code, material)


def _introduction(without: list[str]) -> str:
    first = "Every coded passage in full, by code, in the order of the documents."
    return f"{first} Codes without a passage of their own: {'; '.join(without)}." if without else first


def _nothing(material: Material) -> str:
    if material.query_words:
        return f"There are no passages {material.query_words}."
    return "No passage has been coded yet."


def _table(code: Code, material: Material) -> Table:
    segments = material.segments(code.id)
    material.read_texts(segments)
    path = PATH_SEPARATOR.join(material.tree.path(code.id))
    rows = [_row(segment, material) for segment in segments]
    columns, rows_shown = shown(COLUMNS, rows, NAME, material.options.columns)
    return Table(NAME, path, f"Segments coded “{path}”", columns, rows_shown, _note(segments, material))


def _row(segment: Segment, material: Material) -> tuple[str, ...]:
    quotation = material.quotation(segment)
    case = material.cases[segment.case_id]
    participant = case.label if case.is_participant else ""
    document = material.documents[segment.document_id].name
    return (quotation.text, participant, document, quotation.paragraph, material.coder_names(segment))


def _note(segments: tuple[Segment, ...], material: Material) -> str:
    counted = {case.id for case in material.counted_cases}
    people = len({segment.case_id for segment in segments} & counted)
    codings = sum(len(segment.coding_ids) for segment in segments)
    word = material.counted_word if people != 1 else material.counted_word.removesuffix("s")
    passages = f"{len(segments)} passage{'s' if len(segments) != 1 else ''} from {people} {word}"
    return (
        f"{passages}; {codings} codings, since some passages have several coders."
        if codings > len(segments)
        else f"{passages}."
    )
