"""The room where coders are compared on a screen, over a real project, and the hands of its user."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.compare.list_model import LOOK
from annotator.gui.compare.page import ComparePage
from annotator.project.ids import Id
from annotator.project.project import Project
from tests.gui.room_desk import RoomDesk

FERRY = (
    "I: What was the crossing like?\n\n"
    "P1: The ferry was late, so we sang on the quay. Nobody minded the rain.\n"
    "P1: My aunt 🚣 rowed us over in the end, and she never asked for money.\n"
)
KIOSK = "P2: The kiosk was shut all winter. I missed the talk more than the bread.\n"
SANG, LATE = "we sang on the quay", "The ferry was late"
ROWED, MONEY, RAIN = "My aunt 🚣 rowed us over", "she never asked for money", "Nobody minded the rain"
PLAIN = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def fill(project: Project) -> None:
    """An interview that Anna and Bo have coded: an agreement, other ends, other codes, and one who left something out.

    A second one was coded by Anna alone.
    """
    ferry, kiosk = project.documents.add("Ferry", FERRY), project.documents.add("Kiosk", KIOSK)
    bo = project.coders.add("Bo Lie")
    for document, text, path, words, coder in (
        (ferry, FERRY, "Waiting", LATE, None),
        (ferry, FERRY, "Waiting", LATE, bo.id),
        (ferry, FERRY, "Song", SANG, None),
        (ferry, FERRY, "Song", "so we sang on the quay", bo.id),
        (ferry, FERRY, "Care", ROWED, None),
        (ferry, FERRY, "Courage", ROWED, bo.id),
        (ferry, FERRY, "Care", MONEY, bo.id),
        (kiosk, KIOSK, "Loss", "I missed the talk", None),
    ):
        start = text.index(words)
        project.codings.add(document.id, project.codes.ensure(path).id, start, start + len(words), coder_id=coder)


class CompareDesk(RoomDesk):
    """The page, and what it told."""

    page: ComparePage

    def __init__(self, project: Project, qtbot: QtBot) -> None:
        super().__init__(project, qtbot, ComparePage)

    def rows(self) -> list[str]:
        """The codes in the rows of the list."""
        return [str(self.page.model.index(row).data()) for row in range(self.page.model.rowCount())]

    def outcomes(self) -> list[str]:
        """What the rows say was decided."""
        return [str(self.page.model.index(row).data(LOOK).outcome) for row in range(self.page.model.rowCount())]

    def current(self) -> str:
        """The codes of the place that is looked at."""
        place = self.page.talk.current
        return self.page.words.codes(self.page.comparison.differences[place]) if place >= 0 else ""

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN, *, on: QWidget | None = None) -> None:
        """Press a key, in the list if nothing else is said."""
        target = on or self.page.view
        target.setFocus()
        self.qtbot.keyClick(target, key, modifiers)
        self.settle()

    def show_only(self, shown: str) -> None:
        """Click one of the buttons above the list."""
        self.page.bar.buttons[shown].click()  # type: ignore[index]
        self.settle()

    def go_to(self, codes: str) -> None:
        """Click the row with these codes."""
        row = self.page.model.index(self.rows().index(codes))
        self.page.view.scrollTo(row)
        at = self.page.view.visualRect(row).center()
        self.qtbot.mouseClick(self.page.view.viewport(), Qt.MouseButton.LeftButton, PLAIN, at)
        self.settle()

    def write_note(self, words: str) -> None:
        """Type a note."""
        self.page.panel.note.setFocus()
        self.page.panel.note.selectAll()
        self.qtbot.keyClicks(self.page.panel.note, words)

    def consensus(self) -> list[tuple[str, str]]:
        """The codes and words of the consensus codings, by place."""
        names = {code.id: code.name for code in self.project.codes.all()}
        found = []
        for document in self.project.documents.all():
            text = self.project.documents.text(document.id).text
            found += [
                (names[each.code_id], text[each.start_char : each.end_char])
                for each in self.project.consensus.codings_in(document.id)
            ]
        return found

    def notes(self) -> list[tuple[str, str]]:
        """The titles and texts of the memos of the consensus."""
        return [(memo.title, memo.text) for memo in self.project.memos.all() if memo.kind == "consensus"]

    def document(self, name: str) -> Id:
        """The document with this name."""
        return next(each.id for each in self.project.documents.all() if each.name == name)

    def close(self) -> None:
        """Leave the page as the window does."""
        self.page.close()
        self.window.close()
