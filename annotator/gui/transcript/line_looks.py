"""What each line of a transcript looks like: its labels, emphasis and headings, and the room above it.

Asked for line after line from the top, so that a long text costs no more than what is shown of it so far.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple
from unicodedata import bidirectional

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextLayout

from annotator.analysis.turns import Turn
from annotator.gui import theme
from annotator.gui.transcript.text_positions import TextPositions
from annotator.gui.transcript.typography import gaps_px

if TYPE_CHECKING:
    from annotator.project.documents import DocumentText, SpeakerRole

_LABEL, _QUIET = "label", "quiet"
_Span = tuple[int, int, str]  # start and end in units, and what it is
_HEADING_SIZES = {"heading1": 1.45, "heading2": 1.3, "heading3": 1.18, "heading4": 1.1}
_LEAST_HEADING_SIZE = 1.05
Direction = Literal["", "left to right", "right to left"]
_DIRECTIONS: dict[str, Direction] = {"L": "left to right", "R": "right to left", "AL": "right to left"}
_QT_DIRECTIONS = {
    "left to right": Qt.LayoutDirection.LeftToRight,
    "right to left": Qt.LayoutDirection.RightToLeft,
}
_MOST_CHARS_WITHOUT_DIRECTION = 60


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set: `roles` say who speaks under each label, `quiet` is the colour of what steps back."""

    roles: Mapping[str, SpeakerRole]
    font: QFont
    quiet: QColor
    line_height_percent: int = theme.LINE_HEIGHT_PERCENT


class LineLook(NamedTuple):
    """The spaces of one line (empty for the usual ones), and its pieces in units within it.

    A line has a `direction` of its own where its first letters, those of a label, would give it a wrong one.
    """

    spaces: str
    pieces: tuple[_Span, ...]
    direction: Direction = ""


class LineLooks:
    """The looks of a text's lines under these turns, asked for from the top down."""

    def __init__(
        self, stored: DocumentText, positions: TextPositions, roles: Mapping[str, SpeakerRole], turns: Iterable[Turn]
    ) -> None:
        turns = tuple(turns)
        self._openings = {positions.to_units(turn.start): _direction(turn, stored.text) for turn in turns}
        self._spans = sorted([*_turn_spans(turns, positions, roles), *_format_spans(stored, positions)], key=_start)
        self._next = 0
        self._open: list[_Span] = []
        self._is_after_gap = True

    def of_line(self, start: int, end: int) -> LineLook:
        """The look of the next line, which takes these units of the text."""
        pieces: tuple[_Span, ...] = ()
        if self._open or (self._next < len(self._spans) and self._spans[self._next][0] < end):
            pieces = self._cut(start, end)
        is_heading = any(kind.startswith("heading") for _, _, kind in pieces)
        spaces = "empty" if start == end else "" if self._is_after_gap else self._room_above(start, is_heading)
        self._is_after_gap = start == end
        return LineLook(spaces, pieces, self._openings.get(start, ""))

    def _room_above(self, start: int, is_heading: bool) -> str:
        return "turn" if is_heading or start in self._openings else ""

    def _cut(self, start: int, end: int) -> tuple[_Span, ...]:
        spans = self._spans
        while self._next < len(spans) and spans[self._next][0] < end:
            self._open.append(spans[self._next])
            self._next += 1
        cut = [
            (max(first - start, 0), min(last, end) - start, kind)
            for first, last, kind in self._open
            if last > start and first < end
        ]
        self._open = [span for span in self._open if span[1] > end]
        return tuple(sorted(cut, key=_rank))


class LineFormats:
    """The formats of Qt for looks, made once for a document."""

    def __init__(self, setting: Setting) -> None:
        paragraph_px, turn_px, empty_px = gaps_px(setting.font)
        self.usual = QTextBlockFormat()
        proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        self.usual.setLineHeight(setting.line_height_percent, proportional)
        self.usual.setBottomMargin(paragraph_px)
        before_turn = QTextBlockFormat(self.usual)
        before_turn.setTopMargin(turn_px)
        empty = QTextBlockFormat()
        empty.setLineHeight(empty_px, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self._spaces = {"": self.usual, "turn": before_turn, "empty": empty}
        self._turned: dict[tuple[str, Direction], QTextBlockFormat] = {}
        self._setting = setting
        self._pieces: dict[str, QTextCharFormat] = {}

    def spaces(self, look: LineLook) -> QTextBlockFormat:
        """The spaces of a line, and the side where it begins."""
        if not look.direction:
            return self._spaces[look.spaces]
        key = look.spaces, look.direction
        if key not in self._turned:
            made = QTextBlockFormat(self._spaces[look.spaces])
            made.setLayoutDirection(_QT_DIRECTIONS[look.direction])
            self._turned[key] = made
        return self._turned[key]

    def pieces(self, look: LineLook) -> list[QTextLayout.FormatRange]:
        """The pieces of a line."""
        made = []
        for start, end, kind in look.pieces:
            piece = QTextLayout.FormatRange()
            piece.start, piece.length, piece.format = start, end - start, self._piece(kind)
            made.append(piece)
        return made

    def _piece(self, kind: str) -> QTextCharFormat:
        if kind not in self._pieces:
            self._pieces[kind] = _char_format(kind, self._setting)
        return self._pieces[kind]


def _direction(turn: Turn, text: str) -> Direction:
    """The direction of what is said, where it is another than that of the label before it."""
    if text.isascii():
        return ""
    said = _strong(text, turn.body_start, turn.end)
    return said if said and said != _strong(text, turn.label_start, turn.label_end) else ""


def _strong(text: str, start: int, end: int) -> Direction:
    """The direction of the first letter that has one."""
    for index in range(start, min(end, start + _MOST_CHARS_WITHOUT_DIRECTION)):
        kind = bidirectional(text[index])
        if kind in _DIRECTIONS:
            return _DIRECTIONS[kind]
    return ""


def _turn_spans(turns: Iterable[Turn], positions: TextPositions, roles: Mapping[str, SpeakerRole]) -> Iterator[_Span]:
    """Labels in a stronger weight; what the interviewer says steps back."""
    to_units = positions.to_units
    for turn in turns:
        if roles.get(turn.label) == "interviewer":
            yield to_units(turn.start), to_units(turn.end), _QUIET
        yield to_units(turn.label_start), to_units(turn.label_end), _LABEL


def _format_spans(stored: DocumentText, positions: TextPositions) -> Iterator[_Span]:
    for span in stored.formats:
        yield positions.to_units(span.start), positions.to_units(span.end), span.style


def _start(span: _Span) -> int:
    return span[0]


def _rank(span: _Span) -> int:
    """What is laid over what: the emphasis of the source over the label over the colour of the turn."""
    return (_QUIET, _LABEL).index(span[2]) if span[2] in (_QUIET, _LABEL) else 2


def _char_format(kind: str, setting: Setting) -> QTextCharFormat:
    made = QTextCharFormat()
    if kind == _LABEL:
        made.setFontWeight(QFont.Weight.DemiBold)
    elif kind == _QUIET:
        made.setForeground(setting.quiet)
    elif kind == "bold":
        made.setFontWeight(QFont.Weight.Bold)
    elif kind == "italic":
        made.setFontItalic(True)
    elif kind == "underline":
        made.setFontUnderline(True)
    elif kind.startswith("heading"):
        made.setFontWeight(QFont.Weight.Bold)
        made.setFontPointSize(setting.font.pointSizeF() * _HEADING_SIZES.get(kind, _LEAST_HEADING_SIZE))
    return made
