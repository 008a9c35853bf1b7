"""What a person chooses about a report: which tables, codes, people, coders and columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from annotator.analysis.agreement_terms import AgreementQuestion
from annotator.analysis.segment_query import SegmentQuery
from annotator.analysis.whose_codings import USUAL, Whose
from annotator.project.ids import Id


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """The choice of a report. None means all.

    `tables` are names of `registry.TABLES`, in the order in which they are printed; None leaves out those that are only
    made on request. `codes` are just these codes: one
    above comes without those under it, and one under without the one above. `participants` are ids of participants,
    or of documents that belong to none. `whose` says whether the codings of a consensus count, or only these.
    `query` leaves only the passages that it finds; then it says whose codings count. `columns` gives for a table's
    name the keys of the columns to show; without it all that hold something are shown. `longest_quotation_chars`
    shortens longer quotations, marked with " […] ". `language` is a BCP 47 tag (empty: the project's), `date` ISO 8601
    (empty: today). `agreement` says how the table of agreement is made; its coders, codes and documents are the
    report's where it names none. `since` and `until` are the first and the last day (ISO 8601) of the audit trail,
    `done_by` is the name of the one person whose steps it tells (empty: everybody's), and `audit_by_code` gives each
    code a table of its own there; its `codes` may be gone.
    """

    tables: tuple[str, ...] | None = None
    codes: tuple[Id, ...] | None = None
    participants: tuple[Id, ...] | None = None
    coders: tuple[Id, ...] | None = None
    whose: Whose = USUAL
    query: SegmentQuery | None = None
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    quotations_per_theme: int = 2
    longest_quotation_chars: int | None = None
    participants_per_matrix: int = 12
    language: str = ""
    date: str = ""
    agreement: AgreementQuestion = field(default_factory=AgreementQuestion)
    since: str = ""
    until: str = ""
    done_by: str = ""
    audit_by_code: bool = False

    def day(self) -> str:
        """The date that the report carries."""
        return self.date or date.today().isoformat()
