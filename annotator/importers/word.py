"""Word documents (.docx): what a reader of the page sees, as one text with formatting spans.

Notes follow the text; what a text cannot hold is listed as left out.
"""

from __future__ import annotations

from pathlib import Path

from annotator.importers.extract_pack import is_pack
from annotator.importers.left_out import LeftOut
from annotator.importers.model import ImportedDocument
from annotator.importers.source_file import document_name, read_bytes, refuse, require_words, sha256, source_name
from annotator.importers.word_numbering import WordNumbering
from annotator.importers.word_package import Element, W, WordPackage, child, children, value
from annotator.importers.word_paragraphs import ParagraphReader
from annotator.importers.word_styles import WordStyles
from annotator.importers.word_tables import table_blocks
from annotator.importers.word_text import Block, Piece, composed

_COMMENTS_ADVICE = "Choose Comments from Readers to bring in what they wrote (annotator comments on the command line)."


def read(path: Path, encoding: str | None = None) -> ImportedDocument:
    """The document as text with its looks. The format fixes the encoding. Raises ImportFailed."""
    data = read_bytes(path)
    package = WordPackage(path, data)
    if is_pack(path):
        refuse(path, "it is an extract pack that was made for readers", _COMMENTS_ADVICE)
    left_out = LeftOut()
    try:
        blocks = _blocks(package, left_out)
    except RecursionError:
        refuse(path, "its tables are nested too deeply", "Take the tables apart in Word and try again.")
    text, formats = composed(blocks)
    require_words(path, text)
    return ImportedDocument(
        name=document_name(path),
        text=text,
        formats=formats,
        source_name=source_name(path),
        source_format="docx",
        source_sha256=sha256(data),
        left_out=left_out.sentences(),
    )


def _blocks(package: WordPackage, left_out: LeftOut) -> list[Block]:
    """All paragraphs of the body, then the notes; counts on the way what is left out."""
    styles = WordStyles(package.related("styles"))
    reader = ParagraphReader(styles, WordNumbering(package.related("numbering"), styles), left_out)
    body = child(package.main(), "body")
    blocks = [] if body is None else reader.blocks(body, lambda table: table_blocks(table, reader))
    blocks += _notes(package, reader)
    left_out.add("comment", sum(1 for root in package.related("comments") for _ in children(root, "comment")))
    for kind in ("header", "footer"):
        left_out.add(f"{kind} with text", sum(_has_words(root) for root in package.related(kind)))
    return blocks


def _notes(package: WordPackage, reader: ParagraphReader) -> list[Block]:
    """The notes in the order of their marks, each with its mark before its first paragraph."""
    texts = {
        (kind, value(note, "id")): note
        for kind in ("footnotes", "endnotes")
        for root in package.related(kind)
        for note in root
    }
    blocks: list[Block] = []
    # A note may hold the mark of another one, which then is appended to the list walked here; each is written once.
    for mark, kind, note_id in reader.notes.met:
        note = texts.pop((kind, note_id), None)
        if note is not None:
            blocks += _note(mark, note, reader)
    return blocks


def _note(mark: str, note: Element, reader: ParagraphReader) -> list[Block]:
    blocks = reader.blocks(note, lambda table: table_blocks(table, reader)) or [Block()]
    first = blocks[0]
    gap = "" if first.text[:1].isspace() else " "
    return [Block([Piece(mark + gap), *first.pieces], first.style), *blocks[1:]]


def _has_words(root: Element) -> bool:
    """Whether it says anything besides the number of the page."""
    return any(character.isalpha() for text in root.iter(W + "t") for character in text.text or "")
