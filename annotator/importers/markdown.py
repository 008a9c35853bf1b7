"""Markdown files (.md): the text as it is typed, marks included, with formatting spans over what the marks mean.

A quotation stays verbatim, so no mark is taken out: `**P1:**` is stored with its stars and shown in bold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

from annotator.importers import plain_text
from annotator.importers.model import ImportedDocument
from annotator.project.stored_text import FormatSpan, FormatStyle

_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_LIST_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_MARK = re.compile(r"\\.|`+|\*+|_+")


def read(path: Path, encoding: str | None = None) -> ImportedDocument:
    """The file's text with its headings, lists, bold and italic as spans. Raises ImportFailed."""
    document = plain_text.read(path, encoding)
    return replace(document, source_format="md", formats=formats_of(document.text))


def formats_of(text: str) -> tuple[FormatSpan, ...]:
    """The spans of the marked passages, marks included, sorted by (start, end)."""
    spans: list[FormatSpan] = []
    start = 0
    is_in_fence = False
    for line in text.split("\n"):
        if _FENCE.match(line):
            is_in_fence = not is_in_fence
        elif line and not is_in_fence:
            spans += (FormatSpan(start + a, start + b, style) for a, b, style in _line_formats(line))
        start += len(line) + 1
    return tuple(sorted(spans, key=lambda span: (span.start, span.end, span.style)))


def _line_formats(line: str) -> Iterator[tuple[int, int, FormatStyle]]:
    if _RULE.match(line):
        return
    text_start = 0
    if heading := _HEADING.match(line):
        yield 0, len(line), cast(FormatStyle, f"heading{len(heading.group(1))}")
        text_start = heading.end()
    elif item := _LIST_ITEM.match(line):
        yield 0, len(line), "list"
        text_start = item.end()
    if "*" in line or "_" in line:
        yield from _emphasis(line, text_start)


def _emphasis(line: str, position: int) -> Iterator[tuple[int, int, FormatStyle]]:
    """Pairs of star or underscore runs, in one pass however hostile the line."""
    open_runs: dict[str, list[tuple[int, int]]] = {"*": [], "_": []}  # per mark: (end of the run, how many are left)
    unclosed_code: set[str] = set()
    while mark := _MARK.search(line, position):
        run, position = mark.group(), mark.end()
        if run[0] == "`":
            position = _after_code(line, run, position, unclosed_code)
        elif run[0] != "\\":
            left = len(run)
            if _closes(line, mark.start(), position):
                for span in _close(open_runs[run[0]], mark.start(), left):
                    left -= 2 if span[2] == "bold" else 1
                    yield span
            if left and _opens(line, mark.start(), position):
                open_runs[run[0]].append((position, left))


def _close(runs: list[tuple[int, int]], start: int, left: int) -> Iterator[tuple[int, int, FormatStyle]]:
    end = start
    while left and runs:
        opened_end, opened = runs.pop()
        used = 2 if min(opened, left) >= 2 else 1
        left -= used
        end += used
        # The inner stars pair first, so each pair reaches one run further out than the pair before.
        yield opened_end - used, end, "bold" if used == 2 else "italic"
        if opened > used:
            runs.append((opened_end - used, opened - used))


def _after_code(line: str, run: str, position: int, unclosed: set[str]) -> int:
    """Where the inline code that `run` opens is over; right after the run if nothing closes it."""
    closing = -1 if run in unclosed else line.find(run, position)
    if closing < 0:
        unclosed.add(run)
        return position
    return closing + len(run)


def _opens(line: str, start: int, end: int) -> bool:
    if end == len(line) or line[end].isspace():
        return False
    return line[start] == "*" or start == 0 or not line[start - 1].isalnum()


def _closes(line: str, start: int, end: int) -> bool:
    if start == 0 or line[start - 1].isspace():
        return False
    return line[start] == "*" or end == len(line) or not line[end].isalnum()
