"""What the page of segments remembers of each project: the last query, and how its answer was sorted and grouped."""

from __future__ import annotations

import json
from typing import Any, get_args

from annotator.analysis.segment_order import Column, GroupedBy, Order
from annotator.analysis.segment_query import SegmentQuery, from_definition, to_definition
from annotator.analysis.whose_codings import USUAL
from annotator.gui import settings
from annotator.project.ids import Id

FRESH = SegmentQuery(whose=USUAL)  # what is asked where nobody has asked anything yet
_QUERY, _ORDER = "segments_query", "segments_order"


def keep_query(project_id: Id, query: SegmentQuery) -> None:
    """Remember what was asked last."""
    settings.save_place(project_id, _QUERY, json.dumps({**to_definition(query), "whose": query.whose}))


def kept_query(project_id: Id) -> SegmentQuery:
    """What was asked last; `FRESH` where nothing was, or where it cannot be read."""
    kept = _read(project_id, _QUERY)
    return from_definition({"whose": USUAL, **kept}) if isinstance(kept, dict) else FRESH


def keep_order(project_id: Id, order: Order) -> None:
    """Remember how the list is sorted and grouped."""
    settings.save_place(project_id, _ORDER, json.dumps([order.column, order.is_descending, order.grouped_by]))


def kept_order(project_id: Id) -> Order:
    """How the list was sorted and grouped."""
    match _read(project_id, _ORDER):
        case [column, bool() as is_descending, grouped_by] if column in get_args(Column):
            return Order(column, is_descending, grouped_by if grouped_by in get_args(GroupedBy) else "")
    return Order()


def _read(project_id: Id, name: str) -> Any:
    try:
        return json.loads(settings.place(project_id, name))
    except ValueError:
        return None
