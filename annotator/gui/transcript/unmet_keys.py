"""What is said when somebody presses a key for coding while something is missing for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence

from annotator.gui.actions import Actions
from annotator.gui.codebook.pins import DIGITS, Pins
from annotator.gui.messages import Notice
from annotator.gui.transcript.text_view import TextView
from annotator.gui.workspace import Workspace

_ON_CODINGS = (
    "coding.delete",
    "coding.recode",
    "coding.start_earlier",
    "coding.start_later",
    "coding.end_earlier",
    "coding.end_later",
)


class UnmetKeys(QObject):
    """Hears the keys of a text view that no action took, and says in a notice what to do first."""

    def __init__(self, workspace: Workspace, view: TextView, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._view = view
        self._actions = actions
        self._pins = Pins.of(workspace)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._view.isReadOnly():
            words = self._words(QKeySequence(event.keyCombination()))
            if words:
                self._workspace.notice(Notice(words))
                return True
        return super().eventFilter(watched, event)

    def words_to_select(self) -> str:
        """How words are selected, with the keys as they are now."""
        words = self.tr(
            "Select words first: {word} takes a word, {sentence} a sentence, {paragraph} a paragraph, {turn} a turn."
        )
        names = ("word", "sentence", "paragraph", "turn")
        return words.format(**{name: self._actions.keys_shown(f"select.{name}") for name in names})

    def _words(self, pressed: QKeySequence) -> str:
        """What is missing for what is pressed; nothing where no action of coding has this key."""
        if self._workspace.document_id is None or self._workspace.project.is_read_only:
            return ""
        if self._is_key_of(pressed, *_ON_CODINGS):
            words = self.tr("Put the cursor on coded words first, or go to the next coding ({keys}).")
            return words.format(keys=self._actions.keys_shown("go.next_coding"))
        digit = next((digit for digit in DIGITS if self._is_key_of(pressed, f"code.pinned_{digit}")), None)
        if digit is not None and self._pins.code_id(digit) is None:
            words = self.tr("No code is pinned to key {digit}. Choose one in the codebook, then {keys} pins it.")
            return words.format(digit=digit, keys=self._actions.keys_shown("code.pin"))
        if digit is None and not self._is_key_of(pressed, "code.last", "code.in_vivo"):
            return ""
        if self._workspace.passage is None:
            return self.words_to_select()
        return self.tr("No code has been given yet. Press Enter to find or make one.")

    def _is_key_of(self, pressed: QKeySequence, *names: str) -> bool:
        return any(pressed in self._actions[name].shortcuts() for name in names)
