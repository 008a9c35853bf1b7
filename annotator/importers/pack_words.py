"""What a returned pack says, in the order of its pages: its words as they were, and what stands where in them.

Words that a reader put in with changes tracked are none of the pack's; words that were struck out still are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from annotator.importers.word_package import Element, W
from annotator.project.stored_text import normalise_text

_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_PUT_IN = frozenset({"ins", "moveTo"})
# What is no part of the running words: pictures and text boxes, and what stands there for older programs.
_PASSED_OVER = frozenset({"drawing", "pict", "txbxContent", "object", "Fallback"})


@dataclass(frozen=True, slots=True)
class TypedIn:
    """Words that somebody put in with changes tracked, before the character at `at`."""

    author: str
    date: str
    at: int
    words: str


@dataclass(slots=True)
class PackWords:
    """The words as they were before anything was changed, and places in them: half-open spans of characters."""

    text: str = ""
    bookmarks: list[tuple[str, int, int]] = field(default_factory=list)
    comments: dict[str, tuple[int, int]] = field(default_factory=dict)
    typed_in: list[TypedIn] = field(default_factory=list)


def words_of(body: Element) -> PackWords:
    """Walk through the body of a document. It may be nested as deeply as it likes."""
    return _Walk().through(body)


class _Walk:
    """One walk: what is open just now, and what was met."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._at = 0
        self._found = PackWords()
        self._open_bookmarks: dict[str, tuple[str, int]] = {}
        self._open_comments: dict[str, int] = {}
        self._put_in: list[Element] = []
        self._passed_over = 0
        self._starts: dict[str, Callable[[Element], None]] = {
            "t": lambda element: self._say(element.text or ""),
            "delText": self._say_struck,
            "bookmarkStart": self._begin_bookmark,
            "bookmarkEnd": self._end_bookmark,
            "commentRangeStart": lambda element: self._begin_comment(_id(element)),
            "commentRangeEnd": lambda element: self._end_comment(_id(element)),
            "commentReference": self._refer,
        }

    def through(self, body: Element) -> PackWords:
        """All that is in it."""
        for event, element in etree.iterwalk(body, events=("start", "end")):
            name = etree.QName(element).localname
            if event == "start":
                self._enter(name, element)
            else:
                self._leave(name, element)
        for name, start in self._open_bookmarks.values():
            self._found.bookmarks.append((name, start, self._at))
        self._found.text = "".join(self._pieces)
        return self._found

    def _enter(self, name: str, element: Element) -> None:
        if name in _PASSED_OVER:
            self._passed_over += 1
        elif name in _PUT_IN and _holds_runs(element):
            self._put_in.append(element)
        if self._passed_over:
            return
        if name in self._starts:
            self._starts[name](element)
        elif name in _SIGNS and etree.QName(element.getparent()).localname == "r":
            self._say(_SIGNS[name])

    def _leave(self, name: str, element: Element) -> None:
        if name in _PASSED_OVER:
            self._passed_over -= 1
        elif self._put_in and element is self._put_in[-1]:
            self._put_in.pop()
        elif name == "p" and not self._passed_over and not _is_split_in(element):
            self._say("\n")

    def _say_struck(self, element: Element) -> None:
        """Words that were struck out were there before; those that somebody else had put in never were."""
        if not self._put_in:
            self._say(element.text or "")

    def _say(self, words: str) -> None:
        words = normalise_text(words)
        if not self._put_in:
            self._pieces.append(words)
            self._at += len(words)
            return
        element = self._put_in[0]
        if etree.QName(element).localname == "moveTo":
            return  # nobody wrote them: they stood elsewhere, and still do
        author, date = element.get(f"{W}author", ""), element.get(f"{W}date", "")
        last = self._found.typed_in[-1] if self._found.typed_in else None
        if last is not None and (last.author, last.at) == (author, self._at):
            self._found.typed_in[-1] = TypedIn(author, last.date, last.at, last.words + words)
        else:
            self._found.typed_in.append(TypedIn(author, date, self._at, words))

    def _begin_bookmark(self, element: Element) -> None:
        self._open_bookmarks.setdefault(_id(element), (element.get(f"{W}name", ""), self._at))

    def _end_bookmark(self, element: Element) -> None:
        if _id(element) in self._open_bookmarks:
            name, start = self._open_bookmarks.pop(_id(element))
            self._found.bookmarks.append((name, start, self._at))

    def _begin_comment(self, comment_id: str) -> None:
        self._open_comments.setdefault(comment_id, self._at)

    def _end_comment(self, comment_id: str) -> None:
        if comment_id in self._open_comments:
            start, _ = self._found.comments.get(comment_id, (self._open_comments[comment_id], 0))
            self._found.comments[comment_id] = (start, self._at)

    def _refer(self, element: Element) -> None:
        """The sign of a comment: the place of one that stands on no words."""
        start = self._open_comments.get(_id(element), self._at)
        self._found.comments.setdefault(_id(element), (start, self._at))


def _id(element: Element) -> str:
    return str(element.get(f"{W}id", ""))


def _holds_runs(element: Element) -> bool:
    """Whether it is words that were put in, and not the property of a row or of a paragraph's end."""
    return next(element.iterchildren(f"{W}r", f"{W}hyperlink", f"{W}sdt"), None) is not None


def _is_split_in(paragraph: Element) -> bool:
    """Whether the end of the paragraph was put in: somebody pressed Return with changes tracked."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}ins") is not None


def paragraphs_of(comment: Element) -> Iterator[str]:
    """The lines of a comment."""
    for paragraph in comment.iter(f"{W}p"):
        pieces = (
            element.text or "" if element.tag == f"{W}t" else _SIGNS[etree.QName(element).localname]
            for element in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen")
            if etree.QName(element.getparent()).localname == "r"
        )
        yield normalise_text("".join(pieces))
