"""The report page, used by mouse and keys: what is ticked is in the preview, on the clipboard and in the Word file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMainWindow, QToolButton
from pytestqt.qtbot import QtBot

from annotator.gui.actions import Actions
from annotator.gui.messages import Notice
from annotator.gui.pages.report_choice import ReportChoice
from annotator.gui.pages.report_lists import TickList
from annotator.gui.pages.report_page import ReportPage
from annotator.gui.pages.report_table import ROWS_SHOWN
from annotator.gui.workspace import Workspace
from annotator.project.documents import Document as Transcript
from annotator.project.project import Project
from annotator.reports.model import Table
from annotator.reports.registry import TABLES

WORDS = "I: What helped?\n\nP1: The ferry was late, so we talked. “Stay,” she said, 12\u00a0times.\n"


@dataclass
class Desk:
    """A window with the page in it, over two transcripts with two codes under one theme."""

    qtbot: QtBot
    project: Project
    workspace: Workspace
    actions: Actions
    page: ReportPage
    notices: list[Notice]

    def table(self, name: str, heading: str = "") -> Table | None:
        return next((t for t in self.page.preview._tables if (t.name, t.heading) == (name, heading)), None)

    def headings(self, name: str) -> list[str]:
        return [table.heading for table in self.page.preview._tables if table.name == name]

    def names(self) -> list[str]:
        return list(dict.fromkeys(table.name for table in self.page.preview._tables))

    def until_fresh(self) -> None:
        self.qtbot.waitUntil(lambda: self.page.is_fresh, timeout=10_000)

    def tick(self, ticks: TickList, words: str, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Move a tick by mouse, as a person does, and wait for the preview."""
        item = next(item for item in ticks.items() if item.text(0) == words)
        ticks.scrollToItem(item)
        place = ticks.visualItemRect(item)
        self.qtbot.mouseClick(
            ticks.viewport(), Qt.MouseButton.LeftButton, keys, QPoint(place.left() + 9, place.center().y())
        )
        self.until_changed()

    def until_changed(self) -> None:
        self.qtbot.waitUntil(lambda: not self.page.is_fresh, timeout=5_000)
        self.until_fresh()

    def row_of(self, words: str) -> int:
        """The row of the list of tables that ends in these words; a heading has no number."""
        preview = self.page.preview.list
        return next(row for row in range(preview.count()) if preview.item(row).text().strip().endswith(f". {words}"))


def code_all(project: Project, document: Transcript, quotes: dict[str, str]) -> None:
    text = project.documents.text(document.id).text
    for quote, path in quotes.items():
        start = text.index(quote)
        project.codings.add(document.id, project.codes.ensure(path).id, start, start + len(quote))


def open_page(qtbot: QtBot, project: Project) -> Desk:
    workspace = Workspace(project)
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(window)
    page = ReportPage(workspace, actions, window)
    window.setCentralWidget(page)
    window.resize(1200, 640)
    notices: list[Notice] = []
    workspace.noticed.connect(notices.append)
    window.show()
    qtbot.waitExposed(window)
    return Desk(qtbot, project, workspace, actions, page, notices)


@pytest.fixture
def desk(qtbot: QtBot, project: Project) -> Iterator[Desk]:
    first = project.documents.add("Interview 1", WORDS, participant="P01")
    second = project.documents.add("Interview 2", WORDS.replace("ferry", "bus"), participant="P02")
    code_all(
        project, first, {"The ferry was late": "Time > Waiting", "“Stay,” she said, 12\u00a0times": "Time > Staying"}
    )
    code_all(project, second, {"The bus was late": "Time > Waiting"})
    made = open_page(qtbot, project)
    made.until_fresh()
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


def test_making_the_tables_can_be_stopped_and_taken_up_again(desk: Desk) -> None:
    making, page = desk.page.making, desk.page
    page.choices.quotations.setValue(7)
    desk.qtbot.waitUntil(lambda: page._task is not None)
    making.show()
    desk.qtbot.mouseClick(making.stop_button, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: page._task is None)
    assert not page.is_fresh
    assert making.make_button.isVisible()
    assert not making.stop_button.isVisible()
    desk.qtbot.mouseClick(making.make_button, Qt.MouseButton.LeftButton)
    desk.until_fresh()
    assert not making.isVisible()
    assert "Time > Waiting" in desk.headings("segments")


def test_ctrl_c_puts_the_table_on_the_clipboard_for_word_and_for_spreadsheets(desk: Desk) -> None:
    desk.page.preview.list.setCurrentRow(desk.row_of("Waiting"))
    desk.page.preview.sheet.setFocus()
    desk.qtbot.keyClick(desk.page.preview.sheet, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().splitlines()[0] == "Quotation\tParticipant\tDocument\t¶\tCoder"
    assert data.text().splitlines()[1] == "The ferry was late\tP01\tInterview 1\t2\tAK"
    assert "<table" in data.html()
    assert "The ferry was late" in data.html()
    assert "clipboard" in desk.notices[-1].text


def test_the_copy_button_copies_all_rows_where_only_the_first_are_shown(qtbot: QtBot, project: Project) -> None:
    rows = ROWS_SHOWN + 7
    document = project.documents.add("Long", "\n".join(f"line {number}" for number in range(rows)))
    code = project.codes.add("Line")
    start = 0
    for line in project.documents.text(document.id).text.split("\n"):
        project.codings.add(document.id, code.id, start, start + len(line))
        start += len(line) + 1
    desk = open_page(qtbot, project)
    desk.until_fresh()
    preview = desk.page.preview
    preview.list.setCurrentRow(preview.list.count() - 1)
    assert preview.model.rowCount() == ROWS_SHOWN
    assert "7 more row" in preview.more.text()
    qtbot.mouseClick(preview.copy_button, Qt.MouseButton.LeftButton)
    assert len(QGuiApplication.clipboard().text().splitlines()) == rows + 1
    desk.page.close()


def test_export_writes_the_chosen_tables_and_offers_to_open_them(desk: Desk, tmp_path: Path) -> None:
    desk.tick(desk.page.choices.tables, "Codebook")
    target = tmp_path / "appendix.docx"
    with desk.qtbot.waitSignal(desk.page.export.written, timeout=20_000):
        desk.page.export_to(target)
    cells = [cell.text for table in Document(str(target)).tables for cell in table._cells]
    assert "“Stay,” she said, 12\u00a0times" in cells
    assert "When to use" not in cells
    assert str(target) in desk.notices[-1].text
    assert desk.notices[-1].action == "report.open"
    assert desk.page.export.open_button.isVisible()


def test_the_export_button_asks_where_and_adds_the_suffix(desk: Desk, tmp_path: Path) -> None:
    desk.qtbot.mouseClick(desk.page.export.export_button, Qt.MouseButton.LeftButton)
    dialog = desk.page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.setDirectory(str(tmp_path))
    field = dialog.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.clear()
    desk.qtbot.keyClicks(field, "appendix")
    with desk.qtbot.waitSignal(desk.page.export.written, timeout=20_000):
        desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (tmp_path / "appendix.docx").exists()


def test_an_export_that_fails_is_told_and_leaves_the_older_file(desk: Desk, tmp_path: Path) -> None:
    template = tmp_path / "journal.docx"
    template.write_text("This is no Word document.")
    target = tmp_path / "appendix.docx"
    target.write_bytes(b"older")
    desk.page.choices.use_template(str(template))
    with desk.qtbot.waitSignal(desk.page.export.failed, timeout=20_000):
        desk.page.export_to(target)
    assert "journal.docx" in desk.notices[-1].text
    assert target.read_bytes() == b"older"
    assert desk.page.export.export_button.isEnabled()


def test_a_cancelled_export_leaves_no_file(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "appendix.docx"
    desk.page.export_to(target)
    with desk.qtbot.waitSignal(desk.page.export.stopped, timeout=20_000):
        desk.qtbot.mouseClick(desk.page.export.cancel_button, Qt.MouseButton.LeftButton)
    assert not target.exists()
    assert desk.page.export.export_button.isEnabled()


def test_closing_the_page_stops_what_runs_in_the_background(desk: Desk, tmp_path: Path) -> None:
    desk.project.codes.add("Another")
    desk.page.export_to(tmp_path / "appendix.docx")
    desk.page._build()
    desk.page.close()
    assert desk.page._task is None or desk.page._task.isFinished()
    assert desk.page.export._task is None or desk.page.export._task.isFinished()


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


def _let_another_code(desk: Desk) -> None:
    """A second coder, who codes one word less than the first did."""
    (first, *_) = desk.project.codings.all()
    desk.workspace.work_as("Bo Lind")
    desk.project.codings.add(first.document_id, first.code_id, first.start_char, first.end_char - 5)
    desk.until_changed()


def documents_compared(desk: Desk) -> tuple[tuple[str, ...], ...]:
    """The rows of the table of agreement by document."""
    table = desk.table("agreement_documents", "By document")
    assert table is not None
    return table.rows


def test_agreement_comes_when_it_is_ticked_and_by_the_unit_that_is_chosen(desk: Desk) -> None:
    _let_another_code(desk)
    lines = desk.page.choices.agreement
    assert not lines.isVisible()
    desk.tick(desk.page.choices.tables, "Agreement between coders")
    assert lines.isVisible()
    by_characters = desk.table("agreement", "By code")
    assert by_characters is not None
    assert by_characters.caption.endswith("per character, counting uncoded text")
    lines.unit.setFocus()
    desk.qtbot.keyClick(lines.unit, Qt.Key.Key_Down)
    desk.until_changed()
    lines.below.setFocus()
    desk.qtbot.keyClick(lines.below, Qt.Key.Key_Space)
    desk.until_changed()
    by_sentences = desk.table("agreement", "By code")
    assert by_sentences is not None
    assert by_sentences.caption.endswith("per sentence, counting uncoded text")
    assert "Each code counts together with the codes under it." in by_sentences.note
    assert by_sentences.rows[0][0] == "Time"
    assert len(documents_compared(desk)) == 1
    lines.by_all.setFocus()
    desk.qtbot.keyClick(lines.by_all, Qt.Key.Key_Space)
    desk.until_changed()
    assert len(documents_compared(desk)) == 2


def test_agreement_that_another_room_asks_for_is_ticked_and_shown(desk: Desk) -> None:
    _let_another_code(desk)
    desk.page.add_agreement("exact_segment", "coded")
    desk.until_changed()
    shown = desk.page.preview.table
    assert shown is not None
    assert (shown.name, shown.heading) == ("agreement", "By code")
    assert "per segment, with just the same words" in shown.caption
    lines = desk.page.choices.agreement
    assert (lines.unit.currentText(), lines.counted.currentText()) == (
        "segments of the same words",
        "what somebody coded",
    )
    assert not lines.counted.isEnabled()


def test_agreement_has_no_table_while_what_the_others_coded_is_hidden(desk: Desk) -> None:
    _let_another_code(desk)
    desk.page.add_agreement("character", "everything")
    desk.until_changed()
    assert desk.table("agreement", "By code") is not None
    desk.workspace.sight.set_blind(True)
    desk.until_changed()
    assert desk.table("agreement", "By code") is None


def test_the_audit_trail_is_narrowed_to_days_and_a_person_and_kept_with_the_report(desk: Desk) -> None:
    desk.project.work_as("Bo Lind")
    desk.project.codes.add("Weather")
    lines, tables = desk.page.choices.audit, desk.page.choices.tables
    assert not lines.isVisible()
    desk.tick(tables, "Audit trail of the codebook")
    assert lines.isVisible()
    lines.who.setCurrentIndex(lines.who.findData("Bo Lind"))
    lines.who.activated.emit(lines.who.currentIndex())
    lines.is_since.setChecked(True)
    lines.since.setDate(lines.until.date())
    desk.until_changed()
    trail = desk.table("audit")
    assert trail is not None
    assert [row[2:4] for row in trail.rows] == [("Weather", "Added")]
    assert trail.caption.endswith("steps by Bo Lind")
    saved = desk.page.choices.saved
    saved.names.setEditText("Appendix C")
    saved.keep()
    lines.is_until.setChecked(True)
    lines.until.setDate(lines.until.date().addDays(-40))
    desk.until_changed()
    assert lines.since.date() == lines.until.date(), "the first day goes along"
    assert desk.table("audit") is None
    saved.names.setCurrentIndex(saved.names.findText("Appendix C"))
    saved.names.activated.emit(saved.names.currentIndex())
    desk.until_changed()
    assert desk.table("audit") == trail
