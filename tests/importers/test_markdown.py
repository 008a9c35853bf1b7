"""Markdown stays as typed, with spans on what its marks mean."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.importers import markdown


def looks(text: str) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.style) for span in markdown.formats_of(text)]


def test_text_keeps_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "group.md"
    path.write_bytes("\ufeff# Group\r\n\r\n**Mod:** *why* not?\r\n".encode())
    document = markdown.read(path)
    assert document.text == "# Group\n\n**Mod:** *why* not?\n"
    assert (document.source_format, document.encoding) == ("md", "utf-8")
    assert [span.style for span in document.formats] == ["heading1", "bold", "italic"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("### Third\n#no", [("### Third", "heading3")]),
        ("- **P3:** me", [("- **P3:** me", "list"), ("**P3:**", "bold")]),
        ("12) twelve\n1.5 no", [("12) twelve", "list")]),
        ("***both***", [("***both***", "italic"), ("**both**", "bold")]),
        ("__a__ _b_ snake_case_name", [("__a__", "bold"), ("_b_", "italic")]),
        ("**open and *closed* here", [("*closed*", "italic")]),
        (r"\*no\* 2 * 3 * 4 `*code*`", []),
        ("```\n# code\n```\n# real", [("# real", "heading1")]),
        ("* * *\n---", []),
    ],
)
def test_marks_become_spans(text: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(looks(text)) == sorted(expected)


@given(st.text("ab *_`#-\\\n1.", max_size=200))
def test_spans_lie_inside_one_line(text: str) -> None:
    for span in markdown.formats_of(text):
        assert 0 <= span.start < span.end <= len(text)
        assert "\n" not in text[span.start : span.end]


def test_hostile_marks_take_linear_time() -> None:
    assert markdown.formats_of("**a " * 50_000) == ()
    assert len(markdown.formats_of("*a* " * 50_000)) == 50_000
