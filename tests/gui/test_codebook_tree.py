"""The tree of codes: what it shows, and that it keeps its place while the project changes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from annotator.gui.codebook.mime import PASSAGE_MIME, codes_mime, dragged_codes
from annotator.gui.codebook.panel import CodebookPanel
from annotator.project.memos import About
from annotator.project.project import Project
from tests.counting import calls_of, statements_of
from tests.gui.codebook_window import CodebookWindow, filled, give

PATHS = ("Care", "Care > Warmth", "Care > Patience", "Time", "Place")


@pytest.fixture
def shown(project: Project, qtbot: QtBot) -> CodebookWindow:
    return CodebookWindow(filled(project, PATHS), qtbot)


def test_the_tree_shows_each_code_under_its_parent_with_its_count(project: Project, qtbot: QtBot) -> None:
    filled(project, PATHS)
    give(project, "Warmth", "kettle warm")
    shown = CodebookWindow(project, qtbot)
    assert shown.rows() == ["Care –", "  Warmth 1", "  Patience –", "Time –", "Place –"]


def test_a_coding_raises_the_count_and_undo_lowers_it(shown: CodebookWindow) -> None:
    give(shown.project, "Warmth", "kettle warm")
    give(shown.project, "Warmth", "never once")
    assert shown.rows()[1] == "  Warmth 2"
    shown.project.undo()
    assert shown.rows()[1] == "  Warmth 1"


def test_a_collapsed_code_counts_the_codes_under_it(shown: CodebookWindow) -> None:
    give(shown.project, "Warmth", "kettle warm")
    give(shown.project, "Care", "She kept")
    assert shown.rows()[0] == "Care 1"
    shown.tree.collapse(shown.panel.model.index_of(shown.code("Care")))
    assert shown.rows()[0] == "Care 2"


def test_one_coding_repaints_only_its_code_and_those_above(shown: CodebookWindow) -> None:
    changed: list[str] = []
    shown.panel.model.dataChanged.connect(lambda first, _last: changed.append(first.data()))
    shown.panel.model.modelReset.connect(lambda: changed.append("everything"))
    give(shown.project, "Warmth", "kettle warm")
    assert sorted(changed) == ["Care", "Warmth"]


def test_the_model_keeps_the_rules_of_qt_while_codes_come_and_go(shown: CodebookWindow) -> None:
    tester = QAbstractItemModelTester(
        shown.panel.model, QAbstractItemModelTester.FailureReportingMode.Warning, shown.window
    )
    shown.project.codes.ensure("Care > Warmth > Tea")
    shown.panel.model.set_filter("tea")
    shown.project.codes.delete([shown.code("Warmth")])
    shown.panel.model.set_filter("")
    shown.project.undo()
    assert tester.model() is shown.panel.model
    assert shown.rows() == ["Care –", "  Warmth –", "    Tea –", "  Patience –", "Time –", "Place –"]


def test_a_new_code_leaves_selection_and_open_codes_as_they_were(shown: CodebookWindow) -> None:
    shown.select("Patience", "Time")
    shown.tree.collapse(shown.panel.model.index_of(shown.code("Care")))
    shown.tree.expand(shown.panel.model.index_of(shown.code("Care")))
    shown.project.codes.ensure("Care > Humour")
    assert shown.rows()[:4] == ["Care –", "  Warmth –", "  Patience –", "  Humour –"]
    assert set(shown.tree.selected_ids()) == {shown.code("Patience"), shown.code("Time")}
    assert shown.workspace.code_id == shown.code("Time")


def test_a_new_code_leaves_the_tree_scrolled_as_it_was(shown: CodebookWindow) -> None:
    with shown.project.operation("test"):
        for number in range(80):
            shown.project.codes.add(f"Code {number:02}")
    bar = shown.tree.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = bar.value()
    assert before > 0
    shown.project.codes.ensure("Last of all")
    assert bar.value() == before


def test_open_codes_are_remembered_for_the_project(shown: CodebookWindow, qtbot: QtBot) -> None:
    shown.tree.collapse(shown.panel.model.index_of(shown.code("Care")))
    shown.panel.close()
    again = CodebookPanel(shown.workspace, shown.actions)
    qtbot.addWidget(again)
    assert not again.tree.isExpanded(again.model.index_of(shown.code("Care")))


def test_a_click_chooses_a_code_and_a_choice_elsewhere_selects_its_row(shown: CodebookWindow) -> None:
    shown.click("Time")
    assert shown.workspace.code_id == shown.code("Time")
    shown.workspace.choose_code(shown.code("Warmth"))
    assert shown.tree.selected_ids() == [shown.code("Warmth")]


def test_double_click_gives_the_code_to_the_selected_words(shown: CodebookWindow) -> None:
    passage = shown.select_words("kettle warm")
    shown.click("Warmth")
    shown.qtbot.mouseDClick(shown.tree.viewport(), Qt.MouseButton.LeftButton, pos=shown.place("Warmth"))
    [coding] = shown.project.codings.all()
    assert (coding.code_id, coding.start_char) == (shown.code("Warmth"), passage.start_char)
    assert shown.rows()[1] == "  Warmth 1"


def test_enter_gives_the_code_to_the_selected_words(shown: CodebookWindow) -> None:
    shown.select_words("kettle warm")
    shown.click("Time")
    shown.press(Qt.Key.Key_Return)
    assert [coding.code_id for coding in shown.project.codings.all()] == [shown.code("Time")]


def test_without_selected_words_enter_says_what_is_missing(shown: CodebookWindow) -> None:
    shown.click("Time")
    shown.press(Qt.Key.Key_Return)
    assert "Select the words" in shown.notices[-1].text
    assert shown.project.codings.all() == []


def test_codes_dropped_on_a_code_go_under_it_as_one_operation(shown: CodebookWindow) -> None:
    shown.select("Time", "Place")
    data = shown.panel.model.mimeData(shown.tree.selectionModel().selectedRows())
    assert set(dragged_codes(data)) == {shown.code("Time"), shown.code("Place")}
    assert shown.drop(data, shown.place("Care"))
    assert shown.rows() == ["Care –", "  Warmth –", "  Patience –", "  Time –", "  Place –"]
    shown.project.undo()
    assert shown.rows() == ["Care –", "  Warmth –", "  Patience –", "Time –", "Place –"]


def test_a_code_that_was_put_under_another_stays_in_sight(shown: CodebookWindow) -> None:
    shown.tree.collapse(shown.panel.model.index_of(shown.code("Care")))
    shown.drop(codes_mime([shown.code("Place")]), shown.place("Time"))
    assert shown.rows() == ["Care –", "Time –", "  Place –"]
    shown.drop(codes_mime([shown.code("Place")]), shown.place("Care"))
    assert shown.rows() == ["Care –", "  Warmth –", "  Patience –", "  Place –", "Time –"]


def test_codes_dropped_between_codes_go_there(shown: CodebookWindow) -> None:
    time_row = shown.tree.visualRect(shown.panel.model.index_of(shown.code("Time")))
    assert shown.drop(codes_mime([shown.code("Place")]), QPoint(time_row.center().x(), time_row.top()))
    assert shown.rows()[-2:] == ["Place –", "Time –"]


def test_a_code_dropped_just_before_itself_stays_where_it_is(shown: CodebookWindow) -> None:
    row = shown.tree.visualRect(shown.panel.model.index_of(shown.code("Time")))
    shown.drop(codes_mime([shown.code("Time")]), QPoint(row.center().x(), row.top()))
    assert shown.rows()[-2:] == ["Time –", "Place –"]


def test_a_code_dropped_into_itself_is_refused_with_a_reason(shown: CodebookWindow) -> None:
    before = shown.rows()
    shown.drop(codes_mime([shown.code("Care")]), shown.place("Warmth"))
    assert "cannot go into itself" in shown.notices[-1].text
    assert shown.rows() == before


def test_codes_are_carried_with_what_lies_under_them_once(shown: CodebookWindow) -> None:
    shown.select("Care", "Warmth")
    data = shown.panel.model.mimeData(shown.tree.selectionModel().selectedRows())
    assert dragged_codes(data) == [shown.code("Care")]


@pytest.mark.parametrize("edge", ["top", "middle"])
def test_a_passage_dropped_anywhere_on_a_row_gets_its_code(shown: CodebookWindow, edge: str) -> None:
    passage = shown.select_words("never once")
    data = QMimeData()
    data.setData(PASSAGE_MIME, f"{passage.start_char}:{passage.end_char}".encode())
    row = shown.tree.visualRect(shown.panel.model.index_of(shown.code("Patience")))
    assert shown.drop(data, QPoint(row.center().x(), row.top() if edge == "top" else row.center().y()))
    assert [coding.code_id for coding in shown.project.codings.all()] == [shown.code("Patience")]


def test_a_passage_dropped_beside_the_codes_is_not_taken(shown: CodebookWindow) -> None:
    shown.select_words("never once")
    data = QMimeData()
    data.setData(PASSAGE_MIME, b"1:2")
    assert not shown.drop(data, QPoint(40, shown.tree.viewport().height() - 4))
    assert shown.project.codings.all() == []


def test_the_code_of_the_selected_coding_is_drawn_bold(shown: CodebookWindow) -> None:
    coding_id = give(shown.project, "Warmth", "kettle warm")
    shown.workspace.choose_code(shown.code("Warmth"))
    ink = _ink(shown, "Warmth")
    shown.workspace.choose_coding(coding_id)
    assert _ink(shown, "Warmth") > ink
    shown.workspace.choose_coding(None)
    assert _ink(shown, "Warmth") == ink


def test_the_code_of_the_selected_coding_comes_into_sight_and_opens_nothing(project: Project, qtbot: QtBot) -> None:
    paths = [f"Code {number:02}" for number in range(60)]
    shown = CodebookWindow(filled(project, [*paths, "Last", "Last > Inner"]), qtbot)
    shown.tree.collapse(shown.panel.model.index_of(shown.code("Last")))
    codings = {name: give(project, name, "kettle warm") for name in ("Code 00", "Inner")}
    for name, row in (("Inner", "Last"), ("Code 00", "Code 00")):
        assert not shown.tree.viewport().rect().contains(shown.place(row))
        shown.workspace.choose_coding(codings[name])
        assert shown.tree.viewport().rect().contains(shown.place(row))
        assert shown.workspace.code_id == shown.code(name)
    assert not shown.tree.isExpanded(shown.panel.model.index_of(shown.code("Last")))


def test_a_row_shows_the_colour_of_its_code(shown: CodebookWindow) -> None:
    shown.project.codes.recolour([shown.code("Time")], "#D55E00")
    row = shown.tree.visualRect(shown.panel.model.index_of(shown.code("Time")))
    image = shown.tree.viewport().grab(row).toImage()
    colours = {image.pixelColor(x, image.height() // 2).name().upper() for x in range(image.width() // 2)}
    assert "#D55E00" in colours


def test_a_memo_on_a_code_shows_a_sign_and_is_told_to_a_screen_reader(shown: CodebookWindow) -> None:
    ink = _ink(shown, "Time")
    shown.project.memos.add("Why this word?", about=About(code_id=shown.code("Time")))
    assert _ink(shown, "Time") > ink
    index = shown.panel.model.index_of(shown.code("Time"))
    assert "has a memo" in index.data(Qt.ItemDataRole.AccessibleDescriptionRole)


def test_a_screen_reader_hears_name_count_and_meaning(shown: CodebookWindow) -> None:
    shown.project.codes.describe(shown.code("Warmth"), definition="Being received.")
    give(shown.project, "Warmth", "kettle warm")
    index = shown.panel.model.index_of(shown.code("Warmth"))
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith("Warmth, 1 coding")
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Care > Warmth; Being received."
    assert "Being received." in index.data(Qt.ItemDataRole.ToolTipRole)


def test_a_tooltip_shows_signs_of_a_name_as_they_are(shown: CodebookWindow) -> None:
    shown.project.codes.rename(shown.code("Time"), "<b>Time</b> & tide")
    tooltip = shown.panel.model.index_of(shown.code("<b>Time</b> & tide")).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;Time&lt;/b&gt; &amp; tide" in tooltip


def test_an_empty_codebook_says_what_to_do_and_offers_it(project: Project, qtbot: QtBot) -> None:
    shown = CodebookWindow(project, qtbot)
    assert not shown.tree.isVisible()
    assert shown.panel.focus_widget() is shown.field
    project.codes.add("First")
    assert shown.tree.isVisible()
    assert shown.panel.focus_widget() is shown.tree
    project.undo()
    assert not shown.tree.isVisible()


def test_a_key_in_a_thousand_codes_draws_the_rows_in_sight_and_reads_nothing(project: Project, qtbot: QtBot) -> None:
    _add_codes(project, 20)
    shown = CodebookWindow(project, qtbot)
    _find(shown, "read")  # the names of all codes are made ready once
    called = calls_of(lambda: _find(shown, "read 1"))
    in_sight = shown.tree.viewport().height() // shown.tree.visualRect(shown.panel.model.index(0, 0)).height() + 1
    assert 0 < called["look_of"] <= in_sight
    assert called["normalize"] <= 2  # of what was typed
    assert statements_of(project, lambda: _find(shown, "read 12")) == []


def test_a_key_costs_by_the_number_of_codes_and_no_more(project: Project, qtbot: QtBot) -> None:
    costs = []
    for groups in (5, 25):
        _add_codes(project, groups - len(project.codes.tree().children(None)))
        shown = CodebookWindow(project, qtbot)
        _find(shown, "read")
        costs.append(calls_of(lambda shown=shown: _find(shown, "read 1")).total())
    assert costs[1] < 5.5 * costs[0]


def _add_codes(project: Project, groups: int) -> None:
    with project.operation("code.add", code="many"):
        for _ in range(groups):
            parent = project.codes.add(f"Theme {len(project.codes.all())}").id
            for number in range(50):
                project.codes.add(f"Reading {number} of {parent.hex()}", parent_id=parent)


def _find(shown: CodebookWindow, query: str) -> None:
    shown.field.setText(query)
    shown.tree.viewport().repaint()


def _ink(shown: CodebookWindow, name: str) -> int:
    """How much of a row is darker than its ground."""
    shown.tree.clearSelection()
    row = shown.tree.visualRect(shown.panel.model.index_of(shown.code(name)))
    image = shown.tree.viewport().grab(row).toImage()
    return sum(
        255 - image.pixelColor(x, y).lightness() for x in range(40, image.width()) for y in range(image.height())
    )
