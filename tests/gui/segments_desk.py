"""The page of segments on a screen, over a real project, and the hands of its user."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.segments.page import SegmentsPage
from annotator.project.ids import Id
from annotator.project.project import Project
from tests.gui.room_desk import RoomDesk

LAKE = "I: What was winter like?\n\nP1: The lake froze early and we walked across.\nP1: Nobody fell in that year.\n"
BOAT = "P2: My boat leaked 🚣 all June.\nP2: I bailed it with a hat, and nobody laughed.\n"
PLAIN = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def fill(project: Project) -> None:
    """Two interviews of people of 40 and 25, with five codings by two coders."""
    lake = project.documents.add("Lake", LAKE, participant="P01")
    boat = project.documents.add("Boat", BOAT, participant="P02")
    bo = project.coders.add("Bo Lie")
    for document, text, path, words, coder in (
        (lake, LAKE, "Winter > Ice", "The lake froze early", None),
        (lake, LAKE, "Walking", "early and we walked across", None),
        (lake, LAKE, "Luck", "Nobody fell in", bo.id),
        (boat, BOAT, "Summer", "My boat leaked 🚣 all June", None),
        (boat, BOAT, "Luck", "nobody laughed", None),
    ):
        start = text.index(words)
        code = project.codes.ensure(path)
        project.codings.add(document.id, code.id, start, start + len(words), coder_id=coder)
    age = project.participants.add_attribute("Age", "number")
    for person, years in zip(project.participants.all(), ("40", "25"), strict=True):
        project.participants.set_value(person.id, age.id, years)


class SegmentsDesk(RoomDesk):
    """The page, and what it told."""

    page: SegmentsPage

    def __init__(self, project: Project, qtbot: QtBot) -> None:
        super().__init__(project, qtbot, SegmentsPage)

    def rows(self) -> list[str]:
        """The words in the rows; headings in square brackets."""
        model = self.page.model
        return [
            str(model.index(row, 0).data()) if model.place_at(row) else f"[{model.index(row, 0).data()}]"
            for row in range(model.rowCount())
        ]

    def column(self, number: int) -> list[str]:
        """The cells of a column."""
        return [str(self.page.model.index(row, number).data()) for row in range(self.page.model.rowCount())]

    def choose(self, *words: str) -> None:
        """Click the row with the first words, and the others with Ctrl."""
        view = self.page.view
        for number, each in enumerate(words):
            at = view.visualRect(self.page.model.index(self.rows().index(each), 0)).center()
            modifier = Qt.KeyboardModifier.ControlModifier if number else PLAIN
            self.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, at)
        view.setFocus()
        self.settle()

    def chosen(self) -> list[str]:
        """The words of the chosen segments."""
        return [self.words(place.document_id, place.start, place.end) for place in self.page.view.places]

    def words(self, document_id: Id, start: int, end: int) -> str:
        """Words of a stored text."""
        return self.project.documents.text(document_id).text[start:end]

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN, on: QWidget | None = None) -> None:
        """Press a key where the keyboard is."""
        self.qtbot.keyClick(on or QApplication.focusWidget() or self.page, key, modifier)
        self.settle()

    def fill_in(self, field: QWidget, letters: str) -> None:
        """Type into a field of the query and press Enter."""
        field.setFocus()
        self.qtbot.keyClicks(field, letters)
        self.qtbot.keyClick(field, Qt.Key.Key_Return)
        self.settle()

    def pick_code(self, letters: str) -> None:
        """Type into the list of codes that is open, and press Enter."""
        popup = self.page.commands.quick_list
        self.qtbot.waitUntil(popup.isVisible)
        self.qtbot.keyClicks(popup.field, letters)
        self.qtbot.keyClick(popup.field, Qt.Key.Key_Return)
        self.settle()

    def coded(self) -> list[tuple[str, str]]:
        """(code path, words) of each coding, by document and place."""
        tree = self.project.codes.tree()
        return [
            (" > ".join(tree.path(coding.code_id)), self.words(document.id, coding.start_char, coding.end_char))
            for document in self.project.documents.all()
            for coding in self.project.codings.of_document(document.id)
        ]

    def close(self) -> None:
        """Leave the page."""
        self.page.close()
