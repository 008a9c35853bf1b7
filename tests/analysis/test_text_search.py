"""Finding words in texts of any script, at the places where they are stored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis import patterns
from annotator.analysis.patterns import PatternRefused, PatternTooSlow
from annotator.analysis.text_search import Kind, Wanted, finder

KATAB = "\u0643\u064e\u062a\u064e\u0628\u064e"  # an Arabic verb with its vowel signs
KATAB_BARE = "\u0643\u062a\u0628"


def found(text: str, wanted: Wanted) -> list[str]:
    return [text[start:end] for start, end in finder(wanted).spans(text)]


@pytest.mark.parametrize(
    ("text", "wanted", "words"),
    [
        ("Hope, hopeless, HOPE", "hope", ["Hope", "hope", "HOPE"]),
        ("Die Straße und die STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("die Straße", "stras", ["Straß"]),
        ("İstanbul and istanbul", "istanbul", ["İstanbul", "istanbul"]),
        ("she ﬁnds the ﬁeld", "fi", ["ﬁ", "ﬁ"]),
        ("cafe\u0301 and café", "café", ["cafe\u0301", "café"]),
        ("cafe\u0301 and café", "cafe\u0301", ["cafe\u0301", "café"]),
        ("cafe\u0301 and café", "cafe", []),
        ("她说她不着急。", "不着急", ["不着急"]),
        ("한글 이야기", "이야", ["이야"]),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", "한글", ["\u1112\u1161\u11ab\u1100\u1173\u11af"]),
        ("I don’t – “never”", 'don\'t - "never"', ["don’t – “never”"]),
        ("ten\u00a0years", "ten years", ["ten\u00a0years"]),
        ("a 🧊 in April", "🧊 in", ["🧊 in"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("any text", "", []),
        ("any text", "   ", []),
    ],
)
def test_typed_text_is_found_anywhere_as_it_is_stored(text: str, wanted: str, words: list[str]) -> None:
    assert found(text, Wanted(wanted)) == words


@pytest.mark.parametrize(
    ("text", "wanted", "words"),
    [
        ("blå, bla, BLÄ and bl\u0061\u030a", "bla", ["blå", "bla", "BLÄ", "bla\u030a"]),
        ("blå, bla", "blå", ["blå", "bla"]),
        ("smørbrød in Łódź", "lodz", ["Łódź"]),
        ("smørbrød in Łódź", "smorbrod", ["smørbrød"]),
        (f"{KATAB} or {KATAB_BARE}", KATAB_BARE, [KATAB, KATAB_BARE]),
        (f"{KATAB} or {KATAB_BARE}", KATAB, [KATAB, KATAB_BARE]),
        (f"{KATAB_BARE[0]}\u0640\u0640{KATAB_BARE[1:]}", KATAB_BARE, [f"{KATAB_BARE[0]}\u0640\u0640{KATAB_BARE[1:]}"]),
        ("か and が", "か", ["か"]),
        ("\u0301stray", "stray", ["stray"]),
    ],
)
def test_accents_and_vowel_signs_are_left_aside_on_wish(text: str, wanted: str, words: list[str]) -> None:
    assert found(text, Wanted(wanted, ignores_accents=True)) == words


def test_case_counts_on_wish() -> None:
    assert found("Hope, hope", Wanted("Hope", ignores_case=False)) == ["Hope"]
    assert found("Straße", Wanted("strasse", ignores_case=False)) == []


@pytest.mark.parametrize(
    ("text", "wanted", "words"),
    [
        ("hope hopes unhope hope!", "hope", ["hope", "hope"]),
        ("the naïve nai", "nai", ["nai"]),
        ("ba a a", "a a", ["a a"]),
        ("她说她不着急", "着急", ["着急"]),
        ("don't, (don) don", "don", ["don", "don", "don"]),
        ("a_b b", "b", ["b"]),
    ],
)
def test_whole_words_have_no_letter_beside_them(text: str, wanted: str, words: list[str]) -> None:
    assert found(text, Wanted(wanted, whole_words=True)) == words


def test_any_word_finds_each_word_and_each_phrase_once() -> None:
    text = "Fear came first, then the long wait, then hope."
    assert found(text, Wanted('hope "the long wait" fear', "any_word")) == ["Fear", "the long wait", "hope"]
    assert found(text, Wanted("wait waiting the then", "any_word")) == ["then", "the", "wait", "then"]
    assert found("hopeless", Wanted("hope hopeless", "any_word")) == ["hopeless"], "the longer of two wins"


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (Wanted(r"\bw\w+", "pattern"), ["waited", "was"]),
        (Wanted(r"^P\d:", "pattern"), ["P1:", "P2:"]),
        (Wanted(r"x*", "pattern"), []),
        (Wanted("STRASSE", "pattern"), ["straße"]),
        (Wanted("STRASSE", "pattern", ignores_case=False), []),
        (Wanted("wa", "pattern", whole_words=True), []),
        (Wanted("wa|was", "pattern", whole_words=True), ["was"]),
        (Wanted("c[ae]fe", "pattern", ignores_accents=True), ["cafe\u0301"]),
        (Wanted("(?i)WAS", "pattern", ignores_case=False, whole_words=True), ["was"]),
    ],
)
def test_a_regular_expression_is_searched_for_line_by_line(wanted: Wanted, words: list[str]) -> None:
    assert found("P1: I waited by the straße.\nP2: It was a cafe\u0301.", wanted) == words


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("ab (c (d) e", "The bracket ( opened at the 4th character is not closed"),
        ("a[bc", "The bracket [ opened at the 2nd character is not closed"),
        (r"a\[(b", "The bracket ( opened at the 4th character is not closed"),
        ("hope)", "The bracket ) at the 5th character was never opened"),
        ("*hope", "The * at the 1st character has nothing before it that it could repeat"),
        ("hope\\", "The \\ at the end has nothing behind it"),
        ("[z-a]", "The range up to the 4th character runs backwards"),
        ("a{3,1}", "The numbers in braces after the 2nd character are in wrong order"),
        (r"\p{Nonsense}", "What \\p names up to the 12th character is no known kind of character"),
    ],
)
def test_what_is_wrong_with_an_expression_is_said_in_words(pattern: str, problem: str) -> None:
    with pytest.raises(PatternRefused) as refused:
        finder(Wanted(pattern, "pattern"))
    assert refused.value.problem == problem
    assert refused.value.sentence().startswith(f"{problem}. Nothing was searched.")


def test_an_expression_that_runs_away_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "LONGEST_SEARCH_S", 0.2)
    with pytest.raises(PatternTooSlow):
        list(finder(Wanted(r"(.*)(.*)(.*)(.*)(.*)(.*)\d", "pattern")).spans("no number " * 300))


def test_only_a_part_of_a_text_is_searched_if_asked() -> None:
    text = "hope ß hope ß hope"
    assert list(finder(Wanted("hope")).spans(text, 3)) == [(7, 11), (14, 18)]
    assert list(finder(Wanted("hope")).spans(text, 7, 11)) == [(7, 11)]
    assert list(finder(Wanted("hope")).spans(text, 8, 14)) == []


LETTERS = st.text("aAåÅßﬁİiıeE\u0301\u0308 كَتب不🧊’'-–\n", max_size=30)


@given(text=LETTERS, other=LETTERS, ignores_case=st.booleans(), ignores_accents=st.booleans())
def test_words_of_a_text_are_found_where_they_stand(
    text: str, other: str, ignores_case: bool, ignores_accents: bool
) -> None:
    word = "Größe"
    whole = f"{text}\n{word}\n{other}"
    spans = list(finder(Wanted(word, "words", False, ignores_case, ignores_accents)).spans(whole))
    assert (len(text) + 1, len(text) + 1 + len(word)) in spans


@given(
    text=LETTERS,
    wanted=st.text("aAåßiIe\u0301 كت", min_size=1, max_size=3),
    kind=st.sampled_from(["words", "any_word"]),
)
def test_places_are_in_order_not_empty_and_inside_the_text(text: str, wanted: str, kind: Kind) -> None:
    for accents in (False, True):
        spans = list(finder(Wanted(wanted, kind, ignores_accents=accents)).spans(text))
        places = [place for span in spans for place in span]
        assert places == sorted(places)
        assert all(0 <= start < end <= len(text) for start, end in spans)
