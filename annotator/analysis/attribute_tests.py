"""Which people have which values: the tests on attributes in a segment query, typed as the attributes are."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from annotator.analysis.segment_query import AttributeTest, Operator
from annotator.project.collection import folded
from annotator.project.errors import ValueRefused
from annotator.project.ids import Id
from annotator.project.participants import Attribute, AttributeKind, fitting_value

WITHOUT_VALUE: Final[frozenset[Operator]] = frozenset({"has no value", "has a value"})
_PRESENCE: Final[tuple[Operator, ...]] = ("has a value", "has no value")
_ORDERED: Final[tuple[Operator, ...]] = ("=", "≠", "<", "≤", ">", "≥", *_PRESENCE)
_NAMED: Final[tuple[Operator, ...]] = ("=", "≠", *_PRESENCE)
# What can be asked of an attribute of each kind.
OPERATORS: Final[Mapping[AttributeKind, tuple[Operator, ...]]] = {
    "text": ("contains", *_NAMED),
    "number": _ORDERED,
    "date": _ORDERED,
    "yes/no": _NAMED,
    "choice": _NAMED,
}
_COMPARE: Final[Mapping[Operator, Callable[[Any, Any], bool]]] = {
    "=": operator.eq,
    "≠": operator.ne,
    "<": operator.lt,
    "≤": operator.le,
    ">": operator.gt,
    "≥": operator.ge,
}


def holds(test: AttributeTest, attribute: Attribute, value: str) -> bool:
    """Whether a test holds of a value, empty for none.

    Without a value only "has no value" holds: of somebody whose age nobody knows, nothing is known, not even that it
    is not 30. Neither does a test hold whose own value does not fit the attribute.
    """
    if test.operator in WITHOUT_VALUE:
        return bool(value) == (test.operator == "has a value")
    wanted = _comparable(attribute, test.value)
    found = _comparable(attribute, value)
    if wanted is None or found is None:
        return False
    if test.operator == "contains":
        return folded(test.value) in folded(value)
    return _COMPARE[test.operator](found, wanted)


def people_with(
    tests: Sequence[AttributeTest],
    people: Iterable[Id],
    attributes: Mapping[Id, Attribute],
    values: Mapping[tuple[Id, Id], str],
) -> frozenset[Id]:
    """The people of whom the tests hold, "and" before "or"; everyone where there is no test.

    A test of an attribute that is gone holds of nobody.
    """

    def passes(person: Id, test: AttributeTest) -> bool:
        attribute = attributes.get(test.attribute_id)
        return attribute is not None and holds(test, attribute, values.get((person, test.attribute_id), ""))

    groups = _alternatives(tests)
    return frozenset(
        person for person in people if not groups or any(all(passes(person, t) for t in group) for group in groups)
    )


def _alternatives(tests: Sequence[AttributeTest]) -> list[list[AttributeTest]]:
    groups: list[list[AttributeTest]] = []
    for test in tests:
        if test.joined_by == "or" or not groups:
            groups.append([])
        groups[-1].append(test)
    return groups


def _comparable(attribute: Attribute, value: str) -> float | str | None:
    """A value as it is compared; None for none, and for one that does not fit."""
    try:
        kept = fitting_value(attribute, value)
    except ValueRefused:
        return None
    if not kept:
        return None
    # ISO dates compare as their texts do.
    return float(kept) if attribute.kind == "number" else folded(kept)
