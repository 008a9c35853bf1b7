"""An extract pack that came back: the comments that readers wrote in Word or LibreOffice, and where they stand.

Reads the file only; what becomes of the comments in a project is planned by `comments_plan`.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.analysis.pack_marks import NAMESPACE, PROPERTY, LineMark, ListedLine, heading_of, line_of
from annotator.importers.pack_words import PackWords, paragraphs_of, words_of
from annotator.importers.source_file import PACKED_BY, read_bytes, refuse
from annotator.importers.word_package import Element, W, WordPackage, child
from annotator.project.ids import Id

_PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_LISTED = f"{{{NAMESPACE}}}line"
_HEX = re.compile(r"[0-9a-f]{32}")
_MAY_SAY_SO = re.compile(r"docProps/custom\.xml|customXml/item\d+\.xml|word/document\.xml")
# The list, the property, and the bookmark of the first extract.
_SIGNS = (NAMESPACE.encode(), PROPERTY.encode(), b'w:name="XH_1"')
_HEAD_BYTES = 60_000
_MOST_WORDS_OF_A_COMMENT = 100_000
Heading = tuple[int, int, int]  # the number of an extract, and the span of its heading


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """A paragraph of an extract as it stands in the file: `text[start:end]`. `extract` is the number above it."""

    mark: LineMark
    start: int
    end: int
    extract: int


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, or words that a reader typed into the pages. It stands on `text[start:end]`.

    `date` is as in the file, ISO 8601. `answers` is the place in the list of the comment that it replies to.
    """

    author: str
    initials: str
    date: str
    text: str
    start: int
    end: int
    answers: int | None = None
    is_typed_in: bool = False


@dataclass(frozen=True, slots=True)
class ReturnedPack:
    """A pack as it came back. `text` are its words before any tracked change; `listed` is what it knew of its lines.

    `project_id` and `pack_id` are None where a word processor has dropped them; the bookmarks still say the places.
    """

    source_name: str
    project_id: Id | None
    pack_id: Id | None
    text: str
    lines: tuple[ReturnedLine, ...]
    headings: tuple[Heading, ...]
    listed: Mapping[LineMark, ListedLine]
    comments: tuple[Comment, ...]


def is_pack(path: Path) -> bool:
    """Whether a file is an extract pack, as far as a quick look can tell; no where it cannot be read."""
    if path.suffix.lower() != ".docx":
        return False
    try:
        with zipfile.ZipFile(path) as package:
            return any(_says_so(package, name) for name in package.namelist())
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError):
        return False


def _says_so(package: zipfile.ZipFile, name: str) -> bool:
    """Whether a part holds a sign of a pack. Looks only into the beginnings of the few parts that may."""
    if not _MAY_SAY_SO.fullmatch(name) or package.getinfo(name).compress_type not in PACKED_BY:
        return False
    with package.open(name) as part:
        head = part.read(_HEAD_BYTES)
    return any(sign in head for sign in _SIGNS)


def read(path: Path) -> ReturnedPack:
    """The pack in a file with all comments in it. Raises ImportFailed, also for a file that is no pack."""
    data = read_bytes(path)
    package = WordPackage(path, data)
    body = child(package.main(), "body")
    words = words_of(body) if body is not None else PackWords()
    project_id, pack_id, listed = _list_of(package)
    marked = ((heading_of(name), start, end) for name, start, end in words.bookmarks)
    numbered = ((number, start, end) for number, start, end in marked if number is not None)
    headings = tuple(sorted(numbered, key=lambda heading: heading[1]))
    lines = tuple(_lines(words, headings))
    if not lines and not listed:
        advice = "Choose the file that was sent to the reader, or one that was saved from it."
        refuse(path, "it is no extract pack of Annotator", advice)
    comments = (*_comments(package, words), *_typed_in(words))
    return ReturnedPack(path.name, project_id, pack_id, words.text, lines, headings, listed, comments)


def _lines(words: PackWords, headings: Sequence[Heading]) -> Iterator[ReturnedLine]:
    """The paragraphs that still carry their bookmark, in the order of the pages."""
    for name, start, end in sorted(words.bookmarks, key=lambda mark: mark[1:]):
        mark = line_of(name)
        if mark is not None and start < end:
            yield ReturnedLine(mark, start, end, extract_above(headings, start))


def extract_above(headings: Sequence[Heading], at: int) -> int:
    """The number of the extract whose heading is the last one before a place; 0 before the first."""
    place = bisect_right(headings, at, key=lambda heading: heading[1])
    return headings[place - 1][0] if place else 0


def _list_of(package: WordPackage) -> tuple[Id | None, Id | None, dict[LineMark, ListedLine]]:
    """Whose pack it is, and what it says of its paragraphs."""
    for root in package.related("customXml"):
        if root.tag == f"{{{NAMESPACE}}}pack":
            return _id_of(root.get("project")), _id_of(root.get("id")), dict(_listed(root))
    return None, None, {}


def _listed(root: Element) -> Iterator[tuple[LineMark, ListedLine]]:
    for line in root.iterchildren(_LISTED):
        mark, text_id = line_of(line.get("name", "")), _id_of(line.get("text"))
        if mark is not None and text_id is not None:
            yield mark, ListedLine(mark, text_id, line.get("sha256", ""))


def _id_of(hexadecimal: str | None) -> Id | None:
    return Id(bytes.fromhex(hexadecimal)) if hexadecimal and _HEX.fullmatch(hexadecimal) else None


def _comments(package: WordPackage, words: PackWords) -> list[Comment]:
    """The comments in the order in which they stand in the pages, each reply behind what it answers."""
    found = [comment for root in package.related("comments") for comment in root.iterchildren(f"{W}comment")]
    by_paragraph = {paragraph.get(_PARAGRAPH_ID): comment for comment in found for paragraph in comment.iter(f"{W}p")}
    parents: dict[str, Element] = {}
    for root in package.related("commentsExtended"):
        for line in root.iterchildren(f"{_W15}commentEx"):
            own = by_paragraph.get(line.get(f"{_W15}paraId"))
            parent = by_paragraph.get(line.get(f"{_W15}paraIdParent"))
            if own is not None and parent is not None and own is not parent:
                parents[own.get(f"{W}id", "")] = parent
    return _in_order(found, parents, words)


def _in_order(found: list[Element], parents: Mapping[str, Element], words: PackWords) -> list[Comment]:
    """Comments by place; of the same place as in the file, which puts a reply after what it answers."""

    def span(element: Element) -> tuple[int, int]:
        # A reply of some programs has no place of its own.
        own_id = element.get(f"{W}id", "")
        parent = parents.get(own_id)
        inherited = words.comments.get(parent.get(f"{W}id", "")) if parent is not None else None
        return words.comments.get(own_id) or inherited or (0, 0)

    ordered = sorted(found, key=lambda element: span(element)[0])
    places = {element.get(f"{W}id", ""): place for place, element in enumerate(ordered)}
    made = []
    for element in ordered:
        parent = parents.get(element.get(f"{W}id", ""))
        answers = places.get(parent.get(f"{W}id", "")) if parent is not None else None
        made.append(_comment(element, span(element), answers))
    return made


def _comment(element: Element, span: tuple[int, int], answers: int | None) -> Comment:
    text = "\n".join(paragraphs_of(element)).strip()[:_MOST_WORDS_OF_A_COMMENT]
    author, initials = element.get(f"{W}author", ""), element.get(f"{W}initials", "")
    date = element.get(f"{W}date", "")
    return Comment(" ".join(author.split()), " ".join(initials.split()), date, text, *span, answers)


def _typed_in(words: PackWords) -> Iterator[Comment]:
    """What readers wrote between the lines, where it is words."""
    for each in words.typed_in:
        if any(map(str.isalnum, each.words)):
            author = " ".join(each.author.split())
            yield Comment(author, "", each.date, each.words.strip(), each.at, each.at, None, is_typed_in=True)
