"""What a question about agreement comes to in a project: the coders, documents and codes that are compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.analysis.agreement_material import AgreementMaterial, CodedText
from annotator.analysis.agreement_terms import AgreementQuestion
from annotator.project.codings import PlacedCoding
from annotator.project.consensus import ROLE as CONSENSUS_ROLE
from annotator.project.ids import Id


@dataclass(frozen=True)
class Scope:
    """Who is compared on which codes in which documents.

    `bits` gives each coder a bit. `counts_for` says for which compared codes a coding with a code counts. The other
    fields are as in `AgreementResult`.
    """

    coders: tuple[Id, ...]
    codes: tuple[Id, ...]
    pooled: tuple[Id, ...]
    coded_by: dict[Id, tuple[Id, ...]]
    left_out: tuple[Id, ...]
    bits: dict[Id, int]
    counts_for: dict[Id, tuple[Id, ...]]

    def deciders(self, document_id: Id) -> int:
        """The bits of all who have coded a document."""
        return sum(self.bits[coder_id] for coder_id in self.coded_by[document_id])

    def codings_in(self, text: CodedText) -> Iterator[tuple[PlacedCoding, int]]:
        """The codings of those who are compared in a document, with the bits of their coders."""
        bits = {coder_id: self.bits[coder_id] for coder_id in self.coded_by[text.document_id]}
        return ((each, bits[each.coder_id]) for each in text.codings if each.coder_id in bits)


def scope_of(material: AgreementMaterial, question: AgreementQuestion) -> Scope:
    """What is compared. Coders, codes and documents that the project does not have are passed over."""
    asked = [one for one in material.texts if question.documents is None or one in question.documents]
    coders = _coders(material, question, asked)
    present = {each: _present(material.texts[each], coders, question) for each in asked}
    coded_by = {each: there for each, there in present.items() if len(there) > 1}
    codes = _codes(material, question, coded_by)
    counts_for = {code_id: _counting(material, question, code_id, frozenset(codes)) for code_id in _ids(material)}
    used = _used(material, coded_by) | question.also_given & counts_for.keys()
    given = {code_id for each in used for code_id in counts_for[each]}
    return Scope(
        coders=coders,
        codes=codes,
        pooled=tuple(code_id for code_id in codes if code_id in given and counts_for[code_id] == (code_id,)),
        coded_by=coded_by,
        left_out=tuple(each for each in asked if each not in coded_by),
        bits={coder_id: 1 << place for place, coder_id in enumerate(coders)},
        counts_for=counts_for,
    )


def _coders(material: AgreementMaterial, question: AgreementQuestion, asked: list[Id]) -> tuple[Id, ...]:
    if question.coders is not None:
        return tuple(dict.fromkeys(each for each in question.coders if each in material.coders))
    at_work = {coding.coder_id for each in asked for coding in material.texts[each].codings}
    at_work |= {coder_id for coder_id, document_id in question.seen if document_id in asked}
    return tuple(coder.id for coder in material.coders.values() if coder.id in at_work and coder.role != CONSENSUS_ROLE)


def _present(text: CodedText, coders: tuple[Id, ...], question: AgreementQuestion) -> tuple[Id, ...]:
    """Who has coded a document."""
    if question.coded_by_all:
        return coders
    at_work = {coding.coder_id for coding in text.codings}
    return tuple(each for each in coders if each in at_work or (each, text.document_id) in question.seen)


def _codes(
    material: AgreementMaterial, question: AgreementQuestion, coded_by: dict[Id, tuple[Id, ...]]
) -> tuple[Id, ...]:
    """The codes asked for, or all that somebody used in what is compared; in the order of the tree."""
    if question.codes is not None:
        wanted = set(question.codes)
    else:
        wanted = _used(material, coded_by) | question.also_given & {code.id for code in material.tree}
        if question.with_codes_below:
            wanted = {code.id for code_id in wanted for code in material.tree.lineage(code_id)}
    return tuple(code_id for code_id in _ids(material) if code_id in wanted)


def _used(material: AgreementMaterial, coded_by: dict[Id, tuple[Id, ...]]) -> set[Id]:
    """The codes that some coder gave in what is compared."""
    return {
        coding.code_id
        for document_id, there in coded_by.items()
        for coding in material.texts[document_id].codings
        if coding.coder_id in there
    }


def _counting(
    material: AgreementMaterial, question: AgreementQuestion, code_id: Id, compared: frozenset[Id]
) -> tuple[Id, ...]:
    """The compared codes for which a coding with a code counts, from the top down."""
    if not question.with_codes_below:
        return (code_id,) if code_id in compared else ()
    return tuple(code.id for code in material.tree.lineage(code_id) if code.id in compared)


def _ids(material: AgreementMaterial) -> Iterator[Id]:
    return (code.id for code in material.tree)
