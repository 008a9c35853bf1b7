"""Small invented worlds for segment queries: codings in texts without a project file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.analysis.segment_material import Place, SegmentMaterial
from annotator.analysis.voices import Voices
from annotator.project.code_tree import CodeTree
from annotator.project.coders import Coder
from annotator.project.codes import Code
from annotator.project.documents import Document
from annotator.project.ids import Id

# The second and third codes are under the first, the fifth under the fourth.
PARENTS = (None, 0, 0, None, 3)
CODERS = 2
PARAGRAPH_CHARS = 5
Span = tuple[int, int, int, int, int]  # document, start, end, code, coder


def key(kind: str, number: int) -> Id:
    """The id of the code, coder or document of this number."""
    return Id(f"{kind}{number}".encode())


def paragraph_at(position: int) -> int:
    """Every paragraph of these worlds is as long."""
    return position // PARAGRAPH_CHARS + 1


def world(spans: Sequence[Span], documents: int = 2) -> SegmentMaterial:
    """A material of these codings."""
    places = [_place(number, *span) for number, span in enumerate(spans)]
    keys = [key("document", number) for number in range(documents)]
    return SegmentMaterial(
        documents={row_id: _document(row_id) for row_id in keys},
        places={row_id: _in_order(place for place in places if place.document_id == row_id) for row_id in keys},
        lost={},
        voices={row_id: Voices((row_id,)) for row_id in keys},
        tree=CodeTree(_code(number, parent) for number, parent in enumerate(PARENTS)),
        coders={key("coder", n): Coder(key("coder", n), f"Coder {n}", f"C{n}", "", "", "") for n in range(CODERS)},
        participants={},
        attributes={},
        values={},
    )


def _in_order(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(sorted(places, key=lambda place: (place.start, -place.end, place.id)))


def _place(number: int, document: int, start: int, end: int, code: int, coder: int) -> Place:
    return Place(
        document_id=key("document", document),
        start=start,
        end=end,
        code_id=key("code", code),
        coder_id=key("coder", coder),
        id=Id(number.to_bytes(4, "big")),
        first=paragraph_at(start),
        last=paragraph_at(end - 1),
        created_us=number,
    )


def _document(row_id: Id) -> Document:
    return Document(row_id, row_id.decode(), "interview", None, row_id, "", "", "", row_id.decode(), 0)


def _code(number: int, parent: int | None) -> Code:
    parent_id = None if parent is None else key("code", parent)
    return Code(key("code", number), parent_id, f"a{number}", f"Code {number}", "#0072B2", "", "", "", None)
