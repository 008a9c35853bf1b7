"""Text in Word's XML: whatever a transcript holds comes out again, and runs in its own direction."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from annotator.exporters.word_text import W, is_right_to_left, lines, needs_care, paragraphs, without_forbidden

_ANY_TEXT = st.text(st.characters()) | st.text("a<&>\"' \t\n\r\x00\x1f🙂é\u0301ا\ud800")


def _read(xml: str) -> list[str]:
    body = etree.fromstring(f'<w:body xmlns:w="{W}">{xml}</w:body>'.encode())
    return [
        "".join(
            "\t" if piece.tag == f"{{{W}}}tab" else piece.text or "" for piece in found.iter(f"{{{W}}}t", f"{{{W}}}tab")
        )
        for found in body
    ]


@given(_ANY_TEXT)
def test_any_text_comes_back_line_by_line_but_for_what_xml_forbids(text: str) -> None:
    assert _read(paragraphs("TableText", text)) == [without_forbidden(line) for line in lines(text)]


@given(_ANY_TEXT)
def test_text_that_needs_no_care_stands_in_xml_as_it_is(text: str) -> None:
    if not needs_care(text):
        assert etree.fromstring(f"<t>{text}</t>".encode()).text == (text or None)
        assert not is_right_to_left(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello", False),
        ("", False),
        ("3, انتظرت", True),
        ("«שלום» she said", True),
        ("She said שלום", False),
        ("123 …", False),
    ],
)
def test_direction_is_that_of_the_first_strong_character(text: str, expected: bool) -> None:
    assert is_right_to_left(text) == expected
