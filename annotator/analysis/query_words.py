"""A segment query as an English sentence, for reports, the command line and lists of kept queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotator.analysis.attribute_tests import WITHOUT_VALUE
from annotator.analysis.segment_material import SegmentMaterial
from annotator.analysis.segment_query import AttributeTest, CodeSet, SegmentQuery
from annotator.analysis.whose_codings import IN_WORDS, has_consensus
from annotator.project.codes import PATH_SEPARATOR
from annotator.project.ids import Id

_GONE = "something that is gone"
_EXTENTS = {"own": "", "shared": "only the words that they share", "together": "with all the words of both"}


def in_words(query: SegmentQuery, material: SegmentMaterial) -> str:
    """What the query asks, without a full stop: "coded with any of “Hope”, “Trust”, but not “Loss”; by P01"."""
    parts = [part for part in (_codes(query, material), *_others(query, material)) if part]
    whose = ""
    if query.sought != "all" and has_consensus(material.coders.values()):
        whose = IN_WORDS[query.sought]
    if not parts:
        return f"every coding {whose}".rstrip()
    return "; ".join([*parts, f"codings {whose}"] if whose else parts)


def _codes(query: SegmentQuery, material: SegmentMaterial) -> str:
    several = len(query.codes.codes) > 1
    opening = f"coded with {'all of' if query.match == 'all' else 'any of'} " if several else "coded with "
    near = f"within {query.near_paragraphs} ¶ of " if query.near_paragraphs else "in one ¶ with "
    conditions = ((opening, query.codes), ("overlapping ", query.overlapping), (near, query.near))
    said = [words + _named(codes, material) for words, codes in (*conditions, ("but not ", query.without)) if codes]
    if said and not query.codes:
        said.insert(0, "coded")
    extent = _EXTENTS[query.extent] if query.has_overlaps else ""
    return ", ".join(filter(None, (*said, extent))).replace("coded, ", "coded ", 1)


def _others(query: SegmentQuery, material: SegmentMaterial) -> Iterator[str]:
    people = _listed(_label(material.participants.get(each), "label") for each in query.participants)
    tests = _tests(query.attributes, material)
    if people:
        yield f"by {people}" + (f" with {tests}" if tests else "")
    elif tests:
        yield f"by participants with {tests}"
    if query.coders:
        yield f"by coder {_listed(_label(material.coders.get(each), 'name') for each in query.coders)}"
    if query.documents:
        yield f"in {_listed(_label(material.documents.get(each), 'name') for each in query.documents)}"
    if query.kinds:
        yield f"in documents of kind {_listed(query.kinds)}"


def _named(codes: CodeSet, material: SegmentMaterial) -> str:
    """The codes by their paths, and which of them take the codes under them along."""

    def name(code_id: Id) -> str:
        if code_id not in material.tree:
            return _GONE
        under = codes.with_under and material.tree.children(code_id)
        return f"“{PATH_SEPARATOR.join(material.paths[code_id])}”" + (" and codes under it" if under else "")

    return _listed(map(name, codes.codes))


def _tests(tests: Iterable[AttributeTest], material: SegmentMaterial) -> str:
    words = ""
    for test in tests:
        name = _label(material.attributes.get(test.attribute_id), "name")
        value = "" if test.operator in WITHOUT_VALUE else f" {test.value}"
        words += (f" {test.joined_by} " if words else "") + f"{name} {test.operator}{value}"
    return words


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def _label(record: object, field: str) -> str:
    return str(getattr(record, field)) if record is not None else _GONE
