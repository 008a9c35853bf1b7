"""From pieces of text with their looks to one stored text and its formatting spans. Knows no XML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from annotator.project.stored_text import FormatSpan, FormatStyle, normalise_text


@dataclass(frozen=True, slots=True)
class Look:
    """How characters look."""

    is_bold: bool = False
    is_italic: bool = False
    is_underlined: bool = False

    def styles(self) -> Iterator[FormatStyle]:
        """The names of what is on."""
        if self.is_bold:
            yield "bold"
        if self.is_italic:
            yield "italic"
        if self.is_underlined:
            yield "underline"


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one look."""

    text: str
    look: Look = PLAIN


@dataclass(slots=True)
class Block:
    """A paragraph while it is being read; `style` covers all of it."""

    pieces: list[Piece] = field(default_factory=list)
    style: FormatStyle | None = None

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(piece.text for piece in self.pieces)

    def add(self, text: str, look: Look = PLAIN) -> None:
        """Append characters, in the normal form of stored texts."""
        if normal := normalise_text(text):
            self.pieces.append(Piece(normal, look))


def joined(blocks: Sequence[Block], separator: str = "") -> Block:
    """The blocks as one paragraph; its style is that of the only block with text, else none."""
    pieces: list[Piece] = []
    for index, block in enumerate(blocks):
        if index and separator:
            pieces.append(Piece(separator))
        pieces += block.pieces
    filled = [block for block in blocks if block.text]
    return Block(pieces, filled[0].style if len(filled) == 1 and not separator else None)


def composed(blocks: Iterable[Block]) -> tuple[str, tuple[FormatSpan, ...]]:
    """The blocks as lines of one text, and the spans of their looks, sorted; no span crosses a newline."""
    texts: list[str] = []
    spans: list[FormatSpan] = []
    position = 0
    for block in blocks:
        text = block.text
        spans += _spans(block, text, position)
        texts.append(text)
        position += len(text) + 1
    return "\n".join(texts), tuple(sorted(spans, key=lambda span: (span.start, span.end, span.style)))


def _spans(block: Block, text: str, start: int) -> Iterator[FormatSpan]:
    if block.style is not None:
        yield from _per_line(text, FormatSpan(start, start + len(text), block.style), start)
    open_spans: dict[FormatStyle, FormatSpan] = {}
    position = start
    for piece in block.pieces:
        end = position + len(piece.text)
        for style in piece.look.styles():
            before = open_spans.get(style)
            if before is not None and before.end == position:
                open_spans[style] = replace(before, end=end)
                continue
            if before is not None:
                yield from _per_line(text, before, start)
            open_spans[style] = FormatSpan(position, end, style)
        position = end
    for span in open_spans.values():
        yield from _per_line(text, span, start)


def _per_line(text: str, span: FormatSpan, offset: int) -> Iterator[FormatSpan]:
    """The span cut at the newlines of `text`, which begins at `offset`."""
    start = span.start
    for line in text[span.start - offset : span.end - offset].split("\n"):
        if line:
            yield FormatSpan(start, start + len(line), span.style)
        start += len(line) + 1
