"""What a rule finds: by a search, by who speaks, by headings, by the questions of an interviewer."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.auto_coding import (
    EXTENTS,
    Extent,
    HeadingRule,
    QuestionRule,
    Rule,
    Search,
    SearchRule,
    Source,
    SpeakerRule,
    Voice,
    questions_of,
    rule_data,
    rule_from,
    voices_in,
)
from annotator.analysis.interview_questions import LEAST_LIKENESS, likeness, question_words
from annotator.analysis.patterns import PatternRefused
from annotator.analysis.text_search import Wanted
from annotator.project.ids import new_id
from annotator.project.stored_text import FormatSpan

TEXT = (
    "I: How did you come to the orchard?\n"
    "P1: By bicycle. The hope of plums drove me on. Every hope has a price.\n"
    "It rained.\n"
    "I: Mm, yes.\n"
    "P1: And then I stayed.\n"
    "I: Thank you. And what did the ladder mean to you?\n"
    "P1: Height, and hope."
)
INTERVIEWER = Voice("i", "I", is_interviewer=True)
PLUM = Voice("p1", "Plum picker")


def source(text: str = TEXT, formats: tuple[FormatSpan, ...] = (), owner: Voice | None = None) -> Source:
    return Source(new_id(), "Orchard", text, formats, {"i": INTERVIEWER, "p1": PLUM}, owner)


def found(rule: Rule, where: Source | None = None) -> list[str]:
    where = where or source()
    return [where.text[hit.start : hit.end] for hit in Search(rule).hits(where)]


def test_a_search_finds_the_words_alone_or_the_sentence_paragraph_or_turn_around_them() -> None:
    wanted = Wanted("hope")
    assert found(SearchRule(wanted)) == ["hope", "hope", "hope"]
    sentences = ["The hope of plums drove me on.", "Every hope has a price.", "Height, and hope."]
    assert found(SearchRule(wanted, "sentence")) == sentences
    paragraph = "By bicycle. The hope of plums drove me on. Every hope has a price."
    assert found(SearchRule(wanted, "paragraph")) == [paragraph, "Height, and hope."]
    assert found(SearchRule(wanted, "turn")) == [f"{paragraph}\nIt rained.", "Height, and hope."]


def test_a_search_for_any_of_several_words_or_a_pattern_finds_each_place_once() -> None:
    assert found(SearchRule(Wanted("plums price", "any_word"), "sentence")) == [
        "The hope of plums drove me on.",
        "Every hope has a price.",
    ]
    assert found(SearchRule(Wanted(r"h\w+e", "pattern"))) == ["hope", "hope", "hope"]


def test_a_match_across_two_sentences_takes_both_and_later_ones_in_them_join() -> None:
    text = "One plum fell. Two plums fell. Rain came."
    pattern = SearchRule(Wanted(r"fell\. Two|plums", "pattern"), "sentence")
    assert found(pattern, source(text)) == ["One plum fell. Two plums fell."]


def test_a_label_belongs_to_no_sentence_but_names_a_turn() -> None:
    assert found(SearchRule(Wanted("P1:"), "sentence")) == []
    assert found(SearchRule(Wanted("P1:"), "turn"))[0].startswith("By bicycle.")


def test_a_wrong_expression_is_refused_in_words() -> None:
    with pytest.raises(PatternRefused, match="bracket"):
        Search(SearchRule(Wanted("(plum", "pattern")))


def test_every_turn_of_chosen_speakers_is_found_and_named_after_them() -> None:
    where = source()
    hits = Search(SpeakerRule(frozenset({"p1"}))).hits(where)
    assert {hit.name for hit in hits} == {"Plum picker"}
    assert [where.text[hit.start : hit.end].split()[0] for hit in hits] == ["By", "And", "Height,"]
    assert len(found(SpeakerRule(frozenset({"p1", "i"})))) == 6


def test_a_document_without_turns_is_all_its_owners() -> None:
    diary = source("  Plums again.\nAnd rain.\n", owner=PLUM)
    assert found(SpeakerRule(frozenset({"p1"})), diary) == ["Plums again.\nAnd rain."]


def test_what_stands_under_each_heading_goes_up_to_the_next() -> None:
    text = "Trees\nTall ones.\nOld ones.\nLadders\nEmpty\nRain\nWet."
    headings = [("Trees", "heading1"), ("Ladders", "heading2"), ("Empty", "heading2"), ("Rain", "heading1")]
    spans = tuple(FormatSpan(text.index(w), text.index(w) + len(w), style) for w, style in headings)  # type: ignore[arg-type]
    where = source(text, spans)
    hits = Search(HeadingRule()).hits(where)
    assert [(hit.name, text[hit.start : hit.end]) for hit in hits] == [
        ("Trees", "Tall ones.\nOld ones."),
        ("Rain", "Wet."),
    ]
    assert found(HeadingRule("rAi"), where) == ["Wet."]
    assert found(HeadingRule()) == []


def test_an_answer_goes_on_until_the_next_question_and_a_nod_does_not_end_it() -> None:
    answer = found(QuestionRule("how did you come to the orchard"))
    assert len(answer) == 1
    assert answer[0].startswith("By bicycle.")
    assert answer[0].endswith("And then I stayed.")


def test_a_question_is_found_in_other_words_only_where_that_is_wished() -> None:
    asked = "What did the old ladder mean to you?"
    assert found(QuestionRule(asked)) == ["Height, and hope."]
    assert found(QuestionRule(asked, also_similar=False)) == []
    assert found(QuestionRule("WHAT DID THE LADDER MEAN TO YOU", also_similar=False)) == ["Height, and hope."]
    assert found(QuestionRule("What was the weather like?")) == []


def test_the_questions_asked_in_most_documents_come_first() -> None:
    twice = source("I: What did the ladder mean?\nP1: Nothing.\nI: What did the ladder mean?\nP1: No.")
    assert questions_of([twice]) == [("What did the ladder mean?", 1)]
    same = source("I: how did you come to the orchard\nP1: So.\nI: How did you come -- to the orchard?\nP1: So.")
    assert questions_of([twice, source(), same])[0] == ("How did you come to the orchard?", 2)


def test_everybody_who_speaks_is_named_with_the_number_of_their_documents() -> None:
    assert voices_in([source(), source()]) == [(INTERVIEWER, 2), (PLUM, 2)]


@pytest.mark.parametrize(
    "rule",
    [
        SearchRule(Wanted("plum tree", "any_word", whole_words=True, ignores_accents=True), "turn"),
        SpeakerRule(frozenset({"p1", "i"})),
        HeadingRule("Rain"),
        QuestionRule("Why plums?", also_similar=False),
    ],
)
def test_a_rule_that_is_kept_comes_back(rule: Rule) -> None:
    assert rule_from(json.loads(json.dumps(rule_data(rule)))) == rule


@pytest.mark.parametrize(
    "data", [{}, {"way": "stars"}, {"way": "search", "extent": "chapter"}, {"way": "speakers"}, {"way": "question"}]
)
def test_kept_data_that_is_no_rule_is_none(data: dict[str, object]) -> None:
    assert rule_from(data) is None


@pytest.mark.parametrize(
    "rule", [SearchRule(Wanted("")), SearchRule(Wanted("  ")), SpeakerRule(frozenset()), QuestionRule(" ")]
)
def test_a_rule_that_says_nothing_yet_finds_nothing(rule: Rule) -> None:
    assert Search(rule).is_empty
    assert found(rule) == []


@given(
    st.lists(st.sampled_from(["I: ", "P1: ", "hope", " ", "\n", ". ", "?", "e\u0301", "🙂", "\u00a0", "plum"])),
    st.sampled_from(EXTENTS),
    st.sampled_from(["hope", "p", "plum hope"]),
)
def test_hits_are_in_order_apart_within_the_text_and_hold_what_was_sought(
    parts: list[str], extent: Extent, words: str
) -> None:
    where = source("".join(parts))
    end = 0
    for hit in Search(SearchRule(Wanted(words, "any_word"), extent)).hits(where):
        assert end <= hit.start < hit.end <= len(where.text)
        assert any(word in where.text[hit.start : hit.end].lower() for word in words.split()) or extent == "turn"
        end = hit.end
    end = 0
    for rule in (SpeakerRule(frozenset({"p1", "i"})), QuestionRule("hope")):
        end = 0
        for hit in Search(rule).hits(where):
            assert end <= hit.start < hit.end <= len(where.text)
            assert where.text[hit.start : hit.end] == where.text[hit.start : hit.end].strip()
            end = hit.end


@given(st.lists(st.sampled_from(["what", "did", "the", "old", "ladder", "mean", "to", "you"]), max_size=9))
def test_every_question_that_is_similar_enough_is_found(words: list[str]) -> None:
    wanted = "What did the ladder mean to you?"
    asked = " ".join(words).capitalize()
    where = source(f"I: Well. {asked}? Please, take your time and begin anywhere.\nP1: Nothing much.\nP1: No.\nI: Hm.")
    is_similar = likeness(question_words(asked), question_words(wanted)) >= LEAST_LIKENESS
    assert bool(found(QuestionRule(wanted), where)) == is_similar
