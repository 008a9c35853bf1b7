"""The pane of memos, used by mouse and keys."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from annotator.gui.actions import Actions
from annotator.gui.memos.no_memos import NoMemos
from annotator.gui.memos.panel import MemosPanel
from annotator.gui.messages import Notice
from annotator.gui.workspace import Passage, Workspace
from annotator.project.ids import Id
from annotator.project.memos import About
from annotator.project.project import Project

TEXT = "I: How was the morning?\n\nP1: Quiet. The kettle sang before anyone spoke.\nI: And then?"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@dataclass
class Desk:
    """A window with the pane in it, over a project with one document, two codes and one coding."""

    qtbot: QtBot
    project: Project
    workspace: Workspace
    actions: Actions
    window: QMainWindow
    panel: MemosPanel
    document_id: Id
    code_id: Id
    coding_id: Id

    @property
    def titles(self) -> list[str]:
        return [self.panel.model.index(row).data() for row in range(self.panel.model.rowCount())]

    def pause(self) -> None:
        """Let the pause go by after which typing is stored."""
        with self.qtbot.waitSignal(self.workspace.changed, timeout=5_000):
            pass

    def click(self, title: str) -> None:
        place = self.panel.list.visualRect(self.panel.model.index(self.titles.index(title))).center()
        self.qtbot.mouseClick(self.panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def type(self, words: str) -> None:
        self.qtbot.keyClicks(self.panel.editor.text_field, words)

    def operations(self) -> list[str]:
        return [operation.kind for operation in self.project.history.operations(newest_first=False)]


@pytest.fixture
def desk(qtbot: QtBot, project: Project) -> Iterator[Desk]:
    document = project.documents.add("Interview 1", TEXT)
    parent = project.codes.add("Mornings")
    code = project.codes.add("Silence", parent_id=parent.id)
    start = TEXT.index("The kettle")
    coding = project.codings.add(document.id, code.id, start, start + 15)
    workspace = Workspace(project)
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(window)
    actions.build_menus(window.menuBar())
    actions.connect("edit.undo", workspace.undo)
    actions.connect("edit.redo", workspace.redo)
    panel = MemosPanel(workspace, actions, window)
    window.setCentralWidget(panel)
    window.resize(280, 480)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    yield Desk(qtbot, project, workspace, actions, window, panel, document.id, code.id, coding.id)
    panel.close()


def test_a_new_memo_is_stored_after_a_pause_and_tells_its_kind_and_coder(desk: Desk) -> None:
    desk.workspace.choose_document(desk.document_id)
    desk.qtbot.keyClick(desk.window, Qt.Key.Key_M, CTRL)
    assert desk.panel.editor.text_field.hasFocus()
    assert desk.project.memos.all() == []
    desk.type("A quiet house is not an empty one.")
    desk.pause()
    [memo] = desk.project.memos.all()
    assert (memo.text, memo.kind) == ("A quiet house is not an empty one.", "analytic")
    assert memo.about == About(document_id=desk.document_id)
    assert desk.panel.memo_id == memo.id
    assert desk.titles == ["A quiet house is not an empty one."]
    words = desk.panel.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Interview 1" in words
    assert "AK" in words


@pytest.mark.parametrize("action", ["memo.new", "memo.on_document", "memo.on_code", "memo.on_project"])
def test_a_new_memo_is_in_the_list_whatever_was_chosen_before(desk: Desk, action: str) -> None:
    desk.workspace.choose_document(desk.document_id)
    desk.workspace.choose_passage(Passage(desk.document_id, 0, 2))
    desk.workspace.choose_code(desk.code_id)
    desk.actions[action].setEnabled(True)
    desk.actions[action].trigger()
    desk.type("Where does this belong?")
    desk.pause()
    assert desk.titles == ["Where does this belong?"]


def test_the_empty_list_makes_room_for_the_memo_that_is_being_written(desk: Desk) -> None:
    assert desk.panel.findChild(NoMemos).isVisible()
    desk.actions["memo.on_project"].trigger()
    desk.qtbot.waitUntil(lambda: desk.panel.editor.text_field.height() > desk.panel.list.height())
    assert not desk.panel.findChild(NoMemos).isVisible()


def test_a_pause_in_typing_makes_one_operation(desk: Desk) -> None:
    desk.actions["memo.on_project"].trigger()
    desk.type("First thought.")
    desk.pause()
    desk.type(" Second thought.")
    desk.pause()
    assert desk.operations()[-2:] == ["memo.add", "memo.edit"]
    assert desk.project.memos.all()[0].text == "First thought. Second thought."


def test_an_empty_new_memo_leaves_no_trace(desk: Desk) -> None:
    before = desk.operations()
    desk.actions["memo.on_project"].trigger()
    desk.actions["memo.on_project"].trigger()
    desk.panel.find_bar.search_field.setFocus()
    desk.panel.close()
    assert desk.operations() == before
    assert desk.project.memos.all() == []


def test_a_new_memo_that_was_emptied_again_is_removed_when_it_is_left(desk: Desk) -> None:
    desk.actions["memo.on_project"].trigger()
    desk.type("x")
    desk.panel.editor.save()
    desk.qtbot.keyClick(desk.panel.editor.text_field, Qt.Key.Key_Backspace)
    desk.actions["memo.on_project"].trigger()
    assert desk.project.memos.all() == []


def test_no_letter_is_lost_when_the_keyboard_leaves_another_memo_is_chosen_or_the_pane_closes(desk: Desk) -> None:
    other = desk.project.memos.add("other", title="Other")
    desk.actions["memo.on_project"].trigger()
    desk.type("one")
    desk.panel.find_bar.search_field.setFocus()
    assert desk.project.memos.all()[0].text == "one"
    first = desk.panel.memo_id
    assert first is not None
    desk.panel.editor.text_field.setFocus()
    desk.type(" two")
    desk.click("Other")
    assert desk.panel.memo_id == other.id
    assert desk.project.memos.get(first).text == "one two"
    desk.panel.editor.text_field.setFocus()
    desk.type("three ")
    desk.panel.close()
    assert "three" in desk.project.memos.get(other.id).text


def test_memo_new_is_about_the_coding_else_the_passage_else_the_document(desk: Desk) -> None:
    workspace = desk.workspace
    workspace.choose_document(desk.document_id)
    workspace.choose_passage(Passage(desk.document_id, 2, 9))
    workspace.choose_coding(desk.coding_id)
    for words, forget in (
        ("coding", lambda: workspace.choose_coding(None)),
        ("passage", lambda: workspace.choose_passage(None)),
        ("document", lambda: None),
    ):
        desk.actions["memo.new"].trigger()
        desk.type(words)
        desk.panel.editor.save()
        forget()
    about = {memo.text: memo.about for memo in desk.project.memos.all()}
    assert about == {
        "coding": About(coding_id=desk.coding_id),
        "passage": About(desk.document_id, 2, 9),
        "document": About(document_id=desk.document_id),
    }


def test_undo_by_key_takes_back_what_was_typed_and_redo_brings_it_again(desk: Desk) -> None:
    memo = desk.project.memos.add("Tea.", title="Tea")
    desk.click("Tea")
    text = desk.panel.editor.text_field
    text.setFocus()
    desk.qtbot.keyClick(text, Qt.Key.Key_End, CTRL)
    desk.type(" And bread.")
    desk.qtbot.keyClick(text, Qt.Key.Key_Z, CTRL)
    assert text.toPlainText() == "Tea."
    assert desk.project.memos.get(memo.id).text == "Tea."
    desk.qtbot.keyClick(text, Qt.Key.Key_Z, CTRL | SHIFT)
    assert text.toPlainText() == "Tea. And bread."
    assert desk.project.memos.get(memo.id).text == "Tea. And bread."


def test_undo_of_a_new_memo_closes_it_and_redo_opens_it_again(desk: Desk) -> None:
    desk.actions["memo.on_project"].trigger()
    desk.type("Passing thought")
    desk.panel.editor.save()
    desk.qtbot.keyClick(desk.panel.editor.text_field, Qt.Key.Key_Z, CTRL)
    assert desk.panel.memo_id is None
    assert not desk.panel.editor.isVisible()
    assert desk.titles == []
    desk.workspace.redo()
    assert desk.panel.editor.isVisible()
    assert desk.panel.editor.text_field.toPlainText() == "Passing thought"


def test_a_change_from_elsewhere_does_not_overwrite_what_is_being_typed(desk: Desk) -> None:
    memo = desk.project.memos.add("Old text", title="Old title")
    desk.click("Old title")
    desk.panel.editor.text_field.setFocus()
    desk.type("Mine. ")
    desk.project.memos.edit(memo.id, text="Theirs", title="Their title")
    assert desk.panel.editor.text_field.toPlainText() == "Mine. Old text"
    assert desk.panel.editor.title_field.text() == "Their title"
    desk.panel.editor.save()
    assert desk.project.memos.get(memo.id).text == "Mine. Old text"


def test_words_typed_in_a_memo_that_is_removed_meanwhile_become_a_new_memo(desk: Desk) -> None:
    memo = desk.project.memos.add("Kept", title="Going", about=About(code_id=desk.code_id))
    desk.workspace.choose_code(desk.code_id)
    desk.click("Going")
    desk.panel.editor.text_field.setFocus()
    desk.type("Still here. ")
    desk.project.memos.delete([memo.id])
    desk.panel.editor.save()
    [left] = desk.project.memos.all()
    assert left.text == "Still here. Kept"
    assert left.about == About(code_id=desk.code_id)


def test_words_survive_when_what_they_were_about_was_removed_before_they_were_stored(desk: Desk) -> None:
    desk.workspace.choose_coding(desk.coding_id)
    desk.actions["memo.new"].trigger()
    desk.project.codings.delete([desk.coding_id])
    desk.type("An afterthought")
    desk.panel.editor.save()
    [memo] = desk.project.memos.all()
    assert memo.text == "An afterthought"
    assert memo.about == About()


def test_no_break_spaces_emoji_and_line_ends_stay_as_they_were_typed(desk: Desk) -> None:
    stored = "12\u00a0kg 🙂 e\u0301\nمرحبا\n"
    memo = desk.project.memos.add(stored, title="Odd")
    desk.click("Odd")
    desk.panel.editor.text_field.setFocus()
    desk.qtbot.keyClick(desk.panel.editor.text_field, Qt.Key.Key_Home, CTRL)
    desk.type("A ")
    desk.panel.editor.save()
    assert desk.project.memos.get(memo.id).text == "A " + stored


def test_the_search_finds_words_in_titles_and_texts_whatever_their_case(desk: Desk) -> None:
    desk.project.memos.add("The GARDEN gate", title="One")
    desk.project.memos.add("nothing", title="Gardening")
    desk.project.memos.add("nothing", title="Other")
    desk.qtbot.keyClick(desk.window, Qt.Key.Key_E, CTRL | SHIFT)
    assert desk.panel.find_bar.search_field.hasFocus()
    desk.qtbot.keyClicks(desk.panel.find_bar.search_field, "garden")
    assert sorted(desk.titles) == ["Gardening", "One"]
    desk.qtbot.keyClicks(desk.panel.find_bar.search_field, "zzz")
    assert desk.titles == []
    assert "No memo" in desk.panel.findChild(NoMemos).words.text()


def test_a_search_that_finds_nothing_here_offers_to_look_everywhere(desk: Desk) -> None:
    desk.project.memos.add("-", title="Elsewhere")
    desk.workspace.choose_document(desk.document_id)
    desk.qtbot.keyClicks(desk.panel.find_bar.search_field, "else")
    assert desk.titles == []
    desk.qtbot.mouseClick(desk.panel.findChild(NoMemos).everywhere_button, Qt.MouseButton.LeftButton)
    assert desk.titles == ["Elsewhere"]
    desk.qtbot.keyClick(desk.panel.find_bar.search_field, Qt.Key.Key_Down)
    assert desk.panel.list.hasFocus()
    assert desk.panel.editor.title_field.text() == "Elsewhere"


def test_the_list_follows_what_is_chosen_unless_a_scope_is_set(desk: Desk) -> None:
    other = desk.project.documents.add("Interview 2", "P2: A word.")
    desk.project.memos.add("-", title="On code", about=About(code_id=desk.code_id))
    desk.project.memos.add("-", title="On coding", about=About(coding_id=desk.coding_id))
    desk.project.memos.add("-", title="On document", about=About(document_id=desk.document_id))
    desk.project.memos.add("-", title="On project")
    assert len(desk.titles) == 4
    desk.workspace.choose_document(desk.document_id)
    assert sorted(desk.titles) == ["On coding", "On document"]
    desk.workspace.choose_code(desk.code_id)
    assert sorted(desk.titles) == ["On code", "On coding"]
    desk.workspace.choose_coding(desk.coding_id)
    assert desk.titles == ["On coding"]
    desk.workspace.choose_document(other.id)
    assert desk.titles == []
    desk.qtbot.keyClick(desk.panel.find_bar.scope_field, Qt.Key.Key_End)
    assert len(desk.titles) == 4


def test_a_memo_is_listed_with_the_code_that_its_coding_carries_now(desk: Desk) -> None:
    desk.project.memos.add("-", title="On coding", about=About(coding_id=desk.coding_id))
    other = desk.project.codes.add("Another code").id
    desk.workspace.choose_code(other)
    assert desk.titles == []
    desk.project.codings.recode([desk.coding_id], other)
    assert desk.titles == ["On coding"]
    desk.project.undo()
    assert desk.titles == []
    desk.workspace.choose_code(desk.code_id)
    assert desk.titles == ["On coding"]
    desk.project.memos.delete([memo.id for memo in desk.project.memos.all()])
    assert desk.titles == []


def test_go_to_shows_the_place_that_a_memo_is_about(desk: Desk) -> None:
    desk.project.memos.add("-", title="On coding", about=About(coding_id=desk.coding_id))
    desk.project.memos.add("-", title="On code", about=About(code_id=desk.code_id))
    start = TEXT.index("The kettle")
    desk.click("On coding")
    desk.qtbot.waitUntil(lambda: desk.panel.editor.go_button.height() > 8)
    with desk.qtbot.waitSignal(desk.workspace.place_wanted) as wanted:
        desk.qtbot.mouseClick(desk.panel.editor.go_button, Qt.MouseButton.LeftButton)
    assert wanted.args == [Passage(desk.document_id, start, start + 15)]
    assert desk.workspace.coding_id == desk.coding_id
    desk.qtbot.keyClick(desk.panel.find_bar.scope_field, Qt.Key.Key_End)
    desk.click("On code")
    assert desk.panel.editor.about_label.text() == "code Mornings > Silence"
    desk.qtbot.mouseClick(desk.panel.editor.go_button, Qt.MouseButton.LeftButton)
    assert desk.workspace.code_id == desk.code_id


@pytest.mark.parametrize("on", ["document", "passage", "code"])
def test_go_to_says_so_where_what_a_new_memo_is_about_has_gone(desk: Desk, on: str) -> None:
    abouts = {
        "document": About(document_id=desk.document_id),
        "passage": About(desk.document_id, 0, 4),
        "code": About(code_id=desk.code_id),
    }
    desk.panel.begin(abouts[on])
    desk.project.codes.delete([desk.code_id])
    desk.project.documents.delete([desk.document_id])
    told: list[Notice] = []
    desk.workspace.noticed.connect(told.append)
    desk.panel.editor.go_button.click()
    assert [notice.text for notice in told] == ["What this memo is about is not in the project any more."]
    assert desk.workspace.document_id is None


def test_a_memo_tells_its_paragraph_and_what_it_was_about_before_that_was_removed(desk: Desk) -> None:
    desk.project.memos.add("-", title="T", about=About(coding_id=desk.coding_id))
    desk.click("T")
    assert desk.panel.editor.about_label.text() == "coding “Silence”, Interview 1 ¶ 2"
    desk.project.codes.rename(desk.code_id, "Stillness")
    assert desk.panel.editor.about_label.text() == "coding “Stillness”, Interview 1 ¶ 2"
    desk.project.codes.delete([desk.code_id])
    assert desk.panel.editor.about_label.text() == "Interview 1 ¶ 2 · was about: Stillness"
    desk.project.documents.delete([desk.document_id])
    assert desk.panel.editor.about_label.text() == "was about: Stillness · Interview 1"
    desk.project.undo()
    desk.project.undo()
    assert desk.panel.editor.about_label.text() == "coding “Stillness”, Interview 1 ¶ 2"


def test_del_in_the_list_removes_a_memo_and_the_notice_offers_undo(desk: Desk) -> None:
    desk.project.memos.add("-", title="Stays")
    desk.project.memos.add("-", title="Goes")
    notices: list[Notice] = []
    desk.workspace.noticed.connect(notices.append)
    desk.click("Goes")
    desk.panel.list.setFocus()
    desk.qtbot.keyClick(desk.panel.list, Qt.Key.Key_Delete)
    assert desk.titles == ["Stays"]
    assert notices[-1].action == "edit.undo"
    assert "Goes" in notices[-1].text
    desk.actions["edit.undo"].trigger()
    assert sorted(desk.titles) == ["Goes", "Stays"]


def test_another_kind_can_be_chosen_or_typed(desk: Desk) -> None:
    memo = desk.project.memos.add("-", title="T")
    desk.click("T")
    field = desk.panel.editor.kind_field
    field.setFocus()
    desk.qtbot.keyClick(field, Qt.Key.Key_Down)
    desk.panel.find_bar.search_field.setFocus()
    assert desk.project.memos.get(memo.id).kind == "reflexive"
    field.setFocus()
    field.lineEdit().selectAll()
    desk.qtbot.keyClicks(field, "team talk")
    desk.panel.find_bar.search_field.setFocus()
    assert desk.project.memos.get(memo.id).kind == "team talk"


def test_what_cannot_be_stored_stays_in_the_editor_until_it_can(desk: Desk) -> None:
    memo = desk.project.memos.add("First.", title="One")
    desk.project.memos.add("-", title="Two")
    notices: list[Notice] = []
    desk.workspace.noticed.connect(notices.append)
    desk.click("One")
    text = desk.panel.editor.text_field
    text.setFocus()
    desk.qtbot.keyClick(text, Qt.Key.Key_End)
    desk.type(" Second.")
    desk.project.connection.exec_driver_sql("PRAGMA busy_timeout=0")
    with closing(sqlite3.connect(desk.project.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        desk.click("Two")
        assert notices[-1].kind == "warning"
        assert desk.panel.memo_id == memo.id
        assert text.toPlainText() == "First. Second."
        other.execute("ROLLBACK")
    desk.click("Two")
    assert desk.panel.memo_id != memo.id
    assert desk.project.memos.get(memo.id).text == "First. Second."


def test_a_project_open_for_reading_shows_memos_and_takes_no_letters(desk: Desk, qtbot: QtBot) -> None:
    desk.project.memos.add("Kept as it is", title="One")
    with Project.open(desk.project.path, read_only=True) as reading:
        panel = MemosPanel(Workspace(reading), desk.actions)
        qtbot.addWidget(panel)
        panel.show()
        panel.open(panel.model.ids[0])
        qtbot.keyClicks(panel.editor.text_field, "x")
        qtbot.keyClicks(panel.editor.title_field, "x")
        panel.close()
        assert [(memo.title, memo.text) for memo in reading.memos.all()] == [("One", "Kept as it is")]
        assert panel.editor.text_field.toPlainText() == "Kept as it is"


def test_memo_id_follows_what_is_open(desk: Desk) -> None:
    memo = desk.project.memos.add("-", title="T")
    with desk.qtbot.waitSignal(desk.panel.memo_chosen):
        desk.click("T")
    assert desk.panel.memo_id == memo.id
    assert desk.actions["memo.delete"].isEnabled()
    with desk.qtbot.waitSignal(desk.panel.memo_chosen):
        desk.actions["memo.delete"].trigger()
    assert desk.panel.memo_id is None
    assert not desk.actions["memo.delete"].isEnabled()


def test_typing_keeps_the_cursor_when_undo_changes_another_field(desk: Desk) -> None:
    desk.project.memos.add("A line of text", title="T")
    desk.click("T")
    text = desk.panel.editor.text_field
    text.setFocus()
    desk.qtbot.keyClick(text, Qt.Key.Key_End)
    desk.type("!")
    desk.panel.editor.save()
    assert text.textCursor().position() == len("A line of text!")
