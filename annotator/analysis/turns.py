"""Who speaks where: the turns of a transcript, found by the labels that its lines begin with.

A line opens a turn if it begins with a label in one of the styles below, and if the label is a clear one ("P1",
"Interviewer") or comes again. What the speakers are is the business of `speakers`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from annotator.analysis.speaker_words import is_clear_label, is_name_like, is_never_label, role_of, speaker_key
from annotator.project.stored_text import FormatSpan

_Style = Literal["colon", "timed", "bold", "bracket", "line", "tab"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: `text[start:end]`, from its label's line to the last word before the next turn, in code points.

    `label` is `text[label_start:label_end]`, without time, brackets, stars and colon. What is said is
    `text[body_start:end]`.
    """

    start: int
    end: int
    label: str
    label_start: int
    label_end: int
    body_start: int


class Opening(NamedTuple):
    """What decides whether a line opens a turn: its label, how this is set apart, if it reads like a header."""

    label: str
    style: str
    is_header: bool


class Candidate(NamedTuple):
    """A line that may open a turn, by itself. `style` tells how its label is set apart: labels of one kind share it."""

    line_start: int
    label: str
    label_start: int
    body_start: int
    key: str
    body: str
    style: _Style

    @property
    def is_header(self) -> bool:
        """Whether it reads like "Participant: P07" rather than like something said."""
        is_word = len(self.key.rstrip("0123456789 ")) > 2 and role_of(self.label) is not None
        return is_word and len(self.body.split()) <= 4 and not self.body.endswith(_SENTENCE_END)


_SPACE = "[ \t\u00a0\u202f\u3000\u200e\u200f\u202a-\u202e\u2066-\u2069]"
_CLOCK = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,:-]\d{1,3})?"
_TIME = rf"(?:\[{_CLOCK}\]|\({_CLOCK}\)|<{_CLOCK}>|\#{_CLOCK}\#|{_CLOCK})"
_STARS = r"(?:\*{1,3}|_{1,3})?"
# A line number or list mark, and a time stamp, may stand before every label.
_LEAD = (
    rf"{_SPACE}*(?:>{_SPACE}*)?(?:\d{{1,6}}[.)]?{_SPACE}+)?(?:[-*+•–]{_SPACE}+)?"
    rf"{_STARS}(?P<time>{_TIME}{_SPACE}*[-–|]?{_SPACE}*)?{_STARS}"
)
_LABEL = r"(?P<label>[^\W\d_](?:[^\n:：﹕\[\](){}<>\t*?!;,،，。\"“”«»|]{0,38}[^\s:：﹕\[\](){}<>*_?!;,،，。\"“”«»|.])?)"
_NOTE = rf"(?:{_SPACE}*(?P<note>\([^()\n]{{0,40}}\)|\[[^\[\]\n]{{0,40}}\]|{_CLOCK}))?"
_AFTER = rf"{_SPACE}*(?:{_TIME}{_SPACE}*[-–]?{_SPACE}*)?"

_COLON = re.compile(rf"{_LEAD}{_LABEL}\.?{_STARS}{_NOTE}{_STARS}{_SPACE}*[:：﹕]{_STARS}(?!//|\d){_AFTER}")
_BRACKET = re.compile(rf"{_LEAD}\[(?P<label>[^\W\d_][^\[\]\n:]{{0,30}})\]{_STARS}{_SPACE}*:?{_AFTER}")
_NAME_LINE = re.compile(
    rf"{_LEAD}{_LABEL}{_STARS}(?P<note>{_SPACE}+{_TIME}|{_SPACE}*[\[(]{_CLOCK}[\])])?{_STARS}{_SPACE}*$"
)
_TAB = re.compile(rf"{_LEAD}{_LABEL}{_STARS}{_SPACE}*\t{_SPACE}*(?=\S)")
_HAS_COLON = re.compile("[:：﹕]")
_LONGEST_LABEL_CHARS = 160
_LINES_A_STEP = 100
_SENTENCE_END = tuple(".!?…。！？؟")


def find_turns(text: str, formats: Iterable[FormatSpan] = ()) -> tuple[Turn, ...]:
    """The turns in order; empty if nobody is labelled. 1 MB takes some 25 ms.

    What stands before the first label belongs to no turn; after it, every word belongs to exactly one.
    """
    search = find_turns_in_steps(text, formats)
    while True:
        try:
            next(search)
        except StopIteration as ended:
            found: tuple[Turn, ...] = ended.value
            return found


def find_turns_in_steps(text: str, formats: Iterable[FormatSpan] = ()) -> Generator[None, None, tuple[Turn, ...]]:
    """As `find_turns`, which it gives back at its end, for who has other things to do: each step takes about 1 ms."""
    bold_ends = bold_lines(text, formats)
    candidates: list[Candidate] = []
    start = 0
    for number, line in enumerate(text.split("\n")):
        found = candidate_of_line(line, start, bold_ends.get(start, 0))
        if found is not None:
            candidates.append(found)
        start += len(line) + 1
        if number % _LINES_A_STEP == 0:
            yield
    yield
    opening = _without_header(_accepted(candidates))
    return tuple(_turns(text, opening))


def openings_of_line(line: str) -> tuple[Opening | None, ...]:
    """How a line would open a turn if its like came again, in plain letters and in bold; None where it would not."""
    found = (candidate_of_line(line, 0, 0), candidate_of_line(line, 0, len(line)))
    return tuple(Opening(one.label, one.style, one.is_header) if one is not None else None for one in found)


def candidate_of_line(line: str, start: int, bold_end: int) -> Candidate | None:
    """The label at the line's beginning, if there is one; `bold_end` is where bold from the beginning ends."""
    if not line or line.isspace():
        return None
    head = line[:_LONGEST_LABEL_CHARS]
    # The patterns cost ten times as much as to look first for the character without which they cannot match.
    has_colon = _HAS_COLON.search(head)
    match = _COLON.match(head) if has_colon else None
    if match:
        is_bold = bold_end >= start + match.end("label") or "**" in match.group()
        is_timed = match["time"] or (match["note"] and ":" in match["note"])
        return _made(match, line, start, "timed" if is_timed else "bold" if is_bold else "colon")
    if "[" in head and (match := _BRACKET.match(head)):
        return _made(match, line, start, "bracket")
    # A name alone on its line has a time beside it, or is in bold.
    if len(line) <= len(head) and (bold_end or has_colon) and (match := _NAME_LINE.match(head)):
        if match["time"] or match["note"]:
            return _made(match, line, start, "line")
        if bold_end >= start + len(line.rstrip()):
            return _made(match, line, start, "bold")
    match = _TAB.match(head) if "\t" in head else None
    return _made(match, line, start, "tab") if match else None


def _made(match: re.Match[str], line: str, start: int, style: _Style) -> Candidate:
    label = match["label"]
    key = speaker_key(label)
    body = line[match.end() :].strip()
    return Candidate(start, label, start + match.start("label"), start + match.end(), key, body, style)


def bold_lines(text: str, formats: Iterable[FormatSpan]) -> dict[int, int]:
    """For each line that begins bold: its start and where the bold ends. White space between bold spans is bold."""
    ends: dict[int, int] = {}
    line_start = end = -1
    for span in formats:
        if span.style != "bold":
            continue
        if line_start >= 0 and not text[end : span.start].strip(" \t") and end <= span.start:
            end = span.end
        else:
            line_start, end = text.rfind("\n", 0, span.start + 1) + 1, span.end
            if text[line_start : span.start].strip(" \t-•*"):
                line_start = -1
        if line_start >= 0:
            ends[line_start] = end
    return ends


def _accepted(candidates: list[Candidate]) -> list[Candidate]:
    """Those whose label is clear or comes again, and those set apart in the same striking way as these."""
    counts = Counter(found.key for found in candidates)
    sure = {(found.key, found.style) for found in candidates if is_sure(found, counts[found.key])}
    keys = {key for key, _ in sure}
    striking = {style for _, style in sure} & {"timed", "bold", "line"}
    return [
        found for found in candidates if found.key in keys or (found.style in striking and is_name_like(found.label))
    ]


def is_sure(found: Candidate, count: int) -> bool:
    """Whether a line opens a turn, where so many have its label; more of them never make it less sure."""
    if found.style == "bracket":
        has_digit = any(character.isdigit() for character in found.label)
        return is_clear_label(found.label) or (count >= (2 if has_digit else 3) and not is_never_label(found.label))
    return is_clear_label(found.label) or (count >= (3 if found.style == "tab" else 2) and is_name_like(found.label))


def _without_header(opening: list[Candidate]) -> list[Candidate]:
    """Without the lines at the top that only say who took part ("Interviewer: MB", once, before all turns)."""
    counts = Counter(found.key for found in opening)
    first = next((index for index, found in enumerate(opening) if counts[found.key] > 1), 0)
    return [found for index, found in enumerate(opening) if index >= first or not found.is_header]


def _turns(text: str, opening: list[Candidate]) -> Iterator[Turn]:
    for index, found in enumerate(opening):
        is_last = index + 1 == len(opening)
        yield made_turn(text, found, len(text) if is_last else opening[index + 1].line_start)


def made_turn(text: str, opening: Candidate, following: int) -> Turn:
    """The turn that a line opens, where the next one, or the end of the text, is at `following`."""
    end, label_end = _last_word_end(text, opening.body_start, following), opening.label_start + len(opening.label)
    return Turn(
        opening.line_start, max(end, label_end), opening.label, opening.label_start, label_end, opening.body_start
    )


def _last_word_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
