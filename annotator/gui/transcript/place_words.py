"""Where the reader of a transcript is, in words: the number of the paragraph, how much is selected, which coding."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.analysis.paragraphs import Paragraphs
from annotator.gui.transcript.correctable_text import CorrectableText
from annotator.gui.transcript.gutter_view import GutterView
from annotator.gui.transcript.shown_coding import ShownCoding
from annotator.gui.workspace import Workspace

_NAME_LIMIT_SHOWN = 40
_NAME_LIMIT_SPOKEN = 200


class PlaceWords(QObject):
    """Counts the paragraphs of the shown text, for the gutter too, and says places in it."""

    def __init__(self, workspace: Workspace, view: CorrectableText, gutter: GutterView, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._view = view
        self._gutter = gutter
        self._paragraphs = Paragraphs("")

    @property
    def paragraph_count(self) -> int:
        """How many paragraphs there are."""
        return self._paragraphs.count

    def count(self, text: str) -> None:
        """Number the paragraphs of this text from now on."""
        self._paragraphs = Paragraphs(text)
        self._gutter.show_paragraphs(self._paragraphs)

    def follow_typing(self) -> None:
        """Number the paragraphs anew where a line has come, gone, or got its first words."""
        block = self._view.textCursor().block()
        is_numbered = self._paragraphs.number_of_line(block.blockNumber()) is not None
        is_same = self._view.document().blockCount() == len(self._paragraphs.line_starts)
        if not is_same or is_numbered != bool(block.text().strip()):
            self.count(self._view.stored_text)

    def number_at(self, position: int) -> int:
        """The number of the paragraph at a code point."""
        return self._paragraphs.number_at(position)

    def here(self) -> str:
        """Where the reader is, and what is selected or chosen there."""
        passage = self._workspace.passage
        if passage is None:
            return self._of_coding(self._chosen(), _NAME_LIMIT_SHOWN) or f"¶ {self._number_at_caret()}"
        count = len(self._view.stored_text[passage.start_char : passage.end_char].split())
        selected = self.tr("%n word(s) selected", None, count)
        return f"¶ {self.number_at(passage.start_char)}  ·  {selected}"

    def chosen_coding(self) -> str:
        """Where the chosen coding is, its code and how much it covers, to be spoken; nothing where none is."""
        return self._of_coding(self._chosen(), _NAME_LIMIT_SPOKEN)

    # ---- inside

    def _chosen(self) -> ShownCoding | None:
        return self._view.layer.get(self._workspace.coding_id)

    def _of_coding(self, shown: ShownCoding | None, name_chars: int) -> str:
        code = self._workspace.code(shown.code_id) if shown is not None else None
        if shown is None or code is None:
            return ""
        start, end = map(self._view.positions.to_code_points, (shown.start, shown.end))
        name = code.name if len(code.name) <= name_chars else code.name[: name_chars - 1].rstrip() + "…"
        count = self.tr("%n word(s)", None, len(self._view.stored_text[start:end].split()))
        return f"¶ {self.number_at(start)}  ·  {name}  ·  {count}"

    def _number_at_caret(self) -> int:
        if not self._view.edits:
            return self.number_at(self._view.caret())
        lines = self._paragraphs.line_starts  # as many as there are, but within them words may have come or gone
        return self.number_at(lines[min(self._view.textCursor().blockNumber(), len(lines) - 1)])
