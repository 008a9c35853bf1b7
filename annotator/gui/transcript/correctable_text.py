"""The transcript whose words can be corrected: what is typed is kept as edits of the stored text until it is stored.

The text on the screen, the positions in it and the codings under it are always those of what has been typed so far;
each key costs what it changes. The text is never taken back from Qt as a whole, since that would turn some characters
into others. Storing, and what is said about it, is the business of `correcting`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent, QTextBlock, QTextCursor, QTextLayout
from PySide6.QtWidgets import QTextEdit

from annotator.analysis.correcting import turns_after
from annotator.analysis.text_units import TextUnits
from annotator.gui.transcript.line_looks import LineFormats, Setting
from annotator.gui.transcript.moved_layer import MovedLayer
from annotator.gui.transcript.redressing import keep_looks_behind, moved_looks, redress
from annotator.gui.transcript.text_positions import TextPositions
from annotator.gui.transcript.text_view import TextView
from annotator.project.document_texts import DocumentText
from annotator.project.stored_text import is_normal, normalise_text
from annotator.project.text_edits import Edit, TextEdits, composed
from annotator.project.word_diff import changed_part

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from annotator.analysis.turns import Turn
    from annotator.gui.transcript.coding_layer import CodingLayer
    from annotator.project.documents import SpeakerRole
    from annotator.project.ids import Id


class CorrectableText(TextView):
    """A text view that can be typed in while `is_correcting`."""

    typed = Signal()  # the words on the screen are others
    pasted = Signal()  # many words at once
    storing_wanted = Signal()  # what was typed should be stored before something else is done
    done = Signal()  # Escape was pressed

    _is_ready = False

    def __init__(self, colour_of: Callable[[Id], str], parent: QWidget | None = None) -> None:
        super().__init__(colour_of, parent)
        self._base = self._stored
        self._base_positions = self.positions
        self._base_layer: CodingLayer = self.layer
        self._edits: tuple[Edit, ...] = ()
        self._touched: tuple[int, int] | None = None  # units of the text as it is now
        self._is_filling = False
        self._is_typed = False
        self._looks_below: list[QTextLayout.FormatRange] | None = None  # of the line that an input method marks
        self.textChanged.connect(self._after_typing)
        self._is_ready = True

    # ---- correcting

    @property
    def is_correcting(self) -> bool:
        """Whether keys change the words."""
        return not self.isReadOnly()

    def set_correcting(self, is_correcting: bool) -> None:
        """Let keys change the words, or no longer. What is on the screen stays there."""
        self._dressing.finish()
        _ = self.units.spoken  # looked for now, and not at the first pause
        if is_correcting:
            self._put_caret_in_sight()
        caret, bar = self.textCursor(), self.verticalScrollBar()
        place = bar.value()
        self.setReadOnly(not is_correcting)
        if not is_correcting:
            by_mouse, by_keys = (
                Qt.TextInteractionFlag.TextSelectableByMouse,
                Qt.TextInteractionFlag.TextSelectableByKeyboard,
            )
            self.setTextInteractionFlags(by_mouse | by_keys)
            block = self.document().findBlock(caret.position())
            self._redress((block.position(), block.position()))
        self.setTextCursor(caret)
        bar.setValue(place)

    def _put_caret_in_sight(self) -> None:
        """Put a caret that is elsewhere before the words of the first paragraph that begins in sight."""
        first, last = self.ends_in_sight()
        if first <= self.textCursor().position() <= last:
            return
        begun = (block for block, rect in self.visible_blocks() if rect.top() >= 0 and block.text().strip())
        block = next(begun, None)
        place = self.positions.to_code_points(block.position() if block is not None else first)
        self.leave_selection(self.units.paragraph_at(place)[0] if block is not None else place)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What was typed and is not stored yet, counted in the stored text."""
        return self._edits

    @property
    def stored_turns(self) -> tuple[Turn, ...]:
        """The turns of the stored text, whatever was typed since."""
        return self.units.spoken

    def take_correction(self, stored: DocumentText, roles: Mapping[str, SpeakerRole]) -> tuple[int, int] | None:
        """The stored text is this one now. What the screen shows otherwise is changed in its place.

        The codings have to be set anew after it. Returns the span that was changed on the screen, in code points.
        """
        self._dressing.finish()
        spoken = self.units.spoken
        part = changed_part(self._stored.text, stored.text)
        edits = TextEdits(self._base.text, composed(self._edits, (part,) if part is not None else ()))
        if part is not None:
            self._show_words(part)
        self._roles = roles
        self._begin_at(stored, turns_after(spoken, edits, stored.formats))
        if self._touched is not None:
            self._redress(self._touched)
            self._touched = None
        return (part.start_char, part.start_char + len(part.words)) if part is not None else None

    def forget_edits(self) -> None:
        """What was typed came to nothing: the words are those that are stored."""
        self._begin_at(self._base, self.units.spoken)
        self.set_layer(self._base_layer)

    def _show_words(self, part: Edit) -> None:
        """Put words in the place of others on the screen, and the caret behind them."""
        start, end = self.positions.to_units(part.start_char), self.positions.to_units(part.end_char)
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self._is_filling = True
        cursor.insertText(part.words)
        self._is_filling = False
        self.positions = self.positions.replaced(*part)
        self._widen_touched(start, end - start, cursor.position() - start)
        self._stored = DocumentText("", ())  # nobody may cut words by it until the new one is taken
        self.blockSignals(True)
        self.setTextCursor(cursor)
        self.blockSignals(False)

    def _begin_at(self, stored: DocumentText, spoken: tuple[Turn, ...]) -> None:
        """All that is on the screen is stored as this."""
        self._stored = self._base = stored
        self._base_positions = self.positions
        self._edits = ()
        self.units = TextUnits(stored.text, stored.formats, spoken)
        self._turned.clear()

    def _redress(self, touched: tuple[int, int]) -> None:
        setting = Setting(self._roles, self.font(), self._quiet, self._typography.line_height_percent)
        tall = self.textCursor().block().position() if self.is_correcting else -1
        redress(self.document(), self._stored, self.positions, setting, self.units.spoken, touched, tall)
        self.viewport().update()

    # ---- what the view shows

    def show_text(
        self, stored: DocumentText, roles: Mapping[str, SpeakerRole], prepare: Callable[[], None] = lambda: None
    ) -> None:
        self._edits, self._touched = (), None
        super().show_text(stored, roles, prepare)
        self._base, self._base_positions = stored, self.positions

    def set_layer(self, layer: CodingLayer) -> None:
        self._base_layer = layer
        super().set_layer(layer)

    def _fill(self, anchor: int, position: int, prepare: Callable[[], None] = lambda: None) -> None:
        super()._fill(anchor, position, prepare)
        self.document().contentsChange.connect(self._on_contents_change)

    def _tell_selection(self) -> None:
        if self._edits and self.textCursor().hasSelection():
            self.storing_wanted.emit()
        super()._tell_selection()

    # ---- typing

    def _on_contents_change(self, at: int, removed: int, added: int) -> None:
        """Take in what Qt says of a change: it counts units, and sometimes more of them than have changed."""
        if self._is_filling:
            return
        length = self.document().characterCount() - 1
        before = self.positions.to_units(len(self._stored.text))
        added = min(added, length - at)
        removed = before - (length - added)
        start, end = self.positions.to_code_points(at), self.positions.to_code_points(at + removed)
        words = self._words_between(at, at + added)
        part = changed_part(self._stored.text[start:end], words)
        if part is None:
            return
        self._take_edit(Edit(start + part.start_char, start + part.end_char, part.words))

    def _take_edit(self, edit: Edit) -> None:
        start, end, words = edit
        at = self.positions.to_units(start)
        removed = self.positions.to_units(end) - at
        text = self._stored.text
        self._stored = DocumentText(text[:start] + words + text[end:], self._stored.formats)
        self.positions = self.positions.replaced(start, end, words)
        added = self.positions.to_units(start + len(words)) - at
        self._edits = composed(self._edits, (edit,))
        self._is_typed = True
        self._widen_touched(at, removed, added)
        self._turned.clear()
        if "\n" not in words and "\n" not in text[start:end]:
            block = self.document().findBlock(at)
            keep_looks_behind(block, at - block.position(), removed, added)
        moved = TextEdits(self._base.text, self._edits)
        self.layer = MovedLayer(self._base_layer, moved, self._base_positions, self.positions)

    def _after_typing(self) -> None:
        """When Qt is done with a key: an empty line that has words now is as high as others."""
        if not self._is_typed:
            return
        self._is_typed = False
        block = self.textCursor().block()
        usual = LineFormats(Setting(self._roles, self.font(), self._quiet, self._typography.line_height_percent)).usual
        if block.blockFormat().lineHeightType() != usual.lineHeightType():
            was_blocked = self.document().blockSignals(True)
            QTextCursor(block).setBlockFormat(usual)
            self.document().blockSignals(was_blocked)
        self.refresh_codings()
        self.typed.emit()

    def _widen_touched(self, at: int, removed: int, added: int) -> None:
        first, last = self._touched or (at, at + removed)
        last = max(last, at + removed) + added - removed
        self._touched = (min(first, at), max(last, at + added))

    def _words_between(self, start: int, end: int) -> str:
        """The words between two units, as they are in Qt's blocks."""
        pieces = []
        block = self.document().findBlock(start)
        while block.isValid() and block.position() <= end:
            pieces.append(_units_of(block, start - block.position(), end - block.position()))
            block = block.next()
        return "\n".join(pieces)

    # ---- events

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and self._is_ready and self._edits:
            self.storing_wanted.emit()  # the text is laid out anew as it is stored
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Undo and redo are those of the project, whoever has the keyboard."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_undo_or_redo(event):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.is_correcting:
            super().keyPressEvent(event)
            return
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # with Shift, Qt would put a break of its own
            event = QKeyEvent(event.type(), Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
        QTextEdit.keyPressEvent(self, event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Qt lays the marks of an input method over a line in the place of its looks; both are wanted."""
        cursor = self.textCursor()
        block, looks = cursor.block(), self._looks_below
        at, removed = cursor.selectionStart() - block.position(), cursor.selectionEnd() - cursor.selectionStart()
        if looks is None:
            looks = block.layout().formats()
        super().inputMethodEvent(event)
        self._looks_below = None
        if self.is_correcting and self.textCursor().block() == block:
            committed, marked = _unit_count(event.commitString()), _unit_count(event.preeditString())
            looks = moved_looks(looks, at, removed, committed)
            shown = moved_looks(looks, at + committed, 0, marked)
            block.layout().setFormats([*shown, *(block.layout().formats() if marked else ())])
            self.document().markContentsDirty(block.position(), block.length())
            self._looks_below = looks if marked else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Words are not dragged about while they are corrected: a press in the selection only ends it."""
        if self.is_correcting and event.button() == Qt.MouseButton.LeftButton and self.textCursor().hasSelection():
            self.setTextCursor(self.cursorForPosition(event.position().toPoint()))
        super().mousePressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() if self.is_correcting else super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words without their look, in the form in which texts are stored."""
        if self.is_correcting and source.hasText():
            self.put_in(source.text())

    def put_in(self, words: str) -> None:
        """Put words in the place of the selected ones."""
        self.textCursor().insertText(normalise_text(words))
        self.ensureCursorVisible()
        self.pasted.emit()

    def createMimeDataFromSelection(self) -> QMimeData:
        if not self.is_correcting:
            return super().createMimeDataFromSelection()
        cursor, data = self.textCursor(), QMimeData()
        to_code_points = self.positions.to_code_points
        start, end = to_code_points(cursor.selectionStart()), to_code_points(cursor.selectionEnd())
        data.setText(self._stored.text[start:end])
        return data

    @property
    def has_foreign_characters(self) -> bool:
        """Whether something was typed that is stored otherwise than it is on the screen."""
        return not all(is_normal(edit.words) for edit in self._edits)


def _is_undo_or_redo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


def _unit_count(words: str) -> int:
    return TextPositions(words).to_units(len(words))


def _units_of(block: QTextBlock, start: int, end: int) -> str:
    """The words of a block between two units within it."""
    text = block.text()
    positions = TextPositions(text)
    if positions.are_alike:
        return text[max(start, 0) : max(end, 0)]
    return text[positions.to_code_points(max(start, 0)) : positions.to_code_points(min(end, block.length() - 1))]
