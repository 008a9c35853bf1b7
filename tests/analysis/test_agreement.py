"""Agreement in coded texts: what counts, where, and that sweeping over runs gives what looking at each unit gives."""

from __future__ import annotations

import pytest

from annotator.analysis.agreement import agreement
from annotator.analysis.agreement_material import read_agreement_material
from annotator.analysis.agreement_terms import UNITS, Agreement, AgreementQuestion, Unit
from annotator.analysis.coefficients import Undefined, Why
from annotator.project.project import Project
from tests.analysis.agreement_worlds import code_id, coder_id, marks, text_id, world

TALK = "A: It rained. I stayed in.\nB: So did I. Nobody called!\n\nA: Nobody?\nB: Nobody."


def counts(figures: Agreement) -> tuple[int, int, int, int]:
    return figures.decisions, figures.shared, figures.split, figures.neither


def test_characters_of_runs_give_the_figures_that_can_be_checked_by_hand() -> None:
    text = (1000, [("A", "hope", 0, 125), ("B", "hope", 75, 200)])
    found = agreement(world(text), AgreementQuestion()).overall
    assert counts(found) == (1000, 50, 150, 800)
    assert found.percent == pytest.approx(85.0)
    assert found.kappa.value == pytest.approx(0.314, abs=0.0005)
    one_alone = (1000, [("A", "hope", 0, 200), ("B", "hope", 75, 125)])
    assert agreement(world(one_alone), AgreementQuestion()).overall.kappa.value == pytest.approx(0.348, abs=0.0005)
    alike = (1000, [("A", "hope", 100, 200), ("B", "hope", 120, 220)])
    assert agreement(world(alike), AgreementQuestion()).overall.kappa.value == pytest.approx(0.778, abs=0.0005)


def test_ten_characters_of_two_coders_have_kappa_and_alpha() -> None:
    spans = [*marks("A", "hope", "1100000000"), *marks("B", "hope", "0110010100")]
    found = agreement(world((10, spans)), AgreementQuestion()).overall
    assert found.percent == pytest.approx(60.0)
    assert found.kappa.value == pytest.approx(0.091, abs=0.0005)
    assert found.alpha == pytest.approx(0.095, abs=0.0005)


def test_nobody_coded_anything_is_said_and_has_no_figure() -> None:
    found = agreement(world((100, [])), AgreementQuestion(coders=(coder_id("A"), coder_id("B"))))
    assert found.documents == ()
    assert found.left_out == (text_id(0),)
    for figure in (found.overall.percent, found.overall.kappa.value, found.overall.alpha):
        assert figure == Undefined(Why.NOBODY_TO_COMPARE)


def test_a_code_that_nobody_gave_has_no_coefficient_and_does_not_count_overall() -> None:
    text = (100, [("A", "hope", 0, 50), ("B", "hope", 0, 40)])
    found = agreement(world(text), AgreementQuestion(codes=(code_id("hope"), code_id("grief"))))
    assert found.by_code[code_id("grief")].alpha == Undefined(Why.NEVER_GIVEN)
    assert found.by_code[code_id("grief")].kappa.value == Undefined(Why.NEVER_GIVEN)
    assert agreement(world(text), AgreementQuestion()).codes == (code_id("hope"),)
    assert found.overall == found.by_code[code_id("hope")]
    unused = agreement(world(text), AgreementQuestion(codes=(code_id("grief"),)))
    assert unused.overall.percent == Undefined(Why.NEVER_GIVEN)
    everywhere = (100, [("A", "hope", 0, 100), ("B", "hope", 0, 60), ("B", "hope", 60, 100)])
    assert agreement(world(everywhere), AgreementQuestion()).overall.alpha == Undefined(Why.ALWAYS_GIVEN)


def test_a_document_is_compared_where_two_have_coded_it_or_are_said_to_have() -> None:
    texts = [
        (100, [("A", "hope", 0, 50), ("B", "hope", 0, 50)]),
        (100, [("A", "hope", 0, 50)]),
        (100, [("B", "grief", 0, 50)]),
    ]
    found = agreement(world(*texts), AgreementQuestion())
    assert (found.documents, found.left_out) == ((text_id(0),), (text_id(1), text_id(2)))
    said = AgreementQuestion(seen=frozenset({(coder_id("B"), text_id(1))}))
    found = agreement(world(*texts), said)
    assert found.documents == (text_id(0), text_id(1))
    assert counts(found.by_document[text_id(1)]) == (100, 0, 50, 50)
    assert counts(found.overall) == (200, 50, 50, 100)


def test_whoever_did_not_code_a_document_is_missing_there() -> None:
    texts = [
        (10, [("A", "hope", 0, 5), ("B", "hope", 0, 4), ("C", "hope", 0, 3)]),
        (10, [("A", "hope", 0, 5), ("B", "hope", 0, 5)]),
    ]
    found = agreement(world(*texts), AgreementQuestion())
    assert found.coded_by[text_id(1)] == (coder_id("A"), coder_id("B"))
    assert counts(found.overall) == (20, 8, 2, 10)
    assert found.by_pair[coder_id("A"), coder_id("B")].decisions == 20
    assert found.by_pair[coder_id("A"), coder_id("C")].decisions == 10
    assert found.overall.kappa.pairs == found.overall.kappa.defined == 3


def test_coders_who_share_no_document_are_told_so() -> None:
    texts = [
        (10, [("A", "hope", 0, 5), ("B", "hope", 0, 4)]),
        (10, [("B", "hope", 0, 5), ("C", "hope", 0, 5)]),
    ]
    found = agreement(world(*texts), AgreementQuestion())
    assert found.by_pair[coder_id("A"), coder_id("C")].percent == Undefined(Why.NOBODY_TO_COMPARE)
    assert (found.overall.kappa.pairs, found.overall.kappa.defined) == (2, 2)


def test_text_that_nobody_coded_can_be_left_out() -> None:
    text = (100, [("A", "hope", 0, 40), ("B", "hope", 30, 50), ("B", "grief", 45, 60)])
    decisions = {
        counted: agreement(world(text), AgreementQuestion(codes=(code_id("hope"),), counted=counted)).overall.decisions
        for counted in ("everything", "coded", "compared")
    }
    assert decisions == {"everything": 100, "coded": 60, "compared": 50}


@pytest.mark.parametrize(("unit", "decisions"), [("sentence", 6), ("paragraph", 4), ("turn", 4), ("character", 77)])
def test_a_unit_has_a_code_where_a_coding_shares_a_character_with_it(unit: Unit, decisions: int) -> None:
    assert len(TALK) == 77
    start = TALK.index("I stayed")
    spans = [("A", "hope", start, start + 20), ("B", "hope", start + 2, start + 3)]
    found = agreement(world((TALK, spans)), AgreementQuestion(unit=unit)).overall
    assert found.decisions == decisions
    if unit != "character":
        assert (found.shared, found.split) == (1, 1)


def test_a_coding_on_a_label_alone_touches_no_unit_and_is_counted_as_such() -> None:
    spans = [("A", "hope", 0, 2), ("A", "hope", 3, 8), ("B", "hope", 3, 8)]
    found = agreement(world((TALK, spans)), AgreementQuestion(unit="turn"))
    assert (found.outside, found.overall.shared, found.overall.split) == (1, 1, 0)


def test_a_code_can_count_with_the_codes_under_it_and_overall_counts_nothing_twice() -> None:
    text = (10, [("A", "loss", 0, 4), ("B", "grief", 2, 6), ("B", "loss", 5, 6)])
    alone = agreement(world(text), AgreementQuestion())
    assert counts(alone.by_code[code_id("grief")]) == (10, 0, 4, 6)
    together = agreement(world(text), AgreementQuestion(with_codes_below=True))
    assert together.codes == (code_id("grief"), code_id("loss"))
    assert together.pooled == (code_id("grief"),)
    assert counts(together.by_code[code_id("grief")]) == (10, 2, 4, 4)
    assert counts(together.by_code[code_id("loss")]) == (10, 0, 5, 5)
    assert together.overall == together.by_code[code_id("grief")]


@pytest.mark.parametrize(("unit", "alike"), [("exact_segment", 2), ("overlapping_segment", 5)])
def test_segments_agree_where_the_other_has_the_same_code_there(unit: Unit, alike: int) -> None:
    spans = [
        ("A", "hope", 0, 10),
        ("B", "hope", 0, 10),
        ("A", "hope", 20, 30),
        ("B", "hope", 25, 40),
        ("B", "hope", 29, 31),
        ("A", "hope", 50, 60),
        ("B", "hope", 60, 70),
        ("B", "grief", 50, 60),
    ]
    found = agreement(world((100, spans)), AgreementQuestion(unit=unit))
    hope = found.by_code[code_id("hope")]
    assert (hope.decisions, hope.shared) == (7, alike)
    assert hope.percent == pytest.approx(100 * alike / 7)
    assert hope.kappa.value == hope.alpha == Undefined(Why.SEGMENTS)
    assert (found.overall.decisions, found.overall.shared) == (8, alike)
    assert found.by_document[text_id(0)] == found.overall
    assert found.by_pair[coder_id("A"), coder_id("B")] == found.overall


def test_segments_of_three_are_each_set_against_both_others() -> None:
    spans = [("A", "hope", 0, 10), ("B", "hope", 0, 10), ("C", "hope", 5, 15)]
    found = agreement(world((100, spans)), AgreementQuestion(unit="exact_segment"))
    assert (found.overall.decisions, found.overall.shared) == (6, 2)
    pair = found.by_pair[coder_id("A"), coder_id("C")]
    assert (pair.decisions, pair.percent) == (2, 0.0)


def test_the_keeper_of_the_consensus_is_compared_only_when_asked_for() -> None:
    spans = [("A", "hope", 0, 10), ("B", "hope", 0, 9), ("C", "hope", 0, 8)]
    material = world((100, spans), roles={"C": "consensus"})
    assert agreement(material, AgreementQuestion()).coders == (coder_id("A"), coder_id("B"))
    asked = AgreementQuestion(coders=(coder_id("C"), coder_id("A")))
    assert agreement(material, asked).coders == (coder_id("C"), coder_id("A"))


def test_every_figure_says_its_unit_and_what_counted() -> None:
    material = world((TALK, [("A", "hope", 0, 10), ("B", "hope", 0, 9)]))
    for unit in UNITS:
        found = agreement(material, AgreementQuestion(unit=unit, counted="coded"))
        every = [found.overall, *found.by_code.values(), *found.by_document.values(), *found.by_pair.values()]
        assert {(one.unit, one.counted) for one in every} == {(unit, "coded")}


def test_a_project_is_read_without_the_codings_that_lost_their_words(project: Project) -> None:
    document = project.documents.add("Talk", TALK)
    code = project.codes.add("Rain")
    start = TALK.index("rained")
    project.codings.add(document.id, code.id, start, start + 6)
    project.work_as("Bo Lind")
    project.codings.add(document.id, code.id, start, start + 6)
    lost = project.codings.add(document.id, code.id, 60, 66)
    with project.operation("coding.move_ends"):
        project.connection.exec_driver_sql("UPDATE coding SET end_char = start_char WHERE id = ?", (lost.id,))
    found = agreement(read_agreement_material(project), AgreementQuestion(unit="sentence"))
    assert counts(found.overall) == (6, 1, 0, 5)
    assert found.overall.alpha == 1.0
    with pytest.raises(ValueError):
        agreement(read_agreement_material(project, with_texts=False), AgreementQuestion(unit="sentence"))
    characters = agreement(read_agreement_material(project, [document.id], with_texts=False), AgreementQuestion())
    assert counts(characters.overall) == (77, 6, 0, 71)
