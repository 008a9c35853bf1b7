"""The normal form of stored texts: the quick look says the same as the patterns that make it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.project.stored_text import is_normal, normalise_text

SPECIAL = "\r\n\u2028\u2029\x0b\x0c\x85\ufdd0\ufdd1\ufeff\x00\ud800\udfff\U0001f642e\u0301\u00a0"


@given(st.text(st.sampled_from(SPECIAL + "ab")))
def test_a_text_is_normal_just_if_normalising_leaves_it(text: str) -> None:
    normal = normalise_text(text)
    assert is_normal(normal)
    assert is_normal(text) == (normal == text)


@pytest.mark.parametrize("character", "\r\u2028\u2029\x0b\x0c\x85\ufdd0\ufdd1\ufeff\x00\ud800\udbff\udc00\udfff")
def test_each_foreign_character_is_noticed_among_others(character: str) -> None:
    assert not is_normal(f"before {character} after")
    assert character not in normalise_text(f"before {character} after")
