"""Extract packs as readers send them back: comments, replies, changes, and what word processors do to a file."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from docx.oxml import parse_xml
from lxml import etree

from annotator.exporters.extract_pack import write
from annotator.importers.word_package import W
from annotator.project.documents import Document
from annotator.project.project import Project
from annotator.reports.extract_pack import ChosenPassage, PackOptions, build

_W = W.strip("{}")
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
TEXT = (
    "I: What helped you most?\n"
    "P1: The lady at the library. She kept the corner table for me. 🙂\n"
    "I: And later?\n"
    "P1: Later I kept the table for somebody else, and that was the best part of it.\n"
    "P1: Yes.\n"
)


@dataclass
class Remark:
    """A comment to be put into a file. `words` are found in one run; None stands for a place without words."""

    text: str
    words: str | None
    author: str = "Tove Lind"
    date: str = "2026-03-03T10:15:00Z"
    answers: int | None = None
    to_words: str = ""  # where it ends, if it goes on over several paragraphs


def make_pack(project: Project, path: Path, *words: str, options: PackOptions | None = None) -> Document:
    """A pack of the passages with these words of the first document, in a file."""
    document = project.documents.all()[0]
    text = project.documents.text(document.id).text
    passages = [ChosenPassage(document.id, text.index(each), text.index(each) + len(each)) for each in words]
    write(build(project, passages, options), path)
    return document


def change(path: Path, part: str, edit: Callable[[str], str]) -> None:
    """Edit the XML of one part of a Word file; "" takes the part away."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    made = edit(parts.get(part, b"").decode())
    parts[part] = made.encode()
    if not made:
        del parts[part]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


def comment(path: Path, *remarks: Remark) -> None:
    """Put comments into a file as Word does."""
    change(path, "word/document.xml", lambda xml: _with_ranges(xml, remarks))
    change(path, "word/comments.xml", lambda _xml: _comments_xml(remarks))
    change(path, "word/commentsExtended.xml", lambda _xml: _extended_xml(remarks))
    links = "".join(
        f'<Relationship Id="rC{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(((_COMMENTS, "comments.xml"), (_EXTENDED, "commentsExtended.xml")))
    )
    change(
        path,
        "word/_rels/document.xml.rels",
        lambda xml: xml.replace("</Relationships>", f"{links}</Relationships>"),
    )


def _with_ranges(xml: str, remarks: tuple[Remark, ...]) -> str:
    root = etree.fromstring(xml.encode())
    for number, remark in enumerate(remarks):
        if remark.words is None:
            paragraph = next(root.iter(f"{W}p"))
            paragraph.append(parse_xml(f'<w:r xmlns:w="{_W}"><w:commentReference w:id="{number}"/></w:r>'))
            continue
        first = _run_of(root, remark.words)
        last = _run_of(root, remark.to_words) if remark.to_words else first
        first.addprevious(parse_xml(f'<w:commentRangeStart xmlns:w="{_W}" w:id="{number}"/>'))
        last.addnext(parse_xml(f'<w:r xmlns:w="{_W}"><w:commentReference w:id="{number}"/></w:r>'))
        last.addnext(parse_xml(f'<w:commentRangeEnd xmlns:w="{_W}" w:id="{number}"/>'))
    return etree.tostring(root, encoding="unicode")


def _run_of(root: etree._Element, words: str) -> etree._Element:
    """A run with just these words: the one that holds them is cut in up to three."""
    for text in root.iter(f"{W}t"):
        if words in (text.text or ""):
            run = text.getparent()
            head, tail = (text.text or "").split(words, 1)
            for piece, put in ((head, run.addprevious), (tail, run.addnext)):
                if piece:
                    put(parse_xml(f'<w:r xmlns:w="{_W}"><w:t xml:space="preserve">{escape(piece)}</w:t></w:r>'))
            text.text = words
            return run
    raise AssertionError(f"nothing says “{words}”")


def _comments_xml(remarks: tuple[Remark, ...]) -> str:
    made = []
    for number, remark in enumerate(remarks):
        lines = remark.text.split("\n")
        paragraphs = "".join(
            f'<w:p w14:paraId="{number * 100 + n:08X}"><w:r><w:annotationRef/></w:r>'
            f'<w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
            for n, line in enumerate(lines)
        )
        made.append(
            f'<w:comment w:id="{number}" w:author="{escape(remark.author)}" w:date="{remark.date}" w:initials="TL">'
            f"{paragraphs}</w:comment>"
        )
    return f'<w:comments xmlns:w="{_W}" xmlns:w14="{_W14}">{"".join(made)}</w:comments>'


def _extended_xml(remarks: tuple[Remark, ...]) -> str:
    def last_paragraph(number: int) -> str:
        return f"{number * 100 + remarks[number].text.count(chr(10)):08X}"

    lines = "".join(
        f'<w15:commentEx w15:paraId="{last_paragraph(n)}" '
        + (f'w15:paraIdParent="{last_paragraph(remark.answers)}" ' if remark.answers is not None else "")
        + 'w15:done="0"/>'
        for n, remark in enumerate(remarks)
    )
    return f'<w15:commentsEx xmlns:w15="{_W15}">{lines}</w15:commentsEx>'
