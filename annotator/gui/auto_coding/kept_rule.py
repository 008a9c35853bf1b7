"""The rule that was used last in a project, with the documents it left out and the code: kept for this user."""

from __future__ import annotations

import json
from dataclasses import dataclass

from annotator.analysis.auto_coding import Rule, rule_data, rule_from
from annotator.gui import settings
from annotator.project.ids import Id

_PLACE = "auto_coding"


@dataclass(frozen=True, slots=True)
class KeptRule:
    """`left_out` are ids of documents as hex digits; without a code `code_id` is None."""

    rule: Rule | None = None
    left_out: frozenset[str] = frozenset()
    code_id: Id | None = None
    is_for_each: bool = False


def keep_rule(project_id: Id, kept: KeptRule) -> None:
    """Keep it in place of the one before."""
    data = {
        "rule": rule_data(kept.rule) if kept.rule is not None else {},
        "left_out": sorted(kept.left_out),
        "code": kept.code_id.hex() if kept.code_id is not None else "",
        "for_each": kept.is_for_each,
    }
    settings.save_place(project_id, _PLACE, json.dumps(data))


def kept_rule(project_id: Id) -> KeptRule:
    """What was kept; an empty one where nothing was, or where it is damaged."""
    try:
        data = json.loads(settings.place(project_id, _PLACE) or "{}")
        return KeptRule(
            rule_from(data.get("rule", {})),
            frozenset(str(key) for key in data.get("left_out", [])),
            Id(bytes.fromhex(data.get("code", ""))) or None,
            bool(data.get("for_each", False)),
        )
    except (ValueError, TypeError, AttributeError):
        return KeptRule()
