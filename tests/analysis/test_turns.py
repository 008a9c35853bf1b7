"""Finding the turns of transcripts in all the styles that researchers use."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.turns import find_turns
from annotator.project.stored_text import FormatSpan
from tests.counting import calls_of


def said(text: str, formats: tuple[FormatSpan, ...] = ()) -> list[tuple[str, str]]:
    return [(turn.label, text[turn.body_start : turn.end].strip()) for turn in find_turns(text, formats)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I: Why?\nP1: Because.", [("I", "Why?"), ("P1", "Because.")]),
        ("INTERVIEWER: Why?\n\nResearcher 1: So?", [("INTERVIEWER", "Why?"), ("Researcher 1", "So?")]),
        ("S01: [00:00:12] Yes.\nS02: [0:14] No.", [("S01", "Yes."), ("S02", "No.")]),
        ("Ana (00:12): Yes.\nBo (00:14): No.\nAna (00:20): Hm.", [("Ana", "Yes."), ("Bo", "No."), ("Ana", "Hm.")]),
        ("[id1] Yes.\n[laughs] Well.\n[id2] No.", [("id1", "Yes.\n[laughs] Well."), ("id2", "No.")]),
        ("[00:00:03] SPEAKER 1: Hi.\n[00:00:09] SPEAKER 2: Hey.", [("SPEAKER 1", "Hi."), ("SPEAKER 2", "Hey.")]),
        ("  1  INT: Why?\n  2  RESP: One\n  3  two", [("INT", "Why?"), ("RESP", "One\n  3  two")]),
        ("01  A:   so\n02  B:  yes\n03  A:   o[k\n04  B: (.)", [("A", "so"), ("B", "yes"), ("A", "o[k"), ("B", "(.)")]),
        ("访谈者：为什么？\n受访者01：因为冷。", [("访谈者", "为什么？"), ("受访者01", "因为冷。")]),
        ("الباحث: لماذا؟\nالمشارك ١: لأنه بعيد.", [("الباحث", "لماذا؟"), ("المشارك ١", "لأنه بعيد.")]),
        (
            "**Moderator:** Hi.\n\n**P1 (F, 34):** Hey.\n\n- **P3:** Me.",
            [("Moderator", "Hi."), ("P1", "Hey."), ("P3", "Me.")],
        ),
        ("**Mod**: Hi.\n**P1**: Hey.", [("Mod", "Hi."), ("P1", "Hey.")]),
        ("Enquêteur : Pourquoi ?\nP2\u00a0: Voilà.", [("Enquêteur", "Pourquoi ?"), ("P2", "Voilà.")]),
        ("#00:00:02-5# I: Wie?\n#00:00:04-0# B2: So.", [("I", "Wie?"), ("B2", "So.")]),
        (
            "Ana Ek   0:03\nHello.\n\nBo Li   0:07\nHi.\n\nAna Ek   0:09\nSo.",
            [("Ana Ek", "Hello."), ("Bo Li", "Hi."), ("Ana Ek", "So.")],
        ),
        ("I\tWhy?\nP1\tBecause.", [("I", "Why?"), ("P1", "Because.")]),
        (
            "Dr. Moe: a\nB. Lie: b\nDr. Moe: c\nB. Lie: d",
            [("Dr. Moe", "a"), ("B. Lie", "b"), ("Dr. Moe", "c"), ("B. Lie", "d")],
        ),
        ("Int.: Wie?\nBefr. 2: So.\nBefr. 2: Ja.", [("Int", "Wie?"), ("Befr. 2", "So."), ("Befr. 2", "Ja.")]),
        ("P1:\nAlone on its line.\nI:\nYes?", [("P1", "Alone on its line."), ("I", "Yes?")]),
    ],
)
def test_style_of_label_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Date: 3 May\nDuration: 45 min\nDate: 4 May\nPlace: Oslo",
        "She told me one thing: go home.\nConclusion: we stayed.",
        "Viktigst: at noen ringte.\nDet var alt.",
        "We met at 10:30 and left.\n10:30: late\nhttp://a.example\nhttp://b.example",
        "and then she said: no\nand then she said: yes",
        "[Laughter]\n[Laughter]\n[Laughter] so",
        "",
        "\n\n",
    ],
)
def test_what_only_looks_like_a_label_opens_no_turn(text: str) -> None:
    assert find_turns(text) == ()


def test_header_lines_before_the_talk_are_no_turns() -> None:
    text = "Interview 4\nDate: 3 May\nInterviewer: MB\nParticipant: P07\n\nI: Hello?\nP07: Hi.\nI: So?\nP07: Yes."
    assert [label for label, _ in said(text)] == ["I", "P07", "I", "P07"]


def test_bold_names_on_lines_of_their_own_open_turns() -> None:
    text = "Kari\nI was late.\n\nBo Lien\nMe too.\nvery\n\nKari\nSo there."
    names = [(0, 4), (text.index("Bo"), text.index("Bo") + 7), (text.rindex("Kari"), text.rindex("Kari") + 4)]
    formats = tuple(FormatSpan(start, end, "bold") for start, end in names)
    assert said(text) == []
    assert said(text, formats) == [("Kari", "I was late."), ("Bo Lien", "Me too.\nvery"), ("Kari", "So there.")]


def test_bold_label_said_once_counts_beside_others_like_it() -> None:
    text = "Kari: a\nKari: b\nLiv: c"
    formats = tuple(FormatSpan(start, start + 4, "bold") for start in (0, 8, 16))
    assert [label for label, _ in said(text, formats)] == ["Kari", "Kari", "Liv"]
    assert [label for label, _ in said(text)] == ["Kari", "Kari"]


_LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["I: why", "P1: so", "  P1 :x", "[id3] a", "**A:** b", "A: c", "", "  ", "2  I: d", "I:", "word: e"]
        ),
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=30),
    ),
    max_size=12,
)


@given(_LINES, st.booleans())
def test_turns_follow_each_other_and_hold_every_word_after_the_first_label(lines: list[str], is_bold: bool) -> None:
    text = "\n".join(lines)
    turns = find_turns(text, [FormatSpan(0, len(text), "bold")] if is_bold and text else [])
    for turn in turns:
        assert text[turn.label_start : turn.label_end] == turn.label
        assert turn.start <= turn.label_start < turn.label_end <= turn.body_start
        assert turn.label_end <= turn.end <= len(text)
    for before, after in pairwise(turns):
        assert before.end <= after.start
        assert not text[before.end : after.start].strip()
    assert not turns or not text[turns[-1].end :].strip()


def test_a_long_text_costs_by_its_length_and_no_more() -> None:
    turns = "I: And how was that for you, then?\nP1: " + "It took a long time before I dared to sleep. " * 7 + "\n\n"
    assert len(find_turns(turns * 2_900)) == 5_800
    short, long = (calls_of(partial(find_turns, turns * many)).total() for many in (200, 2_000))
    assert long < 10.5 * short
