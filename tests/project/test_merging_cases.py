"""What two people do to the same codes, codings and texts, and what a merge makes of it: cases that break others."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.project.memo_links import TalkedAbout
from annotator.project.memos import About
from annotator.project.merging.choosing import chosen_by, key_of, merge_chosen
from annotator.project.merging.planner import plan_merge
from annotator.project.project import Project
from tests.project.copies import copy_of, merge
from tests.project.pairs import DOCUMENT, both_ways, code_id, code_words, coded, correct, text_of
from tests.project.rows import rows_of

# ---- codes


def test_a_code_that_both_made_becomes_one_with_the_codings_of_both(pair: tuple[Project, Project]) -> None:
    anna, bo = pair
    for project, words in ((anna, "helped me"), (bo, "the talk")):
        project.codes.add("Relief", definition="" if project is anna else "What eases.")
        code_words(project, "Relief", words)
    older = min(code_id(anna, "Relief"), code_id(bo, "Relief"))
    plan = merge(anna, bo)
    assert [(fold.table, fold.name, fold.kept_id) for fold in plan.folds if fold.table == "code"] == [
        ("code", "Relief", older)
    ]
    assert [code.name for code in anna.codes.all()].count("Relief") == 1
    assert {("Relief", "helped me", "Anna"), ("Relief", "the talk", "Bo")} < coded(anna)
    assert anna.codes.find("Relief").definition == "What eases."
    both_ways(anna, bo)


def test_codes_of_one_name_under_different_parents_stay_two(pair: tuple[Project, Project]) -> None:
    anna, bo = pair
    anna.codes.add("Relief", parent_id=code_id(anna, "Trust"))
    bo.codes.add("Relief", parent_id=code_id(bo, "Care"))
    assert not [fold for fold in merge(anna, bo).folds if fold.table == "code"]
    assert [code.name for code in anna.codes.all()].count("Relief") == 2
    both_ways(anna, bo)


def test_a_code_that_one_renamed_and_the_other_split_keeps_name_and_split(pair: tuple[Project, Project]) -> None:
    anna, bo = pair
    code_words(bo, "Trust", "more than I knew")
    merge(anna, bo)
    anna.codes.rename(code_id(anna, "Trust"), "Confidence")
    part = bo.codes.add("Trust in time")
    (moved,) = [each.id for each in bo.codings.all() if each.code_id == code_id(bo, "Trust") and each.start_char > 63]
    bo.codings.recode([moved], part.id)
    both_ways(anna, bo)
    assert ("Trust in time", "more than I knew", "Bo") in coded(anna)
    assert {code for code, words, _coder in coded(anna) if words != "more than I knew"} == {"Confidence", "Hope"}


def test_a_code_that_one_deleted_and_the_other_used_comes_back_with_all_its_codings(
    pair: tuple[Project, Project],
) -> None:
    anna, bo = pair
    before = coded(anna)
    anna.codes.delete([code_id(anna, "Trust")])
    code_words(bo, "Trust", "helped me")
    plan = merge(anna, bo)
    assert {(kept.table, kept.name, kept.deleted_by) for kept in plan.kept} >= {("code", "Trust", "Anna")}
    assert coded(anna) == before | {("Trust", "helped me", "Bo")}
    both_ways(anna, bo)


def test_a_code_that_one_deleted_and_nobody_else_touched_stays_deleted(pair: tuple[Project, Project]) -> None:
    anna, bo = pair
    anna.codes.delete([code_id(anna, "Hope")])
    code_words(bo, "Care", "helped me")
    both_ways(anna, bo)
    assert {code.name for code in bo.codes.all()} == {"Trust", "Care"}


def test_a_code_that_one_merged_into_another_and_the_other_used_gives_its_codings_to_that_one(
    pair: tuple[Project, Project],
) -> None:
    anna, bo = pair
    anna.codes.merge([code_id(anna, "Hope")], code_id(anna, "Care"))
    code_words(bo, "Hope", "helped me")
    bo.codes.describe(code_id(bo, "Hope"), definition="Of a good end.")
    both_ways(anna, bo)
    assert {code.name for code in anna.codes.all()} == {"Trust", "Care"}
    assert ("Care", "helped me", "Bo") in coded(anna)


def test_a_coding_that_went_with_its_twin_where_codes_were_merged_stays_where_it_was_moved_elsewhere(
    pair: tuple[Project, Project],
) -> None:
    anna, bo = pair
    twin = code_words(anna, "Hope", "helped me")
    code_words(anna, "Care", "helped me")
    merge(bo, anna)
    anna.codes.merge([code_id(anna, "Hope")], code_id(anna, "Care"))
    span = bo.codings.get(twin)
    bo.codings.move_ends(twin, span.start_char, span.end_char + len(" more"))
    both_ways(anna, bo)
    assert {("Care", "helped me", "Anna"), ("Care", "helped me more", "Anna")} < coded(anna)


def test_codes_that_were_moved_under_each_other_do_not_make_a_ring(pair: tuple[Project, Project]) -> None:
    anna, bo = pair
    trust, care = code_id(anna, "Trust"), code_id(anna, "Care")
    anna.codes.move([trust], care)
    bo.codes.move([care], trust)
    both_ways(anna, bo)
    parents = {code.id: code.parent_id for code in anna.codes.all()}
    assert (parents[trust], parents[care]) == (care, None)


# ---- texts


def test_a_document_that_one_renamed_and_the_other_coded_is_one_document(pair: tuple[Project, Project]) -> None:
    anna, bo = pair
    code_words(bo, "Care", "helped me")
    anna.documents.rename(anna.documents.find(DOCUMENT).id, "Kitchen talk")
    both_ways(anna, bo)
    assert [document.name for document in bo.documents.all()] == ["Kitchen talk"]
    assert ("Care", "helped me", "Bo") in coded(anna)


def test_codings_stay_on_their_words_where_the_other_corrected_the_text(pair: tuple[Project, Project]) -> None:
    anna, bo = pair
    correct(anna, "What", "So tell me what")
    correct(anna, "soup", "warm soup")
    code_words(bo, "Care", "helped me")
    plan = merge(bo, anna)
    assert plan.rewritten == ()
    assert ("Care", "helped me", "Bo") in coded(bo)
    assert "So tell me what came first?\nP1: The warm soup" in text_of(bo)
    both_ways(anna, bo)


def test_a_coding_whose_words_the_other_took_out_keeps_them_and_waits(pair: tuple[Project, Project]) -> None:
    anna, bo = pair
    correct(anna, ", then the talk", "")
    coding = code_words(bo, "Care", "the talk")
    both_ways(anna, bo)
    (waiting,) = [each for each in anna.codings.lost() if each.coding.id == coding]
    assert waiting.words == "the talk"


def test_corrections_in_different_paragraphs_are_all_made(pair: tuple[Project, Project]) -> None:
    anna, bo = pair
    correct(anna, "What came", "What had come")
    correct(bo, "I knew", "anyone knew")
    code_words(bo, "Care", "anyone knew")
    code_words(anna, "Care", "had come")
    plan = merge(anna, bo)
    assert plan.rewritten == ()
    assert text_of(anna).startswith("I: What had come first?")
    assert text_of(anna).endswith("more than anyone knew.")
    assert {("Care", "anyone knew", "Bo"), ("Care", "had come", "Anna")} < coded(anna)
    both_ways(anna, bo)


def test_of_two_corrections_of_one_paragraph_the_later_stays_and_the_other_is_named(
    pair: tuple[Project, Project],
) -> None:
    anna, bo = pair
    correct(anna, "It helped me", "It saved me")
    correct(bo, "more than I knew", "a lot")
    plan = plan_merge(anna, bo)
    (rewritten,) = plan.rewritten
    assert (rewritten.document, rewritten.earlier_is_mine) == (DOCUMENT, True)
    assert "It saved me more than I knew." in rewritten.earlier
    assert "It helped me a lot." in rewritten.later
    (same,) = plan_merge(bo, anna).rewritten
    assert (same.earlier, same.later, same.earlier_is_mine) == (rewritten.earlier, rewritten.later, False)
    both_ways(anna, bo)
    assert "It helped me a lot." in text_of(anna)


def test_the_same_correction_by_both_is_made_once(pair: tuple[Project, Project]) -> None:
    anna, bo = pair
    for project in pair:
        correct(project, "It helped me", "It saved me")
    assert merge(anna, bo).rewritten == ()
    both_ways(anna, bo)
    assert text_of(anna).count("It saved me") == 1


def test_a_document_that_one_deleted_and_the_other_coded_comes_back_with_the_codings_of_both(
    pair: tuple[Project, Project],
) -> None:
    anna, bo = pair
    before = coded(anna)
    code_words(bo, "Care", "helped me")
    anna.documents.delete([anna.documents.find(DOCUMENT).id])
    plan = merge(anna, bo)
    assert {(kept.table, kept.name, kept.deleted_by) for kept in plan.kept} >= {("document", DOCUMENT, "Anna")}
    assert coded(anna) == before | {("Care", "helped me", "Bo")}
    both_ways(anna, bo)


def test_what_came_back_with_a_document_stays_there_after_more_was_done_to_it(pair: tuple[Project, Project]) -> None:
    anna, bo = pair
    first = bo.codings.all()[0]
    bo.codings.move_ends(first.id, first.start_char, first.end_char - 1)
    before = rows_of(bo)["speaker"]
    anna.documents.delete([anna.documents.find(DOCUMENT).id])
    merge(anna, bo)
    anna.documents.rename(anna.documents.find(DOCUMENT).id, "Kitchen talk")
    both_ways(anna, bo)
    assert rows_of(bo)["speaker"] == before
    assert len(bo.codings.all()) == 2


def test_a_coding_that_comes_back_has_the_ends_that_it_had_last(pair: tuple[Project, Project]) -> None:
    anna, bo = pair
    (hope,) = [each for each in bo.codings.all() if each.code_id == code_id(bo, "Hope")]
    bo.codings.move_ends(hope.id, hope.start_char - 3, hope.end_char + 3)
    anna.codings.recode([hope.id], code_id(anna, "Care"))
    bo.documents.delete([bo.documents.find(DOCUMENT).id])
    both_ways(anna, bo)
    found = anna.codings.get(hope.id)
    assert (found.start_char, found.end_char) == (hope.start_char - 3, hope.end_char + 3)
    assert found.code_id == code_id(anna, "Care")


def test_two_merges_may_make_the_same_text_of_two_corrections(tmp_path: Path, pair: tuple[Project, Project]) -> None:
    anna, bo = pair
    correct(anna, "What came", "What had come")
    correct(bo, "I knew", "anyone knew")
    with copy_of(anna.path, "Cleo.annot", "Cleo") as cleo:
        merge(cleo, bo)
        cleo.documents.delete([cleo.documents.find(DOCUMENT).id])
        merge(anna, bo)
        code_words(anna, "Care", "had come")
        with copy_of(tmp_path / "Bo.annot", "Dag.annot", "Dag") as dag:
            correct(dag, "soup", "stew")
            merge(dag, cleo)
            merge(dag, anna)
            both_ways(dag, cleo)
            assert "What had come" in text_of(dag)
            assert "anyone knew" in text_of(dag)
            assert "stew" in text_of(dag)


def test_a_text_that_a_merge_made_stays_where_a_third_copy_only_renamed_it(
    tmp_path: Path, pair: tuple[Project, Project]
) -> None:
    anna, bo = pair
    with copy_of(tmp_path / "start.annot", "Cleo.annot", "Cleo") as cleo:
        cleo.documents.rename(cleo.documents.find(DOCUMENT).id, "Kitchen talk")
        correct(bo, "I knew", "anyone knew")
        correct(anna, "What came", "What had come")
        merge(anna, bo)
        made = text_of(anna)
        merge(anna, cleo)
        (document,) = anna.documents.all()
        assert document.name == "Kitchen talk"
        assert anna.documents.text(document.id).text == made
        both_ways(anna, cleo)


def test_a_passage_that_a_memo_speaks_of_moves_with_its_words(pair: tuple[Project, Project]) -> None:
    anna, bo = pair
    document, (memo,) = bo.documents.find(DOCUMENT), bo.memos.all()
    start = text_of(bo).index("helped me")
    with bo.operation("memo.link"):
        bo.memo_links.add(memo.id, [TalkedAbout(document.id, start, start + len("helped me"))])
    correct(anna, "What", "So tell me what")
    both_ways(anna, bo)
    (link,) = anna.memo_links.of(memo.id)
    assert link.start_char is not None
    assert text_of(anna)[link.start_char : link.end_char] == link.words == "helped me"


# ---- what both wrote


def test_a_value_that_both_set_is_a_conflict_with_both_values_who_and_when(pair: tuple[Project, Project]) -> None:
    anna, bo = pair
    for project, value in ((anna, "41"), (bo, "42")):
        person, age = project.participants.all()[0], project.participants.attributes()[0]
        project.participants.set_value(person.id, age.id, value)
    times = [project.history.operations(limit=1)[0].time_us for project in pair]
    (conflict,) = plan_merge(anna, bo).conflicts
    assert (conflict.table, conflict.column) == ("attribute_value", "value")
    assert (conflict.mine, conflict.mine_by, conflict.mine_us) == ("41", "Anna", times[0])
    assert (conflict.theirs, conflict.theirs_by, conflict.theirs_us) == ("42", "Bo", times[1])
    assert conflict.takes_theirs
    both_ways(anna, bo)
    assert list(anna.participants.values().values()) == ["42"]


def test_a_memo_that_both_edited_is_a_conflict_and_the_later_words_stay(pair: tuple[Project, Project]) -> None:
    anna, bo = pair
    (memo,) = anna.memos.all()
    bo.memos.edit(memo.id, text="Bo thinks it is about time.")
    anna.memos.edit(memo.id, text="Anna thinks it is about touch.")
    (conflict,) = plan_merge(anna, bo).conflicts
    assert (conflict.column, conflict.takes_theirs) == ("text", False)
    assert conflict.theirs == "Bo thinks it is about time."
    both_ways(anna, bo)
    assert bo.memos.get(memo.id).text == "Anna thinks it is about touch."


def test_each_conflict_can_be_chosen_and_the_choice_holds_in_every_copy(pair: tuple[Project, Project]) -> None:
    anna, bo = pair
    anna.codes.rename(code_id(anna, "Care"), "Warmth")
    bo.codes.rename(code_id(bo, "Care"), "Concern")
    (memo,) = anna.memos.all()
    anna.memos.edit(memo.id, text="By Anna.")
    bo.memos.edit(memo.id, text="By Bo.")
    before = rows_of(anna)
    plan = plan_merge(anna, bo)
    by_column = {conflict.column: conflict for conflict in plan.conflicts}
    assert set(by_column) == {"name", "text"}
    choices = chosen_by("latest", plan) | {key_of(by_column["name"]): False}
    assert merge_chosen(anna, bo, plan, "Bo.annot", choices) == 0
    assert "Warmth" in {code.name for code in anna.codes.all()}
    assert anna.memos.get(memo.id).text == "By Bo."
    both_ways(anna, bo)
    assert "Warmth" in {code.name for code in bo.codes.all()}
    assert plan_merge(bo, anna).conflicts == ()
    after = rows_of(anna)
    anna.undo()
    assert rows_of(anna) == before
    anna.redo()
    assert rows_of(anna) == after
    assert merge(anna, bo).writes == ()


@pytest.mark.parametrize(("rule", "name"), [("mine", "Warmth"), ("theirs", "Concern"), ("latest", "Concern")])
def test_one_rule_can_settle_all_conflicts(pair: tuple[Project, Project], rule: str, name: str) -> None:
    anna, bo = pair
    anna.codes.rename(code_id(anna, "Care"), "Warmth")
    bo.codes.rename(code_id(bo, "Care"), "Concern")
    plan = plan_merge(anna, bo)
    merge_chosen(anna, bo, plan, "Bo.annot", chosen_by(rule, plan))  # type: ignore[arg-type]
    assert name in {code.name for code in anna.codes.all()}


def test_the_same_person_on_two_laptops_is_one_coder(pair: tuple[Project, Project]) -> None:
    anna, bo = pair
    for project, words in ((anna, "helped me"), (bo, "the talk")):
        project.work_as("Cleo" if project is anna else "cleo")
        code_words(project, "Care", words)
    plan = merge(anna, bo)
    assert "coder" in {fold.table for fold in plan.folds}
    assert [coder.name.casefold() for coder in anna.coders.all()].count("cleo") == 1
    assert {words for _code, words, coder in coded(anna) if coder.casefold() == "cleo"} == {"helped me", "the talk"}
    both_ways(anna, bo)


def test_a_memo_on_a_coding_that_the_other_made_too_hangs_on_the_one_that_stays(pair: tuple[Project, Project]) -> None:
    anna, bo = pair
    for project in pair:
        project.work_as("Cleo")
        coding = code_words(project, "Care", "helped me")
        project.memos.add(f"Thought {project is anna}", about=About(coding_id=coding))
    both_ways(anna, bo)
    (coding,) = [each for each in anna.codings.all() if each.code_id == code_id(anna, "Care")]
    assert {memo.text for memo in anna.memos.all() if memo.coding_id == coding.id} == {"Thought True", "Thought False"}


@pytest.mark.parametrize("both_code", [False, True])
def test_two_codes_that_were_merged_into_each_other_are_the_older_one(
    pair: tuple[Project, Project], both_code: bool
) -> None:
    anna, bo = pair
    trust, care = code_id(anna, "Trust"), code_id(anna, "Care")
    anna.codes.merge([care], trust)
    bo.codes.move([code_id(bo, "Hope")], None)
    bo.codes.merge([trust], care)
    if both_code:
        code_words(anna, "Trust", "helped me")
        code_words(bo, "Care", "the talk")
    before = {coding.id for project in pair for coding in project.codings.all()}
    merge(anna, bo)
    assert {code.name for code in anna.codes.all()} == {"Trust", "Hope"}
    assert {coding.id for coding in anna.codings.all()} == before
    assert anna.check() == []
    both_ways(anna, bo)
