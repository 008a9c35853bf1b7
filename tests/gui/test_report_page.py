"""The report page, used by mouse and keys: what is ticked is in the preview."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from annotator.gui.pages.report_choice import ReportChoice
from annotator.project.project import Project
from annotator.reports.registry import TABLES
from tests.gui.report_desk import Desk, code_all, open_page, two_interviews


@pytest.fixture
def desk(qtbot: QtBot, project: Project) -> Iterator[Desk]:
    made = two_interviews(qtbot, project)
    yield made
    made.page.close()


def test_the_preview_shows_every_table_with_verbatim_quotations(desk: Desk) -> None:
    assert desk.names() == ["participants", "codebook", "themes", "matrix", "segments"]
    desk.page.preview.list.setCurrentRow(desk.row_of("Staying"))
    model = desk.page.preview.model
    assert model.index(0, 0).data() == "“Stay,” she said, 12\u00a0times"
    assert desk.page.preview.caption.text().endswith("Segments coded “Time > Staying”")
    assert "Time > Staying" in desk.page.preview.heading.text()


def test_the_list_of_tables_is_a_tree_with_a_line_for_a_code_that_has_no_table(desk: Desk) -> None:
    preview = desk.page.preview.list
    rows = [preview.item(row).text() for row in range(preview.count())]
    assert rows[rows.index("Coded segments") :] == ["Coded segments", "Time", "\u20035. Waiting", "\u20036. Staying"]
    heading = preview.item(rows.index("Time"))
    assert not heading.flags() & Qt.ItemFlag.ItemIsSelectable
    assert "2. Codebook" in rows


def test_a_table_with_many_columns_is_shown_smaller_and_a_small_one_in_full_size(desk: Desk) -> None:
    sheet, usual = desk.page.preview.sheet, desk.page.font().pointSizeF()
    for number in range(12):
        label = f"Participant {number:02}"
        desk.project.documents.add(f"Talk {number}", "Words.", participant=label)
    desk.until_changed()
    desk.page.preview.list.setCurrentRow(desk.row_of("P01 to Participant 09"))
    assert sheet.font().pointSizeF() < usual
    desk.page.preview.list.setCurrentRow(desk.row_of("Waiting"))
    assert sheet.font().pointSizeF() == usual
    desk.qtbot.waitUntil(
        lambda: sum(sheet.columnWidth(place) for place in range(5)) <= sheet.viewport().width(), timeout=5_000
    )


def test_the_preview_follows_a_change_and_its_undo(desk: Desk) -> None:
    code = desk.project.codes.find("Time > Waiting")
    desk.project.codes.rename(code.id, "Delay")
    desk.until_changed()
    assert desk.headings("segments") == ["Time > Delay", "Time > Staying"]
    assert any(item.text(0) == "Delay" for item in desk.page.choices.codes.items())
    desk.workspace.undo()
    desk.until_changed()
    assert desk.headings("segments") == ["Time > Waiting", "Time > Staying"]


def test_a_table_without_a_tick_is_left_out_and_the_order_can_be_changed_by_keys(desk: Desk) -> None:
    tables = desk.page.choices.tables
    desk.tick(tables, "Codebook")
    assert desk.names() == ["participants", "themes", "matrix", "segments"]
    tables.setFocus()
    item = next(item for item in tables.items() if item.text(0) == "Coded segments")
    tables.setCurrentItem(item)
    for _ in TABLES[1:]:
        desk.qtbot.keyClick(tables, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    desk.until_changed()
    assert desk.names() == ["segments", "participants", "themes", "matrix"]


def test_a_column_without_a_tick_is_left_out(desk: Desk) -> None:
    tables = desk.page.choices.tables
    segments = next(item for item in tables.items() if item.text(0) == "Coded segments")
    segments.setExpanded(True)
    columns = [segments.child(place).text(0) for place in range(segments.childCount())]
    assert columns == ["Quotation", "Participant", "Document", "¶", "Coder"]
    document = segments.child(2)
    place = tables.visualItemRect(document)
    desk.qtbot.mouseClick(
        tables.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.left() + 9, place.center().y())
    )
    desk.until_changed()
    table = desk.table("segments", "Time > Waiting")
    assert table is not None
    assert [column.key for column in table.columns] == ["quotation", "participant", "paragraph", "coder"]


def test_the_consensus_counts_only_where_it_is_chosen(desk: Desk) -> None:
    choices = desk.page.choices
    assert not choices.whose.isVisible()
    (coding, *_) = desk.project.codings.all()
    place = coding.code_id, coding.start_char, coding.end_char
    desk.project.consensus.take_over(coding.document_id, [place])
    desk.until_fresh()
    assert choices.whose.isVisible()
    assert [item.text(0) for item in choices.coders.items()] == ["AK · Anna Kvam"]
    matrix = desk.table("matrix")
    assert matrix is not None
    assert matrix.rows[-1][-1] == "3"
    assert matrix.note.endswith("Counted are the codings of the coders, without the consensus.")
    keeper = desk.project.consensus.coder()
    assert keeper is not None
    choices.take(ReportChoice.from_definition({"without_coders": [keeper.id.hex()]}))
    assert choices.whose.currentText() == "the coders", "as it was when it was one of the coders to untick"
    choices.whose.setCurrentIndex(choices.whose.findText("both"))
    choices.whose.activated.emit(choices.whose.currentIndex())
    desk.until_changed()
    matrix = desk.table("matrix")
    assert matrix is not None
    assert matrix.rows[-1][-1] == "4"
    desk.workspace.sight.set_blind(True)
    desk.until_changed()
    assert not choices.whose.isVisible()


def test_codes_participants_and_coders_without_a_tick_are_left_out(desk: Desk) -> None:
    choices = desk.page.choices
    choices.tabs.setCurrentIndex(1)
    desk.tick(choices.codes, "Staying")
    assert desk.headings("segments") == ["Time > Waiting"]
    choices.tabs.setCurrentIndex(2)
    desk.tick(choices.cases, "P02")
    table = desk.table("segments", "Time > Waiting")
    assert table is not None
    assert [row[0] for row in table.rows] == ["The ferry was late"]
    desk.tick(choices.coders, "AK · Anna Kvam")
    assert desk.headings("segments") == []


def test_in_blind_mode_the_report_holds_only_what_the_coder_at_work_coded_and_says_so(desk: Desk) -> None:
    document = desk.project.documents.all()[0]
    text = desk.project.documents.text(document.id).text
    code, bo = desk.project.codes.ensure("Waiting"), desk.project.coders.add("Bo Lind")
    start = text.index("so we talked")
    desk.project.codings.add(document.id, code.id, start, start + 12, coder_id=bo.id)
    desk.until_fresh()

    def quotations() -> str:
        return str([table.rows for table in desk.page.preview._tables if table.name == "segments"])

    assert "so we talked" in quotations()
    desk.workspace.sight.set_blind(True)
    desk.until_changed()
    assert "so we talked" not in quotations()
    assert "only what Anna Kvam coded" in desk.page.blind_strip.words
    desk.workspace.sight.set_blind(False)
    desk.until_changed()
    assert "so we talked" in quotations()
    assert desk.page.blind_strip.words == ""


def test_a_code_that_comes_later_is_in_and_the_choice_is_remembered(desk: Desk) -> None:
    choices = desk.page.choices
    choices.tabs.setCurrentIndex(1)
    desk.tick(choices.codes, "Staying")
    choices.quotations.setValue(5)
    code_all(desk.project, desk.project.documents.find("Interview 1"), {"so we talked": "Time > Talking"})
    desk.until_fresh()
    assert desk.headings("segments") == ["Time > Waiting", "Time > Talking"]
    desk.page.close()
    again = open_page(desk.qtbot, desk.project)
    again.until_fresh()
    assert again.headings("segments") == ["Time > Waiting", "Time > Talking"]
    assert again.page.choices.quotations.value() == 5
    again.page.close()


def test_a_long_quotation_is_drawn_to_its_last_word(qtbot: QtBot, project: Project) -> None:
    words = " ".join(f"word{number}" for number in range(150))
    document = project.documents.add("Long", words)
    project.codings.add(document.id, project.codes.add("Talk").id, 0, len(words))
    desk = open_page(qtbot, project)
    desk.until_fresh()
    preview = desk.page.preview
    preview.list.setCurrentRow(preview.list.count() - 1)
    sheet = preview.sheet
    line_px = sheet.fontMetrics().height()
    qtbot.waitUntil(lambda: sheet.rowHeight(0) > 2 * line_px)
    cell = sheet.visualRect(preview.model.index(0, 0))
    image = sheet.viewport().grab().toImage()
    ground = sheet.palette().color(QPalette.ColorRole.Base).lightness()
    inked = [
        y
        for y in range(cell.top(), cell.bottom() - 1)
        if any(abs(image.pixelColor(x, y).lightness() - ground) > 100 for x in range(cell.left(), cell.left() + 60))
    ]
    assert cell.bottom() - max(inked) < line_px
    assert "word149" in preview.model.index(0, 0).data()
    desk.page.close()


def test_icons_follow_when_light_turns_dark(desk: Desk) -> None:
    def darkness() -> int:
        image = desk.page.preview.copy_button.icon().pixmap(16, 16).toImage()
        pixels = [image.pixelColor(x, y) for x in range(16) for y in range(16)]
        return max(pixel.lightness() for pixel in pixels if pixel.alpha() > 200)

    def heading() -> int:
        return desk.page.preview.list.item(desk.page.preview.list.count() - 4).foreground().color().lightness()

    light = QGuiApplication.palette()
    assert darkness() < 100
    assert heading() < 100
    dark = QPalette(QColor(40, 40, 42))
    QGuiApplication.setPalette(dark)
    try:
        desk.qtbot.waitUntil(lambda: darkness() > 150 and heading() > 150)
    finally:
        QGuiApplication.setPalette(light)
    desk.qtbot.waitUntil(lambda: darkness() < 100)


def test_a_report_can_be_kept_by_name_and_brought_back_and_undone(desk: Desk) -> None:
    saved, tables = desk.page.choices.saved, desk.page.choices.tables
    desk.tick(tables, "Codebook")
    desk.qtbot.keyClicks(saved.names, "Appendix A")
    desk.qtbot.keyClick(saved.names, Qt.Key.Key_Return)
    assert [kept.name for kept in desk.project.saved_tables.all()] == ["Appendix A"]
    assert desk.notices[-1].action == "edit.undo"
    desk.tick(tables, "Codebook")
    assert "codebook" in desk.names()
    saved.names.setFocus()
    saved.names.showPopup()
    desk.qtbot.keyClick(saved.names.view(), Qt.Key.Key_Return)
    desk.until_changed()
    assert "codebook" not in desk.names()
    desk.qtbot.mouseClick(saved.delete_button, Qt.MouseButton.LeftButton)
    assert desk.project.saved_tables.all() == []
    assert saved.names.count() == 0
    desk.workspace.undo()
    assert [saved.names.itemText(row) for row in range(saved.names.count())] == ["Appendix A"]


def test_a_tick_takes_the_codes_under_it_along_but_not_with_shift(desk: Desk) -> None:
    code_all(desk.project, desk.project.documents.find("Interview 1"), {"so we talked": "Time"})
    desk.until_fresh()
    choices = desk.page.choices
    choices.tabs.setCurrentIndex(1)
    desk.tick(choices.codes, "Time", Qt.KeyboardModifier.ShiftModifier)
    assert desk.headings("segments") == ["Time > Waiting", "Time > Staying"]
    choices.codes.setFocus()
    choices.codes.setCurrentItem(choices.codes.topLevelItem(0))
    desk.qtbot.keyClick(choices.codes, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    desk.until_changed()
    assert desk.headings("segments") == ["Time", "Time > Waiting", "Time > Staying"]
    desk.qtbot.keyClick(choices.codes, Qt.Key.Key_Space)
    desk.until_changed()
    assert desk.headings("segments") == []
    desk.tick(choices.codes, "Staying")
    assert desk.headings("segments") == ["Time > Staying"]
    assert choices.options().codes == (desk.project.codes.find("Time > Staying").id,)


def test_all_and_none_are_for_the_codes_that_the_filter_shows(desk: Desk) -> None:
    choices = desk.page.choices
    choices.tabs.setCurrentIndex(1)
    field = next(each for each in choices.findChildren(QLineEdit) if each.accessibleName() == "Filter Codes")
    none = next(each for each in choices.findChildren(QToolButton) if each.accessibleName() == "Codes: None")
    desk.qtbot.keyClicks(field, "STAY")
    assert [item.text(0) for item in choices.codes.items() if not item.isHidden()] == ["Time", "Staying"]
    desk.qtbot.mouseClick(none, Qt.MouseButton.LeftButton)
    desk.until_changed()
    assert desk.headings("segments") == ["Time > Waiting"]
    field.clear()
    assert not any(item.isHidden() for item in choices.codes.items())
    desk.qtbot.mouseClick(none, Qt.MouseButton.LeftButton)
    desk.until_changed()
    assert desk.headings("segments") == []


def test_a_box_without_a_tick_can_be_seen_on_a_dark_ground(desk: Desk) -> None:
    light = QGuiApplication.palette()
    QGuiApplication.setPalette(QPalette(QColor(40, 40, 42)))
    try:
        tables = desk.page.choices.tables
        desk.tick(tables, "Codebook")
        place = tables.visualItemRect(next(item for item in tables.items() if item.text(0) == "Codebook"))
        image = tables.viewport().grab().toImage()
        row = [image.pixelColor(x, place.center().y()).lightness() for x in range(place.left(), place.left() + 20)]
        ground = tables.palette().color(QPalette.ColorRole.Base).lightness()
        assert sum(abs(lightness - ground) > 60 for lightness in row) >= 2
    finally:
        QGuiApplication.setPalette(light)


def test_an_empty_project_says_what_is_missing(qtbot: QtBot, project: Project) -> None:
    desk = open_page(qtbot, project)
    asked: list[Callable[[], object]] = []
    desk.actions.connect("document.import", lambda: asked.append(desk.page.close))
    assert desk.page.empty_words.isVisible()
    assert "nothing to report" in desk.page.empty_words.text()
    words = desk.page.empty_words
    assert words.height() >= words.heightForWidth(words.width())
    assert not desk.page.export.export_button.isEnabled()
    qtbot.mouseClick(desk.page.empty_button, Qt.MouseButton.LeftButton)
    assert len(asked) == 1
    desk.page.choose_file_and_export()
    assert "nothing to report" in desk.notices[-1].text
    project.codes.add("First")
    desk.until_fresh()
    assert desk.names() == ["codebook", "themes"]
    assert desk.page.export.export_button.isEnabled()
    desk.page.close()
