"""Counting what coders did alike and otherwise, document by document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property

from annotator.analysis.agreement_material import CodedText
from annotator.analysis.agreement_scope import Scope
from annotator.analysis.agreement_terms import Agreement, AgreementQuestion
from annotator.analysis.coefficients import (
    MeanKappa,
    Tally,
    Undefined,
    Value,
    Why,
    krippendorffs_alpha,
    mean_kappa,
    percent,
)
from annotator.analysis.decisions import Characters, Span, TextUnit, Units, covered, given_by, with_neither
from annotator.analysis.segment_matches import Matches, SegmentUnit, matches_of
from annotator.project.ids import Id

_Given = dict[Id, dict[int, list[Span]]]  # by code and coder


class UnitCounts:
    """Decisions on units of text."""

    def __init__(self, scope: Scope, question: AgreementQuestion, unit: TextUnit) -> None:
        self._scope, self._question, self._unit = scope, question, unit
        self._given: dict[Id, Tally] = defaultdict(Counter)  # by code or document
        self._totals: dict[Id, int] = {}
        self._deciders = {document_id: scope.deciders(document_id) for document_id in scope.coded_by}
        self._pooled = frozenset(scope.pooled)
        self.outside = 0

    def add(self, text: CodedText) -> None:
        """Count one document."""
        deciders, of_document = self._deciders[text.document_id], self._given[text.document_id]
        given, self._totals[text.document_id] = self._spans(text, text.units(self._unit))
        for code_id, spans in given.items():
            of_code, is_pooled = self._given[code_id], code_id in self._pooled
            for pattern, count in given_by(spans, deciders).items():  # Counter.update takes twice as long for so few
                of_code[pattern] += count
                if is_pooled:
                    of_document[pattern] += count

    def of_code(self, code_id: Id) -> Agreement:
        """The figures of one code in all documents."""
        return self._figures(with_neither(self._given[code_id], self._decided_on_each))

    def of_document(self, document_id: Id) -> Agreement:
        """The figures of one document over the pooled codes."""
        return self._figures(self._of_documents([document_id]))

    def of_pair(self, one: Id, other: Id) -> Agreement:
        """The figures of two coders over the pooled codes, where both decided."""
        pair = self._scope.bits[one] | self._scope.bits[other]
        tally: Tally = Counter()
        for (decided, gave), count in self._of_documents(self._totals).items():
            if decided & pair == pair:
                tally[pair, gave & pair] += count
        return self._figures(tally)

    def overall(self) -> Agreement:
        """The figures over the pooled codes in all documents."""
        return self._figures(self._of_documents(self._totals))

    def _spans(self, text: CodedText, units: Units) -> tuple[_Given, int]:
        """Which units got which of the compared codes from whom, and how many units count."""
        given: _Given = defaultdict(lambda: defaultdict(list))
        counting: list[Span] = []
        counts_any, counts_for = self._question.counted == "coded", self._scope.counts_for
        is_identity = isinstance(units, Characters)
        for coding, coder in self._scope.codings_in(text):
            codes = counts_for[coding.code_id]
            span = (coding.start_char, coding.end_char)
            if not is_identity:
                span = units.touched(*span)
            if span[0] >= span[1]:
                self.outside += bool(codes)
                continue
            for code_id in codes:
                given[code_id][coder].append(span)
            if codes or counts_any:
                counting.append(span)
        return given, units.count if self._question.counted == "everything" else covered(counting)

    def _of_documents(self, document_ids: Iterable[Id]) -> Tally:
        given: Tally = Counter()
        totals = {document_id: self._totals[document_id] for document_id in document_ids}
        for document_id in totals:
            given.update(self._given[document_id])
        return with_neither(given, self._decided(totals, len(self._scope.pooled)))

    def _decided(self, totals: dict[Id, int], codes: int) -> Counter[int]:
        """How many decisions each set of coders made on so many codes."""
        decided: Counter[int] = Counter()
        for document_id, total in totals.items():
            decided[self._deciders[document_id]] += total * codes
        return decided

    @cached_property
    def _decided_on_each(self) -> Counter[int]:
        """How many decisions on each code; asked for once all documents are counted."""
        return self._decided(self._totals, 1)

    def _figures(self, tally: Tally) -> Agreement:
        return Agreement(
            unit=self._question.unit,
            counted=self._question.counted,
            decisions=tally.total(),
            shared=sum(count for (decided, gave), count in tally.items() if gave == decided),
            split=sum(count for (decided, gave), count in tally.items() if 0 != gave != decided),
            neither=sum(count for (_, gave), count in tally.items() if not gave),
            percent=percent(tally),
            kappa=mean_kappa(tally, tuple(self._scope.bits.values())),
            alpha=krippendorffs_alpha(tally),
        )


class SegmentCounts:
    """Segments set against one another."""

    outside = 0

    def __init__(self, scope: Scope, question: AgreementQuestion, unit: SegmentUnit) -> None:
        self._scope, self._question, self._unit = scope, question, unit
        self._matches: dict[Id, Matches] = defaultdict(Matches)  # by code or document
        self._whole = Matches()

    def add(self, text: CodedText) -> None:
        """Count one document."""
        coders = [self._scope.bits[coder_id] for coder_id in self._scope.coded_by[text.document_id]]
        given: _Given = defaultdict(lambda: defaultdict(list))
        for coding, coder in self._scope.codings_in(text):
            for code_id in self._scope.counts_for[coding.code_id]:
                given[code_id][coder].append((coding.start_char, coding.end_char))
        for code_id, spans in given.items():
            found = matches_of(spans, coders, self._unit)
            self._matches[code_id].add(found)
            if code_id in self._scope.pooled:
                self._matches[text.document_id].add(found)
                self._whole.add(found)

    def of_code(self, code_id: Id) -> Agreement:
        """The figures of one code in all documents."""
        return self._figures(self._matches[code_id])

    def of_document(self, document_id: Id) -> Agreement:
        """The figures of one document over the pooled codes."""
        return self._figures(self._matches[document_id])

    def of_pair(self, one: Id, other: Id) -> Agreement:
        """The figures of two coders over the pooled codes."""
        return self._figures(self._whole.between(self._scope.bits[one], self._scope.bits[other]))

    def overall(self) -> Agreement:
        """The figures over the pooled codes in all documents."""
        return self._figures(self._whole)

    def _figures(self, matches: Matches) -> Agreement:
        compared, alike = matches.compared.total(), matches.alike.total()
        none: Value = Undefined(Why.SEGMENTS)
        return Agreement(
            unit=self._question.unit,
            counted=self._question.counted,
            decisions=compared,
            shared=alike,
            split=compared - alike,
            neither=0,
            percent=matches.percent,
            kappa=MeanKappa(none, 0, 0),
            alpha=none,
        )
