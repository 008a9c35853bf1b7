"""Segment queries: the sweep finds what a look at every pair of codings finds, and what a person would say."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.segment_material import Place, SegmentMaterial
from annotator.analysis.segment_query import CodeSet, SegmentQuery, from_definition, to_definition
from annotator.analysis.segment_sweep import run, widened
from annotator.project.ids import Id
from tests.analysis.segment_worlds import CODERS, PARENTS, Span, key, world

# A parent of two, a code under it, a parent of one.
PARENT, CHILD, OTHER, APART = (key("code", number) for number in (0, 1, 2, 3))


def codes(*ids: Id, under: bool = True) -> CodeSet:
    return CodeSet(ids, under)


def spans(found: list[Place]) -> list[tuple[int, int]]:
    return [(place.start, place.end) for place in found]


# ---- what a person would say


def test_any_of_a_code_takes_those_under_it_along_or_leaves_them() -> None:
    material = world([(0, 0, 4, 0, 0), (0, 2, 9, 1, 0), (0, 5, 8, 3, 0)])
    assert spans(run(SegmentQuery(codes=codes(PARENT)), material).places) == [(0, 4), (2, 9)]
    assert spans(run(SegmentQuery(codes=codes(PARENT, under=False)), material).places) == [(0, 4)]
    assert spans(run(SegmentQuery(), material).places) == [(0, 4), (2, 9), (5, 8)]


def test_all_of_several_codes_means_at_one_place() -> None:
    chain = [(0, 0, 10, 1, 0), (0, 8, 20, 2, 0), (0, 18, 30, 3, 0)]
    every = SegmentQuery(match="all", codes=codes(CHILD, OTHER, APART))
    assert run(every, world(chain)).places == []
    met = [*chain, (0, 9, 10, 3, 1)]
    assert spans(run(every, world(met)).places) == [(0, 10), (8, 20), (9, 10)]


def test_the_words_can_be_a_codings_own_or_shared_or_all_together() -> None:
    material = world([(0, 5, 15, 1, 0), (0, 0, 7, 3, 0), (0, 7, 9, 3, 0), (0, 12, 40, 3, 0)])
    found = {
        extent: spans(
            run(SegmentQuery(codes=codes(CHILD), overlapping=codes(APART), extent=extent), material).places  # type: ignore[arg-type]
        )
        for extent in ("own", "shared", "together")
    }
    assert found == {"own": [(5, 15)], "shared": [(5, 9), (12, 15)], "together": [(0, 40)]}


def test_what_only_touches_does_not_overlap() -> None:
    material = world([(0, 0, 5, 1, 0), (0, 5, 9, 3, 0)])
    assert run(SegmentQuery(codes=codes(CHILD), overlapping=codes(APART)), material).places == []
    assert spans(run(SegmentQuery(codes=codes(CHILD), without=codes(APART)), material).places) == [(0, 5)]


def test_but_not_a_code_under_the_one_that_is_asked_for() -> None:
    material = world([(0, 0, 4, 0, 0), (0, 10, 14, 1, 0), (0, 20, 24, 0, 0), (0, 23, 30, 1, 1)])
    query = SegmentQuery(codes=codes(PARENT), without=codes(CHILD))
    assert spans(run(query, material).places) == [(0, 4)]


def test_near_counts_paragraphs_and_never_the_coding_itself() -> None:
    material = world([(0, 0, 5, 1, 0), (0, 15, 20, 3, 0), (1, 0, 5, 3, 0)])
    steps = [spans(run(SegmentQuery(codes=codes(CHILD), near=codes(APART), near_paragraphs=n), material).places)
             for n in (0, 2, 3)]  # fmt: skip
    assert steps == [[], [], [(0, 5)]]
    assert run(SegmentQuery(codes=codes(CHILD), near=codes(CHILD), near_paragraphs=9), material).places == []


def test_the_codings_of_a_hidden_coder_count_for_nothing() -> None:
    material = world([(0, 0, 9, 1, 0), (0, 3, 6, 3, 1)])
    overlapping = SegmentQuery(codes=codes(CHILD), overlapping=codes(APART))
    without = SegmentQuery(codes=codes(CHILD), without=codes(APART))
    hidden = {key("coder", 1)}
    assert spans(run(overlapping, material).places) == [(0, 9)]
    assert run(overlapping, material, hidden=hidden).places == []
    assert spans(run(without, material, hidden=hidden).places) == [(0, 9)]


def test_a_query_for_codes_that_are_gone_finds_nothing_and_says_so() -> None:
    material = world([(0, 0, 9, 1, 0)])
    gone = Id(b"gone")
    for query in (
        SegmentQuery(codes=codes(gone)),
        SegmentQuery(match="all", codes=codes(CHILD, gone)),
        SegmentQuery(overlapping=codes(gone)),
        SegmentQuery(near=codes(gone)),
    ):
        found = run(query, material)
        assert (found.places, found.gone) == ([], 1)
    found = run(SegmentQuery(without=codes(gone)), material)
    assert (spans(found.places), found.gone) == ([(0, 9)], 1)


# ---- what a look at every pair finds

some_spans = st.lists(
    st.tuples(
        st.integers(0, 1), st.integers(0, 24), st.integers(1, 9), st.integers(0, len(PARENTS) - 1), st.integers(0, 1)
    ).map(lambda each: (each[0], each[1], each[1] + each[2], each[3], each[4])),
    max_size=14,
)
code_ids = st.integers(0, len(PARENTS) - 1).map(lambda number: key("code", number))
code_sets = st.builds(CodeSet, st.lists(code_ids, max_size=3, unique=True).map(tuple), st.booleans())
queries = st.builds(
    SegmentQuery,
    match=st.sampled_from(("any", "all")),
    codes=code_sets,
    overlapping=code_sets,
    near=code_sets,
    near_paragraphs=st.integers(0, 3),
    without=code_sets,
    extent=st.sampled_from(("own", "shared", "together")),
    coders=st.lists(st.integers(0, CODERS - 1).map(lambda number: key("coder", number)), max_size=1).map(tuple),
)


@given(some_spans, queries)
def test_the_sweep_finds_what_a_look_at_every_pair_finds(spans: list[Span], query: SegmentQuery) -> None:
    material = world(spans)
    found = [(place.document_id, place.start, place.end, place.id) for place in run(query, material).places]
    assert found == sorted(found, key=lambda each: (each[0], each[1], -each[2], each[3]))
    assert sorted(found) == sorted(looked_up(query, material))


@given(queries)
def test_a_query_is_the_same_after_it_was_kept(query: SegmentQuery) -> None:
    assert from_definition(to_definition(query)) == query


Answer = tuple[Id, int, int, Id]


def looked_up(query: SegmentQuery, material: SegmentMaterial) -> Iterator[Answer]:
    """What the query means, in so many words: every coding against every other, place by place."""
    for places in material.places.values():
        seen = [place for place in places if not query.coders or place.coder_id in query.coders]
        for place in seen:
            others = [other for other in seen if other.id != place.id]
            if not _meets_none(place, seen, query, material) or not _is_near(place, others, query, material):
                continue
            yield from _answers(place, others, query, material)


def _answers(place: Place, others: list[Place], query: SegmentQuery, material: SegmentMaterial) -> Iterator[Answer]:
    groups = _groups(query, material)
    bases = [number for number, group in enumerate(groups) if place.code_id in group]
    if query.match == "any" and query.codes:
        bases = [-1] if place.code_id in widened(query.codes, material) else []
        groups = []
    elif not query.codes:
        bases, groups = [-1], []
    extra = [widened(query.overlapping, material)] if query.overlapping else []
    has_overlaps = bool(extra) or len(groups) > 1
    if query.extent != "own":
        bases = [base for base in bases if base in (-1, 0)]
    for base in bases:
        needed = [group for number, group in enumerate(groups) if number != base] + extra
        shared = _shared(place, others, needed)
        if not shared:
            continue
        for start, end in _passages(place, others, shared, needed, query.extent if has_overlaps else "own"):
            yield place.document_id, start, end, place.id
        return


def _groups(query: SegmentQuery, material: SegmentMaterial) -> list[frozenset[Id]]:
    return [widened(CodeSet((each,), query.codes.with_under), material) for each in query.codes.codes]


def _shared(place: Place, others: list[Place], needed: list[frozenset[Id]]) -> set[int]:
    """The characters of the coding over which another coding of each needed set lies."""
    here = set(range(place.start, place.end))
    for group in needed:
        here &= {at for other in others if other.code_id in group for at in range(other.start, other.end)}
    return here


def _passages(
    place: Place, others: list[Place], shared: set[int], needed: list[frozenset[Id]], extent: str
) -> list[tuple[int, int]]:
    if extent == "own":
        return [(place.start, place.end)]
    if extent == "together":
        joined = [o for o in others if _meet(place, o) and any(o.code_id in group for group in needed)]
        return [(min(o.start for o in [place, *joined]), max(o.end for o in [place, *joined]))]
    starts = sorted(at for at in shared if at - 1 not in shared)
    ends = sorted(at + 1 for at in shared if at + 1 not in shared)
    return list(zip(starts, ends, strict=True))


def _meets_none(place: Place, seen: list[Place], query: SegmentQuery, material: SegmentMaterial) -> bool:
    unwanted = widened(query.without, material)
    return not any(_meet(place, other) and other.code_id in unwanted for other in seen)


def _is_near(place: Place, others: list[Place], query: SegmentQuery, material: SegmentMaterial) -> bool:
    wanted, reach = widened(query.near, material), query.near_paragraphs
    return not query.near or any(
        other.first <= place.last + reach and other.last >= place.first - reach
        for other in others
        if other.code_id in wanted
    )


def _meet(one: Place, other: Place) -> bool:
    return one.start < other.end and other.start < one.end
