"""Agreement in words: the sentence for a methods section, and what a reader must know beside the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from annotator.analysis.agreement_terms import Agreement, AgreementResult, Counted, Unit
from annotator.analysis.coefficients import Undefined, Value, Why
from annotator.project.coders import Coder
from annotator.project.documents import Document
from annotator.project.ids import Id

UNDEFINED = "undefined"
UNIT_WORDS: Mapping[Unit, str] = {
    "character": "per character",
    "sentence": "per sentence",
    "paragraph": "per paragraph",
    "turn": "per turn",
    "exact_segment": "per segment, with just the same words",
    "overlapping_segment": "per segment, with at least one character in common",
}
COUNTED_WORDS: Mapping[Counted, str] = {
    "everything": "counting uncoded text",
    "coded": "counting only text to which at least one of them gave any code",
    "compared": "counting only text to which at least one of them gave one of these codes",
}
_OF_UNITS = (
    "A decision is whether one unit of text gets one code; a coder gave it where a coding of theirs shares at least "
    "one character with the unit."
)
_OF_SEGMENTS = (
    "Each segment of a coder is set against each other coder who coded the document; it agrees where that one gave the "
    "same code there."
)
_KAPPA_OF_TWO = "κ: Cohen's kappa."
_KAPPA_OF_SEVERAL = (
    "%: of all pairs of judgements on the same decision. κ: the mean of Cohen's kappa over the pairs of coders (Light "
    "1971)."
)
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
_PLURALS = {"interview": "interviews", "focus group": "focus groups"}


def methods_sentence(result: AgreementResult, coders: Mapping[Id, Coder], documents: Mapping[Id, Document]) -> str:
    """What a methods section says of the overall figures; empty where no document was coded by two of the coders.

    "Two coders (AK, BL) coded 5 of 8 interviews independently; agreement was computed per sentence, counting uncoded
    text, over 1,234 decisions on 12 codes: 91 %, Cohen's κ = 0.74, Krippendorff's α = 0.74."
    """
    if not result.coded_by:
        return ""
    overall = result.overall
    figures = ", ".join(_figures(overall, len(at_work(result))))
    who = _who(result, coders, documents)
    sentence = f"{who}; agreement was computed {basis_words(result)}, over {_over(result)}: {figures}."
    why = sorted({each.why for each in (overall.percent, overall.kappa.value) if isinstance(each, Undefined)})
    return " ".join([sentence, *why]) if not is_of_segments(overall) else sentence


def basis_words(result: AgreementResult) -> str:
    """The unit and what counted: what stands beside every figure."""
    unit = UNIT_WORDS[result.overall.unit]
    return unit if is_of_segments(result.overall) else f"{unit}, {COUNTED_WORDS[result.overall.counted]}"


def is_of_segments(figures: Agreement) -> bool:
    """Whether segments are the units, so that there is a percentage only."""
    return figures.unit in ("exact_segment", "overlapping_segment")


def at_work(result: AgreementResult) -> tuple[Id, ...]:
    """Those of the coders who have coded something that is compared."""
    there = {coder_id for coders in result.coded_by.values() for coder_id in coders}
    return tuple(coder_id for coder_id in result.coders if coder_id in there)


def short_names(coders: Mapping[Id, Coder], coder_ids: Iterable[Id]) -> dict[Id, str]:
    """The initials of some coders; names where there are none, or where two have the same."""
    people = [coders[coder_id] for coder_id in coder_ids]
    taken = Counter(coder.initials for coder in people)
    return {one.id: one.initials if one.initials and taken[one.initials] == 1 else one.name for one in people}


def percent_words(value: Value, decimals: int = 0) -> str:
    """A percentage as people print it; never 100 or 0 unless it is just that."""
    if isinstance(value, Undefined):
        return UNDEFINED
    rounded, least = _rounded(value, decimals), 10**-decimals
    if value < 100 <= float(rounded):
        return f"> {100 - least:.{decimals}f}"
    return f"< {least:.{decimals}f}" if value and not float(rounded) else rounded


def coefficient_words(value: Value) -> str:
    """A coefficient with two decimals and a true minus sign; never 1.00 unless it is just that."""
    if isinstance(value, Undefined):
        return UNDEFINED
    rounded = _rounded(abs(value), 2)
    if abs(value) < 1 <= float(rounded):
        rounded = "> 0.99" if value > 0 else rounded
    return f"−{rounded}" if value < 0 and float(rounded) else rounded


def cells_of(figures: Agreement) -> tuple[str, ...]:
    """Decisions, by all, by some, by none, percent, kappa and alpha; what segments do not have is empty."""
    decisions, shared, split = f"{figures.decisions:,}", f"{figures.shared:,}", f"{figures.split:,}"
    if is_of_segments(figures):
        return decisions, shared, split, "", percent_words(figures.percent, 1), "", ""
    coefficients = (coefficient_words(figures.kappa.value), coefficient_words(figures.alpha))
    return decisions, shared, split, f"{figures.neither:,}", percent_words(figures.percent, 1), *coefficients


def _rounded(value: float, decimals: int) -> str:
    """Halves up, as people round."""
    return str(Decimal(value).quantize(Decimal(10) ** -decimals, ROUND_HALF_UP))


def notes(result: AgreementResult) -> Iterator[str]:
    """What a reader must know beside the figures, in sentences."""
    coders, overall = len(at_work(result)), result.overall
    if is_of_segments(overall):
        yield _OF_SEGMENTS
        yield f"There is no κ and no α: {Why.SEGMENTS[0].lower()}{Why.SEGMENTS[1:]}"
        return
    yield _OF_UNITS
    yield _KAPPA_OF_TWO if coders == 2 else _KAPPA_OF_SEVERAL
    yield "α: Krippendorff's alpha for nominal data."
    if 0 < overall.kappa.defined < overall.kappa.pairs:
        yield f"κ overall is the mean of {overall.kappa.defined} of {overall.kappa.pairs} pairs: the others have none."


def scope_notes(result: AgreementResult) -> Iterator[str]:
    """What was compared and what was not, in sentences."""
    if len(result.pooled) > 1 or result.question.with_codes_below:
        below = ", but for those that lie under another one" if result.question.with_codes_below else ""
        yield f"All codes: the decisions on all codes that somebody gave{below}, in one table."
    if result.question.with_codes_below:
        yield "Each code counts together with the codes under it."
    if result.question.coded_by_all:
        yield "Each coder has coded each document; who has no coding in one found nothing there."
    else:
        said = ", and whoever is said to have read it" if result.question.seen else ""
        yield f"Who has a coding in a document has coded it{said}; only those that two or more have coded are compared."
    yield "Strike “independently” where coders saw one another's codings."
    if result.outside:
        yield f"{_counted(result.outside, 'coding touches', 'codings touch')} no unit, as on a speaker's label."


def undefined_notes(named: Iterable[tuple[str, Agreement]]) -> Iterator[str]:
    """For each reason why a figure is undefined, what it is undefined for."""
    by_reason: dict[Why, dict[str, None]] = {}
    for name, figures in named:
        for value in (figures.percent, figures.kappa.value, figures.alpha):
            if isinstance(value, Undefined) and value.why != Why.SEGMENTS:
                by_reason.setdefault(value.why, {})[name] = None
    for why, names in by_reason.items():
        yield f"Undefined for {'; '.join(names)}: {why}"


def _who(result: AgreementResult, coders: Mapping[Id, Coder], documents: Mapping[Id, Document]) -> str:
    people = at_work(result)
    names = ", ".join(short_names(coders, people).values())
    number = _NUMBERS[len(people)] if len(people) < len(_NUMBERS) else str(len(people))
    asked = (*result.coded_by, *result.left_out)
    kinds = {documents[document_id].kind for document_id in asked}
    noun = _PLURALS.get(kinds.pop(), "documents") if len(kinds) == 1 else "documents"
    which = f"{len(result.coded_by):,} of {len(asked):,} {noun}" if result.left_out else f"all {len(asked):,} {noun}"
    if len(asked) == 1:
        which = f"one {noun.removesuffix('s')}"
    each = (
        ", each by at least two of them" if any(len(there) < len(people) for there in result.coded_by.values()) else ""
    )
    return f"{number} coders ({names}) coded {which} independently{each}"


def _over(result: AgreementResult) -> str:
    overall, codes = result.overall, _counted(len(result.pooled), "code", "codes")
    if result.question.with_codes_below:
        codes += ", with the codes under each"
    if not is_of_segments(overall):
        return f"{_counted(overall.decisions, 'decision', 'decisions')} on {codes}"
    if len(at_work(result)) > 2:
        return f"{_counted(overall.decisions, 'comparison', 'comparisons')} of a segment with another coder, on {codes}"
    return f"{_counted(overall.decisions, 'segment', 'segments')} on {codes}"


def _figures(overall: Agreement, coders: int) -> Iterator[str]:
    agree = percent_words(overall.percent)
    yield agree if isinstance(overall.percent, Undefined) else f"{agree} %"
    if is_of_segments(overall):
        return
    kappa = "Cohen's κ"
    if coders > 2:
        pairs, defined = overall.kappa.pairs, overall.kappa.defined
        kappa = f"mean Cohen's κ of {pairs if defined == pairs else f'{defined} of {pairs}'} pairs"
    yield _named(kappa, overall.kappa.value)
    yield _named("Krippendorff's α", overall.alpha)


def _named(name: str, value: Value) -> str:
    words = coefficient_words(value)
    if isinstance(value, Undefined):
        return f"{name} {words}"
    return f"{name} {words}" if words.startswith(">") else f"{name} = {words}"


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
