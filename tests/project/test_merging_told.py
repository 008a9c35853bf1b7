"""No value gives way in a merge without a word: whatever two people wrote for one thing is told, and can be chosen."""

from __future__ import annotations

import json
from pathlib import Path

from annotator.project.copy_contents import CopyWishes
from annotator.project.merging.choosing import chosen_by, key_of, merge_chosen
from annotator.project.merging.plan import Conflict, MergePlan
from annotator.project.merging.planner import plan_merge
from annotator.project.project import Project
from annotator.project.send_copy import send_copy
from tests.project.copies import copy_of, merge
from tests.project.pairs import Pair, both_ways, code_id, code_words, coded, correct, text_of
from tests.project.rows import rows_of


def told(plan: MergePlan) -> set[tuple[str, str, object, object]]:
    return {(each.table, each.column, each.mine, each.theirs) for each in plan.conflicts}


def the_conflict(plan: MergePlan) -> Conflict:
    (found,) = plan.conflicts
    return found


def test_two_definitions_of_a_code_that_both_made_are_a_conflict(pair: Pair) -> None:
    anna, bo = pair
    anna.codes.add("Relief", definition="When it lets go")
    bo.codes.add("relief", definition="A weight is gone")
    plan = plan_merge(anna, bo)
    assert told(plan) == {("code", "definition", "When it lets go", "A weight is gone")}
    merge_chosen(anna, bo, plan, "Bo.annot", chosen_by("theirs", plan))
    assert anna.codes.find("Relief").definition == "A weight is gone"
    both_ways(anna, bo)


def test_two_notes_on_a_person_whom_both_added_are_a_conflict(pair: Pair) -> None:
    anna, bo = pair
    anna.participants.add("P05", note="Came with her sister")
    bo.participants.add("P05", note="Prefers mornings")
    assert told(plan_merge(anna, bo)) == {("participant", "note", "Came with her sister", "Prefers mornings")}
    both_ways(anna, bo)


def test_of_two_values_for_an_empty_cell_the_last_stays_and_the_other_is_told(pair: Pair) -> None:
    anna, bo = pair
    for project, value in ((anna, "nurse"), (bo, "cook"), (bo, "waiter")):
        work = next((each for each in project.participants.attributes() if each.name == "Work"), None)
        work = work or project.participants.add_attribute("Work", "text")
        project.participants.set_value(project.participants.all()[0].id, work.id, value)
    plan = merge(anna, bo)
    assert told(plan) == {("attribute_value", "value", "nurse", "waiter")}
    both_ways(anna, bo)
    anna.codes.add("Later")
    both_ways(bo, anna)
    assert "waiter" in anna.participants.values().values()


def test_a_cell_that_one_cleared_and_filled_again_and_the_other_changed_holds_one_value(pair: Pair) -> None:
    anna, bo = pair
    person, age = anna.participants.all()[0].id, anna.participants.attributes()[0].id
    anna.participants.set_value(person, age, "")
    anna.participants.set_value(person, age, "45")
    bo.participants.set_value(person, age, "44")
    assert told(merge(anna, bo)) == {("attribute_value", "value", "45", "44")}
    both_ways(anna, bo)
    assert list(anna.participants.values().values()) == ["44"]
    assert anna.connection.exec_driver_sql("SELECT count(*) FROM attribute_value").scalar() == 1


def test_a_definition_written_to_a_code_that_the_other_merged_away_can_be_chosen(pair: Pair) -> None:
    anna, bo = pair
    anna.codes.merge([code_id(anna, "Hope")], code_id(anna, "Care"))
    bo.codes.describe(code_id(bo, "Hope"), definition="Looking forward")
    plan = plan_merge(anna, bo)
    conflict = the_conflict(plan)
    assert conflict.row_id == code_id(anna, "Care")
    assert told(plan) == {("code", "definition", "", "Looking forward")}
    assert not conflict.takes_theirs
    assert told(plan_merge(bo, anna)) == {("code", "definition", "Looking forward", "")}
    merge_chosen(anna, bo, plan, "Bo.annot", {key_of(conflict): True})
    assert anna.codes.find("Care").definition == "Looking forward"
    both_ways(anna, bo)


def test_a_name_that_was_tried_and_taken_back_does_not_outdo_one_that_stands(pair: Pair) -> None:
    anna, bo = pair
    bo.codes.rename(code_id(bo, "Trust"), "Confidence")
    anna.codes.rename(code_id(anna, "Trust"), "Faith")
    anna.undo()
    assert merge(anna, bo).conflicts == ()
    assert {code.name for code in anna.codes.all()} == {"Confidence", "Hope", "Care"}
    both_ways(anna, bo)


def test_a_value_that_was_known_to_who_changed_it_is_no_conflict(pair: Pair) -> None:
    anna, bo = pair
    anna.codes.rename(code_id(anna, "Trust"), "Confidence")
    merge(bo, anna)
    bo.codes.rename(code_id(bo, "Confidence"), "Faith")
    assert merge(anna, bo).conflicts == ()
    assert anna.codes.find("Faith").name == "Faith"


def test_a_kept_query_names_the_code_that_its_code_has_become(pair: Pair) -> None:
    anna, bo = pair
    anna.codes.add("Relief")
    gone = bo.codes.add("Relief")
    bo.saved_queries.save("Relieved", {"codes": [gone.id.hex()]})
    merge(anna, bo)
    (query,) = anna.saved_queries.all()
    assert json.dumps(query.definition).count(anna.codes.find("Relief").id.hex()) == 1
    both_ways(anna, bo)


def test_two_consensus_coders_are_one_whatever_each_side_calls_it(pair: Pair) -> None:
    anna, bo = pair
    for project in pair:
        coding = project.codings.all()[0]
        span = (coding.code_id, coding.start_char, coding.end_char)
        project.consensus.take_over(coding.document_id, [span])
    (team,) = [coder for coder in bo.coders.all() if coder.role == "consensus"]
    bo.coders.edit(team.id, name="Team")
    both_ways(anna, bo)
    assert [coder.name for coder in anna.coders.all() if coder.role == "consensus"] == ["Team"]
    assert len(anna.consensus.codings_in(anna.documents.all()[0].id)) == 1


def test_a_correction_that_was_taken_back_does_not_take_back_that_of_another(pair: Pair) -> None:
    anna, bo = pair
    correct(anna, "The soup came first", "The stew came first")
    correct(bo, "The soup came first 🙂", "Soup")
    bo.undo()
    assert merge(anna, bo).rewritten == ()
    both_ways(anna, bo)
    assert "The stew came first 🙂" in text_of(anna)


def test_other_words_with_the_same_numbers_are_not_the_same_coding(pair: Pair) -> None:
    anna, bo = pair
    for project in pair:
        project.work_as("Dag")
    correct(anna, "What came", "So what came")
    mine = anna.codings.get(code_words(anna, "Care", "helped me"))
    bo.codings.add(mine.document_id, mine.code_id, mine.start_char, mine.end_char)
    code_words(bo, "Care", "helped me")
    both_ways(anna, bo)
    assert {words for _code, words, coder in coded(anna) if coder == "Dag"} == {"helped me", "ped me mo"}
    assert len(anna.codings.all()) == 4


def test_of_a_paragraph_that_both_corrected_either_words_can_be_chosen(pair: Pair) -> None:
    anna, bo = pair
    code_words(anna, "Care", "then the talk")
    merge(bo, anna)
    correct(anna, "The soup came first", "The stew came early")
    correct(bo, "came first 🙂", "was there")
    correct(bo, "What came", "So what came")
    plan = plan_merge(anna, bo)
    (paragraph,) = plan.rewritten
    assert paragraph.takes_theirs
    assert (paragraph.earlier_by, paragraph.later_by) == ("Anna", "Bo")
    merge_chosen(anna, bo, plan, "Bo.annot", chosen_by("mine", plan))
    wanted = "I: So what came first?\nP1: The stew came early 🙂, then the talk.\nP1: It helped me more than I knew."
    assert text_of(anna) == wanted
    assert plan_merge(anna, bo).is_empty
    both_ways(anna, bo)
    assert text_of(bo) == wanted
    assert ("Care", "then the talk", "Anna") in coded(bo)


def test_undo_takes_back_the_chosen_words_with_the_merge(pair: Pair) -> None:
    anna, bo = pair
    correct(anna, "The soup", "The stew")
    correct(bo, "The soup came", "Soup was")
    before = rows_of(anna)
    plan = plan_merge(anna, bo)
    merge_chosen(anna, bo, plan, "Bo.annot", chosen_by("mine", plan))
    after = rows_of(anna)
    anna.undo()
    assert rows_of(anna) == before
    anna.redo()
    assert rows_of(anna) == after
    both_ways(anna, bo)
    assert "The stew came first" in text_of(bo)


def test_what_was_taken_back_in_a_copy_without_history_is_taken_back_in_both(pair: Pair, tmp_path: Path) -> None:
    anna, _bo = pair
    path = tmp_path / "Dag.annot"
    send_copy(anna.path, path, CopyWishes("Dag", with_history=False))
    with Project.open(path, coder_name="Dag", check=False) as dag:
        dag.codes.rename(code_id(dag, "Trust"), "Faith")
        with copy_of(path, "Eve.annot", "Eve") as eve:
            dag.undo()
            eve.codes.describe(code_id(eve, "Faith"), definition="To lean on somebody")
            both_ways(dag, eve)
            assert eve.codes.find("Trust").definition == "To lean on somebody"


def test_a_value_that_gives_way_because_two_people_were_made_one_is_told(pair: Pair) -> None:
    anna, bo = pair
    first, age = anna.participants.all()[0].id, anna.participants.attributes()[0].id
    other = anna.participants.add("P02").id
    anna.participants.set_value(other, age, "50")
    merge(bo, anna)
    anna.participants.merge([other], first)
    bo.participants.set_value(other, age, "51")
    plan = plan_merge(anna, bo)
    assert told(plan) == {("attribute_value", "value", "40", "51")}
    merge_chosen(anna, bo, plan, "Bo.annot", chosen_by("mine", plan))
    assert list(anna.participants.values().values()) == ["40"]
    both_ways(anna, bo)


def test_a_correction_comes_with_a_transcript_that_lost_its_person_there(pair: Pair) -> None:
    anna, bo = pair
    correct(anna, "What came", "What had come")
    anna.participants.delete(anna.participants.all()[0].id)
    correct(bo, "It helped", "It saved")
    both_ways(anna, bo)
    assert "What had come first?" in text_of(bo)
    assert "It saved me" in text_of(bo)
