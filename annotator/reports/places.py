"""Any segments as one table, in the order in which they are given: what is copied from a list of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotator.analysis.paragraphs import Paragraphs
from annotator.analysis.segment_material import Place, SegmentMaterial
from annotator.project.codes import PATH_SEPARATOR
from annotator.project.ids import Id
from annotator.reports import segments
from annotator.reports.model import Column, Table
from annotator.reports.quotation import quotation_of

COLUMNS = (segments.COLUMNS[0], Column("code", "Code", "name", 1.5), *segments.COLUMNS[1:])


def table_of(
    places: Iterable[Place], material: SegmentMaterial, texts: Mapping[Id, str], caption: str = "Coded segments"
) -> Table:
    """A table with a row for each segment. `texts` are the stored texts of their documents."""
    paragraphs = {document_id: Paragraphs(text) for document_id, text in texts.items()}

    def row(place: Place) -> tuple[str, ...]:
        text = texts[place.document_id]
        quotation = quotation_of(text, paragraphs[place.document_id], place.start, place.end, "")
        person = material.participant_of(place)
        coder = material.coders[place.coder_id]
        return (
            quotation.text,
            PATH_SEPARATOR.join(material.paths[place.code_id]),
            person.label if person is not None else "",
            material.documents[place.document_id].name,
            quotation.paragraph,
            coder.initials or coder.name,
        )

    return Table(segments.NAME, "", caption, COLUMNS, tuple(map(row, places)))
