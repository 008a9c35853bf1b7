"""The panel of documents, used with mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QMenu
from pytestqt.qtbot import QtBot

from annotator.gui.actions import Actions
from annotator.gui.documents.model import DOCUMENT_ID
from annotator.gui.documents.panel import DocumentsPanel
from annotator.gui.messages import Notice
from annotator.gui.two_lines import FIGURE, SECOND_LINE, SIGN
from annotator.gui.workspace import Workspace
from annotator.project.documents import NewSpeaker
from annotator.project.memos import About
from annotator.project.project import Project

Window = tuple[QMainWindow, Actions]


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    shown = QMainWindow()
    qtbot.addWidget(shown)
    return shown, Actions(shown)


def _study(project: Project) -> None:
    """Three transcripts; the second one has two codings."""
    for number in (1, 2, 3):
        project.documents.add(f"Interview {number}", f"I: How was day {number}?\nP: Long.", participant=f"P0{number}")
    second, code = project.documents.find("Interview 2"), project.codes.add("Time")
    project.codings.add(second.id, code.id, 0, 6)
    project.codings.add(second.id, code.id, 7, 12)


def _panel(qtbot: QtBot, project: Project, window: Window) -> tuple[DocumentsPanel, Workspace]:
    workspace = Workspace(project, window[0])
    panel = DocumentsPanel(workspace, window[1])
    window[0].setCentralWidget(panel)
    window[0].resize(260, 480)
    window[0].show()
    qtbot.waitExposed(window[0])
    window[0].activateWindow()
    panel.focus_widget().setFocus()
    qtbot.waitUntil(lambda: panel.focus_widget().hasFocus())
    window[1].enable(workspace.conditions() | {"edit.undo", "edit.redo"})
    return panel, workspace


def _names(panel: DocumentsPanel) -> list[str]:
    return [str(panel.model.index(row).data()) for row in range(panel.model.rowCount())]


def _click(qtbot: QtBot, panel: DocumentsPanel, row: int) -> None:
    place = panel.list.visualRect(panel.model.index(row)).center()
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def _open_name(workspace: Workspace) -> str:
    assert workspace.document_id is not None
    return workspace.project.documents.get(workspace.document_id).name


def test_rows_show_participant_and_codings(qtbot: QtBot, project: Project, window: Window) -> None:
    _study(project)
    panel, _ = _panel(qtbot, project, window)
    rows = [panel.model.index(row) for row in range(3)]
    assert [row.data(SECOND_LINE) for row in rows] == ["P01", "P02", "P03"]
    assert [row.data(FIGURE) for row in rows] == ["–", "2", "–"]
    assert "2 coding" in rows[1].data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_focus_group_shows_all_who_speak_in_it(qtbot: QtBot, project: Project, window: Window) -> None:
    speakers = [NewSpeaker("M", "interviewer"), *(NewSpeaker(n, "participant", n) for n in ("Ada", "Bo"))]
    project.documents.add("Group", "M: Hi.\nAda: Hi.\nBo: Hi.", kind="focus group", speakers=speakers)
    project.documents.add("Notes", "A quiet room.", kind="field notes")
    panel, _ = _panel(qtbot, project, window)
    assert [panel.model.index(row).data(SECOND_LINE) for row in (0, 1)] == ["Ada, Bo", "Field notes"]


def test_a_click_opens_a_document(qtbot: QtBot, project: Project, window: Window) -> None:
    _study(project)
    panel, workspace = _panel(qtbot, project, window)
    assert _open_name(workspace) == "Interview 1"
    with qtbot.waitSignal(workspace.document_chosen):
        _click(qtbot, panel, 2)
    assert _open_name(workspace) == "Interview 3"


def test_arrow_keys_open_documents(qtbot: QtBot, project: Project, window: Window) -> None:
    _study(project)
    panel, workspace = _panel(qtbot, project, window)
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    assert _open_name(workspace) == "Interview 2"
    qtbot.keyClick(panel.list, Qt.Key.Key_End)
    assert _open_name(workspace) == "Interview 3"


def test_next_document_stops_at_the_last(qtbot: QtBot, project: Project, window: Window) -> None:
    _study(project)
    _, workspace = _panel(qtbot, project, window)
    for _ in range(5):
        window[1]["go.next_document"].trigger()
    assert _open_name(workspace) == "Interview 3"
    window[1]["go.previous_document"].trigger()
    assert _open_name(workspace) == "Interview 2"


def test_enter_asks_for_the_transcript(qtbot: QtBot, project: Project, window: Window) -> None:
    _study(project)
    panel, _ = _panel(qtbot, project, window)
    wanted: list[str] = []
    window[1].connect("go.transcript", lambda: wanted.append("transcript"))
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert wanted == ["transcript"]


def test_the_list_follows_a_passage_that_is_shown_elsewhere(qtbot: QtBot, project: Project, window: Window) -> None:
    _study(project)
    panel, workspace = _panel(qtbot, project, window)
    workspace.choose_document(project.documents.find("Interview 3").id)
    assert panel.list.currentIndex().data() == "Interview 3"


def test_the_open_document_is_remembered(qtbot: QtBot, project: Project, window: Window) -> None:
    _study(project)
    panel, _ = _panel(qtbot, project, window)
    _click(qtbot, panel, 1)
    panel.close()
    again = Workspace(project, window[0])
    DocumentsPanel(again, window[1], window[0])
    assert _open_name(again) == "Interview 2"


def test_one_coding_changes_one_figure(qtbot: QtBot, project: Project, window: Window) -> None:
    _study(project)
    panel, _ = _panel(qtbot, project, window)
    resets: list[bool] = []
    panel.model.modelReset.connect(lambda: resets.append(True))
    with qtbot.waitSignal(panel.model.dataChanged) as changed:
        project.codings.add(project.documents.find("Interview 1").id, project.codes.find("Time").id, 0, 4)
    assert changed.args[0].row() == 0
    assert changed.args[1].row() == 0
    assert [panel.model.index(row).data(FIGURE) for row in range(3)] == ["1", "2", "–"]
    assert resets == []


def test_the_new_figure_of_a_document_is_on_the_screen(qtbot: QtBot, project: Project, window: Window) -> None:
    _study(project)
    panel, _ = _panel(qtbot, project, window)

    def screen() -> QImage:
        QApplication.processEvents()
        return window[0].screen().grabWindow(window[0].winId()).toImage()

    before = screen()
    row = panel.list.visualRect(panel.model.index(1)).translated(panel.list.viewport().mapTo(window[0], QPoint(0, 0)))
    project.codings.add(project.documents.find("Interview 2").id, project.codes.find("Time").id, 13, 17)
    after = screen()
    assert after.copy(row) != before.copy(row)
    above = QRect(0, 0, after.width(), row.top())
    assert after.copy(above) == before.copy(above)


def test_a_memo_shows_as_a_sign_and_goes_with_undo(qtbot: QtBot, project: Project, window: Window) -> None:
    _study(project)
    panel, _ = _panel(qtbot, project, window)
    project.memos.add("A tired voice.", about=About(document_id=project.documents.find("Interview 3").id))
    assert [panel.model.index(row).data(SIGN) for row in range(3)] == ["", "", "memo"]
    project.undo()
    assert [panel.model.index(row).data(SIGN) for row in range(3)] == ["", "", ""]


def test_f2_renames_in_place(qtbot: QtBot, project: Project, window: Window) -> None:
    _study(project)
    panel, _ = _panel(qtbot, project, window)
    _click(qtbot, panel, 1)
    qtbot.keyClick(panel.list, Qt.Key.Key_F2)
    editor = panel.list.findChild(QLineEdit)
    assert editor is not None
    assert editor.selectedText() == "Interview 2"
    qtbot.keyClicks(editor, "A day with Bo")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _names(panel) == ["Interview 1", "A day with Bo", "Interview 3"])
    assert [d.name for d in project.documents.all()] == ["Interview 1", "A day with Bo", "Interview 3"]
    project.undo()
    assert _names(panel)[1] == "Interview 2"


def test_a_taken_name_is_told_and_not_given(qtbot: QtBot, project: Project, window: Window) -> None:
    _study(project)
    panel, workspace = _panel(qtbot, project, window)
    with qtbot.waitSignal(workspace.noticed) as noticed:
        panel.model.setData(panel.model.index(0), "interview 3")
    assert "interview 3" in noticed.args[0].text
    assert _names(panel) == ["Interview 1", "Interview 2", "Interview 3"]


def test_delete_says_what_went_and_undo_brings_it_back(qtbot: QtBot, project: Project, window: Window) -> None:
    _study(project)
    panel, workspace = _panel(qtbot, project, window)
    notices: list[Notice] = []
    workspace.noticed.connect(notices.append)
    _click(qtbot, panel, 1)
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert _names(panel) == ["Interview 1", "Interview 3"]
    assert "Interview 2" in notices[0].text
    assert "2 coding" in notices[0].text
    assert notices[0].action == "edit.undo"
    assert _open_name(workspace) == "Interview 3"
    workspace.undo()
    assert _names(panel) == ["Interview 1", "Interview 2", "Interview 3"]
    assert panel.model.index(1).data(FIGURE) == "2"


def test_deleting_several_at_once_is_one_operation(qtbot: QtBot, project: Project, window: Window) -> None:
    _study(project)
    panel, workspace = _panel(qtbot, project, window)
    qtbot.keyClick(panel.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert project.documents.all() == []
    assert workspace.document_id is None
    project.undo()
    assert len(project.documents.all()) == 3
    assert workspace.document_id is not None


def test_alt_arrows_move_a_document(qtbot: QtBot, project: Project, window: Window) -> None:
    _study(project)
    panel, workspace = _panel(qtbot, project, window)
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(panel.list, Qt.Key.Key_Up, alt)
    assert _names(panel) == ["Interview 1", "Interview 2", "Interview 3"]
    qtbot.keyClick(panel.list, Qt.Key.Key_Down, alt)
    assert _names(panel) == ["Interview 2", "Interview 1", "Interview 3"]
    qtbot.keyClick(panel.list, Qt.Key.Key_Down, alt)
    assert _names(panel) == ["Interview 2", "Interview 3", "Interview 1"]
    assert panel.list.currentIndex().row() == 2
    assert _open_name(workspace) == "Interview 1"
    assert [d.name for d in project.documents.all()] == _names(panel)
    project.undo()
    assert _names(panel) == ["Interview 2", "Interview 1", "Interview 3"]


def _drop(panel: DocumentsPanel, rows: list[int], at: QPoint) -> None:
    data = panel.model.mimeData([panel.model.index(row) for row in rows])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    panel.list.dropEvent(QDropEvent(QPointF(at), Qt.DropAction.MoveAction, data, buttons, keys))


def test_several_dragged_documents_are_dropped_together(qtbot: QtBot, project: Project, window: Window) -> None:
    _study(project)
    panel, _ = _panel(qtbot, project, window)
    before = len(project.history.operations())
    _drop(panel, [1, 2], panel.list.visualRect(panel.model.index(0)).topLeft() + QPoint(20, 2))
    assert _names(panel) == ["Interview 2", "Interview 3", "Interview 1"]
    _drop(panel, [0], panel.list.viewport().rect().bottomLeft() - QPoint(-20, 4))
    assert _names(panel) == ["Interview 3", "Interview 1", "Interview 2"]
    assert len(project.history.operations()) == before + 2


def test_a_drop_where_it_stands_leaves_no_operation(qtbot: QtBot, project: Project, window: Window) -> None:
    _study(project)
    panel, _ = _panel(qtbot, project, window)
    before = len(project.history.operations())
    box = panel.list.visualRect(panel.model.index(1))
    _drop(panel, [1], box.topLeft() + QPoint(20, 2))
    _drop(panel, [1], box.bottomLeft() + QPoint(20, -2))
    assert len(project.history.operations()) == before


def test_the_filter_finds_names_and_participants(qtbot: QtBot, project: Project, window: Window) -> None:
    _study(project)
    project.documents.add("Ward round", "Busy.", kind="field notes")
    panel, workspace = _panel(qtbot, project, window)
    for words, expected in (("p03", ["Interview 3"]), ("WARD", ["Ward round"]), ("notes", ["Ward round"]), ("x", [])):
        panel.filter_field.clear()
        qtbot.keyClicks(panel.filter_field, words)
        assert _names(panel) == expected
    assert _open_name(workspace) == "Interview 1"
    panel.filter_field.clear()
    qtbot.keyClicks(panel.filter_field, "ward")
    qtbot.keyClick(panel.filter_field, Qt.Key.Key_Return)
    assert _open_name(workspace) == "Ward round"
    assert panel.list.hasFocus()


def test_a_rename_under_a_filter_keeps_the_list_true(qtbot: QtBot, project: Project, window: Window) -> None:
    _study(project)
    panel, _ = _panel(qtbot, project, window)
    qtbot.keyClicks(panel.filter_field, "interview 2")
    project.documents.rename(project.documents.find("Interview 2").id, "Talk")
    assert _names(panel) == []
    panel.filter_field.clear()
    assert _names(panel) == ["Interview 1", "Talk", "Interview 3"]


def test_an_empty_project_offers_to_import(qtbot: QtBot, project: Project, window: Window) -> None:
    panel, workspace = _panel(qtbot, project, window)
    asked: list[bool] = []
    window[1].connect("document.import", lambda: asked.append(True))
    assert panel.focus_widget().isVisible()
    qtbot.keyClick(panel.focus_widget(), Qt.Key.Key_Space)
    assert asked == [True]
    project.documents.add("First", "Words.")
    assert panel.list.isVisible()
    assert _open_name(workspace) == "First"


def test_the_menu_sets_the_kind_of_all_chosen(qtbot: QtBot, project: Project, window: Window) -> None:
    _study(project)
    panel, _ = _panel(qtbot, project, window)
    panel.list.selectAll()
    menu = panel.made_menu()
    kinds = next(child for child in menu.findChildren(QMenu) if child.title() == "&Kind")
    assert [action.text() for action in kinds.actions() if action.isChecked()] == ["Interview"]
    next(action for action in kinds.actions() if action.text() == "Field notes").trigger()
    assert {d.kind for d in project.documents.all()} == {"field notes"}
    project.undo()
    assert {d.kind for d in project.documents.all()} == {"interview"}


def test_files_dragged_over_the_list_reach_the_window(qtbot: QtBot, project: Project) -> None:
    class Taking(QMainWindow):
        entered = 0

        def dragEnterEvent(self, event: QDragEnterEvent) -> None:
            self.entered += 1
            event.acceptProposedAction()

    shown = Taking()
    qtbot.addWidget(shown)
    shown.setAcceptDrops(True)
    _study(project)
    panel, _ = _panel(qtbot, project, (shown, Actions(shown)))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/talk.txt")])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(20, 20), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(panel.list.viewport(), event)
    assert shown.entered == 1


def test_rows_are_named_by_their_document(qtbot: QtBot, project: Project, window: Window) -> None:
    _study(project)
    panel, _ = _panel(qtbot, project, window)
    assert panel.model.index(1).data(DOCUMENT_ID) == project.documents.find("Interview 2").id


def test_long_names_stay_inside_the_panel(qtbot: QtBot, project: Project, window: Window) -> None:
    project.documents.add("Conversation about work and rest " * 6, "Words.")
    panel, _ = _panel(qtbot, project, window)
    assert not panel.list.horizontalScrollBar().isVisible()
    assert panel.list.viewport().width() <= 260
    assert "Conversation about work and rest" in panel.model.index(0).data(Qt.ItemDataRole.ToolTipRole)


def test_the_document_above_opens_when_the_last_one_goes(qtbot: QtBot, project: Project, window: Window) -> None:
    _study(project)
    panel, workspace = _panel(qtbot, project, window)
    _click(qtbot, panel, 2)
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert _open_name(workspace) == "Interview 2"
    assert panel.list.currentIndex().data() == "Interview 2"


def test_delete_spares_a_document_that_the_filter_hides(qtbot: QtBot, project: Project, window: Window) -> None:
    _study(project)
    panel, _ = _panel(qtbot, project, window)
    panel.filter_field.setText("interview 3")
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert len(project.documents.all()) == 3


def test_rename_from_the_menu_shows_a_document_that_the_filter_hides(
    qtbot: QtBot, project: Project, window: Window
) -> None:
    _study(project)
    panel, _ = _panel(qtbot, project, window)
    panel.filter_field.setText("interview 3")
    window[1]["document.rename"].trigger()
    editor = panel.list.findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "Interview 1"
