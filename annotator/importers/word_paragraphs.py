"""The paragraphs of a Word document: what a reader of the page sees, as blocks of text with their looks.

Inserted changes are in, deleted ones out. Tables are the business of `word_tables`, notes that of `word`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from annotator.importers.left_out import LeftOut
from annotator.importers.word_numbering import WordNumbering, counted_as
from annotator.importers.word_package import Element, W, child, children, is_on, value
from annotator.importers.word_styles import WordStyles
from annotator.importers.word_symbols import symbol
from annotator.importers.word_text import Block, Look

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# Elements that only wrap others; what they wrap is read as if they were not there.
_WRAPPERS = frozenset(
    W + name
    for name in (
        "ins",
        "moveTo",
        "hyperlink",
        "smartTag",
        "customXml",
        "fldSimple",
        "dir",
        "bdo",
        "sdtContent",
        "rubyBase",
    )
)
_DELETED = frozenset((W + "del", W + "moveFrom"))
_CHARACTERS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "\u00ad",
}
_SHAPES = (
    ("txbxContent", "text box"),
    ("}pic", "picture"),
    ("}imagedata", "picture"),
    ("}chart", "chart"),
    ("}relIds", "diagram"),
)


@dataclass(slots=True)
class _Line:
    """The paragraph being read."""

    block: Block
    style: str
    open_fields: list[int] = field(default_factory=list)
    has_pending_break: bool = False

    def add(self, text: str, look: Look) -> None:
        """Append text, and before it the page break that stood there, if it parts text from text."""
        if self.has_pending_break and self.block.pieces:
            self.block.add("\n", look)
        self.has_pending_break = False
        self.block.add(text, look)


@dataclass(slots=True)
class Notes:
    """The foot- and endnotes met so far: (mark, kind, id) in the order of their marks."""

    met: list[tuple[str, str, str]] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)

    def mark(self, kind: str, note_id: str) -> str:
        """The mark of the next note of this kind: [1] for a footnote, [i] for an endnote, as Word numbers them."""
        self._counts[kind] += 1
        mark = f"[{counted_as(self._counts[kind], 'decimal' if kind == 'footnotes' else 'lowerRoman')}]"
        self.met.append((mark, kind, note_id))
        return mark


class ParagraphReader:
    """Reads containers of paragraphs in their order, since lists and notes count on."""

    def __init__(self, styles: WordStyles, numbering: WordNumbering, left_out: LeftOut) -> None:
        self.notes = Notes()
        self._styles = styles
        self._numbering = numbering
        self._left_out = left_out
        self._runs: dict[str, Callable[[Element, _Line, Look], None]] = {
            W + "t": self._text,
            W + "br": self._break,
            W + "sym": self._symbol,
            W + "fldChar": self._field,
            W + "footnoteReference": self._note,
            W + "endnoteReference": self._note,
            W + "drawing": self._drawing,
            W + "pict": self._drawing,
            W + "object": self._object,
            W + "ruby": self._ruby,
            _MC + "AlternateContent": self._alternative_in_run,
        }

    def blocks(self, container: Element, table_reader: Callable[[Element], list[Block]]) -> list[Block]:
        """The paragraphs and tables of the body, a cell or a note."""
        blocks: list[Block] = []
        carried: Block | None = None
        for element in _unwrapped(container):
            if element.tag == W + "tbl":
                blocks += [*([] if carried is None else [carried]), *table_reader(element)]
                carried = None
            elif element.tag == W + "altChunk":
                self._left_out.add("embedded document")
            else:
                block = self._paragraph(element, carried)
                carried = block if _is_mark_deleted(element) else None
                if carried is None:
                    blocks.append(block)
        return [*blocks, carried] if carried is not None and carried.text else blocks

    def _paragraph(self, element: Element, carried: Block | None) -> Block:
        """One paragraph; `carried` is the one before whose end was deleted, so that both are one now."""
        properties = child(element, "pPr")
        line = _Line(Block(), self._styles.paragraph_style(properties))
        marker = None if _is_mark_deleted(element) else self._numbering.marker(properties)
        line.block.add(marker or "", Look())
        line.block.style = self._styles.heading(properties) or (None if marker is None else "list")
        line.block.pieces += [] if carried is None else carried.pieces
        self._inline(element, line)
        return line.block

    def _inline(self, container: Element, line: _Line) -> None:
        for element in container:
            if element.tag == W + "r":
                self._run(element, line)
            elif element.tag in _WRAPPERS:
                self._inline(element, line)
            elif element.tag == W + "sdt":
                self._inline_content(child(element, "sdtContent"), line)
            elif element.tag in _DELETED:
                self._left_out.add("tracked deletion" if element.tag == W + "del" else "moved passage's old place")
            elif element.tag == _MC + "AlternateContent":
                self._inline_content(_chosen(element), line)
            elif element.tag in (_MATH + "oMath", _MATH + "oMathPara"):
                self._left_out.add("equation")

    def _inline_content(self, container: Element | None, line: _Line) -> None:
        if container is not None:
            self._inline(container, line)

    def _run(self, run: Element, line: _Line) -> None:
        properties = child(run, "rPr")
        if is_on(child(properties, "vanish")):
            self._left_out.add("passage of hidden text")
            return
        self._run_content(run, line, self._styles.look(properties, line.style))

    def _run_content(self, run: Element, line: _Line, look: Look) -> None:
        for element in run:
            tag = str(element.tag)
            if tag in _CHARACTERS:
                line.add(_CHARACTERS[tag], look)
            elif tag in self._runs:
                self._runs[tag](element, line, look)

    def _text(self, element: Element, line: _Line, look: Look) -> None:
        # A newline inside the element comes from how the XML is laid out; Word shows it as a space.
        line.add((element.text or "").replace("\n", " "), look)

    def _break(self, element: Element, line: _Line, look: Look) -> None:
        if value(element, "type") in ("page", "column"):
            line.has_pending_break = True
        else:
            line.add("\n", look)

    def _symbol(self, element: Element, line: _Line, look: Look) -> None:
        character = symbol(element)
        if character is None:
            self._left_out.add("symbol of a special font")
        line.add(character or "\ufffd", look)

    def _field(self, element: Element, line: _Line, look: Look) -> None:
        """Drop what stands between a field's beginning and its result: the instruction.

        A field that is never separated nor ended keeps its text, so a broken one swallows nothing.
        """
        kind = value(element, "fldCharType")
        if kind == "begin":
            line.open_fields.append(len(line.block.pieces))
            box = child(element, "ffData", "checkBox")
            if box is not None:
                line.add("☒" if is_on(_first(box, "checked", "default")) else "☐", look)
                line.open_fields[-1] = len(line.block.pieces)
        elif line.open_fields:
            start = line.open_fields[-1]
            if kind == "separate" and start >= 0:
                del line.block.pieces[start:]
                line.open_fields[-1] = -1  # from here to the end is the result
            elif kind == "end":
                line.open_fields.pop()
                if start >= 0:
                    del line.block.pieces[start:]

    def _note(self, element: Element, line: _Line, look: Look) -> None:
        kind = "footnotes" if element.tag == W + "footnoteReference" else "endnotes"
        line.add(self.notes.mark(kind, value(element, "id") or ""), Look())

    def _drawing(self, element: Element, line: _Line, look: Look) -> None:
        tags = [str(inner.tag) for inner in element.iter()]
        found = {name for end, name in _SHAPES if any(tag.endswith(end) for tag in tags)}
        boxes = sum(tag == W + "txbxContent" for tag in tags)
        pictures = sum(tag.endswith(("}pic", "}imagedata")) for tag in tags)
        self._left_out.add("text box", boxes)
        self._left_out.add("picture", pictures)
        for name in sorted(found - {"text box", "picture"}):
            self._left_out.add(name)
        if not found and element.tag == W + "drawing":
            self._left_out.add("drawn shape")

    def _object(self, element: Element, line: _Line, look: Look) -> None:
        self._left_out.add("embedded object")

    def _ruby(self, element: Element, line: _Line, look: Look) -> None:
        self._left_out.add("reading aid")
        self._inline_content(child(element, "rubyBase"), line)

    def _alternative_in_run(self, element: Element, line: _Line, look: Look) -> None:
        chosen = _chosen(element)
        if chosen is not None:
            self._run_content(chosen, line, look)


def _unwrapped(container: Element) -> Iterable[Element]:
    """The paragraphs, tables and chunks, also those inside content controls and the like."""
    for element in container:
        if element.tag in (W + "p", W + "tbl", W + "altChunk"):
            yield element
        elif element.tag == W + "sdt":
            for content in children(element, "sdtContent"):
                yield from _unwrapped(content)
        elif element.tag in _WRAPPERS:
            yield from _unwrapped(element)
        elif element.tag == _MC + "AlternateContent" and (chosen := _chosen(element)) is not None:
            yield from _unwrapped(chosen)


def _chosen(alternative: Element) -> Element | None:
    """One of several renderings of the same thing: the first choice, else the fallback."""
    choice = alternative.find(_MC + "Choice")
    return choice if choice is not None else alternative.find(_MC + "Fallback")


def _is_mark_deleted(paragraph: Element) -> bool:
    """Whether a tracked change deletes the paragraph's end, which joins it to the next."""
    mark = child(paragraph, "pPr", "rPr")
    return mark is not None and any(inner.tag in _DELETED for inner in mark)


def _first(element: Element, *names: str) -> Element | None:
    return next((found for name in names if (found := child(element, name)) is not None), None)
