"""Segment queries as plain JSON."""

from __future__ import annotations

import json

from annotator.analysis.segment_query import AttributeTest, CodeSet, SegmentQuery, from_definition, to_definition
from annotator.project.ids import new_id
from annotator.project.project import Project

FULL = SegmentQuery(
    match="all",
    codes=CodeSet((new_id(), new_id()), with_under=False),
    overlapping=CodeSet((new_id(),)),
    near=CodeSet((new_id(),)),
    near_paragraphs=0,
    without=CodeSet((new_id(),)),
    extent="shared",
    participants=(new_id(),),
    attributes=(AttributeTest(new_id(), "≥", "30"), AttributeTest(new_id(), "has no value", joined_by="or")),
    coders=(new_id(),),
    documents=(new_id(), new_id()),
    kinds=("focus group", "Notizen 🙂"),
)


def test_a_query_can_be_kept_in_a_project(project: Project) -> None:
    kept = project.saved_queries.save("Full", to_definition(FULL))
    assert from_definition(kept.definition) == FULL
    assert from_definition(json.loads(json.dumps(to_definition(FULL)))) == FULL


def test_what_asks_nothing_is_not_written() -> None:
    assert to_definition(SegmentQuery()) == {}
    assert to_definition(SegmentQuery(kinds=("interview",))) == {"kinds": ["interview"]}


def test_what_cannot_be_read_asks_nothing_and_the_rest_stays() -> None:
    code = new_id()
    broken = {
        "match": "some",
        "codes": {"codes": [code.hex()]},
        "near": "Trust",
        "near_paragraphs": "many",
        "without": {"codes": ["no hex"]},
        "attributes": [{"operator": "="}],
        "coders": 7,
        "horoscope": "Leo",
    }
    assert from_definition(broken) == SegmentQuery(codes=CodeSet((code,)))
    assert from_definition({"near_paragraphs": -5}).near_paragraphs == 0
    assert from_definition({"near_paragraphs": float("inf")}) == SegmentQuery()
