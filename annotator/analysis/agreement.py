"""How far coders agree: per code, per document, per pair of coders, and overall.

What counts as what:

- A coder *has coded* a document where at least one of their codings stands in it, or where the question says so. Only
  documents that two of the coders have coded are compared; where one of several did not, they are missing there.
- Codings that have lost their words do not count. Whoever keeps the readings that were agreed on later is no coder
  unless asked for by name.
- *Overall* puts the decisions on all codes that somebody gave into one table: a code that nobody used would only make
  agreement look better. Where a code counts with the codes under it, only those that are under no other compared code
  go into it, so that nothing counts twice.

Nothing here judges: what is enough is for the researchers to say.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations

from annotator.analysis.agreement_counts import SegmentCounts, UnitCounts
from annotator.analysis.agreement_material import AgreementMaterial
from annotator.analysis.agreement_scope import Scope, scope_of
from annotator.analysis.agreement_terms import Agreement, AgreementQuestion, AgreementResult
from annotator.analysis.coefficients import Undefined, Why
from annotator.project.ids import Id

OnDocument = Callable[[int, int], None]


def agreement(
    material: AgreementMaterial, question: AgreementQuestion, on_document: OnDocument | None = None
) -> AgreementResult:
    """The figures that answer a question. `on_document(done, total)` hears how far it is; what it raises goes through.

    The cost is by the codings, not by the text: 20 codes on 1 MB take some milliseconds once its units are found.
    """
    scope = scope_of(material, question)
    counts = _counts(scope, question)
    for place, document_id in enumerate(scope.coded_by):
        if on_document is not None:
            on_document(place, len(scope.coded_by))
        counts.add(material.texts[document_id])
    why = _why_not(scope, scope.coders)
    return AgreementResult(
        question=question,
        coders=scope.coders,
        codes=scope.codes,
        pooled=scope.pooled,
        coded_by=scope.coded_by,
        left_out=scope.left_out,
        overall=_told(counts.overall(), why),
        by_code={code_id: _told(counts.of_code(code_id), why) for code_id in scope.codes},
        by_document={each: _told(counts.of_document(each), why) for each in scope.coded_by},
        by_pair={pair: _told(counts.of_pair(*pair), _why_not(scope, pair)) for pair in combinations(scope.coders, 2)},
        outside=counts.outside,
    )


def _counts(scope: Scope, question: AgreementQuestion) -> UnitCounts | SegmentCounts:
    if question.unit == "exact_segment" or question.unit == "overlapping_segment":  # as mypy understands it
        return SegmentCounts(scope, question, question.unit)
    return UnitCounts(scope, question, question.unit)


def _why_not(scope: Scope, coders: Sequence[Id]) -> Why | None:
    """Why there may be nothing to compare of some coders."""
    if not any(sum(each in coders for each in there) > 1 for there in scope.coded_by.values()):
        return Why.NOBODY_TO_COMPARE
    return None if scope.pooled else Why.NEVER_GIVEN


def _told(figures: Agreement, why: Why | None) -> Agreement:
    """The figures; where they rest on nothing, with the reason."""
    if figures.decisions or why is None:
        return figures
    none = Undefined(why)
    return replace(figures, percent=none, kappa=replace(figures.kappa, value=none), alpha=none)
