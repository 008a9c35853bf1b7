"""From a stored text to a QTextDocument: one block per line, with the look of headings, turns and emphasis.

The look lies in the blocks' layouts and spaces, as a syntax highlighter's does, so the document itself is just the
text. A long text is dressed from its top in small portions, each before it is laid out, so that its first screen is
there at once and nothing is laid out twice.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from annotator.analysis.turns import Turn, find_turns, find_turns_in_steps
from annotator.gui import theme
from annotator.gui.transcript.line_looks import LineFormats, LineLook, LineLooks, Setting
from annotator.gui.transcript.long_lines import keep_shapes_of_long_lines
from annotator.gui.transcript.text_positions import TextPositions

if TYPE_CHECKING:
    from annotator.project.documents import DocumentText
    from annotator.project.stored_text import FormatSpan

# What is dressed before anybody has seen the text, some screens of it; its turns are looked for in a little more.
_TOP_UNITS = 8_000
_TOP_TURNS_CHARS = 16_000
_BLOCKS_A_LOOK_AT_THE_CLOCK = 8


def build(stored: DocumentText, positions: TextPositions, setting: Setting) -> Dressing:
    """The dressing of a new document that holds a stored text; its first screens are dressed."""
    made = QTextDocument()
    made.setUndoRedoEnabled(False)
    made.setDefaultFont(setting.font)
    made.setDocumentMargin(theme.DOCUMENT_MARGIN_PX)
    formats = LineFormats(setting)
    cursor = QTextCursor(made)
    cursor.setBlockFormat(formats.usual)  # each block that is inserted takes over the spaces of the one before
    cursor.insertText(stored.text)
    keep_shapes_of_long_lines(made, stored.text, positions)
    return Dressing(made, stored, positions, setting, formats)


class Dressing(QObject):
    """Gives the blocks of a document their looks, from the top down, and keeps Qt from laying them out before that."""

    turns_found = Signal(object)  # all turns of a long text, once they are known

    def __init__(
        self,
        document: QTextDocument,
        stored: DocumentText,
        positions: TextPositions,
        setting: Setting,
        formats: LineFormats,
    ) -> None:
        super().__init__(document)
        self.document = document
        self.dressed_to = 0  # in units: where the first block begins that has not its look yet
        self.is_done = False
        self._stored, self._positions, self._setting, self._formats = stored, positions, setting, formats
        self._search = find_turns_in_steps(stored.text, stored.formats)
        self._worn: list[LineLook] = []  # what the first blocks wear by the turns of the top alone
        self._block = document.begin()
        is_short = len(stored.text) <= _TOP_UNITS
        self._looks = self._looks_under(find_turns(*(self._whole() if is_short else self._top())))
        self._is_search_over = is_short
        self._dress(document.characterCount() if is_short else _TOP_UNITS)

    def hold_layout(self) -> None:
        """Keep Qt from laying out by itself what is not dressed yet; to be called once the layout has been made."""
        if not self.is_done:
            self.document.documentLayout().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The layout goes on by a timer."""
        return event.type() == QEvent.Type.Timer and not self.is_done

    def step(self, budget_ms: float) -> None:
        """Do some more, for about so long, and lay it out."""
        until = perf_counter() + budget_ms / 1000
        while not self._is_search_over and perf_counter() < until:
            self._search_on()
        if self._is_search_over:
            self._dress(self.document.characterCount(), until)

    def dress_to(self, unit: int) -> None:
        """Dress all blocks down to the one that holds a unit."""
        if self.is_done or unit < self.dressed_to:
            return
        while not self._is_search_over:
            self._search_on()
        self._dress(unit)

    def finish(self) -> None:
        """Dress all that is left."""
        self.dress_to(self.document.characterCount())

    def _whole(self) -> tuple[str, tuple[FormatSpan, ...]]:
        return self._stored.text, self._stored.formats

    def _top(self) -> tuple[str, tuple[FormatSpan, ...]]:
        """The beginning of the text, whose turns mostly show from it alone."""
        end = self._stored.text.find("\n", _TOP_TURNS_CHARS)
        end = end if end >= 0 else len(self._stored.text)
        return self._stored.text[:end], tuple(span for span in self._stored.formats if span.end <= end)

    def _looks_under(self, turns: tuple[Turn, ...]) -> LineLooks:
        return LineLooks(self._stored, self._positions, self._setting.roles, turns)

    def _search_on(self) -> None:
        """Look for more turns; when all are known, begin again at the first block."""
        try:
            next(self._search)
        except StopIteration as over:
            self._is_search_over = True
            self._looks = self._looks_under(over.value)
            self.turns_found.emit(over.value)
            self._block = self.document.begin()

    def _dress(self, to_unit: int, until: float | None = None) -> None:
        """Dress down to a unit, or until a time has come; all that changes is laid out once, at the end."""
        cursor = QTextCursor(self.document)
        was_blocked = self.document.blockSignals(True)  # nothing is edited, whatever a look does
        cursor.beginEditBlock()
        block = self._block
        while block.isValid() and block.position() <= to_unit:
            self._dress_block(block, cursor)
            block = block.next()
            if until is not None and block.blockNumber() % _BLOCKS_A_LOOK_AT_THE_CLOCK == 0 and perf_counter() > until:
                break
        cursor.endEditBlock()
        self.document.blockSignals(was_blocked)
        self._block = block
        self.dressed_to = max(self.dressed_to, block.position() if block.isValid() else self.document.characterCount())
        self.is_done = not block.isValid()
        if self.is_done:
            self._worn.clear()

    def _dress_block(self, block: QTextBlock, cursor: QTextCursor) -> None:
        start = block.position()
        look = self._looks.of_line(start, start + block.length() - 1)
        number = block.blockNumber()
        worn = self._worn[number] if number < len(self._worn) else None
        if worn is None and not self._is_search_over:
            self._worn.append(look)
        if look == worn:
            return
        if (look.spaces, look.direction) != ((worn.spaces, worn.direction) if worn else ("", "")):
            cursor.setPosition(start)
            cursor.setBlockFormat(self._formats.spaces(look))
        if look.pieces or worn is not None:
            block.layout().setFormats(self._formats.pieces(look))
