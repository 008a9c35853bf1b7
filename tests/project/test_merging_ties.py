"""What hung on something that one copy took away and the other keeps: ties, twins, and what took the place."""

from __future__ import annotations

import pytest

from annotator.project.memos import About
from annotator.project.project import Project
from tests.project.copies import merge
from tests.project.pairs import DOCUMENT, Pair, both_ways, code_id, code_words, coded


def test_a_person_who_stays_keeps_transcript_speaker_and_memo(pair: Pair) -> None:
    anna, bo = pair
    person = anna.participants.all()[0].id
    memo = anna.memos.add("Quiet at first.", about=About(participant_id=person))
    merge(bo, anna)
    anna.participants.delete(person)
    bo.participants.edit(person, note="Called back in May")
    both_ways(anna, bo)
    document = anna.documents.find(DOCUMENT)
    assert document.participant_id == person
    assert {speaker.participant_id for speaker in anna.documents.speakers(document.id)} == {None, person}
    (found,) = [each for each in anna.memos.all() if each.id == memo.id]
    assert (found.participant_id, found.once_about) == (person, "")


def test_a_code_that_comes_back_has_its_memo_again(pair: Pair) -> None:
    anna, bo = pair
    trust = code_id(anna, "Trust")
    anna.codes.delete([trust])
    code_words(bo, "Trust", "helped me")
    both_ways(anna, bo)
    (memo,) = anna.memos.all()
    assert (memo.code_id, memo.once_about) == (trust, "")


def test_a_transcript_that_comes_back_has_its_memos_in_their_places(pair: Pair) -> None:
    anna, bo = pair
    document = anna.documents.find(DOCUMENT)
    on_passage = anna.memos.add("Again.", about=About(document_id=document.id, start_char=24, end_char=43))
    on_coding = anna.memos.add("Why?", about=About(coding_id=anna.codings.all()[0].id))
    merge(bo, anna)
    anna.documents.delete([document.id])
    code_words(bo, "Care", "helped me")
    both_ways(anna, bo)
    memos = {memo.id: memo for memo in anna.memos.all()}
    found = memos[on_passage.id]
    assert (found.document_id, found.start_char, found.end_char) == (document.id, 24, 43)
    assert memos[on_coding.id].coding_id == on_coding.coding_id


def test_a_memo_that_somebody_tied_elsewhere_since_stays_there(pair: Pair) -> None:
    anna, bo = pair
    trust = code_id(anna, "Trust")
    anna.codes.delete([trust])
    (memo,) = anna.memos.all()
    anna.memos.edit(memo.id, text="Still so.")
    code_words(bo, "Trust", "helped me")
    both_ways(anna, bo)
    (found,) = anna.memos.all()
    assert (found.code_id, found.text) == (trust, "Still so.")


@pytest.mark.parametrize("anna_first", [True, False])
def test_a_passage_keeps_its_code_where_one_took_away_the_twin_that_the_other_kept(
    pair: Pair, anna_first: bool
) -> None:
    anna, bo = pair
    twins = {name: code_words(anna, name, "helped me") for name in ("Trust", "Hope")}
    merge(bo, anna)
    if anna_first:
        anna.codes.merge([code_id(anna, "Hope")], code_id(anna, "Trust"))
    bo.codings.delete([twins["Trust"]])
    if not anna_first:
        anna.codes.merge([code_id(anna, "Hope")], code_id(anna, "Trust"))
    both_ways(anna, bo)
    assert ("Trust", "helped me", "Anna") in coded(anna)


def test_a_passage_is_free_where_who_took_the_code_away_knew_that_it_stood_for_both(pair: Pair) -> None:
    anna, bo = pair
    twins = {name: code_words(anna, name, "helped me") for name in ("Trust", "Hope")}
    anna.codes.merge([code_id(anna, "Hope")], code_id(anna, "Trust"))
    merge(bo, anna)
    bo.codings.delete([twins["Trust"]])
    both_ways(anna, bo)
    assert "helped me" not in {words for _code, words, _coder in coded(anna)}


def test_two_codings_that_each_went_into_the_other_are_one(pair: Pair) -> None:
    anna, bo = pair
    hope, trust = code_id(anna, "Hope"), code_id(anna, "Trust")
    on_trust, on_hope = code_words(anna, "Trust", "helped me"), code_words(anna, "Hope", "helped me")
    merge(bo, anna)
    anna.codings.recode([on_hope], trust)
    bo.codings.recode([on_trust], hope)
    both_ways(anna, bo)
    assert sum(words == "helped me" for _code, words, _coder in coded(anna)) == 1


def test_a_person_who_was_merged_into_another_does_not_come_back_for_an_edit(pair: Pair) -> None:
    anna, bo = pair
    first = anna.participants.all()[0].id
    other = anna.participants.add("P07").id
    merge(bo, anna)
    age = anna.participants.attributes()[0].id
    anna.participants.merge([other], first)
    bo.participants.set_value(other, age, "51")
    bo.memos.add("Same voice?", about=About(participant_id=other))
    both_ways(anna, bo)
    assert [person.id for person in anna.participants.all()] == [first]
    assert {memo.participant_id for memo in anna.memos.all() if memo.text == "Same voice?"} == {first}
    assert list(anna.participants.values().values()) == ["51"]


def test_the_children_of_merged_codes_go_to_their_namesakes(pair: Pair) -> None:
    anna, bo = pair
    trust, care = code_id(anna, "Trust"), code_id(anna, "Care")
    mine, theirs = anna.codes.add("Slow", parent_id=trust).id, anna.codes.add("Slow", parent_id=care).id
    merge(bo, anna)
    anna.codes.merge([care], trust)
    document = bo.documents.find(DOCUMENT)
    coding = bo.codings.add(document.id, theirs, 0, 5)
    both_ways(anna, bo)
    assert code_of(anna, coding.id) == mine


def test_a_code_that_comes_back_is_named_again_without_the_coding_that_was_taken_away(pair: Pair) -> None:
    anna, bo = pair
    trust = code_id(anna, "Trust")
    coding = code_words(anna, "Trust", "helped me")
    memo = anna.memos.add("On both.", about=About(code_id=trust, coding_id=coding))
    merge(bo, anna)
    bo.codings.delete([coding])
    code_words(bo, "Trust", "the talk")
    anna.codes.delete([trust])
    both_ways(anna, bo)
    (found,) = [each for each in anna.memos.all() if each.id == memo.id]
    assert (found.code_id, found.coding_id) == (trust, None)


def test_the_minutes_of_a_meeting_and_what_was_decided_are_merged_each_for_itself(pair: Pair) -> None:
    anna, bo = pair
    memo_id = anna.meetings.add("2026-03-07", title="March", decisions="Wait.").memo_id
    merge(bo, anna)
    anna.meetings.edit(memo_id, text="Two hours.")
    bo.meetings.edit(memo_id, decisions="Ask again.", day="2026-03-08")
    assert merge(anna, bo).conflicts == ()
    both_ways(anna, bo)
    (meeting,) = anna.meetings.all()
    assert (meeting.text, meeting.decisions, meeting.day) == ("Two hours.", "Ask again.", "2026-03-08")
    assert meeting.title == "March"


def test_a_meeting_that_one_deleted_and_the_other_wrote_on_stays(pair: Pair) -> None:
    anna, bo = pair
    memo_id = anna.meetings.add("2026-03-07", decisions="Wait.").memo_id
    merge(bo, anna)
    anna.meetings.delete(memo_id)
    bo.meetings.edit(memo_id, decisions="Ask again.")
    both_ways(anna, bo)
    assert [meeting.decisions for meeting in anna.meetings.all()] == ["Ask again."]


def code_of(project: Project, coding_id: bytes) -> bytes:
    return next(each.code_id for each in project.codings.all() if each.id == coding_id)


def test_ends_that_were_taken_back_are_taken_back_where_the_coding_got_another_code(pair: Pair) -> None:
    anna, bo = pair
    coding = anna.codings.get(code_words(anna, "Trust", "helped me"))
    anna.codings.move_ends(coding.id, coding.start_char, coding.end_char + 5)
    merge(bo, anna)
    anna.undo()
    bo.codings.recode([coding.id], code_id(bo, "Care"))
    both_ways(bo, anna)
    assert ("Care", "helped me", "Anna") in coded(anna)
