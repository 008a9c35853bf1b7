"""Agreement equals what one gets by looking at each unit, each code and each coder by itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.analysis.agreement import agreement
from annotator.analysis.agreement_material import AgreementMaterial, CodedText
from annotator.analysis.agreement_terms import COUNTED, Agreement, AgreementQuestion, Unit
from annotator.analysis.coefficients import Undefined, Value
from annotator.analysis.text_units import TextUnits
from annotator.project.ids import Id
from tests.analysis.agreement_worlds import CODERS, PARENTS, code_id, coder_id, text_id, world

TEXTS = (
    "A: Rain. Snow fell.\nB: Yes! No? Well.\n\nAnd so on.",
    "One line. Another one.\n\n Two  lines.",
    "x",
)
UNITS: tuple[Unit, ...] = ("character", "sentence", "paragraph", "turn")
Decisions = list[dict[Id, bool]]  # who decided, and whether they gave the code


@st.composite
def coded(draw: st.DrawFn) -> AgreementMaterial:
    """Some texts with codings of some coders, whole, overlapping, doubled or on white space."""

    def span(text: str) -> st.SearchStrategy[tuple[str, str, int, int]]:
        ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda pair: pair[0] != pair[1])
        names = st.tuples(st.sampled_from(CODERS), st.sampled_from(list(PARENTS)))
        return st.tuples(names, ends).map(lambda one: (*one[0], min(one[1]), max(one[1])))

    return world(*((text, draw(st.lists(span(text), max_size=8))) for text in TEXTS))


@st.composite
def asked(draw: st.DrawFn, units: tuple[Unit, ...]) -> AgreementQuestion:
    """A question with any choice of coders, codes, documents and of what counts."""
    some_codes = st.lists(st.sampled_from(list(PARENTS)), unique=True).map(lambda names: tuple(map(code_id, names)))
    some_coders = st.lists(st.sampled_from(CODERS), unique=True).map(lambda names: tuple(map(coder_id, names)))
    seen = st.tuples(st.sampled_from(CODERS).map(coder_id), st.integers(0, len(TEXTS) - 1).map(text_id))
    return AgreementQuestion(
        coders=draw(st.none() | some_coders),
        codes=draw(st.none() | some_codes),
        documents=draw(st.none() | st.just((text_id(0), text_id(2)))),
        unit=draw(st.sampled_from(units)),
        counted=draw(st.sampled_from(COUNTED)),
        with_codes_below=draw(st.booleans()),
        seen=draw(st.frozensets(seen, max_size=3)),
        coded_by_all=draw(st.booleans()),
    )


class Naive:
    """The question answered unit by unit."""

    def __init__(self, material: AgreementMaterial, question: AgreementQuestion) -> None:
        self.material, self.question = material, question
        texts = [one for key, one in material.texts.items() if question.documents is None or key in question.documents]
        there = {coding.coder_id for text in texts for coding in text.codings}
        there |= {coder for coder, document in question.seen if any(document == text.document_id for text in texts)}
        everyone = [one for one in map(coder_id, CODERS) if one in there]
        self.coders = list(question.coders if question.coders is not None else everyone)
        self.texts = [one for one in texts if len(self.present(one)) > 1]
        self.codes = [code for code in map(code_id, PARENTS) if self.is_asked(code)]

    def present(self, text: CodedText) -> list[Id]:
        """Who has coded a text."""
        if self.question.coded_by_all:
            return self.coders
        seen = {coder for coder, document in self.question.seen if document == text.document_id}
        return [one for one in self.coders if one in seen or any(c.coder_id == one for c in text.codings)]

    def is_asked(self, code: Id) -> bool:
        if self.question.codes is not None:
            return code in self.question.codes
        return any(each in self.family(code) for text in self.texts for each, _, _, _ in self.given(text))

    def family(self, code: Id) -> list[Id]:
        """The codes whose codings count for a code."""
        tree = self.material.tree
        return [one.id for one in tree.subtree(code)] if self.question.with_codes_below else [code]

    def given(self, text: CodedText) -> list[tuple[Id, Id, int, int]]:
        """The codings of those who are compared."""
        there = self.present(text)
        return [(c.code_id, c.coder_id, c.start_char, c.end_char) for c in text.codings if c.coder_id in there]

    def pooled(self) -> list[Id]:
        """The codes that somebody gave and that are under no other one that is compared."""
        given = {code for text in self.texts for code, _, _, _ in self.given(text)}
        free = [one for one in self.codes if not any(one in self.family(other)[1:] for other in self.codes)]
        return [one for one in free if given & set(self.family(one))]

    def units(self, text: CodedText) -> list[tuple[int, int]]:
        """The spans of the units that count."""
        assert text.text is not None
        size, unit = text.length_chars, self.question.unit
        found = [(place, place + 1) for place in range(size)]
        if unit == "sentence" or unit == "paragraph" or unit == "turn":
            found = list(TextUnits(text.text.text).of(unit, 0, size))
        counting = {code for one in self.codes for code in self.family(one)}
        if self.question.counted == "coded":
            counting = set(map(code_id, PARENTS))
        if self.question.counted == "everything":
            return found
        return [span for span in found if any(self.has(text, span, coder, counting) for coder in self.present(text))]

    def has(self, text: CodedText, span: tuple[int, int], coder: Id, codes: set[Id]) -> bool:
        """Whether a coder gave a span one of some codes."""
        return any(
            code in codes and by == coder and start < span[1] and end > span[0]
            for code, by, start, end in self.given(text)
        )

    def decisions(self, texts: list[CodedText], codes: list[Id]) -> Decisions:
        """Every decision, one by one."""
        return [
            {coder: self.has(text, span, coder, set(self.family(code))) for coder in self.present(text)}
            for text in texts
            for span in self.units(text)
            for code in codes
        ]


def kappa_of(decisions: Decisions, one: Id, other: Id) -> float | None:
    pairs = [(each[one], each[other]) for each in decisions if one in each and other in each]
    if not pairs:
        return None
    observed = fmean(a == b for a, b in pairs)
    first, second = fmean(a for a, _ in pairs), fmean(b for _, b in pairs)
    if first == second and first in (0, 1):
        return None
    expected = first * second + (1 - first) * (1 - second)
    return (observed - expected) / (1 - expected)


def alpha_of(decisions: Decisions) -> float | None:
    values = [value for each in decisions for value in each.values()]
    if len(set(values)) < 2:
        return None
    unlike = sum(sum(a != b for a, b in permutations(each.values(), 2)) / (len(each) - 1) for each in decisions)
    expected = 2 * sum(values) * (len(values) - sum(values)) / (len(values) - 1)
    return 1 - unlike / expected


def assert_same(ours: Value, theirs: float | None) -> None:
    if isinstance(ours, Undefined):
        assert theirs is None
    else:
        assert theirs is not None
        assert ours == pytest.approx(theirs, abs=1e-9)


def assert_figures(ours: Agreement, decisions: Decisions, coders: list[Id]) -> None:
    alike = [a == b for each in decisions for a, b in combinations(each.values(), 2)]
    assert ours.decisions == len(decisions)
    assert ours.shared == sum(all(each.values()) for each in decisions)
    assert ours.neither == sum(not any(each.values()) for each in decisions)
    assert ours.split == len(decisions) - ours.shared - ours.neither
    assert_same(ours.percent, 100 * fmean(alike) if alike else None)
    kappas = [kappa_of(decisions, *pair) for pair in combinations(coders, 2)]
    defined = [kappa for kappa in kappas if kappa is not None]
    assert ours.kappa.defined == len(defined)
    assert_same(ours.kappa.value, fmean(defined) if defined else None)
    assert_same(ours.alpha, alpha_of(decisions))


def pairs_of(decisions: Decisions, one: Id, other: Id) -> Iterator[dict[Id, bool]]:
    return ({one: each[one], other: each[other]} for each in decisions if one in each and other in each)


@settings(deadline=None, max_examples=150)
@given(coded(), asked(UNITS))
def test_every_figure_is_what_each_unit_says_by_itself(
    material: AgreementMaterial, question: AgreementQuestion
) -> None:
    naive, found = Naive(material, question), agreement(material, question)
    assert found.codes == tuple(naive.codes)
    assert found.documents == tuple(text.document_id for text in naive.texts)
    overall = naive.decisions(naive.texts, naive.pooled())
    assert_figures(found.overall, overall, naive.coders)
    for code in naive.codes:
        assert_figures(found.by_code[code], naive.decisions(naive.texts, [code]), naive.coders)
    for text in naive.texts:
        decisions = naive.decisions([text], naive.pooled())
        assert_figures(found.by_document[text.document_id], decisions, naive.coders)
    for (one, other), figures in found.by_pair.items():
        assert_figures(figures, list(pairs_of(overall, one, other)), [one, other])


@settings(deadline=None, max_examples=100)
@given(coded(), asked(("exact_segment", "overlapping_segment")))
def test_segments_match_as_each_pair_of_them_says_by_itself(
    material: AgreementMaterial, question: AgreementQuestion
) -> None:
    naive, found = Naive(material, question), agreement(material, question)
    compared = alike = 0
    for text in naive.texts:
        for code in naive.pooled():
            own = {(by, start, end) for each, by, start, end in naive.given(text) if each in naive.family(code)}
            for by, start, end in own:
                for other in naive.present(text):
                    theirs = [(s, e) for coder, s, e in own if coder == other]
                    is_exact = question.unit == "exact_segment"
                    compared += other != by
                    alike += other != by and (
                        (start, end) in theirs if is_exact else any(s < end and e > start for s, e in theirs)
                    )
    assert (found.overall.decisions, found.overall.shared) == (compared, alike)
    assert sum(figures.decisions for figures in found.by_pair.values()) == compared
    assert sum(figures.shared for figures in found.by_document.values()) == alike
