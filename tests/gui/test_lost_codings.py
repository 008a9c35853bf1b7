"""The list of codings that want a look after a correction: without words, or on the same words as another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.messages import Notice
from annotator.gui.transcript.lost_codings import LostCodings
from annotator.gui.workspace import Passage, Workspace
from annotator.project.documents import Document
from annotator.project.ids import Id
from annotator.project.project import Project
from annotator.project.text_edits import Edit

TEXT = "I: Who came?\nP1: Marit came first, with a lamp.\nP1: Then Henrik.\n"


class Desk:
    """The list, over a project in which some words went."""

    def __init__(self, qtbot: QtBot, project: Project) -> None:
        self.project = project
        self.documents: list[Document] = [project.documents.add(f"Interview {n}", f"{n}\n{TEXT}") for n in (1, 2)]
        self.workspace = Workspace(project)
        self.notices: list[Notice] = []
        self.workspace.noticed.connect(self.notices.append)
        self.places: list[Passage] = []
        self.workspace.place_wanted.connect(self.places.append)
        self.list = LostCodings(self.workspace)
        qtbot.addWidget(self.list)
        self.list.resize(700, 240)

    def lose(self, words: str, document: int = 0, coder: str = "Anna Kvam") -> Id:
        document_id = self.documents[document].id
        start = self.project.documents.text(document_id).text.index(words)
        self.workspace.work_as(coder)
        code = self.project.codes.ensure(words)
        coding = self.project.codings.add(document_id, code.id, start, start + len(words))
        self.project.documents.correct(document_id, [Edit(start - 1, start + len(words), "")])
        self.workspace.work_as("Anna Kvam")
        return coding.id

    def double(self, short: str, long: str, document: int = 0, name: str = "Arrivals") -> tuple[Id, Id]:
        """Two codings of a code that a correction brings onto the same words: the first, and the one to look at."""
        document_id = self.documents[document].id
        text = self.project.documents.text(document_id).text
        code_id, start = self.project.codes.ensure(name).id, text.index(long)
        assert long.startswith(short)
        first, second = (
            self.project.codings.add(document_id, code_id, start, start + len(words)).id for words in (short, long)
        )
        self.project.documents.correct(document_id, [Edit(start + len(short), start + len(long), "")])
        return first, second

    def rows(self) -> list[tuple[str, ...]]:
        tree = self.list.list
        items = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
        return [tuple(item.text(column) for column in range(5)) for item in items if item is not None]


@pytest.fixture
def desk(qtbot: QtBot, project: Project) -> Iterator[Desk]:
    made = Desk(qtbot, project)
    yield made
    made.workspace.close()


def test_each_coding_is_listed_with_its_words_code_place_and_coder(desk: Desk) -> None:
    desk.lose("with a lamp")
    desk.lose("Henrik", document=1, coder="Bo Lind")
    desk.list.open()
    assert desk.rows() == [
        ("“with a lamp”", "with a lamp", "¶ 3, Interview 1", "Anna Kvam", "its words went"),
        ("“Henrik”", "Henrik", "¶ 4, Interview 2", "Bo Lind", "its words went"),
    ]


def test_the_list_follows_what_is_done_elsewhere(desk: Desk) -> None:
    desk.list.open()
    assert not desk.list.list.isVisibleTo(desk.list)
    first = desk.lose("with a lamp")
    desk.lose("Henrik")
    assert desk.list.words() == ["with a lamp", "Henrik"]
    desk.project.codings.delete([first])
    assert desk.list.words() == ["Henrik"]
    desk.workspace.undo()
    assert desk.list.words() == ["with a lamp", "Henrik"]
    desk.project.documents.delete([desk.documents[0].id])
    assert desk.list.words() == []


def test_a_code_twice_on_the_same_words_is_listed_and_one_key_makes_it_one(desk: Desk, qtbot: QtBot) -> None:
    desk.double("Marit came", "Marit came first", document=1)
    first, second = desk.double("Marit came", "Marit came first")
    desk.lose("Henrik")
    desk.workspace.choose_document(desk.documents[0].id)
    desk.list.open()
    qtbot.waitUntil(lambda: len(desk.rows()) == 3)
    assert [(row[0], row[2], row[4]) for row in desk.rows()] == [
        ("“Henrik”", "¶ 4, Interview 1", "its words went"),
        ("“Marit came”", "¶ 3, Interview 1", "coded twice"),
        ("“Marit came”", "¶ 3, Interview 2", "coded twice"),
    ]
    assert desk.list.settle_button.text() == "Uncode"
    qtbot.keyClick(desk.list.list, Qt.Key.Key_Down)
    assert desk.list.settle_button.text() == "Let the two be one"
    desk.list.go()
    assert desk.places[-1] == Passage(desk.documents[0].id, 19, 29)
    qtbot.keyClick(desk.list.list, Qt.Key.Key_Delete)
    assert second not in {each.id for each in desk.project.codings.all()}
    assert first in {each.id for each in desk.project.codings.all()}
    assert desk.list.words() == ["Henrik", "Marit came"]
    desk.workspace.undo()
    assert desk.list.words() == ["Henrik", "Marit came", "Marit came"]
    qtbot.keyClick(desk.list.list, Qt.Key.Key_End)
    qtbot.keyClick(desk.list.list, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    before = len(desk.project.history.operations())
    qtbot.keyClick(desk.list.list, Qt.Key.Key_Delete)
    assert desk.list.words() == ["Henrik"]
    assert len(desk.project.history.operations()) == before + 1


def test_blind_mode_hides_what_the_others_coded(desk: Desk) -> None:
    desk.lose("with a lamp")
    desk.lose("Henrik", coder="Bo Lind")
    desk.list.open()
    desk.workspace.sight.set_blind(True)
    assert desk.list.words() == ["with a lamp"]
    desk.workspace.sight.set_blind(False)
    assert desk.list.words() == ["with a lamp", "Henrik"]


def test_a_coding_stays_in_its_own_document(desk: Desk) -> None:
    desk.lose("with a lamp")
    desk.list.open()
    assert not desk.list.put_button.isEnabled()
    desk.workspace.choose_document(desk.documents[1].id)
    desk.workspace.choose_passage(Passage(desk.documents[1].id, 2, 8))
    desk.list.put()
    assert "another document" in desk.notices[-1].text
    desk.list.list.setFocus()
    desk.list.go()
    assert desk.workspace.document_id == desk.documents[0].id
    assert desk.places[-1].start_char == desk.places[-1].end_char
    desk.workspace.choose_passage(Passage(desk.documents[0].id, 2, 14))
    desk.list.put()
    assert [(c.start_char, c.end_char) for c in desk.project.codings.all()] == [(2, 14)]
    assert desk.list.words() == []


def test_names_of_two_hundred_characters_leave_room_for_the_words(desk: Desk, qtbot: QtBot) -> None:
    coding = desk.lose("with a lamp")
    desk.project.codes.rename(desk.project.codings.get(coding).code_id, "Long " * 39)
    desk.project.documents.rename(desk.documents[0].id, "Interview " * 19)
    desk.list.open()
    header = desk.list.list.header()
    assert header.sectionSize(0) > 150
    assert sum(header.sectionSize(column) for column in range(5)) <= desk.list.list.width()
    assert desk.rows()[0][2].startswith("¶ 3, ")
    qtbot.keyClick(desk.list, Qt.Key.Key_Escape)
    assert not desk.list.isVisible()
