"""Meetings in the window: begun, written down, filled with passages by a key, and read again later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from annotator.gui.compare.page import ComparePage
from annotator.gui.meetings.open_meeting import OpenMeeting
from annotator.gui.meetings.panel import MeetingPanel
from annotator.gui.pages.code_page import CodePage
from annotator.gui.segments.page import SegmentsPage
from annotator.gui.workspace import Passage
from annotator.project.documents import Document
from annotator.project.project import Project
from tests.e2e.test_keys_and_names import nameless
from tests.gui.whole_window import WholeWindow

TEXT = "I: What helped?\nP1: The bus driver knew my name. 🙂\nP1: That was new to me.\n"
PLAIN = Qt.KeyboardModifier.NoModifier


class Desk(WholeWindow):
    """The whole window over a project with one transcript and one coding."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        super().__init__(qtbot, path)
        self.go("go.code")

    @property
    def document(self) -> Document:
        return self.project.documents.all()[0]

    @property
    def panel(self) -> MeetingPanel:
        page = self.page
        assert isinstance(page, CodePage)
        return page.meetings.made_panel()

    @property
    def page(self) -> object:
        return self.window.pages.currentWidget()

    @property
    def told(self) -> str:
        return self.window.notice_bar._text.text()

    def go(self, name: str) -> None:
        """Do an action of the menus, which must be possible."""
        assert self.window.actions_[name].isEnabled()
        self.window.actions_[name].trigger()

    def choose(self, words: str) -> None:
        start = TEXT.index(words)
        self.workspace.choose_document(self.document.id)
        self.workspace.choose_passage(Passage(self.document.id, start, start + len(words)))

    def words(self) -> list[str]:
        return [self.panel.model.index(row).data() for row in range(self.panel.model.rowCount())]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "study.annot"
    with Project.create(path, title="Study", coder_name="Anna Kvam") as project:
        document = project.documents.add("Interview 1", TEXT)
        start = TEXT.index("The bus driver")
        project.codings.add(document.id, project.codes.add("Being known").id, start, start + 14)
    made = Desk(qtbot, path)
    yield made
    made.window.close()


def enter(desk: Desk, field: QLineEdit) -> None:
    """Come into a field by the Tab key."""
    field.setFocus(Qt.FocusReason.TabFocusReason)
    desk.qtbot.waitUntil(lambda: field.cursorPosition() == len(field.text()) and not field.hasSelectedText())


def test_a_new_meeting_is_of_today_with_whoever_is_at_work(desk: Desk) -> None:
    desk.go("meeting.new")
    (meeting,) = desk.project.meetings.all()
    assert meeting.day == QDate.currentDate().toString(Qt.DateFormat.ISODate)
    assert meeting.present == (desk.project.coder_name,)
    assert QApplication.focusWidget() is desk.panel.form.title_field


def test_what_is_written_is_stored_when_the_keyboard_leaves_and_undone_as_one(desk: Desk) -> None:
    desk.go("meeting.new")
    form = desk.panel.form
    desk.qtbot.keyClicks(form.title_field, "Third")
    enter(desk, form.present_field)
    desk.qtbot.keyClicks(form.present_field, ", Mara, Bo")
    form.decisions_field.setFocus()
    desk.qtbot.keyClicks(form.decisions_field, "Split Hope")
    form.notes_field.setFocus()
    desk.qtbot.keyClicks(form.notes_field, "Long talk")
    assert desk.panel.store()
    (meeting,) = desk.project.meetings.all()
    assert (meeting.title, meeting.decisions, meeting.text) == ("Third", "Split Hope", "Long talk")
    assert meeting.present == (desk.project.coder_name, "Mara", "Bo")
    desk.go("edit.undo")
    assert desk.project.meetings.all()[0].text == ""
    assert form.notes_field.toPlainText() == ""


def test_the_day_can_be_another(desk: Desk) -> None:
    desk.go("meeting.new")
    desk.panel.form.day_field.setDate(QDate(2026, 3, 4))
    assert desk.panel.store()
    assert desk.project.meetings.all()[0].day == "2026-03-04"


def test_a_comma_that_is_being_typed_stays_when_the_names_are_stored(desk: Desk) -> None:
    desk.go("meeting.new")
    field = desk.panel.form.present_field
    enter(desk, field)
    desk.qtbot.keyClicks(field, ", Mara, ")
    assert desk.panel.store()
    assert field.text().endswith("Mara, ")


def test_selected_words_and_codings_are_talked_about_by_a_key(desk: Desk) -> None:
    desk.choose("That was new")
    desk.go("meeting.talk")
    (meeting,) = desk.project.meetings.all()
    coding = desk.project.codings.all()[0]
    desk.workspace.choose_passage(None)
    desk.workspace.choose_coding(coding.id)
    desk.go("meeting.talk")
    links = desk.project.memo_links.of(meeting.memo_id)
    assert [(link.words, link.coding_id) for link in links] == [
        ("That was new", None),
        ("The bus driver", coding.id),
    ]
    assert desk.words() == ["That was new", "The bus driver"]
    desk.go("meeting.talk")
    assert "already" in desk.told
    assert len(desk.project.memo_links.of(meeting.memo_id)) == 2


def test_a_meeting_that_begins_by_talking_is_undone_as_one(desk: Desk) -> None:
    desk.choose("That was new")
    desk.go("meeting.talk")
    desk.go("edit.undo")
    assert desk.project.meetings.all() == []


def test_passages_go_to_an_earlier_meeting_only_while_somebody_looks_at_it(desk: Desk) -> None:
    earlier = desk.project.meetings.add("2026-01-12", title="First")
    desk.choose("That was new")
    desk.go("meeting.talk")
    new = next(each for each in desk.project.meetings.all() if each.memo_id != earlier.memo_id)
    assert len(desk.project.memo_links.of(new.memo_id)) == 1
    desk.project.meetings.delete(new.memo_id)
    desk.go("meeting.open")
    desk.qtbot.waitUntil(desk.panel.isVisible)
    assert desk.panel.open_meeting.meeting == desk.project.meetings.get(earlier.memo_id)
    desk.go("meeting.talk")
    assert len(desk.project.memo_links.of(earlier.memo_id)) == 1


def test_nothing_chosen_is_told_and_changes_nothing(desk: Desk) -> None:
    desk.workspace.choose_passage(None)
    desk.workspace.choose_coding(None)
    desk.go("meeting.talk")
    assert desk.project.meetings.all() == []
    assert "Select words" in desk.told


def test_segments_that_are_chosen_are_talked_about(desk: Desk) -> None:
    desk.go("go.segments")
    page = desk.page
    assert isinstance(page, SegmentsPage)
    desk.qtbot.waitUntil(lambda: page.is_fresh and page.found_count == 1, timeout=10_000)
    page.view.selectAll()
    desk.go("meeting.talk")
    (meeting,) = desk.project.meetings.all()
    assert [link.words for link in desk.project.memo_links.of(meeting.memo_id)] == ["The bus driver"]


def test_a_difference_between_coders_is_talked_about_with_each_of_its_codes(desk: Desk) -> None:
    mine = desk.project.codings.all()[0]
    code, bo = desk.project.codes.ensure("Courage"), desk.project.coders.add("Bo Lie")
    other = desk.project.codings.add(mine.document_id, code.id, mine.start_char, mine.end_char, coder_id=bo.id)
    desk.go("go.compare")
    page = desk.page
    assert isinstance(page, ComparePage)
    desk.qtbot.waitUntil(lambda: page.is_fresh and page.talk.current == 0, timeout=10_000)
    desk.qtbot.keyClick(page.view, Qt.Key.Key_F9)
    (meeting,) = desk.project.meetings.all()
    links = desk.project.memo_links.of(meeting.memo_id)
    assert [(link.words, link.coding_id) for link in links] == [
        ("The bus driver", mine.id),
        ("The bus driver", other.id),
    ]
    desk.qtbot.keyClick(page.view, Qt.Key.Key_F9)
    assert "already" in desk.told


def test_return_on_a_passage_goes_there_and_lost_words_are_told(desk: Desk) -> None:
    desk.choose("That was new")
    desk.go("meeting.talk")
    desk.workspace.choose_passage(None)
    desk.go("meeting.open")
    desk.panel.list.setCurrentIndex(desk.panel.model.index(0))
    desk.panel.list.activated.emit(desk.panel.model.index(0))
    start = TEXT.index("That was new")
    assert desk.workspace.passage == Passage(desk.document.id, start, start + 12)
    desk.workspace.go_to(Passage(desk.document.id, 0, 5))
    place = desk.panel.list.visualRect(desk.panel.model.index(0)).center()
    desk.qtbot.mouseClick(desk.panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.workspace.passage == Passage(desk.document.id, start, start + 12)
    assert QApplication.focusWidget() is desk.panel.list
    desk.project.documents.delete([desk.document.id])
    assert desk.words() == ["That was new"]
    desk.panel.list.activated.emit(desk.panel.model.index(0))
    assert "what they were" in desk.told


def test_keys_move_passages_and_take_them_off(desk: Desk) -> None:
    for words in ("That was new", "knew my name"):
        desk.choose(words)
        desk.go("meeting.talk")
    desk.go("meeting.open")
    panel = desk.panel
    panel.list.setCurrentIndex(panel.model.index(1))
    desk.qtbot.keyClick(panel.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert desk.words() == ["knew my name", "That was new"]
    assert panel.list.currentIndex().row() == 0
    desk.qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert desk.words() == ["That was new"]
    desk.go("edit.undo")
    assert desk.words() == ["knew my name", "That was new"]


def test_what_followed_is_told_codes_first(desk: Desk) -> None:
    desk.go("meeting.new")
    desk.project.codes.rename(desk.project.codes.all()[0].id, "Being known by name")
    desk.choose("That was new")
    desk.workspace.code_passage(desk.project.codes.all()[0].id)
    panel = desk.panel
    panel._tabs.setCurrentWidget(panel.outcomes)
    wanted = "Rename code “Being known” to “Being known by name”"
    desk.qtbot.waitUntil(lambda: panel.outcomes.is_fresh and wanted in panel.outcomes.lines, timeout=10_000)
    assert panel.outcomes.lines.index(wanted) < len(panel.outcomes.lines) - 1
    assert any("coding" in line for line in panel.outcomes.lines)


def test_the_meeting_that_was_open_is_open_again(desk: Desk, tmp_path: Path) -> None:
    first = desk.project.meetings.add("2026-01-05", title="First")
    desk.project.meetings.add("2026-02-05", title="Second")
    assert desk.panel.choice.currentData() != first.memo_id
    OpenMeeting.of(desk.workspace).choose(first.memo_id)
    assert desk.panel.form.title_field.text() == "First"
    desk.window.leave()
    desk.window.open_project(tmp_path / "study.annot")
    assert OpenMeeting.of(desk.workspace).meeting == first


def test_blind_mode_hides_the_meetings_of_others(desk: Desk) -> None:
    desk.project.work_as("Bo")
    desk.project.meetings.add("2026-01-05", title="Theirs")
    desk.workspace.work_as("Anna Kvam")
    assert [each.title for each in OpenMeeting.of(desk.workspace).meetings] == ["Theirs"]
    desk.workspace.sight.set_blind(True)
    assert OpenMeeting.of(desk.workspace).meetings == []
    assert desk.panel.choice.count() == 0


def test_a_deleted_meeting_comes_back_by_undo(desk: Desk) -> None:
    desk.project.meetings.add("2026-01-05", title="First", decisions="Keep")
    desk.go("meeting.open")
    desk.qtbot.mouseClick(desk.panel.delete_button, Qt.MouseButton.LeftButton)
    assert desk.project.meetings.all() == []
    desk.go("edit.undo")
    assert desk.panel.form.decisions_field.toPlainText() == "Keep"


def test_decisions_are_found_in_memos_and_lead_to_the_meeting(desk: Desk) -> None:
    meeting = desk.project.meetings.add("2026-01-05", title="First", decisions="Split the umbrella")
    page = desk.page
    assert isinstance(page, CodePage)
    page.memos.find_bar.set_scope("project")
    page.memos.find_bar.search_field.setText("umbrella")
    assert page.memos.model.ids == [meeting.memo_id]
    page.memos.open(meeting.memo_id)
    page.memos.editor.go_button.click()
    assert OpenMeeting.of(desk.workspace).meeting == meeting
    assert page.meetings.isVisible()


def test_every_control_has_a_name(desk: Desk) -> None:
    desk.go("meeting.new")
    assert nameless(desk.panel) == []
