"""The room of the history, used by mouse and keys."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.history import past_copies
from annotator.gui.history.page import HistoryPage
from annotator.gui.history.question import Question
from annotator.gui.main_window import MainWindow
from annotator.project.merging.apply import apply_merge
from annotator.project.merging.planner import plan_merge
from annotator.project.project import Project
from tests.gui.room_desk import RoomDesk
from tests.project.rows import rows_of

TALK = "I: Where did you sit?\nP1: On the third stair, out of the wind.\n"

pytestmark = pytest.mark.usefixtures("english")


class HistoryDesk(RoomDesk):
    """The page over a real project, and the hands of its user."""

    page: HistoryPage

    def __init__(self, project: Project, qtbot: QtBot) -> None:
        super().__init__(project, qtbot, HistoryPage)

    def rows(self) -> list[str]:
        """What was done, as listed; undone things in brackets."""
        model = self.page.model
        entries = [(row, model.entry_at(row)) for row in range(model.rowCount())]
        said = [(str(model.index(row).data()), entry) for row, entry in entries if entry is not None]
        return [f"({words})" if entry.is_undone else words for words, entry in said]

    def choose(self, words: str) -> None:
        """Click a row."""
        model, view = self.page.model, self.page.view
        row = next(row for row in range(model.rowCount()) if model.index(row).data() == words)
        view.scrollTo(model.index(row))
        place = view.visualRect(model.index(row)).center()
        self.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        view.setFocus()
        self.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key in the list. Without a screen, a popup that has gone stays the active window."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.page.view.setFocus()
        self.qtbot.keyClick(self.page.view, key, modifier)
        self.settle()

    def ask(self, question: Question) -> None:
        """Ask something else."""
        self.page.bar.show_question(question)
        self.settle()

    def text(self) -> str:
        """What stands beside the list."""
        return self.page.pane.text.toPlainText()


@pytest.fixture
def desk(project: Project, qtbot: QtBot) -> Iterator[HistoryDesk]:
    document = project.documents.add("Stair", TALK)
    code = project.codes.add("Shelter", definition="Out of the wind.")
    start = TALK.index("third stair")
    project.codings.add(document.id, code.id, start, start + len("third stair"))
    project.work_as("Bo Lie")
    project.codes.describe(code.id, definition="Out of wind and rain.")
    made = HistoryDesk(project, qtbot)
    yield made
    made.page.close()


DESCRIBED, CODED = "Describe code “Shelter”", "Code “Shelter” in “Stair”"
ADDED, IMPORTED = "Add code “Shelter”", "Add document “Stair”"


def test_all_that_was_done_is_listed_under_its_day_the_newest_first(desk: HistoryDesk) -> None:
    assert desk.rows()[1:4] == ["Let “Bo Lie” join", CODED, ADDED]
    model = desk.page.model
    assert model.is_heading(0)
    assert str(date.today().year) in str(model.index(0).data())
    spoken = str(model.index(1).data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.endswith(f"Bo Lie, {DESCRIBED}")
    assert desk.page.figures.text() == "7 things done"


def test_what_was_before_and_after_stands_beside_it_with_the_changed_words_marked(desk: HistoryDesk) -> None:
    desk.choose(DESCRIBED)
    assert "Out of the wind." in desk.text()
    assert "Out of wind and rain." in desk.text()
    html = desk.page.pane.text.toHtml()
    struck = html[html.index("line-through") :]
    assert struck[struck.index(">") + 1 :].startswith("the ")
    assert "text-decoration: underline" in html
    desk.choose(CODED)
    assert "“third stair”" in desk.text()


def test_keys_step_over_the_days_and_what_is_chosen_can_be_shown_where_it_is(desk: HistoryDesk) -> None:
    desk.page.view.choose(1)
    desk.press(Qt.Key.Key_Up)
    assert desk.page.view.currentIndex().row() == 1, "the heading is no row to stand on"
    desk.choose(CODED)
    desk.press(Qt.Key.Key_G)
    (place,) = desk.places
    assert TALK[place.start_char : place.end_char] == "third stair"
    desk.project.documents.delete([place.document_id])
    desk.choose(CODED)
    assert not desk.actions["history.show"].isEnabled()


def test_the_filters_narrow_it_together_and_one_button_empties_them(desk: HistoryDesk) -> None:
    bar = desk.page.bar
    bar.who.setCurrentIndex(bar.who.findData("Bo Lie"))
    bar.who.activated.emit(bar.who.currentIndex())
    desk.settle()
    assert desk.rows() == [DESCRIBED]
    desk.ask(Question(group="codes"))
    assert desk.rows() == [DESCRIBED, ADDED]
    desk.ask(Question(words="bo shelter"))
    assert desk.rows() == [DESCRIBED]
    desk.ask(Question(until="2001-01-01"))
    assert desk.rows() == []
    assert desk.page.nothing.isVisible()
    desk.page.nothing.button.click()
    desk.settle()
    assert len(desk.rows()) == 7


def test_beside_the_list_is_only_what_is_listed(desk: HistoryDesk) -> None:
    desk.choose(DESCRIBED)
    desk.page.bar.who.setFocus()
    desk.ask(Question(group="documents"))
    assert not desk.page.pane.text.isVisible()
    assert "Choose something" in desk.page.pane.words.text()
    assert "done" not in desk.page.conditions()
    desk.ask(Question(group="codes"))
    desk.page.view.setFocus()
    desk.page.setFocus()
    desk.ask(Question(group="documents"))
    assert f"{IMPORTED}" in desk.text()


def test_a_code_is_asked_for_by_typing_also_one_that_is_gone(desk: HistoryDesk) -> None:
    code = desk.project.codes.find("Shelter")
    desk.project.codes.delete([code.id])
    field = desk.page.bar.thing.field
    field.setFocus()
    desk.qtbot.keyClicks(field, "shel")
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    desk.settle()
    assert desk.rows() == ["Delete code “Shelter” (codings: 1)", DESCRIBED, CODED, ADDED]
    desk.choose(ADDED)
    desk.press(Qt.Key.Key_S)
    assert "The story of “Shelter”" in desk.text()
    assert desk.text().index("Out of the wind.") < desk.text().index("Delete code")
    desk.press(Qt.Key.Key_S)
    assert "The story" not in desk.text()


def test_what_is_done_now_comes_in_at_the_top_and_the_choice_stays(desk: HistoryDesk) -> None:
    desk.choose(ADDED)
    desk.project.codes.add("Wind")
    assert desk.rows()[0] == "Add code “Wind”"
    entry = desk.page.view.entry
    assert entry is not None
    assert entry.operation.kind == "code.add"
    assert entry.operation.parameters["code"] == "Shelter"
    desk.ask(Question(group="documents"))
    desk.project.codes.add("Rain")
    assert desk.rows() == [IMPORTED]


def test_what_was_undone_is_struck_and_can_be_left_out(desk: HistoryDesk) -> None:
    desk.choose(ADDED)
    desk.workspace.undo()
    desk.settle()
    assert desk.rows()[:2] == [f"Undo: {DESCRIBED}", f"({DESCRIBED})"]
    entry = desk.page.view.entry
    assert entry is not None
    assert entry.operation.parameters["code"] == "Shelter"
    assert entry.operation.kind == "code.add", "the list was read anew, and the choice stays"
    desk.choose(DESCRIBED)
    assert "Undone by Bo Lie" in desk.text()
    desk.press(Qt.Key.Key_U)
    assert DESCRIBED not in " ".join(desk.rows())
    desk.press(Qt.Key.Key_A)
    assert len(desk.rows()) == 8


def test_in_blind_mode_codings_of_others_are_not_told(desk: HistoryDesk) -> None:
    desk.workspace.sight.set_blind(True)
    desk.settle()
    assert CODED not in desk.rows()
    assert ADDED in desk.rows()
    assert "left out" in desk.page.blind_strip.words
    desk.workspace.sight.set_blind(False)
    desk.settle()
    assert CODED in desk.rows()


def test_blind_mode_tells_whose_work_is_left_out_but_nowhere_how_much(desk: HistoryDesk) -> None:
    project, (document,) = desk.project, desk.project.documents.all()
    mine = project.codings.add(document.id, project.codes.find("Shelter").id, 0, 8).id
    desk.workspace.work_as("Ada Krohn")
    wind = project.codes.add("Wind")
    theirs = [project.codings.add(document.id, wind.id, start, start + 2).id for start in range(3)]
    project.meetings.add("2026-01-05", title="Between us", decisions="Keep it secret.")
    project.codings.recode([*theirs, mine], project.codes.find("Shelter").id)
    project.codes.delete([project.codes.find("Shelter").id])
    desk.workspace.work_as("Bo Lie")
    desk.ask(Question())
    desk.choose("Delete code “Shelter” (codings: 5)")
    desk.press(Qt.Key.Key_S)
    assert "3 codings came from" in desk.text()
    desk.workspace.sight.set_blind(True)
    desk.settle()
    assert "Delete code “Shelter”" in desk.rows()
    assert "codings" not in desk.text()
    desk.choose("Delete code “Shelter”")
    assert "1 coding" not in desk.text()
    assert desk.page.blind_strip.words == "Blind mode: what Ada Krohn, Anna Kvam coded and wrote is left out."
    assert desk.page.figures.text() == f"{desk.page.model.count} things done"
    desk.ask(Question(words="codings: 5"))
    assert desk.rows() == []


def test_what_a_merge_brought_says_so(desk: HistoryDesk, tmp_path: Path) -> None:
    shutil.copyfile(desk.project.path, tmp_path / "copy.annot")
    with Project.open(tmp_path / "copy.annot", coder_name="Cato Moe") as theirs:
        theirs.codes.add("Rain")
        apply_merge(desk.project, theirs, plan_merge(desk.project, theirs), "copy.annot")
    desk.settle()
    desk.choose("Add code “Rain”")
    assert "it came by the merge of" in desk.text()
    row = desk.page.view.currentIndex()
    assert str(row.data(Qt.ItemDataRole.AccessibleTextRole)).endswith("Cato Moe, Add code “Rain”, came by a merge")


def test_the_question_is_remembered_for_the_project(desk: HistoryDesk, qtbot: QtBot) -> None:
    desk.ask(Question(coder_name="Bo Lie", since="2026-01-01", words="shelter", without_undone=True))
    again = HistoryDesk(desk.project, qtbot)
    assert again.page.bar.question == desk.page.bar.question
    again.page.close()


def test_a_question_that_cannot_be_read_asks_nothing(desk: HistoryDesk) -> None:
    for broken in ("", "[]", "{", '{"since": "soon"}', '{"thing": "code/xyz"}', '{"horoscope": "Leo"}'):
        assert Question.from_json(broken) == Question()


def test_the_project_is_saved_as_it_was_and_stays_as_it_is(desk: HistoryDesk, tmp_path: Path) -> None:
    desk.choose(ADDED)
    entry = desk.page.view.entry
    assert entry is not None
    before, rows = desk.project.path.read_bytes(), rows_of(desk.project)
    out = tmp_path / "then.annot"
    past_copies.save(desk.workspace, entry, out, desk.window)
    assert "is in" in desk.notices[-1].text
    assert desk.project.path.read_bytes() == before
    assert rows_of(desk.project) == rows
    with Project.open(out, read_only=True) as past:
        assert [code.definition for code in past.codes.all()] == ["Out of the wind."]
        assert past.codings.all() == []
    past_copies.save(desk.workspace, entry, desk.project.path, desk.window)
    assert desk.project.path.read_bytes() == before
    assert desk.notices[-1].kind == "warning"


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_the_project_as_it_was_is_read_in_a_window_of_its_own(desk: HistoryDesk) -> None:
    desk.choose(ADDED)
    before = desk.project.path.read_bytes()
    entry = desk.page.view.entry
    assert entry is not None
    window = past_copies.see(desk.workspace, entry, desk.window)
    assert isinstance(window, MainWindow)
    assert window.workspace is not None
    past = window.workspace.project
    assert past.is_read_only
    assert [code.definition for code in past.codes.all()] == ["Out of the wind."]
    assert "as it was on" in window.notice_bar.text
    folder = past.path.parent
    assert folder != desk.project.path.parent
    window.close()
    desk.qtbot.waitUntil(lambda: not folder.exists())
    assert desk.project.path.read_bytes() == before


def test_the_audit_trail_is_written_for_what_is_asked(desk: HistoryDesk, tmp_path: Path) -> None:
    desk.project.codes.add("Wind")
    code = desk.project.codes.find("Shelter")
    desk.ask(Question(thing=f"code/{code.id.hex()}"))
    out = tmp_path / "audit.docx"
    with desk.qtbot.waitSignal(desk.page.audit.export.written, timeout=10_000):
        desk.page.audit.export_to(out)
    (table,) = Document(str(out)).tables
    assert [row.cells[3].text for row in table.rows] == ["What was done", "Added", "Described anew"]


def test_in_a_narrow_window_the_buttons_beside_it_keep_their_words(desk: HistoryDesk) -> None:
    desk.page.pane.resize(260, 500)
    desk.settle()
    buttons = desk.page.pane.buttons.values()
    assert all(button.width() >= button.sizeHint().width() for button in buttons)
    assert len({button.y() for button in buttons}) > 1
