from __future__ import annotations

from itertools import count, product

from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.differences import Difference, compare, joined
from annotator.project.codings import PlacedCoding
from annotator.project.ids import Id

ANNA, BO, CLEO = Id(b"A"), Id(b"B"), Id(b"C")
HOPE, LOSS, CARE = Id(b"hope"), Id(b"loss"), Id(b"care")
BOTH, ALL = (ANNA, BO), (ANNA, BO, CLEO)
_numbers = count()


def coded(coder_id: Id, code_id: Id, start: int, end: int) -> PlacedCoding:
    return PlacedCoding(Id(next(_numbers).to_bytes(8, "big")), code_id, coder_id, start, end)


def told(found: list[Difference]) -> list[tuple[str, int, int]]:
    return [(each.kind, each.start, each.end) for each in found]


worlds = st.lists(
    st.builds(
        lambda coder, code, start, length: coded(coder, code, start, start + length),
        st.sampled_from(ALL),
        st.sampled_from((HOPE, LOSS, CARE)),
        st.integers(0, 24),
        st.integers(1, 9),
    ),
    max_size=14,
)
compared = st.sampled_from((BOTH, (BO, CLEO), ALL))


def who_coded(codings: list[PlacedCoding], coders: tuple[Id, ...]) -> dict[tuple[int, Id], frozenset[Id]]:
    """The naive view: for each character and code, who of these coders gave it."""
    return {
        (at, code): frozenset(
            c.coder_id
            for c in codings
            if c.coder_id in coders and c.code_id == code and c.start_char <= at < c.end_char
        )
        for at, code in product(range(40), (HOPE, LOSS, CARE))
    }


@given(worlds, compared)
def test_every_decision_on_which_coders_differ_is_in_exactly_one_difference(
    codings: list[PlacedCoding], coders: tuple[Id, ...]
) -> None:
    found = compare(codings, coders)
    told_apart = [
        ((at, apart.code_id), apart.coder_ids)
        for each in found
        for apart in each.apart(coders)
        for at in range(apart.start, apart.end)
    ]
    naive = who_coded(codings, coders)
    differing = {key: who for key, who in naive.items() if who and len(who) < len(coders)}
    assert len(told_apart) == len(differing)
    assert dict(told_apart) == differing


@given(worlds, compared)
def test_every_coded_character_is_in_exactly_one_entry_and_agreements_hold_only_what_all_coded(
    codings: list[PlacedCoding], coders: tuple[Id, ...]
) -> None:
    found = compare(codings, coders)
    covered = [
        (at, code, each.is_agreement)
        for each in found
        for code in each.code_ids
        for start, end in each.union_of(code)
        for at in range(start, end)
    ]
    naive = who_coded(codings, coders)
    assert sorted((at, code) for at, code, _ in covered) == sorted(key for key, who in naive.items() if who)
    assert all(naive[at, code] == frozenset(coders) for at, code, agreed in covered if agreed)
    for each in found:
        assert each.is_agreement == (each.apart(coders) == ())
        assert (each.kind == "codes") == (len(each.code_ids) > 1)


@given(worlds, compared)
def test_each_coding_is_in_one_reading_and_each_coder_has_one_reading_at_a_place(
    codings: list[PlacedCoding], coders: tuple[Id, ...]
) -> None:
    found = compare(codings, coders)
    ids = [key for each in found for reading in each.readings for key in reading.coding_ids]
    assert sorted(ids) == sorted(each.id for each in codings if each.coder_id in coders)
    for each in found:
        assert len(each.coder_ids) == len(each.readings)
        assert each.start == min(start for reading in each.readings for start, _ in reading.spans)
        assert each.end == max(end for reading in each.readings for _, end in reading.spans)


@given(worlds, compared, st.randoms(use_true_random=False))
def test_neither_the_order_of_codings_nor_that_of_coders_matters(
    codings: list[PlacedCoding], coders: tuple[Id, ...], chance: object
) -> None:
    shuffled = list(codings)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert compare(shuffled, coders[::-1]) == compare(codings, coders)


def test_the_same_words_with_the_same_code_are_an_agreement() -> None:
    assert told(compare([coded(ANNA, HOPE, 3, 9), coded(BO, HOPE, 3, 9)], BOTH)) == [("same", 3, 9)]


def test_two_codings_side_by_side_agree_with_one_over_both() -> None:
    codings = [coded(ANNA, HOPE, 0, 5), coded(ANNA, HOPE, 5, 9), coded(BO, HOPE, 0, 9)]
    assert told(compare(codings, BOTH)) == [("same", 0, 9)]


def test_what_only_touches_is_told_apart() -> None:
    codings = [coded(ANNA, HOPE, 0, 5), coded(BO, HOPE, 0, 5), coded(BO, HOPE, 5, 9)]
    assert told(compare(codings, BOTH)) == [("same", 0, 5), ("some", 5, 9)]


def test_other_ends_say_which_characters_differ_and_who_has_them() -> None:
    (found,) = compare([coded(ANNA, HOPE, 2, 10), coded(BO, HOPE, 4, 12)], BOTH)
    assert (found.kind, found.start, found.end) == ("ends", 2, 12)
    assert [(a.start, a.end, set(a.coder_ids)) for a in found.apart(BOTH)] == [(2, 4, {ANNA}), (10, 12, {BO})]
    assert found.union_of(HOPE) == ((2, 12),)


def test_a_passage_that_one_left_out_is_a_difference_of_its_own() -> None:
    found = compare([coded(ANNA, HOPE, 2, 10), coded(BO, HOPE, 12, 20)], BOTH)
    assert told(found) == [("some", 2, 10), ("some", 12, 20)]
    assert found[0].reading_of(BO) is None


def test_the_same_words_with_other_codes_are_one_difference() -> None:
    (found,) = compare([coded(ANNA, HOPE, 2, 10), coded(BO, LOSS, 3, 11)], BOTH)
    assert (found.kind, found.start, found.end, found.code_ids) == ("codes", 2, 11, (HOPE, LOSS))


def test_words_that_hardly_overlap_are_not_the_same_words() -> None:
    codings = [coded(ANNA, HOPE, 0, 10), coded(BO, LOSS, 5, 15)]
    assert told(compare(codings, BOTH)) == [("some", 0, 10), ("some", 5, 15)]


def test_the_nearest_in_extent_are_paired() -> None:
    codings = [coded(ANNA, HOPE, 0, 10), coded(BO, LOSS, 2, 10), coded(BO, CARE, 0, 10)]
    found = compare(codings, BOTH)
    assert {each.kind: each.code_ids for each in found} == {"codes": (CARE, HOPE), "some": (LOSS,)}


def test_three_coders_with_three_codes_on_the_same_words_are_one_difference() -> None:
    codings = [coded(ANNA, HOPE, 0, 10), coded(BO, LOSS, 0, 10), coded(CLEO, CARE, 1, 10)]
    assert told(compare(codings, ALL)) == [("codes", 0, 10)]


def test_two_of_three_who_agree_differ_from_the_third() -> None:
    codings = [coded(ANNA, HOPE, 0, 10), coded(CLEO, HOPE, 0, 10)]
    (found,) = compare(codings, ALL)
    assert (found.kind, found.coder_ids) == ("some", {ANNA, CLEO})


def test_codings_of_others_are_passed_over_and_one_coder_has_nobody_to_differ_from() -> None:
    codings = [coded(ANNA, HOPE, 0, 10), coded(BO, HOPE, 0, 10), coded(CLEO, LOSS, 0, 10)]
    assert told(compare(codings, BOTH)) == [("same", 0, 10)]
    assert compare(codings, (ANNA,)) == []
    assert compare(codings, (ANNA, ANNA)) == []


def test_the_list_is_in_reading_order_the_longer_first() -> None:
    codings = [coded(BO, CARE, 30, 40), coded(ANNA, HOPE, 5, 8), coded(ANNA, LOSS, 5, 20)]
    assert told(compare(codings, BOTH)) == [("some", 5, 20), ("some", 5, 8), ("some", 30, 40)]


def test_spans_that_touch_are_joined() -> None:
    assert joined([(5, 9), (0, 2), (2, 4), (8, 12)]) == ((0, 4), (5, 12))
