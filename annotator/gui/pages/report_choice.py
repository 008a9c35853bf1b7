"""What a person chose for the report, as it is remembered for each project.

It keeps what was left out rather than what is in, so that a code or participant who comes later is in the report.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from annotator.analysis.agreement_terms import COUNTED, UNITS, AgreementQuestion, Counted, Unit
from annotator.analysis.segment_query import SegmentQuery, from_definition, to_definition
from annotator.analysis.whose_codings import USUAL, Whose, whose_of
from annotator.project.code_tree import CodeTree
from annotator.project.ids import Id
from annotator.reports import agreement, segments
from annotator.reports.options import ReportOptions
from annotator.reports.registry import TABLES, TableKind, table_kind

ON_REQUEST = frozenset(kind.name for kind in TABLES if kind.on_request)
_MOST_QUOTATIONS = 20


@dataclass(frozen=True, slots=True)
class ReportChoice:
    """Tables in order, and what is left out. Ids are hex digits; `template` is a path, or empty for none.

    `query` is the definition of the segment query whose passages alone are in the report, empty for all passages.
    `whose` says whose codings count beside a consensus; a report that was kept before there was a choice counts all.
    The audit trail's days are ISO 8601, empty for no end; both are part of it.
    """

    tables: tuple[str, ...] = tuple(kind.name for kind in TABLES)
    without_tables: frozenset[str] = ON_REQUEST
    without_columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    without_codes: frozenset[str] = frozenset()
    without_cases: frozenset[str] = frozenset()
    without_coders: frozenset[str] = frozenset()
    whose: Whose = USUAL
    quotations_per_theme: int = 2
    template: str = ""
    query: Mapping[str, Any] = field(default_factory=dict)
    agreement_unit: Unit = "character"
    agreement_counted: Counted = "everything"
    agreement_below: bool = False
    agreement_by_all: bool = False
    audit_since: str = ""
    audit_until: str = ""
    audit_done_by: str = ""
    audit_by_code: bool = False

    def to_json(self) -> str:
        """The choice as text."""
        return json.dumps(asdict(self), default=sorted)

    def to_definition(self) -> dict[str, Any]:
        """The choice as plain JSON for the project file; the template stays out, since it is a place on one machine."""
        definition: dict[str, Any] = json.loads(replace(self, template="").to_json())
        return definition

    @classmethod
    def from_definition(cls, definition: Mapping[str, Any]) -> ReportChoice:
        """The choice that `to_definition` made; what cannot be read is as in the beginning."""
        return cls.from_json(json.dumps({"whose": "all", **definition}))

    @classmethod
    def from_json(cls, text: str) -> ReportChoice:
        """The choice that `to_json` wrote; what cannot be read is as in the beginning."""
        try:
            kept = json.loads(text)
            return cls(**_checked(kept)) if isinstance(kept, dict) else cls()
        except (ValueError, TypeError, AttributeError):
            return cls()

    @property
    def chosen_tables(self) -> tuple[str, ...]:
        """The names of the tables that are in the report, in order; one without any column is not."""
        return tuple(name for name in self.tables if name not in self.without_tables and self._has_columns(name))

    def options(self, tree: CodeTree, case_ids: Collection[Id], coder_ids: Collection[Id]) -> ReportOptions:
        """The options for `reports.build` in a project with these codes, cases and coders."""
        return ReportOptions(
            tables=self.chosen_tables,
            codes=_chosen([code.id for code in tree], self.without_codes),
            participants=_chosen(case_ids, self.without_cases),
            coders=_chosen(coder_ids, self.without_coders),
            whose=self.whose,
            columns={name: columns for name, columns in map(self._columns, TABLES) if columns is not None},
            quotations_per_theme=self.quotations_per_theme,
            query=from_definition(self.query) if self.query else None,
            agreement=AgreementQuestion(
                unit=self.agreement_unit,
                counted=self.agreement_counted,
                with_codes_below=self.agreement_below,
                coded_by_all=self.agreement_by_all,
            ),
            since=self.audit_since,
            until=self.audit_until,
            done_by=self.audit_done_by,
            audit_by_code=self.audit_by_code,
        )

    def with_agreement(self, unit: Unit, counted: Counted) -> ReportChoice:
        """The same with the table of agreement, made by this unit and counting this."""
        without = self.without_tables - {agreement.NAME}
        return replace(self, without_tables=without, agreement_unit=unit, agreement_counted=counted)

    def restricted_to(self, query: SegmentQuery) -> ReportChoice:
        """Just the table of segments, with what a query finds."""
        others = frozenset(name for name in self.tables if name != segments.NAME)
        return ReportChoice(
            without_tables=others,
            without_columns=self.without_columns,
            template=self.template,
            query=to_definition(query),
        )

    def with_consensus_chosen(self, consensus_id: Id | None) -> ReportChoice:
        """The same where the consensus was left out among the coders: now that is what `whose` says."""
        if consensus_id is None or consensus_id.hex() not in self.without_coders:
            return self
        whose: Whose = "coders" if self.whose == "all" else self.whose
        return replace(self, without_coders=self.without_coders - {consensus_id.hex()}, whose=whose)

    def with_columns(self, table: str, left_out: tuple[str, ...]) -> ReportChoice:
        """The same with other columns left out of one table."""
        return replace(self, without_columns={**self.without_columns, table: left_out})

    def _has_columns(self, name: str) -> bool:
        keys = table_kind(name).column_keys
        return not keys or not set(keys) <= set(self.without_columns.get(name, ()))

    def _columns(self, kind: TableKind) -> tuple[str, tuple[str, ...] | None]:
        left_out = self.without_columns.get(kind.name, ())
        return kind.name, tuple(key for key in kind.column_keys if key not in left_out) if left_out else None


def _chosen(ids: Collection[Id], without: frozenset[str]) -> tuple[Id, ...] | None:
    """The ids that are not left out; None where all are in."""
    kept = tuple(row_id for row_id in ids if row_id.hex() not in without)
    return None if len(kept) == len(ids) else kept


def _day(kept: object) -> str:
    """A day that was kept, or no day where it is none."""
    try:
        return date.fromisoformat(str(kept)).isoformat() if kept else ""
    except ValueError:
        return ""


def _checked(kept: dict[str, Any]) -> dict[str, Any]:
    """The fields that are known, in their types; tables that came with a later version stand at the end.

    Of these only the usual ones are chosen.
    """
    names = [kind.name for kind in TABLES]
    ordered = [name for name in kept.get("tables", ()) if name in names]
    sets = ("without_codes", "without_cases", "without_coders")
    return {
        "tables": tuple(dict.fromkeys((*ordered, *names))),
        "without_columns": {str(k): tuple(map(str, v)) for k, v in kept.get("without_columns", {}).items()},
        **{name: frozenset(map(str, kept.get(name, ()))) for name in sets},
        "without_tables": frozenset(map(str, kept.get("without_tables", ()))) | ON_REQUEST.difference(ordered),
        "quotations_per_theme": min(max(int(kept.get("quotations_per_theme", 2)), 0), _MOST_QUOTATIONS),
        "template": str(kept.get("template", "")),
        "agreement_unit": unit if (unit := kept.get("agreement_unit")) in UNITS else UNITS[0],
        "agreement_counted": counted if (counted := kept.get("agreement_counted")) in COUNTED else COUNTED[0],
        "agreement_below": bool(kept.get("agreement_below", False)),
        "agreement_by_all": bool(kept.get("agreement_by_all", False)),
        "audit_since": _day(kept.get("audit_since")),
        "audit_until": _day(kept.get("audit_until")),
        "audit_done_by": str(kept.get("audit_done_by", "")),
        "audit_by_code": bool(kept.get("audit_by_code", False)),
        "whose": whose_of(kept.get("whose"), USUAL),
        "query": {str(name): value for name, value in kept.get("query", {}).items()},
    }
