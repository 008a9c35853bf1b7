"""Spans that come and go, and which of others share no place with them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.span_sets import ComingSpans

_SPAN = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda drawn: (drawn[0], drawn[0] + drawn[1]))
_SPANS = st.lists(_SPAN, max_size=20)


@given(_SPANS, _SPANS, st.data())
def test_the_first_apart_is_the_first_that_meets_none_of_those_still_there(
    there: list[tuple[int, int]], come: list[tuple[int, int]], data: st.DataObject
) -> None:
    spans = ComingSpans(there)
    for span in come:
        spans.add(*span)
    kept = [*there, *come]
    for _ in range(data.draw(st.integers(0, len(kept)))):
        gone = data.draw(st.sampled_from(kept))
        kept.remove(gone)
        spans.remove(*gone)
    asked = data.draw(_SPANS)
    meets = [any(start < end and begun < ended for begun, end in kept) for start, ended in asked]
    expected = meets.index(False) if False in meets else None
    assert spans.first_apart([start for start, _ in asked], [end for _, end in asked]) == expected
