"""Segment queries: which coded segments somebody asks for, as data that can be kept and read again.

What is asked is here; `segment_sweep` answers it, `attribute_tests` knows which people have which values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, TypeVar, get_args

from annotator.analysis.whose_codings import Whose, whose_of
from annotator.project.ids import Id

Match = Literal["any", "all"]
Extent = Literal["own", "shared", "together"]
Operator = Literal["=", "≠", "<", "≤", ">", "≥", "contains", "has no value", "has a value"]
Joiner = Literal["and", "or"]
MOST_PARAGRAPHS = 999
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CodeSet:
    """Some codes, with all codes under them or just these. Without any code it is no condition."""

    codes: tuple[Id, ...] = ()
    with_under: bool = True

    def __bool__(self) -> bool:
        return bool(self.codes)


@dataclass(frozen=True, slots=True)
class AttributeTest:
    """What must hold of a person's value of an attribute, and how it is joined to the test before it."""

    attribute_id: Id
    operator: Operator
    value: str = ""
    joined_by: Joiner = "and"


@dataclass(frozen=True, slots=True)
class SegmentQuery:
    """A question about coded segments. What is left empty asks nothing: the empty query finds every coding.

    Found are the codings with any of `codes`; where `match` is "all", those with one of them that share a place with
    a coding of each of the others. They must overlap a coding of `overlapping`, stand within `near_paragraphs` of a
    coding of `near` (0: in the same paragraph), and overlap none of `without`. `extent` says which words are given:
    the coding's own, those that it shares with the codings it has to overlap, or all of these together; but for
    "own", a query for all codes gives the codings of the first. `attributes` binds "and" more tightly than "or".
    `whose` says whether the consensus is looked through beside the coders' codings; where `coders` are named, they are.
    """

    match: Match = "any"
    codes: CodeSet = field(default_factory=CodeSet)
    overlapping: CodeSet = field(default_factory=CodeSet)
    near: CodeSet = field(default_factory=CodeSet)
    near_paragraphs: int = 1
    without: CodeSet = field(default_factory=CodeSet)
    extent: Extent = "own"
    participants: tuple[Id, ...] = ()
    attributes: tuple[AttributeTest, ...] = ()
    coders: tuple[Id, ...] = ()
    documents: tuple[Id, ...] = ()
    kinds: tuple[str, ...] = ()
    whose: Whose = "all"

    @property
    def sought(self) -> Whose:
        """Whose codings are looked through; all, where coders are named."""
        return "all" if self.coders else self.whose

    @property
    def has_overlaps(self) -> bool:
        """Whether the extent makes a difference."""
        return bool(self.overlapping) or (self.match == "all" and len(self.codes.codes) > 1)

    @property
    def code_sets(self) -> tuple[CodeSet, ...]:
        """The conditions on codes."""
        return self.codes, self.overlapping, self.near, self.without


def to_definition(query: SegmentQuery) -> dict[str, Any]:
    """The query as plain JSON, without what asks nothing; ids are hex digits."""
    plain = {each.name: _plain(getattr(query, each.name)) for each in fields(SegmentQuery)}
    nothing = {each.name: _plain(getattr(SegmentQuery(), each.name)) for each in fields(SegmentQuery)}
    return {name: value for name, value in plain.items() if value != nothing[name]}


def from_definition(definition: Mapping[str, Any]) -> SegmentQuery:
    """The query that `to_definition` wrote; what cannot be read asks nothing. Never raises."""
    read: dict[str, Callable[[Any], Any]] = {
        "match": lambda value: _one_of(value, get_args(Match)),
        "codes": _code_set,
        "overlapping": _code_set,
        "near": _code_set,
        "near_paragraphs": lambda value: min(max(int(value), 0), MOST_PARAGRAPHS),
        "without": _code_set,
        "extent": lambda value: _one_of(value, get_args(Extent)),
        "participants": _ids,
        "attributes": lambda value: tuple(map(_attribute_test, value)),
        "coders": _ids,
        "documents": _ids,
        "kinds": lambda value: tuple(str(each) for each in value),
        "whose": lambda value: whose_of(value, "all"),
    }
    found: dict[str, Any] = {}
    for name, reader in read.items():
        if name in definition:
            try:
                found[name] = reader(definition[name])
            except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
                continue
    return SegmentQuery(**found)


def _plain(value: Any) -> Any:
    if isinstance(value, CodeSet):
        return {"codes": [each.hex() for each in value.codes], "with_under": value.with_under}
    if isinstance(value, AttributeTest):
        return {
            "attribute": value.attribute_id.hex(),
            "operator": value.operator,
            "value": value.value,
            "joined_by": value.joined_by,
        }
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.hex() if isinstance(value, bytes) else value


def _code_set(value: Mapping[str, Any]) -> CodeSet:
    return CodeSet(_ids(value["codes"]), bool(value.get("with_under", True)))


def _attribute_test(value: Mapping[str, Any]) -> AttributeTest:
    operator, joiner = _one_of(value["operator"], get_args(Operator)), _one_of(value["joined_by"], get_args(Joiner))
    return AttributeTest(_id(value["attribute"]), operator, str(value.get("value", "")), joiner)


def _ids(values: Iterable[Any]) -> tuple[Id, ...]:
    return tuple(dict.fromkeys(map(_id, values)))


def _id(value: Any) -> Id:
    return Id(bytes.fromhex(value))


def _one_of(value: Any, choices: tuple[T, ...]) -> T:
    if value not in choices:
        raise ValueError(value)
    return choices[choices.index(value)]
