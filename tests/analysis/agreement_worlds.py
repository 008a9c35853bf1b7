"""Small invented worlds for agreement: coded texts without a project file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotator.analysis.agreement_material import AgreementMaterial, CodedText
from annotator.project.code_tree import CodeTree
from annotator.project.coders import Coder
from annotator.project.codes import Code
from annotator.project.codings import PlacedCoding
from annotator.project.documents import DocumentText
from annotator.project.ids import Id
from tests.analysis.segment_worlds import key

CODERS = "ABCD"
# The code "loss" is under "grief"; the others are at the top.
PARENTS = {"hope": None, "grief": None, "loss": "grief"}
Spans = Sequence[tuple[str, str, int, int]]  # coder, code, start, end


def coder_id(name: str) -> Id:
    """The id of the coder of this name."""
    return Id(f"coder {name}".encode())


def code_id(name: str) -> Id:
    """The id of the code of this name."""
    return Id(f"code {name}".encode())


def text_id(number: int) -> Id:
    """The id of the document of this number."""
    return key("document", number)


def world(*documents: tuple[int | str, Spans], roles: Mapping[str, str] | None = None) -> AgreementMaterial:
    """A material of documents: each its text, or only its length, and its codings."""
    coders = [Coder(coder_id(name), name, name, "", (roles or {}).get(name, ""), "") for name in CODERS]
    codes = [
        Code(code_id(name), code_id(parent) if parent else None, f"a{place}", name, "#0072B2", "", "", "", None)
        for place, (name, parent) in enumerate(PARENTS.items())
    ]
    texts = {text_id(number): _text(number, *document) for number, document in enumerate(documents)}
    return AgreementMaterial(texts, CodeTree(codes), {coder.id: coder for coder in coders})


def marks(coder: str, code: str, pattern: str) -> Spans:
    """The codings of a coder who gave a code to the characters that are 1 in a pattern of 0 and 1, each by itself."""
    return [(coder, code, place, place + 1) for place, sign in enumerate(pattern) if sign == "1"]


def _text(number: int, text: int | str, spans: Spans) -> CodedText:
    codings = tuple(
        PlacedCoding(Id(f"{number}/{place}".encode()), code_id(code), coder_id(coder), start, end)
        for place, (coder, code, start, end) in enumerate(spans)
    )
    if isinstance(text, int):
        return CodedText(text_id(number), text, codings)
    return CodedText(text_id(number), len(text), codings, DocumentText(text, ()))
