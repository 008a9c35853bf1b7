"""Somebody at the room where one codes, with one transcript open and the hands on the keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from annotator.gui.actions import Actions
from annotator.gui.pages.code_page import CodePage
from annotator.gui.transcript.text_view import TextView
from annotator.gui.workspace import Workspace
from annotator.project.codings import Coding
from annotator.project.documents import NewSpeaker
from annotator.project.project import Project

PLAIN = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton
TEXT = (
    "Interview at the quay\n"
    "I: What did the first week look like? Tell me.\n"
    "P1: Grey, mostly. I kept the radio on 👍🏽 so the flat had a voice.\n"
    "It helped. Then Signe rang the bell.\n"
    "\n"
    "I: And then?\n"
    "P1: She did not leave. We baked every Sunday."
)
SPEAKERS = (NewSpeaker("I", "interviewer"), NewSpeaker("P1", "participant", "P01"))


class CodingBench:
    """The room, and verbs for keys and mouse in it."""

    def __init__(self, qtbot: QtBot, project: Project, text: str = TEXT) -> None:
        self.qtbot = qtbot
        self.project = project
        self.document = project.documents.add("Interview 1", text, participant="P01", speakers=SPEAKERS)
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.actions = Actions(self.window)
        self.workspace = Workspace(project, self.window)
        self.notices: list[str] = []
        self.workspace.noticed.connect(lambda notice: self.notices.append(notice.text))
        self.page = CodePage(self.workspace, self.actions)
        self.window.setCentralWidget(self.page)
        self.window.resize(1240, 700)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        workspace = self.workspace
        for signal in (
            workspace.document_chosen,
            workspace.passage_chosen,
            workspace.coding_chosen,
            workspace.code_chosen,
            workspace.conditions_changed,
            workspace.changed,
        ):
            signal.connect(self._enable)
        workspace.choose_document(self.document.id)
        self._enable()
        self.view.setFocus()

    def close(self) -> None:
        self.page.close()
        self.workspace.close()

    @property
    def view(self) -> TextView:
        return self.page.transcript.view

    def _enable(self) -> None:
        self.actions.enable(self.workspace.conditions() | self.page.conditions() | {"edit.undo", "edit.redo"})

    # ---- hands

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        """Press a key where the keyboard is."""
        self.qtbot.keyClick(QApplication.focusWidget() or self.view, key, modifiers)

    def keys(self, letters: str) -> None:
        """Press the keys with these letters or digits; a capital with Shift."""
        for letter in letters:
            self.key(Qt.Key(ord(letter.upper())), SHIFT if letter.isupper() else PLAIN)

    def caret_at(self, words: str) -> None:
        """Put the caret before words, without a selection."""
        cursor = QTextCursor(self.view.document())
        cursor.setPosition(self.view.positions.to_units(self.span(words)[0]))
        self.view.setTextCursor(cursor)

    def place(self, words: str) -> QPoint:
        """The middle of the first character of words, in the viewport."""
        start = self.view.positions.to_units(self.span(words)[0])
        first, second = self.view.rect_of_unit(start), self.view.rect_of_unit(start + 1)
        return QPoint(round((first.left() + second.left()) / 2), round(first.center().y()))

    def code(self, words: str, path: str) -> Coding:
        """A coding by whoever is at work, not by hand."""
        code = self.project.codes.ensure(path)
        return self.project.codings.add(self.document.id, code.id, *self.span(words))

    def find_code(self, words: str) -> None:
        """Type into the list of codes that is open, and press Enter."""
        popup = self.page.transcript.quick_list
        self.qtbot.waitUntil(popup.isVisible)
        self.qtbot.keyClicks(popup.field, words)
        self.qtbot.keyClick(popup.field, Qt.Key.Key_Return)

    # ---- eyes

    def span(self, words: str) -> tuple[int, int]:
        """Where words are, in code points."""
        start = self.view.stored_text.index(words)
        return start, start + len(words)

    def selected(self) -> str:
        """The words that are selected."""
        passage = self.workspace.passage
        return self.view.stored_text[passage.start_char : passage.end_char] if passage is not None else ""

    def after_caret(self, count: int = 8) -> str:
        """The first characters behind the caret."""
        caret = self.view.caret()
        return self.view.stored_text[caret : caret + count]

    def chosen_code(self) -> str | None:
        """The name of the code of the coding that is chosen."""
        coding_id = self.workspace.coding_id
        if coding_id is None:
            return None
        return self.project.codes.get(self.project.codings.get(coding_id).code_id).name

    def coded(self) -> list[tuple[str, str]]:
        """(code path, words) of each coding, in the order of the text."""
        tree, text = self.project.codes.tree(), self.view.stored_text
        return [
            (" > ".join(tree.path(coding.code_id)), text[coding.start_char : coding.end_char])
            for coding in self.project.codings.of_document(self.document.id)
        ]
