"""What can be asked about agreement, and what an answer is made of. How it is found is said in `agreement`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from annotator.analysis.coefficients import MeanKappa, Value
from annotator.analysis.decisions import TextUnit
from annotator.analysis.segment_matches import SegmentUnit
from annotator.project.ids import Id

Unit: TypeAlias = TextUnit | SegmentUnit
UNITS: tuple[Unit, ...] = (*get_args(TextUnit), *get_args(SegmentUnit))
Counted = Literal["everything", "coded", "compared"]
"""Which units count: all, those to which somebody gave any code, or one of the compared codes."""
COUNTED: tuple[Counted, ...] = get_args(Counted)


@dataclass(frozen=True, slots=True)
class AgreementQuestion:
    """Whose coding is compared, on which codes, where and by what. None means all that were used.

    With `with_codes_below` each code counts together with the codes under it. `also_given` are codes that count overall
    though nobody gave them here: for one document of several, so that its figures are those that it has among all.
    `seen` are (coder, document) pairs: who has coded a document though no coding of theirs stands in it; `coded_by_all`
    says so of all these coders and documents. `counted` says nothing where segments are the units.
    """

    coders: tuple[Id, ...] | None = None
    codes: tuple[Id, ...] | None = None
    documents: tuple[Id, ...] | None = None
    unit: Unit = "character"
    counted: Counted = "everything"
    with_codes_below: bool = False
    also_given: frozenset[Id] = frozenset()
    seen: frozenset[tuple[Id, Id]] = frozenset()
    coded_by_all: bool = False

    @property
    def needs_texts(self) -> bool:
        """Whether the units are found in the texts themselves."""
        return self.unit in ("sentence", "paragraph", "turn")


@dataclass(frozen=True, slots=True)
class Agreement:
    """The figures of one code, one document, one pair of coders, or overall, with what they rest on.

    `decisions` are units times codes on which at least two coders decided: `shared` got the code from all who
    decided, `split` from some, `neither` from none. Where segments are the units, a decision is one segment set
    against one other coder: `shared` if that one agrees, else `split`. `percent` is from 0 to 100.
    """

    unit: Unit
    counted: Counted
    decisions: int
    shared: int
    split: int
    neither: int
    percent: Value
    kappa: MeanKappa
    alpha: Value


@dataclass(frozen=True, slots=True)
class AgreementResult:
    """The answer to a question.

    `coders` and `codes` are those compared, the codes in the order of the tree; `pooled` are the codes that `overall`,
    `by_document` and `by_pair` are made of: not those that nobody gave. `coded_by` says for each compared document who
    has coded it; `left_out` are the documents asked for that fewer than two of the coders have coded. `outside` is how
    many codings touch no unit, as on a speaker's label.
    """

    question: AgreementQuestion
    coders: tuple[Id, ...]
    codes: tuple[Id, ...]
    pooled: tuple[Id, ...]
    coded_by: Mapping[Id, tuple[Id, ...]]
    left_out: tuple[Id, ...]
    overall: Agreement
    by_code: Mapping[Id, Agreement]
    by_document: Mapping[Id, Agreement]
    by_pair: Mapping[tuple[Id, Id], Agreement]
    outside: int = 0

    @property
    def documents(self) -> tuple[Id, ...]:
        """The documents that were compared, in order."""
        return tuple(self.coded_by)
