"""The texts of a project in which one searches: transcripts, memos, and what codes are called and mean.

Frozen records, so that another thread can search in them; folded texts are kept from one search to the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from annotator.analysis.folding import FoldedText, Folding, fold
from annotator.analysis.text_search import Finder, Span
from annotator.project.codes import Code
from annotator.project.documents import Document
from annotator.project.ids import Id
from annotator.project.memos import Memo

Place = Literal["texts", "memos", "codes"]
Part = Literal["text", "title", "decisions", "name", "definition", "when to use", "when not to use"]
PLACES: tuple[Place, ...] = ("texts", "memos", "codes")
# With case and without, or with accents and without: who tries one more lets the first go.
_MOST_FOLDINGS = 2


@dataclass(frozen=True, slots=True)
class Source:
    """One text: of a document, a memo or a code, whose id it has."""

    place: Place
    id: Id
    part: Part
    text: str


def of_document(document: Document, text: str) -> Source:
    """A transcript."""
    return Source("texts", document.id, "text", text)


def of_memo(memo: Memo, decisions: str = "") -> list[Source]:
    """Title and text of a memo, and what a meeting decided, as far as it has them."""
    parts: tuple[tuple[Part, str], ...] = (("title", memo.title), ("text", memo.text), ("decisions", decisions))
    return [Source("memos", memo.id, part, text) for part, text in parts if text]


def of_code(code: Code) -> list[Source]:
    """Name and descriptions of a code, as far as it has them."""
    parts: tuple[tuple[Part, str], ...] = (
        ("name", code.name),
        ("definition", code.definition),
        ("when to use", code.when_to_use),
        ("when not to use", code.when_not_to_use),
    )
    return [Source("codes", code.id, part, text) for part, text in parts if text]


class FoldedTexts:
    """Folded texts, kept for the next search."""

    def __init__(self) -> None:
        self._kept: dict[Folding, dict[tuple[Id, Part], FoldedText]] = {}

    def of(self, source: Source, folding: Folding) -> FoldedText:
        """The text of a source, folded; made if it is not there, or if the source has another text now."""
        kept = self._kept.get(folding)
        if kept is None:
            kept = self._kept[folding] = {}
            for oldest in list(self._kept)[:-_MOST_FOLDINGS]:
                del self._kept[oldest]
        key = (source.id, source.part)
        found = kept.get(key)
        if found is None or (found.source is not source.text and found.source != source.text):
            found = kept[key] = fold(source.text, folding)
        return found


def search(finder: Finder, sources: Iterable[Source], kept: FoldedTexts) -> Iterator[tuple[Source, list[Span]]]:
    """Each source with its hits, in the order of the sources; also those without one, so that progress can be told.

    Raises PatternTooSlow.
    """
    for source in sources:
        yield source, list(finder.spans_in(kept.of(source, finder.folding)))
