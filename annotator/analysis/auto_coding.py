"""Coding by rule: which passages a rule finds in which documents. Nothing is coded here.

A rule is a search, chosen speakers, headings, or a question of the interviewer. Positions are code points of the
stored text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, Literal

from annotator.analysis.interview_questions import answers, question_words, questions_asked
from annotator.analysis.speaker_words import speaker_key
from annotator.analysis.text_search import Finder, Wanted, finder
from annotator.analysis.text_units import TextUnits, Unit
from annotator.project.ids import Id
from annotator.project.stored_text import FormatSpan

Extent = Literal["passage", "sentence", "paragraph", "turn"]
EXTENTS: tuple[Extent, ...] = ("passage", "sentence", "paragraph", "turn")
Span = tuple[int, int]
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class SearchRule:
    """Where something is said, and how much around it is coded."""

    wanted: Wanted
    extent: Extent = "passage"


@dataclass(frozen=True, slots=True)
class SpeakerRule:
    """All turns of these people: keys of `Voice`."""

    voice_keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class HeadingRule:
    """What stands under each heading that holds these words, up to the next heading; all headings without any."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class QuestionRule:
    """What is answered to a question of the interviewer."""

    question: str
    also_similar: bool = True


Rule = SearchRule | SpeakerRule | HeadingRule | QuestionRule


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks under a label: a participant, the same in all documents, or else whoever has this label."""

    key: str
    name: str
    is_interviewer: bool = False


@dataclass(frozen=True)
class Source:
    """One document as rules read it: `voices` by `speaker_key`, `owner` is whose the whole document is, if known."""

    document_id: Id
    name: str
    text: str
    formats: tuple[FormatSpan, ...] = ()
    voices: Mapping[str, Voice] = field(default_factory=dict)
    owner: Voice | None = None

    @cached_property
    def units(self) -> TextUnits:
        """Its sentences, paragraphs and turns; turns are found when they are first asked for."""
        return TextUnits(self.text, self.formats)

    @property
    def interviewers(self) -> frozenset[str]:
        """The keys of the labels under which an interviewer speaks."""
        return frozenset(key for key, voice in self.voices.items() if voice.is_interviewer)


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage that a rule found. `name` is what a code of its own would be called; empty for a search."""

    document_id: Id
    start: int
    end: int
    name: str = ""


class Search:
    """A rule that is ready to be asked of many documents."""

    def __init__(self, rule: Rule) -> None:
        """Raises PatternRefused where a regular expression is wrong."""
        self.rule = rule
        self._finder: Finder | None = finder(rule.wanted) if isinstance(rule, SearchRule) else None

    @property
    def is_empty(self) -> bool:
        """Whether the rule says nothing yet, so that nothing is found."""
        match self.rule:
            case SpeakerRule(keys):
                return not keys
            case QuestionRule(question):
                return not question.strip()
            case HeadingRule():
                return False
        return self._finder is None or self._finder.is_empty

    def hits(self, source: Source) -> list[Hit]:
        """The passages in one document, in order; none is empty or overlaps another. Raises PatternTooSlow."""
        if self.is_empty:
            return []
        return [Hit(source.document_id, start, end, name) for start, end, name in _apart(self._found(source))]

    def _found(self, source: Source) -> Iterator[tuple[int, int, str]]:
        match self.rule:
            case SearchRule(extent=extent):
                return _of_search(source, self._finder, extent)
            case SpeakerRule(keys):
                return _of_speakers(source, keys)
            case HeadingRule(words):
                return _under_headings(source, words)
            case QuestionRule(question, also_similar):
                found = answers(source.text, source.units, source.interviewers, question, also_similar=also_similar)
                return ((answer.start, answer.end, _one_line(question)) for answer in found)


def questions_of(sources: Iterable[Source]) -> list[tuple[str, int]]:
    """The questions that interviewers ask, with the number of documents they are asked in; the most frequent first."""
    asked: dict[str, set[Id]] = {}
    words: dict[str, str] = {}
    for source in sources:
        for question in questions_asked(source.text, source.units, source.interviewers):
            key = " ".join(question_words(question))
            words.setdefault(key, question)
            asked.setdefault(key, set()).add(source.document_id)
    ranked = sorted(asked, key=lambda key: -len(asked[key]))
    return [(words[key], len(asked[key])) for key in ranked if key]


def voices_in(sources: Iterable[Source]) -> list[tuple[Voice, int]]:
    """Everybody who speaks or whose a document is, with the number of documents, in order of appearance."""
    found: dict[str, Voice] = {}
    where: dict[str, set[Id]] = {}
    for source in sources:
        for voice in (*source.voices.values(), *([source.owner] if source.owner else [])):
            found.setdefault(voice.key, voice)
            where.setdefault(voice.key, set()).add(source.document_id)
    return [(voice, len(where[key])) for key, voice in found.items()]


def rule_data(rule: Rule) -> dict[str, Any]:
    """A rule as plain data, to be kept."""
    data = asdict(rule)
    if isinstance(rule, SpeakerRule):
        data["voice_keys"] = sorted(rule.voice_keys)
    return {"way": _WAYS[type(rule)], **data}


def rule_from(data: Mapping[str, Any]) -> Rule | None:
    """The rule that was kept; None where the data is none of ours."""
    try:
        given = {key: value for key, value in data.items() if key != "way"}
        match data.get("way"):
            case "search" if given.get("extent") in EXTENTS:
                return SearchRule(Wanted(**given["wanted"]), given["extent"])
            case "speakers":
                return SpeakerRule(frozenset(str(key) for key in given["voice_keys"]))
            case "headings":
                return HeadingRule(str(given["words"]))
            case "question":
                return QuestionRule(str(given["question"]), bool(given["also_similar"]))
    except (KeyError, TypeError, AttributeError):
        pass
    return None


_WAYS: dict[type, str] = {
    SearchRule: "search",
    SpeakerRule: "speakers",
    HeadingRule: "headings",
    QuestionRule: "question",
}


def _of_search(source: Source, found_by: Finder | None, extent: Extent) -> Iterator[tuple[int, int, str]]:
    for start, end in found_by.spans(source.text) if found_by is not None else ():
        if extent == "passage":
            yield start, end, ""
            continue
        words = _trimmed(source.text, start, end)
        span = _around(source.units, extent, *words) if words[0] < words[1] else None
        if span is not None:
            yield (*span, "")


def _around(units: TextUnits, extent: Unit, start: int, end: int) -> Span | None:
    """All of the sentences, paragraphs or turns that a place touches; None in a label, which belongs to none."""
    first, last = units.at(extent, start), units.at(extent, end - 1)
    is_in_label = extent != "turn" and (first[0] >= end or last[1] <= start)
    return None if is_in_label else (first[0], last[1])


def _of_speakers(source: Source, keys: Collection[str]) -> Iterator[tuple[int, int, str]]:
    """Every turn of these people; of a document without turns that is theirs, all its words."""
    for turn in source.units.spoken:
        voice = source.voices.get(speaker_key(turn.label))
        if voice is not None and voice.key in keys:
            yield (*_trimmed(source.text, turn.body_start, turn.end), voice.name)
    if source.owner is not None and source.owner.key in keys and not source.units.spoken:
        yield (*_trimmed(source.text, 0, len(source.text)), source.owner.name)


def _under_headings(source: Source, words: str) -> Iterator[tuple[int, int, str]]:
    headings = sorted((span for span in source.formats if span.style.startswith("heading")), key=lambda s: s.start)
    ends = [*(span.start for span in headings[1:]), len(source.text)][: len(headings)]
    wanted = words.casefold().split()
    for heading, until in zip(headings, ends, strict=True):
        name = _one_line(source.text[heading.start : heading.end])
        if name and all(word in name.casefold() for word in wanted):
            yield (*_trimmed(source.text, heading.end, until), name)


def _apart(found: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Spans in order of which none is empty; those that overlap become one."""
    open_span: tuple[int, int, str] | None = None
    for start, end, name in found:
        if start >= end:
            continue
        if open_span is not None and start < open_span[1]:
            open_span = (open_span[0], max(end, open_span[1]), open_span[2])
            continue
        if open_span is not None:
            yield open_span
        open_span = (start, end, name)
    if open_span is not None:
        yield open_span


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _one_line(words: str) -> str:
    return _SPACE.sub(" ", words).strip()
