"""Where a comment in a returned pack stands in the transcripts as they are now.

A comment is only ever put on the very words that it was written on. Where these cannot be found for certain, the
nearest place is offered, and a person decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Literal

from annotator.analysis.pack_marks import LineMark, digest_of
from annotator.analysis.quotations import find_quotation
from annotator.importers.extract_pack import Comment, ReturnedLine, ReturnedPack, extract_above
from annotator.project.document_texts import DocumentTexts
from annotator.project.documents import Document
from annotator.project.ids import Id
from annotator.project.project import Project
from annotator.project.text_edits import Edit, TextEdits
from annotator.project.word_diff import changed_part, refined

# From the surest to the least sure.
Found = Literal["words", "moved", "around", "nearest", "nowhere"]
_SURENESS: Sequence[Found] = ("words", "moved", "around", "nearest", "nowhere")
# Fewer are too easily somewhere else by chance.
_LEAST_TELLING_CHARS = 12
# What stands before the words of a paragraph in a pack.
_NUMBER = re.compile(r"^\d+\t")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spot:
    """A passage of a document as it is now, in code points."""

    document_id: Id
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a comment stands. `words` are those that it was written on, as the file has them.

    `found` is "words" for just these words where they were, "moved" for the same words that are found elsewhere since
    a correction, "around" where the comment stands on no words and so means the paragraph or the extract, "nearest"
    where the words are others now and `spots` is only an offer, and "nowhere".
    """

    found: Found
    spots: tuple[Spot, ...]
    words: str


class CommentPlaces:
    """Finds the places of one pack's comments in one project. What had to be read for it is kept."""

    def __init__(self, project: Project, pack: ReturnedPack) -> None:
        self._project = project
        self._pack = pack
        self._documents: dict[Id, Document] = {document.id: document for document in project.documents.all()}
        self._order_of = {document_id: place for place, document_id in enumerate(self._documents)}
        self._now: dict[Id, str] = {}
        self._edits: dict[tuple[Id, Id], TextEdits] = {}

    def of(self, comment: Comment) -> Placement:
        """Where a comment stands."""
        words = self._pack.text[comment.start : comment.end].strip()
        near = self._near(comment.start, comment.end)
        touched = [line for line in near if _shares(line, comment.start, comment.end, self._pack.text)]
        if touched and words:
            return self._joined([self._within(line, comment) for line in touched], words)
        around = self._around(comment)
        found = [self._placed(line, 0, line.end - line.start, "around") for line in around]
        return self._joined(found, words) if found else Placement("nowhere", (), words)

    def mark_of(self, comment: Comment) -> LineMark | None:
        """The paragraph on which a comment begins, whatever has become of its words."""
        last = max(comment.start, comment.end - 1)
        near = self._near(comment.start + 1, last)
        return next((line.mark for line in near if line.end > comment.start), None)

    # ---- the paragraphs in the file

    @cached_property
    def _lines(self) -> list[ReturnedLine]:
        """The paragraphs with a bookmark, and those that lost it but still say their words, by place."""
        known = {line.mark for line in self._pack.lines}
        lost = [mark for mark in self._pack.listed if mark not in known]
        lines = [*self._pack.lines, *(self._found_again(lost) if lost else ())]
        return sorted(lines, key=lambda line: (line.start, line.end))

    @cached_property
    def _ends(self) -> list[int]:
        """Up to where the paragraphs reach, each with all before it."""
        return list(accumulate((line.end for line in self._lines), max))

    def _near(self, start: int, end: int) -> list[ReturnedLine]:
        """The paragraphs that meet a span, and few others."""
        first = bisect_left(self._ends, start)
        return self._lines[first : bisect_right(self._lines, end, key=lambda line: line.start)]

    def _found_again(self, marks: Iterable[LineMark]) -> Iterator[ReturnedLine]:
        """Paragraphs whose bookmark is gone, each where its words are a whole paragraph of the file just once."""
        said: dict[str, list[Span]] = {}
        taken = {line.start for line in self._pack.lines}
        at = 0
        for line in self._pack.text.split("\n"):
            words = _NUMBER.sub("", line).strip()
            start = at + line.find(words)
            if words and start not in taken:
                said.setdefault(words, []).append((start, start + len(words)))
            at += len(line) + 1
        for mark in marks:
            places = said.get(self._words_then(mark) or "", [])
            if len(places) == 1:
                yield ReturnedLine(mark, *places[0], extract_above(self._pack.headings, places[0][0]))

    def _around(self, comment: Comment) -> list[ReturnedLine]:
        """The paragraph in which a comment without words stands; or else the extract, where it is beside it."""
        near = self._near(comment.start, comment.end)
        inside = [line for line in near if line.start <= comment.start <= comment.end <= line.end]
        if inside:
            return inside[:1]
        above = extract_above(self._pack.headings, max(comment.start, comment.end - 1))
        return self._by_extract.get(above, []) if above else []

    @cached_property
    def _by_extract(self) -> dict[int, list[ReturnedLine]]:
        found: dict[int, list[ReturnedLine]] = {}
        for line in self._lines:
            found.setdefault(line.extract, []).append(line)
        return found

    # ---- from the file to the words as they were when the pack was made

    def _within(self, line: ReturnedLine, comment: Comment) -> Placement:
        start, end = max(comment.start, line.start), min(comment.end, line.end)
        start, end = _without_space(self._pack.text, start, end)
        return self._placed(line, start - line.start, end - line.start, "words")

    def _placed(self, line: ReturnedLine, start: int, end: int, found: Found) -> Placement:
        """Where a part of a paragraph of the file is now; `found` is what it is called where all is as it was."""
        there = self._pack.text[line.start : line.end]
        words = there[start:end]
        then = self._words_then(line.mark)
        if then is not None and then != there:
            first, last = TextEdits(there, refined(there, [Edit(0, len(there), then)])).moved(start, end)
            if then[first:last] != words:
                found = "around" if found == "around" else "nearest"
            start, end = (first, last) if first < last else (0, len(then))
            words = then[start:end]
        return self._now_at(line, start, end, words, found)

    def _words_then(self, mark: LineMark) -> str | None:
        """The words of a paragraph when the pack was made; None where the project never had that text."""
        listed = self._pack.listed.get(mark)
        if listed is None:
            return None
        for text in (self._version(listed.text_id), self._text_now(mark.document_id)):
            words = text[mark.start_char : mark.end_char] if text is not None else ""
            if words and digest_of(words) == listed.sha256:
                return words
        return None

    # ---- from then to the text as it is now

    def _now_at(self, line: ReturnedLine, start: int, end: int, words: str, found: Found) -> Placement:
        """Where some words of a paragraph are in the text as it is now."""
        mark = line.mark
        now = self._text_now(mark.document_id)
        if now is None:
            return Placement("nowhere", (), words)
        first, last = mark.start_char + start, mark.start_char + end
        listed = self._pack.listed.get(mark)
        then = self._version(listed.text_id) if listed is not None else None
        if listed is None or then is None or then[first:last] != words:
            return self._by_words(line, now, (first, last), words, found)
        if then == now:
            return Placement(found, (Spot(mark.document_id, first, last),), words)
        first, last = self._corrected(mark.document_id, listed.text_id, then, now).moved(first, last)
        if first < last and now[first:last] == words:
            return Placement(_less_sure(found, "moved"), (Spot(mark.document_id, first, last),), words)
        return self._nearest(mark, now, first, last, words)

    def _by_words(self, line: ReturnedLine, now: str, span: Span, words: str, found: Found) -> Placement:
        """The place of words in a text whose version of then is not here."""
        mark = line.mark
        if now[slice(*span)] == words and (len(words) >= _LEAST_TELLING_CHARS or self._is_as_then(line, now)):
            return Placement(found, (Spot(mark.document_id, *span),), words)
        places = find_quotation(now, words)
        if len(places) == 1 and len(words) >= _LEAST_TELLING_CHARS and now[slice(*places[0])] == words:
            return Placement(_less_sure(found, "moved"), (Spot(mark.document_id, *places[0]),), words)
        if places:
            near = min(places, key=lambda place: abs(place[0] - span[0]))
            return Placement("nearest", (Spot(mark.document_id, *near),), words)
        return self._nearest(mark, now, *span, words)

    def _nearest(self, mark: LineMark, now: str, start: int, end: int, words: str) -> Placement:
        """What is offered where the words are others now: what stands at their place, or else its paragraph."""
        start, end = min(start, len(now)), min(end, len(now))
        if start >= end:
            start, end = now.rfind("\n", 0, start) + 1, now.find("\n", start)
            end = len(now) if end < 0 else end
        start, end = _without_space(now, start, end)
        spots = (Spot(mark.document_id, start, end),) if start < end else ()
        return Placement("nearest" if spots else "nowhere", spots, words)

    def _is_as_then(self, line: ReturnedLine, now: str) -> bool:
        """Whether the whole paragraph says now what it says in the file, or said when the pack was made."""
        listed = self._pack.listed.get(line.mark)
        words = now[line.mark.start_char : line.mark.end_char]
        is_listed = listed is not None and digest_of(words) == listed.sha256
        return is_listed or words == self._pack.text[line.start : line.end]

    def _joined(self, placements: Sequence[Placement], words: str) -> Placement:
        """One placement of several paragraphs: passages that follow each other are one, and the least sure counts."""
        found = max((each.found for each in placements), key=_SURENESS.index)
        spots: list[Spot] = []
        for spot in sorted({spot for each in placements for spot in each.spots}, key=self._order):
            last = spots[-1] if spots else None
            if last is not None and last.document_id == spot.document_id and self._meet(last, spot):
                spots[-1] = Spot(last.document_id, last.start_char, max(last.end_char, spot.end_char))
            else:
                spots.append(spot)
        return Placement(found if spots else "nowhere", tuple(spots), words)

    def _meet(self, one: Spot, other: Spot) -> bool:
        between = (self._text_now(one.document_id) or "")[one.end_char : other.start_char]
        return not between.strip()

    def _order(self, spot: Spot) -> tuple[int, int, int]:
        return (self._order_of[spot.document_id], spot.start_char, spot.end_char)

    # ---- texts

    def _text_now(self, document_id: Id) -> str | None:
        if document_id not in self._documents:
            return None
        if document_id not in self._now:
            self._now[document_id] = self._project.documents.text(document_id).text
        return self._now[document_id]

    @cached_property
    def _versions(self) -> dict[Id, str]:
        return DocumentTexts(self._project).words({listed.text_id for listed in self._pack.listed.values()})

    def _version(self, text_id: Id) -> str | None:
        return self._versions.get(text_id)

    def _corrected(self, document_id: Id, text_id: Id, then: str, now: str) -> TextEdits:
        key = (document_id, text_id)
        if key not in self._edits:
            part = changed_part(then, now)
            self._edits[key] = TextEdits(then, refined(then, [part] if part is not None else []))
        return self._edits[key]


def _shares(line: ReturnedLine, start: int, end: int, text: str) -> bool:
    """Whether a paragraph shares a letter with a span."""
    return bool(text[max(line.start, start) : min(line.end, end)].strip()) if start < line.end > line.start else False


def _without_space(text: str, start: int, end: int) -> Span:
    """A span without white space at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _less_sure(found: Found, other: Found) -> Found:
    return max(found, other, key=_SURENESS.index)
