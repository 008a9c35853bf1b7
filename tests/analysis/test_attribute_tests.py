"""Tests on the values of attributes, typed as the attributes are."""

from __future__ import annotations

import pytest

from annotator.analysis.attribute_tests import OPERATORS, holds, people_with
from annotator.analysis.segment_query import AttributeTest, Joiner, Operator
from annotator.project.ids import Id
from annotator.project.participants import Attribute, AttributeKind


def attribute(kind: AttributeKind) -> Attribute:
    return Attribute(Id(kind.encode()), kind.capitalize(), kind, ("Norway", "Chile") if kind == "choice" else (), "a")


@pytest.mark.parametrize(
    ("kind", "value", "operator", "wanted", "expected"),
    [
        ("number", "9", "<", "30", True),
        ("number", "30.0", "=", "30", True),
        ("number", "29.5", "≥", "29,5", True),
        ("number", "31", "≤", "30", False),
        ("number", "31", ">", "thirty", False),
        ("date", "2024-03-01", "<", "2024-10-01", True),
        ("date", "2024-03-01", "≠", "2024-03-01", False),
        ("yes/no", "yes", "=", "true", True),
        ("yes/no", "no", "=", "yes", False),
        ("choice", "Norway", "=", "norway", True),
        ("choice", "Chile", "≠", "Norway", True),
        ("text", "Night nurse", "contains", "NURSE", True),
        ("text", "Night nurse", "=", "night  nurse", True),
        ("text", "Night nurse", "contains", "", False),
    ],
)
def test_values_are_compared_as_what_they_are(
    kind: AttributeKind, value: str, operator: Operator, wanted: str, expected: bool
) -> None:
    assert operator in OPERATORS[kind]
    assert holds(AttributeTest(Id(b"a"), operator, wanted), attribute(kind), value) is expected


@pytest.mark.parametrize("kind", list(OPERATORS))
def test_of_a_missing_value_only_that_it_is_missing_holds(kind: AttributeKind) -> None:
    wanted = {"number": "3", "date": "2024-01-01", "yes/no": "yes", "choice": "Chile", "text": "x"}[kind]
    true = [each for each in OPERATORS[kind] if holds(AttributeTest(Id(b"a"), each, wanted), attribute(kind), "")]
    assert true == ["has no value"]


def test_and_binds_more_tightly_than_or() -> None:
    age, sex = attribute("number"), attribute("choice")
    people = [Id(name) for name in (b"young", b"old", b"unknown")]
    values = {(people[0], age.id): "20", (people[0], sex.id): "Chile", (people[1], age.id): "60"}

    def found(*tests: tuple[Attribute, Operator, str, Joiner]) -> set[bytes]:
        made = [AttributeTest(each.id, operator, value, joiner) for each, operator, value, joiner in tests]
        return set(people_with(made, people, {age.id: age, sex.id: sex}, values))

    assert found((age, "<", "30", "and"), (sex, "=", "Norway", "and")) == set()
    assert found((age, ">", "30", "and"), (age, "<", "30", "or"), (sex, "=", "Chile", "and")) == {b"young", b"old"}
    assert found((age, "has no value", "", "or")) == {b"unknown"}
    assert found() == set(people)
    gone = AttributeTest(Id(b"gone"), "has no value")
    assert people_with([gone], people, {age.id: age}, values) == frozenset()
