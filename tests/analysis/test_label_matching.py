"""Labels that are written a little differently find each other, and never by chance."""

from __future__ import annotations

import pytest

from annotator.analysis.label_matching import Labels, label_key


@pytest.mark.parametrize("label", ["P03", "p 3", "P-003", "P_3"])
def test_zeros_spaces_and_hyphens_do_not_count(label: str) -> None:
    assert label_key(label) == "p3"
    assert Labels(["P02", "P03"]).similar(label) == "P03"


def test_the_same_label_is_found_whatever_its_capitals() -> None:
    assert Labels(["Ana Lie"]).same(" ana  lie") == "Ana Lie"
    assert Labels(["Ana Lie"]).same("Ana") is None


def test_a_word_finds_the_only_label_that_has_it() -> None:
    assert Labels(["talk_Ana", "talk_Ben"]).similar("Ana") == "talk_Ana"
    assert Labels(["talk_Ana", "other_Ana"]).similar("Ana") is None
    assert Labels(["talk_Ana", "talk_Ben"]).similar("talk") is None


def test_two_candidates_are_none() -> None:
    assert Labels(["P3", "P03"]).similar("P003") is None


def test_a_name_of_a_document_holds_a_label() -> None:
    labels = Labels(["P07", "P17", "Ana"])
    assert labels.within("Interview P7, second part") == "P07"
    assert labels.within("Talk with Ana") == "Ana"
    assert labels.within("Interview 7") is None
    assert labels.within("P7 and P17") is None
